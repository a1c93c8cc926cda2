"""Function 4: skills, roles, goals."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions import development
from copkit.place.schema.people import ROLES

DAYS = ["2025-06-30", "2026-06-30"]
first, last = (pd.Timestamp(day) for day in DAYS)


def skills(*rows) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["member", "skill", "level", "wants", "can_teach", "recorded"])
    return frame.assign(
        level=frame["level"].astype("Int64"),
        wants=frame["wants"].astype("Int64"),
        can_teach=frame["can_teach"].astype("boolean"),
        recorded=pd.to_datetime(frame["recorded"]),
    )


@pytest.fixture
def known() -> pd.DataFrame:
    return skills(
        ("ann", "damp", 1, 3, False, "2026-01-01"),
        ("ann", "damp", 0, 4, False, "2025-01-01"),
        ("bob", "damp", 4, 4, True, None),
        ("cat", "damp", 3, None, None, None),
        ("cat", "maps", 2, 3, True, None),
    )


def test_skills_held_and_wanted(known):
    found = development.skills_held_and_wanted(known).set_index("skill")
    assert found.loc["damp"].to_dict() == {
        "people": 3,
        "able": 2,
        "learners": 1,
        "teachers": 1,
        "mean_gap": 1.0,
    }
    assert found.loc["maps", ["able", "learners", "teachers"]].tolist() == [0, 1, 1]


def test_a_learner_meets_a_teacher_and_nobody_meets_themselves(known):
    found = development.teachers_and_learners(known)
    assert found.to_numpy().tolist() == [["ann", "bob", "damp"]]


def memberships(*rows) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["member", "community", "role", "since", "until"])
    return frame.assign(since=pd.to_datetime(frame["since"]), until=pd.to_datetime(frame["until"]))


def test_movement_by_hand():
    moves = development.movement(
        memberships(
            ("ann", "homes", "peripheral", "2025-01-01", "2026-01-31"),
            ("ann", "homes", "active", "2026-02-01", None),
            ("bob", "homes", "core", None, "2026-03-01"),
            ("cat", "homes", "active", "2026-05-01", None),
            ("dan", "homes", "active", None, None),
            ("dan", "streets", "core", None, "2026-06-29"),
            ("dan", "streets", "peripheral", "2026-06-30", None),
        ),
        first,
        last,
    )
    assert moves.loc["peripheral", "active"] == 1
    assert moves.loc["core", development.LEFT] == 1
    assert moves.loc[development.LEFT, "active"] == 1
    assert moves.loc["active", "active"] == 1
    assert moves.loc["core", "peripheral"] == 1
    assert moves.to_numpy().sum() == 5
    assert development.inward_and_outward(moves) == (1, 1)


days = st.sampled_from(["2024-01-01", "2025-07-01", "2026-06-01", None])
rows = st.lists(
    st.tuples(
        st.sampled_from("abc"), st.sampled_from(["homes", "streets"]), st.sampled_from(ROLES), days, days
    ),
    max_size=8,
)


@given(rows)
def test_everyone_who_is_a_member_on_a_day_is_counted_once(found):
    table = memberships(*found)
    moves = development.movement(table, first, last)
    before, after = development.role_on(table, first), development.role_on(table, last)
    assert moves.drop(index=development.LEFT).to_numpy().sum() == len(before)
    assert moves.drop(columns=development.LEFT).to_numpy().sum() == len(after)


@given(rows)
def test_nobody_moves_within_a_day(found):
    assert development.inward_and_outward(development.movement(memberships(*found), last, last)) == (0, 0)


def test_goals_are_due_when_their_review_is_past():
    goals = pd.DataFrame(
        {
            "member": ["a", "b", "c", "d"],
            "goal": ["w", "x", "y", "z"],
            "state": ["under way", "reached", None, "planned"],
            "review": pd.to_datetime(["2026-01-01", "2026-01-01", "2025-01-01", "2026-12-01"]),
        }
    )
    assert development.due_goals(goals, last)["member"].tolist() == ["c", "a"]


def test_nothing_gives_nothing():
    assert development.skills_held_and_wanted(skills()).empty
    assert development.teachers_and_learners(skills()).empty
    assert development.movement(memberships(), first, last).to_numpy().sum() == 0
