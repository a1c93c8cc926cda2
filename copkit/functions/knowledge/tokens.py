"""The words of a text as SQLite's FTS5 reads them, each with its stem.

SQLite itself cuts, folds and stems (tokenizers unicode61 and porter, after Porter 1980, An algorithm for
suffix stripping, Program 14: 130-137), so that a query is read exactly as the resources were.
"""

from __future__ import annotations

import sqlite3
import threading
import weakref
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

PLAIN = "unicode61 remove_diacritics 2"
"""Letters and digits make words; without case and accents."""

STEMMED = f"porter {PLAIN}"

MARKS = ("\x02", "\x03")
"""Signs that set off a marked word while SQLite has the text; no text keeps them."""


class Word(NamedTuple):
    """A word as it was written, without case and accents, and its stem."""

    word: str
    stem: str


def readable(value: object) -> str:
    """A text that SQLite can keep: without the signs of `MARKS` and without halves of characters.

    A missing value gives no text; several names are joined.

    >>> readable(("Damp", "Mould")), readable(None)
    ('Damp · Mould', '')
    """
    if isinstance(value, (tuple, list, set, frozenset)):
        value = " · ".join(
            str(one) for one in (sorted(value, key=str) if isinstance(value, (set, frozenset)) else value)
        )
    if value is None or pd.isna(value):
        return ""
    text = str(value).replace(MARKS[0], " ").replace(MARKS[1], " ").replace("\x00", " ")
    return text.encode("utf-8", "replace").decode("utf-8")


class Tokenizer:
    """Reads texts into words and stems. May be used from several threads.

    >>> Tokenizer().words("Café visits, 2026")
    [Word(word='cafe', stem='cafe'), Word(word='visits', stem='visit'), Word(word='2026', stem='2026')]
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        weakref.finalize(self, self._memory.close)
        for name, tokenizer in (("plain", PLAIN), ("stemmed", STEMMED)):
            self._memory.execute(f"CREATE VIRTUAL TABLE {name} USING fts5(x, tokenize='{tokenizer}')")
            self._memory.execute(f"CREATE VIRTUAL TABLE {name}_terms USING fts5vocab({name}, 'instance')")

    def words(self, text: str) -> list[Word]:
        """The words of a text in their order."""
        return self.words_of_each([text])[0]

    def words_of_each(self, texts: Sequence[str]) -> list[list[Word]]:
        """The words of each text in their order; a text without a word gives an empty list."""
        rows = list(enumerate(readable(text) for text in texts))
        with self._lock:
            read = [self._terms(name, rows) for name in ("plain", "stemmed")]
        found: list[list[Word]] = [[] for _ in rows]
        for place in sorted(read[0]):
            word = read[0][place]
            found[place[0]].append(Word(word, read[1].get(place, word)))
        return found

    def _terms(self, name: str, rows: list[tuple[int, str]]) -> dict[tuple[int, int], str]:
        self._memory.execute("BEGIN")
        try:
            self._memory.executemany(f"INSERT INTO {name}(rowid, x) VALUES (?, ?)", rows)
            read = self._memory.execute(f'SELECT doc, "offset", term FROM {name}_terms').fetchall()
        finally:
            self._memory.execute("ROLLBACK")
        return {(row, offset): term for row, offset, term in read}
