"""A plan of small groups, and how good it is: who meets again, what is proven, how the groups are mixed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import pandas as pd

from copkit.functions.events.group_proof import counted_bound, crowd_bound, fewest_alike
from copkit.functions.events.group_wishes import Pair, numbered, sets_of_kinds

COUNTED = "counted from how many new people each can meet"


@dataclass(frozen=True)
class Seating:
    """Who sits in which group in which round, and how good that is.

    ``rounds`` has the columns round, member, group (both from 1) and hosts (yes for one person in each
    group that has somebody who can host). ``repeated`` has a row for each pair that meets again: member,
    other, times (in these rounds), before (had they met already?). ``meetings`` counts two people in one
    group in one round; ``repeats`` those that are not the first meeting of the two. No plan can have fewer
    than ``bound`` repeats, and ``proof`` says how that is known. ``mix`` has a row for each kind: the
    meetings of two people who share it (alike; two meetings if they share two communities), and the fewest
    there can be if nothing else mattered (least).
    ``notes`` are sentences for the facilitator.
    """

    rounds: pd.DataFrame
    repeated: pd.DataFrame
    meetings: int
    repeats: int
    bound: int
    proof: str
    mix: pd.DataFrame
    notes: tuple[str, ...]

    @property
    def gap(self) -> int:
        """How many repeats more than the proven bound: so many could be saved at most."""
        return self.repeats - self.bound

    @property
    def optimal(self) -> bool:
        """Is it proven that no plan has fewer repeats?"""
        return self.gap == 0


def measured(
    rounds: pd.DataFrame,
    *,
    met: Iterable[tuple[str, str]] = (),
    kinds: pd.DataFrame | None = None,
    apart: Iterable[tuple[str, str]] = (),
    proven: tuple[int, str] = (0, COUNTED),
) -> Seating:
    """How good given groups are, as those that a facilitator moved by hand.

    ``rounds`` has the columns round, member, group, hosts; ``proven`` is a bound that is known already,
    and how. The bound counted here is for groups of these sizes.

    >>> rows = pd.DataFrame({"round": [1, 1, 2, 2], "member": ["Ann", "Bob", "Ann", "Bob"],
    ...                      "group": 1, "hosts": False})
    >>> seating = measured(rows)
    >>> seating.repeats, seating.bound
    (1, 1)
    """
    names = sorted(set(rounds["member"]))
    number = {name: place for place, name in enumerate(names)}
    known = numbered(names, met, distinct=False)
    seated = [
        [[number[name] for name in members] for _, members in of_round.groupby("group")["member"]]
        for _, of_round in rounds.groupby("round")
    ]
    times: Counter[Pair] = Counter(
        pair for tables in seated for table in tables for pair in combinations(sorted(table), 2)
    )
    meetings = sum(times.values())
    repeats = meetings - sum(pair not in known for pair in times)
    counted = _counted(len(names), seated, known, numbered(names, apart, distinct=False))
    bound, proof = proven if proven[0] > counted else (counted, COUNTED)
    again = [
        (names[pair[0]], names[pair[1]], count, pair in known)
        for pair, count in sorted(times.items())
        if count + (pair in known) > 1
    ]
    mix = [
        (
            kind,
            sum(times[pair] for one in sets for pair in combinations(sorted(one), 2)),
            _least_alike(sets, seated),
        )
        for kind, sets in sets_of_kinds(names, kinds).items()
    ]
    new = np.zeros(len(names), dtype=int)
    for pair in times:
        new[list(pair)] += pair not in known
    seating = Seating(
        rounds=rounds.reset_index(drop=True),
        repeated=pd.DataFrame(again, columns=["member", "other", "times", "before"]),
        meetings=meetings,
        repeats=repeats,
        bound=bound,
        proof=proof,
        mix=pd.DataFrame(mix, columns=["kind", "alike", "least"]),
        notes=(),
    )
    return _with_notes(seating, int(new.min()), int(new.max()))


def _counted(
    people: int, seated: list[list[list[int]]], known: Collection[Pair], apart: Collection[Pair]
) -> int:
    new, least, most = [people - 1] * people, [0] * people, [0] * people
    for pair in {*known, *apart}:
        for one in pair:
            new[one] -= 1
    sizes = [[len(table) for table in tables] for tables in seated]
    for tables, of_round in zip(seated, sizes, strict=True):
        for one in (person for table in tables for person in table):
            least[one] += min(of_round) - 1
            most[one] += max(of_round) - 1
    bound = counted_bound(people, sizes, least, most, new)
    everybody = all(sum(of_round) == people for of_round in sizes)
    return max(bound, crowd_bound(known, sizes) if everybody else 0, 0)


def _least_alike(sets: Iterable[Collection[int]], seated: list[list[list[int]]]) -> int:
    total = 0
    for tables in seated:
        there = {person for table in tables for person in table}
        sizes = [len(table) for table in tables]
        total += sum(fewest_alike(len(there.intersection(one)), sizes) for one in sets)
    return total


def _with_notes(seating: Seating, fewest: int, most: int) -> Seating:
    repeats, bound = seating.repeats, seating.bound
    if repeats == 0:
        notes = ["Every meeting is a first one: nobody sits with somebody they have met before."]
    else:
        share = f"{repeats:,} of {seating.meetings:,} meetings are between people who have met before"
        if seating.optimal:
            notes = [f"{share}. No plan can have fewer ({seating.proof})."]
        elif bound:
            notes = [
                f"{share}. No plan can have fewer than {bound:,} ({seating.proof}), so at most "
                f"{seating.gap:,} could be saved."
            ]
        else:
            notes = [f"{share}. There may be a plan without any, but none was found."]
    span = f"{fewest}" if fewest == most else f"between {fewest} and {most}"
    notes.append(f"Each person meets {span} new {'person' if fewest == most == 1 else 'people'}.")
    for row in seating.mix.itertuples(index=False):
        told = "the fewest possible" if row.alike == row.least else f"at least {row.least:,} in any plan"
        kind = str(row.kind).capitalize()
        notes.append(f"{kind}: {row.alike:,} meetings are between people who share one ({told}).")
    return replace(seating, notes=tuple(notes))
