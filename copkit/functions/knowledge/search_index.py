"""The index of a full-text search: SQLite's FTS5 in memory, with stems, folded accents and weighted fields.

FTS5 ranks by BM25 (Robertson and Zaragoza 2009, The probabilistic relevance framework: BM25 and beyond,
Foundations and Trends in Information Retrieval 3: 333-389). BM25 is a sum over the words, so each word is
scored on its own, and the scores of words in very many documents are kept: a query then takes as long as
its rare words do.
"""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from copkit.functions.knowledge.facets import Facets
from copkit.functions.knowledge.tokens import PLAIN, STEMMED, Tokenizer, readable
from copkit.functions.knowledge.typing_errors import Vocabulary

FIELDS = ("name", "subject", "issues", "skills", "description", "community", "creator", "text")

WEIGHTS: Mapping[str, float] = {
    "name": 5.0,
    "subject": 5.0,
    "issues": 4.0,
    "skills": 4.0,
    "description": 1.0,
    "community": 4.0,
    "creator": 1.0,
    "text": 1.0,
}
"""How much a word counts in each field: name and community beside a description at 1 as chosen on every
second of 50 judged queries (see tests/functions/test_knowledge_quality.py; any from 3 to 20 does about as
well); subject as a name, issues and skills as a community, by analogy."""

FREQUENT = 4_000
"""The scores of a word in more documents than this are worked out beforehand."""

Phrase = tuple[str, ...]


class SearchIndex:
    """An index over documents, ready for `find`.

    ``documents`` has the column name and any of subject, description, creator, text, community, kind and
    open_to (texts), issues and skills (a tuple of names, or one name); what is missing counts as empty.
    The index does not depend on the order of its rows. ``weights`` says how much a word counts in each
    field, `WEIGHTS` where it says nothing. It stays in memory and may be used from several threads.

    >>> shelf = pd.DataFrame({"name": ["Damp check", "Falls at home"], "text": ["Look for mould.", None]})
    >>> index = SearchIndex(shelf)
    >>> len(index), index.scores([("moulds",)])[0].tolist()
    (2, [0])
    """

    def __init__(self, documents: pd.DataFrame, *, weights: Mapping[str, float] | None = None) -> None:
        self.weights = {**WEIGHTS, **(weights or {})}
        texts = pd.DataFrame(
            {
                name: [readable(cell) for cell in documents[name]] if name in documents else ""
                for name in FIELDS
            },
            index=documents.index,
            dtype="object",
        )
        order = texts.reset_index(drop=True).sort_values(list(FIELDS), kind="stable").index
        self.documents = documents.iloc[order]
        self._texts = texts.iloc[order]
        self.facets = Facets(self.documents)
        self.tokenizer = Tokenizer()
        self._memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        weakref.finalize(self, self._memory.close)
        self._fill()
        self.vocabulary = Vocabulary(self._read_words())
        self._stems: dict[str, str] = {}
        self._a_word_of: dict[str, str] = {}
        self._documents_of: dict[str, int] = {}
        self._kept: dict[Phrase, tuple[np.ndarray, np.ndarray]] = {}
        self._read_stems()

    def __len__(self) -> int:
        return len(self.documents)

    def texts(self, row: int) -> tuple[str, ...]:
        """The text of each field, in the order of `FIELDS`, of the document in that row of the index."""
        return tuple(self._texts.iloc[row])

    def stem_of(self, word: str) -> str | None:
        """The stem of a word if any document has a word with that stem, else None."""
        stem = self._stems.get(word)
        if stem is None:
            read = self.tokenizer.words(word)
            stem = read[0].stem if len(read) == 1 else None
        return stem if stem in self._a_word_of else None

    def scores(self, phrases: Iterable[Sequence[str]]) -> tuple[np.ndarray, np.ndarray]:
        """Rows of the index that have at least one of the phrases, rising, and their BM25, above 0.

        A phrase is one word or several that follow each other; only their stems count.
        """
        total = np.zeros(len(self))
        for stems in sorted({self._stems_of(phrase) for phrase in phrases} - {()}):
            rows, scores = self._kept[stems] if stems in self._kept else self._score(stems)
            total[rows] += scores
        rows = np.flatnonzero(total)
        return rows, total[rows]

    def cost(self, word: str) -> int:
        """How many rows must be read to score the word: none for a frequent or an unknown one."""
        stem = self.stem_of(word)
        return 0 if stem is None or (stem,) in self._kept else self._documents_of[stem]

    def _stems_of(self, phrase: Sequence[str]) -> Phrase:
        """The stem of each word; empty if no document has one of them."""
        stems = [stem for word in phrase if (stem := self.stem_of(word)) is not None]
        return tuple(stems) if len(stems) == len(phrase) else ()

    def _score(self, stems: Phrase) -> tuple[np.ndarray, np.ndarray]:
        match = '"' + " ".join(self._a_word_of[stem] for stem in stems) + '"'
        weights = ", ".join(repr(float(self.weights[name])) for name in FIELDS)
        read = self._memory.execute(
            f"SELECT rowid, -bm25(documents, {weights}) FROM documents WHERE documents MATCH ?", (match,)
        ).fetchall()
        if not read:
            return np.empty(0, dtype=np.intp), np.empty(0)
        rows, scores = zip(*read, strict=True)
        return np.array(rows, dtype=np.intp), np.array(scores)

    def _fill(self) -> None:
        columns = ", ".join(FIELDS)
        places = ", ".join("?" * (len(FIELDS) + 1))
        self._memory.execute("BEGIN")
        self._memory.execute(
            f"CREATE VIRTUAL TABLE documents USING fts5({columns}, content='', tokenize='{STEMMED}')"
        )
        self._memory.executemany(
            f"INSERT INTO documents(rowid, {columns}) VALUES ({places})",
            ((row, *texts) for row, texts in enumerate(self._texts.itertuples(index=False, name=None))),
        )
        self._memory.execute("COMMIT")

    def _read_words(self) -> dict[str, int]:
        """Every word as it is written, with the number of documents that have it."""
        memory = sqlite3.connect(":memory:", isolation_level=None)
        memory.execute("BEGIN")
        memory.execute(
            "CREATE VIRTUAL TABLE plain USING "
            f"fts5(x, content='', detail=none, columnsize=0, tokenize='{PLAIN}')"
        )
        memory.executemany(
            "INSERT INTO plain(rowid, x) VALUES (?, ?)",
            (
                (row, "\n".join(texts))
                for row, texts in enumerate(self._texts.itertuples(index=False, name=None))
            ),
        )
        memory.execute("COMMIT")
        memory.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(plain, 'row')")
        words = dict(memory.execute("SELECT term, doc FROM terms").fetchall())
        memory.close()
        return words

    def _read_stems(self) -> None:
        self._memory.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(documents, 'row')")
        self._documents_of = dict(self._memory.execute("SELECT term, doc FROM terms").fetchall())
        words = sorted(self.vocabulary.documents, key=lambda word: (-self.vocabulary.documents[word], word))
        for word, read in zip(words, self.tokenizer.words_of_each(words), strict=True):
            if len(read) == 1 and read[0].stem in self._documents_of:
                self._stems[word] = read[0].stem
                self._a_word_of.setdefault(read[0].stem, word)
        for stem, number in self._documents_of.items():
            if number > FREQUENT and stem in self._a_word_of:
                self._kept[(stem,)] = self._score((stem,))
