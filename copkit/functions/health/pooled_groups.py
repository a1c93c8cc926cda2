"""One mean and one standard deviation of a unit, from those of its groups: the months of a year, say."""

from __future__ import annotations

import numpy as np
import pandas as pd


def pooled_groups(groups: pd.DataFrame) -> pd.DataFrame:
    """The number, the mean and the standard deviation of all values of each unit, as if the values of its
    groups stood in one list.

    ``groups`` has the columns unit, total (the sum of the values), n (how many) and sd (their standard
    deviation, with n - 1; NaN where it is not known). Groups without a total or with n of 0 are left out.
    Gives the columns unit, n, mean, sd, in the order in which units came, as `funnel` takes them for means.

    The squares add up: those within groups, (n - 1) sd squared, and those between, n times the squared
    distance of each mean to that of the unit (the analysis of variance; as the Cochrane Handbook, section
    6.5.2.10, combines groups). A group of one value needs no sd. Where any other has none, that of the unit
    is not known: NaN, as it is for a single value.

    Raises ValueError, in words, for a number or a spread below 0, or without end.

    >>> months = pd.DataFrame({"unit": ["a", "a"], "total": [6.0, 11.0], "n": [3, 2], "sd": [1.0, 0.7071068]})
    >>> pooled_groups(months).round(4).values.tolist()  # the values 1, 2, 3 and 5, 6
    [['a', 5.0, 3.4, 2.0736]]
    """
    rows = groups[["unit", "total", "n", "sd"]].dropna(subset=["unit", "total", "n"])
    rows = rows.astype({"unit": "object", "total": "float64", "n": "float64", "sd": "float64"})
    rows = rows[rows["n"] != 0]
    wrong = (rows["n"] < 0) | (rows["sd"] < 0) | ~np.isfinite(rows[["total", "n"]]).all(axis=1)
    wrong |= np.isinf(rows["sd"])
    if wrong.any():
        raise ValueError(
            f"A figure of the unit '{rows.loc[wrong, 'unit'].iloc[0]}' has a number or a spread below 0, or "
            "without end. Correct it first."
        )
    n, unit = rows["n"], rows["unit"]
    within = (n - 1) * rows["sd"] ** 2
    rows = rows.assign(within=within.where(n > 1, 0.0), mean=rows["total"] / n)
    sums = rows.groupby("unit", sort=False)[["total", "n"]].sum()
    means = sums["total"] / sums["n"]
    between = n * (rows["mean"] - unit.map(means)) ** 2
    squares = (rows["within"] + between).groupby(unit, sort=False).sum(min_count=1)
    unknown = rows["within"].isna().groupby(unit, sort=False).any()
    degrees = (sums["n"] - 1).where(lambda left: left > 0)
    sd = np.sqrt(squares / degrees).mask(unknown)
    found = pd.DataFrame({"n": sums["n"], "mean": means, "sd": sd}).rename_axis("unit").reset_index()
    return found.astype({"unit": "object"})
