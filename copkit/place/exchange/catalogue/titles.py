"""Titles as they are compared: letters and numbers only, and how alike two of them are."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

_ARTICLES = frozenset(
    ("a", "an", "the", "le", "la", "les", "un", "une", "der", "die", "das", "ein", "eine", "el", "los", "las")
)
_SMALL = _ARTICLES | frozenset(
    ("and", "or", "of", "in", "on", "to", "for", "with", "by", "at", "from", "as", "und", "et", "de", "du")
)
_NUMBER = re.compile(r"\d+|(?:i{2,3}|iv|vi{0,3}|ix|xi{0,3}|xiv|xv)")
_SUBTITLE = re.compile(r"\s*(?::|\s[-\u2013\u2014]\s|\u2014|\?\s|\.\s)\s*")

SHORT = 12
"""Letters below which the first part of a title says too little without the other."""


@dataclass(frozen=True)
class Title:
    """A title folded for comparing: the whole, and the part before a colon or a dash if there is one."""

    whole: str
    main: str = ""

    @property
    def numbers(self) -> Counter[str]:
        return numbers(self.whole)


def folded(text: str) -> str:
    """Small letters without accents or signs, and without an article at the beginning.

    >>> folded("The Café: & Co. - 2nd Ed.")
    'cafe and co 2nd ed'
    """
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ")).casefold()
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).replace("ß", "ss")
    words = re.sub(r"[\W_]+", " ", re.sub(r"['\u2019]", "", plain)).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)


def title(text: str) -> Title:
    """
    >>> title("Damp at home: ten checks")
    Title(whole='damp at home ten checks', main='damp at home')
    """
    first = folded(_SUBTITLE.split(text, maxsplit=1)[0])
    whole = folded(text)
    return Title(whole, first if first != whole and len(first) >= SHORT and " " in first else "")


def numbers(text: str) -> Counter[str]:
    """The numbers in a folded title, Roman ones from ii on too: part 1 is not part 2."""
    return Counter(word for word in text.split() if _NUMBER.fullmatch(word))


def likeness(one: str, other: str) -> float:
    """How alike two folded titles are, from 0 to 100: the normalised indel similarity (rapidfuzz ``ratio``),
    or 0 where their numbers differ, or where words differ that are no misspellings of each other.

    >>> likeness("annual report of bury council", "annual report of bath council")
    0.0
    >>> round(likeness("damp inspection handbook", "damp inspecton handbook"), 1)
    97.9
    """
    if one == other:
        return 100.0
    if numbers(one) != numbers(other):
        return 0.0
    words, others = Counter(one.split()), Counter(other.split())
    left, right = (" ".join(sorted((a - b).elements())) for a, b in ((words, others), (others, words)))
    plain_left, plain_right = (" ".join(w for w in text.split() if w not in _SMALL) for text in (left, right))
    joined = one.replace(" ", "") == other.replace(" ", "")
    if not joined and bool(plain_left) != bool(plain_right):
        return 0.0
    if not joined and plain_left and ratio(plain_left, plain_right) < 65:
        return 0.0
    return max(
        ratio(one, other), ratio(" ".join(sorted(words.elements())), " ".join(sorted(others.elements())))
    )
