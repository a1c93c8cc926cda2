"""Tolerance of a typing error: the nearest words that the resources do use.

RapidFuzz measures the distance of Damerau and Levenshtein: letters added, left out, replaced, or two
neighbours swapped (Damerau 1964, A technique for computer detection and correction of spelling errors,
Communications of the ACM 7: 171-176, who found that these make four in five errors).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

SHORTEST = 3
"""A shorter word is never put right: too many others are one letter away. As in Lucene's automatic
fuzziness."""

FIRST_MAY_BE_WRONG = 5
"""From this length on, the first letter may be the one that is wrong."""

LONG = 8
"""From this length on, a word may be wrong twice."""


class Vocabulary:
    """The words of some documents, each with the number of documents that have it.

    >>> words = Vocabulary({"damp": 9, "dam": 1, "dampness": 2})
    >>> words.nearest("dmap"), words.nearest("dampnes"), words.beginning_with("damp")
    (['damp'], ['dampness'], ['damp', 'dampness'])
    """

    def __init__(self, documents: Mapping[str, int]) -> None:
        self.documents = dict(documents)
        self._sorted = sorted(self.documents)
        self._by_length: dict[int, list[str]] = {}
        for word in self._sorted:
            if not any(letter.isdigit() for letter in word):
                self._by_length.setdefault(len(word), []).append(word)

    def __contains__(self, word: object) -> bool:
        return word in self.documents

    def __len__(self) -> int:
        return len(self._sorted)

    def nearest(self, word: str, most: int = 5) -> list[str]:
        """The words that ``word`` may have been meant to be, the likeliest first.

        At most one error apart, or two for a word of eight letters or more; the nearer first, then the
        one in more documents, then by alphabet. In a word of fewer than five letters, and where there are
        two errors, the first letter is taken to be right (it is in more than nine of ten errors: Pollock
        and Zamora 1984, Automatic spelling correction in scientific and scholarly text, Communications of
        the ACM 27: 358-368). A word with a digit, or of fewer than three letters, is taken as it stands
        and gives none.
        """
        if len(word) < SHORTEST or any(letter.isdigit() for letter in word):
            return []
        errors = 2 if len(word) >= LONG else 1
        found = []
        for length in range(len(word) - errors, len(word) + errors + 1):
            near = process.extract(
                word,
                self._by_length.get(length, ()),
                scorer=DamerauLevenshtein.distance,
                score_cutoff=errors,
                limit=None,
            )
            found += [
                (int(distance), -self.documents[other], other)
                for other, distance, _ in near
                if other[0] == word[0] or (distance == 1 and len(word) >= FIRST_MAY_BE_WRONG)
            ]
        return [other for _, _, other in sorted(found)[:most]]

    def beginning_with(self, letters: str, most: int = 20) -> list[str]:
        """The words that begin so, those in most documents first, equal ones by alphabet."""
        start = bisect_left(self._sorted, letters)
        end = bisect_left(self._sorted, letters + "\U0010ffff")
        return sorted(self._sorted[start:end], key=lambda word: (-self.documents[word], word))[:most]
