"""Who lies on the ways between others."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd

MOST_EXACT = 400
"""Up to so many people betweenness is exact; beyond, it is estimated from this many, evenly spread."""


def betweenness(graph: nx.Graph) -> pd.Series:
    """How often each person lies on the shortest ways between others, 0 to 1, without direction
    (Freeman 1977, A set of measures of centrality based on betweenness, Sociometry 40: 35-41).

    Beyond `MOST_EXACT` people it is an estimate from evenly spread starts (Brandes and Pich 2007).
    """
    undirected = nx.Graph(graph)
    joined = sorted(node for node in undirected if undirected.degree(node))
    scores = dict.fromkeys(undirected, 0.0)
    if len(joined) <= MOST_EXACT:
        scores |= nx.betweenness_centrality(undirected)
    else:
        starts = [joined[place] for place in np.linspace(0, len(joined) - 1, MOST_EXACT).astype(int)]
        found = nx.betweenness_centrality_subset(undirected, starts, joined)
        people = len(undirected)
        scale = 2 * len(joined) / MOST_EXACT / ((people - 1) * (people - 2))
        scores |= {node: score * scale for node, score in found.items()}
    return pd.Series(scores, dtype="float64")
