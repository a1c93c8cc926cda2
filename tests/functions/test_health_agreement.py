"""Function 7: agreement of reviewers against Shrout and Fleiss 1979, R's psych, scipy and Cronbach."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import f_oneway

from copkit.functions.health.agreement import FORMS, agreement_in_words, reviewer_agreement
from copkit.functions.health.survey_reliability import cronbach_alpha

PUBLISHED = pd.DataFrame(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
)

ratings = st.integers(2, 5).flatmap(
    lambda k: st.lists(st.lists(st.integers(1, 5), min_size=k, max_size=k), min_size=2, max_size=9)
)


def test_the_six_published_correlations():
    found = reviewer_agreement(PUBLISHED)
    assert list(found.forms.index) == list(FORMS)
    assert found.forms["icc"].round(2).tolist() == [0.17, 0.29, 0.71, 0.44, 0.62, 0.91]
    assert (found.stories, found.reviewers, found.left_out) == (6, 4, 0)


def test_the_intervals_and_tests_that_psych_prints_for_them():
    """R's psych, example of ICC: lower and upper bounds, F with its degrees of freedom, and p."""
    forms = reviewer_agreement(PUBLISHED).forms
    assert forms["low"].tolist() == pytest.approx([-0.133, 0.019, 0.342, -0.884, 0.071, 0.676], abs=5e-4)
    assert forms["high"].tolist() == pytest.approx([0.72, 0.76, 0.95, 0.91, 0.93, 0.99], abs=5e-3)
    assert forms[["f", "df1", "df2"]].round(1).values.tolist()[:3] == [
        [1.8, 5, 18],
        [11.0, 5, 15],
        [11.0, 5, 15],
    ]
    assert forms["p"].tolist()[:2] == pytest.approx([0.16477, 0.00013], abs=5e-6)


@settings(max_examples=40)
@given(ratings)
def test_the_mean_of_these_reviewers_agrees_as_items_of_a_scale_do(rows):
    """ICC(3,k) is Cronbach's alpha, with Feldt's interval; the first F is that of scipy."""
    frame = pd.DataFrame(rows)
    found, known = reviewer_agreement(frame), cronbach_alpha(frame)
    assert (found is None) or (known is not None)
    if found is None:
        assert np.ptp(frame.mean(axis=1)) == pytest.approx(0)
        return
    fixed = found.forms.loc["ICC(3,k)", ["icc", "low", "high"]]
    assert fixed.tolist() == pytest.approx([known.alpha, known.low, known.high], abs=1e-8)
    if frame.nunique(axis=1).max() > 1:
        one_way = f_oneway(*frame.to_numpy())
        assert found.forms.loc["ICC(1,1)", ["f", "p"]].tolist() == pytest.approx(list(one_way), abs=1e-8)
    forms = found.forms[["low", "icc", "high"]]
    assert (forms["low"] <= forms["icc"] + 1e-9).all()
    assert (forms["icc"] <= forms["high"] + 1e-9).all()
    assert (forms <= 1 + 1e-9).all(axis=None)


def test_the_same_scores_agree_wholly_and_strict_ones_only_but_for_their_strictness():
    same = pd.DataFrame({"a": [1, 2, 5], "b": [1, 2, 5]})
    assert (reviewer_agreement(same).forms[["icc", "low", "high"]] == 1).all(axis=None)
    stricter = reviewer_agreement(same.assign(b=[0, 1, 4])).forms["icc"]
    assert stricter["ICC(3,1)"] == 1
    assert stricter["ICC(2,1)"] == pytest.approx(26 / 3 / 2 / (26 / 3 / 2 + 0.5))


def test_the_order_of_stories_and_reviewers_changes_nothing():
    mixed = reviewer_agreement(PUBLISHED.iloc[::-1, [2, 0, 3, 1]]).forms
    pd.testing.assert_frame_equal(mixed, reviewer_agreement(PUBLISHED).forms)


def test_stories_without_all_reviews_are_left_out_and_too_few_have_none():
    gaps = pd.concat([PUBLISHED, pd.DataFrame([[3, None, 4, 4]])])
    assert reviewer_agreement(gaps).left_out == 1
    assert reviewer_agreement(PUBLISHED[[0]]) is None
    assert reviewer_agreement(PUBLISHED.head(1)) is None
    assert reviewer_agreement(pd.DataFrame([[1, 3], [3, 1]])) is None


def test_words_for_how_good_it_is():
    assert [agreement_in_words(icc) for icc in (-0.2, 0.499, 0.5, 0.75, 0.9)] == [
        "poor", "poor", "moderate", "good", "excellent",
    ]  # fmt: skip
