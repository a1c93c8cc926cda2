"""Measures of a whole network, by their standard definitions."""

from __future__ import annotations

import networkx as nx


def reciprocity(graph: nx.DiGraph) -> float:
    """The share of ties that go both ways (Wasserman and Faust 1994, chapter 13), 0 to 1."""
    ties = graph.number_of_edges()
    both = sum(graph.has_edge(other, one) for one, other in graph.edges)
    return both / ties if ties else 0.0


def isolates(graph: nx.Graph) -> list[str]:
    """Those without any tie, sorted."""
    return sorted(nx.isolates(graph))
