"""Cliff's delta of two groups, with its interval."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu, norm, t

from copkit.functions.small_samples import dominance

scores = st.lists(st.integers(1, 5), min_size=1, max_size=20)
several = st.lists(st.integers(1, 5), min_size=2, max_size=20)


def series(values) -> pd.Series:
    return pd.Series(values, dtype="float64")


@pytest.mark.parametrize(
    ("one", "other", "delta", "low", "high"),
    [
        (
            [10, 10, 20, 20, 20, 30, 30, 30, 40, 50],
            [10, 20, 30, 40, 40, 50],
            -0.25,
            -0.7265846,
            0.3890062,
        ),
        (
            [10, 20, 20, 20, 30, 30, 30, 40, 50, 100],
            [10, 20, 30, 40, 40, 50],
            -0.06666667,
            -0.6082254,
            0.5172431,
        ),
    ],
)
def test_the_published_cases_of_effsize(one, other, delta, low, high):
    """R's effsize (Torchiano): the outputs that its manual and its tests print."""
    assert dominance.cliffs_delta(series(one), series(other)) == pytest.approx(delta)
    assert dominance.cliffs_interval(series(one), series(other)) == pytest.approx((low, high), abs=1e-7)


def test_the_printed_case_of_orddom():
    """R's orddom, example of dmes, after Ruscio and Mullen 2012: delta 0.7688889."""
    treated, others = (
        series([6, 7, 8, 7, 9, 6, 5, 4, 7, 8, 7, 6, 9, 5, 4]),
        series([4, 3, 5, 3, 6, 2, 2, 1, 6, 7, 4, 3, 2, 4, 3]),
    )
    assert dominance.cliffs_delta(treated, others) == pytest.approx(0.7688889, abs=5e-8)


def test_the_printed_case_of_real_statistics():
    """Zaiontz, Real Statistics: delta -0.40152, from -0.730 to 0.0778 by the normal curve, not by t."""
    control = series([11, 15, 9, 4, 34, 17, 18, 14, 12, 13, 26, 31])
    drug = series([34, 31, 35, 29, 28, 12, 18, 30, 14, 22, 10])
    as_the_normal = 2 * t.cdf(norm.ppf(0.975), 21) - 1
    low, high = dominance.cliffs_interval(control, drug, as_the_normal)
    assert dominance.cliffs_delta(control, drug) == pytest.approx(-0.40152, abs=5e-6)
    assert (low, high) == (pytest.approx(-0.730, abs=5e-4), pytest.approx(0.0778, abs=5e-5))


def test_by_hand():
    """Of 9 pairs of (1, 2, 3) and (2, 3, 4): 1 above, 6 below, 2 equal."""
    assert dominance.cliffs_delta(series([1, 2, 3]), series([2, 3, 4])) == pytest.approx(-5 / 9)


@given(scores, scores)
def test_it_agrees_with_mann_and_whitney(one, other):
    u = mannwhitneyu(one, other).statistic
    assert dominance.cliffs_delta(series(one), series(other)) == pytest.approx(
        2 * u / (len(one) * len(other)) - 1
    )


@given(several, several)
def test_it_turns_round_with_its_groups(one, other):
    first, second = series(one), series(other)
    assert dominance.cliffs_delta(first, second) == pytest.approx(-dominance.cliffs_delta(second, first))
    low, high = dominance.cliffs_interval(first, second)
    assert dominance.cliffs_interval(second, first) == pytest.approx((-high, -low))


@given(several, several)
def test_the_interval_holds_the_delta_and_stays_within_its_range(one, other):
    delta = dominance.cliffs_delta(series(one), series(other))
    low, high = dominance.cliffs_interval(series(one), series(other))
    assert -1 <= low <= delta + 1e-12
    assert delta - 1e-12 <= high <= 1


@given(several, several)
def test_a_surer_interval_is_no_narrower(one, other):
    usual = dominance.cliffs_interval(series(one), series(other))
    surer = dominance.cliffs_interval(series(one), series(other), confidence=0.99)
    assert surer[0] <= usual[0] + 1e-12
    assert surer[1] >= usual[1] - 1e-12


def test_two_groups_apart_still_have_an_interval():
    """By hand after Feng and Cliff: (5 - t²) / (5 + t²) with t = 2.306, for 5 and 5 values."""
    low, high = dominance.cliffs_interval(series([4, 4, 5, 5, 5]), series([1, 1, 2, 2, 2]))
    assert (round(low, 3), high) == (-0.031, 1.0)


def test_nobody_has_no_delta_and_one_has_no_interval():
    assert dominance.cliffs_delta(pd.Series([], dtype="Int64"), series([1])) is None
    assert dominance.cliffs_interval(series([1]), series([1, 2])) is None


def test_missing_answers_do_not_count():
    answers = pd.Series([3, pd.NA, 5], dtype="Int64")
    assert dominance.cliffs_delta(answers, series([4, None])) == 0


def test_the_size_of_a_difference_in_words():
    said = [dominance.size_in_words(delta) for delta in (0, 0.146, 0.147, -0.33, 0.473, 0.474, -1)]
    assert said == ["negligible", "negligible", "small", "medium", "medium", "large", "large"]
