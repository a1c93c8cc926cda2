"""Function 6: which issues have no resource, what is out of date, what is used, how well it is described."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

STALE_AFTER = pd.DateOffset(years=2)
"""A resource without a day of review is to be checked when it is older than this."""

DUBLIN_CORE = {
    "name": "title",
    "creator": "creator",
    "subject": "subject",
    "description": "description",
    "publisher": "publisher",
    "made": "date",
    "kind": "type",
    "link": "identifier",
    "language": "language",
    "licence": "rights",
}
"""Columns of a resource and the Dublin Core element that each holds (DCMI Metadata Terms 2020)."""


def resources_by_issue(
    issues: Sequence[str], resource_issues: pd.DataFrame, resources: Sequence[str]
) -> pd.Series:
    """How many of the resources help with each issue: a series by issue, 0 for a gap.

    ``resource_issues`` has the columns resource, issue."""
    links = resource_issues[resource_issues["resource"].isin(resources)].drop_duplicates(
        ["resource", "issue"]
    )
    counted = links["issue"].value_counts()
    return counted.reindex(list(issues), fill_value=0).astype("int64")


def stale(resources: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """The resources whose day of review is past, or that have none and were made over two years ago.

    ``resources`` has the columns name, made, review. Gives its rows with one more column, since: the
    day from which the resource was due for a check. The longest overdue first.
    """
    due = resources["review"].fillna(resources["made"] + STALE_AFTER)
    found = resources.assign(since=due)[due < as_of]
    return found.sort_values(["since", "name"], kind="stable")


def usage(
    resources: pd.DataFrame, uses: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp
) -> pd.DataFrame:
    """How often each resource was opened, and put to use (applied, adapted or shared), between two days.

    ``uses`` has the columns resource, used, use. Gives the columns resource, opened, put_to_use, the
    most used first; resources without a use have 0 in both.
    """
    within = uses[(uses["used"] > first) & (uses["used"] <= last) & uses["resource"].isin(resources["name"])]
    opened = (within["use"] == "opened").astype("int64")
    counted = pd.DataFrame({"resource": within["resource"], "opened": opened, "put_to_use": 1 - opened})
    found = counted.groupby("resource").sum().reindex(resources["name"], fill_value=0)
    found = found.rename_axis("resource").reset_index().astype({"opened": "int64", "put_to_use": "int64"})
    return found.sort_values(
        ["put_to_use", "opened", "resource"], ascending=[False, False, True], ignore_index=True
    )


def completeness(resources: pd.DataFrame) -> pd.Series:
    """The share of resources that fill in each Dublin Core element, 0 to 1: a series by element, the
    emptiest first."""
    shares = pd.Series(
        {element: float(resources[column].notna().mean()) for column, element in DUBLIN_CORE.items()},
        dtype="float64",
    )
    return shares.sort_values(kind="stable")


def events_without_resource(
    events: pd.DataFrame, resources: pd.DataFrame, kinds: Sequence[str]
) -> pd.DataFrame:
    """The events of some kinds that left no resource behind, the newest first.

    ``events`` has the columns name, kind, date; ``resources`` the column event."""
    left = events[events["kind"].isin(list(kinds)) & ~events["name"].isin(resources["event"].dropna())]
    return left.sort_values(["date", "name"], ascending=[False, True], kind="stable")
