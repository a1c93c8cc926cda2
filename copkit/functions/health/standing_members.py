"""Who belonged to a community at the end of each month, and how near its centre.

Levels of participation are those of Wenger, McDermott and Snyder 2002, chapter 3; the coordinator counts with
the core. There is no right share: theirs (a core of a tenth to a sixth, as many active again or a few more)
are what they saw in firms.
"""

from __future__ import annotations

import pandas as pd

from copkit.functions.health.by_month import every_month, last_whole_month, month_number, scoped

LEVELS = ("core", "active", "peripheral")
_LEVEL = {"coordinator": 0, "core": 0, "active": 1, "peripheral": 2}


def standing(memberships: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """The members of each community at the end of each month from ``first`` to ``last``, by their numbers.

    ``memberships`` has the columns member, community, role, since, until; an empty since is 'always', an
    empty until 'still'. Those in the role 'outside' are no members. Gives community, member, month, level (0
    core, 1 active, 2 peripheral: the nearest, if somebody has two at once), one row each.

    >>> rows = pd.DataFrame({"member": ["Ann"], "community": ["Homes"], "role": ["core"],
    ...     "since": pd.to_datetime(["2026-01-31"]), "until": pd.to_datetime(["2026-03-30"])})
    >>> standing(rows, 24310, 24320)["month"].tolist()
    [24312, 24313]
    """
    rows = pd.DataFrame(
        {
            "community": memberships["community"].astype("object"),
            "member": memberships["member"].astype("object"),
            "level": memberships["role"].astype("object").map(_LEVEL),
            "since": pd.to_datetime(memberships["since"]),
            "until": pd.to_datetime(memberships["until"]) + pd.Timedelta(days=1),
        }
    ).dropna(subset=["community", "member", "level"])
    begins, ends = pd.Series(first, rows.index), pd.Series(last, rows.index)
    begun, ended = rows["since"].notna(), rows["until"].notna()
    begins[begun] = month_number(rows["since"][begun]).clip(lower=first)
    ends[ended] = (month_number(rows["until"][ended]) - 1).clip(upper=last)
    lengths = (ends - begins + 1).clip(lower=0).to_numpy()
    each = rows[["community", "member", "level"]].loc[rows.index.repeat(lengths)].reset_index(drop=True)
    each["month"] = begins.repeat(lengths).to_numpy()
    each["month"] += each.groupby(rows.index.repeat(lengths).to_numpy()).cumcount()
    each = each.sort_values("level", kind="stable").drop_duplicates(["community", "member", "month"])
    return each.astype({"level": "int64"})[["community", "member", "month", "level"]]


def level_shares(
    memberships: pd.DataFrame, as_of: pd.Timestamp, whole_place: bool = False
) -> dict[str, pd.DataFrame]:
    """For each of `LEVELS`, its share of the members at the end of each month; see `every_month`.

    A community is told from the month of its first membership with a day on. Of the whole place, everybody
    counts once, with the nearest level.

    >>> rows = pd.DataFrame({"member": ["Ann", "Bo"], "community": "Homes", "role": ["core", "active"],
    ...     "since": pd.to_datetime(["2026-01-01", "2026-02-01"]), "until": pd.to_datetime([None, None])})
    >>> level_shares(rows, pd.Timestamp("2026-02-28"))["core"]["value"].tolist()
    [1.0, 0.5]
    """
    last = last_whole_month(as_of)
    rows = scoped(memberships, whole_place, ["member", "role"])
    rows = rows[rows["role"].astype("object").isin(list(_LEVEL))]
    dated = rows[rows["since"].notna()]
    first = month_number(dated["since"]).groupby(dated["community"]).min()
    first.index.name = "community"
    counted = standing(rows, int(first.min()) if len(first) else last + 1, last)
    found = {}
    for number, level in enumerate(LEVELS):
        marked = counted[["community", "month"]].assign(own=counted["level"] == number)
        share = marked.groupby(["community", "month"], as_index=False).agg(
            numerator=("own", "sum"), denominator=("own", "size")
        )
        found[level] = every_month(share, first, last)
    return found
