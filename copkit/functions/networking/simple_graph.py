"""A simple graph: nobody is tied to themselves, and all stands in the order of the alphabet, so that no
result depends on the order in which ties were written down."""

from __future__ import annotations

import networkx as nx


def simple(graph: nx.Graph) -> nx.Graph | nx.DiGraph:
    """The same ties, with their direction if they have one, without those to oneself.

    >>> list(simple(nx.DiGraph([("b", "a"), ("b", "b")])).edges)
    [('b', 'a')]
    """
    found = nx.DiGraph() if graph.is_directed() else nx.Graph()
    found.add_nodes_from(sorted(graph))
    pairs = {(one, other) for one, other in graph.edges() if one != other}
    if not graph.is_directed():
        pairs = {(one, other) if one < other else (other, one) for one, other in pairs}
    found.add_edges_from(sorted(pairs))
    return found


def undirected(graph: nx.Graph) -> nx.Graph:
    """Each tied pair once, whoever named whom.

    >>> list(undirected(nx.DiGraph([("b", "a"), ("a", "b")])).edges)
    [('a', 'b')]
    """
    return simple(nx.Graph(graph))
