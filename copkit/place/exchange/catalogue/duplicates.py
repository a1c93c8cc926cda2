"""Resources that are probably the same work: found and explained, never merged.

First by identifiers in their one form, then by title, with year and makers as evidence for and against: the
order of record linkage (Christen 2012, Data Matching, chapters 4 to 6: blocking, comparing, classifying).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from copkit.place.exchange.catalogue.blocking import pairs
from copkit.place.exchange.catalogue.entry import Row
from copkit.place.exchange.catalogue.identifiers import Identifier, identify
from copkit.place.exchange.catalogue.people import family_names
from copkit.place.exchange.catalogue.titles import Title, likeness, title
from copkit.place.rules import either

ALIKE = 92.0
"""Likeness of titles from which two are probably one work, if nothing else is known of them."""

STEP = 4.0
"""How much one piece of evidence lowers or raises that."""

LOWEST = 84.0
SAME_TEXT = 200
"""Letters from which an equal text says that two documents are one."""

_NAMES = {"doi": "DOI", "isbn": "ISBN", "url": "web address"}


@dataclass(frozen=True)
class Duplicate:
    """That a new resource is probably the same as another.

    ``new`` is its place among the new ones. ``other`` is a place among those that stand already, or, where
    ``among_new``, a lower place among the new ones. ``likeness`` is from 0 to 100.
    """

    new: int
    other: int
    among_new: bool
    likeness: float
    why: str


@dataclass(frozen=True)
class _Known:
    """What is compared of a resource."""

    title: Title
    identifiers: frozenset[Identifier]
    families: frozenset[str]
    year: int | None


def duplicates(new: Sequence[Row], standing: Sequence[Row] = ()) -> list[Duplicate]:
    """Each new resource that is probably the same as one that stands, or as an earlier new one; with the one
    that it is most like, and why. In the order of the new ones.

    >>> found = duplicates([{"name": "Damp inspecton handbook"}], [{"name": "Damp inspection handbook"}])
    >>> [(one.other, one.why) for one in found]
    [(0, 'the titles are 98% alike')]
    """
    rows = [*standing, *new]
    first = len(standing)
    known = [_known(row) for row in rows]
    best: dict[int, tuple[float, int, str]] = {}

    def offer(later: int, earlier: int, alike: float, why: str) -> None:
        before = best.get(later)
        if before is None or (alike, -earlier) > (before[0], -before[1]):
            best[later] = (alike, earlier, why)

    for later, earlier, identifier in _same_identifier(known, first):
        likely = likeness(known[later].title.whole, known[earlier].title.whole)
        if (
            identifier.scheme != "url"
            or fuzz.ratio(known[later].title.whole, known[earlier].title.whole) >= 50
        ):
            offer(later, earlier, 100.0, f"both have the {_NAMES[identifier.scheme]} {identifier.value}")
        elif likely:
            offer(later, earlier, likely, f"both have the web address {identifier.value}")
    for later, earlier in _same_text(rows, first):
        offer(later, earlier, 100.0, "their texts are equal, word for word")
    for later, earlier, alike in _alike_titles([one.title for one in known], first):
        evidence, words = _evidence(known[later], known[earlier])
        if evidence > -2 and alike >= min(100.0, max(LOWEST, ALIKE - STEP * evidence)):
            same = "the titles are equal" if alike == 100 else f"the titles are {alike:.0f}% alike"
            offer(later, earlier, alike, either([same, *words]).replace(" or ", " and ") if words else same)
    return [
        Duplicate(
            later - first, earlier - first if earlier >= first else earlier, earlier >= first, alike, why
        )
        for later, (alike, earlier, why) in sorted(best.items())
    ]


def _known(row: Row) -> _Known:
    made = row.get("made")
    year = (
        made.year
        if isinstance(made, dt.date)
        else int(str(made)[:4])
        if str(made or "")[:4].isdigit()
        else None
    )
    return _Known(
        title(str(row.get("name") or "")),
        _identifiers(row),
        family_names(str(row.get("creator") or "")),
        year,
    )


def _identifiers(row: Row) -> frozenset[Identifier]:
    """The DOI, ISBN and web address of a resource. An ISSN is that of a journal, and the first page of a
    site that of all its pages: they say nothing."""
    found = [identify(str(row[name])) for name in ("identifier", "link") if row.get(name)]
    return frozenset(
        one
        for one in found
        if one
        and one.scheme in _NAMES
        and (one.scheme != "url" or "/" in one.value.removeprefix("https://") or "?" in one.value)
    )


def _same_identifier(known: Sequence[_Known], first: int) -> list[tuple[int, int, Identifier]]:
    holders: dict[Identifier, int] = {}
    found = []
    for place, one in enumerate(known):
        for identifier in sorted(one.identifiers, key=lambda i: (i.scheme, i.value)):
            earlier = holders.setdefault(identifier, place)
            if earlier != place and place >= first:
                found.append((place, earlier, identifier))
    return found


def _same_text(rows: Sequence[Row], first: int) -> list[tuple[int, int]]:
    holders: dict[str, int] = {}
    found = []
    for place, row in enumerate(rows):
        text = str(row.get("full_text") or "")
        if len(text) >= SAME_TEXT:
            earlier = holders.setdefault(" ".join(text.split()), place)
            if earlier != place and place >= first:
                found.append((place, earlier))
    return found


def _alike_titles(titles: Sequence[Title], first: int) -> list[tuple[int, int, float]]:
    """Pairs of places with alike titles; one without its subtitle is held against those that have none."""
    short = [(place, one.main) for place, one in enumerate(titles) if one.main]
    texts = [one.whole for one in titles]
    found = list(_alike(texts, first, np.arange(len(texts))))
    if short:
        bare = [place for place, one in enumerate(titles) if not one.main]
        for group in ([p for p, _ in short], bare), (bare, [p for p, _ in short]):
            earlier, later = group
            later = [place for place in later if place >= first]
            order = [*earlier, *later]
            shown = [titles[place].main or titles[place].whole for place in order]
            at = np.array(order, dtype=np.int64)
            found += [one for one in _alike(shown, len(earlier), at) if one[1] < one[0]]
    return found


def _alike(texts: Sequence[str], first: int, at: np.ndarray) -> list[tuple[int, int, float]]:
    later, earlier = pairs(texts, first)
    if not len(later):
        return []
    quick = process.cpdist(
        [texts[place] for place in later],
        [texts[place] for place in earlier],
        scorer=fuzz.ratio,
        score_cutoff=LOWEST,
        dtype=np.float32,
    )
    close = np.flatnonzero(quick >= LOWEST)
    scored = [
        (int(at[later[n]]), int(at[earlier[n]]), likeness(texts[later[n]], texts[earlier[n]])) for n in close
    ]
    return [one for one in scored if one[2] >= LOWEST]


def _evidence(one: _Known, other: _Known) -> tuple[int, list[str]]:
    """Evidence for (above 0) or against that two are one work, beside their titles; and that for it."""
    total, words = 0, []
    if one.families and other.families:
        same = bool(one.families & other.families) or _alike_families(one.families, other.families)
        total += 1 if same else -1
        words += ["a maker is the same"] if same else []
    if one.year and other.year:
        apart = abs(one.year - other.year)
        total += 1 if apart == 0 else -1 if apart > 1 else 0
        words += ["the year is the same"] if apart == 0 else []
    own = {(i.scheme, i.value) for i in one.identifiers if i.scheme in ("doi", "isbn")}
    others = {(i.scheme, i.value) for i in other.identifiers if i.scheme in ("doi", "isbn")}
    if {scheme for scheme, _ in own} & {scheme for scheme, _ in others} and not own & others:
        total -= 1
    return total, words


def _alike_families(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(fuzz.ratio(a, b) >= 85 for a in one for b in other)
