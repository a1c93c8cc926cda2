"""Whether two share more than by chance: published p, every outcome counted out, and what must not matter."""

from itertools import combinations, product
from math import comb

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from scipy.stats import norm, poisson_binom

from copkit.functions.activities.configuration_model import cell_chances
from copkit.functions.activities.degree_models import more_than_chance, shared_by_chance

PUBLISHED = np.array([[1, 0, 1, 1], [0, 1, 0, 0], [1, 0, 0, 1]])
"""The table in the tests of the package backbone for R (tests/testthat/test-backbone.R)."""


def by_chance(there):
    return shared_by_chance(pd.DataFrame(there)).set_index(["one", "other"])


def test_the_fixed_row_model_as_published():
    assert by_chance(PUBLISHED)["p_fixed_row"].round(3).tolist() == [1.0, 0.5, 1.0]


def test_on_average_they_share_in_proportion_to_how_much_each_has():
    """Of four things the one takes 3, 3 and 1 blindly, and the other 1, 2 and 2."""
    assert by_chance(PUBLISHED)["expected_fixed_row"].tolist() == [3 * 1 / 4, 3 * 2 / 4, 1 * 2 / 4]


def test_the_stochastic_degree_sequence_model_as_published():
    """They give p by the refined normal approximation (Hong 2013); with it our chances give all theirs."""

    def at_most(shared, chances):
        spread = (chances * (1 - chances)).sum() ** 0.5
        skewness = (chances * (1 - chances) * (1 - 2 * chances)).sum() / spread**3
        far = (shared + 0.5 - chances.sum()) / spread
        return norm.cdf(far) + skewness * (1 - far**2) * norm.pdf(far) / 6

    chances, shared = cell_chances(PUBLISHED), PUBLISHED @ PUBLISHED.T
    both = {(i, j): chances[i] * chances[j] for i in range(3) for j in range(3)}
    upper = [[round(1 - at_most(shared[i, j] - 1, both[i, j]), 3) for j in range(3)] for i in range(3)]
    lower = [[round(at_most(shared[i, j], both[i, j]), 3) for j in range(3)] for i in range(3)]
    assert upper == [[0.432, 0.977, 0.549], [0.977, 0.304, 0.972], [0.549, 0.972, 0.329]]
    assert lower == [[0.909, 0.354, 0.844], [0.354, 0.954, 0.476], [0.844, 0.476, 0.942]]
    assert by_chance(PUBLISHED)["p"].tolist() == pytest.approx([1.0, 0.549, 1.0], abs=0.01)


tables = arrays(
    np.int64, array_shapes(min_dims=2, max_dims=2, min_side=2, max_side=5), elements=st.integers(0, 1)
)


@settings(max_examples=30, deadline=None)
@given(tables)
def test_the_fixed_row_p_is_the_share_of_all_ways_to_choose_as_many(there):
    found = by_chance(there)
    things = range(int(there.any(axis=0).sum()))
    for (one, other), row in found.iterrows():
        mine = set(range(there[one].sum()))
        ways = list(combinations(things, there[other].sum()))
        as_many = sum(len(mine & set(theirs)) >= row["shared"] for theirs in ways)
        assert row["p_fixed_row"] == pytest.approx(as_many / comb(len(things), there[other].sum()))


@settings(max_examples=30, deadline=None)
@given(tables)
def test_p_is_the_chance_of_all_outcomes_with_as_much(there):
    kept = there[:, there.any(axis=0)]
    chances = cell_chances(kept)
    for (one, other), row in by_chance(there).iterrows():
        both = chances[one] * chances[other]
        outcomes = np.array(list(product((0, 1), repeat=len(both)))).reshape(2 ** len(both), len(both))
        how_likely = np.where(outcomes == 1, both, 1 - both).prod(axis=1)
        counts = outcomes.sum(axis=1)
        assert row["shared"] == (there[one] & there[other]).sum()
        assert row["p"] == pytest.approx(how_likely[counts >= row["shared"]].sum(), abs=1e-9)
        most = min(row["one_has"], row["other_has"])
        assert row["least_p"] == pytest.approx(how_likely[counts >= most].sum(), abs=1e-9)
        assert row["expected"] == pytest.approx((how_likely * counts).sum(), abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(tables, st.randoms(use_true_random=False))
def test_neither_the_order_nor_what_nobody_has_matters(there, chance):
    rows, columns = list(range(len(there))), list(range(there.shape[1]))
    chance.shuffle(rows)
    chance.shuffle(columns)
    turned = pd.DataFrame(there).iloc[rows, columns].assign(nobody=0)
    theirs = shared_by_chance(turned)
    ends = [frozenset(pair) for pair in zip(theirs["one"], theirs["other"], strict=True)]
    again = theirs.set_index(pd.Index(ends))
    for pair, row in by_chance(there).iterrows():
        for name in ("shared", "p_fixed_row", "p", "least_p"):
            assert again.loc[[frozenset(pair)], name].item() == pytest.approx(row[name], abs=1e-7)


def test_p_of_many_as_scipy_has_it():
    chance = np.random.default_rng(14)
    there = (chance.random((6, 60)) < chance.random((6, 1))).astype(int)
    chances = cell_chances(there[:, there.any(axis=0)])
    for (one, other), row in by_chance(there).iterrows():
        theirs = poisson_binom.sf(row["shared"] - 1, chances[one] * chances[other])
        assert row["p"] == pytest.approx(theirs, rel=1e-9)


def test_what_is_common_makes_sharing_it_less_of_a_surprise():
    """The same two rows; what they share is rare in the one table, and had by all in the other."""
    rare = np.zeros((8, 21), dtype=int)
    rare[:2, :3] = 1
    rare[2:, 3:] = np.eye(6, dtype=int).repeat(3, axis=1)
    common = rare.copy()
    common[2:, :3] = 1
    assert by_chance(rare).loc[(0, 1), "p"] < 0.05 < by_chance(common).loc[(0, 1), "p"]
    assert by_chance(rare).loc[(0, 1), "p_fixed_row"] == by_chance(common).loc[(0, 1), "p_fixed_row"]


def pairs(p, least_p):
    return pd.DataFrame({"p": p, "least_p": least_p})


def test_only_tests_that_could_have_passed_count_for_the_correction():
    found = more_than_chance(pairs([0.02, 0.03, 1.0, 0.2], [0.01, 0.001, 0.06, 0.2]))
    assert found["p_holm"].tolist() == pytest.approx([0.04, 0.04, np.nan, np.nan], nan_ok=True)
    assert found["verdict"].tolist() == ["more than chance"] * 2 + ["too few to test"] * 2


def test_many_tests_raise_the_bar():
    one = more_than_chance(pairs([0.02], [0.001]))
    many = more_than_chance(pairs([0.02] + [0.9] * 9, [0.001] * 10))
    assert one["verdict"].tolist() == ["more than chance"]
    assert many["verdict"].tolist() == ["not more than chance"] * 10


@pytest.mark.parametrize("rows", [0, 1])
def test_of_fewer_than_two_there_is_no_pair(rows):
    found = more_than_chance(shared_by_chance(pd.DataFrame(np.ones((rows, 3), dtype=int))))
    assert found.empty
    assert {"one", "other", "shared", "p", "p_holm", "verdict"} <= set(found.columns)
