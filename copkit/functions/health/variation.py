"""The icon of variation in words: what the newest point of a control chart says."""

from __future__ import annotations

from copkit.functions.health.control_chart import Better, Chart, variation_of


def variation(chart: Chart) -> str:
    """What the newest point says: 'common cause', 'special cause improvement', 'special cause concern', or
    'special cause, neither good nor bad' where no way is better.

    >>> import pandas as pd
    >>> from copkit.functions.health.control_chart import control_chart
    >>> variation(control_chart(pd.Series([1, 2, 3, 4, 5, 6, 7]), "higher"))
    'special cause improvement'
    """
    return variation_of(int(chart.newest["way"]), chart.better)


def direction(chart: Chart, better: Better) -> str:
    """What the newest point says: 'better', 'worse', or 'no change' if no rule marks it; 'higher' or 'lower'
    where neither is better.

    A trend takes its direction from its slope, any other rule from the side of the mean.

    >>> import pandas as pd
    >>> from copkit.functions.health.control_chart import control_chart
    >>> direction(control_chart(pd.Series([1, 2, 3, 4, 5, 6, 7])), "lower")
    'worse'
    """
    way = int(chart.newest["way"])
    if not way:
        return "no change"
    if better == "neither":
        return "higher" if way > 0 else "lower"
    return "better" if (way > 0) == (better == "higher") else "worse"
