"""Who comes to events, who is new, and who stopped coming."""

from __future__ import annotations

import pandas as pd


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


def visits(events: pd.DataFrame, attendance: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """Who came on which day, until ``as_of``: the columns member and date, one row for each event.

    ``events`` has name and date; ``attendance`` event, member, presence. An event without a date is left out.

    >>> held = pd.DataFrame({"name": ["June"], "date": [pd.Timestamp("2026-06-09")]})
    >>> there = pd.DataFrame({"event": ["June"], "member": ["Amina"], "presence": ["came"]})
    >>> visits(held, there, pd.Timestamp("2026-06-30"))["member"].tolist()
    ['Amina']
    """
    came = attendance[attendance["presence"].astype("str") == "came"]
    when = events.drop_duplicates("name").set_index("name")["date"].reindex(came["event"]).to_numpy()
    found = pd.DataFrame({"member": came["member"].to_numpy(), "date": pd.to_datetime(when)})
    return found[found["date"] <= as_of]


def newcomers_and_leavers(
    events: pd.DataFrame, attendance: pd.DataFrame, as_of: pd.Timestamp, months: int = 6
) -> tuple[list[str], list[str]]:
    """Who came for the first time in the last months, and who used to come and stopped.

    A newcomer's first event lies within the last ``months``. Who stopped came to two or more events
    in the ``months`` before those, and to none in the last ``months``. Both lists are sorted.
    """
    seen = visits(events, attendance, as_of)
    recent, before = as_of - pd.DateOffset(months=months), as_of - pd.DateOffset(months=2 * months)
    first = seen.groupby("member")["date"].min()
    last = seen.groupby("member")["date"].max()
    earlier = seen[(seen["date"] > before) & (seen["date"] <= recent)].groupby("member").size()
    stopped = [name for name, times in earlier.items() if times >= 2 and last[name] <= recent]
    return sorted(map(str, first.index[first > recent])), sorted(map(str, stopped))
