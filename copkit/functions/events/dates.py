"""Which of the times proposed for an event suits best, and why, in words.

The answers are 'yes', 'if need be' and 'no', as in Doodle's kin. How much 'if need be' counts is a choice:
Framadate looks at 'yes' alone, Rallly counts both alike and lets 'yes' win at the same total. Here it counts
half, between the two; `ranked_slots` takes 0 and 1 as well. Who gave no answer is unknown, never a 'no': a
time that their answers could still bring to the top is a possible winner (Konczak and Lang 2005, Voting
procedures with incomplete preferences).

The order is lexicographic: a criterion counts only where all before it are equal. The order of the criteria
is ours; a facilitator may choose another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

ANSWERS = ("yes", "if need be", "no")
HALF = 0.5
"""What 'if need be' counts, where 'yes' counts 1."""

CRITERIA = ("required roles", "organisations", "who can come", "missed before")
"""Fewest roles missing; most organisations there; the score, then those who say yes; most of those who
often missed."""

OFTEN = 0.5
"""Who missed at least this share of the last events counts as one who often missed."""

_ADJECTIVES = ("core", "active", "peripheral", "outside")
_MOST_NAMED = 3


@dataclass(frozen=True)
class Slot:
    """One of the times proposed, and who can come then.

    ``rank`` is 1 for the best; slots that are equal by every criterion share it, and ``tied`` says with
    how many others. ``yes``, ``if_need_be``, ``no`` and ``silent`` (no answer) count members; ``guests``
    those who can come but are no members. ``score`` is yes plus a share of if need be. A role or an
    organisation is there where one of its members says yes or if need be. ``missed_before`` of the
    ``often_missed`` who often missed can come. ``could_win``: if those who are silent said yes to it,
    it would be the best or equal to it; where just one slot could, the poll is settled.
    """

    rank: int
    tied: int
    day: pd.Timestamp
    starts: str | None
    yes: int
    if_need_be: int
    no: int
    silent: int
    guests: int
    score: float
    required_missing: tuple[str, ...]
    organisations_present: tuple[str, ...]
    organisations_missing: tuple[str, ...]
    missed_before: int
    often_missed: int
    could_win: bool
    reason: str


def ranked_slots(
    availability: pd.DataFrame,
    members: pd.DataFrame,
    *,
    required: Mapping[str, int] | None = None,
    missed: Mapping[str, float] | None = None,
    order: Sequence[str] = CRITERIA,
    if_need_be: float = HALF,
    often: float = OFTEN,
) -> list[Slot]:
    """The times proposed in one poll, the best first; equal ones by day and time.

    ``availability`` has the columns day, starts, member, answer and holds one poll; ``members`` has the
    columns member, role, organisation, one row for each member who is asked. ``required`` says how many
    of a role must be there, ``missed`` what share of the last events a member missed (see
    `share_missed`), ``order`` which of `CRITERIA` count, the strongest first.

    >>> days = pd.to_datetime(["2026-09-10", "2026-09-10", "2026-09-11"])
    >>> said = pd.DataFrame({"day": days, "starts": "10:00", "member": ["Amina", "Tom", "Amina"],
    ...                      "answer": ["yes", "if need be", "no"]})
    >>> asked = pd.DataFrame({"member": ["Amina", "Tom"], "role": ["coordinator", "core"],
    ...                       "organisation": ["Council", "Food Bank"]})
    >>> ranked_slots(said, asked, required={"coordinator": 1})[0].reason
    '1 of 2 can come, 1 more if need be; a coordinator is there; every organisation is there.'
    """
    if unknown := [name for name in order if name not in CRITERIA]:
        raise ValueError(f"'{unknown[0]}' is no criterion: use {', '.join(CRITERIA)}.")
    if not 0 <= if_need_be <= 1:
        raise ValueError(f"'if need be' cannot count {if_need_be}: give a number from 0 to 1.")
    poll = Poll(members, dict(required or {}), dict(missed or {}), tuple(order), if_need_be, often)
    asked = answers_by_slot(availability)
    silent = {slot: {name: "yes" for name in poll.names if name not in said} for slot, said in asked.items()}
    keys = {slot: poll.key(said) for slot, said in asked.items()}
    at_best = {slot: poll.key({**said, **silent[slot]}) for slot, said in asked.items()}
    top = max(keys.values(), default=())
    slots = []
    for slot, said in asked.items():
        rank = 1 + sum(key > keys[slot] for key in keys.values())
        tied = sum(key == keys[slot] for key in keys.values()) - 1
        slots.append(poll.slot(slot, said, rank, tied, at_best[slot] >= top))
    return sorted(slots, key=lambda one: (one.rank, one.day, one.starts or ""))


SlotKey = tuple[pd.Timestamp, str | None]


def answers_by_slot(availability: pd.DataFrame) -> dict[SlotKey, dict[str, str]]:
    """Who answered what to each time proposed in one poll, by day and start.

    >>> said = pd.DataFrame({"day": [pd.Timestamp("2026-09-10")], "starts": ["10:00"], "member": ["Amina"],
    ...                      "answer": ["yes"]})
    >>> list(answers_by_slot(said).values())
    [{'Amina': 'yes'}]
    """
    asked: dict[SlotKey, dict[str, str]] = {}
    columns = availability[["day", "starts", "member", "answer"]]
    for day, starts, member, answer in columns.itertuples(index=False):
        slot = (pd.Timestamp(day), None if pd.isna(starts) else str(starts))
        said = asked.setdefault(slot, {})
        if pd.isna(answer):
            continue
        if answer not in ANSWERS:
            raise ValueError(f"{member} answers '{answer}' for {told(slot)}: use {', '.join(ANSWERS)}.")
        if said.setdefault(str(member), str(answer)) != answer:
            raise ValueError(f"{member} gives two answers for {told(slot)}: keep the one that holds.")
    return dict(sorted(asked.items(), key=lambda one: (one[0][0], one[0][1] or "")))


def told(slot: SlotKey) -> str:
    """A time proposed, in words.

    >>> told((pd.Timestamp("2026-09-10"), "10:00"))
    '10 September 2026, 10:00'
    """
    day, starts = slot
    return f"{day.day} {day:%B %Y}" + (f", {starts}" if starts else "")


class Poll:
    """Who is asked and what counts, for every time proposed."""

    def __init__(
        self,
        members: pd.DataFrame,
        required: Mapping[str, int],
        missed: Mapping[str, float],
        order: tuple[str, ...],
        if_need_be: float,
        often: float,
    ) -> None:
        twice = members["member"][members["member"].duplicated()]
        if len(twice):
            raise ValueError(
                f"{twice.iloc[0]} stands twice among the members: keep one row, with the role that holds now."
            )
        self.names = [str(name) for name in members["member"]]
        self.roles = _known(members, "role")
        self.organisations = _known(members, "organisation")
        self.every = tuple(sorted(set(self.organisations.values())))
        self.required = required
        self.often = {name for name in self.names if missed.get(name, 0.0) >= often}
        self.share = often
        self.order = order
        self.weight = if_need_be

    def key(self, said: Mapping[str, str]) -> tuple[float, ...]:
        """The larger, the better."""
        can = [name for name in self.names if said.get(name) in ANSWERS[:2]]
        yes = sum(said[name] == "yes" for name in can)
        values: dict[str, tuple[float, ...]] = {
            "required roles": (-len(self.lacking(can)),),
            "organisations": (len(self.present(can)),),
            "who can come": (yes + self.weight * (len(can) - yes), yes),
            "missed before": (len(self.often.intersection(can)),),
        }
        return tuple(value for name in self.order for value in values[name])

    def lacking(self, can: Sequence[str]) -> tuple[str, ...]:
        """The required roles of which too few can come, each as often as one is wanting."""
        there = Counter(self.roles.get(name) for name in can)
        return tuple(role for role, least in self.required.items() for _ in range(least - there[role]))

    def present(self, can: Sequence[str]) -> tuple[str, ...]:
        return tuple(sorted({self.organisations[name] for name in can if name in self.organisations}))

    def slot(self, slot: SlotKey, said: Mapping[str, str], rank: int, tied: int, could_win: bool) -> Slot:
        answers = Counter(said.get(name, "") for name in self.names)
        can = [name for name in self.names if said.get(name) in ANSWERS[:2]]
        present = self.present(can)
        known = set(self.names)
        made = Slot(
            rank=rank,
            tied=tied,
            day=slot[0],
            starts=slot[1],
            yes=answers["yes"],
            if_need_be=answers["if need be"],
            no=answers["no"],
            silent=answers[""],
            guests=sum(name not in known and answer in ANSWERS[:2] for name, answer in said.items()),
            score=answers["yes"] + self.weight * answers["if need be"],
            required_missing=self.lacking(can),
            organisations_present=present,
            organisations_missing=tuple(name for name in self.every if name not in present),
            missed_before=len(self.often.intersection(can)),
            often_missed=len(self.often),
            could_win=could_win,
            reason="",
        )
        return replace(made, reason=self.reason(made, said))

    def reason(self, slot: Slot, said: Mapping[str, str]) -> str:
        """The count, the roles, the organisations, those who often missed, the unknown and the ties."""
        more = f", {slot.if_need_be} more if need be" if slot.if_need_be else ""
        parts = [f"{slot.yes} of {len(self.names)} can come{more}"]
        if slot.guests:
            parts.append(f"{_count(slot.guests, 'guest')} can, too")
        parts += [self._of_role(role, least, said) for role, least in self.required.items() if least > 0]
        if len(self.every) > 1:
            parts.append(_of_organisations(slot))
        if slot.often_missed:
            parts.append(_of_those_who_missed(slot, self.share))
        if slot.silent:
            parts.append(f"{slot.silent} {'has' if slot.silent == 1 else 'have'} not answered")
        if slot.tied:
            parts.append(f"equal to {_count(slot.tied, 'other time')}")
        return "; ".join(parts) + "."

    def _of_role(self, role: str, least: int, said: Mapping[str, str]) -> str:
        holders = [name for name in self.names if self.roles.get(name) == role]
        sure = sum(said.get(name) == "yes" for name in holders)
        can = sum(said.get(name) in ANSWERS[:2] for name in holders)
        unknown = sum(name not in said for name in holders)
        noun = f"{role} member" if role in _ADJECTIVES else role
        one = f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
        if can >= least:
            there = one if least == 1 else _count(least, noun)
            return f"{there} {'is' if least == 1 else 'are'} there{'' if sure >= least else ' if need be'}"
        if len(holders) < least:
            lack = f"nobody here is {one}" if not holders else f"there is just {_count(len(holders), noun)}"
            return f"{lack}, and {least} must come"
        lack = f"no {noun} can come" if not can else f"just {can} of the {_count(least, noun)} can come"
        return f"{lack} so far, {unknown} not having answered" if unknown else lack


def _known(members: pd.DataFrame, column: str) -> dict[str, str]:
    said = members[["member", column]].dropna()
    return {str(member): str(value) for member, value in said.itertuples(index=False)}


def _of_organisations(slot: Slot) -> str:
    there, lacking = len(slot.organisations_present), slot.organisations_missing
    if not lacking:
        return "every organisation is there"
    if not there:
        return "no organisation is there"
    if len(lacking) <= _MOST_NAMED:
        *most, last = lacking
        return f"every organisation but {', '.join(most)}{' and ' if most else ''}{last}"
    return f"{there} of {there + len(lacking)} organisations are there"


def _of_those_who_missed(slot: Slot, share: float) -> str:
    part = "all" if share >= 1 else "half or more" if share == OFTEN else f"{share:.0%} or more"
    missed = f"who missed {part} of the last events"
    if slot.often_missed == 1:
        return f"the one {missed} {'can' if slot.missed_before else 'has not said that they can'} come"
    some = {0: "none of ", slot.often_missed: "all "}.get(slot.missed_before, f"{slot.missed_before} of ")
    return f"{some}the {slot.often_missed} {missed} can come"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def share_missed(
    events: pd.DataFrame, attendance: pd.DataFrame, as_of: pd.Timestamp, number: int = 4
) -> dict[str, float]:
    """What share of the last events up to a day each person missed, of those who stand in ``attendance``.

    ``events`` has the columns name and date, ``attendance`` event, member and presence. The last ``number``
    events at which somebody came count; who has no row there did not come.

    >>> held = pd.DataFrame({"name": ["One", "Two"], "date": pd.to_datetime(["2026-01-08", "2026-02-12"])})
    >>> there = pd.DataFrame({"event": ["One", "Two", "One"], "member": ["Amina", "Amina", "Tom"],
    ...                       "presence": "came"})
    >>> share_missed(held, there, pd.Timestamp("2026-03-01"))
    {'Amina': 0.0, 'Tom': 0.5}
    """
    came = attendance[attendance["presence"] == "came"]
    counted = events[(events["date"] <= as_of) & events["name"].isin(came["event"])]
    last = set(counted.sort_values(["date", "name"])["name"].tail(number))
    if not last:
        return {}
    times = came[came["event"].isin(last)].groupby("member")["event"].nunique()
    return {str(name): 1 - int(times.get(name, 0)) / len(last) for name in sorted(set(attendance["member"]))}
