"""Who is left over: a third for a pair, new to both.

The pairs come first, and each who is left over joins one. Where all others met somebody of each pair that
is there, other pairs may have room: then groups of two and three are chosen at once, so that the most people
have a place (a set packing, solved exactly as an integer program by HiGHS).
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linear_sum_assignment, milp
from scipy.sparse import csr_array

from copkit.functions.networking.pair_task import Group, Pair, PairTask

MOST_JOINING = 1_000
MOST_GROUPS = 20_000


def with_thirds(task: PairTask, pairs: list[Pair], over: list[int], closed: Collection[Pair]) -> list[Group]:
    """Those left over join the pairs where they are worth most, new to both, one to a pair; as many as can.

    Exact for these pairs and the first `MOST_JOINING` of those left over.
    """
    over = over[:MOST_JOINING]
    if not (over and pairs):
        return sorted(pairs)
    worth = np.array(
        [
            [
                sum(task.of(one, person) for one in pair) if _new(closed, person, pair) else -1
                for pair in pairs
            ]
            for person in over
        ],
        dtype=float,
    )
    enough = len(over) * (worth.max() + 1.0) + 1.0
    row, column = linear_sum_assignment(np.where(worth < 0, 0.0, -worth - enough))
    third = {pairs[b]: over[a] for a, b in zip(row, column, strict=True) if worth[a, b] >= 0}
    return sorted(tuple(sorted((*pair, third[pair]))) if pair in third else pair for pair in pairs)


def _new(closed: Collection[Pair], person: int, pair: Pair) -> bool:
    return all((min(person, one), max(person, one)) not in closed for one in pair)


def packed(task: PairTask, people: list[int], closed: Collection[Pair], served: list[int]) -> list[Group]:
    """Groups of two and three that hold the most people; then those served least, then the fewest threes,
    then the most points.

    None at all where more than `MOST_GROUPS` would have to be looked at; somebody is seldom left over then.
    """
    after = {one: [other for other in people if one < other and (one, other) not in closed] for one in people}
    groups: list[Group] = [(one, other) for one in people for other in after[one]]
    for one in people:
        for other in after[one]:
            groups += [(one, other, third) for third in after[other] if (one, third) not in closed]
            if len(groups) > MOST_GROUPS:
                return []
    if not groups:
        return []
    place = {person: at for at, person in enumerate(people)}
    row = [place[person] for group in groups for person in group]
    column = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    once = csr_array((np.ones(len(row)), (row, column)), shape=(len(people), len(groups)))
    gain = _gain(groups, people, served)
    chosen = _best(gain, LinearConstraint(once, -np.inf, 1))
    best = float(gain[chosen].sum())
    worth = np.array([_worth(task, group) for group in groups], dtype=float)
    as_good = LinearConstraint(gain[np.newaxis], best - 0.5, np.inf)
    chosen = _best(worth, [LinearConstraint(once, -np.inf, 1), as_good])
    return sorted(groups[at] for at in chosen)


def _gain(groups: list[Group], people: list[int], served: list[int]) -> np.ndarray:
    """What a group brings, in whole numbers: a person outweighs all turns, and a turn all threes."""
    most = max(served[person] for person in people)
    threes = len(people) // 3 + 1
    turns = threes * len(people) * most
    return np.array(
        [
            len(group) * (turns + threes)
            + threes * sum(most - served[person] for person in group)
            - (len(group) == 3)
            for group in groups
        ],
        dtype=float,
    )


def _best(gain: np.ndarray, limits: LinearConstraint | list[LinearConstraint]) -> np.ndarray:
    """Which groups to choose for the most gain."""
    found = milp(
        -gain,
        integrality=np.ones(len(gain)),
        bounds=Bounds(0, 1),
        constraints=limits,
        options={"mip_rel_gap": 0.0},
    )
    return np.flatnonzero(found.x > 0.5)


def _worth(task: PairTask, group: Group) -> int:
    return sum(task.of(one, other) for one in group for other in group if one < other)
