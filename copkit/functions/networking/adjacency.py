"""A network as sparse matrices: the form in which compiled code (scipy.sparse) measures large ones.

networkx keeps a dictionary for each tie, so that a copy of 1,000,000 ties takes seconds and half a gigabyte.
Here each tie is a number, and all measures share one copy.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import networkx as nx
import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components


@dataclass(frozen=True)
class Adjacency:
    """Who is tied to whom, without ties to oneself.

    ``names`` stand in the order of the alphabet, so that no result depends on the order in which ties were
    written down. ``tied`` has a row for who names and a column for who is named, 1 for each tie (int64);
    without direction it is symmetric.
    """

    names: list[str]
    tied: csr_array
    directed: bool

    def __len__(self) -> int:
        return len(self.names)

    @cached_property
    def pairs(self) -> csr_array:
        """Each tied pair, whoever named whom: symmetric."""
        return _ones(self.tied + self.tied.T) if self.directed else self.tied

    @cached_property
    def degrees(self) -> np.ndarray:
        """With how many others each is tied, without direction."""
        return np.diff(self.pairs.indptr).astype(np.int64)

    @cached_property
    def component(self) -> np.ndarray:
        """The number of the component of each."""
        if not self.names:
            return np.zeros(0, dtype=np.int64)
        return connected_components(self.pairs, directed=False)[1].astype(np.int64)

    @cached_property
    def component_sizes(self) -> np.ndarray:
        return np.bincount(self.component)

    def without_direction(self) -> Adjacency:
        return Adjacency(self.names, self.pairs, False) if self.directed else self

    def among(self, places: np.ndarray) -> Adjacency:
        """The network of some members, given by their ascending places."""
        rows = self.tied[places][:, places]
        return Adjacency([self.names[place] for place in places], rows, self.directed)


def adjacency(graph: nx.Graph | Adjacency) -> Adjacency:
    """The matrices of a network; what is in this form already stays as it is.

    >>> adjacency(nx.DiGraph([("b", "a"), ("b", "b")])).tied.toarray().tolist()
    [[0, 0], [1, 0]]
    """
    if isinstance(graph, Adjacency):
        return graph
    names = sorted(graph)
    place = {name: number for number, name in enumerate(names)}
    ends = np.fromiter((place[name] for name in chain.from_iterable(graph.edges())), dtype=np.int64)
    one, other = ends[::2], ends[1::2]
    apart = one != other
    one, other = one[apart], other[apart]
    if not graph.is_directed():
        one, other = np.concatenate([one, other]), np.concatenate([other, one])
    tied = csr_array((np.ones(len(one), dtype=np.int64), (one, other)), shape=(len(names), len(names)))
    return Adjacency(names, _ones(tied), graph.is_directed())


def rows_of(tied: csr_array) -> np.ndarray:
    """For each tie, in the order in which they are kept, the row in which it stands."""
    return np.repeat(np.arange(tied.shape[0], dtype=np.int64), np.diff(tied.indptr))


def _ones(tied: csr_array) -> csr_array:
    """Ties that stand twice, once; in the order of their columns."""
    found = csr_array(tied)
    found.sum_duplicates()
    found.sort_indices()
    return csr_array((np.ones(found.nnz, dtype=np.int64), found.indices, found.indptr), shape=found.shape)
