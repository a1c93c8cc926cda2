"""Function 5: force field analysis."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions.enablement.force_field import WrongForce, balance, ranked_forces, side_by_side

COLUMNS = ["change", "force", "direction", "strength"]


def forces(*rows) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.assign(strength=frame["strength"].astype("Int64"))


@pytest.fixture
def model() -> pd.DataFrame:
    """Three driving forces of 10 in all and one of 7 in two, as in SmartDraw's example 'Model 1'."""
    return forces(
        ("Change", "Driving 1", "driving", 3),
        ("Change", "Driving 2", "driving", 5),
        ("Change", "Driving 3", "driving", 2),
        ("Change", "Restraining 1", "restraining", 3),
        ("Change", "Restraining 2", "restraining", 4),
    )


def test_totals_and_balance(model):
    found = balance(model).iloc[0]
    assert (found["driving"], found["restraining"], found["balance"]) == (10, 7, 3)
    assert (found["driving_forces"], found["restraining_forces"]) == (3, 2)
    assert found["first"] == "Restraining 2"


def test_the_restraining_forces_come_first_the_strongest_before(model):
    assert ranked_forces(model)["force"].tolist() == [
        "Restraining 2",
        "Restraining 1",
        "Driving 2",
        "Driving 1",
        "Driving 3",
    ]


def test_they_stand_face_to_face_by_strength(model):
    found = side_by_side(model)
    assert found["place"].tolist() == [1, 2, 3]
    assert found["restraining_strength"].fillna(0).tolist() == [4, 3, 0]
    assert found["driving_strength"].tolist() == [5, 3, 2]


def test_a_force_that_two_communities_name_counts_once_at_the_mean():
    found = balance(forces(("C", "Habit", "restraining", 5), ("C", "Habit", "restraining", 2)))
    assert (found["restraining"].item(), found["restraining_forces"].item()) == (3.5, 1)


def test_a_change_that_nothing_restrains_has_no_first():
    found = balance(forces(("B", "Law", "driving", 4), ("A", "Habit", "restraining", 4)))
    assert found["change"].tolist() == ["A", "B"]
    assert found["first"].fillna("-").tolist() == ["Habit", "-"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("C", "Habit", "sideways", 3), "'Habit' is driving or restraining"),
        (("C", "Habit", None, 3), "'Habit' is driving or restraining"),
        (("C", "Habit", "driving", None), "'Habit' a strength from 1"),
        (("C", "Habit", "driving", 6), "'Habit' a strength from 1"),
        ((None, "Habit", "driving", 3), "no name or no change"),
    ],
)
def test_what_is_amiss_is_told(row, said):
    with pytest.raises(WrongForce, match=said):
        balance(forces(row))


fields = st.lists(
    st.tuples(
        st.sampled_from(["C1", "C2"]),
        st.sampled_from(["Habit", "Law", "Money", "Pride"]),
        st.sampled_from(["driving", "restraining"]),
        st.integers(1, 5),
    ),
    max_size=12,
    unique_by=lambda row: row[:3],
)


@given(fields, st.randoms(use_true_random=False))
def test_nothing_is_lost_and_order_does_not_matter(rows, chance):
    frame = forces(*rows)
    shuffled = frame.sample(frac=1, random_state=chance.randint(0, 99))
    pd.testing.assert_frame_equal(balance(frame), balance(shuffled))
    pd.testing.assert_frame_equal(side_by_side(frame), side_by_side(shuffled))
    totals = balance(frame)
    assert totals["driving"].sum() + totals["restraining"].sum() == frame["strength"].sum()
    assert (totals["driving_forces"] + totals["restraining_forces"]).sum() == len(rows)
    ranked = ranked_forces(frame)
    for _, group in ranked.groupby(["change", "direction"]):
        assert group["strength"].is_monotonic_decreasing
    for _, group in ranked.groupby("change"):
        assert group["direction"].is_monotonic_decreasing


def test_swapping_the_directions_turns_the_balance_round(model):
    turned = model.assign(
        direction=model["direction"].map({"driving": "restraining", "restraining": "driving"})
    )
    assert balance(turned)["balance"].item() == -balance(model)["balance"].item()


def test_text_columns_may_be_strings(model):
    pd.testing.assert_frame_equal(balance(model.convert_dtypes()), balance(model))
