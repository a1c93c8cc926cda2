"""What breaks if one person leaves: whoever is tied to others only through them."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
from scipy.sparse.csgraph import connected_components

from copkit.functions.networking.adjacency import Adjacency, adjacency


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
    found = adjacency(graph).without_direction()
    cutting = set(nx.articulation_points(nx.from_scipy_sparse_array(found.pairs))) if found.names else set()
    rows = [
        (name, *(_without(found, place) if place in cutting else (0, min(int(found.degrees[place]), 1), ())))
        for place, name in enumerate(found.names)
    ]
    frame = pd.DataFrame(rows, columns=["member", "pairs_cut", "parts", "fall_out"])
    return frame.sort_values("pairs_cut", ascending=False, kind="stable", ignore_index=True)


def _without(network: Adjacency, place: int) -> tuple[int, int, tuple[str, ...]]:
    own = network.component == network.component[place]
    own[place] = False
    left = np.flatnonzero(own)
    parts, part = connected_components(network.pairs[left][:, left], directed=False)
    sizes = np.bincount(part)
    cut = (len(left) * (len(left) - 1) - int((sizes * (sizes - 1)).sum())) // 2
    stays = part[np.flatnonzero(sizes[part] == sizes.max())[0]]
    return cut, int(parts), tuple(network.names[other] for other in left[part != stays])
