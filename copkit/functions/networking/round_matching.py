"""One round of introductions: a maximum-weight matching, and a third where somebody is left over.

Up to `EXACT` people the pairs are the best there are: Edmonds' blossom method, as networkx has it (Galil
1986, Efficient algorithms for finding maximum matching in graphs, ACM Computing Surveys 18: 23-38). For
10,000 that takes far too long; see `partner_assignment`.
"""

from __future__ import annotations

from collections.abc import Collection

import networkx as nx
import numpy as np

from copkit.functions.networking.pair_task import Group, Pair, PairTask
from copkit.functions.networking.partner_assignment import by_assignment
from copkit.functions.networking.threes import packed, with_thirds

EXACT = 150


def one_round(
    task: PairTask,
    used: Collection[Pair],
    served: list[int],
    noise: np.random.Generator | None = None,
    thorough: bool = True,
) -> list[Group]:
    """The groups of a round: as many people as can be, those served least first, then the most points.

    ``used`` are pairs of other rounds; ``served`` how many introductions each has had. ``noise`` shakes the
    points by up to a quarter, to look for other rounds. ``thorough`` gives up the best pairs of up to `EXACT`
    people where other groups would leave out fewer.
    """
    people = [at for at, limit in enumerate(task.limits) if served[at] < limit]
    closed = task.banned | set(used) if used else task.banned
    if len(people) <= EXACT:
        pairs = _exact(task, people, closed, served, noise)
    else:
        pairs = by_assignment(task, people, closed, served)
        placed = {person for pair in pairs for person in pair}
        over = sorted((one for one in people if one not in placed), key=lambda one: (served[one], one))
        pairs = sorted([*pairs, *_exact(task, sorted(over[:EXACT]), closed, served)])
    placed = {person for pair in pairs for person in pair}
    over = [person for person in people if person not in placed]
    groups = with_thirds(task, pairs, sorted(over, key=lambda person: (served[person], person)), closed)
    if thorough and len(people) <= EXACT and sum(map(len, groups)) < _able(people, closed):
        others = packed(task, people, closed, served)
        return others if sum(map(len, others)) > sum(map(len, groups)) else groups
    return groups


def _able(people: list[int], closed: Collection[Pair]) -> int:
    """How many have somebody left to meet."""
    return sum(
        any((min(one, other), max(one, other)) not in closed for other in people if other != one)
        for one in people
    )


def _exact(
    task: PairTask,
    people: list[int],
    closed: Collection[Pair],
    served: list[int],
    noise: np.random.Generator | None = None,
) -> list[Pair]:
    free = [
        (one, other)
        for at, one in enumerate(people)
        for other in people[at + 1 :]
        if (one, other) not in closed
    ]
    worth = [task.worth.get(pair, 0) for pair in free]
    if noise is not None:
        shaken = noise.random(len(free)) * (max(worth, default=0) / 4 + 1)
        worth = [value + int(more) for value, more in zip(worth, shaken, strict=True)]
    # the sets of people that can be matched at once are a matroid: with any weights that fall as people
    # have been served more, the heaviest set is as large as can be, and serves the least served first
    turn = sum(sorted(worth)[-len(people) :]) + 1
    most = max((served[person] for person in people), default=0)
    graph = nx.Graph()
    for (one, other), value in zip(free, worth, strict=True):
        graph.add_edge(one, other, weight=turn * (2 + 2 * most - served[one] - served[other]) + value)
    return sorted((min(pair), max(pair)) for pair in nx.max_weight_matching(graph))
