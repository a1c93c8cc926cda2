"""Which resources are to be checked: past their day of review, or old and without one."""

from __future__ import annotations

import pandas as pd

STALE_AFTER = pd.DateOffset(years=2)
"""A resource without a day of review is to be checked when it is older than this: a rule of this kit, and
of no standard."""


def stale(resources: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """The resources whose day of review is past, or that have none and were made over two years ago.

    ``resources`` has the columns name, made and review. Gives its rows with one more column, since: the
    day from which the resource was due for a check; the longest overdue first. Without a day (NaT)
    nothing is stale.

    >>> shelf = pd.DataFrame({"name": ["Old"], "made": pd.to_datetime(["2024-01-01"]),
    ...                       "review": pd.to_datetime([None])})
    >>> stale(shelf, pd.Timestamp("2026-06-30"))["since"].dt.year.tolist()
    [2026]
    """
    due = check_due(resources)
    found = resources.assign(since=due)[due < as_of]
    return found.sort_values(["since", "name"], kind="stable")


def check_due(resources: pd.DataFrame) -> pd.Series:
    """The day on which each resource is to be checked: its day of review, or else two years after it
    was made; NaT where neither is known."""
    return resources["review"].fillna(resources["made"] + STALE_AFTER)
