"""Structural holes: who bridges parts that would not meet otherwise (Burt 1992, Structural Holes).

Ties count without direction or strength. NaN stands for those without a tie.
"""

from __future__ import annotations

import networkx as nx
import pandas as pd

from copkit.functions.networking.simple_graph import undirected


def constraint(graph: nx.Graph) -> pd.Series:
    """Burt's constraint: how much a person's ties lead back to the same people; low for those who
    bridge a structural hole. NaN for those without a tie.

    Burt 1992, Structural Holes. Ties count without direction or strength.

    >>> float(constraint(nx.star_graph(4))[0])
    0.25
    """
    found = undirected(graph)
    return pd.Series(nx.constraint(found) if len(found) else {}, dtype="float64")


def effective_size(graph: nx.Graph) -> pd.Series:
    """How many people a person's ties lead to, less those who lead back to each other: from 1 to degree.

    It is n - 2t/n for n people with t ties among them (Borgatti 1997, Structural holes: unpacking Burt's
    redundancy measures, Connections 20: 35-38).

    >>> float(effective_size(nx.Graph([("a", "b"), ("a", "c"), ("b", "c")]))["a"])
    1.0
    """
    found = undirected(graph)
    return pd.Series(nx.effective_size(found) if len(found) else {}, dtype="float64")


def efficiency(graph: nx.Graph) -> pd.Series:
    """Effective size over the number of ties, above 0 to 1: 1 if no two of those a person knows are tied.

    >>> float(efficiency(nx.star_graph(4))[0])
    1.0
    """
    found = undirected(graph)
    return effective_size(found) / pd.Series(dict(found.degree()), dtype="float64").replace(0.0, float("nan"))


def burt_measures(graph: nx.Graph) -> pd.DataFrame:
    """All three by member: a frame with the columns ties, constraint, effective_size, efficiency; the
    least constrained first, those without a tie last.

    >>> burt_measures(nx.path_graph(3)).loc[1].tolist()
    [2.0, 0.5, 2.0, 1.0]
    """
    found = undirected(graph)
    frame = pd.DataFrame(
        {
            "ties": pd.Series(dict(found.degree()), dtype="int64"),
            "constraint": constraint(found),
            "effective_size": effective_size(found),
            "efficiency": efficiency(found),
        }
    ).rename_axis("member")
    return frame.sort_values("constraint", kind="stable", na_position="last")
