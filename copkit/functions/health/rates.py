"""The value of an indicator in each period, from what was observed of each unit."""

from __future__ import annotations

import pandas as pd


def rate(observations: pd.DataFrame, multiplier: float) -> pd.DataFrame:
    """The value of an indicator in each period, over all units: the sum of numerators over the sum of
    denominators, times ``multiplier``; the plain sum of numerators where there is no denominator.

    ``observations`` has the columns period, numerator, denominator. Gives the columns period, value,
    units (rows that went in), in the order of periods. Periods of denominator 0 are left out.

    >>> seen = pd.DataFrame({"period": ["2026-01", "2026-01"], "numerator": [1, 2], "denominator": [10, 20]})
    >>> rate(seen, 100)["value"].tolist()
    [10.0]
    """
    rows = observations.dropna(subset=["period", "numerator"])
    whole = rows["denominator"].notna()
    rows = rows[whole] if whole.any() else rows
    by_period = rows.groupby("period")
    found = by_period[["numerator", "denominator"]].sum().assign(units=by_period.size())
    if whole.any():
        found = found[found["denominator"] > 0]
        found["value"] = found["numerator"] / found["denominator"] * multiplier
    else:
        found["value"] = found["numerator"]
    return found.reset_index()[["period", "value", "units"]]
