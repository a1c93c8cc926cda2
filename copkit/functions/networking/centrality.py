"""Who lies on the ways between others."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd

from copkit.functions.networking.adjacency import Adjacency, adjacency
from copkit.functions.networking.breadth_first import farthest
from copkit.functions.networking.path_sampling import sampled_betweenness

MOST_EXACT = 5_000
"""Up to so many people with ties betweenness is exact; beyond, it is estimated."""
ERROR = 0.01
"""By so much an estimate is off at most, for all people together, ..."""
DOUBT = 0.01
"""... but for so small a chance."""
LONGEST = 50
"""From so many steps on a search through matrices takes longer than one from person to person."""
STARTS = 64


def betweenness(graph: nx.Graph | Adjacency) -> pd.Series:
    """How often each person lies on the shortest ways between others, 0 to 1, without direction
    (Freeman 1977, A set of measures of centrality based on betweenness, Sociometry 40: 35-41).

    Beyond `MOST_EXACT` people with ties it is an estimate from random shortest ways (Riondato and
    Kornaropoulos 2016, see `sampled_betweenness`): with a probability of 99% nobody's is off by more than
    `ERROR`. Names stand in the order of the graph.

    >>> betweenness(nx.path_graph(3)).tolist()
    [0.0, 1.0, 0.0]
    """
    found = adjacency(graph)
    people = len(found)
    joined = np.flatnonzero(found.degrees)
    scores = np.zeros(people)
    if len(joined) > 2:
        network = found.without_direction().among(joined)
        if betweenness_error(found):
            pairs = len(joined) * (len(joined) - 1)
            error = ERROR * min(1.0, (people - 1) * (people - 2) / pairs)
            ordered = pairs * sampled_betweenness(network, error, DOUBT)
        else:
            ordered = _lying_between(network)
        # all that are equal but for rounding are the same, so that the alphabet can decide
        scores[joined] = np.round(ordered / ((people - 1) * (people - 2)), 12)
    series = pd.Series(scores, found.names, dtype="float64")
    return series.reindex(list(graph)) if isinstance(graph, nx.Graph) else series


def betweenness_error(graph: nx.Graph | Adjacency) -> float:
    """By how much the betweenness of a network of this size may be off: 0 where it is exact.

    >>> betweenness_error(nx.path_graph(3))
    0.0
    """
    return ERROR if int((adjacency(graph).degrees > 0).sum()) > MOST_EXACT else 0.0


def _lying_between(network: Adjacency) -> np.ndarray:
    """For each person the ordered pairs of others between whom they lie, each by their share of the ways.

    Brandes 2001, A faster algorithm for betweenness centrality, Journal of Mathematical Sociology 25:
    163-177, as products of sparse matrices from `STARTS` people at a time (Buluç and Gilbert 2011, The
    Combinatorial BLAS, 5.2): some fifty times as fast as networkx, which is the test.
    """
    people = len(network)
    if _may_be_long(network):
        plain = nx.from_scipy_sparse_array(network.pairs)
        return 2 * np.array(list(nx.betweenness_centrality(plain, normalized=False).values()))
    tied = network.pairs.astype(np.float64)
    found = np.zeros(people)
    for first in range(0, people, STARTS):
        starts = np.arange(first, min(first + STARTS, people))
        ways = np.zeros((people, len(starts)))
        ways[starts, np.arange(len(starts))] = 1
        seen, levels = ways > 0, [ways]
        while True:
            ways = tied @ levels[-1]
            ways[seen] = 0
            if not ways.any():
                break
            seen |= ways > 0
            levels.append(ways)
        share = np.zeros((people, len(starts)))
        for step in range(len(levels) - 1, 1, -1):
            per_way = np.divide(1 + share, levels[step], out=np.zeros_like(share), where=levels[step] > 0)
            share += (tied @ per_way) * levels[step - 1]
        found += share.sum(axis=1)
    return found


def _may_be_long(network: Adjacency) -> bool:
    """Whether a way may have more than `LONGEST` steps: seen from one person of each larger component."""
    large = np.flatnonzero(network.component_sizes > LONGEST)
    starts = np.array([int(np.argmax(network.component == part)) for part in large], dtype=np.int64)
    return bool((2 * farthest(network, starts) > LONGEST).any())
