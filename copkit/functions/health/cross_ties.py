"""Ties across communities: the share of the ties recorded in a month that lead out of a community.

Ties that stand are not added up over the years: such a sum moves slowly whatever happens, and a control chart
would take that for change. A tie has no end in the records, either.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from copkit.functions.health.by_month import WHOLE_PLACE, every_month, last_whole_month, month_number
from copkit.functions.health.standing_members import standing


def ties_across(
    ties: pd.DataFrame, memberships: pd.DataFrame, as_of: pd.Timestamp, whole_place: bool = False
) -> pd.DataFrame:
    """The share of ties across communities among those recorded in each month; see `every_month`.

    ``ties`` has the columns member, to_member, seen; ``memberships`` as for `standing`. Two people count once
    in a month, whoever named whom and in whatever kinds, if both belong to a community at its end. Of a
    community, the ties with one or both of the two in it count, and those across lead to somebody who is not.
    Of the whole place, those across join two who share no community.

    >>> tied = pd.DataFrame({"member": ["Ann", "Bo"], "to_member": ["Bo", "Cy"], "seen": "2026-01-02"})
    >>> members = pd.DataFrame({"member": ["Ann", "Bo", "Cy"], "community": ["Homes", "Homes", "Care"],
    ...                         "role": "core", "since": pd.NaT, "until": pd.NaT})
    >>> found = ties_across(tied, members, pd.Timestamp("2026-01-31"))
    >>> found[["community", "value"]].to_numpy().tolist()
    [['Care', 1.0], ['Homes', 0.5]]
    """
    last = last_whole_month(as_of)
    rows = ties.dropna(subset=["member", "to_member", "seen"])
    pairs = pd.DataFrame(
        {
            "month": month_number(rows["seen"]).to_numpy(),
            "one": np.minimum(
                rows["member"].to_numpy(dtype=object), rows["to_member"].to_numpy(dtype=object)
            ),
            "other": np.maximum(
                rows["member"].to_numpy(dtype=object), rows["to_member"].to_numpy(dtype=object)
            ),
        }
    )
    pairs = pairs[(pairs["one"] != pairs["other"]) & (pairs["month"] <= last)]
    pairs = pairs.drop_duplicates(ignore_index=True).rename_axis("pair").reset_index()
    begins = int(pairs["month"].min()) if len(pairs) else last + 1
    members = standing(memberships, begins, last)[["community", "member", "month"]]
    ends = [
        pairs.merge(members, left_on=["month", side], right_on=["month", "member"])[
            ["pair", "month", "community"]
        ]
        for side in ("one", "other")
    ]
    known = set(ends[0]["pair"]) & set(ends[1]["pair"])
    sides = pd.concat(ends, ignore_index=True)
    sides = sides[sides["pair"].isin(known)]
    each = sides.groupby(["pair", "month", "community"]).size().rename("ends").reset_index()
    if whole_place:
        each = each.groupby(["pair", "month"], as_index=False)["ends"].max().assign(community=WHOLE_PLACE)
    each["across"] = each["ends"] == 1
    counted = each.groupby(["community", "month"], as_index=False).agg(
        numerator=("across", "sum"), denominator=("across", "size")
    )
    return every_month(counted, counted.groupby("community")["month"].min(), last)
