"""The individuals control chart (XmR): change told from chance in a figure over time.

Limits, rules and phases are those of NHS England's 'Making Data Count', as its R package NHSRplotthedots
works them out; tested against that package's published figures. ``control_limits``, ``control_rules`` and
``phases`` hold one idea each; ``variation`` and ``assurance`` put the chart into words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from copkit.functions.health.control_limits import Limits, limits_of
from copkit.functions.health.control_rules import MAKING_DATA_COUNT, ORDER, Rules, rule_marks, taken_by
from copkit.functions.health.phases import phase_numbers

Better = Literal["higher", "lower", "neither"]
"""Which way is better."""

COMMON = "common cause"
IMPROVEMENT = "special cause improvement"
CONCERN = "special cause concern"
NEITHER = "special cause, neither good nor bad"


@dataclass(frozen=True)
class Chart:
    """A control chart.

    ``points`` has a row for each period, in the order of time, with the columns

    - period, value (NaN if it is missing), phase (from 1 on);
    - mean, lower, upper, near_lower, near_upper of its phase (NaN in a phase without two points in a row);
    - for each rule ('outside the limits', 'trend', 'two of three', 'shift') 1 if it marks the point upwards,
      -1 downwards, 0 if it does not;
    - rule, the first of them that marks the point ('' for none), and way, which way that one points;
    - variation: 'common cause', 'special cause improvement', 'special cause concern', or 'special cause,
      neither good nor bad'; '' for a missing point.

    ``limits`` are those of each phase in turn. ``better`` says which way is better. The properties are those
    of the newest phase.
    """

    points: pd.DataFrame
    limits: tuple[Limits, ...]
    better: Better = "neither"

    @property
    def values(self) -> np.ndarray:
        """The values in the order of time, NaN where one is missing."""
        return self.points["value"].to_numpy(dtype=float)

    @property
    def mean(self) -> float:
        """The mean of the newest phase."""
        return self.limits[-1].mean

    @property
    def lower(self) -> float:
        """The lower limit of the newest phase."""
        return self.limits[-1].lower

    @property
    def upper(self) -> float:
        """The upper limit of the newest phase."""
        return self.limits[-1].upper

    @property
    def rules(self) -> tuple[str, ...]:
        """The rule that takes each point, '' for none."""
        return tuple(self.points["rule"])

    @property
    def is_trial(self) -> bool:
        """Whether the newest limits rest on too few points to be firm."""
        return self.limits[-1].is_trial

    @property
    def is_coarse(self) -> bool:
        """Whether the newest phase moves in steps too large for a chart: its marks then say little."""
        return self.limits[-1].is_coarse

    @property
    def newest(self) -> pd.Series:
        """The newest point that is not missing: a row of ``points``."""
        return self.points[self.points["value"].notna()].iloc[-1]


def control_chart(
    values: pd.Series,
    better: Better = "neither",
    *,
    rules: Rules = MAKING_DATA_COUNT,
    changed_at: Iterable[Any] = (),
    baseline: int | Collection[Any] | None = None,
    screen: bool = True,
) -> Chart | None:
    """The individuals chart of values in the order of time; None if no two of one phase follow each other.

    The index of ``values`` says their periods; NaN stands for a missing one, which stays a gap: it is in no
    run and no moving range. ``changed_at`` are the dates at which a process was changed: from each on there
    are a mean and limits of their own, and no run leads across. ``baseline`` is the number of points from
    which the limits of each phase are worked out (its first ones), or the periods of those points; a phase
    with none of them uses all of its own. ``screen`` leaves huge moving ranges out of the limits (see
    `limits_of`).

    Raises ValueError for values without an end, and for a baseline of fewer than 2.

    >>> chart = control_chart(pd.Series([1.0, 2.0, 1.0, 2.0, 9.0]), "lower", baseline=4)
    >>> round(chart.lower, 2), chart.mean, round(chart.upper, 2), chart.is_trial
    (-1.16, 1.5, 4.16, True)
    >>> chart.newest[["rule", "variation"]].tolist()
    ['outside the limits', 'special cause concern']
    """
    numbers = values.to_numpy(dtype=float, na_value=np.nan)
    if np.isinf(numbers).any():
        raise ValueError("A value has no end (infinity): leave it out, or give the number that was meant.")
    phases = phase_numbers(values.index, changed_at)
    used = _used(values.index, numbers, phases, baseline)
    parts, limits = [], []
    for phase in np.unique(phases):
        own = phases == phase
        chosen = used[own] if used[own].any() else None
        found = limits_of(numbers[own], chosen, screen=screen)
        limits.append(found)
        parts.append(_points(values.index[own], numbers[own], int(phase), found, rules))
    if not any(np.isfinite(found.reach) for found in limits):
        return None
    points = pd.concat(parts, ignore_index=True)
    points["variation"] = [
        variation_of(way, better) if known else ""
        for way, known in zip(points["way"], points["value"].notna(), strict=True)
    ]
    return Chart(points, tuple(limits), better)


def variation_of(way: int, better: Better) -> str:
    """The words for a point that its rule marks upwards (1), downwards (-1), or that none marks (0).

    >>> variation_of(-1, "lower")
    'special cause improvement'
    """
    if not way:
        return COMMON
    if better == "neither":
        return NEITHER
    return IMPROVEMENT if (way > 0) == (better == "higher") else CONCERN


def _used(
    periods: pd.Index, numbers: np.ndarray, phases: np.ndarray, baseline: int | Collection[Any] | None
) -> np.ndarray:
    known = ~np.isnan(numbers)
    if baseline is None:
        return known
    if isinstance(baseline, int):
        if baseline < 2:
            raise ValueError(f"The limits are to be worked out from {baseline} points. Take at least 2.")
        return known & (pd.Series(known).groupby(phases).cumsum().to_numpy() <= baseline)
    given = pd.DatetimeIndex(list(baseline)) if isinstance(periods, pd.DatetimeIndex) else list(baseline)
    chosen = known & periods.isin(given)
    if chosen.sum() < 2:
        raise ValueError("Fewer than 2 of the periods given for the limits have a value. Give more of them.")
    return chosen


def _points(periods: pd.Index, numbers: np.ndarray, phase: int, limits: Limits, rules: Rules) -> pd.DataFrame:
    marks = rule_marks(numbers, limits, rules)
    names, ways = taken_by(marks)
    lines = {name: getattr(limits, name) for name in ("mean", "lower", "upper", "near_lower", "near_upper")}
    frame = pd.DataFrame({"period": periods, "value": numbers, "phase": phase, **lines})
    return frame.assign(**{name: marks[name] for name in ORDER}, rule=names, way=ways)
