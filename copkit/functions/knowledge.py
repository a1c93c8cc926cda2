"""Function 6: which issues have no resource, what is out of date, what is used, how well it is described.

A frame of resources has the columns of the table 'resources'; each function names those that it needs.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

STALE_AFTER = pd.DateOffset(years=2)
"""A resource without a day of review is to be checked when it is older than this: a rule of this kit, and
of no standard."""

APPLIED = ("applied", "adapted")
"""Uses that put a resource to work: 'applied value' (Wenger, Trayner and de Laat 2011, cycle 3)."""

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
"""Columns of a resource and the Dublin Core element that each holds (DCMI Metadata Terms 2020, section
3). Of the fifteen elements contributor, coverage, format, relation and source have no column."""


def resources_by_issue(
    issues: Sequence[str], resource_issues: pd.DataFrame, resources: Sequence[str]
) -> pd.Series:
    """How many of the resources help with each issue: whole numbers by issue, 0 for a gap.

    ``resource_issues`` has the columns resource and issue; a pair counts once. A knowledge map with its
    gaps (Ermine, Boughzala and Tounkara 2006, Critical knowledge map as a decision tool).

    >>> pairs = pd.DataFrame({"resource": ["Damp check"], "issue": ["damp"]})
    >>> resources_by_issue(["damp", "falls"], pairs, ["Damp check"]).to_dict()
    {'damp': 1, 'falls': 0}
    """
    links = resource_issues[resource_issues["resource"].isin(list(resources))].drop_duplicates(
        ["resource", "issue"]
    )
    counted = links["issue"].astype("object").value_counts()
    return counted.reindex(list(issues), fill_value=0).astype("int64")


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


def usage(
    resources: pd.DataFrame, uses: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp
) -> pd.DataFrame:
    """How many people opened each resource, put it to use (applied or adapted) and passed it on, after
    ``first`` and up to ``last``.

    ``uses`` has the columns resource, member, used and use. A person counts once for each kind of use; a
    use by nobody knows whom counts as a person of its own. Gives the columns resource, opened, applied,
    shared, the most put to use first, equal ones by name; resources without a use have 0.

    >>> uses = pd.DataFrame({"resource": ["Guide"] * 3, "member": ["Ann", "Ann", None],
    ...     "used": pd.to_datetime(["2026-05-01"] * 3), "use": ["opened", "applied", "opened"]})
    >>> shelf = pd.DataFrame({"name": ["Guide"]})
    >>> year = pd.Timestamp("2025-06-30"), pd.Timestamp("2026-06-30")
    >>> usage(shelf, uses, *year).to_dict("records")
    [{'resource': 'Guide', 'opened': 2, 'applied': 1, 'shared': 0}]
    """
    within = uses[(uses["used"] > first) & (uses["used"] <= last)]
    alone = pd.Series(within.index, index=within.index).map(lambda row: f"use {row}")
    rows = pd.DataFrame(
        {
            "resource": within["resource"].astype("object"),
            "use": within["use"].astype("object").replace(dict.fromkeys(APPLIED, "applied")),
            "who": within["member"].astype("object").where(within["member"].notna(), alone),
        }
    ).drop_duplicates()
    counts = rows.groupby(["resource", "use"]).size()
    found = pd.DataFrame({"resource": resources["name"].astype("object")})
    for use in ("opened", "applied", "shared"):
        of_use = counts.xs(use, level="use") if use in counts.index.unique("use") else {}
        found[use] = found["resource"].map(of_use).fillna(0).astype("int64")
    return found.sort_values(
        ["applied", "opened", "shared", "resource"],
        ascending=[False, False, False, True],
        ignore_index=True,
    )


def completeness(resources: pd.DataFrame) -> pd.Series:
    """The share of resources that fill in each Dublin Core element: 0 to 1 by element, the emptiest
    first. NaN for every element where there are no resources.

    Completeness as Bruce and Hillmann 2004 define it (The continuum of metadata quality), over the
    elements of DCMI Metadata Terms 2020.
    """
    shares = pd.Series(
        {element: float(resources[column].notna().mean()) for column, element in DUBLIN_CORE.items()},
        dtype="float64",
    )
    return shares.sort_values(kind="stable")


def missing_elements(resources: pd.DataFrame) -> pd.Series:
    """The Dublin Core elements that each resource leaves empty: a tuple of them by the name of the
    resource, those that miss most first, equal ones by name."""
    empty = resources[list(DUBLIN_CORE)].isna().rename(columns=DUBLIN_CORE)
    lacking = {
        str(name): tuple(element for element in empty if row[element])
        for name, (_, row) in zip(resources["name"], empty.iterrows(), strict=True)
    }
    ranked = sorted(lacking, key=lambda name: (-len(lacking[name]), name))
    return pd.Series({name: lacking[name] for name in ranked}, dtype="object")


def events_without_resource(
    events: pd.DataFrame, resources: pd.DataFrame, kinds: Sequence[str]
) -> pd.DataFrame:
    """The events of some kinds that left no resource behind, the newest first.

    ``events`` has the columns name, kind and date; ``resources`` the column event. After each event to
    learn from, what was learnt is to be written up (Collison and Parcell 2004, Learning to Fly).
    """
    left = events[events["kind"].isin(list(kinds)) & ~events["name"].isin(resources["event"].dropna())]
    return left.sort_values(["date", "name"], ascending=[False, True], kind="stable")
