"""Local search for small groups: two people change places, again and again (simulated annealing).

A change that makes the plan worse is taken now and then, less and less often as the search cools, so
that it does not stop at the first plan that no single change improves. Sources: Kirkpatrick, Gelatt and
Vecchi 1983, Science 220: 671-680; Dotú and Van Hentenryck 2005, Scheduling Social Golfers Locally,
CPAIOR, for the moves. The search is counted in steps, not by the clock, so the same seed gives the same
groups on every machine.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from copkit.functions.events.group_wishes import GroupTask

Plan = list[list[list[int]]]
"""For each round, for each group, who sits there: numbers of people, and above them empty seats."""

BROKEN = 1e6
"""The price of a broken wish, where a pair that meets again costs 1."""


@dataclass
class Prices:
    """What a plan costs. A pair that shares a number in ``ids`` counts as one and the same pair.

    ``before`` is how often each had met; ``first`` the price of its first meeting (0 but for pairs that
    meet twice at once in a plan that turns); ``same`` the price of sitting together in any round.
    """

    ids: list[list[int]]
    before: list[int]
    first: list[float]
    same: list[list[float]]
    units: list[tuple[int, ...]]
    host: list[int]
    hosted: int = 0


def prices(task: GroupTask, alike: float) -> Prices:
    """The prices for a task; ``alike`` is that of one thing that two people in a group have in common."""
    seats = task.seats
    ids = [[0] * seats for _ in range(seats)]
    same = [[0.0] * seats for _ in range(seats)]
    before: list[int] = []
    for one in range(seats):
        for other in range(one + 1, seats):
            ids[one][other] = ids[other][one] = len(before)
            before.append(int((one, other) in task.met))
            if one >= task.people:
                same[one][other] = same[other][one] = BROKEN
    for one in range(task.people):
        for empty in range(task.people, seats):
            ids[one][empty] = ids[empty][one] = len(before)
    before.append(-(10**9))
    for one, other in task.apart:
        same[one][other] = same[other][one] = BROKEN
    for (one, other), shared in task.alike.items() if alike else ():
        same[one][other] += alike * shared
        same[other][one] += alike * shared
    units: list[tuple[int, ...]] = [(seat,) for seat in range(seats)]
    for unit in task.units:
        for person in unit:
            units[person] = unit
    host = [int(seat in task.hosts) for seat in range(seats)]
    return Prices(ids, before, [0.0] * len(before), same, units, host, task.hosted)


def cost(plan: Plan, price: Prices) -> float:
    """The price of a whole plan."""
    counts, total = list(price.before), 0.0
    for groups in plan:
        hosted = 0
        for group in groups:
            hosted += any(price.host[person] for person in group) if price.hosted else 0
            for one, other in combinations(group, 2):
                pair = price.ids[one][other]
                total += price.same[one][other] + (_again(counts[pair]) or price.first[pair])
                counts[pair] += 1
        total += BROKEN * max(price.hosted - hosted, 0)
    return total


def repeats_in(plan: Plan, task: GroupTask) -> int:
    """How many meetings are not the first of the two people."""
    pairs = [
        pair
        for groups in plan
        for group in groups
        for pair in combinations(sorted(person for person in group if person < task.people), 2)
    ]
    return len(pairs) - len(set(pairs) - task.met)


def _again(count: int) -> float:
    """The price of one more meeting: 1, and a touch more for those who met more than once already."""
    return 0.0 if count <= 0 else 1.0 + 0.001 * (count - 1)


def anneal(
    start: Plan,
    price: Prices,
    *,
    steps: int,
    hot: float,
    cold: float,
    cycle: int,
    enough: float,
    seed: int,
) -> tuple[Plan, float]:
    """The best plan found in so many steps, and its cost; it stops early at a cost of ``enough``.

    The temperature falls from ``hot`` to ``cold`` within each ``cycle`` of steps. The search never gives a
    plan that costs more than its start.
    """
    plan = _copy(start)
    now = best = cost(plan, price)
    kept, fresh = start, False
    if best <= enough or len(plan[0]) < 2:
        return start, best
    counts = _met_in(plan, price)
    hosting = [[sum(price.host[person] for person in group) for group in groups] for groups in plan]
    again = [_again(count) for count in range(len(plan) * len(plan[0]) * len(plan[0][0]) ** 2 + 3)]
    ids, same, first, units, host = price.ids, price.same, price.first, price.units, price.host
    chance = random.Random(seed).random
    rounds, tables, width = len(plan), len(plan[0]), len(plan[0][0])
    slope = (cold / hot) ** (1 / max(cycle - 1, 1))
    heat = hot
    for step in range(steps):
        heat = heat * slope if step % cycle else hot
        at = int(chance() * rounds)
        here, there = int(chance() * tables), int(chance() * (tables - 1))
        there += there >= here
        left, right = plan[at][here], plan[at][there]
        out: Sequence[int]
        back: Sequence[int]
        out, back = units[left[int(chance() * width)]], units[right[int(chance() * width)]]
        if len(out) != len(back):
            out, back = _as_many(out, back, left, right, units, chance)
            if not out:
                continue
        stay = [person for person in left if person not in out]
        rest = [person for person in right if person not in back]
        change = 0.0
        for leaving, others in ((out, stay), (back, rest)):
            for one in leaving:
                of_one, with_one = ids[one], same[one]
                for person in others:
                    pair = of_one[person]
                    counts[pair] = count = counts[pair] - 1
                    change -= with_one[person] + (again[count] if count > 0 else first[pair])
        for joining, others in ((out, rest), (back, stay)):
            for one in joining:
                of_one, with_one = ids[one], same[one]
                for person in others:
                    pair = of_one[person]
                    count = counts[pair]
                    counts[pair] = count + 1
                    change += with_one[person] + (again[count] if count > 0 else first[pair])
        come = 0
        if price.hosted:
            come = sum(host[person] for person in back) - sum(host[person] for person in out)
            if come:
                change += BROKEN * _hosts_lost(hosting[at], here, there, come, price.hosted)
        if change > 0 and chance() >= math.exp(-change / heat):
            for one in out:
                for person in stay:
                    counts[ids[one][person]] += 1
                for person in rest:
                    counts[ids[one][person]] -= 1
            for one in back:
                for person in rest:
                    counts[ids[one][person]] += 1
                for person in stay:
                    counts[ids[one][person]] -= 1
            continue
        if fresh and change > 0:
            kept, fresh = _copy(plan), False
        plan[at][here], plan[at][there] = [*stay, *back], [*rest, *out]
        hosting[at][here] += come
        hosting[at][there] -= come
        now += change
        if now < best - 1e-7:
            best, fresh = now, True
            if best <= enough:
                break
    return (plan if fresh else kept), best


def _copy(plan: Plan) -> Plan:
    return [[list(group) for group in groups] for groups in plan]


def _met_in(plan: Plan, price: Prices) -> list[int]:
    counts = list(price.before)
    for groups in plan:
        for group in groups:
            for one, other in combinations(group, 2):
                counts[price.ids[one][other]] += 1
    return counts


def _as_many(
    out: Sequence[int],
    back: Sequence[int],
    left: Sequence[int],
    right: Sequence[int],
    units: Sequence[Sequence[int]],
    chance: Callable[[], float],
) -> tuple[Sequence[int], Sequence[int]]:
    """Who changes places where more sit together on one side: as many whole units of the other side.

    Nobody, if the other side has no units that fit.
    """
    if len(out) < len(back):
        back, out = _as_many(back, out, right, left, units, chance)
        return out, back
    others = sorted({units[person] for person in right}, key=lambda _: chance())
    chosen = list(back)
    for unit in others:
        if unit[0] not in back and len(chosen) + len(unit) <= len(out):
            chosen += unit
    return (out, chosen) if len(chosen) == len(out) else ((), ())


def _hosts_lost(hosting: Sequence[int], here: int, there: int, come: int, hosted: int) -> int:
    """By how many more groups than before a round lacks the hosts it must have, if ``come`` hosts come."""
    now = sum(map(bool, hosting))
    then = now + bool(hosting[here] + come) + bool(hosting[there] - come)
    then -= bool(hosting[here]) + bool(hosting[there])
    return max(hosted - then, 0) - max(hosted - now, 0)
