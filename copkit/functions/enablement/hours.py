"""The hours that organisations give to communities, beside the hours that they promised.

Hours given are those at events (how long an event lasts, for each member who came) and those that
somebody wrote down. They are what was recorded, so at most what was given: a month without a record may
be a month that nobody wrote down. All dates are day by day, and a month is named by its first day.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

COUNTED = ("promised", "kept", "late")
"""States, as written, of a commitment whose hours count as promised: the organisation said yes. One that
was only asked for is no promise; a withdrawn one is none any more; of a broken one nobody knows the day
from which it was, so it is told as a broken promise and not as hours owed."""


class WrongHours(ValueError):
    """Hours below nothing."""


@dataclass(frozen=True)
class Recorded:
    """The hours recorded until a day.

    ``hours`` has a row for each member at each event and for each entry, with the columns organisation,
    month, community, member, hours and source ('event' or 'entry'); organisation is NA where the member
    has none. What could not be counted is told: ``events`` how many held events somebody came to, of
    which ``no_length`` have no length and add no hours; ``no_day`` attendances and entries without a
    day; ``no_hours`` entries without hours.
    """

    hours: pd.DataFrame
    events: int
    no_length: int
    no_day: int
    no_hours: int

    @property
    def of_nobody(self) -> float:
        """Hours of people who belong to no organisation: they stand beside no promise."""
        return float(self.hours.loc[self.hours["organisation"].isna(), "hours"].sum())


def recorded_hours(
    events: pd.DataFrame,
    attendance: pd.DataFrame,
    members: pd.DataFrame,
    entries: pd.DataFrame,
    as_of: pd.Timestamp,
) -> Recorded:
    """The hours at events and those written down, until ``as_of``.

    ``events`` has name, community, date, minutes and cancelled; ``attendance`` event, member and
    presence, of which 'came' counts, once for each member and event; ``members`` name and organisation;
    ``entries`` organisation, community, member, month (any day of it) and hours. A cancelled event adds
    nothing; one of several days adds its whole length. An entry must not repeat what an event already
    counts. Raises `WrongHours`.

    >>> events = pd.DataFrame({"name": ["June"], "community": ["Warm Homes"], "minutes": [90],
    ...     "date": pd.to_datetime(["2026-06-09"]), "cancelled": [False]})
    >>> came = pd.DataFrame({"event": ["June"], "member": ["Amina"], "presence": ["came"]})
    >>> members = pd.DataFrame({"name": ["Amina"], "organisation": ["Council"]})
    >>> none = pd.DataFrame(columns=["organisation", "community", "member", "month", "hours"])
    >>> recorded_hours(events, came, members, none, pd.Timestamp("2026-06-30")).hours["hours"].tolist()
    [1.5]
    """
    at_events, count, no_length, no_day = _at_events(events, attendance, members, as_of)
    entered = entries[["organisation", "community", "member", "hours"]].astype("object")
    entered["hours"] = entries["hours"].astype("Float64").astype("float64")
    if (entered["hours"] < 0).any():
        raise WrongHours("Hours given cannot be below 0: correct the entry.")
    day = pd.to_datetime(entries["month"])
    usable = (day.notna() & entered["hours"].notna() & (day <= as_of)).to_numpy()
    entered = entered.assign(month=_month_of(day), source="entry")[usable]
    parts = [part[_HOURS] for part in (at_events, entered) if len(part)]
    hours = pd.concat(parts, ignore_index=True) if parts else at_events[_HOURS].copy()
    for name in ("organisation", "community", "member"):
        hours[name] = hours[name].astype("object").where(hours[name].notna(), None)
    keys = [*_HOURS[:4], "source", "hours"]
    hours = hours.sort_values(keys, na_position="last", kind="stable", ignore_index=True)
    known = entries["hours"].notna()
    return Recorded(hours, count, no_length, no_day + int((known & day.isna()).sum()), int((~known).sum()))


_HOURS = ["organisation", "month", "community", "member", "hours", "source"]


def promised_by_month(commitments: pd.DataFrame, months: pd.DatetimeIndex) -> pd.DataFrame:
    """The hours that each organisation has promised for each month.

    A promise counts in whole months, from the first that begins on or after its day: the day it is due
    or, without one, the day it was made. One without either day counts in none. `COUNTED` says which
    states do. Gives the columns organisation, month, promised: a row for each organisation with a
    promise of hours that counts in any of ``months``, for each of them.

    >>> promise = pd.DataFrame({"organisation": ["Council"], "hours_a_month": [12.0], "state": ["kept"],
    ...     "made": pd.to_datetime(["2026-02-01"]), "due": pd.to_datetime(["2026-05-15"])})
    >>> promised_by_month(promise, pd.date_range("2026-05-01", periods=2, freq="MS"))["promised"].tolist()
    [0.0, 12.0]
    """
    counts = commitments["state"].isin(COUNTED) & (commitments["hours_a_month"].fillna(0) > 0)
    chosen = commitments[counts]
    begins = chosen["due"].fillna(chosen["made"])
    first = begins.where(begins.dt.day == 1, begins + pd.offsets.MonthBegin(1)).dt.normalize()
    pairs = pd.DataFrame(
        {
            "organisation": chosen["organisation"].astype("object"),
            "first": first,
            "promised": chosen["hours_a_month"].astype("float64"),
        }
    ).merge(pd.DataFrame({"month": months}), how="cross")
    pairs["promised"] = pairs["promised"].where(pairs["first"] <= pairs["month"], 0.0)
    found = pairs.groupby(["organisation", "month"], as_index=False)["promised"].sum()
    return found[found.groupby("organisation")["promised"].transform("max") > 0].reset_index(drop=True)


def hours_by_month(recorded: Recorded, commitments: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """The hours of each organisation in each full month, given and promised, and how far it is behind.

    The months run without a gap from the first in which any hours are recorded, before which nothing
    can be said, to the last that has ended by ``as_of``. Gives the columns organisation, month, given,
    promised, shortfall (promised less given; below 0 more was given) and running (its sum since the
    first month): a row for each organisation and month, where the organisation gave hours or promised
    some; empty without any record. Hours of the month that is not over are not in it.

    >>> rows = pd.DataFrame({"organisation": "Council", "month": pd.to_datetime(["2026-04-01"]),
    ...     "hours": [5.0]})
    >>> promise = pd.DataFrame({"organisation": ["Council"], "hours_a_month": [6.0], "state": ["kept"],
    ...     "made": pd.to_datetime(["2026-02-01"]), "due": pd.to_datetime([None])})
    >>> hours_by_month(Recorded(rows, 0, 0, 0, 0), promise, pd.Timestamp("2026-05-31"))["running"].tolist()
    [1.0, 7.0]
    """
    months = full_months(recorded.hours["month"], as_of)
    given = recorded.hours[recorded.hours["month"].isin(months)]
    given = given.groupby(["organisation", "month"])["hours"].sum()
    promised = promised_by_month(commitments, months).set_index(["organisation", "month"])["promised"]
    names = sorted({*given.index.get_level_values(0), *promised.index.get_level_values(0)})
    grid = pd.MultiIndex.from_product([names, months], names=["organisation", "month"])
    found = pd.DataFrame(
        {
            "given": given.reindex(grid).fillna(0.0).astype("float64"),
            "promised": promised.reindex(grid).fillna(0.0).astype("float64"),
        },
        index=grid,
    ).reset_index()
    found["shortfall"] = found["promised"] - found["given"]
    found["running"] = found.groupby("organisation")["shortfall"].cumsum()
    return found


def of_enough_people(hours: pd.DataFrame, fewest: int) -> pd.DataFrame:
    """The hours of the organisations and months in each of which at least ``fewest`` people gave some.

    ``hours`` has organisation, month and member (and what else there is). Organisations and months are left
    out by turns until each that is left has as many people in what is left, so that the sums by organisation
    and those by month are of the same hours and none follows from another. Hours under nobody's name count
    for nobody, and stay where their organisation and month stay; hours of no organisation are left out.

    >>> rows = pd.DataFrame({"organisation": ["X", "X", "Y"], "month": [4, 4, 5], "member": ["A", "B", "C"]})
    >>> of_enough_people(rows, 2)["member"].tolist()
    ['A', 'B']
    """
    left = hours[hours["organisation"].notna()]
    while True:
        before = len(left)
        for line in ("organisation", "month"):
            people = left.dropna(subset=["member"]).groupby(line)["member"].nunique()
            left = left[left[line].map(people).fillna(0) >= fewest]
        if len(left) == before:
            return left


def full_months(months: pd.Series, as_of: pd.Timestamp) -> pd.DatetimeIndex:
    """Each month from the earliest of ``months`` to the last that has ended by ``as_of``, without a gap.

    >>> len(full_months(pd.Series(pd.to_datetime(["2026-02-01"])), pd.Timestamp("2026-04-29")))
    2
    """
    first = pd.to_datetime(months).min()
    if pd.isna(first) or pd.isna(as_of):
        return pd.DatetimeIndex([])
    ended = (as_of.normalize() + pd.Timedelta(days=1)).to_period("M") - 1
    return pd.period_range(first.to_period("M"), ended, freq="M").to_timestamp()


def hours_cost(hours: pd.DataFrame, organisations: pd.DataFrame) -> pd.DataFrame:
    """What the hours of each organisation are worth at what an hour costs it.

    ``hours`` has organisation and hours; ``organisations`` name and hour_costs (money an hour, NA if
    unknown). Gives the columns organisation, hours, hour_costs and cost (NA where unknown, never 0 for
    not known); the most hours first, equal ones by name. Time that an employer gives is valued at what
    it costs that employer: its opportunity cost (HM Treasury, The Green Book), for staff their pay with
    National Insurance, pension and overheads (NHSScotland's guidance on appraisal, paragraph 2.5.6).

    >>> hours = pd.DataFrame({"organisation": ["Council", "Trust"], "hours": [10.0, 4.0]})
    >>> costs = pd.DataFrame({"name": ["Council", "Trust"], "hour_costs": [21.5, None]})
    >>> hours_cost(hours, costs)["cost"].fillna(-1).tolist()
    [215.0, -1.0]
    """
    found = hours.groupby("organisation", as_index=False)["hours"].sum()
    price = organisations.drop_duplicates("name").set_index("name")["hour_costs"].astype("Float64")
    found["hour_costs"] = price.reindex(found["organisation"]).to_numpy(
        dtype="float64", na_value=float("nan")
    )
    found["cost"] = found["hours"] * found["hour_costs"]
    return found.sort_values(["hours", "organisation"], ascending=[False, True], ignore_index=True)


@dataclass(frozen=True)
class Worth:
    """What hours are worth in all: ``cost`` of the ``priced`` hours; ``unpriced`` hours have no price."""

    cost: float
    priced: float
    unpriced: float
    without_price: tuple[str, ...]


def total_cost(costs: pd.DataFrame) -> Worth:
    """The sum of what `hours_cost` gives, and what it leaves out: a least, where any price is unknown.

    >>> costs = pd.DataFrame({"organisation": ["Council", "Trust"], "hours": [10.0, 4.0],
    ...     "cost": [215.0, None]})
    >>> total_cost(costs)
    Worth(cost=215.0, priced=10.0, unpriced=4.0, without_price=('Trust',))
    """
    known = costs["cost"].notna()
    return Worth(
        float(costs["cost"].sum()),
        float(costs.loc[known, "hours"].sum()),
        float(costs.loc[~known, "hours"].sum()),
        tuple(sorted(map(str, costs.loc[~known, "organisation"]))),
    )


def _month_of(days: pd.Series) -> pd.Series:
    return pd.to_datetime(days).dt.to_period("M").dt.to_timestamp()


def _at_events(
    events: pd.DataFrame, attendance: pd.DataFrame, members: pd.DataFrame, as_of: pd.Timestamp
) -> tuple[pd.DataFrame, int, int, int]:
    held = events[~events["cancelled"].fillna(False).astype("bool")].drop_duplicates("name")
    came = attendance.loc[(attendance["presence"] == "came").fillna(False), ["event", "member"]]
    came = came.astype("object").drop_duplicates()
    about = held[["name", "community", "date", "minutes"]].rename(columns={"name": "event"})
    rows = came.merge(about.astype({"event": "object"}), on="event")
    no_day = int(rows["date"].isna().sum())
    rows = rows[rows["date"] <= as_of]
    lengths = rows.drop_duplicates("event")["minutes"]
    counts = len(lengths), int(lengths.isna().sum()), no_day
    rows = rows[rows["minutes"].notna()]
    home = members.drop_duplicates("name").set_index("name")["organisation"].astype("object")
    found = pd.DataFrame(
        {
            "organisation": home.reindex(rows["member"]).to_numpy(),
            "month": _month_of(rows["date"]).to_numpy(),
            "community": rows["community"].astype("object").to_numpy(),
            "member": rows["member"].to_numpy(),
            "hours": rows["minutes"].to_numpy(dtype="float64") / 60,
            "source": "event",
        }
    )
    return found, *counts
