"""Function 2: the calendar and its rhythm, the run sheet of an event, and who comes."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

_STEPS = {
    "weekly": pd.DateOffset(weeks=1),
    "fortnightly": pd.DateOffset(weeks=2),
    "monthly": pd.DateOffset(months=1),
    "quarterly": pd.DateOffset(months=3),
    "yearly": pd.DateOffset(years=1),
}


def occurrences(events: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """The events between two days, both included, with each repetition of those that repeat.

    ``events`` has the columns date and repeats. A weekly or fortnightly event falls on the same
    weekday. A monthly, quarterly or yearly one keeps its date, and falls on the last day of a month
    that is too short for it (iCalendar leaves such a month out: RFC 5545, section 3.3.10).

    Gives rows of ``events`` with ``date`` set to the day of the occurrence, in the order of dates.

    >>> weekly = pd.DataFrame({"name": ["Call"], "date": [pd.Timestamp("2026-01-05")], "repeats": ["weekly"]})
    >>> len(occurrences(weekly, pd.Timestamp("2026-01-06"), pd.Timestamp("2026-01-31")))
    3
    """
    repeats = events["repeats"].astype("object")
    parts = [events[repeats.isna()]]
    for rhythm, step in _STEPS.items():
        for row, begun in events.loc[repeats == rhythm, "date"].items():
            days = []
            number, day = 0, begun
            while day <= last:
                if day >= first:
                    days.append(day)
                number += 1
                day = begun + number * step
            if days:
                parts.append(events.loc[[row] * len(days)].assign(date=pd.to_datetime(days)))
    found = pd.concat([part for part in parts if len(part)]) if any(map(len, parts)) else events.head(0)
    return found[found["date"].between(first, last)].sort_values(["date", "name"], kind="stable")


def months_without(dates: pd.Series, first: pd.Timestamp, last: pd.Timestamp) -> list[pd.Timestamp]:
    """The first days of the calendar months from ``first`` to ``last`` in which nothing took place."""
    months = pd.date_range(first.normalize().replace(day=1), last, freq="MS")
    held = set(dates.dropna().dt.to_period("M"))
    return [month for month in months if month.to_period("M") not in held]


@dataclass(frozen=True)
class RunSheet:
    """The agenda of one event with clock times.

    ``items`` has the columns position, starts and ends ('10:05'; '+0:05' where the start of the event
    is not known), title, kind, minutes, lead. ``planned`` is the sum of minutes; ``spare`` is what is
    left of the length of the event, negative if it is too long, None if the length is not known.
    """

    event: str
    items: pd.DataFrame
    planned: int
    spare: int | None


def run_sheet(event: pd.Series, agenda: pd.DataFrame) -> RunSheet:
    """The run sheet of an event.

    ``event`` has name, starts ('10:00' or empty) and minutes; ``agenda`` has the columns event,
    position, title, kind, minutes, lead.

    >>> event = pd.Series({"name": "Meeting", "starts": "10:00", "minutes": 30})
    >>> agenda = pd.DataFrame({"event": ["Meeting"], "position": [1], "title": ["Welcome"],
    ...                        "kind": ["talk"], "minutes": [10], "lead": [None]})
    >>> sheet = run_sheet(event, agenda)
    >>> sheet.items["ends"].item(), sheet.spare
    ('10:10', 20)
    """
    items = agenda[agenda["event"] == event["name"]].sort_values("position", kind="stable")
    minutes = items["minutes"].astype("int64")
    ends = minutes.cumsum()
    begun = event["starts"]
    known = isinstance(begun, str) and ":" in begun
    zero = int(begun[:2]) * 60 + int(begun[3:5]) if known else 0

    def clock(after: int) -> str:
        hours, rest = divmod(zero + after, 60)
        return f"{hours % 24:02}:{rest:02}" if known else f"+{hours}:{rest:02}"

    shown = items[["position", "title", "kind", "minutes", "lead"]].assign(
        starts=[clock(int(end - length)) for end, length in zip(ends, minutes, strict=True)],
        ends=[clock(int(end)) for end in ends],
    )
    planned = int(minutes.sum())
    length = event["minutes"]
    spare = None if pd.isna(length) else int(length) - planned
    return RunSheet(str(event["name"]), shown.reset_index(drop=True), planned, spare)


def attendance_by_event(events: pd.DataFrame, attendance: pd.DataFrame) -> pd.DataFrame:
    """For each event that somebody was counted at: how many came, sent apologies, did not come.

    Gives the columns event, date, community, came, apologies, missed, in the order of dates.
    """
    if attendance.empty:
        columns = {"event": "str", "came": "int64", "apologies": "int64", "missed": "int64"}
        counted = pd.DataFrame({name: pd.Series([], dtype=kind) for name, kind in columns.items()})
    else:
        presence = attendance["presence"].astype("str")
        counted = pd.crosstab(attendance["event"], presence)
        counted = counted.reindex(columns=["came", "sent apologies", "did not come"], fill_value=0)
        counted.columns = ["came", "apologies", "missed"]
        counted = counted.reset_index()
    about = events[["name", "date", "community"]].rename(columns={"name": "event"})
    joined = about.merge(counted, on="event")
    return joined.sort_values(["date", "event"], kind="stable", ignore_index=True)


def newcomers_and_leavers(
    events: pd.DataFrame, attendance: pd.DataFrame, as_of: pd.Timestamp, months: int = 6
) -> tuple[list[str], list[str]]:
    """Who came for the first time in the last months, and who used to come and stopped.

    A newcomer's first event lies within the last ``months``. Who stopped came to two or more events
    in the ``months`` before those, and to none in the last ``months``. Both lists are sorted.
    """
    came = attendance[attendance["presence"] == "came"]
    when = events.drop_duplicates("name").set_index("name")["date"].reindex(came["event"]).to_numpy()
    visits = pd.DataFrame({"member": came["member"].to_numpy(), "date": pd.to_datetime(when)})
    visits = visits[visits["date"] <= as_of]
    recent, before = as_of - pd.DateOffset(months=months), as_of - pd.DateOffset(months=2 * months)
    first = visits.groupby("member")["date"].min()
    last = visits.groupby("member")["date"].max()
    earlier = visits[(visits["date"] > before) & (visits["date"] <= recent)].groupby("member").size()
    stopped = [name for name, times in earlier.items() if times >= 2 and last[name] <= recent]
    return sorted(map(str, first.index[first > recent])), sorted(map(str, stopped))
