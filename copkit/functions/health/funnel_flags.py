"""Flags of a funnel plot: which units differ from the target by more than chance, and which way; no ranks.

A list in order of value would name a best and a worst even where all are alike (Goldstein and Spiegelhalter
1996, League tables and their limitations, Journal of the Royal Statistical Society A 159: 385-443). So the
units keep their order, and most of them carry no flag.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from copkit.functions.health.control_chart import Better
from copkit.functions.health.funnel_limits import FAR, NEAR

WITHIN = "within chance"
LOOK = "worth a look"
DIFFERS = "differs beyond chance"

SLACK = 1e-9
"""A value nearer to a limit than this part of it lies on it: rounding is no difference."""


def flags(units: pd.DataFrame, better: Better) -> pd.DataFrame:
    """The flag of each unit, and the way that it points.

    ``units`` has the columns value, lower_998, lower_95, upper_95, upper_998. Gives the columns flag ('within
    chance', 'worth a look' between the limits of 95% and 99.8%, 'differs beyond chance' outside both) and way
    ('better' or 'worse', 'higher' or 'lower' where neither is better, '' within chance).

    >>> row = {"value": [9.0], "lower_998": [1], "lower_95": [2], "upper_95": [5], "upper_998": [7]}
    >>> flags(pd.DataFrame(row), "lower").values.tolist()
    [['differs beyond chance', 'worse']]
    """
    value = units["value"].to_numpy(dtype=float)
    below, far_below = _below(value, units["lower_95"]), _below(value, units["lower_998"])
    above, far_above = _below(-value, -units["upper_95"]), _below(-value, -units["upper_998"])
    flag = np.where(far_below | far_above, DIFFERS, np.where(below | above, LOOK, WITHIN))
    ways = {"higher": ("better", "worse"), "lower": ("worse", "better"), "neither": ("higher", "lower")}
    high, low = ways[better]
    way = np.where(above, high, np.where(below, low, ""))
    return pd.DataFrame({"flag": flag.astype(object), "way": way.astype(object)}, index=units.index)


def _below(value: np.ndarray, limit: pd.Series) -> np.ndarray:
    line = limit.to_numpy(dtype=float)
    return value < line - SLACK * np.abs(line)


def by_chance(count: int) -> tuple[float, float]:
    """How many of ``count`` units would lie outside the 95% and the 99.8% limits, if chance alone were at
    work.

    >>> by_chance(140)
    (7.0, 0.28)
    """
    return 2 * NEAR * count, 2 * FAR * count
