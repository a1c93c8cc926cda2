"""Structural holes: who bridges parts that would not meet otherwise (Burt 1992, Structural Holes).

Ties count without direction or strength. NaN stands for those without a tie. The measures are those of
networkx (the test), worked out here from the closed triads, as networkx makes a square of all members.
"""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd

from copkit.functions.networking.adjacency import Adjacency, adjacency, rows_of
from copkit.functions.networking.triads import closings


def constraint(graph: nx.Graph | Adjacency) -> pd.Series:
    """Burt's constraint: how much a person's ties lead back to the same people; low for those who
    bridge a structural hole. NaN for those without a tie.

    Burt 1992, Structural Holes. Ties count without direction or strength.

    >>> float(constraint(nx.star_graph(4))[0])
    0.25
    """
    found = adjacency(graph).without_direction()
    if not len(found):
        return pd.Series({}, dtype="float64")
    share = 1 / np.maximum(found.degrees, 1)
    one = rows_of(found.pairs)
    spent = share[one] * (1 + closings(found.pairs, share))  # on each, directly and through others
    return _where_tied(found, np.bincount(one, spent**2, minlength=len(found)))


def effective_size(graph: nx.Graph | Adjacency) -> pd.Series:
    """How many people a person's ties lead to, less those who lead back to each other: from 1 to degree.

    It is n - 2t/n for n people with t ties among them (Borgatti 1997, Structural holes: unpacking Burt's
    redundancy measures, Connections 20: 35-38).

    >>> float(effective_size(nx.Graph([("a", "b"), ("a", "c"), ("b", "c")]))["a"])
    1.0
    """
    found = adjacency(graph).without_direction()
    if not len(found):
        return pd.Series({}, dtype="float64")
    among = np.bincount(rows_of(found.pairs), closings(found.pairs), minlength=len(found))
    return _where_tied(found, found.degrees - among / np.maximum(found.degrees, 1))


def efficiency(graph: nx.Graph | Adjacency) -> pd.Series:
    """Effective size over the number of ties, above 0 to 1: 1 if no two of those a person knows are tied.

    >>> float(efficiency(nx.star_graph(4))[0])
    1.0
    """
    found = adjacency(graph).without_direction()
    return effective_size(found) / found.degrees


def burt_measures(graph: nx.Graph | Adjacency) -> pd.DataFrame:
    """All three by member: a frame with the columns ties, constraint, effective_size, efficiency; the
    least constrained first, those without a tie last.

    >>> burt_measures(nx.path_graph(3)).loc[1].tolist()
    [2.0, 0.5, 2.0, 1.0]
    """
    found = adjacency(graph).without_direction()
    size = effective_size(found)
    frame = pd.DataFrame(
        {
            "ties": pd.Series(found.degrees, found.names, dtype="int64"),
            "constraint": constraint(found),
            "effective_size": size,
            "efficiency": size / found.degrees,
        }
    ).rename_axis("member")
    return frame.sort_values("constraint", kind="stable", na_position="last")


def _where_tied(found: Adjacency, values: np.ndarray) -> pd.Series:
    return pd.Series(np.where(found.degrees > 0, values, np.nan), found.names, dtype="float64")
