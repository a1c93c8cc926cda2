"""The exact interval of a share, of an endless population and of a small one."""

import time
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom
from statsmodels.stats.proportion import proportion_confint

from copkit.functions.small_samples.share_intervals import share_interval, share_limits


@st.composite
def samples(draw):
    """Who agrees, of how many asked, of how many in all."""
    population = draw(st.integers(1, 60))
    asked = draw(st.integers(1, population))
    return draw(st.integers(0, asked)), asked, population


def by_trying_all(agreeing, asked, population, confidence=0.95):
    """Every number in all that neither one-sided test rejects: its least and its greatest share."""
    level = (1 - confidence) / 2
    fit = [
        in_all
        for in_all in range(agreeing, population - asked + agreeing + 1)
        if hypergeom.pmf(range(agreeing, asked + 1), population, in_all, asked).sum() > level
        and hypergeom.pmf(range(agreeing + 1), population, in_all, asked).sum() > level
    ]
    return fit[0] / population, fit[-1] / population


@given(st.integers(0, 200), st.integers(1, 200), st.sampled_from([0.8, 0.95, 0.99]))
def test_without_a_population_it_is_that_of_clopper_and_pearson(agreeing, asked, confidence):
    agreeing = min(agreeing, asked)
    known = proportion_confint(agreeing, asked, 1 - confidence, method="beta")
    assert share_interval(agreeing, asked, confidence=confidence) == pytest.approx(known, abs=1e-9)


@given(samples(), st.sampled_from([0.8, 0.95, 0.99]))
def test_with_a_population_it_is_what_trying_all_numbers_finds(sample, confidence):
    assert share_interval(*sample, confidence) == pytest.approx(by_trying_all(*sample, confidence))


@pytest.mark.parametrize(
    ("sample", "printed"), [((3, 10, 50), (4, 32)), ((45, 100, 300), (110, 161))], ids=["vignette", "readme"]
)
def test_the_printed_cases_of_samplingbook(sample, printed):
    """R's samplingbook printed one person more at each end before its code was corrected to Wang 2015."""
    low, high = share_interval(*sample)
    assert (low * sample[2] - 1, high * sample[2] + 1) == pytest.approx(printed)


@pytest.mark.parametrize("population", [5, 10, 17, 30, 45])
def test_it_holds_the_true_share_in_at_least_95_percent_of_all_samples_that_can_be_drawn(population):
    for asked in {1, 3, 5, population // 2, population - 1, population}:
        ends = [share_interval(agreeing, asked, population) for agreeing in range(asked + 1)]
        for in_all in range(population + 1):
            chances = hypergeom.pmf(range(asked + 1), population, in_all, asked)
            held = [low <= in_all / population <= high for low, high in ends]
            assert chances[held].sum() >= 0.95 - 1e-9


def test_a_census_knows_the_share():
    assert share_interval(3, 8, 8) == (0.375, 0.375)
    assert share_interval(0, 8, 8) == (0.0, 0.0)


def test_a_large_population_is_as_good_as_endless():
    assert share_interval(7, 20, 1_000_000) == pytest.approx(share_interval(7, 20), abs=1e-5)


@given(samples())
def test_it_holds_the_share_found(sample):
    agreeing, asked, _ = sample
    low, high = share_interval(*sample)
    assert low <= agreeing / asked <= high


@given(samples())
def test_who_does_not_agree_has_the_mirrored_interval(sample):
    agreeing, asked, population = sample
    low, high = share_interval(asked - agreeing, asked, population)
    assert share_interval(*sample) == pytest.approx((1 - high, 1 - low))


@given(samples(), st.integers(1, 60))
def test_it_narrows_as_the_population_falls_but_for_whole_people(sample, more):
    """The ends are whole people, so each may lie one person of the smaller population further out."""
    agreeing, asked, population = sample
    low, high = share_interval(*sample)
    wider_low, wider_high = share_interval(agreeing, asked, population + more)
    assert low >= wider_low - 1 / population - 1e-9
    assert high <= wider_high + 1 / population + 1e-9


@given(samples())
def test_a_surer_interval_is_no_narrower(sample):
    low, high = share_interval(*sample)
    surer_low, surer_high = share_interval(*sample, confidence=0.99)
    assert surer_low <= low
    assert high <= surer_high


def test_it_is_quick_for_a_hundred_thousand():
    begun = time.perf_counter()
    for agreeing, asked in product((0, 200, 499), (500, 50_000)):
        low, high = share_interval(agreeing, asked, 100_000)
        assert 0 <= low <= high <= 1
    assert time.perf_counter() - begun < 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((1, 0), "ask at least one"),
        ((3, 2), "3 of 2 cannot agree"),
        ((-1, 2), "cannot agree"),
        ((1, 5, 4), "There are 4 in all, but 5 were asked"),
        ((1, 5, None, 95), "between 0 and 1"),
    ],
)
def test_what_cannot_be_is_said(given, said):
    with pytest.raises(ValueError, match=said):
        share_interval(*given)


def test_the_ends_are_plain_numbers():
    assert all(type(end) is float for end in share_interval(np.int64(2), np.int64(5), np.int64(9)))


@given(
    st.lists(st.tuples(st.integers(1, 30), st.integers(0, 30), st.integers(0, 99)), min_size=1, max_size=9),
    st.sampled_from([0.8, 0.95]),
)
def test_many_at_once_are_those_of_each(drawn, confidence):
    """Of every third there is no population."""
    rows = [(min(yes, n), n, None if more % 3 == 0 else n + more) for n, yes, more in drawn]
    agreeing, asked, population = (np.array(part, dtype=float) for part in zip(*rows, strict=True))
    found = np.column_stack(share_limits(agreeing, asked, population, confidence))
    each = [share_interval(yes, n, in_all, confidence) for yes, n, in_all in rows]
    np.testing.assert_allclose(found, each, atol=1e-9)


def test_many_at_once_refuse_what_cannot_be():
    for numbers in (([3], [2], None), ([0], [0], None), ([1], [5], [4])):
        with pytest.raises(ValueError, match="correct"):
            share_limits(*(None if part is None else np.array(part) for part in numbers))
    with pytest.raises(ValueError, match=r"0\.95"):
        share_limits(np.array([1]), np.array([2]), confidence=95)
