"""How many people stand between any two: short distances in large networks, many at a time.

networkx and scipy walk from one person after the other, which takes minutes for 10,000; as only the first
steps are told apart here, three products of sparse matrices do (networkx is the test).
"""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx
import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

FAR = 4
"""From so many steps on, distances count alike."""
ROWS = 500
"""So many people are looked at in one go."""


class Distances:
    """How many steps lead from some people to all: 1 to `FAR`, and beyond if no way leads there."""

    def __init__(self, graph: nx.Graph, names: list[str]) -> None:
        nodes = sorted({*graph.nodes, *names})
        place = {node: at for at, node in enumerate(nodes)}
        self._next = square([(place[a], place[b]) for a, b in graph.edges], len(nodes))
        self._part = connected_components(self._next, directed=False)[1]
        self._at = np.array([place[name] for name in names], dtype=int)

    def of(self, rows: np.ndarray) -> np.ndarray:
        nodes = self._at[rows]
        steps = np.where(self._part[nodes][:, None] == self._part[self._at][None, :], FAR, FAR + 1)
        reached = self._next[nodes]
        for step in range(1, FAR):
            closer = reached[:, self._at].toarray() & (steps >= FAR)
            steps[closer] = step
            reached = reached @ self._next
        return steps

    def between(self, low: np.ndarray, high: np.ndarray) -> np.ndarray:
        """For single pairs: the steps, infinite where no way leads."""
        found = np.empty(len(low))
        for start in range(0, len(self._at), ROWS):
            rows = np.arange(start, min(start + ROWS, len(self._at)))
            own = (low >= start) & (low < start + ROWS)
            if own.any():
                found[own] = self.of(rows)[low[own] - start, high[own]]
        return np.where(found > FAR, np.inf, found)


def square(pairs: Iterable[tuple[int, int]], count: int) -> csr_array:
    both = np.array([pair for pair in pairs if pair[0] != pair[1]], dtype=int).reshape(-1, 2)
    row, column = np.concatenate([both, both[:, ::-1]]).T
    return csr_array((np.ones(len(row), dtype=bool), (row, column)), shape=(count, count))
