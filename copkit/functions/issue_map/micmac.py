"""Which issues drive the others and which are driven: MICMAC, over links of several steps."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd

QUADRANTS = ("driver", "relay", "outcome", "apart")
"""Godet's four quadrants: influence high and dependence low; both high; dependence high; both low."""


def micmac(graph: nx.DiGraph) -> pd.DataFrame:
    """Influence and dependence of each issue, direct and indirect (MICMAC: Duperrin and Godet 1973;
    Godet 1994, From Anticipation to Action).

    Links count as there or not. Influence is the sum of an issue's row, dependence that of its
    column; indirect ones are those of the power of the matrix at which the order of the issues by
    influence and by dependence stands still, at most the number of issues.

    Gives a frame by issue with the columns influence, dependence, indirect_influence,
    indirect_dependence (shares of the total, 0 to 1) and quadrant, split at the mean indirect share.
    """
    names = list(graph)
    matrix = np.array(nx.to_numpy_array(graph, nodelist=names, weight=None) > 0, dtype=float)
    np.fill_diagonal(matrix, 0.0)
    power = matrix
    for _ in range(len(names)):
        following = power @ matrix
        if not following.any():
            break
        following = following / following.sum()
        same = all(np.array_equal(_ranks(power.sum(axis)), _ranks(following.sum(axis))) for axis in (0, 1))
        power = following
        if same:
            break
    frame = pd.DataFrame({"issue": pd.Series(names, dtype="str")})
    for prefix, taken in (("", matrix), ("indirect_", power)):
        total = taken.sum() or 1.0
        frame[f"{prefix}influence"] = taken.sum(axis=1) / total
        frame[f"{prefix}dependence"] = taken.sum(axis=0) / total
    mean = 1.0 / max(len(names), 1)
    high_influence = frame["indirect_influence"] > mean
    high_dependence = frame["indirect_dependence"] > mean
    frame["quadrant"] = np.select(
        [high_influence & ~high_dependence, high_influence & high_dependence, high_dependence],
        list(QUADRANTS[:3]),
        QUADRANTS[3],
    ).astype(object)
    return frame


def _ranks(values: np.ndarray) -> np.ndarray:
    return np.asarray(pd.Series(np.round(values / (values.sum() or 1.0), 12)).rank(method="dense"))
