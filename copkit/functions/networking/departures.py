"""What breaks if one person leaves: whoever is tied to others only through them."""

from __future__ import annotations

import networkx as nx
import pandas as pd

from copkit.functions.networking.measures import components
from copkit.functions.networking.simple_graph import undirected


def if_they_left(graph: nx.Graph) -> pd.DataFrame:
    """For each member: which others could not reach each other any more without them.

    Gives a frame with the columns member, pairs_cut (pairs of others who can reach each other now and
    could not then), parts (into how many pieces those who hung together with them would fall), fall_out
    (who would be outside of the largest piece, sorted; of two equally large, the one with the first name
    in the alphabet is kept). Those whose leaving cuts the most pairs come first. Who cuts anything is a cut
    point (articulation point) of the network (Harary 1969, Graph Theory; see also `fragmentation`).

    >>> if_they_left(nx.Graph([("ann", "bob"), ("bob", "cy"), ("cy", "di")])).head(2).to_numpy().tolist()
    [['bob', 2, 2, ('ann',)], ['cy', 2, 2, ('di',)]]
    """
    found = undirected(graph)
    cutting = set(nx.articulation_points(found))
    rows = [
        (name, *(_without(found, name) if name in cutting else (0, min(found.degree(name), 1), ())))
        for name in found
    ]
    frame = pd.DataFrame(rows, columns=["member", "pairs_cut", "parts", "fall_out"])
    return frame.sort_values("pairs_cut", ascending=False, kind="stable", ignore_index=True)


def _without(graph: nx.Graph, name: str) -> tuple[int, int, tuple[str, ...]]:
    left = graph.subgraph(nx.node_connected_component(graph, name) - {name})
    pieces = components(left)
    together = sum(len(piece) * (len(piece) - 1) for piece in pieces)
    cut = (len(left) * (len(left) - 1) - together) // 2
    return cut, len(pieces), tuple(sorted(member for piece in pieces[1:] for member in piece))
