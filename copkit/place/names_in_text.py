"""Whether a text that somebody typed holds the name of a member: whom may it be shown to?

A name is found on whole words, in any case, accents and script, with any apostrophes, hyphens, spaces and
punctuation between its words, and with the surname first. Where in doubt it counts as found: a text too many
is left out rather than a name too many shown. A name of one word (Hope, May) is found wherever that word
stands, even as an ordinary word; only within the longer name of a community or an organisation (Hope Street)
does it not count. Who is so hidden too often gets a surname in the sheet Members. Nicknames, initials and
first names alone are not found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product

_SOFT = "\x1f"
"""Stands for what may be within a word: an apostrophe, a hyphen, a full stop, a sign that is not seen."""

_WITHOUT_SPACES = (
    *("CJK ", "IDEOGRAPHIC ", "HIRAGANA ", "KATAKANA ", "BOPOMOFO ", "YI ", "NUSHU ", "TANGUT "),
    *("THAI ", "LAO ", "KHMER ", "MYANMAR ", "TAI ", "NEW TAI "),
)
"""How the names of the signs of scripts begin that put no spaces between words: each sign is a word."""

_PLAIN = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "phd", "cllr", "councillor", "mp", "jp"}
    | {"sir", "dame", "lord", "lady", "rev", "revd", "reverend", "mbe", "obe", "cbe"}
)
_BRACKETS = re.compile(r"\([^)]*\)?|\[[^\]]*\]?|\{[^}]*\}?")
_NICKNAME = re.compile(r"^[^(]*\(([^)]*)\)(?=.*\w)")
"""Of 'Samuel (Sam) Lee' the part that leaves 'Sam Lee'."""

_ADDED = re.compile(r"[,;/|]|\s[-‐-―−]\s")
"""What may part a name from words that tell it from another: 'Sam Lee, Housing', 'Sam Lee - Housing'."""

_MOST_JOINTS = 4
"""Of a name with more apostrophes and hyphens, all or none are taken as left out."""


class _Signs(dict[int, str | None]):
    """What each sign becomes: itself, a space, `_SOFT`, a word of its own, or nothing. Filled as met."""

    def __missing__(self, code: int) -> str | None:
        self[code] = made = _sign(chr(code))
        return made


def _sign(sign: str) -> str | None:
    kind, name = unicodedata.category(sign), unicodedata.name(sign, "")
    if unicodedata.combining(sign) or sign == "\u034f" or "VARIATION SELECTOR" in name:
        return None
    if kind in ("Cf", "Pd") or sign in ".'’‘‛`′·‧−" or "APOSTROPHE" in name or _is_modifier(sign):
        return _SOFT
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


def _chunks(text: str) -> list[str]:
    """What stands between spaces, folded; within it `_SOFT` where an apostrophe or a hyphen was."""
    if not text.isascii():
        text = text.replace("´", "'")  # else it falls apart into a space and an accent
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return [found for part in text.casefold().translate(_SIGNS).split(" ") if (found := part.strip(_SOFT))]


@dataclass
class _Node:
    """Names by their words, one word a step; ``names`` are those that end here."""

    steps: dict[str, _Node] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)


class NamesInText:
    """Finds which of some names a text holds. ``names`` are those of people; ``known`` are names of
    communities and organisations, within which a name of one word does not count.

    >>> people = NamesInText(["Sam Lee (Housing)", "Zoë O'Brien", "Hope"], known=["Hope Street"])
    >>> sorted(people.held("What LEE, SAM and Zoe O’Brien’s team found in Hope Street"))
    ['Sam Lee (Housing)', "Zoë O'Brien"]
    >>> sorted(people.held("A walk with Hope")), sorted(people.held("A walk with Samuel Leeds"))
    (['Hope'], [])
    """

    def __init__(self, names: Iterable[str], known: Iterable[str] = ()) -> None:
        self._names, self._known = _Node(), _Node()
        self._wordless: set[str] = set()
        self._longest = 0
        for name in names:
            ways = set(_ways(name))
            self._wordless |= set() if ways else {name}
            for way in ways:
                self._put(self._names, way, name)
        for name in known:
            for way in _joints([chunk.split(_SOFT) for chunk in _chunks(name)]):
                self._put(self._known, way, name)

    def _put(self, node: _Node, words: tuple[str, ...], name: str) -> None:
        for word in words:
            node = node.steps.setdefault(word, _Node())
            self._longest = max(self._longest, len(word))
        if words:
            node.names.add(name)

    def held(self, text: str) -> frozenset[str]:
        """The names that the text holds, as they were given."""
        parts, runs = self._read(text)
        found: set[str] = {name for name in self._wordless if name.strip() in text}
        alone: list[tuple[int, int, set[str]]] = []
        for start in parts:
            for end, depth, names in self._along(self._names, runs, start):
                if depth == 1:
                    alone.append((start, end, names))
                else:
                    found |= names
        if alone:
            longer = [
                (start, end)
                for start in range(len(runs))
                for end, _, _ in self._along(self._known, runs, start)
            ]
            for start, end, names in alone:
                if not any(
                    first <= start and end <= last and last - first > end - start for first, last in longer
                ):
                    found |= names
        return frozenset(found)

    def _read(self, text: str) -> tuple[list[int], list[list[tuple[str, int]]]]:
        """Where a name may begin, and for each part of the text the words that begin there, each with the
        part after it: 'o', 'o'brien' as one word, 'o'brien's' as one."""
        runs: list[list[tuple[str, int]]] = []
        starts: list[int] = []
        for chunk in _chunks(text):
            parts = [part for part in chunk.split(_SOFT) if part] if _SOFT in chunk else [chunk]
            for at in range(len(parts)):
                word, here = "", []
                for next_, part in enumerate(parts[at:], len(runs) + 1):
                    word += part
                    if len(word) > self._longest:
                        break
                    here.append((word, next_))
                if any(word in self._names.steps for word, _ in here):
                    starts.append(len(runs))
                runs.append(here)
        return starts, runs

    def _along(
        self, node: _Node, runs: list[list[tuple[str, int]]], at: int, depth: int = 0
    ) -> Iterator[tuple[int, int, set[str]]]:
        """The names that begin at a part: the part after each, of how many words it is, and whose it is."""
        for word, after in runs[at] if at < len(runs) else ():
            step = node.steps.get(word)
            if step is not None:
                if step.names:
                    yield after, depth + 1, step.names
                yield from self._along(step, runs, after, depth + 1)


def _ways(name: str) -> Iterator[tuple[str, ...]]:
    """All ways in which a name may be written, each as its words."""
    plain = unicodedata.normalize("NFKC", name)
    bare = _BRACKETS.sub(" ", plain)
    told = [plain, bare, _NICKNAME.sub(r"\1 ", plain)]
    before = _ADDED.split(bare)[0]
    told += [before] if len(_chunks(before)) > 1 else []
    for text in told:
        chunks = _chunks(text)
        untitled = [chunk for chunk in chunks if chunk not in _TITLES]
        for words in (chunks, untitled if len(untitled) > 1 else chunks):
            split = [[part for part in word.split(_SOFT) if part] for word in words]
            for turn in range(len(split)):
                yield from _joints([*split[turn:], *split[:turn]])


def _joints(words: list[list[str]]) -> Iterator[tuple[str, ...]]:
    """A name with each of its apostrophes and hyphens left out or kept as a gap."""
    joints = sum(len(word) > 1 for word in words)
    for joined in product((True, False), repeat=joints if joints <= _MOST_JOINTS else 1):
        kept = iter(joined if joints <= _MOST_JOINTS else joined * joints)
        said: list[str] = []
        for word in words:
            said += ["".join(word)] if len(word) > 1 and next(kept) else word
        if said:
            yield tuple(said)
