"""The year of a place on one page: each day on which an event falls, kinds, gaps, clashes, open and private
spaces.

What was called off is left out. Communities need both public and private spaces (Wenger, McDermott and Snyder
2002, Cultivating Communities of Practice, chapter 3); from what share on one is wanting is our own rule.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import pandas as pd

from copkit.place.repeating import days_of

EVERYONE = "the whole place"
"""Stands for the community of an event that names none: it is for all members."""

FEWEST_TO_JUDGE = 4
NEARLY_ALL = 0.8

_DAY = pd.Timedelta(days=1)


def going_ahead(events: pd.DataFrame) -> pd.DataFrame:
    """The events that were not called off: those whose ``cancelled`` is not true; all without that column.

    >>> going_ahead(pd.DataFrame({"name": ["Call", "Fair"], "cancelled": [True, None]}))["name"].tolist()
    ['Fair']
    """
    if "cancelled" not in events:
        return events
    off = events["cancelled"].astype("boolean").fillna(False).astype(bool)
    return events[~off]


def occurrences(events: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """The events between two days, both included, with each repetition of those that repeat.

    ``events`` has the columns name, date and repeats; those that were called off (see `going_ahead`) are
    left out. The days are those of `copkit.place.repeating`, as calendar files give them.

    Gives rows of ``events`` with ``date`` set to the day of the occurrence, in the order of dates.

    >>> weekly = pd.DataFrame({"name": ["Call"], "date": [pd.Timestamp("2026-01-05")], "repeats": ["weekly"]})
    >>> len(occurrences(weekly, pd.Timestamp("2026-01-06"), pd.Timestamp("2026-01-31")))
    3
    """
    events = going_ahead(events)
    repeats = events["repeats"].astype("object")
    parts = [events[repeats.isna()]]
    for place in range(len(events)):
        rhythm, begun = repeats.iloc[place], events["date"].iloc[place]
        if pd.notna(rhythm) and pd.notna(begun):
            days = days_of(rhythm, begun, first, last)
            parts.append(events.iloc[[place] * len(days)].assign(date=pd.to_datetime(days)))
    found = pd.concat([part for part in parts if len(part)]) if any(map(len, parts)) else events.head(0)
    return found[found["date"].between(first, last)].sort_values(["date", "name"], kind="stable")


def months_without(dates: pd.Series, first: pd.Timestamp, last: pd.Timestamp) -> list[pd.Timestamp]:
    """The first days of the calendar months from ``first`` to ``last`` in which nothing took place."""
    months = pd.date_range(first.normalize().replace(day=1), last, freq="MS")
    held = set(dates.dropna().dt.to_period("M"))
    return [month for month in months if month.to_period("M") not in held]


def clashes(held: pd.DataFrame, memberships: pd.DataFrame) -> pd.DataFrame:
    """The pairs of events of different communities that overlap and call the same members, the most first.

    ``held`` has the columns name, date, community, starts, minutes; ``memberships`` member and
    community, those that hold. An event without a time or a length takes its whole day. One without a
    community is for everyone. Gives the columns day, event, community, other, other_community, shared (how
    many members), members (their names), sure (the times of both are known).

    >>> held = pd.DataFrame({"name": ["Homes", "Food"], "date": pd.Timestamp("2026-09-10"),
    ...                      "community": ["Warm Homes", "Food for All"], "starts": ["10:00", "11:00"],
    ...                      "minutes": [90, 60]})
    >>> belongs = pd.DataFrame({"member": ["Amina", "Amina"], "community": ["Warm Homes", "Food for All"]})
    >>> clashes(held, belongs)[["event", "other", "shared", "sure"]].values.tolist()
    [['Homes', 'Food', 1, True]]
    """
    belongs = members_by_community(memberships)
    spans = sorted(map(span_of, going_ahead(held).itertuples(index=False)), key=lambda one: one.order)
    rows = []
    running: list[Span] = []
    for span in spans:
        running = [earlier for earlier in running if earlier.ends > span.begins]
        for earlier in running:
            both = sorted(belongs.get(earlier.community, set()) & belongs.get(span.community, set()))
            if both and earlier.community != span.community:
                day = max(earlier.begins, span.begins).normalize()
                pair = (earlier.event, earlier.community, span.event, span.community)
                rows.append((day, *pair, len(both), tuple(both), earlier.sure and span.sure))
        running.append(span)
    columns = ["day", "event", "community", "other", "other_community", "shared", "members", "sure"]
    found = pd.DataFrame(rows, columns=columns)
    ordered = ["shared", "day", "event", "other"]
    return found.sort_values(ordered, ascending=[False, True, True, True], ignore_index=True)


@dataclass(frozen=True)
class Span:
    """From when until when an event takes its members. Without a time or a length (``sure`` is then false)
    it takes its whole day."""

    begins: pd.Timestamp
    ends: pd.Timestamp
    event: str
    community: str
    sure: bool

    @property
    def order(self) -> tuple[pd.Timestamp, str, str, pd.Timestamp]:
        return self.begins, self.event, self.community, self.ends


def span_of(row: Any) -> Span:
    """The span of an event, given as a row with name, date, community, starts, minutes.

    >>> row = {"name": "Fair", "date": pd.Timestamp("2026-09-10"), "community": None, "starts": "10:00",
    ...        "minutes": 90}
    >>> f"{span_of(pd.Series(row).rename('Fair')).ends:%H:%M}"
    '11:30'
    """
    day = row.date.normalize()
    community = EVERYONE if pd.isna(row.community) else str(row.community)
    sure = not pd.isna(row.starts) and not pd.isna(row.minutes)
    length = pd.Timedelta(0) if pd.isna(row.minutes) else pd.Timedelta(minutes=int(row.minutes))
    begins = day + pd.Timedelta(f"{row.starts}:00") if sure else day
    ends = begins + length if sure else day + max(length.ceil("D"), _DAY)
    return Span(begins, ends, str(row.name), community, sure)


def members_by_community(memberships: pd.DataFrame) -> dict[str, set[str]]:
    """The members of each community, and of the whole place.

    >>> sorted(members_by_community(pd.DataFrame({"member": ["Tom"], "community": ["Warm Homes"]})))
    ['Warm Homes', 'the whole place']
    """
    rows = memberships[["member", "community"]].dropna().astype("str")
    belongs = {str(name): set(members) for name, members in rows.groupby("community")["member"]}
    return {**belongs, EVERYONE: set(rows["member"])}


def year(held: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """How many events of each kind (rows, the most frequent first) fall into each month (columns, by its
    first day), with months without an event. An event without a kind counts as 'not said'.

    >>> held = pd.DataFrame({"date": pd.to_datetime(["2026-01-08", "2026-03-12"]), "kind": "workshop"})
    >>> year(held, pd.Timestamp("2026-01-01"), pd.Timestamp("2026-03-31")).loc["workshop"].tolist()
    [1, 0, 1]
    """
    months = pd.date_range(first.normalize().replace(day=1), last, freq="MS", name="month")
    held = going_ahead(held)
    held = held[held["date"].between(first, last)]
    kinds = held["kind"].astype("object").where(held["kind"].notna(), "not said").rename("kind")
    counted = held.groupby([kinds, held["date"].dt.to_period("M").dt.to_timestamp().rename("month")]).size()
    by_month = counted.unstack(fill_value=0).reindex(columns=months, fill_value=0).astype("int64")
    order = sorted(by_month.index, key=lambda kind: (-by_month.loc[kind].sum(), kind))
    return by_month.loc[order]


@dataclass(frozen=True)
class Balance:
    """How many events are open to anyone, how many private to a community, and how many do not say;
    ``share_open`` of those that do (None where none does); ``reason`` says what follows."""

    open: int
    private: int
    not_said: int
    share_open: float | None
    reason: str


def balance(held: pd.DataFrame) -> Balance:
    """Whether events leave room for both: to be met by anyone, and to talk among members.

    ``held`` has the column openness (open or private).

    >>> balance(pd.DataFrame({"openness": ["open"] * 5})).share_open
    1.0
    """
    said = Counter(going_ahead(held)["openness"].dropna().astype("str"))
    opened, private = said["open"], said["private"]
    both = opened + private
    share = opened / both if both else None
    if share is None:
        reason = "No event says whether it is open or private: fill in the column 'openness'."
    elif both < FEWEST_TO_JUDGE:
        reason = f"Just {both} event{'' if both == 1 else 's'} can be counted: too few to judge."
    elif share >= NEARLY_ALL:
        many = "All" if not private else f"{opened} of"
        reason = f"{many} {both} events are open: plan one among members, to talk of what is unfinished."
    elif share <= 1 - NEARLY_ALL:
        many = "All" if not opened else f"{private} of"
        reason = f"{many} {both} events are private: plan an open one, so that others can find the community."
    else:
        reason = f"{opened} of {both} events are open and {private} private: there is room for both."
    return Balance(opened, private, len(going_ahead(held)) - both, share, reason)
