"""The individuals control chart (XmR): change told from chance in a figure over time.

Limits, rules and assurance are those of NHS England's 'Making Data Count', as its R package
NHSRplotthedots works them out; tested against that package's published figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

Better = Literal["higher", "lower"]

SIGMAS = 2.66
"""Limits lie this many mean moving ranges from the mean: 3 over 1.128 (Wheeler and Chambers 1992)."""

SCREEN = 3.267
"""Moving ranges of this many times their mean are left out once, when limits are worked out."""

TRIAL_BELOW = 13
"""With fewer points than this the limits are trial limits."""

RUN = 7
"""Points in a shift or a trend."""


@dataclass(frozen=True)
class Chart:
    """A control chart: mean and limits, and for each point the rule that marks it ('' for none).

    Rules, in the order in which they take a point: 'outside the limits', 'trend', 'two of three',
    'shift'. ``is_trial`` says that there are too few points for firm limits.
    """

    values: np.ndarray
    mean: float
    lower: float
    upper: float
    rules: tuple[str, ...]
    is_trial: bool


def rate(observations: pd.DataFrame, multiplier: float) -> pd.DataFrame:
    """The value of an indicator in each period, over all units: the sum of numerators over the sum of
    denominators, times ``multiplier``; the plain sum of numerators where there is no denominator.

    ``observations`` has the columns period, numerator, denominator. Gives the columns period, value,
    units (rows that went in), in the order of periods. Periods of denominator 0 are left out.
    """
    rows = observations.dropna(subset=["period", "numerator"])
    whole = rows["denominator"].notna()
    rows = rows[whole] if whole.any() else rows
    found = rows.groupby("period").agg(
        numerator=("numerator", "sum"), denominator=("denominator", "sum"), units=("numerator", "size")
    )
    if whole.any():
        found = found[found["denominator"] > 0]
        found["value"] = found["numerator"] / found["denominator"] * multiplier
    else:
        found["value"] = found["numerator"]
    return found.reset_index()[["period", "value", "units"]]


def control_chart(values: pd.Series) -> Chart | None:
    """The individuals chart of values in the order of time; None for fewer than two.

    >>> chart = control_chart(pd.Series([1.0, 2.0, 1.0, 2.0]))
    >>> round(chart.lower, 2), chart.mean, round(chart.upper, 2), chart.is_trial
    (-1.16, 1.5, 4.16, True)
    """
    points = values.dropna().to_numpy(dtype=float)
    if len(points) < 2:
        return None
    mean = float(points.mean())
    moving = np.abs(np.diff(points))
    kept = moving[moving < SCREEN * moving.mean()] if moving.mean() else moving
    reach = SIGMAS * float(kept.mean())
    return Chart(
        points, mean, mean - reach, mean + reach, _rules(points, mean, reach), len(points) < TRIAL_BELOW
    )


def _rules(points: np.ndarray, mean: float, reach: float) -> tuple[str, ...]:
    marks = [""] * len(points)
    found = (
        ("shift", _shift(points, mean)),
        ("two of three", _two_of_three(points, mean, reach)),
        ("trend", _trend(points)),
        ("outside the limits", np.abs(points - mean) > reach),
    )
    for name, where in found:
        marks = [name if marked else mark for mark, marked in zip(marks, where, strict=True)]
    return tuple(marks)


def _runs(flags: np.ndarray, length: int, extra: int = 0) -> np.ndarray:
    """Where ``length`` true flags or more follow each other; ``extra`` marks as many places after each."""
    marked = np.zeros(len(flags) + extra, dtype=bool)
    for start in range(len(flags) - length + 1):
        if flags[start : start + length].all():
            marked[start : start + length + extra] = True
    return marked


def _shift(points: np.ndarray, mean: float) -> np.ndarray:
    """Seven points or more strictly on one side of the mean."""
    return _runs(points > mean, RUN) | _runs(points < mean, RUN)


def _trend(points: np.ndarray) -> np.ndarray:
    """Seven points or more, each strictly above (or below) the one before."""
    steps = np.diff(points)
    return _runs(steps > 0, RUN - 1, 1) | _runs(steps < 0, RUN - 1, 1)


def _two_of_three(points: np.ndarray, mean: float, reach: float) -> np.ndarray:
    """Three points on one side, two of them or more between two thirds of the limit and the limit."""
    marked = np.zeros(len(points), dtype=bool)
    for side in (1, -1):
        away = (points - mean) * side
        close = (away > reach * 2 / 3) & (away <= reach)
        for start in range(len(points) - 2):
            window = slice(start, start + 3)
            if (away[window] > 0).all() and close[window].sum() >= 2:
                marked[window] |= close[window]
    return marked


def direction(chart: Chart, better: Better) -> str:
    """What the newest point says: 'better', 'worse', or 'no change' if no rule marks it.

    A trend takes its direction from its slope, any other rule from the side of the mean.
    """
    mark = chart.rules[-1]
    if not mark:
        return "no change"
    risen = chart.values[-1] > chart.values[-2] if mark == "trend" else chart.values[-1] > chart.mean
    return "better" if risen == (better == "higher") else "worse"


def assurance(chart: Chart, target: float | None, better: Better) -> str:
    """Whether the target will be met as things are: 'pass', 'fail', 'hit or miss', or '' without one.

    >>> chart = Chart(np.array([2.0, 2.0]), 2.0, 1.0, 3.0, ("", ""), True)
    >>> assurance(chart, 4, "higher"), assurance(chart, 4, "lower"), assurance(chart, 2, "lower")
    ('fail', 'pass', 'hit or miss')
    """
    if target is None or np.isnan(target):
        return ""
    if chart.lower <= target <= chart.upper:
        return "hit or miss"
    return "pass" if (chart.lower > target) == (better == "higher") else "fail"
