"""The calendar of a community and its rhythm."""

from __future__ import annotations

import pandas as pd

_STEPS = {
    "weekly": pd.DateOffset(weeks=1),
    "fortnightly": pd.DateOffset(weeks=2),
    "monthly": pd.DateOffset(months=1),
    "quarterly": pd.DateOffset(months=3),
    "yearly": pd.DateOffset(years=1),
}


def occurrences(events: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """The events between two days, both included, with each repetition of those that repeat.

    ``events`` has the columns date and repeats. A weekly or fortnightly event falls on the same
    weekday. A monthly, quarterly or yearly one keeps its date, and falls on the last day of a month
    that is too short for it (iCalendar leaves such a month out: RFC 5545, section 3.3.10).

    Gives rows of ``events`` with ``date`` set to the day of the occurrence, in the order of dates.

    >>> weekly = pd.DataFrame({"name": ["Call"], "date": [pd.Timestamp("2026-01-05")], "repeats": ["weekly"]})
    >>> len(occurrences(weekly, pd.Timestamp("2026-01-06"), pd.Timestamp("2026-01-31")))
    3
    """
    repeats = events["repeats"].astype("object")
    parts = [events[repeats.isna()]]
    for rhythm, step in _STEPS.items():
        for row, begun in events.loc[repeats == rhythm, "date"].items():
            days = []
            number, day = 0, begun
            while day <= last:
                if day >= first:
                    days.append(day)
                number += 1
                day = begun + number * step
            if days:
                parts.append(events.loc[[row] * len(days)].assign(date=pd.to_datetime(days)))
    found = pd.concat([part for part in parts if len(part)]) if any(map(len, parts)) else events.head(0)
    return found[found["date"].between(first, last)].sort_values(["date", "name"], kind="stable")


def months_without(dates: pd.Series, first: pd.Timestamp, last: pd.Timestamp) -> list[pd.Timestamp]:
    """The first days of the calendar months from ``first`` to ``last`` in which nothing took place."""
    months = pd.date_range(first.normalize().replace(day=1), last, freq="MS")
    held = set(dates.dropna().dt.to_period("M"))
    return [month for month in months if month.to_period("M") not in held]
