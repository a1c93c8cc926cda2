"""The limits of a funnel plot: how far units of each size lie from the target by chance alone.

A funnel plot sets the figure of each unit against its size (Spiegelhalter 2005, Funnel plots for comparing
institutional performance, Statistics in Medicine 24: 1185-1202). Its limits at 95% and 99.8% are about two
and three standard errors from the target. What is exact here is exact for counts, not a normal
approximation. Own code: no Python package has these limits; scipy's distributions are underneath.
"""

from __future__ import annotations

import numpy as np
from scipy.stats import binom, chi2, norm, t

NEAR = 0.025
"""What lies beyond either of the 95% limits by chance."""

FAR = 0.001
"""What lies beyond either of the 99.8% limits by chance."""

TAILS = {"lower_998": FAR, "lower_95": NEAR, "upper_95": NEAR, "upper_998": FAR}
"""The four limits, from the lowest to the highest, and what lies beyond each by chance."""


def rate_limits(exposure: np.ndarray, target: float, tail: float) -> tuple[np.ndarray, np.ndarray]:
    """The lower and upper limits of counts over ``exposure``, each passed by about ``tail`` by chance.

    ``exposure`` is what counts are divided by: a number expected (the target is then 1), or person-years,
    visits and so on. With E = target times exposure they are chi2(tail, 2E) / 2E and chi2(1 - tail, 2E + 2)
    / 2E, times the target: the exact Poisson limits of Garwood 1936 at E, as the R package FunnelPlotR draws
    them. They are smooth in E, and on the wide side for small counts: at 1 expected, 6 are outside 95%,
    though 4 would be unlikely enough. Without a target above 0 both are 0.

    >>> low, high = rate_limits(np.array([15.0]), 1, 0.025)
    >>> round(float(low[0]), 7), round(float(high[0]), 6)
    (0.5596924, 1.649348)
    """
    expected = np.asarray(exposure, dtype=float) * target
    if target == 0:
        return np.zeros_like(expected), np.zeros_like(expected)
    low = chi2.ppf(tail, 2 * expected) / (2 * expected)
    high = chi2.isf(tail, 2 * (expected + 1)) / (2 * expected)
    return low * target, high * target


def proportion_limits(sizes: np.ndarray, target: float, tail: float) -> tuple[np.ndarray, np.ndarray]:
    """The lower and upper limits of proportions of so many, each passed by less than ``tail`` by chance.

    Exact binomial limits with the interpolation of Spiegelhalter 2005, appendix A.1.1: with r the smallest
    number whose cumulative probability is at least ``tail``, the lower limit is (r - a) / n, where a is how
    far that probability is above ``tail``, as a part of the probability of r. The upper limit is the lower
    one of those who did not, mirrored: as printed, the upper limit lies up to one event further in, and marks
    units that are not unlikely enough. So a unit is beyond a limit exactly if the chance of as many (or as
    few) as it has is less than ``tail``, and the limits are smooth. ``sizes`` are whole numbers above 0.

    >>> low, high = proportion_limits(np.array([20]), 0.5, 0.025)
    >>> low.round(4).tolist(), high.round(4).tolist()
    ([0.2558], [0.7442])
    """
    n = np.asarray(sizes, dtype=float)
    return _lower_proportion(n, target, tail), 1 - _lower_proportion(n, 1 - target, tail)


def _lower_proportion(n: np.ndarray, target: float, tail: float) -> np.ndarray:
    number = binom.ppf(tail, n, target)
    above = binom.cdf(number, n, target) - tail
    of_it = binom.pmf(number, n, target)
    return np.clip((number - np.clip(above / of_it, 0, 1)) / n, 0, target)


def mean_limits(
    sizes: np.ndarray, target: float, tail: float, sd: float, degrees: float = np.inf
) -> tuple[np.ndarray, np.ndarray]:
    """The lower and upper limits of means of so many, each passed by ``tail`` by chance.

    ``sd`` is the standard deviation of one value. If it is known, ``degrees`` is infinite and the limits are
    normal; if it was estimated, ``degrees`` is its degrees of freedom and they are Student's t.

    >>> low, high = mean_limits(np.array([4.0, 16.0]), 10, 0.025, sd=2)
    >>> low.round(2).tolist(), high.round(2).tolist()
    ([8.04, 9.02], [11.96, 10.98])
    """
    width = norm.isf(tail) if np.isinf(degrees) else t.isf(tail, degrees)
    reach = width * sd / np.sqrt(np.asarray(sizes, dtype=float))
    return target - reach, target + reach
