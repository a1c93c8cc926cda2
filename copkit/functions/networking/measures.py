"""Measures of a whole network, by their standard definitions.

Sources: Wasserman and Faust 1994, Social Network Analysis, chapters 4, 6 and 13; Freeman 1978, Centrality
in social networks: conceptual clarification, Social Networks 1: 215-239 (centralisation).
"""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from copkit.functions.networking.centrality import betweenness
from copkit.functions.networking.simple_graph import simple, undirected


def density(graph: nx.Graph) -> float | None:
    """Ties over all that could be, 0 to 1; a directed graph could have two between each two people.

    None for fewer than two people.

    >>> density(nx.DiGraph([("a", "b"), ("b", "a"), ("b", "c")]))
    0.5
    """
    return float(nx.density(simple(graph))) if len(graph) > 1 else None


def components(graph: nx.Graph) -> list[tuple[str, ...]]:
    """The parts of the network that hang together, whoever named whom: the largest first, names sorted.

    Somebody without a tie is a part of one.

    >>> components(nx.Graph([("c", "d"), ("d", "e"), ("a", "b")]))
    [('c', 'd', 'e'), ('a', 'b')]
    """
    parts = [tuple(sorted(part)) for part in nx.connected_components(nx.Graph(graph))]
    return sorted(parts, key=lambda part: (-len(part), part))


def isolates(graph: nx.Graph) -> list[str]:
    """Those without any tie to another, sorted."""
    return sorted(nx.isolates(simple(graph)))


def reciprocity(graph: nx.DiGraph) -> float:
    """The share of ties that go both ways (Wasserman and Faust 1994, chapter 13), 0 to 1."""
    directed = simple(graph)
    ties = directed.number_of_edges()
    both = sum(directed.has_edge(other, one) for one, other in directed.edges)
    return both / ties if ties else 0.0


def transitivity(graph: nx.Graph) -> float | None:
    """Of the ways of two steps from one person to another, the share that a tie closes, 0 to 1.

    In a directed graph it asks: if a names b, and b names c, does a name c, too? (Wasserman and Faust
    1994, chapter 6; `gtrans` of sna gives the same.) Without direction it is the clustering coefficient of
    the whole. None if there is no way of two steps.

    >>> transitivity(nx.DiGraph([("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")]))
    0.3333333333333333
    """
    found = simple(graph)
    ways = closed = 0
    before = found.pred if found.is_directed() else found.adj
    for middle in found:
        for one in before[middle]:
            for other in found.adj[middle]:
                if one != other:
                    ways += 1
                    closed += found.has_edge(one, other)
    return closed / ways if ways else None


def mean_distance(graph: nx.Graph) -> tuple[float | None, int]:
    """The mean number of steps between two people who can reach each other, and how many pairs cannot.

    Steps go along ties without direction; only pairs within a component have a distance. None in place
    of the mean if no pair can reach each other.

    >>> mean_distance(nx.Graph([("a", "b"), ("b", "c"), ("d", "e")]))
    (1.25, 6)
    """
    people = len(graph)
    steps = pairs = 0
    for _, found in nx.all_pairs_shortest_path_length(undirected(graph)):
        steps += sum(found.values())
        pairs += len(found) - 1
    apart = (people * (people - 1) - pairs) // 2
    return (steps / pairs if pairs else None), apart


def degree_centralisation(graph: nx.Graph) -> float | None:
    """How much the ties gather on one person, 0 (all have as many) to 1 (a star); None below 3 people.

    The differences to the highest degree are added up and divided by what they are in a star of as many
    people, (n - 1)(n - 2) (Freeman 1978). Ties count without direction.

    >>> degree_centralisation(nx.star_graph(5))
    1.0
    """
    found = undirected(graph)
    most = (len(found) - 1) * (len(found) - 2)
    return _gathered(dict(found.degree()).values(), most) if len(found) > 2 else None


def indegree_centralisation(graph: nx.DiGraph) -> float | None:
    """How much it is one person whom all name, 0 to 1 (all name one, and nobody else); None below 2 people.

    The differences to the highest are divided by (n - 1)², their most (Freeman 1978, for directed ties).

    >>> indegree_centralisation(nx.DiGraph([("a", "c"), ("b", "c")]))
    1.0
    """
    return _gathered(dict(simple(graph).in_degree()).values(), (len(graph) - 1) ** 2)


def outdegree_centralisation(graph: nx.DiGraph) -> float | None:
    """How much it is one person who names all the others; as `indegree_centralisation`.

    >>> outdegree_centralisation(nx.DiGraph([("c", "a"), ("c", "b")]))
    1.0
    """
    return _gathered(dict(simple(graph).out_degree()).values(), (len(graph) - 1) ** 2)


def betweenness_centralisation(graph: nx.Graph) -> float | None:
    """How much the ways between people lead through one person, 0 to 1 (a star); None below 3 people.

    The differences to the highest betweenness, each from 0 to 1, are divided by n - 1, their sum in a
    star (Freeman 1978). Ties count without direction; see `betweenness` for large networks.

    >>> betweenness_centralisation(nx.star_graph(5))
    1.0
    """
    found = undirected(graph)
    return _gathered(betweenness(found), len(found) - 1) if len(found) > 2 else None


def _gathered(scores: Iterable[float], most: float) -> float | None:
    values = list(scores)
    return float(sum(max(values) - value for value in values) / most) if most > 0 and values else None
