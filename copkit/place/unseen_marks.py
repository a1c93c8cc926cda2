"""Marks that stand in a text and are not seen: they come along when a text is pasted from a web page or a
chat. Two names that look alike would differ by them, and some turn round what stands after them."""

from __future__ import annotations

import re
import unicodedata

_FLAG = "\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"
"""The flag of a country within a country, such as Wales, is written in marks that are not seen."""

_OF_ARABIC = "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
"""These are seen, although they are counted among the marks."""

_JOINERS = "\u200c\u200d"
"""What joins or parts the letters of some scripts and the pictures of an emoji."""

_IDLE_JOINERS = re.compile(f"(?<![^\u0000-\u058f\u1d00-\u1fff\u2000-\u206f])[{_JOINERS}]")
"""At the start, and after a letter from Latin to Cyrillic, a space or a dash, a joiner does nothing."""

_TURNS = "\u061c\u200e\u200f"
"""Which way the signs beside them are read: of use only next to text that is read from the right."""

_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0]")
"""Signs that are no marks by kind but look like nothing where they stand alone."""

_NEEDED = re.compile(f"({_FLAG}|[{_OF_ARABIC}{_JOINERS}])")


def without_unseen(text: str) -> str:
    """The text without marks that are not seen, in Unicode's composed form (NFC). What a script or an emoji
    needs stays.

    >>> without_unseen("Sam\\u200b Lee\\u202e"), without_unseen("می\\u200cخواهم") == "می\\u200cخواهم"
    ('Sam Lee', True)
    """
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    if not any(unicodedata.category(sign) == "Cf" for sign in text):
        return text
    turns = _TURNS if any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text) else ""
    parts = _NEEDED.split(text)
    bare = "".join(part if at % 2 else _bare(part, turns) for at, part in enumerate(parts))
    return unicodedata.normalize("NFC", _IDLE_JOINERS.sub("", bare))


def _bare(text: str, kept: str = "") -> str:
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf" or sign in kept)


def is_seen(text: str) -> bool:
    """Whether there is anything in a text that can be seen.

    >>> is_seen("\\u200b\\u3164 "), is_seen("👋")
    (False, True)
    """
    return bool((text if text.isascii() else _BLANK.sub("", _bare(text))).strip())
