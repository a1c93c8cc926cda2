"""Who is stretched: members who give more than was agreed with their manager, or carry far more than most.

Role overload is to be expected to do more than one's time and means allow (Kahn, Wolfe, Quinn, Snoek and
Rosenthal 1964, Organizational Stress). Here it is only what can be counted: hours beyond those agreed,
month after month, and much more in hand than others have. Belonging to many groups at once helps up to a
point and then costs attention (O'Leary, Mortensen and Woolley 2011, Multiple team membership, Academy of
Management Review 36: 461-478). Whether somebody is overloaded only that person can say: ask.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

MONTHS = 3
"""How many of the last full months are looked at."""

AT_LEAST = 2
"""In how many of them somebody must pass the agreed hours: once may be a busy month."""

MANY = 3
"""Less than this of anything is not many, however little others have."""

ENOUGH_TO_COMPARE = 8
"""With fewer members nobody stands out: quartiles of a handful say nothing."""


def beyond_agreed(
    hours: pd.DataFrame,
    members: pd.DataFrame,
    as_of: pd.Timestamp,
    months: int = MONTHS,
    at_least: int = AT_LEAST,
) -> pd.DataFrame:
    """Whose hours pass those agreed, in how many of the last full months.

    ``hours`` has member, month (any day of it) and hours, as `hours.recorded_hours` gives; ``members``
    name, organisation and hours_a_month (agreed with the manager; NA if nothing is agreed). Gives, for
    each member with agreed hours, the columns member, organisation, agreed, given (the mean a month),
    months_beyond and stretched (in ``at_least`` months or more); the stretched first, then those
    furthest beyond, then by name. The month of ``as_of`` counts only if that is its last day.

    >>> members = pd.DataFrame({"name": ["Amina"], "organisation": ["Council"], "hours_a_month": [4]})
    >>> hours = pd.DataFrame({"member": "Amina", "month": pd.to_datetime(["2026-04-01", "2026-06-01"]),
    ...     "hours": [5.0, 6.0]})
    >>> beyond_agreed(hours, members, pd.Timestamp("2026-06-30"))[["months_beyond", "stretched"]].values
    array([[2, True]], dtype=object)
    """
    if not 1 <= at_least <= months:
        raise ValueError(f"Look at one month or more, and ask for 1 to {months} of them; not {at_least}.")
    last = (as_of.normalize() + pd.Timedelta(days=1)).to_period("M") - 1
    looked_at = pd.period_range(end=last, periods=months, freq="M")
    agreed = members[members["hours_a_month"].notna()].drop_duplicates("name")
    names = agreed["name"].astype("object").to_numpy()
    month = pd.to_datetime(hours["month"]).dt.to_period("M")
    inside = hours["member"].isin(names) & month.isin(looked_at)
    summed = hours[inside].groupby(["member", month[inside]])["hours"].sum()
    grid = pd.MultiIndex.from_product([names, looked_at], names=["member", "month"])
    given = summed.reindex(grid).fillna(0.0).to_numpy(dtype="float64").reshape(len(names), months)
    most = agreed["hours_a_month"].to_numpy(dtype="float64")
    beyond = (given > most[:, None] + _ROUNDING).sum(axis=1)
    found = pd.DataFrame(
        {
            "member": names,
            "organisation": agreed["organisation"].astype("object").to_numpy(),
            "agreed": most,
            "given": given.mean(axis=1),
            "months_beyond": beyond,
            "stretched": beyond >= at_least,
        }
    )
    ordered = found.assign(over=(found["given"] - found["agreed"]).round(6)).sort_values(
        ["stretched", "over", "member"], ascending=[False, False, True], ignore_index=True
    )
    return ordered.drop(columns="over")


_ROUNDING = 1e-9


def carrying_much(load: pd.DataFrame) -> pd.DataFrame:
    """Who has far more in hand than most members: of communities, open actions, or roles.

    ``load`` has member and one column of counts for each thing carried, such as communities and
    open_actions; NA counts as 0. Somebody stands out whose count is above Tukey's upper fence, the upper
    quartile and one and a half times the distance between the quartiles (Tukey 1977, Exploratory Data
    Analysis, chapter 2; quartiles as numpy's default has them), and is `MANY` or more. Gives the columns
    member, carries (the column's name), count, median and fence: first those who stand out in most
    things, then by name. Empty with fewer than `ENOUGH_TO_COMPARE` members.

    >>> load = pd.DataFrame({"member": list("ABCDEFGH"), "open_actions": [1, 0, 2, 1, 1, 0, 2, 9]})
    >>> carrying_much(load).to_dict("records")
    [{'member': 'H', 'carries': 'open_actions', 'count': 9, 'median': 1.0, 'fence': 3.875}]
    """
    columns = ["member", "carries", "count", "median", "fence"]
    things = [name for name in load.columns if name != "member"]
    parts = []
    if len(load) >= ENOUGH_TO_COMPARE:
        for thing in things:
            counts = load[thing].fillna(0).astype("int64")
            lower, median, upper = np.quantile(counts, [0.25, 0.5, 0.75])
            fence = upper + 1.5 * (upper - lower)
            far = (counts > fence) & (counts >= MANY)
            for member, count in zip(load.loc[far, "member"], counts[far], strict=True):
                parts.append((str(member), thing, int(count), float(median), float(fence)))
    found = pd.DataFrame(parts, columns=columns)
    times = found.groupby("member")["carries"].transform("size") if len(found) else found["count"]
    ordered = found.assign(times=-times).sort_values(["times", "member", "carries"], ignore_index=True)
    return ordered[columns]
