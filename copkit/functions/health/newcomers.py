"""Newcomers: who came for the first time, and whether they came again."""

from __future__ import annotations

import pandas as pd

from copkit.functions.health.by_month import every_month, last_whole_month, month_number

RETURN_WITHIN = 90
"""Days within which a newcomer comes again, or counts as not having come back."""


def first_visits(visits: pd.DataFrame) -> pd.DataFrame:
    """The first day on which each person came to each community, and the next day after it.

    ``visits`` has the columns community, member, date, none missing. Gives community, member, first, second
    (NaT if they never came again).

    >>> came = pd.DataFrame({"community": "Homes", "member": ["Ann", "Ann"],
    ...                      "date": pd.to_datetime(["2026-01-02", "2026-03-02"])})
    >>> first_visits(came)["second"].dt.month.tolist()
    [3]
    """
    days = visits[["community", "member", "date"]].drop_duplicates().sort_values("date", kind="stable")
    days["second"] = days.groupby(["community", "member"])["date"].shift(-1)
    found = days.drop_duplicates(["community", "member"]).rename(columns={"date": "first"})
    return found.reset_index(drop=True)


def newcomers(visits: pd.DataFrame, last: int) -> pd.DataFrame:
    """How many came to each community for the first time, by month; see `every_month` for what it gives.

    The month of the first record is left out: everybody is new in it. In the months just after it some may
    seem new who had come before the records begin.

    >>> came = pd.DataFrame({"community": "Homes", "member": ["Ann", "Bo"],
    ...                      "date": pd.to_datetime(["2026-01-02", "2026-02-02"])})
    >>> newcomers(came, 24313)["value"].tolist()
    [1.0]
    """
    counted, first = _by_month(visits)
    return every_month(counted.drop(columns="denominator"), first, last)


def returns(visits: pd.DataFrame, as_of: pd.Timestamp, within: int = RETURN_WITHIN) -> pd.DataFrame:
    """The share of each month's newcomers who came again, on another day, within so many days.

    A month is told when that many days are over for all its newcomers at the end of ``as_of``. As for
    `newcomers`, the month of the first record is left out. See `every_month` for what it gives.

    >>> came = pd.DataFrame({"community": "Homes", "member": ["Ann", "Bo", "Bo"],
    ...                      "date": pd.to_datetime(["2026-01-02", "2026-02-02", "2026-03-02"])})
    >>> returns(came, pd.Timestamp("2026-05-29"))["value"].tolist()
    [1.0]
    >>> len(returns(came, pd.Timestamp("2026-05-28")))
    0
    """
    days = pd.Timedelta(days=within)
    counted, first = _by_month(visits, days)
    return every_month(counted, first, last_whole_month(as_of - days))


def _by_month(visits: pd.DataFrame, within: pd.Timedelta | None = None) -> tuple[pd.DataFrame, pd.Series]:
    """Newcomers (denominator) and, if ``within`` is given, those who came back; and the second months."""
    found = first_visits(visits)
    found["month"] = month_number(found["first"])
    found["back"] = (found["second"] - found["first"] <= within) if within is not None else True
    counted = found.groupby(["community", "month"], as_index=False).agg(
        numerator=("back", "sum"), denominator=("back", "size")
    )
    return counted, found.groupby("community")["month"].min() + 1
