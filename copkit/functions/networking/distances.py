"""How many steps people are apart, on average."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx
import numpy as np

from copkit.functions.networking.adjacency import Adjacency, adjacency
from copkit.functions.networking.breadth_first import steps_and_reached

MOST_EXACT = 20_000
"""With more people with ties the mean is taken from `STARTS` of them, drawn at random."""
STARTS = 1024


@dataclass(frozen=True)
class MeanDistance:
    """The mean number of steps between two people who can reach each other; None if no pair can.

    ``standard_error`` is 0 where the mean is exact. ``pairs_apart`` are the pairs who cannot reach each
    other, always exact.
    """

    mean: float | None
    standard_error: float
    pairs_apart: int


def distance_between_members(graph: nx.Graph | Adjacency, seed: int = 0) -> MeanDistance:
    """The mean distance, along ties without direction; exact for up to `MOST_EXACT` people with ties.

    Beyond, it is the steps from `STARTS` random people to all whom they can reach over how many these are: a
    ratio, whose standard error is that of Cochran 1977, Sampling Techniques, 6.4 (people are drawn without
    putting back).

    >>> distance_between_members(nx.Graph([("a", "b"), ("b", "c"), ("d", "e")]))
    MeanDistance(mean=1.25, standard_error=0.0, pairs_apart=6)
    """
    found = adjacency(graph)
    people, sizes = len(found), found.component_sizes
    apart = (people**2 - int((sizes**2).sum())) // 2
    starts = np.flatnonzero(found.degrees)
    if not len(starts):
        return MeanDistance(None, 0.0, apart)
    everybody = len(starts)
    if everybody > MOST_EXACT:
        starts = np.sort(np.random.default_rng(seed).choice(starts, STARTS, replace=False))
    steps, reached = steps_and_reached(found, starts)
    mean = float(steps.sum() / reached.sum())
    left = 1 - len(starts) / everybody
    if not left:
        return MeanDistance(mean, 0.0, apart)
    off = ((steps - mean * reached) ** 2).sum() / (len(starts) - 1)
    return MeanDistance(mean, float(np.sqrt(left * off / len(starts)) / reached.mean()), apart)
