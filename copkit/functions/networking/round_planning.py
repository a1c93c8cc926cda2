"""Rounds planned together: one after the other, then some taken back and planned anew while that helps.

The best plan of several rounds is a hard problem (to pair everybody with everybody is to factor a graph), so
this is a search: large neighbourhood search over the exact single round (Shaw 1998, Using constraint
programming and local search methods to solve vehicle routing problems). How far it can be from the best is
counted: the best assignment of partners in which each has as many as there are rounds is worth at least as
much.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from copkit.functions.networking.pair_task import Group, PairTask, pairs_of
from copkit.functions.networking.partner_assignment import flow
from copkit.functions.networking.round_matching import EXACT, one_round

MOST_TRIES = 300
Plan = list[list[Group]]


def plan_of(task: PairTask, rounds: int, seed: int) -> tuple[Plan, int]:
    """The rounds, and a bound: in thousandths of a point, what the pairs of no plan can exceed."""
    bound = _bound(task, rounds)
    plan = _improved(task, _first(task, rounds), bound, seed)
    people = sum(limit > 0 for limit in task.limits)
    if rounds == 1 and people <= EXACT and not any(len(group) > 2 for group in plan[0]):
        bound = in_pairs(task, plan)
    return plan, bound


def in_pairs(task: PairTask, plan: Plan) -> int:
    """What the plan is worth without what thirds add: of three people the best pair counts."""
    return sum(max(task.of(*pair) for pair in pairs_of([group])) for groups in plan for group in groups)


def _first(task: PairTask, rounds: int) -> Plan:
    """The rounds one after the other; or by the circle method, where that reaches more people."""
    found = _filled(task, [None] * rounds)
    people = [at for at, limit in enumerate(task.limits) if limit]
    full = all(task.limits[person] == rounds for person in people)
    inside = set(people)
    new = not any(one in inside and other in inside for one, other in task.banned)
    if not (full and new and people and len(people) % 2 == 0 and 1 < rounds < len(people) <= EXACT):
        return found
    circle = [circle_round(people, turn) for turn in range(rounds)]
    return max(found, circle, key=lambda plan: _score(task, plan))


def circle_round(people: list[int], turn: int) -> list[Group]:
    """One round of the circle method: the first stays, the others move on (Kirkman 1847). For even numbers.

    >>> circle_round([0, 1, 2, 3], 1)
    [(0, 2), (1, 3)]
    """
    others = people[1:]
    seats = [people[0], *others[-turn % len(others) :], *others[: -turn % len(others)]]
    half = len(seats) // 2
    pairs = zip(seats[:half], reversed(seats[half:]), strict=True)
    return sorted((min(pair), max(pair)) for pair in pairs)


def _filled(task: PairTask, plan: list[list[Group] | None], noise: np.random.Generator | None = None) -> Plan:
    """The plan with its empty rounds filled one after the other, all but the last with ``noise``."""
    kept = [group for groups in plan if groups is not None for group in groups]
    used = pairs_of(kept)
    served = [0] * len(task.names)
    for person in (one for group in kept for one in group):
        served[person] += 1
    empty = [at for at, groups in enumerate(plan) if groups is None]
    found = list(plan)
    for at in empty:
        groups = one_round(task, used, served, noise if at != empty[-1] else None, thorough=noise is None)
        used |= pairs_of(groups)
        for person in (one for group in groups for one in group):
            served[person] += 1
        found[at] = groups
    return [groups or [] for groups in found]


def _score(task: PairTask, plan: Plan) -> tuple[Any, ...]:
    """What makes a plan good, the first thing first: how many get one introduction at least, two, ...; how
    many have had one after each round; the points."""
    times: Counter[int] = Counter()
    early = []
    for groups in plan:
        times.update(person for group in groups for person in group)
        early.append(len(times))
    often = Counter(times.values())
    at_least = [
        sum(count for many, count in often.items() if many >= least) for least in range(1, len(plan) + 1)
    ]
    return (*at_least, *early, sum(task.of(*pair) for groups in plan for pair in pairs_of(groups)))


def _improved(task: PairTask, plan: Plan, bound: int, seed: int) -> Plan:
    """Takes two or three rounds back and plans them anew, and keeps what is no worse.

    Not beyond 150 people, for whom a try takes long.
    """
    people = sum(limit > 0 for limit in task.limits)
    if len(plan) < 2 or not 2 < people <= EXACT:
        return plan
    chance = np.random.default_rng(seed)
    full = [sum(limit >= least for limit in task.limits) for least in range(1, len(plan) + 1)]
    best = _score(task, plan)
    for _ in range(min(MOST_TRIES, max(4, 60_000 // people**2))):
        if list(best[: len(plan)]) == full and best[-1] >= bound:
            break
        size = min(len(plan), 2 + int(chance.integers(2)))
        again = set(chance.choice(len(plan), size, replace=False).tolist())
        tried = _filled(task, [None if at in again else groups for at, groups in enumerate(plan)], chance)
        score = _score(task, tried)
        if score >= best:
            plan, best = tried, score
    return plan


def _bound(task: PairTask, rounds: int) -> int:
    """What the pairs of no plan can exceed: half the best assignment of up to so many partners each."""
    most = {at: limit for at, limit in enumerate(task.limits) if limit}
    free = sorted(pair for pair, worth in task.worth.items() if worth and pair[0] in most and pair[1] in most)
    if not free:
        return 0
    return sum(task.of(*pair) for pair in flow(most, free, [task.worth[pair] for pair in free])) // 2
