"""The index of a search, small enough to be carried in a page, where a script searches it without Python.

It holds what BM25 is worked out from and not the scores: how often each stem stands in each document (by
the weights of the fields) and how long each document is. These are small whole numbers, and a script that
puts them into FTS5's formula (https://www.sqlite.org/fts5.html, 'The bm25() function') comes to the same
scores to the last digit, so that nothing stands in another order.
"""

from __future__ import annotations

from typing import Any

from copkit.functions.knowledge.query_language import SMALL_WORDS
from copkit.functions.knowledge.search_index import FIELDS, SearchIndex


def offline_index(index: SearchIndex) -> dict[str, Any]:
    """What a script needs to search as `find` does: numbers, stems and single words, fit for JSON.

    ``lengths`` has the number of words of each document, in the order of the index. ``stems`` has for each
    stem, by alphabet, a list: first its places, as steps from one row to the next (from 0 to the first) each
    followed by how often it stands there, a word counting as much as its field weighs; then each word as
    written, by alphabet, followed by how many documents have it if there are several. ``small_words`` are
    those left out of a query. The words of a text are in it in no order, so the text cannot be read from it,
    but whether a word stands in it can: give it no text that the reader may not see.

    >>> import pandas as pd
    >>> shelf = pd.DataFrame({"name": ["Damp check", "Falls"], "text": ["Damp.", ""]})
    >>> small = offline_index(SearchIndex(shelf))
    >>> small["lengths"], small["stems"]["damp"], small["stems"]["fall"]
    ([3, 1], [[0, 6], 'damp'], [[1, 5], 'falls'])
    """
    texts = [text for row in range(len(index)) for text in index.texts(row)]
    lengths = [0] * len(index)
    often: dict[str, dict[int, float]] = {}
    written: dict[str, dict[str, set[int]]] = {}
    for place, words in enumerate(index.tokenizer.words_of_each(texts)):
        row, field = divmod(place, len(FIELDS))
        lengths[row] += len(words)
        weight = index.weights[FIELDS[field]]
        for word, stem in words:
            rows = often.setdefault(stem, {})
            rows[row] = rows.get(row, 0.0) + weight
            written.setdefault(stem, {}).setdefault(word, set()).add(row)
    return {
        "lengths": lengths,
        "small_words": sorted(SMALL_WORDS),
        "stems": {stem: [_places(often[stem]), *_words(written[stem])] for stem in sorted(often)},
    }


def _places(often: dict[int, float]) -> list[float]:
    told: list[float] = []
    last = 0
    for row in sorted(often):
        number = often[row]
        told += [row - last, int(number) if number == int(number) else number]
        last = row
    return told


def _words(written: dict[str, set[int]]) -> list[str | int]:
    told: list[str | int] = []
    for word in sorted(written):
        told += [word] if len(written[word]) == 1 else [word, len(written[word])]
    return told
