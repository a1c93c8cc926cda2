"""Where a name stands in a text for sure: its words next to each other, in order or with the surname first.

`NamesInText` finds a name wherever it may stand, so that nothing is shown by mistake. Here it counts only
where whoever reads it would say that it is the name, so that no other text is changed by mistake.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from copkit.place.folded_words import in_place, runs_on
from copkit.place.names_in_text import ADDED, BRACKETS, NICKNAME, TITLES
from copkit.place.ordinary_words import MONTHS, ORDINARY

NEAR = 40
"""How many signs before a name are looked at."""

_GAP = r"[^\S\n]+"
_INITIALS = rf"(?:{_GAP}[^\W\d_]\.?(?:[^\W\d_]\.)?(?=[^\S\n])){{0,2}}"
_BEFORE = r"(?<!\w)(?<!\w[-'.])(?<!@)"
_AFTER = r"(?!\w|-\w|@|'(?!s\b)\w)"
_TITLE = re.compile(r"(\w+)\.?[^\S\n]+$")
_DAY = re.compile(r"\d(?:st|nd|rd|th)?\s+$")
_YEAR = re.compile(r"[,\s]+\d")


@dataclass(frozen=True)
class Found:
    """A name from one place in a text to another, without a title before it; ``whole`` if as it stands among
    the members, ``turned`` if with the surname first."""

    start: int
    end: int
    whole: bool
    turned: bool = False

    def is_in(self, other: Found) -> bool:
        return other.start <= self.start and self.end <= other.end


class Spelling:
    """Finds a name in texts. With titles, initials more or less, in any case and accents; a word that is
    also an ordinary word (Will, Pike), or a name of one word, only with a capital.

    >>> [found.start for found in Spelling("Will Pike").sure("Will P. Pike; Pike, Will; I will pike")]
    [0, 14]
    """

    def __init__(self, name: str) -> None:
        self.forms = list(_forms(name))
        self._folded = " ".join(in_place(name)[0].split())
        self.words: frozenset[str] = frozenset(in_place(word)[0] for form in self.forms for word in form)
        self._patterns = [(re.compile(told), form) for form in self.forms for told in _orders(form)]
        whole = _edged(_GAP.join(re.escape(word) for word in self._folded.split()), name.strip())
        self._whole = re.compile(whole) if self._folded and not self._plain() else None
        self._small = name == name.lower() != name.upper()

    def _plain(self) -> bool:
        return any(" ".join(in_place(" ".join(form))[0].split()) == self._folded for form in self.forms)

    def sure(self, text: str) -> list[Found]:
        """Where the name stands, in order, none within another."""
        told, places = in_place(text)
        found = {
            Found(places[at.start()], places[at.end()], True)
            for at in (self._whole.finditer(told) if self._whole else ())
        }
        for pattern, form in self._patterns:
            for at in pattern.finditer(told):
                if self._capital(text, places, at, form):
                    whole = " ".join(at[0].split()) == self._folded
                    turned = "," in at[0] and not whole
                    found.add(Found(places[at.start()], places[at.end()], whole, turned))
        return list(_apart(found))

    def _capital(self, text: str, places: list[int], at: re.Match[str], form: tuple[str, ...]) -> bool:
        for group in at.re.groupindex:
            said = text[places[at.start(group)] : places[at.end(group)]]
            if group.startswith("i"):
                if said != said.upper():
                    return False
            elif _needs_capital(form, int(group[1:]), self._small) and said[:1] != said[:1].upper():
                return False
        return not (len(form) > 1 and _is_date(text, places, at))


def titled(text: str, start: int) -> int:
    """Where a name begins with the titles before it: 'Cllr Sam Lee'."""
    while (before := _TITLE.search(text, max(0, start - NEAR), start)) and before[1].casefold() in TITLES:
        if not before[1][0].isupper():
            break
        start = before.start()
    return start


def _needs_capital(form: tuple[str, ...], number: int, small: bool) -> bool:
    word = form[number]
    ordinary = len(form) == 1 or in_place(word)[0] in ORDINARY
    return ordinary and (small or word[:1] == word[:1].upper())


def _is_date(text: str, places: list[int], at: re.Match[str]) -> bool:
    """Whether a month at the edge of the name may be one of a date: '18 May Lee came'."""
    words, start = at[0].split(), places[at.start()]
    day = words[0] in MONTHS and _DAY.search(text, max(0, start - NEAR), start)
    year = words[-1] in MONTHS and _YEAR.match(text, places[at.end()])
    return bool(day or year)


def _apart(found: set[Found]) -> Iterator[Found]:
    last = 0
    for one in sorted(found, key=lambda one: (one.start, -one.end, not one.whole)):
        if one.start >= last:
            yield one
            last = one.end


def _forms(name: str) -> Iterator[tuple[str, ...]]:
    """The words of a name in their order, without brackets, titles, initials and what was added."""
    plain = unicodedata.normalize("NFKC", name)
    forms: dict[tuple[str, ...], None] = {}
    for text in (BRACKETS.sub(" ", plain), BRACKETS.sub(" ", NICKNAME.sub(r"\1 ", plain))):
        before, *added = ADDED.split(text)
        first = f"{added[0]} {before}" if added and len(before.split()) == 1 else before
        words = [told for word in first.split() if any(map(str.isalnum, told := word.strip('"“”,;:()')))]
        bare = [word for word in words if word.strip(".").casefold() not in TITLES]
        bare = bare if len(bare) > 1 else words
        short = [word for at, word in enumerate(bare) if at in (0, len(bare) - 1) or len(word.strip(".")) > 1]
        forms |= dict.fromkeys(tuple(form) for form in (bare, short) if form)
    yield from forms


def _orders(form: tuple[str, ...]) -> Iterator[str]:
    words = [f"(?P<w{number}>{_word(word)})" for number, word in enumerate(form)]
    stops = [r"\.?" if _is_dotted(word) else "" for word in form]
    inner = [word + stop for word, stop in zip(words, stops, strict=True)]

    def run(first: int, last: int) -> str:
        said = inner[first]
        for number in range(first + 1, last):
            said += f"(?P<i{number}>{_INITIALS}){_GAP}{inner[number]}"
        return said.removesuffix(r"\.?")

    yield _edged(run(0, len(form)), "".join(form))
    for last in range(1, len(form)):
        turned = "".join((*form[last:], *form[:last]))
        yield _edged(rf"{run(last, len(form))}\s*,[^\S\n]*{run(0, last)}", turned)


def _edged(told: str, said: str) -> str:
    before = "" if said and runs_on(said[0]) else _BEFORE
    after = "" if said and runs_on(said[-1]) else _AFTER
    return before + told + after


def _word(word: str) -> str:
    """A word with its apostrophes and hyphens, as a gap or left out."""
    parts = [re.escape(part) for part in re.split(r"[-'.\s]+", in_place(word)[0]) if part]
    return r"[-'. ]?".join(parts)


def _is_dotted(word: str) -> bool:
    return word.endswith(".") or len(word) == 1
