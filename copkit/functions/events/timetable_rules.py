"""The rules that a timetable keeps, each with its sentence: what it says, and what would lift it.

Every rule is of one of three forms: a session takes place; a session never runs in some spaces (a space
is a room at a time); of some sessions in some spaces at most one runs. So one model holds them all.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

Run = tuple[str, int]
"""A session, and the number of the space that it runs in."""

MOST_NAMED = 8
"""Sessions that one sentence names; beyond that it counts the rest."""


@dataclass(frozen=True)
class Space:
    """A room at a time; ``starts`` and ``ends`` are minutes since midnight."""

    starts: int
    ends: int
    room: str
    seats: int


@dataclass(frozen=True)
class Rule:
    """One rule. ``kind`` is placed, length, start, end, barred, host, clash or rooms.

    ``sessions`` are those that it is about; ``text`` says it in a sentence, and ``remedy`` what would
    lift it. ``never`` are runs that it rules out; ``apart`` sets of runs of which at most one may be.
    """

    kind: str
    sessions: tuple[str, ...]
    text: str
    remedy: str
    never: frozenset[Run] = frozenset()
    apart: tuple[frozenset[Run], ...] = ()


def rules_of(
    sessions: pd.DataFrame, spaces: Sequence[Space], clashes: pd.DataFrame, barred: Collection[Run] = ()
) -> list[Rule]:
    """All rules of an input, in the order of their kinds and of names.

    ``sessions`` has the columns name, host, minutes, not_before, not_after; ``clashes`` session, other.
    """
    rows = {str(row["name"]): row for row in sessions.sort_values("name").to_dict("records")}
    rules = [_placed(name, spaces) for name in rows]
    for name, row in rows.items():
        rules += _of_one(name, row, spaces)
        ruled_out = frozenset(run for run in barred if run[0] == name)
        if ruled_out:
            said = f"{quoted([name])} was ruled out in {counted(len(ruled_out), 'space')}."
            rules.append(Rule("barred", (name,), said, f"allow {quoted([name])} there", never=ruled_out))
    moments = _moments(spaces)
    rules += _hosts(rows, moments)
    pairs = {tuple(sorted(map(str, pair))) for pair in clashes[["session", "other"]].to_numpy()}
    for one, other in sorted(pairs):
        if one in rows and other in rows and one != other:
            said = f"{quoted([one, other])} must not run at the same time."
            lift = f"let {quoted([one, other])} run at the same time"
            rules.append(Rule("clash", (one, other), said, lift, apart=_apart((one, other), moments)))
    if rows and spaces:
        rules.append(_rooms(list(rows), spaces, moments))
    return rules


def minute_of(clock: str) -> int:
    """Minutes since midnight of a time such as 13:30."""
    hours, minutes = clock.split(":")[:2]
    return int(hours) * 60 + int(minutes)


def clock_of(minute: int) -> str:
    """A number of minutes since midnight as a time such as 13:30."""
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


def quoted(names: Sequence[str]) -> str:
    """Names in a sentence: ``'A', 'B' and 'C'``; a long list ends with how many more there are."""
    said = [f"'{name}'" for name in names[:MOST_NAMED]]
    if len(names) > MOST_NAMED:
        said.append(f"{len(names) - MOST_NAMED} more")
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def counted(number: int, word: str) -> str:
    """A number and what it counts: ``1 session``, ``3 sessions``."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def _placed(name: str, spaces: Sequence[Space]) -> Rule:
    if spaces:
        return Rule("placed", (name,), f"{quoted([name])} is to take place.", f"leave out {quoted([name])}")
    said = f"{quoted([name])} is to take place, and there is no room, or no time slot, yet."
    return Rule("placed", (name,), said, "name at least one room and one time slot")


def _of_one(name: str, row: Mapping[str, Any], spaces: Sequence[Space]) -> Iterable[Rule]:
    """The length of a session, and when its host can start and must have ended."""
    needs, called = None, quoted([name])

    def where(bad: Callable[[Space], bool]) -> frozenset[Run]:
        return frozenset((name, number) for number, space in enumerate(spaces) if bad(space))

    if pd.notna(row["minutes"]):
        needs = int(row["minutes"])
        short = where(lambda space: space.ends - space.starts < needs)
        longest = max((space.ends - space.starts for space in spaces), default=0)
        but = f"; the longest time slot has {longest}" if short and longest < needs else ""
        lift = f"shorten {called}, or make a time slot longer"
        yield Rule("length", (name,), f"{called} needs {counted(needs, 'minute')}{but}.", lift, never=short)
    if pd.notna(row["not_before"]):
        start = minute_of(row["not_before"])
        early = where(lambda space: space.starts < start)
        said, lift = f"{called} cannot start before {clock_of(start)}.", f"let {called} start earlier"
        yield Rule("start", (name,), said, lift, never=early)
    if pd.notna(row["not_after"]):
        end = minute_of(row["not_after"])
        late = where(lambda space: (space.ends if needs is None else space.starts + needs) > end)
        said, lift = f"{called} must have ended by {clock_of(end)}.", f"let {called} end later"
        yield Rule("end", (name,), said, lift, never=late)


def _hosts(rows: Mapping[str, Mapping[str, Any]], moments: Sequence[frozenset[int]]) -> Iterable[Rule]:
    hosted: dict[str, list[str]] = {}
    for name, row in rows.items():
        if pd.notna(row["host"]):
            hosted.setdefault(str(row["host"]), []).append(name)
    for host, own in sorted(hosted.items()):
        if len(own) > 1:
            there_are = "there is" if len(moments) == 1 else "there are"
            said = (
                f"{host} hosts {counted(len(own), 'session')} ({quoted(own)}), can be in one place at a "
                f"time, and {there_are} {counted(len(moments), 'time slot')}."
            )
            lift = f"let somebody else host one of the sessions of {host}, or add a time slot"
            yield Rule("host", tuple(own), said, lift, apart=_apart(own, moments))


def _rooms(names: Sequence[str], spaces: Sequence[Space], moments: Sequence[frozenset[int]]) -> Rule:
    rooms = sorted({space.room for space in spaces})
    apart = {
        frozenset((name, number) for name in names for number in moment if spaces[number].room == room)
        for room in rooms
        for moment in moments
    }
    said = (
        f"A room holds one session at a time: {counted(len(rooms), 'room')} and "
        f"{counted(len(moments), 'time')} make {counted(len(spaces), 'space')}."
    )
    if len(names) > len(spaces):
        said = f"{said[:-1]}, and there are {counted(len(names), 'session')}."
    ordered = tuple(sorted((runs for runs in apart if runs), key=sorted))
    return Rule("rooms", tuple(names), said, "add a room or a time slot", apart=ordered)


def _moments(spaces: Sequence[Space]) -> list[frozenset[int]]:
    """The sets of spaces that are in use at one moment. Two spaces overlap just where one set has both, and
    every set is had at the start of some space."""
    found = {
        frozenset(number for number, space in enumerate(spaces) if space.starts <= start < space.ends)
        for start in {space.starts for space in spaces}
    }
    largest = [one for one in found if not any(one < other for other in found)]
    return sorted(largest, key=sorted)


def _apart(names: Iterable[str], moments: Sequence[frozenset[int]]) -> tuple[frozenset[Run], ...]:
    own = list(names)
    return tuple(frozenset((name, number) for name in own for number in moment) for moment in moments)
