"""Steps from many members to all others at once: breadth-first search, 64 starts in one number.

Each member holds one bit for each start: set once a way from there leads to them. A step of all searches is
then one 'or' over the ties (Then et al. 2014, The more the merrier: efficient multi-source graph traversal,
PVLDB 8: 449-460). networkx and scipy walk from one start after the other; networkx is the test.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from copkit.functions.networking.adjacency import Adjacency

STARTS = 64


def steps_and_reached(network: Adjacency, starts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each start the steps to all whom ties without direction lead to, added up, and how many these are.

    ``starts`` are places in the network.

    >>> import networkx as nx
    >>> from copkit.functions.networking.adjacency import adjacency
    >>> [found.tolist() for found in steps_and_reached(adjacency(nx.path_graph(3)), np.array([0, 1]))]
    [[3, 2], [2, 2]]
    """
    steps = np.zeros(len(starts), dtype=np.int64)
    reached = np.zeros(len(starts), dtype=np.int64)
    for some, step, new in _walked(network, starts):
        steps[some] += step * new
        reached[some] += new
    return steps, reached


def farthest(network: Adjacency, starts: np.ndarray) -> np.ndarray:
    """For each start the steps to the farthest of all whom ties lead to."""
    far = np.zeros(len(starts), dtype=np.int64)
    for some, step, new in _walked(network, starts):
        far[some] = np.where(new > 0, step, far[some])
    return far


def _walked(network: Adjacency, starts: np.ndarray) -> Iterator[tuple[np.ndarray, int, np.ndarray]]:
    """Some starts, after so many steps, and how many others each meets then."""
    tied = np.flatnonzero(network.degrees)
    place = np.cumsum(network.degrees > 0) - 1
    others, begins = place[network.pairs.indices], network.pairs.indptr[tied]
    walking = np.flatnonzero(network.degrees[starts])
    for first in range(0, len(walking), STARTS):
        some = walking[first : first + STARTS]
        front = np.zeros(len(tied), dtype=np.uint64)
        np.bitwise_or.at(front, place[starts[some]], np.uint64(1) << np.arange(len(some), dtype=np.uint64))
        seen, step = front.copy(), 0
        while front.any():
            step += 1
            front = np.bitwise_or.reduceat(front[others], begins) & ~seen
            seen |= front
            yield some, step, _bits(front)[: len(some)]


def _bits(numbers: np.ndarray) -> np.ndarray:
    """How many of the numbers have each of the 64 bits, the lowest first."""
    lit = numbers[numbers != 0]
    parts = np.unpackbits(lit.astype("<u8").view(np.uint8).reshape(-1, 8), axis=1, bitorder="little")
    return parts.sum(axis=0, dtype=np.int64)
