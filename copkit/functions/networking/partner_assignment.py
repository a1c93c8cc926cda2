"""Pairs for many people: each chooses a partner and is chosen.

Neither scipy nor OR-Tools can match in a network that is not split in two halves. Cut in two, with everybody
once on each side, it is an assignment, solved exactly by OR-Tools' minimum-cost flow in seconds for 10,000
people. Where two choose each other that is the best matching; where choices run in a ring it is cut into
pairs, and of an odd ring one person is left over (Edmonds 1965, Maximum matching and a polyhedron with 0,1
vertices: half the best assignment is worth at least as much as the best matching, and only odd rings stand
between). Two who are left over are then joined directly, or by way of a pair that parts for them. What is
given up, in tests/benchmarks/pairing.py: 0.1% to 0.4% of the points of the exact matching.
"""

from __future__ import annotations

from collections.abc import Collection

import networkx as nx
import numpy as np

from copkit.functions.networking.pair_task import Pair, PairTask

MOST_PASSES = 8


def by_assignment(
    task: PairTask, people: list[int], closed: Collection[Pair], served: list[int]
) -> list[Pair]:
    inside = set(people)
    free = sorted(
        pair for pair in task.worth if pair[0] in inside and pair[1] in inside and pair not in closed
    )
    most = max(served[person] for person in people)
    highest = max((task.worth[pair] for pair in free), default=0) or 1
    # whole numbers that a 64-bit sum holds: points in 1,023 grades, a turn worth 128 times the best pair,
    # and a little chance, so that of equal choices one is best and nearly all choose each other
    chance = np.random.default_rng(0).integers(1 << 10, size=len(free))
    weights = [
        ((1 << 40) * min(8, 2 + 2 * most - served[one] - served[other]))
        + (round(task.worth[one, other] * 1023 / highest) << 23)
        + int(more)
        for (one, other), more in zip(free, chance, strict=True)
    ]
    chosen = _assignment(people, free, weights)
    pairs: list[Pair] = []
    seen: set[int] = set()
    for start in people:
        ring = []
        while start not in seen and chosen.get(start, start) != start:
            seen.add(start)
            ring.append(start)
            start = chosen[start]
        pairs += _cut(task, ring)
    return _joined(task, people, free, pairs)


def _cut(task: PairTask, ring: list[int]) -> list[Pair]:
    """A ring of choices as pairs next to each other, worth the most; of an odd ring one is left over."""
    size = len(ring)
    cuts = range(size if size % 2 else min(2, size))
    turned = [[ring[(at + start) % size] for at in range(size // 2 * 2)] for start in cuts]
    made = [list(zip(one[::2], one[1::2], strict=True)) for one in turned]
    best = max(made, key=lambda pairs: sum(task.of(*pair) for pair in pairs), default=[])
    return [(min(pair), max(pair)) for pair in best]


def _assignment(people: list[int], free: list[Pair], weights: list[int]) -> dict[int, int]:
    """Whom each person chooses, so that nobody is chosen twice and the choices weigh most."""
    return {one: other for one, other in flow(dict.fromkeys(people, 1), free, weights) if one != other}


def flow(most: dict[int, int], free: list[Pair], weights: list[int]) -> list[Pair]:
    """The choices (who, whom) of the most weight in which each chooses and is chosen at most so often.

    ``most`` says how often for each; nobody chooses the same twice. Half of their weight is never less than
    that of a plan of pairs.
    """
    # imported here: the library takes long to load, and most that is done with a network does without
    from ortools.graph.python import min_cost_flow  # type: ignore[import-untyped]

    people = sorted(most)
    at = {person: place for place, person in enumerate(people)}
    count = len(people)
    low, high = np.array([[at[a], at[b]] for a, b in free], dtype=np.int32).reshape(-1, 2).T
    start = np.concatenate([low, high, np.arange(count, dtype=np.int32)])
    end = np.concatenate([high, low, np.arange(count, dtype=np.int32)]) + np.int32(count)
    often = np.array([most[person] for person in people], dtype=np.int64)
    holds = np.concatenate([np.ones(2 * len(free), dtype=np.int64), often])
    cost = -np.concatenate([weights, weights, np.zeros(count, dtype=np.int64)]).astype(np.int64)
    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(start, end, holds, cost)
    solver.set_nodes_supplies(np.arange(2 * count, dtype=np.int32), np.concatenate([often, -often]))
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise RuntimeError(f"The assignment of partners failed: {status}.")
    used = np.flatnonzero(solver.flows(arcs)[: 2 * len(free)])
    return [(people[start[arc]], people[end[arc] - count]) for arc in used]


def _joined(task: PairTask, people: list[int], free: list[Pair], pairs: list[Pair]) -> list[Pair]:
    """Brings together those left over, two at a time: the steps that lose least, until none is left."""
    near: dict[int, list[int]] = {person: [] for person in people}
    for one, other in free:
        near[one].append(other)
        near[other].append(one)
    partner = dict([*pairs, *(pair[::-1] for pair in pairs)])
    for _ in range(MOST_PASSES):
        ways = nx.Graph()
        for start in (person for person in people if person not in partner):
            for next_to in near[start]:
                parted = partner.get(next_to)
                ends = [next_to] if parted is None else [end for end in near[parted] if end not in partner]
                for end in (one for one in ends if one > start):
                    gain = _gain(task, start, next_to, parted, end)
                    if not ways.has_edge(start, end) or gain > ways.edges[start, end]["weight"]:
                        ways.add_edge(start, end, weight=gain, by=(next_to, parted))
        if not ways:
            break
        for start, end in sorted(tuple(sorted(way)) for way in nx.max_weight_matching(ways, True)):
            next_to, parted = ways.edges[start, end]["by"]
            if parted is None:
                partner |= {start: end, end: start}
            elif partner[next_to] == parted:
                partner |= {start: next_to, next_to: start, parted: end, end: parted}
    return sorted((one, other) for one, other in partner.items() if one < other)


def _gain(task: PairTask, start: int, next_to: int, parted: int | None, end: int) -> int:
    if parted is None:
        return task.of(start, end)
    return task.of(start, next_to) + task.of(parted, end) - task.of(next_to, parted)
