"""Function 5: the hours that organisations give, beside those they promised, and what they cost."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions.enablement.hours import (
    COUNTED,
    Recorded,
    WrongHours,
    full_months,
    hours_by_month,
    hours_cost,
    of_enough_people,
    promised_by_month,
    recorded_hours,
    total_cost,
)

TODAY = pd.Timestamp("2026-06-30")
MEMBERS = pd.DataFrame(
    {"name": ["Amina", "Tom", "Jo", "Lee"], "organisation": ["Council", "Trust", "Council", None]}
)


def events(*rows) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["name", "community", "date", "minutes", "cancelled"])
    return frame.assign(
        date=pd.to_datetime(frame["date"]),
        minutes=frame["minutes"].astype("Int64"),
        cancelled=frame["cancelled"].astype("boolean"),
    )


def came(*rows) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["event", "member", "presence"])


def entries(*rows) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["organisation", "community", "member", "month", "hours"])
    return frame.assign(month=pd.to_datetime(frame["month"]), hours=frame["hours"].astype("float64"))


def promises(*rows) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["organisation", "hours_a_month", "made", "due", "state"])
    days = {name: pd.to_datetime(frame[name]) for name in ("made", "due")}
    return frame.assign(hours_a_month=frame["hours_a_month"].astype("float64"), **days)


TOWN = events(
    ("April", "Homes", "2026-04-09", 90, None),
    ("May", "Homes", "2026-05-12", None, False),
    ("June", "Buses", "2026-06-30", 120, False),
    ("Off", "Buses", "2026-06-11", 120, True),
    ("July", "Homes", "2026-07-01", 60, False),
    ("Some day", "Homes", None, 60, False),
)
THERE = came(
    ("April", "Amina", "came"),
    ("April", "Tom", "came"),
    ("April", "Tom", "came"),
    ("April", "Jo", "sent apologies"),
    ("May", "Amina", "came"),
    ("June", "Jo", "came"),
    ("June", "Lee", "came"),
    ("Off", "Jo", "came"),
    ("July", "Jo", "came"),
    ("Some day", "Jo", "came"),
)
ENTRIES = entries(
    ("Council", "Homes", "Amina", "2026-05-20", 3),
    ("Council", None, None, "2026-05-02", 1.5),
    ("Trust", "Homes", None, None, 2),
    ("Trust", "Homes", None, "2026-05-01", None),
    ("Trust", "Homes", None, "2026-07-01", 8),
)


@pytest.fixture
def recorded() -> Recorded:
    return recorded_hours(TOWN, THERE, MEMBERS, ENTRIES, TODAY)


def test_each_member_who_came_gives_the_length_of_the_event(recorded):
    found = recorded.hours[recorded.hours["source"] == "event"]
    assert found[["organisation", "member", "hours"]].fillna("-").to_numpy().tolist() == [
        ["Council", "Amina", 1.5],
        ["Council", "Jo", 2.0],
        ["Trust", "Tom", 1.5],
        ["-", "Lee", 2.0],
    ]
    assert set(found["month"]) == {pd.Timestamp("2026-04-01"), pd.Timestamp("2026-06-01")}


def test_what_cannot_be_counted_is_told(recorded):
    assert (recorded.events, recorded.no_length) == (3, 1)
    assert (recorded.no_day, recorded.no_hours) == (2, 1)
    assert recorded.of_nobody == 2.0


def test_entries_count_in_their_month_and_not_before_they_were(recorded):
    found = recorded.hours[recorded.hours["source"] == "entry"]
    assert found["hours"].tolist() == [3.0, 1.5]
    assert set(found["month"]) == {pd.Timestamp("2026-05-01")}


def test_hours_below_nothing_are_refused():
    with pytest.raises(WrongHours, match="below 0"):
        recorded_hours(TOWN, THERE, MEMBERS, entries(("Council", None, None, "2026-05-02", -1)), TODAY)


@pytest.mark.parametrize(
    ("made", "due", "state", "expected"),
    [
        ("2026-01-10", "2026-05-01", "promised", [0, 12, 12]),
        ("2026-01-10", "2026-05-02", "kept", [0, 0, 12]),
        ("2026-04-01", None, "promised", [12, 12, 12]),
        ("2026-01-01", "2026-02-01", "late", [12, 12, 12]),
        (None, None, "kept", []),
        ("2026-01-01", "2026-02-01", "asked", []),
        ("2026-01-01", "2026-02-01", "broken", []),
        ("2026-01-01", "2026-02-01", "withdrawn", []),
        ("2026-01-01", "2026-07-01", "promised", []),
    ],
)
def test_a_promise_counts_in_whole_months_from_its_day(made, due, state, expected):
    months = pd.date_range("2026-04-01", periods=3, freq="MS")
    found = promised_by_month(promises(("Council", 12, made, due, state)), months)
    assert found["promised"].tolist() == expected


def test_given_beside_promised_by_hand(recorded):
    given_promises = promises(
        ("Council", 4, "2026-01-01", None, "kept"), ("College", 2, "2026-01-01", "2026-06-01", "promised")
    )
    found = hours_by_month(recorded, given_promises, TODAY)
    assert found["organisation"].tolist() == ["College"] * 3 + ["Council"] * 3 + ["Trust"] * 3
    council = found[found["organisation"] == "Council"]
    assert council["given"].tolist() == [1.5, 4.5, 2.0]
    assert council["promised"].tolist() == [4, 4, 4]
    assert council["running"].tolist() == [2.5, 2.0, 4.0]
    assert found.loc[found["organisation"] == "College", "running"].tolist() == [0, 0, 2]


def test_a_month_that_is_not_over_is_left_out(recorded):
    found = hours_by_month(recorded, promises(), pd.Timestamp("2026-06-29"))
    assert found["month"].max() == pd.Timestamp("2026-05-01")


def test_without_a_record_nothing_is_said():
    none = recorded_hours(TOWN.head(0), THERE.head(0), MEMBERS, ENTRIES.head(0), TODAY)
    assert hours_by_month(none, promises(("Council", 4, "2026-01-01", None, "kept")), TODAY).empty
    assert hours_cost(none.hours, pd.DataFrame({"name": ["Council"], "hour_costs": [20.0]})).empty


def test_text_columns_may_be_strings(recorded):
    given_promises = promises(("Council", 4, "2026-01-01", None, "kept"))
    frames = [frame.convert_dtypes() for frame in (TOWN, THERE, MEMBERS, ENTRIES)]
    found = recorded_hours(*frames, TODAY)
    pd.testing.assert_frame_equal(found.hours, recorded.hours)
    pd.testing.assert_frame_equal(
        hours_by_month(found, given_promises.convert_dtypes(), TODAY),
        hours_by_month(recorded, given_promises, TODAY),
    )


def test_an_unknown_price_is_told_and_not_nought(recorded):
    prices = pd.DataFrame({"name": ["Council", "Trust"], "hour_costs": [20.0, None]})
    found = hours_cost(recorded.hours, prices)
    assert found["organisation"].tolist() == ["Council", "Trust"]
    assert found["cost"].fillna(-1).tolist() == [160.0, -1.0]
    worth = total_cost(found)
    assert (worth.cost, worth.priced, worth.unpriced, worth.without_price) == (160.0, 8.0, 1.5, ("Trust",))


days = st.dates(pd.Timestamp("2026-01-01").date(), pd.Timestamp("2026-08-31").date())
gatherings = st.lists(
    st.tuples(st.none() | days, st.none() | st.integers(1, 600), st.booleans()), min_size=1, max_size=6
)
written = st.lists(
    st.tuples(st.sampled_from(["Council", "Trust"]), st.none() | days, st.none() | st.integers(0, 40)),
    max_size=6,
)
promised = st.lists(
    st.tuples(
        st.sampled_from(["Council", "College"]),
        st.none() | st.integers(0, 30),
        st.none() | days,
        st.none() | days,
        st.sampled_from(["asked", *COUNTED, "broken"]),
    ),
    max_size=5,
)


@given(gatherings, written, promised, st.integers(0, 99))
def test_totals_are_kept_months_have_no_gap_and_order_does_not_matter(held, wrote, promised, seed):
    town = events(*[(f"E{n}", "Homes", day, length, off) for n, (day, length, off) in enumerate(held)])
    there = came(*[(f"E{n}", who, "came") for n in range(len(held)) for who in MEMBERS["name"]])
    given_entries = entries(*[(org, "Homes", None, day, hours) for org, day, hours in wrote])
    asked = promises(*promised)
    frames = (town, there, MEMBERS, given_entries)
    found = recorded_hours(*frames, TODAY)
    mixed = recorded_hours(*[each.sample(frac=1, random_state=seed) for each in frames], TODAY)
    pd.testing.assert_frame_equal(found.hours, mixed.hours)

    past = [(day, length) for day, length, off in held if not off and day and pd.Timestamp(day) <= TODAY]
    minutes = sum(length or 0 for _, length in past)
    entered = sum(hours or 0 for _, day, hours in wrote if day and pd.Timestamp(day) <= TODAY)
    assert found.hours["hours"].sum() == pytest.approx(minutes / 60 * len(MEMBERS) + entered)
    assert (found.events, found.no_length) == (len(past), sum(length is None for _, length in past))

    grid = hours_by_month(found, asked, TODAY)
    pd.testing.assert_frame_equal(grid, hours_by_month(mixed, asked.sample(frac=1, random_state=seed), TODAY))
    belongs = found.hours[found.hours["organisation"].notna()]
    assert grid["given"].sum() == pytest.approx(belongs["hours"].sum())
    months = full_months(found.hours["month"], TODAY)
    for _, own in grid.groupby("organisation"):
        assert own["month"].tolist() == list(months)
        assert own["running"].iloc[-1] == pytest.approx(own["promised"].sum() - own["given"].sum())
        assert own["promised"].is_monotonic_increasing


rows_of_hours = st.lists(
    st.tuples(st.sampled_from("XYZ"), st.integers(1, 4), st.sampled_from("ABCDEFGH")), max_size=40
)


@given(rows_of_hours, st.integers(1, 5))
def test_each_organisation_and_month_that_is_left_has_enough_people(rows, fewest):
    hours = pd.DataFrame(rows, columns=["organisation", "month", "member"])
    left = of_enough_people(hours, fewest)
    for line in ("organisation", "month"):
        assert (left.groupby(line)["member"].nunique() >= fewest).all()
    assert len(of_enough_people(left, fewest)) == len(left)


def test_hours_under_no_name_count_for_nobody():
    hours = pd.DataFrame({"organisation": "X", "month": 4, "member": ["A", None, None]})
    assert len(of_enough_people(hours, 1)) == 3
    assert of_enough_people(hours, 2).empty
