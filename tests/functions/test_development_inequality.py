"""Gini, Lorenz and the 90-9-1 split: published figures and another formula."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions.development import inequality

INCOMES = pd.Series([541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261])
"""The example of R's ineq, acid and DescTools."""
counts = st.lists(st.integers(0, 50), min_size=2, max_size=40).map(lambda made: pd.Series(made, dtype=float))


def test_the_coefficients_that_r_gives():
    assert inequality.gini(INCOMES) == pytest.approx(0.4620911, abs=1e-7)
    assert inequality.gini(INCOMES, corrected=True) == pytest.approx(0.5134346, abs=1e-7)
    # R's phylotools, after ineq
    assert inequality.gini(pd.Series([1, 3, 2, 1, 1, 1, 4])) == pytest.approx(0.3076923, abs=1e-7)


@given(counts)
def test_gini_is_half_the_relative_mean_difference_and_twice_the_area_under_equality(made):
    found = inequality.gini(made)
    if not made.sum():
        assert found is None
        return
    values = made.to_numpy()
    differences = np.abs(values[:, None] - values[None, :]).mean()
    assert found == pytest.approx(differences / (2 * values.mean()), abs=1e-12)
    curve = inequality.lorenz_curve(made)
    assert found == pytest.approx(1 - 2 * np.trapezoid(curve["contributions"], curve["people"]), abs=1e-12)


def test_one_who_gives_all_and_all_who_give_the_same():
    assert inequality.gini(pd.Series([0, 0, 5]), corrected=True) == 1
    assert inequality.gini(pd.Series([2, 2, 2])) == 0
    assert inequality.gini(pd.Series([0, 0])) is None
    assert inequality.gini(pd.Series([5]), corrected=True) is None
    with pytest.raises(ValueError, match="below 0"):
        inequality.gini(pd.Series([1, -1]))


def test_the_split_of_van_mierlo_2014():
    """Posts by class over four networks: superusers 276,034, contributors 88,732, lurkers 4,668."""
    made = pd.Series([27_603.4] * 10 + [88_732 / 90] * 90 + [4_668 / 900] * 900)
    found = inequality.participation_split(made)
    assert found["people"].tolist() == [10, 90, 900]
    assert (100 * found["share"]).round(1).tolist() == [74.7, 24.0, 1.3]


@pytest.mark.parametrize(
    ("people", "parts"),
    [
        (1, [1, 0, 0]),
        (9, [1, 0, 8]),
        (15, [1, 1, 13]),
        (99, [1, 9, 89]),
        (149, [1, 14, 134]),
        (150, [2, 13, 135]),
    ],
)
def test_the_cut_is_at_whole_people(people, parts):
    found = inequality.participation_split(pd.Series([1] * people))
    assert found["people"].tolist() == parts
    assert found["people_share"].sum() == pytest.approx(1)


@given(counts, st.integers(0, 5))
def test_the_split_adds_up_in_any_order(made, seed):
    found = inequality.participation_split(made)
    assert found["people"].sum() == len(made)
    assert found["contributions"].sum() == pytest.approx(made.sum())
    pd.testing.assert_frame_equal(
        found, inequality.participation_split(made.sample(frac=1, random_state=seed))
    )


def test_the_interval_is_the_same_for_the_same_seed_and_any_order():
    found = inequality.gini_interval(INCOMES, seed=1)
    assert found == inequality.gini_interval(INCOMES.sample(frac=1, random_state=3), seed=1)
    assert found != inequality.gini_interval(INCOMES, seed=2)
    low, high = found
    assert low < inequality.gini(INCOMES) < high
    assert inequality.gini_interval(INCOMES, corrected=True, seed=1) == pytest.approx([low / 0.9, high / 0.9])
    assert inequality.gini_interval(pd.Series([0, 0, 0, 1])) is not None
    assert inequality.gini_interval(pd.Series([3])) is None
    with pytest.raises(ValueError, match="at least one"):
        inequality.gini_interval(INCOMES, repetitions=0)


def test_nothing_gives_nothing():
    none = pd.Series([], dtype=float)
    assert inequality.gini(none) is None
    assert inequality.lorenz_curve(none).empty
    assert inequality.participation_split(none)["people"].tolist() == [0, 0, 0]


def test_the_real_figures_of_kubernetes():
    rows = pd.read_csv(Path(__file__).parents[1] / "data" / "kubernetes_contributions.csv")
    made = rows.groupby("member")["changes"].sum()
    found = inequality.participation_split(made)
    assert found["people"].tolist() == [6, 51, 510]
    assert found["contributions"].tolist() == [916, 1172, 1277]
    assert inequality.gini(made) == pytest.approx(0.6946, abs=1e-4)
