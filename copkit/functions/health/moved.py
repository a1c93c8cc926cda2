"""Whether indicators moved: what the newest point of the control chart of each says."""

from __future__ import annotations

import pandas as pd

from copkit.functions.health.control_chart import control_chart
from copkit.functions.health.rates import rate
from copkit.functions.health.variation import direction

BETTER = "better"
WORSE = "worse"
NO_CHANGE = "no change"
TOO_FEW = "too few figures"


def moved(indicators: pd.DataFrame, observations: pd.DataFrame) -> pd.Series:
    """Whether each indicator moved: 'better', 'worse', 'no change' (none that can be told from chance) or
    'too few figures' (the limits of its control chart would be trial limits), by the names of indicators.

    ``indicators`` has the columns name, better, multiplier; ``observations`` indicator, period, numerator,
    denominator; all units together.

    >>> figures = pd.DataFrame({"name": ["Falls"], "better": ["lower"], "multiplier": [1]})
    >>> months = pd.date_range("2025-01-01", periods=16, freq="MS")
    >>> seen = pd.DataFrame({"indicator": "Falls", "period": months,
    ...     "numerator": [9, 10, 9, 10, 9, 10, 9, 10, 9, 5, 6, 5, 6, 5, 6, 5], "denominator": None})
    >>> moved(figures, seen).to_dict()
    {'Falls': 'better'}
    """
    found = {}
    for _, each in indicators.dropna(subset=["name"]).drop_duplicates("name").iterrows():
        own = observations[observations["indicator"].astype("object") == each["name"]]
        multiplier = 1.0 if pd.isna(each["multiplier"]) else float(each["multiplier"])
        values = rate(own, multiplier).set_index("period")["value"].astype("float64")
        chart = control_chart(values, each["better"])
        if chart is None or chart.limits[-1].is_trial:
            found[each["name"]] = TOO_FEW
        else:
            found[each["name"]] = direction(chart, each["better"])
    return pd.Series(found, dtype="object")
