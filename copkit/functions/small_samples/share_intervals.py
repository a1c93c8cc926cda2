"""The interval in which a share may lie, given how few were asked: exact, with or without a population.

Own code only for the finite population: scipy and statsmodels have no interval of the hypergeometric.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from scipy.stats import beta, binomtest, hypergeom


def share_interval(
    agreeing: int, asked: int, population: int | None = None, confidence: float = 0.95
) -> tuple[float, float]:
    """The lowest and the highest share, 0 to 1, that fits ``agreeing`` of the ``asked``; exact.

    Without a ``population`` that of Clopper and Pearson 1934, Biometrika 26: 404-413. With one (how
    many there are in all, the asked drawn from them without replacement) the hypergeometric one, by
    inverting two one-sided tests (Konijn 1973, Statistical Theory of Sample Survey Design and Analysis;
    Buonaccorsi 1987, A note on confidence intervals for proportions in finite populations, The American
    Statistician 41: 215-218). Its ends are shares of whole people. Who asked everybody knows the share.
    Both hold the true share at least as often as ``confidence`` says, if the asked are a random sample:
    no interval makes up for who chose not to answer. Raises ValueError for numbers that cannot be.

    >>> [round(end, 2) for end in share_interval(2, 5)]
    [0.05, 0.85]
    >>> share_interval(2, 5, population=10)
    (0.2, 0.7)
    """
    agreeing, asked = int(agreeing), int(asked)
    if not 0 < confidence < 1:
        raise ValueError("Give the confidence as a share between 0 and 1, such as 0.95.")
    if asked < 1 or not 0 <= agreeing <= asked:
        raise ValueError(
            f"{agreeing} of {asked} cannot agree: ask at least one, and count no more than those."
        )
    if population is None:
        found = binomtest(agreeing, asked).proportion_ci(confidence, method="exact")
        return float(found.low), float(found.high)
    population = int(population)
    if population < asked:
        raise ValueError(f"There are {population} in all, but {asked} were asked: correct one of the two.")
    fewest = _fewest_that_fit(agreeing, asked, population, confidence)
    most = population - _fewest_that_fit(asked - agreeing, asked, population, confidence)
    return fewest / population, most / population


@lru_cache(maxsize=4_096)
def _fewest_that_fit(agreeing: int, asked: int, population: int, confidence: float) -> int:
    """The fewest in the population who may agree, so that as many in the sample are not too unlikely."""
    level = (1 - confidence) / 2

    def fits(in_all: int) -> bool:
        return bool(hypergeom.sf(agreeing - 1, population, in_all, asked) > level)

    return _first(fits, agreeing, population - asked + agreeing)


def _first(fits: Callable[[int], bool], low: int, high: int) -> int:
    """The first number from ``low`` to ``high`` that fits, where all after it fit too; by bisection."""
    while low < high:
        middle = (low + high) // 2
        if fits(middle):
            high = middle
        else:
            low = middle + 1
    return low


def share_limits(
    agreeing: np.ndarray, asked: np.ndarray, population: np.ndarray | None = None, confidence: float = 0.95
) -> tuple[np.ndarray, np.ndarray]:
    """The ends of `share_interval` for many shares at once: two arrays as long as what is given.

    ``population`` is NaN where it is not known, or None where none of them is. Raises ValueError as
    `share_interval` does.

    >>> low, high = share_limits(np.array([2, 2]), np.array([5, 5]), np.array([10, np.nan]))
    >>> low.round(2).tolist(), high.round(2).tolist()
    ([0.2, 0.05], [0.7, 0.85])
    """
    agree, n = np.asarray(agreeing, dtype=float), np.asarray(asked, dtype=float)
    in_all = np.full(n.shape, np.nan) if population is None else np.asarray(population, dtype=float)
    if not 0 < confidence < 1:
        raise ValueError("Give the confidence as a share between 0 and 1, such as 0.95.")
    if ((n < 1) | (agree < 0) | (agree > n)).any():
        raise ValueError("More agree than were asked, or nobody was asked: correct the numbers.")
    if (in_all < n).any():
        raise ValueError("More were asked than there are in all: correct one of the two.")
    level = (1 - confidence) / 2
    low = np.where(agree > 0, beta.ppf(level, np.maximum(agree, 1), n - agree + 1), 0.0)
    high = np.where(agree < n, beta.isf(level, agree + 1, np.maximum(n - agree, 1)), 1.0)
    known = ~np.isnan(in_all)
    whole = in_all[known].astype("int64")
    yes, drawn = agree[known].astype("int64"), n[known].astype("int64")
    low[known] = _fewest_of_many(yes, drawn, whole, level) / whole
    high[known] = 1 - _fewest_of_many(drawn - yes, drawn, whole, level) / whole
    return low, high


def _fewest_of_many(agreeing: np.ndarray, asked: np.ndarray, whole: np.ndarray, level: float) -> np.ndarray:
    """`_fewest_that_fit` for many, by bisection of all at once."""
    low, high = agreeing.copy(), whole - asked + agreeing
    while (low < high).any():
        middle = (low + high) // 2
        fits = hypergeom.sf(agreeing - 1, whole, middle, asked) > level
        low, high = np.where(fits | (low >= high), low, middle + 1), np.where(fits, middle, high)
    return low
