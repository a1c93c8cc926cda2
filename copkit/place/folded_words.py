"""The words of a text as they are compared: in small letters, without accents and signs, in any script."""

from __future__ import annotations

import html
import re
import unicodedata

SOFT = "\x1f"
"""Stands for what may be within a word: an apostrophe, a hyphen, a full stop, a sign that is not seen."""

_WITHOUT_SPACES = (
    *("CJK ", "IDEOGRAPHIC ", "HIRAGANA ", "KATAKANA ", "BOPOMOFO ", "YI ", "NUSHU ", "TANGUT "),
    *("THAI ", "LAO ", "KHMER ", "MYANMAR ", "TAI ", "NEW TAI "),
)
"""How the names of the signs of scripts begin that put no spaces between words: each sign is a word."""

_PLAIN = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
_MARKS = re.compile(r"<!--.*?-->|</?[a-z][^<>]*>", re.IGNORECASE | re.DOTALL)


class _Signs(dict[int, str | None]):
    """What each sign becomes: itself, a space, `SOFT`, a word of its own, or nothing. Filled as met."""

    def __missing__(self, code: int) -> str | None:
        self[code] = made = _sign(chr(code))
        return made


def _sign(sign: str) -> str | None:
    kind, name = unicodedata.category(sign), unicodedata.name(sign, "")
    if unicodedata.combining(sign) or sign == "\u034f" or "VARIATION SELECTOR" in name:
        return None
    if sign == "&":
        return " and "
    if kind in ("Cf", "Pd") or sign in ".'’‘‛`′·‧−" or "APOSTROPHE" in name or _is_modifier(sign):
        return SOFT
    if kind[0] not in "LN" and kind not in ("Mc", "Mn"):
        return " "
    if name.startswith(_WITHOUT_SPACES):
        return f" {sign} "
    if name.startswith("HANGUL CHOSEONG"):  # a new syllable: particles follow names without a space
        return f" {sign}"
    return _PLAIN.get(sign, sign)


def _is_modifier(sign: str) -> bool:
    """Letters by kind that are written as an apostrophe, or that only lengthen a line."""
    return "\u02b0" <= sign <= "\u02ff" or sign in "\ua78b\ua78c\u0640"


_SIGNS = _Signs()


def chunks(text: str) -> list[str]:
    """What stands between spaces, folded; within it `SOFT` where an apostrophe or a hyphen was."""
    if not text.isascii():
        text = text.replace("´", "'")  # else it falls apart into a space and an accent
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return [found for part in text.casefold().translate(_SIGNS).split(" ") if (found := part.strip(SOFT))]


def unmarked(text: str) -> str:
    """Without the marks of HTML; they may stand within a word."""
    return html.unescape(_MARKS.sub("", text)) if "<" in text or "&" in text else text


def runs_on(sign: str) -> bool:
    """Whether a sign is of a script that puts no spaces between words."""
    return unicodedata.name(sign, "").startswith(_WITHOUT_SPACES)


def in_place(text: str) -> tuple[str, list[int]]:
    """A text in small letters and without accents, all its punctuation kept, with the place in the text from
    which each sign comes, and last the length of the text.

    >>> in_place("Zoë’s")
    ("zoe's", [0, 1, 2, 3, 4, 5])
    """
    if text.isascii():
        return text.lower(), list(range(len(text) + 1))
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for plain in unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", sign).casefold()):
            kind = unicodedata.category(plain)
            if unicodedata.combining(plain) or kind == "Cf":
                continue
            told = "-" if kind == "Pd" or plain == "−" else "'" if plain in "’‘‛`" else plain
            told = _PLAIN.get(told, told)
            signs.append(told)
            places += [place] * len(told)
    return "".join(signs), [*places, len(text)]
