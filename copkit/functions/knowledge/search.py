"""'What have we on ...': finds documents by words, ranks them, and counts them by facet."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from copkit.functions.knowledge.query_language import SMALL_WORDS, Query, parse
from copkit.functions.knowledge.search_index import FIELDS, SearchIndex
from copkit.functions.knowledge.snippets import Marked, marked_texts

MOST_WORDS = 40
"""Words and phrases of a query beyond this many are left out: somebody pasted a page."""

MOST_ENDINGS = 20
"""A word that is not finished stands for at most so many longer ones, those in most documents."""

MOST_READ = 10_000
"""Longer words are left out where scoring them would read more rows than this."""

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """One thing to find: any of some words or phrases; ``said`` is what was typed."""

    said: str
    any_of: tuple[Phrase, ...]


@dataclass(frozen=True)
class Understood:
    """How a query was read: what is to be found, what was put right, what no document has."""

    terms: tuple[Term, ...] = ()
    required: tuple[Phrase, ...] = ()
    without: tuple[Phrase, ...] = ()
    put_right: dict[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """What a search found.

    ``rows`` has a row for each document shown, the best first, with its index in the documents given and
    the columns name, kind, community, score, title and snippet (both `Marked`: a text and the positions
    of the words found). ``total`` documents have one of the words at least, ``with_all`` of them all.
    ``facets`` counts them by kind, community, issue and open. ``put_right`` holds each word taken as a
    typing error and the word taken in its stead, ``unknown`` the words that no document has.
    """

    rows: pd.DataFrame
    total: int
    with_all: int
    facets: dict[str, pd.Series]
    put_right: dict[str, str]
    unknown: tuple[str, ...]
    said: str

    @property
    def note(self) -> str:
        """What the reader should know of how the query was read; empty if there is nothing to say."""
        told = []
        if self.put_right:
            told.append(f"Showing results for '{self.said}'.")
        if self.unknown:
            several = ", ".join(f"'{word}'" for word in self.unknown)
            told.append(f"Nothing has {several}.")
        return " ".join(told)


def find(
    index: SearchIndex,
    query: str,
    *,
    kinds: Collection[str] = (),
    communities: Collection[str] = (),
    issues: Collection[str] = (),
    open_to: Collection[str] = (),
    typing: bool = False,
    least: float = 0.0,
    limit: int = 10,
) -> Found:
    """The documents of an index that a query is about, the best first, by BM25.

    A query is any text: words, "a phrase" that must be there, -not for a word or phrase that must not,
    kind:guide as well as community:, issue: and open: for a facet. Documents with any of the words are
    found, those with more and rarer ones ranked higher; equal ones stand by name. A word that no
    document has is taken as the beginning of longer ones, or else as a typing error. With ``typing`` the
    last word counts as not finished. ``least`` is the share of what is sought, 0 to 1, that a document
    must have, rounded up; one word is always needed. Facets chosen by argument or in the query narrow
    what is found: one of the values of each facet. A query without words gives all documents by name.
    ``limit`` rows are given. Raises nothing for any query.

    >>> shelf = pd.DataFrame({"name": ["Damp check", "Falls at home"], "kind": ["guide", "tool"],
    ...                       "description": ["Ten checks", "A visit that finds damp stairs"]})
    >>> found = find(SearchIndex(shelf), "dmap kind:tool")
    >>> found.rows["name"].tolist(), found.note, found.facets["kind"].to_dict()
    (['Falls at home'], "Showing results for 'damp'.", {'guide': 1, 'tool': 1})
    """
    parsed = parse(query, index.facets.values)
    read = understand(index, parsed, typing=typing)
    choices: dict[str, list[str]] = {name: list(chosen) for name, chosen in parsed.facets.items()}
    for name, chosen in (("kind", kinds), ("community", communities), ("issue", issues), ("open", open_to)):
        choices[name] = [*choices.get(name, []), *chosen]
    scores, having = _scored(index, read)
    counts = len(read.terms) + len(read.required)
    every = counts + len(read.unknown)
    needed = max(1, math.ceil(least * every))
    found = having >= needed if every else np.ones(len(index), dtype=bool)
    for phrase in read.required:
        has = np.zeros(len(index), dtype=bool)
        has[index.scores([phrase])[0]] = True
        found &= has
    for phrase in read.without:
        found[index.scores([phrase])[0]] = False
    facets = index.facets.counts(found, choices)
    found &= index.facets.chosen(choices)
    best = _best(scores, found, max(limit, 0))
    return Found(
        _page(index, best, scores, read),
        int(found.sum()),
        int((found & (having >= every)).sum()),
        facets,
        read.put_right,
        read.unknown,
        " ".join(read.words),
    )


def understand(index: SearchIndex, query: Query, *, typing: bool = False) -> Understood:
    """Reads the words of a query with the index: small words, endings not typed yet, typing errors.

    >>> index = SearchIndex(pd.DataFrame({"name": ["Damp check"]}))
    >>> [term.any_of for term in understand(index, Query(words=("the", "dmap"))).terms]
    [(('damp',),)]
    """
    typed = [word for text in query.words for word in _words(index, text)]
    phrases = [phrase for text in query.phrases if (phrase := _words(index, text))]
    meant = [word for word in typed if word not in SMALL_WORDS]
    if not meant and not phrases:
        meant = typed
    last = typed[-1] if typing and query.last_word_open and typed else ""
    if last and last not in meant:
        meant.append(last)
    terms: list[Term] = []
    put_right: dict[str, str] = {}
    unknown: list[str] = []
    for word in list(dict.fromkeys(meant))[:MOST_WORDS]:
        known = index.stem_of(word) is not None
        longer = _endings(index, word) if word == last or not known else []
        if known or longer:
            terms.append(Term(word, tuple((one,) for one in dict.fromkeys([word] * known + longer))))
        elif near := _nearest(index, word):
            put_right[word] = near
            terms.append(Term(word, ((near,),)))
        else:
            unknown.append(word)
    required = [_put_right(index, phrase, put_right) for phrase in phrases[:MOST_WORDS]]
    without = [phrase for text in query.without if (phrase := _words(index, text))][:MOST_WORDS]
    said = [*(put_right.get(word, word) for word in typed), *(f'"{" ".join(one)}"' for one in required)]
    return Understood(
        tuple(terms), tuple(dict.fromkeys(required)), tuple(without), put_right, tuple(unknown), tuple(said)
    )


def _words(index: SearchIndex, text: str) -> Phrase:
    return tuple(read.word for read in index.tokenizer.words(text))


def _put_right(index: SearchIndex, phrase: Phrase, put_right: dict[str, str]) -> Phrase:
    for word in phrase:
        if word not in put_right and index.stem_of(word) is None and (near := _nearest(index, word)):
            put_right[word] = near
    return tuple(put_right.get(word, word) for word in phrase)


def _nearest(index: SearchIndex, word: str) -> str | None:
    """The word that was meant, if it says anything."""
    return next((near for near in index.vocabulary.nearest(word) if near not in SMALL_WORDS), None)


def _endings(index: SearchIndex, letters: str) -> list[str]:
    """The longer words that a word not finished may become."""
    if len(letters) < 2:
        return []
    left = MOST_READ
    endings = []
    for word in index.vocabulary.beginning_with(letters, MOST_ENDINGS):
        left -= index.cost(word)
        if left >= 0:
            endings.append(word)
    return endings


def _scored(index: SearchIndex, read: Understood) -> tuple[np.ndarray, np.ndarray]:
    """The score of each row, and how many of the things sought it has."""
    scores = np.zeros(len(index))
    having = np.zeros(len(index), dtype=np.int32)
    for any_of in sorted([*(term.any_of for term in read.terms), *((one,) for one in read.required)]):
        rows, own = index.scores(any_of)
        scores[rows] += own
        having[rows] += 1
    return scores.round(12), having


def _best(scores: np.ndarray, found: np.ndarray, limit: int) -> np.ndarray:
    """The rows found with the highest scores, equal ones in the order of the index."""
    rows = np.flatnonzero(found)
    if 0 < limit < len(rows):
        least = np.partition(scores[rows], len(rows) - limit)[len(rows) - limit]
        rows = rows[scores[rows] >= least]
    return rows[np.argsort(-scores[rows], kind="stable")][:limit]


def _page(index: SearchIndex, rows: np.ndarray, scores: np.ndarray, read: Understood) -> pd.DataFrame:
    shown = index.documents.iloc[rows]
    sought: Sequence[Phrase] = [phrase for term in read.terms for phrase in term.any_of] + list(read.required)
    texts = []
    for row in rows:
        of = dict(zip(FIELDS, index.texts(int(row)), strict=True))
        texts.append((of["name"], (of["description"], of["text"])))
    marked = marked_texts(texts, sought)
    page = pd.DataFrame(
        {
            "name": [of[0] for of in texts],
            **{name: _column(shown, name) for name in ("kind", "community")},
            "score": scores[rows],
        },
        index=shown.index,
    )
    page["title"] = pd.Series([title for title, _ in marked], index=page.index, dtype="object")
    page["snippet"] = pd.Series([piece for _, piece in marked], index=page.index, dtype="object")
    return page


def _column(frame: pd.DataFrame, name: str) -> pd.Series:
    if name in frame:
        return frame[name].astype("object")
    return pd.Series([None] * len(frame), index=frame.index, dtype="object")


__all__ = ["Found", "Marked", "Term", "Understood", "find", "understand"]
