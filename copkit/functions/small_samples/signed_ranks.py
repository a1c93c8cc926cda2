"""Whether the same people changed by more than chance: the signed-rank test.

Wilcoxon 1945, Individual comparisons by ranking methods, Biometrics Bulletin 1: 80-83. Who did not change
is ranked with the others and then left out (Pratt 1959, Remarks on zeros and ties in the Wilcoxon signed
rank procedures, Journal of the American Statistical Association 54: 655-667).
"""

from __future__ import annotations

import numpy as np
from scipy.stats import wilcoxon

FEWEST_PAIRS = 6
"""With fewer pairs the test can find nothing: the smallest p of five is 0.06."""


def signed_rank_p(steps: np.ndarray) -> float:
    """The two-sided p of the steps, one for each person: what came after less what came before.

    NaN with fewer than `FEWEST_PAIRS` people, 1 where nobody changed. The order of people changes nothing.

    >>> round(signed_rank_p(np.array([1, 2, 1, 0, 3, 1, 2])), 3)
    0.031
    """
    steps = np.sort(np.asarray(steps, dtype=float))
    if len(steps) < FEWEST_PAIRS:
        return float("nan")
    return float(wilcoxon(steps, zero_method="pratt").pvalue) if steps.any() else 1.0
