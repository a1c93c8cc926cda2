"""Paths through the levels of participation, and the transitions between them."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.rates import confint_poisson

from copkit.functions.development import LEFT, cohorts, movement, paths, role_on, transitions
from copkit.place.schema.people import ROLES

LAST = "2026-06-30"


def memberships(*rows) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["member", "community", "role", "since", "until"])
    return frame.assign(since=pd.to_datetime(frame["since"]), until=pd.to_datetime(frame["until"]))


KNOWN = memberships(
    ("ann", "homes", "peripheral", "2024-01-01", "2024-12-31"),
    ("ann", "homes", "core", "2025-01-20", None),
    ("bob", "homes", "active", None, "2025-06-30"),
    ("cat", "homes", "peripheral", "2024-07-01", "2025-03-31"),
    ("cat", "homes", "active", "2026-01-01", "2026-03-31"),
    ("dan", "homes", "core", "2025-07-01", None),
    ("eve", "homes", "peripheral", "2026-09-01", None),
)
SPELLS = paths.role_spells(KNOWN, LAST)


def told(frame, *columns):
    return frame[list(columns)].astype("object").where(frame[list(columns)].notna(), None).to_numpy().tolist()


def test_spells_by_hand():
    assert told(SPELLS, "member", "stay", "role", "next") == [
        ["ann", 1, "peripheral", "core"],
        ["ann", 1, "core", None],
        ["bob", 1, "active", LEFT],
        ["cat", 1, "peripheral", LEFT],
        ["cat", 2, "active", LEFT],
        ["dan", 1, "core", None],
    ]
    assert SPELLS["until"].iloc[0] == pd.Timestamp("2025-01-19")
    assert np.isnan(SPELLS["months"].iloc[2])
    assert SPELLS["months"].iloc[3] == pytest.approx(274 / 30.4375)


def test_a_break_counts_if_it_is_longer_than_said():
    found = paths.role_spells(KNOWN.head(2), LAST, break_days=18)
    assert told(found, "stay", "next") == [[1, LEFT], [2, None]]


def test_of_two_rows_on_a_day_the_one_that_began_last_counts():
    rows = memberships(
        ("a", "x", "active", "2025-01-01", None), ("a", "x", "core", "2025-03-01", "2025-04-30")
    )
    found = paths.role_spells(rows, LAST)
    assert told(found, "role", "next") == [["active", "core"], ["core", "active"], ["active", None]]


def test_time_to_each_next_role():
    found = paths.time_to_role(SPELLS, "core", LAST, sectors={"ann": "public"})
    assert told(found, "member", "event", "ended", "joined_as", "joining_year", "sector") == [
        ["ann", True, "reached", "peripheral", 2024, "public"],
        ["cat", False, "left", "peripheral", 2024, "not known"],
    ]
    assert found["months"].tolist() == pytest.approx([385 / 30.4375, 274 / 30.4375])
    leads = paths.time_to_role(SPELLS, "coordinator", LAST)
    assert told(leads, "member", "ended") == [["ann", "goes on"], ["cat", "left"], ["dan", "goes on"]]
    with pytest.raises(ValueError, match="not a role"):
        paths.time_to_role(SPELLS, "chair", LAST)


def test_time_to_leaving_and_the_role_at_leaving():
    found = paths.time_to_leaving(SPELLS, LAST)
    assert told(found, "member", "event", "left_as", "joined_as") == [
        ["ann", False, None, "peripheral"],
        ["cat", True, "peripheral", "peripheral"],
        ["dan", False, None, "core"],
    ]
    assert found["months"].iloc[2] == pytest.approx(365 / 30.4375)


def test_where_people_leave():
    found = paths.where_people_leave(SPELLS).set_index("role")
    assert found.loc[["active", "peripheral"], "left"].tolist() == [2, 1]
    assert found["share"].sum() == pytest.approx(1)
    assert found.loc["active", "median_months"] == pytest.approx(90 / 30.4375)
    assert paths.where_people_leave(SPELLS.head(0))["share"].isna().all()


def test_the_transition_matrix_of_two_years():
    found = transitions.transition_matrix(KNOWN, LAST, years=2)
    assert found.person_years.to_dict() == {
        "coordinator": 0,
        "core": 1,
        "active": 2,
        "peripheral": 1,
        "outside": 0,
        LEFT: 0,
    }
    assert found.counts.loc["active", LEFT] == 1
    assert found.shares.loc["active", [LEFT, "active"]].tolist() == [0.5, 0.5]
    assert found.shares.loc["peripheral", "core"] == 1
    assert found.counts.loc[LEFT, "core"] == 1
    assert found.shares.loc[[LEFT, "outside"]].isna().all(axis=None)
    assert found.by_year["last"].unique().tolist() == [pd.Timestamp("2025-06-30"), pd.Timestamp(LAST)]
    assert transitions.transition_matrix(KNOWN, LAST).by_year["first"].min() == pd.Timestamp("2024-06-30")
    with pytest.raises(ValueError, match="at least 1"):
        transitions.transition_matrix(KNOWN, LAST, years=0)


def test_rates_set_moves_against_the_time_spent_in_a_role():
    found = transitions.move_rates(SPELLS, "2024-06-30", LAST)
    assert told(found, "from", "to", "moves") == [
        ["active", LEFT, 2],
        ["peripheral", "core", 1],
        ["peripheral", LEFT, 1],
    ]
    assert found["person_years"].iloc[0] == pytest.approx((365 + 90) / 365.25)
    assert found["person_years"].iloc[1] == pytest.approx((203 + 274) / 365.25)
    low, high = confint_poisson(2, found["person_years"].iloc[0], method="exact-c")
    assert found.loc[0, ["low", "high"]].tolist() == pytest.approx([low, high])


days = st.sampled_from([None, "2023-05-01", "2024-01-01", "2024-06-15", "2025-01-31", "2026-01-01"])
rows = st.lists(
    st.tuples(st.sampled_from("ab"), st.just("homes"), st.sampled_from(ROLES), days, days),
    max_size=7,
    unique_by=lambda row: (row[0], row[3]),
)


@given(rows, days.filter(bool))
def test_without_breaks_spells_say_the_same_as_role_on(found, day):
    table = memberships(*found)
    spells = paths.role_spells(table, LAST, break_days=0)
    when = pd.Timestamp(day)
    holds = ~(spells["since"] > when) & ~(spells["until"] < when)
    ours = spells[holds].set_index(["member", "community"])["role"]
    assert ours.to_dict() == role_on(table, when).to_dict()


@given(rows.flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_the_order_of_rows_makes_no_difference(both):
    one, other = (paths.role_spells(memberships(*found), LAST) for found in both)
    pd.testing.assert_frame_equal(one, other)
    pd.testing.assert_frame_equal(paths.time_to_leaving(one, LAST), paths.time_to_leaving(other, LAST))
    assert (one["months"].dropna() > 0).all()
    for role in ROLES:
        assert (paths.time_to_role(one, role, LAST)["months"] > 0).all()


@given(rows, st.integers(1, 4))
def test_shares_of_each_row_add_up_and_years_add_up_to_the_whole(found, years):
    table = memberships(*found)
    matrix = transitions.transition_matrix(table, LAST, years)
    assert matrix.shares.sum(axis=1, min_count=1).dropna().to_numpy() == pytest.approx(1)
    assert matrix.by_year["people"].sum() == matrix.counts.to_numpy().sum()
    year = movement(table, pd.Timestamp("2025-06-30"), pd.Timestamp(LAST))
    newest = matrix.by_year[matrix.by_year["last"] == pd.Timestamp(LAST)]
    assert newest["people"].tolist() == year.to_numpy().ravel().tolist()


def test_the_sector_is_that_of_the_organisation():
    members = pd.DataFrame({"name": ["ann", "bob", "cat"], "organisation": ["council", None, "nowhere"]})
    organisations = pd.DataFrame({"name": ["council"], "sector": ["public"]})
    assert cohorts.sector_of_members(members, organisations) == {"ann": "public"}


def test_nothing_gives_nothing():
    spells = paths.role_spells(memberships(), LAST)
    assert spells.empty
    assert paths.time_to_role(spells, "core", LAST).empty
    assert paths.time_to_leaving(spells, LAST).empty
    assert transitions.move_rates(spells, "2025-06-30", LAST).empty
    found = transitions.transition_matrix(memberships(), LAST)
    assert found.by_year.empty
    assert found.counts.to_numpy().sum() == 0
