"""The limits of the individuals control chart: how far a figure moves by chance.

They are those of NHS England's 'Making Data Count', as its R package NHSRplotthedots (0.2.2) works them out:
the mean plus and minus 2.66 times the mean moving range. A moving range is the distance between two points
that follow each other; none is taken across a missing point.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

SIGMAS = 2.66
"""Limits lie this many mean moving ranges from the mean: 3 over 1.128 (Wheeler and Chambers 1992)."""

SCREEN = 3.267
"""Moving ranges of this many times their mean are left out once, when limits are worked out."""

NEAR = 2 / 3
"""Near a limit is a point beyond this part of the way from the mean to it (two of three sigma)."""

TRIAL_BELOW = 13
"""With fewer points than this the limits are trial limits."""

MOST_COARSE = 3
"""With so many possible moving ranges (0, one step, two steps) or fewer in their limit, a chart is coarse."""

SLACK = 1e-12
"""Points that are nearer to a line than this part of the largest value lie on it: rounding is no change."""


@dataclass(frozen=True)
class Limits:
    """The mean and limits of one phase.

    ``reach`` is the distance from the mean to either limit, NaN if no two points follow each other;
    ``points`` how many points they were worked out from; ``slack`` what counts as no distance at all;
    ``step`` the smallest distance between two different values, NaN if all are equal.
    """

    mean: float
    reach: float
    points: int
    slack: float
    step: float = float("nan")

    @property
    def lower(self) -> float:
        """The lower limit."""
        return self.mean - self.reach

    @property
    def upper(self) -> float:
        """The upper limit."""
        return self.mean + self.reach

    @property
    def near_lower(self) -> float:
        """Two thirds of the way from the mean to the lower limit."""
        return self.mean - NEAR * self.reach

    @property
    def near_upper(self) -> float:
        """Two thirds of the way from the mean to the upper limit."""
        return self.mean + NEAR * self.reach

    @property
    def is_trial(self) -> bool:
        """Whether they rest on too few points to be firm."""
        return self.points < TRIAL_BELOW

    @property
    def is_coarse(self) -> bool:
        """Whether the values move in steps too large for a chart: at most three moving ranges are possible
        within their own limit (Wheeler and Chambers 1992, on inadequate measurement units). A count of rare
        things, less than about one a month, is such; its chart cries wolf. So are limits without any width of
        values that differ.

        >>> limits_of(np.array([0.0, 0, 1, 0, 0, 0, 1, 0])).is_coarse
        True
        """
        return SCREEN * self.reach / SIGMAS < MOST_COARSE * self.step


def limits_of(values: np.ndarray, used: np.ndarray | None = None, *, screen: bool = True) -> Limits:
    """The mean and limits of values in the order of time, NaN where one is missing.

    ``used`` says which of them the limits are worked out from, all if not given; moving ranges are those
    between used points that follow each other. With ``screen``, moving ranges of at least `SCREEN` times
    their mean are left out, once; the mean of the points always keeps all of them. Without a used point all
    is NaN.

    >>> found = limits_of(np.array([1.0, 2.0, 1.0, 2.0]))
    >>> round(found.lower, 2), found.mean, round(found.upper, 2), found.is_trial
    (-1.16, 1.5, 4.16, True)
    """
    points = values if used is None else np.where(used, values, np.nan)
    known = points[~np.isnan(points)]
    if not len(known):
        return Limits(float("nan"), float("nan"), 0, 0.0)
    mean = float(known[0] + (known - known[0]).mean())  # so that equal points have themselves as their mean
    moving = np.abs(np.diff(points))
    moving = moving[~np.isnan(moving)]
    slack = SLACK * float(np.nanmax(np.abs(values)))
    steps = np.diff(np.unique(known))
    step = float(steps.min()) if len(steps) else float("nan")
    if not len(moving):
        return Limits(mean, float("nan"), len(known), slack, step)
    if screen and moving.mean() > 0:
        moving = moving[moving < SCREEN * moving.mean()]
    return Limits(mean, SIGMAS * float(moving.mean()), len(known), slack, step)
