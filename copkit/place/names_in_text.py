"""Whether a text that somebody typed holds the name of a member: whom may it be shown to?

A name is found on whole words, in any case, accents and script, with any apostrophes, hyphens, spaces,
punctuation and marks (``<b>``) between its words, and with the surname first; without its middle names, with
an initial more, with an s at its end, and in 'Tess and Tom Quill'. Where in doubt it counts as found: a text
too many is left out rather than a name too many shown. A name of one word (Hope, May) is found wherever that
word stands, even as an ordinary word; only within the longer name of a community or an organisation (Hope
Street) does it not count. Who is so hidden too often gets a surname in the sheet Members. Nicknames, an
initial with a surname (T. Quill), names written as one word (TessQuill) and first names alone are not found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product

from copkit.place.folded_words import SOFT, chunks, unmarked

TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "phd", "cllr", "councillor", "mp", "jp"}
    | {"sir", "dame", "lord", "lady", "rev", "revd", "reverend", "mbe", "obe", "cbe"}
)
BRACKETS = re.compile(r"\([^)]*\)?|\[[^\]]*\]?|\{[^}]*\}?")
NICKNAME = re.compile(r"^[^(]*\(([^)]*)\)(?=.*\w)")
"""Of 'Samuel (Sam) Lee' the part that leaves 'Sam Lee'."""

ADDED = re.compile(r"[,;/|]|\s[-‐-―−]\s")
"""What may part a name from words that tell it from another: 'Sam Lee, Housing', 'Sam Lee - Housing'."""

_STOP = re.compile(r"[.!?]+(?=\s|$)|[:;。！？：；]|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
"""Where a sentence, a clause or a line ends: the name of a community does not run on beyond it."""

_ENDINGS = ("s", "es")
"""What stands after a name where an apostrophe was left out: 'Cy Foxs flat'."""

_MOST_INITIALS = 2
"""So many initials may stand within a name that has none: 'Cy P. J. Fox'."""

_MOST_JOINTS = 4
"""Of a name with more apostrophes and hyphens, all or none are taken as left out."""


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
        self._longest = len("and")
        for name in names:
            ways = set(_ways(name))
            self._wordless |= set() if ways else {name}
            for way in ways:
                self._put(self._names, way, name)
        for name in known:
            for way in _joints(_words(name)):
                self._put(self._known, way, name)

    def _put(self, node: _Node, words: tuple[str, ...], name: str) -> None:
        for word in words:
            node = node.steps.setdefault(word, _Node())
            self._longest = max(self._longest, len(word) + len(_ENDINGS[-1]))
        if words:
            node.names.add(name)

    def held(self, text: str) -> frozenset[str]:
        """The names that the text holds, as they were given."""
        plain = unmarked(text)
        found = self._held(text)
        return frozenset(found if plain == text else found | self._held(plain))

    def _held(self, text: str) -> set[str]:
        read = self._read(text)
        found: set[str] = {name for name in self._wordless if name.strip() in text}
        alone: list[tuple[int, int, set[str]]] = []
        for start in read.starts:
            for end, depth, names in _along(self._names, read, start):
                if depth == 1:
                    alone.append((start, end, names))
                else:
                    found |= names
        longer = list(_whole(self._known, read)) if alone else []
        for start, end, names in alone:
            if not any(
                first <= start and end <= last and last - first > end - start for first, last in longer
            ):
                found |= names
        return found

    def _read(self, text: str) -> _Read:
        read = _Read()
        for number, part in enumerate(_STOP.split(text)):
            if number:
                read.stops.add(len(read.runs))
            for chunk in chunks(part):
                self._read_chunk(chunk, read)
        return read

    def _read_chunk(self, chunk: str, read: _Read) -> None:
        parts = [part for part in chunk.split(SOFT) if part] if SOFT in chunk else [chunk]
        end = len(read.runs) + len(parts)
        for at in range(len(parts)):
            word, here = "", []
            for next_, part in enumerate(parts[at:], len(read.runs) + 1):
                word += part
                if len(word) > self._longest:
                    break
                here.append((word, next_))
            if any(True for word, _ in here for _ in _steps(self._names, word)):
                read.starts.append(len(read.runs))
            read.runs.append(here)
            read.ends.append(end)


@dataclass
class _Read:
    """A text in parts. ``runs`` has for each part the words that begin there, each with the part after it:
    'o', 'o'brien' as one word, 'o'brien's' as one. ``ends`` has for each part where what stands between
    spaces ends, ``starts`` where a name may begin, ``stops`` before which parts a sentence or a line ends."""

    runs: list[list[tuple[str, int]]] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    stops: set[int] = field(default_factory=set)

    def words_at(self, at: int) -> list[tuple[str, int]]:
        """The words that begin at a part; none after the last."""
        return self.runs[at] if at < len(self.runs) else []


def _steps(node: _Node, word: str) -> Iterator[_Node]:
    """Where a word leads: as it is; at the end of a name also without an s that was put to it."""
    step = node.steps.get(word)
    if step is not None:
        yield step
    if word.endswith("s"):
        for ending in _ENDINGS:
            bare = node.steps.get(word.removesuffix(ending)) if word.endswith(ending) else None
            if bare is not None and bare.names:
                yield _Node(names=bare.names)


def _along(node: _Node, read: _Read, at: int) -> Iterator[tuple[int, int, set[str]]]:
    """The names that begin at a part: the part after each, of how many words it is, and whose it is."""
    open_ = [(node, at, 0, False)]
    while open_:
        node, at, depth, skipped = open_.pop()
        for word, after in read.words_at(at):
            for step in _steps(node, word):
                if step.names:
                    yield after, depth + 1, step.names
                if step.steps:
                    open_.append((step, after, depth + 1, skipped))
        if depth and not skipped:
            open_ += [(node, after, depth, True) for after in _beyond(read, at)]


def _beyond(read: _Read, at: int) -> Iterator[int]:
    """Where a name may go on after what somebody put into it: initials, or 'and Tom'."""
    after = at
    for _ in range(_MOST_INITIALS):
        first = read.words_at(after)[:1]
        if not first or not _is_initial(first[0][0]):
            break
        after += 1
        yield after
    if ("and", at + 1) in read.words_at(at) and at + 1 < len(read.ends) and read.ends[at] == at + 1:
        yield read.ends[at + 1]


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word != word.upper()


def _whole(known: _Node, read: _Read) -> Iterator[tuple[int, int]]:
    """Where the names of communities stand, from a part to the one after; none runs on beyond a stop, unless
    it is written with one (St. Mary)."""
    for start in range(len(read.runs)):
        open_ = [(known, start)]
        while open_:
            node, at = open_.pop()
            for word, after in read.words_at(at):
                step = node.steps.get(word)
                if step is not None:
                    open_.append((step, after))
                    stopped = not read.stops.isdisjoint(range(start + 1, after))
                    if step.names and (not stopped or any(map(_STOP.search, step.names))):
                        yield start, after


def _words(text: str) -> list[list[str]]:
    """The words of a name, each in its parts."""
    return [[part for part in chunk.split(SOFT) if part] for chunk in chunks(text)]


def _ways(name: str) -> Iterator[tuple[str, ...]]:
    """All ways in which a name may be written, each as its words."""
    plain = unicodedata.normalize("NFKC", name)
    bare = BRACKETS.sub(" ", plain)
    nickname = NICKNAME.sub(r"\1 ", plain)
    before, *added = ADDED.split(bare)
    surname_first = bool(added) and len(chunks(before)) == 1
    told = [plain, bare, nickname, unmarked(plain)]
    told += [before] if len(chunks(before)) > 1 else []
    for text in told:
        for words in _untitled(text):
            for turn in range(len(words)):
                yield from _joints([*words[turn:], *words[:turn]])
    short = " ".join([*added, before]) if surname_first else before
    for text in (short, ADDED.split(nickname)[0]):
        words = _untitled(text)[-1]
        if len(words) > 2:
            yield from _joints([words[0], words[-1]])
            yield from _joints([words[-1], words[0]])


def _untitled(text: str) -> list[list[list[str]]]:
    """The words of a name as they are, and without titles."""
    words = _words(text)
    bare = [word for word in words if "".join(word) not in TITLES]
    return [words, bare if len(bare) > 1 else words]


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
