"""Who uses the resources: by sector, or by organisation."""

from __future__ import annotations

import pandas as pd

APPLIED = ("applied", "adapted")


def uses_by(uses: pd.DataFrame, home: pd.Series, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """How many people of each group opened a resource and put one to use, after ``first`` and up to ``last``.

    ``uses`` has the columns resource, member, used and use; ``home`` is a series from member to group (an
    organisation, a sector; members without one are left out). Gives the columns group, people (who used
    anything), applied (people who applied or adapted something) and resources (different ones put to use);
    most people first, equal ones by name.

    >>> uses = pd.DataFrame({"resource": ["A", "A"], "member": ["Ann", "Bo"], "use": ["applied", "opened"],
    ...     "used": pd.to_datetime(["2026-05-01"] * 2)})
    >>> home = pd.Series({"Ann": "Council", "Bo": "Council"})
    >>> uses_by(uses, home, pd.Timestamp("2026-01-01"), pd.Timestamp("2026-06-30")).values.tolist()
    [['Council', 2, 1, 1]]
    """
    rows = uses[(uses["used"] > first) & (uses["used"] <= last)].dropna(subset=["member"])
    rows = rows.assign(group=rows["member"].map(home).astype("object")).dropna(subset=["group"])
    put = rows[rows["use"].isin(APPLIED)]
    found = pd.DataFrame(
        {
            "people": rows.groupby("group")["member"].nunique(),
            "applied": put.groupby("group")["member"].nunique(),
            "resources": put.groupby("group")["resource"].nunique(),
        }
    )
    found = found.fillna(0).astype("int64").rename_axis("group").reset_index()
    return found.sort_values(["people", "group"], ascending=[False, True], ignore_index=True)
