"""Measures of a whole network, by their standard definitions.

Sources: Wasserman and Faust 1994, Social Network Analysis, chapters 4, 6 and 13; Freeman 1978, Centrality
in social networks: conceptual clarification, Social Networks 1: 215-239 (centralisation).
"""

from __future__ import annotations

from typing import TypeAlias

import networkx as nx
import numpy as np
from scipy.sparse import csr_array

from copkit.functions.networking.adjacency import Adjacency, adjacency
from copkit.functions.networking.centrality import betweenness
from copkit.functions.networking.distances import distance_between_members
from copkit.functions.networking.triads import closings

Network: TypeAlias = nx.Graph | Adjacency
"""A measure takes either; who takes many measures of a large network makes the `adjacency` once."""


def density(graph: Network) -> float | None:
    """Ties over all that could be, 0 to 1; a directed graph could have two between each two people.

    None for fewer than two people.

    >>> density(nx.DiGraph([("a", "b"), ("b", "a"), ("b", "c")]))
    0.5
    """
    found = adjacency(graph)
    people = len(found)
    return found.tied.nnz / (people * (people - 1)) if people > 1 else None


def components(graph: Network) -> list[tuple[str, ...]]:
    """The parts of the network that hang together, whoever named whom: the largest first, names sorted.

    Somebody without a tie is a part of one.

    >>> components(nx.Graph([("c", "d"), ("d", "e"), ("a", "b")]))
    [('c', 'd', 'e'), ('a', 'b')]
    """
    found = adjacency(graph)
    members = np.argsort(found.component, kind="stable")
    ends = np.cumsum(found.component_sizes)
    parts = [tuple(found.names[place] for place in part) for part in np.split(members, ends)[:-1]]
    return sorted(parts, key=lambda part: (-len(part), part))


def isolates(graph: Network) -> list[str]:
    """Those without any tie to another, sorted."""
    found = adjacency(graph)
    return [found.names[place] for place in np.flatnonzero(found.degrees == 0)]


def reciprocity(graph: Network) -> float:
    """The share of ties that go both ways (Wasserman and Faust 1994, chapter 13), 0 to 1."""
    tied = adjacency(graph).tied
    return _both_ways(tied) / tied.nnz if tied.nnz else 0.0


def transitivity(graph: Network) -> float | None:
    """Of the ways of two steps from one person to another, the share that a tie closes, 0 to 1.

    In a directed graph it asks: if a names b, and b names c, does a name c, too? (Wasserman and Faust
    1994, chapter 6; `gtrans` of sna gives the same.) Without direction it is the clustering coefficient of
    the whole. None if there is no way of two steps.

    >>> transitivity(nx.DiGraph([("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")]))
    0.3333333333333333
    """
    tied = adjacency(graph).tied
    into = np.bincount(tied.indices, minlength=tied.shape[0])
    ways = int((into * np.diff(tied.indptr)).sum()) - _both_ways(tied)
    return int(closings(tied).sum()) / ways if ways else None


def mean_distance(graph: Network) -> tuple[float | None, int]:
    """The mean number of steps between two people who can reach each other, and how many pairs cannot.

    Steps go along ties without direction; only pairs within a component have a distance. None in place
    of the mean if no pair can reach each other. See `distance_between_members` for large networks.

    >>> mean_distance(nx.Graph([("a", "b"), ("b", "c"), ("d", "e")]))
    (1.25, 6)
    """
    found = distance_between_members(graph)
    return found.mean, found.pairs_apart


def degree_centralisation(graph: Network) -> float | None:
    """How much the ties gather on one person, 0 (all have as many) to 1 (a star); None below 3 people.

    The differences to the highest degree are added up and divided by what they are in a star of as many
    people, (n - 1)(n - 2) (Freeman 1978). Ties count without direction.

    >>> degree_centralisation(nx.star_graph(5))
    1.0
    """
    found = adjacency(graph)
    most = (len(found) - 1) * (len(found) - 2)
    return _gathered(found.degrees, most) if len(found) > 2 else None


def indegree_centralisation(graph: Network) -> float | None:
    """How much it is one person whom all name, 0 to 1 (all name one, and nobody else); None below 2 people.

    The differences to the highest are divided by (n - 1)², their most (Freeman 1978, for directed ties).

    >>> indegree_centralisation(nx.DiGraph([("a", "c"), ("b", "c")]))
    1.0
    """
    found = adjacency(graph)
    return _gathered(np.bincount(found.tied.indices, minlength=len(found)), (len(found) - 1) ** 2)


def outdegree_centralisation(graph: Network) -> float | None:
    """How much it is one person who names all the others; as `indegree_centralisation`.

    >>> outdegree_centralisation(nx.DiGraph([("c", "a"), ("c", "b")]))
    1.0
    """
    found = adjacency(graph)
    return _gathered(np.diff(found.tied.indptr), (len(found) - 1) ** 2)


def betweenness_centralisation(graph: Network) -> float | None:
    """How much the ways between people lead through one person, 0 to 1 (a star); None below 3 people.

    The differences to the highest betweenness, each from 0 to 1, are divided by n - 1, their sum in a
    star (Freeman 1978). Ties count without direction; see `betweenness` for large networks.

    >>> betweenness_centralisation(nx.star_graph(5))
    1.0
    """
    found = adjacency(graph)
    return _gathered(betweenness(found).to_numpy(), len(found) - 1) if len(found) > 2 else None


def _both_ways(tied: csr_array) -> int:
    return int(tied.multiply(tied.T).nnz)


def _gathered(scores: np.ndarray, most: float) -> float | None:
    if most <= 0 or not len(scores):
        return None
    return float((scores.max() - scores).sum() / most)
