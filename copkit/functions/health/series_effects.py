"""What changed in an interrupted series, read off its regression: level, slope, and both at a horizon."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from copkit.functions.health.series_regression import Regression


@dataclass(frozen=True)
class Effect:
    """An estimate with the ends of its 95% interval and its p.

    Of a straight line it is in units of the figure (a slope: for each period); of counts it is a ratio, with
    1 for no change.
    """

    estimate: float
    low: float
    high: float
    p: float

    @property
    def ends(self) -> tuple[float, float, float]:
        """The estimate with the lower and the upper end."""
        return self.estimate, self.low, self.high

    @property
    def is_told(self) -> bool:
        """Whether the interval leaves out that nothing changed."""
        return self.p < 0.05


@dataclass(frozen=True)
class Interruption:
    """What changed at the date: in the level at once, in the slope after it, and in both together ``horizon``
    periods after the change (0 is the first period of it).

    ``level``, ``slope`` and ``at_horizon`` are ratios of counts, or differences of figures; ``slope`` is None
    if only a step was fitted. ``difference`` is the figure with the change less what it would have been
    without, at the horizon, in units of the figure (of counts: the ratio less 1, times the counterfactual of
    the point nearest to the horizon, which is taken as known).
    """

    level: Effect
    slope: Effect | None
    at_horizon: Effect
    difference: Effect
    horizon: int


def interruption(
    fit: Regression,
    jumps: np.ndarray,
    since: np.ndarray,
    horizon: int,
    slope: bool,
    out_of: np.ndarray,
) -> Interruption:
    """What changed, from a regression whose columns are 1, time, step, time since the change if ``slope``,
    and others.

    ``jumps`` are the values of the columns of the change, 0 in the others (points by columns); ``since`` is
    the time since the change, negative before it; ``out_of`` what counts are out of.

    >>> from copkit.functions.health.series_regression import regression
    >>> time = np.arange(20.0)
    >>> jump = np.where(time >= 10, 1.0, 0.0)
    >>> columns = np.column_stack([np.ones(20), time, jump])
    >>> fit = regression(3 + time - 2 * jump + np.resize([0.1, -0.1], 20), columns)
    >>> found = interruption(fit, columns * [0, 0, 1], time - 10, 9, False, np.ones(20))
    >>> round(found.level.estimate, 1), found.slope, found.difference == found.level
    (-1.9, None, True)
    """
    one = np.eye(jumps.shape[1])
    at_horizon = effect(fit, one[2] + (horizon * one[3] if slope else 0))
    difference = at_horizon
    if fit.model == "counts":
        nearest = int(np.abs(since - horizon).argmin())
        with_it = float(fit.fitted[nearest] / out_of[nearest])
        without = with_it / float(np.exp(jumps[nearest] @ fit.coefficients))
        estimate, low, high = (without * (ratio - 1) for ratio in at_horizon.ends)
        difference = Effect(estimate, low, high, at_horizon.p)
    sloping = effect(fit, one[3]) if slope else None
    return Interruption(effect(fit, one[2]), sloping, at_horizon, difference, horizon)


def effect(fit: Regression, weights: np.ndarray) -> Effect:
    """A weighted sum of the coefficients with its 95% interval; of counts its exponential, a ratio.

    >>> from copkit.functions.health.series_regression import regression
    >>> fit = regression(np.array([8.0, 8, 8, 9]), np.ones((4, 1)), "counts")
    >>> round(effect(fit, np.array([1.0])).estimate, 2)
    8.25
    """
    estimate, low, high, p = fit.combined(weights)
    if fit.model == "counts":
        estimate, low, high = (float(np.exp(each)) for each in (estimate, low, high))
    return Effect(estimate, low, high, p)
