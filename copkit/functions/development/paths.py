"""Paths of members through the levels of participation: who moved, how long it took, where people leave.

The levels are those of Wenger, McDermott and Snyder 2002, Cultivating Communities of Practice, chapter 3; the
way inward is legitimate peripheral participation (Lave and Wenger 1991, Situated Learning). A path is told by
spells: the time that a member spent in one role of one community without a break. Months are 30.44 days.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import pandas as pd

from copkit.functions.development.cohorts import MONTH_IN_DAYS, with_cohort
from copkit.functions.development.roles import LEFT
from copkit.place.schema.people import ROLES

BREAK_IN_DAYS = 31
"""A shorter break between two roles is none: people end a row and begin the next at the meeting after."""

Row = tuple[pd.Timestamp, pd.Timestamp, str]
_DAY = pd.Timedelta(days=1)
_UNKNOWN_DAY = pd.Timestamp(1700, 1, 1)
_INWARD = {role: place for place, role in enumerate(reversed(ROLES))}
_EDGES = {
    "member": "object",
    "community": "object",
    "stay": "int64",
    "role": "object",
    "since": "datetime64[ns]",
    "until": "datetime64[ns]",
    "next": "object",
    "months": "float64",
}


def role_spells(
    memberships: pd.DataFrame, last: pd.Timestamp | str, break_days: int = BREAK_IN_DAYS
) -> pd.DataFrame:
    """What role each member had in each community, from when until when, and what came next.

    ``memberships`` has the columns member, community, role, since, until. Where two rows hold on a day, the
    one that began last counts (as in `role_on`). Nothing after ``last`` counts. A break of up to
    ``break_days`` days is none; a longer one is leaving, and what follows is another stay.

    Gives the columns member, community, stay (1 for the first), role, since (missing if nobody knows), until
    (the last day; missing if it goes on), next (a role, 'not a member', or missing if it goes on), months
    (how long so far; missing if the beginning is), sorted.

    >>> rows = pd.DataFrame({"member": "Ann", "community": "Homes", "role": ["peripheral", "core"],
    ...     "since": pd.to_datetime(["2025-01-01", "2025-07-01"]),
    ...     "until": pd.to_datetime(["2025-06-30", None])})
    >>> role_spells(rows, "2025-12-31")[["role", "next"]].fillna("goes on").to_numpy().tolist()
    [['peripheral', 'core'], ['core', 'goes on']]
    """
    day = pd.Timestamp(last)
    known = memberships[memberships["role"].notna() & ~(memberships["since"] > day)]
    early, late = _UNKNOWN_DAY, day + _DAY
    rows = pd.DataFrame(
        {
            "member": known["member"].astype("object"),
            "community": known["community"].astype("object"),
            "since": known["since"].fillna(early),
            "end": known["until"].add(_DAY).fillna(late).clip(upper=late),
            "role": known["role"].astype("object"),
        }
    )
    found: list[tuple[object, ...]] = []
    for (member, community), own in rows.groupby(["member", "community"], sort=True):
        spells = _spells(list(zip(own["since"], own["end"], own["role"], strict=True)), break_days)
        stay = 1
        for place, (since, end, role) in enumerate(spells):
            following = spells[place + 1] if place + 1 < len(spells) else None
            touches = following is not None and following[0] == end
            goes_on = end == late
            after = following[2] if following is not None and touches else None if goes_on else LEFT
            months = (end - since) / (_DAY * MONTH_IN_DAYS) if since != early else None
            ends = end - _DAY if after is not None else None
            began = since if since != early else None
            found.append((member, community, stay, role, began, ends, after, months))
            stay += not touches
    return pd.DataFrame(found, columns=list(_EDGES)).astype(_EDGES)


def time_to_role(
    spells: pd.DataFrame,
    role: str,
    last: pd.Timestamp | str,
    *,
    sectors: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """How many months passed from joining a community to a role at least as far in as ``role``.

    ``spells`` is that of `role_spells` up to ``last``. A row for each member and community with a known
    beginning who joined further out: member, community, months, event (whether it was reached), ended
    ('reached', 'left' or 'goes on'), joined_as, joining_year, sector, for `kaplan_meier`. First stays only.
    Who left without reaching it is censored then: 1 less the curve is the share who would get there if
    nobody left, and more than the share who do (competing risks: Putter, Fiocco and Geskus 2007, Statistics
    in Medicine 26: 2389-2430). Raises ValueError for a role that is none.

    >>> rows = pd.DataFrame({"member": "Ann", "community": "Homes", "role": ["peripheral", "core"],
    ...     "since": pd.to_datetime(["2025-01-01", "2025-07-01"]), "until": pd.to_datetime([None, None])})
    >>> spells = role_spells(rows, "2025-12-31")
    >>> time_to_role(spells, "active", "2025-12-31")[["months", "ended"]].round(1).to_numpy().tolist()
    [[5.9, 'reached']]
    """
    if role not in _INWARD:
        raise ValueError(f"'{role}' is not a role. It can be {', '.join(ROLES)}.")
    own, first, until = _first_stays(spells, last)
    inward = own["role"].map(_INWARD)
    arrived = own[inward >= _INWARD[role]].groupby(["member", "community"])["since"].min()
    arrived = arrived.reindex(first.set_index(["member", "community"]).index).reset_index(drop=True)
    further_out = first["role"].map(_INWARD) < _INWARD[role]
    ended = until["next"].map({LEFT: "left"}).fillna("goes on").mask(arrived.notna(), "reached")
    found = pd.DataFrame(
        {
            "member": first["member"],
            "community": first["community"],
            "months": (arrived.fillna(until["end"]) - first["since"]) / (_DAY * MONTH_IN_DAYS),
            "event": arrived.notna(),
            "ended": ended.astype("object"),
            "joined_as": first["role"],
        }
    )
    found = with_cohort(found, first["since"], sectors)
    return found[further_out].reset_index(drop=True)


def time_to_leaving(
    spells: pd.DataFrame, last: pd.Timestamp | str, *, sectors: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """How many months passed from joining a community to leaving it, and in which role people left.

    ``spells`` is that of `role_spells` up to ``last``. A row for each member and community with a known
    beginning: member, community, months, event (left), left_as (the role at leaving; missing if they did
    not), joined_as, joining_year, sector, for `kaplan_meier`. First stays only.

    >>> rows = pd.DataFrame({"member": "Ann", "community": "Homes", "role": ["active"],
    ...     "since": pd.to_datetime(["2025-01-01"]), "until": pd.to_datetime(["2025-06-30"])})
    >>> found = time_to_leaving(role_spells(rows, "2025-12-31"), "2025-12-31")
    >>> found[["months", "event", "left_as"]].round(1).to_numpy().tolist()
    [[5.9, True, 'active']]
    """
    _, first, until = _first_stays(spells, last)
    left = until["next"] == LEFT
    found = pd.DataFrame(
        {
            "member": first["member"],
            "community": first["community"],
            "months": (until["end"] - first["since"]) / (_DAY * MONTH_IN_DAYS),
            "event": left,
            "left_as": until["role"].where(left, None),
            "joined_as": first["role"],
        }
    )
    return with_cohort(found, first["since"], sectors)


def where_people_leave(spells: pd.DataFrame) -> pd.DataFrame:
    """In which role people left, and how long after joining: a row for each role, the innermost first.

    ``spells`` is that of `role_spells`; each leaving counts, also one after coming back. Gives role, left
    (how many), share (of all who left, 0 to 1; missing if nobody did), median_months (from the beginning of
    that stay, among those who left and whose beginning is known). Many leave where many are: `move_rates`
    sets them against the time spent there.

    >>> rows = pd.DataFrame({"member": "Ann", "community": "Homes", "role": ["active"],
    ...     "since": pd.to_datetime(["2025-01-01"]), "until": pd.to_datetime(["2025-06-30"])})
    >>> found = where_people_leave(role_spells(rows, "2025-12-31"))
    >>> found.loc[found["role"] == "active", ["left", "share"]].to_numpy().tolist()
    [[1.0, 1.0]]
    """
    began = spells.groupby(["member", "community", "stay"])["since"].transform("first", skipna=False)
    left = spells[spells["next"] == LEFT]
    months = (left["until"] + _DAY - began[left.index]) / (_DAY * MONTH_IN_DAYS)
    number = left["role"].value_counts().reindex(list(ROLES), fill_value=0)
    return pd.DataFrame(
        {
            "role": list(ROLES),
            "left": number.to_numpy(dtype="int64"),
            "share": (number / len(left) if len(left) else number * float("nan")).to_numpy(),
            "median_months": months.groupby(left["role"]).median().reindex(list(ROLES)).to_numpy(dtype=float),
        }
    )


def _first_stays(
    spells: pd.DataFrame, last: pd.Timestamp | str
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The spells of first stays with a known beginning; the first of each; the last of each, with its end."""
    keys = ["member", "community"]
    first = spells.drop_duplicates(keys)
    first = first[first["since"].notna()]
    own = spells[spells["stay"] == 1].merge(first[keys], on=keys)
    until = own.drop_duplicates(keys, keep="last").reset_index(drop=True)
    until = until.assign(end=until["until"].fillna(pd.Timestamp(last)) + _DAY)
    return own, first.reset_index(drop=True), until


def _spells(rows: list[Row], break_days: int) -> list[Row]:
    """Spells without overlap, the earliest first, from rows of (first day, day after the last, role)."""
    cuts = sorted({day for since, end, _ in rows if since < end for day in (since, end)})
    found: list[Row] = []
    for start, stop in pairwise(cuts):
        here = [row for row in rows if row[0] <= start < row[1]]
        if not here:
            continue
        role = max(here, key=lambda row: (row[0], _INWARD[row[2]]))[2]
        if found and start - found[-1][1] <= pd.Timedelta(days=break_days):
            since, _, before = found[-1]
            if before == role:
                found[-1] = (since, stop, role)
                continue
            found[-1] = (since, start, before)
        found.append((start, stop, role))
    return found
