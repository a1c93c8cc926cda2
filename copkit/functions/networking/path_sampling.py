"""Betweenness in networks of many thousands, from random shortest ways.

Source: Riondato and Kornaropoulos 2016, Fast approximation of betweenness centrality through sampling, Data
Mining and Knowledge Discovery 30: 438-475: how many ways it takes for an error that holds for all people
together. Each way is found by a search from both of its ends, always on the side with fewer ties to look
at (Borassi and Natale 2016, KADABRA, ESA 2016). Written here: networkit's search from both ends does not
draw all shortest ways alike (in version 11.3 errors are up to twenty times as large as stated: 0.07 in place
of 0.003 in a ring with a few short cuts), and its search from one end takes minutes for 100,000 people. The
test compares with exact values.
"""

from __future__ import annotations

from math import ceil, floor, log, log2

import numpy as np

from copkit.functions.networking.adjacency import Adjacency
from copkit.functions.networking.breadth_first import farthest
from copkit.functions.networking.spans import spans

CELLS = 6_400_000
"""People times ways that are looked for at the same time: 150 megabytes."""
MOST_AT_ONCE = 1024


def sampled_betweenness(network: Adjacency, error: float, doubt: float, seed: int = 0) -> np.ndarray:
    """For each person the share of ordered pairs of people between whom they lie, 0 to 1.

    All are within ``error`` of the exact value with a probability of at least 1 - ``doubt``. ``network``
    must have a tie. Pairs that cannot reach each other count as pairs between whom nobody lies.
    """
    people = len(network)
    ways = _ways_needed(network, error, doubt)
    chance = np.random.default_rng(seed)
    order = np.argsort(network.component, kind="stable")
    sizes = network.component_sizes
    begins = np.cumsum(sizes) - sizes
    pairs_of = sizes * (sizes - 1.0)
    search = _Search(network, min(max(CELLS // people, 1), MOST_AT_ONCE))
    passed = np.zeros(people, dtype=np.int64)
    for first in range(0, ways, search.most):
        number = min(search.most, ways - first)
        part = np.searchsorted(np.cumsum(pairs_of / pairs_of.sum()), chance.random(number), side="right")
        part = np.minimum(part, len(sizes) - 1)
        one = chance.integers(0, sizes[part])
        other = (one + chance.integers(1, sizes[part])) % sizes[part]
        inner = search.random_ways(order[begins[part] + one], order[begins[part] + other], chance)
        passed += np.bincount(inner, minlength=people)
    return passed / ways * (pairs_of.sum() / (people * (people - 1.0)))


def _ways_needed(network: Adjacency, error: float, doubt: float) -> int:
    """By the number of people on the longest of the shortest ways, of which an upper bound is enough."""
    sizes = network.component_sizes
    largest = int(sizes.argmax())
    inside = network.component == largest
    hub = np.where(inside, network.degrees, -1).argmax()
    longest = 2 * int(farthest(network, np.array([hub]))[0]) + 1
    longest = min(
        max(longest, int(np.partition(sizes, -2)[-2]) if len(sizes) > 1 else 0), int(sizes[largest])
    )
    return ceil(0.5 / error**2 * (floor(log2(max(longest - 2, 1))) + 1 + log(1 / doubt)))


class _Search:
    """Shortest ways between many pairs at a time. A cell is a person as one of the searches meets them."""

    def __init__(self, network: Adjacency, most: int) -> None:
        self.most = most
        self._people = len(network)
        self._begins, self._others = network.pairs.indptr.astype(np.int64), network.pairs.indices
        self._degrees = network.degrees.astype(np.int64)
        cells = most * self._people
        self._ways = np.zeros((2, cells))  # how many shortest ways lead there from either end
        self._step = np.zeros((2, cells), dtype=np.int16)  # after how many steps, beginning with 1
        self._stamp = np.zeros(cells, dtype=np.int32)

    def random_ways(self, one: np.ndarray, other: np.ndarray, chance: np.random.Generator) -> np.ndarray:
        """All who lie within a random shortest way between each two, drawn with equal chances."""
        base = np.arange(len(one)) * self._people
        fronts = [base + one, base + other]
        touched = [[fronts[0]], [fronts[1]]]
        depth = np.ones((2, len(one)), dtype=np.int16)
        for side in (0, 1):
            self._ways[side, fronts[side]] = 1
            self._step[side, fronts[side]] = 1
        meetings = []
        while len(fronts[0]):
            # each pair goes on from the end that has fewer ties to look at
            work = [
                np.bincount(front // self._people, self._degrees[front % self._people], len(one))
                for front in fronts
            ]
            met = np.zeros(len(one), dtype=bool)
            for side in (0, 1):
                chosen = (work[0] <= work[1]) if side == 0 else (work[0] > work[1])
                going = chosen[fronts[side] // self._people]
                depth[side] += chosen
                new = self._stepped(side, fronts[side][going])
                self._step[side, new] = depth[side, new // self._people]
                touched[side].append(new)
                both = new[self._ways[1 - side, new] > 0]
                met[both // self._people] = True
                meetings.append(both)
                fronts[side] = np.concatenate([fronts[side][~going], new])
            fronts = [front[~met[front // self._people]] for front in fronts]
        found = self._drawn_back(np.sort(np.concatenate(meetings)), chance)
        for side in (0, 1):
            cells = np.concatenate(touched[side])
            self._ways[side, cells] = 0
            self._step[side, cells] = 0
        return found

    def _around(self, cells: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The cells of all to whom those of some cells are tied, and to which of these each belongs."""
        person = cells % self._people
        at, span = spans(self._begins[person], self._degrees[person])
        return (cells - person)[span] + self._others[at], span

    def _stepped(self, side: int, front: np.ndarray) -> np.ndarray:
        """One step further: the cells that are new."""
        ways = self._ways[side]
        cells, span = self._around(front)
        fresh = ways[cells] == 0
        cells, span = cells[fresh], span[fresh]
        np.add.at(ways, cells, ways[front][span])
        self._stamp[cells] = np.arange(len(cells))
        return cells[self._stamp[cells] == np.arange(len(cells))]

    def _drawn_back(self, meetings: np.ndarray, chance: np.random.Generator) -> np.ndarray:
        weights = self._ways[0, meetings] * self._ways[1, meetings]
        middle = meetings[_one_of_each(meetings // self._people, weights, chance)]
        passed = [middle[(self._step[0, middle] > 1) & (self._step[1, middle] > 1)]]
        for side in (0, 1):
            at = middle[self._step[side, middle] > 2]
            while len(at):
                cells, span = self._around(at)
                before = self._step[side, cells] == self._step[side, at][span] - 1
                cells, span = cells[before], span[before]
                at = cells[_one_of_each(span, self._ways[side, cells], chance)]
                passed.append(at)
                at = at[self._step[side, at] > 2]
        return np.concatenate(passed) % self._people


def _one_of_each(group: np.ndarray, weights: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """The place of one of each group, drawn by the weights. Those of a group stand together."""
    first = np.flatnonzero(np.diff(group, prepend=-1))
    if not len(first):
        return first
    last = np.append(first[1:], len(group)) - 1
    share = weights / np.repeat(np.add.reduceat(weights, first), last - first + 1)
    reached = np.cumsum(share)
    drawn = np.searchsorted(reached, reached[first] - share[first] + chance.random(len(first)), side="right")
    return np.clip(drawn, first, last)
