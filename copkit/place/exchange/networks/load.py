"""Ties of another tool's file into a place: members found by name, strengths brought to copkit's scale."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from copkit.place.errors import CopkitError, Fault, LoadRefused
from copkit.place.exchange.networks.formats import read_network
from copkit.place.exchange.networks.rows import Network, Tie
from copkit.place.intake import Given, Report, take_in
from copkit.place.rules import Misread, either, fold, nearest, read_value, shorten
from copkit.place.schema import TABLES
from copkit.place.schema.networking import TIE_KINDS
from copkit.place.store import Place

USUAL_KIND = "knows"
"""The kind of ties of a file that does not say: what may least be more than is known."""

MOST_TOLD = 50
"""Names that are told one by one, each with the member who may be meant."""


def load_network(
    place: Place,
    path: str | os.PathLike[str],
    *,
    kind: str = "",
    relation: str = "",
    seen: str = "",
) -> Report:
    """Takes the ties in a file of another tool into a place: one change that can be undone, all or nothing.

    ``.graphml``, ``.gexf``, Kumu's ``.json`` and ``.csv``, UCINET's ``.dl``, and lists of ties (``.csv``,
    ``.tsv``, ``.txt``). Both ends of a tie are members, found by name; case, underscores and hyphens make no
    difference. ``relation`` takes only ties that the file calls so, ``kind`` is what they are in copkit, and
    ``seen`` the day on which they were recorded where the file does not say. A tie without a direction is
    taken both ways. Strengths above 1 are divided by the largest. Gives a report that prints itself.

    Raises `SpreadsheetUnreadable`, `CopkitError` for words of the file that are no kinds of tie, and
    `LoadRefused` with everybody who is not a member yet and every other fault.

    >>> import tempfile
    >>> place = Place.in_memory()
    >>> with place.change("Members") as change:
    ...     _ = [change.add("members", {"name": name}) for name in ("Amina Yusuf", "Tom Brand")]
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "ties.csv").write_text("From,To,Type\\namina yusuf,Tom_Brand,advice\\n")
    ...     print(load_network(place, f"{folder}/ties.csv"))
    1 rows added.
      Ties: 1 added
    """
    source = Path(path)
    network = read_network(path)
    notes: list[str] = []
    day = _day(seen)
    ties = _of_kind(network.ties, kind, relation, notes)
    ties = _on_our_scale(ties, notes)
    called, faults = _members(place, network, ties, source.name)
    if faults:
        raise LoadRefused(faults, source.name)
    report = take_in(place, {"ties": _rows(ties, called, day, notes)}, source.name)
    report.notes += notes
    return report


def _day(seen: str) -> object:
    try:
        return read_value(TABLES["ties"].fields()["seen"], seen)
    except Misread as misread:
        raise CopkitError(f"The day of the ties: {misread.wrong}. It can be {misread.allowed}.") from None


# Kinds ------------------------------------------------------------------------------------------------


def _of_kind(ties: Sequence[Tie], kind: str, relation: str, notes: list[str]) -> list[Tie]:
    """The ties that are wanted, each with a kind that copkit has."""
    words = {
        fold(str(tie.about["kind"])): shorten(tie.about["kind"]) for tie in ties if tie.about.get("kind")
    }
    if relation:
        if fold(relation) not in words:
            has = f"It has {either(words.values())}." if words else "It does not say what its ties are."
            raise CopkitError(f"No tie in the file is called '{relation}'. {has}")
        ties = [tie for tie in ties if fold(str(tie.about.get("kind") or "")) == fold(relation)]
        words = {fold(relation): words[fold(relation)]}
    ours = {fold(name): name for name in TIE_KINDS}
    if kind:
        if fold(kind) not in ours:
            raise CopkitError(f"'{kind}' is no kind of tie. It can be {either(TIE_KINDS)}.")
        return [_told(tie, kind=ours[fold(kind)]) for tie in ties]
    others = [word for key, word in words.items() if key not in ours]
    if others:
        raise CopkitError(
            f"The file calls its ties {either(list(words.values())[:12])}; in copkit a tie is "
            f"{either(TIE_KINDS)}. Say which to take and what they are, such as: "
            f"--relation '{others[0]}' --kind {USUAL_KIND}"
        )
    if any(not tie.about.get("kind") for tie in ties):
        notes.append(
            f"Where the file does not say of what kind a tie is, it was taken as '{USUAL_KIND}'. If they are "
            "of another kind, undo this and load the file with --kind."
        )
    return [_told(tie, kind=ours[fold(str(tie.about.get("kind") or USUAL_KIND))]) for tie in ties]


def _told(tie: Tie, **more: object) -> Tie:
    return replace(tie, about={**tie.about, **more})


# Strengths --------------------------------------------------------------------------------------------


def _on_our_scale(ties: Sequence[Tie], notes: list[str]) -> list[Tie]:
    """Strengths from 0 to 1. Weights that are all 1 say that there is a tie, and nothing of its strength."""
    given = [tie.about.get("strength", tie.about.get("weight")) for tie in ties]
    numbers = [number for value in given if (number := _number(value)) is not None]
    if not any("strength" in tie.about for tie in ties) and set(numbers) == {1.0}:
        return [_told(tie, strength=None) if _number(tie.about.get("weight")) == 1 else tie for tie in ties]
    largest = max(numbers, default=0.0)
    if largest > 1:
        notes.append(f"Strengths go from 0 to 1 in copkit: those of the file were divided by {largest:g}.")
    scaled = []
    for tie, value in zip(ties, given, strict=True):
        number = _number(value)
        if number is not None and largest > 1:
            scaled.append(_told(tie, strength=round(number / largest, 4)))
        else:
            scaled.append(_told(tie, strength=value if number is None else number))
    return scaled


def _number(value: object) -> float | None:
    """The number that a field holds; None for none and for words, which the rules of the place tell of."""
    try:
        number = float(str(value))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


# Members ----------------------------------------------------------------------------------------------


def _members(
    place: Place, network: Network, ties: Sequence[Tie], file: str
) -> tuple[dict[str, str], list[Fault]]:
    """What the members are called in the place, by their names in the file; and who is none."""
    known = [str(row["name"]) for row in place.rows("members").values()]
    meant = _finder(known)
    shared = _stand_twice(network)
    called: dict[str, str] = {}
    faults: list[Fault] = []
    rows: dict[str, int] = {}
    for tie in ties:
        for name in (tie.start, tie.end):
            rows.setdefault(name, tie.row)
    for name, row in rows.items():
        member = meant(name)
        if member is not None and fold(name) not in shared:
            called[name] = member
        elif len(faults) < MOST_TOLD:
            many = shared.get(fold(name), 0)
            faults.append(_fault(name, many, known, file, row if network.by_line else None))
    others = len(rows) - len(called) - len(faults)
    if others:
        faults.append(Fault(file, None, None, f"{others:,} more names are not those of members"))
    return called, faults


def _fault(name: str, many: int, known: Sequence[str], file: str, line: int | None) -> Fault:
    if many:
        wrong = f"{many:,} people in the file are called '{shorten(name)}'"
        return Fault(file, line, None, wrong, "a name for each of them, as it stands in the sheet Members")
    wrong = f"'{shorten(name)}' is not a member yet"
    allowed = "a name that stands in the sheet Members: add the person there first"
    return Fault(file, line, None, wrong, allowed, nearest(shorten(name), known))


def _stand_twice(network: Network) -> dict[str, int]:
    """Names that stand for several people of the file, and for how many."""
    counts: dict[str, int] = {}
    for name, _ in network.nodes:
        counts[fold(name)] = counts.get(fold(name), 0) + 1
    return {name: many for name, many in counts.items() if many > 1}


def _finder(known: Iterable[str]) -> Callable[[str], str | None]:
    """Finds a member by name, as written or with spaces for the underscores and hyphens that other tools
    put in their place; by the latter only if one member alone is meant."""
    exact = {fold(name): name for name in known}
    loose: dict[str, set[str]] = {}
    for name in exact.values():
        loose.setdefault(_loose(name), set()).add(name)

    def meant(name: str) -> str | None:
        candidates = loose.get(_loose(name), set())
        return exact.get(fold(name)) or (next(iter(candidates)) if len(candidates) == 1 else None)

    return meant


def _loose(name: str) -> str:
    return fold(re.sub(r"[_\-]+", " ", name))


# Rows -------------------------------------------------------------------------------------------------


def _rows(ties: Sequence[Tie], called: Mapping[str, str], day: object, notes: list[str]) -> list[Given]:
    """The rows of the table of ties: both ways where there is no direction, each once, nobody to oneself."""
    found: dict[tuple[object, ...], tuple[int, dict[str, object]]] = {}
    alone = repeated = undirected = 0
    for tie in ties:
        one, other = called[tie.start], called[tie.end]
        if one == other:
            alone += 1
            continue
        undirected += tie.both_ways
        told = {name: tie.about[name] for name in ("kind", "strength") if tie.about.get(name) is not None}
        when = tie.about.get("seen") or day
        if when:
            told["seen"] = when
        for start, end in [(one, other), (other, one)] if tie.both_ways else [(one, other)]:
            key = (start, end, told["kind"], str(when))
            repeated += key in found
            if key in found and not _stronger(told, found[key][1]):
                continue
            found[key] = (tie.row, {"member": start, "to_member": end, **told})
    notes += [
        *_note(undirected, "tie without a direction was", "ties without a direction were", "taken both ways"),
        *_note(alone, "tie of somebody to themselves was", "ties of people to themselves were", "left out"),
        *_note(repeated, "tie stands", "ties stand", "in the file more than once: the strongest counts"),
    ]
    return list(found.values())


def _stronger(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    return (_number(one.get("strength")) or 0.0) > (_number(other.get("strength")) or 0.0)


def _note(many: int, one: str, several: str, done: str) -> list[str]:
    return [f"{many:,} {one if many == 1 else several} {done}."] if many else []
