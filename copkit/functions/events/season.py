"""One time for each of several events, fair over all of them.

Fair is leximin: first as few as possible who can come to nothing, then as few as possible who can come to
half an event at most, and so on (Kurokawa, Procaccia and Shah 2015, Leximin allocations in the real world).
Plain maximin would stop as soon as one member can come to nothing whatever is chosen. Up to `MOST_CHOICES`
ways to choose are all tried, which is exact; beyond, three polls at a time are chosen anew as long as that is
fairer, and `Season.exact` is false. (As a mixed-integer programme for each level, in scipy.optimize.milp, a
season of 6 polls took a minute, where trying all takes a twentieth of a second: its bounds are weak.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import prod

import numpy as np
import pandas as pd

from copkit.functions.events.dates import SlotKey, answers_by_slot, ranked_slots, told

_UNITS = {"yes": 2, "if need be": 1}
"""In halves of an event, so that counts are whole."""

MOST_CHOICES = 10_000_000
"""So many ways to choose are tried one by one: 5 times in each of 10 polls are 9.8 million."""

_AT_ONCE = 100_000
_CHOSEN_ANEW = 3


@dataclass(frozen=True)
class Chosen:
    """The time chosen for one poll. ``suits_most``: no other time there has a better score and no more
    required roles missing; ``given_up`` is by how much the best of those scores is higher."""

    poll: str
    day: pd.Timestamp
    starts: str | None
    score: float
    suits_most: bool
    given_up: float
    reason: str


@dataclass(frozen=True)
class Season:
    """One time for each poll. ``served`` is how many of the events each member can come to, if need be
    counting half, with what they came to before; ``served_if_each_alone`` the same had each poll taken the
    time that suits most. ``silent`` are members who gave no answer at all: what they can come to is
    unknown. ``exact``: every choice was tried; otherwise a fairer one may exist. ``reason`` says in a few
    sentences what was gained for whom and at what price."""

    chosen: tuple[Chosen, ...]
    served: dict[str, float]
    served_if_each_alone: dict[str, float]
    silent: tuple[str, ...]
    exact: bool
    reason: str


def season(
    availability: pd.DataFrame,
    members: pd.DataFrame,
    *,
    required: Mapping[str, int] | None = None,
    came_before: Mapping[str, float] | None = None,
) -> Season:
    """Choose a time for each poll, fair over all of them.

    ``availability`` has the columns poll, day, starts, member, answer; ``members`` and ``required`` are as
    for `ranked_slots`. ``came_before`` says how many of the last events each member came to, so that who
    missed those comes first now. In each poll only the times with the fewest required roles missing are
    looked at: fairness never costs a role. Among choices that are equally fair the one in which most
    answers are 'yes' is taken, then the one with the most organisations, then the earliest times.

    >>> days = pd.to_datetime(["2026-09-10", "2026-09-11"] * 3)
    >>> said = pd.DataFrame({"poll": "Autumn", "day": days, "starts": "10:00",
    ...                      "member": ["Amina", "Amina", "Tom", "Tom", "Vera", "Vera"],
    ...                      "answer": ["yes", "no", "yes", "no", "no", "yes"]})
    >>> asked = pd.DataFrame({"member": ["Amina", "Tom", "Vera"], "role": "core", "organisation": None})
    >>> fair = season(said, asked, came_before={"Amina": 2, "Tom": 2})
    >>> f"{fair.chosen[0].day:%d %B}", fair.served["Vera"]
    ('11 September', 1.0)
    """
    named = availability.dropna(subset=["poll"])
    polls = [
        _Options(str(poll), rows, members, required or {})
        for poll, rows in sorted(named.groupby("poll"), key=lambda one: str(one[0]))
    ]
    names = sorted(map(str, members["member"]))
    before = np.array([round(2 * (came_before or {}).get(name, 0.0)) for name in names], dtype=int)
    if (before < 0).any():
        raise ValueError("How often someone came before cannot be negative: give 0 or more.")
    sizes = [len(poll.slots) for poll in polls]
    exact = prod(sizes) <= MOST_CHOICES
    each_alone = tuple(poll.best for poll in polls)
    picked = each_alone
    if polls and names:
        fairness = _Fairness(polls, names, before)
        picked = _all_tried(fairness, sizes) if exact else _some_anew(fairness, sizes, each_alone)
    served = _served(polls, picked, names, before)
    alone = _served(polls, each_alone, names, before)
    said = {name for poll in polls for slot in poll.slots for name in poll.said[slot]}
    silent = tuple(name for name in names if name not in said)
    chosen = tuple(poll.chosen(place) for poll, place in zip(polls, picked, strict=True))
    reason = _reason(chosen, served, alone, silent, exact)
    return Season(chosen, served, alone, silent, exact, reason)


class _Options:
    """The times of one poll with the fewest required roles missing."""

    def __init__(
        self, poll: str, rows: pd.DataFrame, members: pd.DataFrame, required: Mapping[str, int]
    ) -> None:
        self.poll = poll
        self.said = answers_by_slot(rows)
        ranked = ranked_slots(rows, members, required=required, order=("required roles", "who can come"))
        least = len(ranked[0].required_missing)
        able = [slot for slot in ranked if len(slot.required_missing) == least]
        able.sort(key=lambda slot: (slot.day, slot.starts or ""))
        self.about = able
        self.slots: list[SlotKey] = [(slot.day, slot.starts) for slot in able]
        self.best = min(range(len(able)), key=lambda place: (able[place].rank, place))

    def units(self, names: Sequence[str]) -> np.ndarray:
        """Halves of an event for each time (rows) and member."""
        said = [self.said[slot] for slot in self.slots]
        return np.array([[_UNITS.get(one.get(name, ""), 0) for name in names] for one in said])

    def chosen(self, place: int) -> Chosen:
        slot, best = self.about[place], self.about[self.best]
        given_up = best.score - slot.score
        suits = (
            "it suits most"
            if not given_up
            else (
                f"{_amount(given_up)} fewer than on {told(self.slots[self.best])}, but fairer over the season"
            )
        )
        reason = f"{told(self.slots[place])}: {suits}. {slot.reason}"
        return Chosen(self.poll, slot.day, slot.starts, slot.score, not given_up, given_up, reason)


class _Fairness:
    """Compares choices. A choice is the place of one time in each poll."""

    def __init__(self, polls: Sequence[_Options], names: Sequence[str], before: np.ndarray) -> None:
        units = np.vstack([poll.units(names) for poll in polls])
        # Members who answer alike are one kind, counted as often as they are
        kinds, self.alike = np.unique(np.vstack([units, before]), axis=1, return_counts=True)
        ends = np.cumsum([len(poll.slots) for poll in polls])
        self.units = [part.astype(np.int16) for part in np.split(kinds[:-1], ends[:-1])]
        self.already = kinds[-1].astype(np.int16)
        self.levels = range(1, 1 + int((self.already + sum(part.max(axis=0) for part in self.units)).max()))
        about = [poll.about for poll in polls]
        self.yes = [np.array([slot.yes for slot in slots]) for slots in about]
        self.present = [np.array([len(slot.organisations_present) for slot in slots]) for slots in about]

    def best(self, choices: Sequence[np.ndarray]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The fairest of many choices, and its key: the smaller, the fairer. ``choices`` has for each poll
        the places, one for each choice; of equal choices the first is taken."""
        total = self.already + sum(part[places] for part, places in zip(self.units, choices, strict=True))
        left = np.arange(len(total))
        key: list[int] = []

        def keep(costs: np.ndarray) -> None:
            nonlocal left
            key.append(int(costs.min()))
            left = left[costs == costs.min()]

        for level in self.levels:
            keep((total[left] < level) @ self.alike)
        for worths in (self.yes, self.present):
            keep(-sum(worth[places[left]] for worth, places in zip(worths, choices, strict=True)))
        place = tuple(int(places[left[0]]) for places in choices)
        return (*key, *place), place


def _all_tried(fairness: _Fairness, sizes: Sequence[int]) -> tuple[int, ...]:
    number = prod(sizes)
    parts = [range(begun, min(begun + _AT_ONCE, number)) for begun in range(0, number, _AT_ONCE)]
    return min(fairness.best(np.unravel_index(np.array(part), sizes)) for part in parts)[1]


def _some_anew(fairness: _Fairness, sizes: Sequence[int], chosen: tuple[int, ...]) -> tuple[int, ...]:
    """From ``chosen`` on: the times of three polls are chosen anew while that is fairer."""
    key: tuple[int, ...] | None = None
    while True:
        found = []
        for anew in combinations(range(len(sizes)), min(_CHOSEN_ANEW, len(sizes))):
            tried = np.unravel_index(np.arange(prod(sizes[poll] for poll in anew)), [sizes[p] for p in anew])
            choices = [np.full(len(tried[0]), place) for place in chosen]
            for poll, places in zip(anew, tried, strict=True):
                choices[poll] = places
            found.append(fairness.best(choices))
        best_key, best = min(found)
        if key is not None and best_key >= key:
            return chosen
        key, chosen = best_key, best


def _served(
    polls: Sequence[_Options], picked: Sequence[int], names: Sequence[str], before: np.ndarray
) -> dict[str, float]:
    total = before + sum(poll.units(names)[place] for poll, place in zip(polls, picked, strict=True))
    return {name: float(units) / 2 for name, units in zip(names, total, strict=True)}


def _reason(
    chosen: Sequence[Chosen],
    served: Mapping[str, float],
    alone: Mapping[str, float],
    silent: Sequence[str],
    exact: bool,
) -> str:
    """Whom the choice serves, against each poll for itself, and what it costs."""
    known = [name for name in served if name not in silent]
    if not chosen or not known:
        return "Nobody has answered yet, so that no time is better than another."
    whom = "everyone who answered" if silent else "everyone"
    least = min(served[name] for name in known)
    parts = [f"At these times {whom} can come to at least {_events(least)}."]
    if not least:
        none = sum(not served[name] for name in known)
        parts = [f"At these times {none} of the {len(known)} who answered can come to nothing."]
    for level in sorted({*served.values(), *alone.values()}):
        fewer, more = (sum(times[name] <= level for name in known) for times in (served, alone))
        if fewer != more:
            most = f"{_events(level)} at most" if level else "nothing"
            parts.append(
                f"Had each event the time that suits most, {more} and not {fewer} could come to {most}."
            )
            break
    else:
        fairer = "No choice is" if exact else "No choice was found that is"
        parts.append(f"{fairer} fairer than the time that suits most for each event.")
    if (price := sum(alone.values()) - sum(served.values())) > 0:
        parts.append(f"Over all events, {_amount(price)} fewer can come.")
    if any(times % 1 for times in served.values()):
        parts.append("If need be counts half.")
    if silent:
        many = "1 member has" if len(silent) == 1 else f"{len(silent)} members have"
        parts.append(f"{many} not answered; what they can come to is unknown.")
    return " ".join(parts)


def _amount(number: float) -> str:
    """1, 1½, ½."""
    whole, half = divmod(number, 1)
    return f"{int(whole) if whole or not half else ''}{'½' if half else ''}"


def _events(number: float) -> str:
    return "half an event" if number == 0.5 else f"{_amount(number)} event{'' if number == 1 else 's'}"
