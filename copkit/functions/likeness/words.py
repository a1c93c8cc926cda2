"""The words of a name, or of a sentence as short as one, that tell what it is about.

A few endings are cut and no more: names are short, and a stemmer for whole texts joins what differs.
"""

from __future__ import annotations

import re

_SMALL_WORDS = frozenset(
    {
        "a",
        "about",
        "after",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "before",
        "by",
        "can",
        "could",
        "do",
        "does",
    }
    | {
        "for",
        "from",
        "had",
        "has",
        "have",
        "how",
        "in",
        "is",
        "it",
        "its",
        "may",
        "no",
        "nobody",
        "not",
        "of",
    }
    | {"on", "or", "our", "out", "own", "people", "person", "so", "somebody", "than", "that", "the", "their"}
    | {
        "them",
        "then",
        "there",
        "they",
        "to",
        "too",
        "us",
        "we",
        "what",
        "when",
        "where",
        "who",
        "with",
        "you",
    }
)


def words_of(text: str) -> set[str]:
    """The words that tell something, without case, endings of the plural and small words.

    >>> sorted(words_of("The buses that our children's school needs"))
    ['bus', 'children', 'need', 'school']
    """
    found = re.findall(r"[^\W_]+", text.casefold().replace("'s", "").replace("’s", ""))
    return {_stem(word) for word in found if word not in _SMALL_WORDS} or set(found)


def _stem(word: str) -> str:
    """The word without the ending of the plural."""
    if word.endswith(("sses", "buses", "xes", "ches", "shes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us")):
        return word[:-1]
    return word
