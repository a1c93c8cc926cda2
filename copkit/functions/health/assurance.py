"""The icon of assurance in words: whether a target will be met as things are."""

from __future__ import annotations

import numpy as np

from copkit.functions.health.control_chart import Better, Chart


def assurance(chart: Chart, target: float | None, better: Better) -> str:
    """Whether the target will be met as things are: 'pass', 'fail', 'hit or miss', or '' for none.

    There is none without a target, where neither way is better, or where the newest phase has no limits yet.
    A target on a limit is hit or miss.

    >>> import pandas as pd
    >>> from copkit.functions.health.control_chart import control_chart
    >>> chart = control_chart(pd.Series([1.0, 2.0, 1.0, 2.0]))
    >>> assurance(chart, 5, "higher"), assurance(chart, 5, "lower"), assurance(chart, 2, "lower")
    ('fail', 'pass', 'hit or miss')
    """
    known = target is not None and not np.isnan([target, chart.lower]).any()
    if target is None or not known or better == "neither":
        return ""
    if chart.lower <= target <= chart.upper:
        return "hit or miss"
    return "pass" if (chart.lower > target) == (better == "higher") else "fail"
