"""Levels of participation, and the movement between them."""

from __future__ import annotations

import pandas as pd

from copkit.place.schema.people import ROLES

LEFT = "not a member"
"""Where somebody who joined came from, and somebody who left went."""


def role_on(memberships: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    """The role of each member in each community on a day: a series by (member, community).

    Where two rows hold on the day, the one that began last counts.
    """
    since, until = memberships["since"], memberships["until"]
    holds = (since.isna() | (since <= day)) & (until.isna() | (until >= day))
    rows = memberships[holds].sort_values("since", na_position="first", kind="stable")
    return rows.drop_duplicates(["member", "community"], keep="last").set_index(["member", "community"])[
        "role"
    ]


def movement(memberships: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Who moved from which role to which between two days: counts, from (rows) to (columns).

    Rows and columns are the levels of participation (Wenger, McDermott and Snyder 2002, chapter 3),
    the coordinator first, and 'not a member'. Members of two communities count in each. Those whose
    first day is not known count as members from the start.
    """
    before, after = role_on(memberships, first), role_on(memberships, last)
    names = [*ROLES, LEFT]
    pairs = pd.DataFrame({"before": before.astype("object"), "after": after.astype("object")}).fillna(LEFT)
    counted = pd.crosstab(pairs["before"], pairs["after"]) if len(pairs) else pd.DataFrame()
    return counted.reindex(index=names, columns=names, fill_value=0).astype("int64")


def inward_and_outward(moves: pd.DataFrame) -> tuple[int, int]:
    """From the counts of `movement`: how many moved towards the centre, and how many away from it,
    among those who were members on both days."""
    places = {role: place for place, role in enumerate(ROLES)}
    inward = outward = 0
    for before, row in moves.iterrows():
        for after, number in row.items():
            if before in places and after in places:
                inward += int(number) * (places[str(after)] < places[str(before)])
                outward += int(number) * (places[str(after)] > places[str(before)])
    return inward, outward
