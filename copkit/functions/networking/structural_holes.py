"""Structural holes: who bridges parts that would not meet otherwise (Burt 1992, Structural Holes)."""

from __future__ import annotations

import networkx as nx
import pandas as pd


def constraint(graph: nx.Graph) -> pd.Series:
    """Burt's constraint: how much a person's ties lead back to the same people; low for those who
    bridge a structural hole. NaN for those without a tie.

    Burt 1992, Structural Holes. Ties count without direction or strength.
    """
    return pd.Series(nx.constraint(nx.Graph(graph)), dtype="float64")
