"""The year on one page, clashes, the next dates, and repetition in the terms of iCalendar."""

import datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copkit.functions.events.calendar import (
    EVERYONE,
    balance,
    clashes,
    going_ahead,
    occurrences,
    year,
)
from copkit.functions.events.rhythm import nth_weekday, propose_dates, rhythm_of

REPEATS = ("weekly", "fortnightly", "monthly", "quarterly", "yearly")
COLUMNS = ["name", "date", "community", "starts", "minutes"]


def day(text: str) -> pd.Timestamp:
    return pd.Timestamp(text)


def plan(*rows: tuple, **more) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=COLUMNS)
    frame = frame.assign(
        date=pd.to_datetime(frame["date"]), minutes=frame["minutes"].astype("Int64"), kind="meeting"
    )
    return frame.assign(repeats=None).assign(**more)


def belonging(**communities: str) -> pd.DataFrame:
    rows = [(member, name) for name, members in communities.items() for member in members]
    return pd.DataFrame(rows, columns=["member", "community"])


SHARING = belonging(Homes="abc", Food="bcd", Buses="de")


# What was called off


def test_what_was_called_off_is_left_out_everywhere():
    events = plan(
        ("One", "2026-09-08", "Homes", "10:00", 60),
        ("Two", "2026-09-08", "Food", "10:00", 60),
        openness="open",
        cancelled=[True, None],
    )
    span = day("2026-09-01"), day("2026-09-30")
    assert going_ahead(events)["name"].tolist() == ["Two"]
    assert occurrences(events.assign(repeats="weekly"), *span)["name"].tolist() == ["Two"] * 4
    assert clashes(events, SHARING).empty
    assert year(events, *span).to_numpy().tolist() == [[1]]
    assert balance(events).open == 1
    assert propose_dates(events, "Homes", SHARING, span[1]) == []
    assert propose_dates(events, "Food", SHARING, span[1])[0].usual_day == day("2026-10-13")


# Clashes


def test_clashes_worked_by_hand():
    events = plan(
        ("Homes talk", "2026-09-10", "Homes", "10:00", 90),
        ("Food walk", "2026-09-10", "Food", "11:00", 60),
        ("Buses", "2026-09-10", "Buses", "11:59", 30),
        ("Homes tea", "2026-09-10", "Homes", "11:15", 60),
        ("Food all day", "2026-09-11", "Food", None, None),
        ("Buses late", "2026-09-11", "Buses", "20:00", 60),
    )
    found = clashes(events, SHARING)
    assert found[["event", "other", "shared", "members", "sure"]].values.tolist() == [
        ["Food walk", "Homes tea", 2, ("b", "c"), True],
        ["Homes talk", "Food walk", 2, ("b", "c"), True],
        ["Food walk", "Buses", 1, ("d",), True],
        ["Food all day", "Buses late", 1, ("d",), False],
    ]


def test_one_that_begins_as_the_other_ends_does_not_clash_and_one_over_midnight_does():
    after = plan(("A", "2026-09-10", "Homes", "10:00", 60), ("B", "2026-09-10", "Food", "11:00", 60))
    assert clashes(after, SHARING).empty
    night = plan(("A", "2026-09-10", "Homes", "23:00", 120), ("B", "2026-09-11", "Food", "00:30", 60))
    assert clashes(night, SHARING)["day"].tolist() == [day("2026-09-11")]


def test_an_event_of_the_whole_place_is_for_everyone():
    events = plan(("Fair", "2026-09-10", None, "10:00", 60), ("Food", "2026-09-10", "Food", "10:30", 60))
    row = clashes(events, SHARING).iloc[0]
    assert (row["community"], row["members"]) == (EVERYONE, ("b", "c", "d"))


events_of_a_week = st.lists(
    st.tuples(
        st.sampled_from(["x", "y", "z"]),
        st.dates(datetime.date(2026, 9, 7), datetime.date(2026, 9, 11)),
        st.sampled_from(["Homes", "Food", "Buses", None]),
        st.sampled_from(["09:00", "10:30", "14:00", None]),
        st.sampled_from([30, 120, 1500, None]),
    ),
    max_size=8,
)


@given(events_of_a_week, st.randoms(use_true_random=False))
def test_clashes_do_not_depend_on_the_order_of_rows_and_are_all_pairs_that_overlap(rows, chance):
    rows = [(f"{place} {name}", *rest) for place, (name, *rest) in enumerate(rows)]
    found = clashes(plan(*rows), SHARING)
    chance.shuffle(rows)
    pd.testing.assert_frame_equal(clashes(plan(*rows), SHARING), found)

    def ends(row):
        date, (_, _, _, starts, minutes) = pd.Timestamp(row[1]), row
        if starts and minutes:
            begin = date + pd.Timedelta(f"{starts}:00")
            return begin, begin + pd.Timedelta(minutes=minutes)
        return date, date + pd.Timedelta(days=2 if minutes == 1500 else 1)

    members = SHARING.groupby("community")["member"].agg(set)
    everyone = set(SHARING["member"])
    expected = 0
    for place, one in enumerate(rows):
        for other in rows[:place]:
            both = members.get(one[2], everyone) & members.get(other[2], everyone)
            (a, b), (c, d) = ends(one), ends(other)
            expected += one[2] != other[2] and bool(both) and a < d and c < b
    assert len(found) == expected


# The year, open and private


def test_the_year_by_kind_and_month():
    events = plan(
        ("A", "2026-01-31", "Homes", None, None),
        ("B", "2026-03-01", "Homes", None, None),
        ("C", "2026-03-31", "Food", None, None),
        ("D", "2026-02-01", "Food", None, None),
        ("late", "2026-04-01", "Food", None, None),
        kind=["workshop", "meeting", "meeting", None, "meeting"],
    )
    found = year(events, day("2026-01-15"), day("2026-03-31"))
    assert found.index.tolist() == ["meeting", "not said", "workshop"]
    assert found.columns.tolist() == [day("2026-01-01"), day("2026-02-01"), day("2026-03-01")]
    assert found.to_numpy().tolist() == [[0, 0, 2], [0, 1, 0], [1, 0, 0]]


def test_a_year_without_events():
    assert year(plan(), day("2026-01-01"), day("2026-12-31")).shape == (0, 12)


@pytest.mark.parametrize(
    ("opened", "private", "words"),
    [
        (0, 0, "No event says whether"),
        (2, 1, "Just 3 events can be counted: too few"),
        (5, 0, "All 5 events are open: plan one among members"),
        (8, 2, "8 of 10 events are open: plan one among members"),
        (7, 3, "7 of 10 events are open and 3 private: there is room for both."),
        (1, 9, "9 of 10 events are private: plan an open one"),
        (0, 4, "All 4 events are private"),
    ],
)
def test_open_and_private_in_balance(opened, private, words):
    frame = pd.DataFrame({"openness": ["open"] * opened + ["private"] * private + [None]})
    found = balance(frame)
    assert found.reason.startswith(words)
    assert (found.open, found.private, found.not_said) == (opened, private, 1)


# Rhythm


def held(*days: str, community: str = "Homes", starts: str | None = "10:00") -> pd.DataFrame:
    return plan(*[(f"{community} {one}", one, community, starts, 60) for one in days])


SECOND_TUESDAYS = ("2026-03-10", "2026-04-14", "2026-05-12", "2026-06-18", "2026-07-14")


def test_the_rhythm_of_second_tuesdays():
    found = rhythm_of(held(*SECOND_TUESDAYS))
    assert (found.usual, found.months, found.starts) == ("second Tuesday of a month", 1, "10:00")
    assert (found.usually, found.meetings) == (4, 5)


@pytest.mark.parametrize(
    ("days", "usual", "months", "weeks"),
    [
        (("2026-01-30", "2026-02-27", "2026-03-27", "2026-04-24"), "last Friday of a month", 1, None),
        (("2026-01-23", "2026-02-27", "2026-03-27"), "fourth Friday of a month", 1, None),
        (("2026-01-06", "2026-01-20", "2026-02-03"), "Tuesday", None, 2),
        (("2026-01-06", "2026-02-17", "2026-03-31"), "Tuesday", None, 6),
        (("2026-01-06", "2026-04-07", "2026-07-07"), "first Tuesday of a month", 3, None),
        (("2026-01-06", "2026-01-07"), "Wednesday", None, 1),
    ],
)
def test_rhythms(days, usual, months, weeks):
    found = rhythm_of(held(*days))
    assert (found.usual, found.months, found.weeks) == (usual, months, weeks)


def test_no_meeting_has_no_rhythm_and_one_gives_a_guess():
    assert rhythm_of(held()) is None
    assert rhythm_of(held("2026-09-08")).assumed
    found = propose_dates(held("2026-09-08"), "Homes", SHARING, day("2026-09-30"), 1)[0]
    assert found.day == day("2026-10-13")
    assert "the month is a guess" in found.reason
    assert propose_dates(held(), "Homes", SHARING, day("2026-09-30")) == []


def test_the_next_dates_keep_the_rhythm():
    found = propose_dates(held(*SECOND_TUESDAYS), "Homes", SHARING, day("2026-07-31"))
    assert [f"{one.day:%d %b}" for one in found] == ["11 Aug", "08 Sep", "13 Oct"]
    assert {one.starts for one in found} == {"10:00"}
    assert found[0].reason == (
        "Second Tuesday of a month, every month, as 4 of the last 5 meetings were; "
        "no community with the same members meets then."
    )


def test_a_bank_holiday_and_another_community_are_avoided():
    others = held("2026-09-08", "2026-10-13", community="Food")
    events = pd.concat([held(*SECOND_TUESDAYS), others], ignore_index=True)
    found = propose_dates(
        events, "Homes", SHARING, day("2026-07-31"), bank_holidays=[day("2026-08-11"), day("2026-09-01")]
    )
    assert [f"{one.day:%d %b}" for one in found] == ["04 Aug", "15 Sep", "06 Oct"]
    assert found[0].reason == (
        "The second Tuesday would be 11 August, a bank holiday; this is the nearest Tuesday that is free."
    )
    assert found[1].reason == (
        "The second Tuesday would be 8 September, but Food meets then and shares 2 members; "
        "this is the nearest Tuesday that is free."
    )
    unshared = propose_dates(events, "Homes", belonging(Homes="a", Food="d"), day("2026-07-31"))
    assert [f"{one.day:%d %b}" for one in unshared] == ["11 Aug", "08 Sep", "13 Oct"]


def test_where_no_day_is_free_the_fewest_are_called_twice():
    every_day = plan(
        ("Food", "2026-08-01", "Food", None, 14 * 1440), ("Bus", "2026-08-15", "Buses", None, 20_160)
    )
    events = pd.concat([held(*SECOND_TUESDAYS), every_day], ignore_index=True)
    belongs = belonging(Homes="abc", Food="ab", Buses="c")
    found = propose_dates(events, "Homes", belongs, day("2026-07-31"), 1)[0]
    assert (found.day, found.shared) == (day("2026-08-18"), 1)
    assert found.reason == (
        "The second Tuesday would be 11 August, but Food meets then and shares 2 members; "
        "no day near is free, and on this one Buses meets then and shares 1 member, the fewest."
    )


def test_what_is_planned_comes_first_and_a_series_leaves_nothing_to_propose():
    events = held(*SECOND_TUESDAYS, "2026-08-11", "2026-10-13")
    found = propose_dates(events, "Homes", SHARING, day("2026-07-31"), 1)
    assert found[0].day == day("2026-11-10")
    series = plan(("Call", "2026-01-13", "Homes", "10:00", 60), repeats="monthly")
    assert propose_dates(series, "Homes", SHARING, day("2026-07-31")) == []
    both = pd.concat([series, held(*SECOND_TUESDAYS).assign(kind="workshop")], ignore_index=True)
    found = propose_dates(both, "Homes", SHARING, day("2026-07-31"), 2, kind="workshop")
    assert [f"{one.day:%d %b}" for one in found] == ["11 Aug", "08 Sep"]


def test_the_community_does_not_meet_twice_in_a_day():
    tea = held("2026-08-11").assign(kind="social")
    events = pd.concat([held(*SECOND_TUESDAYS), tea], ignore_index=True)
    found = propose_dates(events, "Homes", SHARING, day("2026-07-31"), 1, kind="meeting")[0]
    assert found.day == day("2026-08-04")
    assert found.reason == (
        "The second Tuesday would be 11 August, when the community meets already; "
        "this is the nearest Tuesday that is free."
    )


def test_a_community_that_rested_begins_again_in_its_rhythm():
    found = propose_dates(held(*SECOND_TUESDAYS), "Homes", SHARING, day("2027-05-20"), 1)[0]
    assert found.day == day("2027-06-08")
    assert propose_dates(held(*SECOND_TUESDAYS), "Homes", SHARING, day("2030-05-20"), 1) == []


def test_the_last_and_the_second_of_a_weekday():
    assert nth_weekday(pd.Period("2026-09"), 2, 5) == day("2026-09-30")
    assert nth_weekday(pd.Period("2026-02"), 4, 5) == day("2026-02-27")
    assert nth_weekday(pd.Period("2026-09"), 1, 1) == day("2026-09-01")


some_days = st.lists(st.dates(datetime.date(2025, 1, 1), datetime.date(2026, 6, 30)), min_size=1, max_size=6)
next_days = st.lists(st.dates(datetime.date(2026, 7, 1), datetime.date(2027, 6, 30)), max_size=60)


@settings(max_examples=25)
@given(some_days, next_days, next_days, st.randoms(use_true_random=False))
def test_a_date_clashes_only_where_no_day_near_is_free(own, taken, holidays, chance):
    after = day("2026-06-30")
    rows = [*(("Homes", one) for one in own), *(("Food", one) for one in taken)]
    chance.shuffle(rows)
    events = plan(*[(f"{place}", date, name, "10:00", 60) for place, (name, date) in enumerate(rows)])
    closed = {pd.Timestamp(one) for one in holidays}
    found = propose_dates(events, "Homes", SHARING, after, bank_holidays=closed)
    busy = {pd.Timestamp(one) for one in taken}
    met_on = {*range(5), *(one.weekday() for one in own)}
    reach = rhythm_of(events[events["community"] == "Homes"]).reach
    floor = after
    for one in found:
        assert one.day > floor
        assert one.day not in closed
        assert one.day.weekday() in met_on
        assert abs(one.day - one.usual_day).days <= reach
        assert (one.day in busy) == (one.shared > 0)
        if one.shared:
            near = (
                pd.date_range(one.usual_day, periods=reach + 1),
                pd.date_range(end=one.usual_day, periods=reach + 1),
            )
            able = {d for days in near for d in days if d > floor and d.weekday() in met_on}
            assert able - closed <= busy
        floor = one.day
    chance.shuffle(rows)
    again = plan(*[(f"{place}", date, name, "10:00", 60) for place, (name, date) in enumerate(rows)])
    assert propose_dates(again, "Homes", SHARING, after, bank_holidays=closed) == found
