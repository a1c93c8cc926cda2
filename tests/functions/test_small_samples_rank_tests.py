"""Kruskal-Wallis, Kendall's tau-b and Holm, held to printed cases, scipy and statsmodels."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kendalltau, kruskal, mannwhitneyu
from statsmodels.stats.multitest import multipletests

from copkit.functions.small_samples.rank_tests import (
    holm,
    kendall_tau_b,
    kruskal_wallis,
    tau_b_error,
    tau_b_interval,
)

POOH = [3, 5, 4, 4, 4, 4, 4, 4, 5, 5]
PIGLET = [2, 4, 2, 2, 1, 2, 3, 2, 2, 3]
TIGGER = [4, 4, 4, 4, 5, 3, 5, 4, 4, 3]

group = st.lists(st.integers(1, 5), min_size=2, max_size=6)


def arrays(*groups):
    return [np.array(each, dtype=float) for each in groups]


def pain():
    """SAS's hypothetical trial: five doses, and who had an adverse response."""
    no, yes = [26, 26, 23, 18, 9], [6, 7, 9, 14, 23]
    doses = np.repeat(range(5), np.add(no, yes))
    adverse = np.concatenate([np.repeat([0, 1], pair) for pair in zip(no, yes, strict=True)])
    return doses, adverse


def test_the_printed_case_of_the_extension_handbook():
    """Mangiafico, Summary and Analysis of Extension Program Evaluation in R: H = 16.842, epsilon 0.581."""
    found = kruskal_wallis(arrays(POOH, PIGLET, TIGGER))
    assert found.statistic == pytest.approx(16.842, abs=5e-4)
    assert found.p == pytest.approx(0.0002202, abs=5e-8)
    assert found.effect == pytest.approx(0.581, abs=5e-4)
    assert found.method == "Kruskal-Wallis test"


@settings(max_examples=20, deadline=None)
@given(st.lists(group, min_size=2, max_size=3))
def test_the_statistic_is_scipys_also_where_p_is_by_permutation(groups):
    found = kruskal_wallis(arrays(*groups))
    if len({answer for each in groups for answer in each}) == 1:
        assert (found.statistic, found.p, found.method) == (0, 1, "everybody answered alike")
        return
    assert found.statistic == pytest.approx(kruskal(*groups).statistic)
    assert found.method.endswith("by permutation")
    assert 0 < found.p <= 1
    assert 0 <= found.effect <= 1 + 1e-9


def test_of_a_few_all_ways_to_deal_them_out_are_tried():
    """By hand: of the 35 ways to choose three of seven, those that part the groups as much or more."""
    one, other = [1, 2, 2], [2, 4, 5, 5]
    everybody = np.array(one + other)
    h = [
        kruskal(everybody[list(chosen)], np.delete(everybody, chosen)).statistic
        for chosen in combinations(range(7), 3)
    ]
    as_much = np.mean(np.array(h) >= kruskal(one, other).statistic - 1e-9)
    assert kruskal_wallis(arrays(one, other)).p == pytest.approx(as_much)


def test_drawn_permutations_come_near_the_curve_where_both_hold():
    chance = np.random.default_rng(2)
    few, more, most = chance.integers(1, 6, 4), chance.integers(1, 6, 30), chance.integers(2, 6, 30)
    found = kruskal_wallis(arrays(few, more, most))
    assert found.method == "Kruskal-Wallis test, by permutation"
    assert found.p == pytest.approx(kruskal(few, more, most).pvalue, abs=0.02)


def test_two_groups_are_mann_and_whitneys():
    one, other = [1, 2, 2, 3, 4] * 5, [2, 3, 4, 4, 5] * 5
    known = mannwhitneyu(one, other, use_continuity=False, method="asymptotic").pvalue
    found = kruskal_wallis(arrays(one, other))
    assert (found.p, found.method) == (pytest.approx(known), "Mann-Whitney test")


@settings(max_examples=10, deadline=None)
@given(group, group, st.randoms())
def test_p_does_not_depend_on_the_order_of_answers(one, other, chance):
    mixed = list(one)
    chance.shuffle(mixed)
    assert kruskal_wallis(arrays(one, other)) == kruskal_wallis(arrays(mixed, other))


def test_the_printed_case_of_sas():
    """PROC FREQ, example on the Cochran-Armitage trend test: tau-b 0.3373, error 0.0642."""
    found = kendall_tau_b(*pain())
    assert round(found.statistic, 4) == 0.3373
    assert round(tau_b_error(*pain()), 4) == 0.0642
    assert found.p == pytest.approx(kendalltau(*pain(), method="asymptotic").pvalue)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 5)), min_size=3, max_size=12))
def test_tau_b_is_scipys_and_lies_in_its_interval(pairs):
    places, scores = np.array(pairs).T
    if len(set(places)) < 2:
        with pytest.raises(ValueError, match="two groups in order"):
            kendall_tau_b(places, scores)
        return
    found, ends = kendall_tau_b(places, scores), tau_b_interval(places, scores)
    if len(set(scores)) == 1:
        assert (found.p, ends) == (1, None)
        return
    assert found.statistic == pytest.approx(kendalltau(places, scores).statistic)
    assert 0 < found.p <= 1
    if ends:
        assert -1 <= ends[0] <= found.statistic <= ends[1] <= 1


def test_a_small_trend_is_tested_by_permutation():
    """By hand: of the 720 orders of six different scores, two are as far in order as can be."""
    found = kendall_tau_b(np.arange(6), np.arange(6))
    assert (found.statistic, found.p) == (pytest.approx(1), pytest.approx(2 / 720))
    assert found.method == "Kendall's tau-b, by permutation"
    assert tau_b_interval(np.arange(6), np.arange(6)) is None


@pytest.mark.parametrize(
    "ps", [[0.3], [0.01, 0.04, 0.03], [0.02, 0.02, 0.9, 0, 1, 0.02], [1, 0.5, 0.2, 0.011]]
)
def test_holm_is_statsmodels(ps):
    known = multipletests(ps, method="holm")[1]
    np.testing.assert_allclose(holm(pd.Series(ps)), known)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_holm_keeps_the_order_and_is_no_bolder_than_p_nor_shyer_than_bonferroni(ps):
    raw, found = pd.Series(ps), holm(pd.Series(ps))
    assert (found >= raw).all()
    assert (found <= (raw * len(ps)).clip(upper=1) + 1e-12).all()
    assert found[raw.sort_values().index].is_monotonic_increasing


def test_what_was_not_tested_does_not_count():
    assert holm(pd.Series([0.02, None, 0.5])).tolist()[0] == 0.04
    assert pd.isna(holm(pd.Series([0.02, None, 0.5]))[1])


def test_one_group_is_no_comparison():
    with pytest.raises(ValueError, match="two groups"):
        kruskal_wallis(arrays([1, 2]))
