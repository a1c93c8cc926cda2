"""The icon of variation in words: what the newest point of a control chart says."""

from __future__ import annotations

from copkit.functions.health.control_chart import Better, Chart, variation_of

FEWEST_POINTS = 6
"""With fewer points in a phase nothing is said of it: its limits would be a guess."""

COARSE = "moves in steps too large for a chart"
EARLY = "too few points since the change"


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


def newest_said(chart: Chart) -> str:
    """What may be said of the newest point: its `variation`, or why a chart cannot tell: its newest phase is
    `COARSE`, or too `EARLY` with fewer than `FEWEST_POINTS` points.

    >>> import pandas as pd
    >>> from copkit.functions.health.control_chart import control_chart
    >>> newest_said(control_chart(pd.Series([0.0, 0, 1, 0, 0, 0, 1, 0])))
    'moves in steps too large for a chart'
    """
    if _too_short(chart, len(chart.limits)):
        return EARLY
    return COARSE if chart.is_coarse else variation(chart)


def variations_said(chart: Chart) -> list[str]:
    """What may be said of each point, in the order of time: its variation; '' for a missing point, and in a
    phase that is too coarse or too short to tell.

    >>> import pandas as pd
    >>> from copkit.functions.health.control_chart import control_chart
    >>> set(variations_said(control_chart(pd.Series([0.0, 0, 1, 0, 0, 0, 1, 0]))))
    {''}
    """
    mute = {
        number
        for number, limits in enumerate(chart.limits, 1)
        if limits.is_coarse or _too_short(chart, number)
    }
    points = zip(chart.points["phase"], chart.points["variation"], strict=True)
    return ["" if phase in mute else str(said) for phase, said in points]


def _too_short(chart: Chart, phase: int) -> bool:
    own = chart.points["phase"] == phase
    return int(chart.points.loc[own, "value"].notna().sum()) < FEWEST_POINTS
