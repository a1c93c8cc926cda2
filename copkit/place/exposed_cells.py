"""Which hidden counts follow from the totals that a reader knows.

Ours, as no package does it: the totals are the nodes of a graph, and each hidden count joins the two totals
that it is a part of. A count stays unknown if it lies on a way round: one count up, the next down, and so on,
until every total is as it was; a count of 0 cannot go down. All others are exposed.

Gusfield 1988, A graph theoretic approach to statistical data security, SIAM Journal on Computing 17: 552-571.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import networkx as nx

Way = tuple[Hashable, Hashable, float]
"""A hidden count: the two totals that it belongs to, and how many it is."""


def exposed_cells(ways: Sequence[Way]) -> list[int]:
    """The places of the counts that follow from the totals. No two may belong to the same two totals.

    >>> exposed_cells([("north", "men", 3), ("south", "women", 7)])
    [0, 1]
    >>> exposed_cells([("x", "men", 3), ("x", "women", 9), ("y", "men", 8), ("y", "women", 7)])
    []
    """
    graph = nx.DiGraph()
    for one, other, count in ways:
        graph.add_edge(one, other)
        if count > 0:
            graph.add_edge(other, one)
    return [place for place, way in enumerate(ways) if not _moves(graph, way)]


def _moves(graph: nx.DiGraph, way: Way) -> bool:
    """Whether the count lies on a way round that is more than there and back."""
    one, other, count = way
    arcs = [(one, other), (other, one)] if count > 0 else [(one, other)]
    graph.remove_edges_from(arcs)
    found = nx.has_path(graph, other, one) or (count > 0 and nx.has_path(graph, one, other))
    graph.add_edges_from(arcs)
    return found
