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
