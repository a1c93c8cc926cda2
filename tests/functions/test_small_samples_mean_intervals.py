"""The interval of the mean of answers from 1 to 5, in small samples of small populations."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t

from copkit.functions.small_samples.mean_intervals import mean_interval, mean_limits
from copkit.functions.small_samples.share_intervals import share_interval

answers = st.lists(st.integers(1, 5), min_size=1, max_size=25)

POPULATIONS = {
    "middle": [0.1, 0.2, 0.35, 0.25, 0.1],
    "low": [0.5, 0.25, 0.15, 0.07, 0.03],
    "two camps": [0.4, 0.1, 0, 0.1, 0.4],
    "near the top": [0.02, 0.03, 0.05, 0.2, 0.7],
    "all but a few at the top": [0.1, 0, 0, 0, 0.9],
}


def series(values) -> pd.Series:
    return pd.Series(values, dtype="float64")


def people(shares, population):
    """A population of so many people with about these shares of answers from 1 to 5."""
    ends = np.round(np.cumsum(shares) * population).astype(int)
    return np.repeat(np.arange(1, 6), np.diff([0, *ends])).astype(float)


@pytest.mark.parametrize("shape", POPULATIONS)
@pytest.mark.parametrize(("asked", "population"), [(5, 10), (5, 40), (10, 50), (30, 100)])
def test_simulated_coverage(shape, asked, population):
    """At least 91% at worst, where 95% is asked for (the module tells of more, and of other methods)."""
    chance = np.random.default_rng(5)
    everybody = people(POPULATIONS[shape], population)
    held, seen = 0, {}
    for _ in range(400):
        drawn = tuple(np.sort(chance.permutation(everybody)[:asked]))
        if drawn not in seen:
            seen[drawn] = mean_interval(series(drawn), population)
        low, high = seen[drawn]
        held += low - 1e-9 <= everybody.mean() <= high + 1e-9
    assert held / 400 >= 0.91


def test_where_answers_are_even_it_is_students_t_with_the_finite_population_correction():
    scores = [1, 2, 3, 3, 4, 5]
    error = np.std(scores, ddof=1) / math.sqrt(6)
    known = t.interval(0.95, 5, loc=3, scale=error)
    assert mean_interval(series(scores)) == pytest.approx(known)
    corrected = t.interval(0.95, 5, loc=3, scale=error * math.sqrt(1 - 6 / 20))
    assert mean_interval(series(scores), 20) == pytest.approx(corrected)


def test_where_answers_are_lopsided_the_exact_limits_of_the_shares_add_up():
    """By hand: of (5, 5, 5, 5, 2) all lie above 1, and four above 2, 3 and 4."""
    all_low, all_high = share_interval(5, 5, 40)
    low, high = share_interval(4, 5, 40)
    known = 1 + all_low + 3 * low, 1 + all_high + 3 * high
    assert mean_interval(series([5, 5, 5, 5, 2]), 40) == pytest.approx(known)


def test_three_alike_of_a_hundred_do_not_settle_the_mean():
    """By hand: 4 is the answer of at least 30 of 100, and the others may all say 1, or all say 5."""
    low, high = mean_interval(series([4, 4, 4]), 100)
    assert share_interval(3, 3, 100) == (0.3, 1.0)
    assert (low, high) == pytest.approx((0.3 * 4 + 0.7 * 1, 0.3 * 4 + 0.7 * 5))


def test_a_census_knows_the_mean_and_nobody_has_none():
    assert mean_interval(series([2, 3, 5, 5]), 4) == (3.75, 3.75)
    assert mean_interval(series([])) is None
    assert mean_interval(series([None])) is None


@given(answers, st.integers(0, 80), st.randoms())
def test_it_holds_the_mean_stays_on_the_scale_and_does_not_depend_on_the_order(values, more, chance):
    population = len(values) + more
    low, high = mean_interval(series(values), population)
    mean = np.mean(values)
    assert 1 <= low <= mean + 1e-9
    assert mean - 1e-9 <= high <= 5
    assert (low < high) == (more > 0)
    mixed = list(values)
    chance.shuffle(mixed)
    assert mean_interval(series(mixed), population) == (low, high)


@given(answers, st.integers(1, 80))
def test_turning_the_scale_round_turns_the_interval_round(values, more):
    population = len(values) + more
    low, high = mean_interval(series(values), population)
    turned = mean_interval(6 - series(values), population)
    assert turned == pytest.approx((6 - high, 6 - low))


@given(answers)
def test_a_surer_interval_is_no_narrower(values):
    low, high = mean_interval(series(values))
    surer_low, surer_high = mean_interval(series(values), confidence=0.99)
    assert surer_low <= low + 1e-9
    assert high <= surer_high + 1e-9


def test_scores_of_several_items_may_lie_between_whole_numbers():
    low, high = mean_interval(series([4.5, 4.5, 4.5]), 30)
    share, _ = share_interval(3, 3, 30)
    assert (low, high) == pytest.approx((1 + 3.5 * share, 5 - 0.5 * share))


def test_what_cannot_be_is_said():
    with pytest.raises(ValueError, match="off the scale of 1 to 5"):
        mean_interval(series([0, 3]))
    with pytest.raises(ValueError, match="There are 2 in all, but 3 scored"):
        mean_interval(series([1, 3, 5]), 2)


@given(st.lists(st.tuples(answers, st.integers(-1, 40)), min_size=1, max_size=6), st.randoms())
def test_many_groups_at_once_are_those_of_each(groups, chance):
    """Of a group with -1 more there is no population."""
    rows = [(number, score) for number, (values, _) in enumerate(groups) for score in values]
    chance.shuffle(rows)
    group, scores = (np.array(part) for part in zip(*rows, strict=True))
    in_all = [None if more < 0 else len(values) + more for values, more in groups]
    found = np.column_stack(mean_limits(scores, group, np.array(in_all, dtype=float)))
    each = [
        mean_interval(pd.Series(values), whole) for (values, _), whole in zip(groups, in_all, strict=True)
    ]
    np.testing.assert_allclose(found, each, atol=1e-9)
