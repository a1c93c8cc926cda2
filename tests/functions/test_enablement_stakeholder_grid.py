"""Function 5: the grid of power and interest, and who is to be won."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions.enablement.stakeholder_grid import (
    QUADRANTS,
    WrongStakeholder,
    by_quadrant,
    stakeholder_grid,
    to_win,
)
from copkit.place.schema.enablement import STANCES


def people(*rows) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["name", "power", "interest", "stance"])
    return frame.astype({"power": "Int64", "interest": "Int64"})


def test_the_four_corners_are_those_of_johnson_and_scholes():
    """Low and low A, high interest B, high power C, both D (1993, the matrix as it is reprinted)."""
    corners = people(("A", 1, 1, None), ("B", 1, 5, None), ("C", 5, 1, None), ("D", 5, 5, None))
    found = stakeholder_grid(corners).set_index("name")["quadrant"].to_dict()
    assert found == {
        "A": "minimal effort",
        "B": "keep informed",
        "C": "keep satisfied",
        "D": "key player",
    }


def test_four_is_high_three_is_on_the_line():
    found = stakeholder_grid(people(("A", 4, 4, None), ("B", 3, 4, None), ("C", 2, 4, None)))
    assert found["quadrant"].tolist() == ["key player", "keep informed", "keep informed"]
    assert found["on_the_line"].tolist() == [False, True, False]
    assert stakeholder_grid(people(("B", 3, 4, None)), high=3)["quadrant"].item() == "key player"


def test_who_is_not_judged_is_not_placed():
    found = stakeholder_grid(people(("A", None, 4, "against"), ("B", 5, 5, "supports")))
    assert found["name"].tolist() == ["B", "A"]
    assert found["quadrant"].isna().tolist() == [False, True]
    assert to_win(found).empty


def test_to_win_are_key_players_who_do_not_support_the_nearest_first():
    grid = stakeholder_grid(
        people(
            ("Mayor", 5, 5, "against"),
            ("Trust", 4, 4, "undecided"),
            ("Chief", 5, 4, None),
            ("Council", 5, 5, "supports"),
            ("Press", 2, 5, "undecided"),
        )
    )
    assert to_win(grid)["name"].tolist() == ["Trust", "Chief", "Mayor"]


def test_how_many_of_each_quadrant_take_which_stance():
    grid = stakeholder_grid(people(("A", 5, 5, "against"), ("B", 5, 5, None), ("C", 1, 1, "supports")))
    found = by_quadrant(grid).set_index("quadrant")
    assert found.loc["key player"].tolist() == [0, 0, 1, 1, 2]
    assert found.index.tolist() == list(QUADRANTS)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("A", 6, 1, None), "power of 'A' must be a whole number from 1 to 5"),
        (("A", 1, 0, None), "interest of 'A' must be"),
        (("A", 1, 1, "keen"), "stance of 'A' must be one of: supports"),
    ],
)
def test_what_is_amiss_is_told(row, said):
    with pytest.raises(WrongStakeholder, match=said):
        stakeholder_grid(people(row))


judged = st.one_of(st.none(), st.integers(1, 5))
rows = st.lists(
    st.tuples(st.sampled_from("ABCDEFGH"), judged, judged, st.one_of(st.none(), st.sampled_from(STANCES))),
    max_size=8,
    unique_by=lambda row: row[0],
)


@given(rows, st.integers(0, 99))
def test_everybody_is_in_one_place_and_order_does_not_matter(rows, seed):
    frame = people(*rows)
    grid = stakeholder_grid(frame)
    shuffled = stakeholder_grid(frame.sample(frac=1, random_state=seed))
    pd.testing.assert_frame_equal(grid, shuffled)
    pd.testing.assert_frame_equal(to_win(grid), to_win(shuffled))
    placed = frame["power"].notna() & frame["interest"].notna()
    assert by_quadrant(grid)["all"].sum() == placed.sum()
    assert set(to_win(grid)["name"]) == {
        name
        for name, power, interest, stance in rows
        if (power or 0) > 3 and (interest or 0) > 3 and stance != "supports"
    }


def test_text_columns_may_be_strings():
    frame = people(("A", 5, 5, "against"), ("B", 5, None, None))
    grid, text = stakeholder_grid(frame), stakeholder_grid(frame.convert_dtypes())
    assert text["quadrant"].tolist() == grid["quadrant"].tolist()
    assert to_win(text)["name"].tolist() == to_win(grid)["name"].tolist() == ["A"]
    pd.testing.assert_frame_equal(by_quadrant(text), by_quadrant(grid))
