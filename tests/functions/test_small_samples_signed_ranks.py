"""The signed-rank test, held to scipy's."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import wilcoxon

from copkit.functions.small_samples.signed_ranks import FEWEST_PAIRS, signed_rank_p


@settings(max_examples=15)
@given(st.lists(st.sampled_from([-2.0, -1.0, -0.5, 0.0, 1.0, 1.5, 3.0]), min_size=FEWEST_PAIRS, max_size=9))
def test_few_people_have_the_p_of_scipys_permutations(steps):
    known = wilcoxon(np.sort(steps), zero_method="pratt").pvalue if any(steps) else 1.0
    assert signed_rank_p(np.array(steps)) == pytest.approx(known)


@pytest.mark.parametrize("people", [12, 13, 14, 40])
def test_without_ties_too(people):
    steps = np.random.default_rng(people).normal(0.3, 1, people)
    assert signed_rank_p(steps) == pytest.approx(wilcoxon(steps, zero_method="pratt").pvalue)


def test_by_hand_and_for_too_few():
    """All six rise: one way of 64 in either direction."""
    assert signed_rank_p(np.arange(1, 7)) == pytest.approx(2 / 64)
    assert np.isnan(signed_rank_p(np.arange(1, 6)))
    assert signed_rank_p(np.zeros(6)) == 1.0
