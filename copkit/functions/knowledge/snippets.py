"""Where the words of a query stand in a text: the best piece of it, with the marked words by position.

SQLite's FTS5 picks the piece and finds the words (its functions snippet and highlight); marks are
positions in the text, never HTML.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from copkit.functions.knowledge.tokens import MARKS, STEMMED

WORDS = 24
"""About so many words make a snippet."""

Marks = tuple[tuple[int, int], ...]


class Marked(NamedTuple):
    """A text, and where in it words of the query stand: (start, end) of each, as positions in ``text``."""

    text: str
    marks: Marks = ()


def unmarked(text: str) -> Marked:
    """Takes the signs of `MARKS` out of a text and tells where they stood.

    >>> unmarked("no \\x02damp\\x03 here")
    Marked(text='no damp here', marks=((3, 7),))
    """
    plain: list[str] = []
    marks: list[tuple[int, int]] = []
    length = start = 0
    for sign in text:
        if sign == MARKS[0]:
            start = length
        elif sign == MARKS[1]:
            marks.append((start, length))
        else:
            plain.append(sign)
            length += 1
    return Marked("".join(plain), tuple(marks))


def marked_texts(
    texts: Sequence[tuple[str, Sequence[str]]], match: Sequence[Sequence[str]]
) -> list[tuple[Marked, Marked]]:
    """Each name, marked, and the best piece of the other texts beside it, marked.

    ``texts`` holds a name and the texts to take a piece of, those first that are to be preferred where
    equally many words stand in them. ``match`` holds the words and phrases sought. Without any, or where
    none is found, the piece is the beginning of the first text that is not empty.

    >>> marked_texts([("Damp check", ("Ten checks.", "Look for damp walls."))], [("damp",)])
    [(Marked(text='Damp check', marks=((0, 4),)), Marked(text='Look for damp walls.', marks=((9, 13),)))]
    """
    fields = max((len(others) for _, others in texts), default=0)
    memory = sqlite3.connect(":memory:", isolation_level=None)
    try:
        columns = ", ".join(f"f{number}" for number in range(fields + 1))
        memory.execute(f"CREATE VIRTUAL TABLE page USING fts5({columns}, tokenize='{STEMMED}')")
        places = ", ".join("?" * (fields + 2))
        memory.executemany(
            f"INSERT INTO page(rowid, {columns}) VALUES ({places})",
            (
                (row, name, *others, *[""] * (fields - len(others)))
                for row, (name, others) in enumerate(texts)
            ),
        )
        signs = "char(2), char(3)"
        pieces = "".join(
            f", snippet(page, {number}, {signs}, '…', {WORDS})" for number in range(1, fields + 1)
        )
        sought = " OR ".join('"' + " ".join(phrase) + '"' for phrase in match)
        found = {}
        if sought:
            read = memory.execute(
                f"SELECT rowid, highlight(page, 0, {signs}){pieces} FROM page WHERE page MATCH ?", (sought,)
            )
            found = {row[0]: [unmarked(text) for text in row[1:]] for row in read}
    finally:
        memory.close()
    told = []
    for row, (name, others) in enumerate(texts):
        title, *parts = found.get(row, [Marked(name)])
        best = max(parts, key=lambda part: len(part.marks), default=Marked(""))
        told.append((title, best if best.marks else Marked(_beginning(others))))
    return told


def _beginning(texts: Sequence[str]) -> str:
    first = next((text.strip() for text in texts if text.strip()), "")
    words = first.split()
    return first if len(words) <= WORDS else " ".join(words[:WORDS]) + "…"
