"""Function 2: calendar, run sheet, attendance."""

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions import events


def day(text: str) -> pd.Timestamp:
    return pd.Timestamp(text)


def calendar(*rows: tuple[str, str, str | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["name", "date", "repeats"])
    return frame.assign(date=pd.to_datetime(frame["date"]), community="Warm Homes")


def test_a_monthly_meeting_of_the_31st_falls_on_the_last_day_of_a_short_month():
    found = events.occurrences(
        calendar(("Board", "2026-01-31", "monthly")), day("2026-01-01"), day("2026-04-30")
    )
    assert found["date"].dt.strftime("%d %b").tolist() == ["31 Jan", "28 Feb", "31 Mar", "30 Apr"]


def test_a_fortnightly_meeting_keeps_its_weekday():
    found = events.occurrences(
        calendar(("Call", "2026-08-25", "fortnightly")), day("2026-08-22"), day("2027-02-22")
    )
    assert len(found) == 13
    assert set(found["date"].dt.day_name()) == {"Tuesday"}


def test_what_does_not_repeat_is_there_once_and_only_within_the_days():
    plan = calendar(("One", "2026-03-01", None), ("Two", "2026-05-01", None))
    assert events.occurrences(plan, day("2026-01-01"), day("2026-04-01"))["name"].tolist() == ["One"]


@given(st.dates(min_value=day("2020-01-01").date(), max_value=day("2030-01-01").date()), st.integers(0, 800))
def test_every_occurrence_of_a_weekly_event_is_a_week_after_the_last(start, length):
    plan = calendar(("Call", str(start), "weekly"))
    found = events.occurrences(plan, day(str(start)), day(str(start)) + pd.Timedelta(days=length))
    assert len(found) == length // 7 + 1
    assert set(found["date"].diff().dropna().dt.days) <= {7}


def test_months_without_an_event():
    dates = pd.to_datetime(pd.Series(["2026-01-31", "2026-03-01", None]))
    gaps = events.months_without(dates, day("2026-01-15"), day("2026-04-02"))
    assert [f"{gap:%b}" for gap in gaps] == ["Feb", "Apr"]


@pytest.fixture
def agenda() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "event": ["Meeting", "Meeting", "Other"],
            "position": [2, 1, 1],
            "title": ["Case", "Welcome", "Else"],
            "kind": ["discussion", "talk", "talk"],
            "minutes": pd.array([50, 15, 5], dtype="Int64"),
            "lead": ["Tom", None, None],
        }
    )


def test_a_run_sheet_has_clock_times_over_midnight_and_what_is_spare(agenda):
    sheet = events.run_sheet(pd.Series({"name": "Meeting", "starts": "23:10", "minutes": 60}), agenda)
    assert sheet.items[["title", "starts", "ends"]].to_numpy().tolist() == [
        ["Welcome", "23:10", "23:25"],
        ["Case", "23:25", "00:15"],
    ]
    assert (sheet.planned, sheet.spare) == (65, -5)


def test_a_run_sheet_without_a_start_counts_from_nought(agenda):
    sheet = events.run_sheet(pd.Series({"name": "Meeting", "starts": None, "minutes": pd.NA}), agenda)
    assert sheet.items["ends"].tolist() == ["+0:15", "+1:05"]
    assert sheet.spare is None


def test_southern_women():
    """Davis, Gardner and Gardner 1941: who came to each of 14 events."""
    graph = nx.davis_southern_women_graph()
    women = graph.graph["top"]
    rows = pd.DataFrame(
        [(event, woman) for woman in women for event in graph[woman]], columns=["event", "member"]
    )
    assert len(rows) == 89
    plan = calendar(*[(event, "2026-01-01", None) for event in graph.graph["bottom"]])
    counted = events.attendance_by_event(plan, rows.assign(presence="came")).set_index("event")["came"]
    assert [int(counted[f"E{n}"]) for n in range(1, 15)] == [3, 3, 6, 4, 8, 8, 10, 14, 12, 5, 4, 6, 3, 3]


def test_attendance_counts_each_answer():
    plan = calendar(("One", "2026-01-01", None), ("Empty", "2026-02-01", None))
    rows = pd.DataFrame(
        {
            "event": ["One"] * 4,
            "member": list("abcd"),
            "presence": ["came", "came", "sent apologies", "did not come"],
        }
    )
    row = events.attendance_by_event(plan, rows).iloc[0]
    assert (row["event"], row["came"], row["apologies"], row["missed"]) == ("One", 2, 1, 1)


def test_who_is_new_and_who_stopped():
    plan = calendar(("A", "2025-08-01", None), ("B", "2025-10-01", None), ("C", "2026-05-01", None))
    rows = pd.DataFrame(
        [("A", "old"), ("B", "old"), ("A", "loyal"), ("C", "loyal"), ("C", "new"), ("A", "once")],
        columns=["event", "member"],
    ).assign(presence="came")
    assert events.newcomers_and_leavers(plan, rows, day("2026-06-30")) == (["new"], ["old"])


def test_nothing_gives_nothing():
    plan = calendar()
    rows = pd.DataFrame({"event": [], "member": [], "presence": []}, dtype="str")
    assert events.occurrences(plan, day("2026-01-01"), day("2026-02-01")).empty
    assert events.attendance_by_event(plan, rows).empty
    assert events.newcomers_and_leavers(plan, rows, pd.NaT) == ([], [])
