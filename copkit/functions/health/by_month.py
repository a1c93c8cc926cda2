"""Figures of communities by calendar month: which months are told, and what a month without anything says.

Months are counted through, twelve to a year, so that they can be reckoned with. A month is told once it is
over; the months before the first record of a community are not, for nobody knows whether nothing happened or
nothing was written down.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

WHOLE_PLACE = "the whole place"
COLUMNS = ["community", "month", "value", "numerator", "denominator"]


def month_number(days: pd.Series) -> pd.Series:
    """The number of the calendar month of each day: twelve times the year, and 0 for January.

    >>> month_number(pd.Series(pd.to_datetime(["2026-01-31", "2026-02-01"]))).tolist()
    [24312, 24313]
    """
    found = pd.to_datetime(days)
    return (found.dt.year * 12 + found.dt.month - 1).astype("int64")


def last_whole_month(day: pd.Timestamp) -> int:
    """The number of the last month that is over at the end of a day.

    >>> last_whole_month(pd.Timestamp("2026-02-27")), last_whole_month(pd.Timestamp("2026-02-28"))
    (24312, 24313)
    """
    after = day + pd.Timedelta(days=1)
    return after.year * 12 + after.month - 2


def first_days(months: np.ndarray) -> pd.DatetimeIndex:
    """The first day of each month.

    >>> first_days(np.array([24313]))[0].isoformat()
    '2026-02-01T00:00:00'
    """
    since_1970 = np.asarray(months, dtype="int64") - 1970 * 12
    return pd.DatetimeIndex(since_1970.astype("datetime64[M]")).as_unit("us")


def scoped(records: pd.DataFrame, whole_place: bool, needed: list[str]) -> pd.DataFrame:
    """Records that say all that is ``needed``: those of a community, or all as those of `WHOLE_PLACE`.

    >>> rows = pd.DataFrame({"community": ["Homes", None], "date": ["2026-01-01", "2026-01-02"]})
    >>> scoped(rows, True, ["date"])["community"].tolist(), len(scoped(rows, False, ["date"]))
    (['the whole place', 'the whole place'], 1)
    """
    if whole_place:
        records = records.assign(community=WHOLE_PLACE)
    records = records.dropna(subset=["community", *needed])
    return records.assign(community=records["community"].astype("object"))


def every_month(found: pd.DataFrame, first: pd.Series, last: int) -> pd.DataFrame:
    """A row for each community and month from its ``first`` (by community, a number of a month) to ``last``.

    ``found`` has the columns community, month, numerator and, of a share, denominator, one row each. A month
    without a row has 0; the value of a share is missing where the denominator is 0. Gives the columns
    community, month (its first day), value, numerator, denominator (missing of a count).

    >>> one = pd.DataFrame({"community": ["Homes"], "month": [24312], "numerator": [3]})
    >>> every_month(one, pd.Series({"Homes": 24312}), 24313)["value"].tolist()
    [3.0, 0.0]
    """
    first = first[first <= last].sort_index()
    lengths = (last - first + 1).to_numpy(dtype="int64")
    steps = np.arange(lengths.sum()) - np.repeat(lengths.cumsum() - lengths, lengths)
    rows = pd.DataFrame(
        {
            "community": np.repeat(first.index.to_numpy(dtype=object), lengths),
            "month": np.repeat(first.to_numpy(dtype="int64"), lengths) + steps,
        }
    )
    rows = rows.merge(found.astype({"community": "object"}), "left", on=["community", "month"])
    rows["numerator"] = rows["numerator"].fillna(0).astype("float64")
    if "denominator" in rows:
        rows["denominator"] = rows["denominator"].fillna(0).astype("float64")
        rows["value"] = rows["numerator"] / rows["denominator"].where(rows["denominator"] > 0)
    else:
        rows["denominator"], rows["value"] = np.nan, rows["numerator"]
    rows["month"] = first_days(rows["month"].to_numpy())
    return rows[COLUMNS]


def different_people(records: pd.DataFrame, last: int) -> pd.DataFrame:
    """How many different people the records of each community and month name.

    ``records`` has the columns community, member, date, none missing. Gives what `every_month` gives.

    >>> rows = pd.DataFrame({"community": "Homes", "member": ["Ann", "Ann"],
    ...                      "date": ["2026-01-02", "2026-01-09"]})
    >>> different_people(rows, 24312)["value"].tolist()
    [1.0]
    """
    rows = records.assign(month=month_number(records["date"]))
    counted = rows.groupby(["community", "month"])["member"].nunique().rename("numerator").reset_index()
    return every_month(counted, rows.groupby("community")["month"].min(), last)
