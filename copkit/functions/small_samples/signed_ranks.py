"""Whether the same people changed by more than chance: the signed-rank test.

Wilcoxon 1945, Individual comparisons by ranking methods, Biometrics Bulletin 1: 80-83. Who did not change
is ranked with the others and then left out (Pratt 1959, Remarks on zeros and ties in the Wilcoxon signed
rank procedures, Journal of the American Statistical Association 54: 655-667).

Own code only for few people: scipy goes through all ways to turn their steps round, half a second for twelve;
here the sums of ranks are counted instead, which gives the same p.
"""

from __future__ import annotations

import numpy as np
from scipy.stats import rankdata, wilcoxon

FEWEST_PAIRS = 6
"""With fewer pairs the test can find nothing: the smallest p of five is 0.06."""

_FEW = 13
"""Up to so many people p is exact, ties or not; beyond, it is as scipy finds it."""


def signed_rank_p(steps: np.ndarray) -> float:
    """The two-sided p of the steps, one for each person: what came after less what came before.

    NaN with fewer than `FEWEST_PAIRS` people, 1 where nobody changed. The order of people changes nothing.

    >>> round(signed_rank_p(np.array([1, 2, 1, 0, 3, 1, 2])), 3)
    0.031
    """
    steps = np.sort(np.asarray(steps, dtype=float))
    if len(steps) < FEWEST_PAIRS:
        return float("nan")
    if not steps.any():
        return 1.0
    if len(steps) > _FEW:
        return float(wilcoxon(steps, zero_method="pratt").pvalue)
    ranks = np.rint(2 * rankdata(np.abs(steps))).astype("int64")
    ways = np.ones(1)
    for rank in ranks[steps != 0]:
        ways = np.pad(ways, (0, rank)) + np.pad(ways, (rank, 0))
    reached = int(ranks[steps > 0].sum())
    tail = min(ways[: reached + 1].sum(), ways[reached:].sum()) / ways.sum()
    return min(1.0, 2 * float(tail))
