"""Function 5: ratings, Cliff's delta, commitments."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu

from copkit.functions import enablement


def ratings(*rows) -> pd.DataFrame:
    frame = pd.DataFrame(
        rows, columns=["organisation", "condition", "rater_role", "rater", "rating", "rated"]
    )
    return frame.assign(rating=frame["rating"].astype("Int64"), rated=pd.to_datetime(frame["rated"]))


def test_cliffs_delta_by_hand():
    """Of 9 pairs of (1, 2, 3) and (2, 3, 4): 1 above, 6 below, 2 equal."""
    assert enablement.cliffs_delta(pd.Series([1, 2, 3]), pd.Series([2, 3, 4])) == pytest.approx(-5 / 9)


scores = st.lists(st.integers(1, 5), min_size=1, max_size=20)


@given(scores, scores)
def test_cliffs_delta_agrees_with_mann_and_whitney(one, other):
    u = mannwhitneyu(one, other).statistic
    delta = enablement.cliffs_delta(pd.Series(one), pd.Series(other))
    assert delta == pytest.approx(2 * u / (len(one) * len(other)) - 1)


@given(scores, scores)
def test_cliffs_delta_turns_round_with_its_groups(one, other):
    first, second = pd.Series(one), pd.Series(other)
    assert enablement.cliffs_delta(first, second) == pytest.approx(-enablement.cliffs_delta(second, first))


def test_cliffs_delta_of_nobody_is_unknown():
    assert enablement.cliffs_delta(pd.Series([], dtype="Int64"), pd.Series([1])) is None


def test_the_size_of_a_difference_in_words():
    assert [enablement.size_in_words(d) for d in (0, 0.147, -0.33, 0.5)] == [
        "negligible",
        "small",
        "medium",
        "large",
    ]


def test_the_newest_rating_of_each_rater_counts():
    found = enablement.latest_ratings(
        ratings(
            ("Council", "time", "member", "r1", 5, "2026-01-01"),
            ("Council", "time", "member", "r1", 1, "2025-01-01"),
            ("Council", "space", "member", "r1", 2, None),
        )
    )
    assert found["rating"].tolist() == [5, 2]


def test_ratings_by_condition_by_hand():
    found = enablement.ratings_by(
        ratings(
            ("Council", "time", "member", "r1", 1, None),
            ("Council", "time", "member", "r2", 4, None),
            ("Police", "time", "member", "r1", 5, None),
            ("Police", "space", "manager", "r1", 5, None),
        ),
        "condition",
    )
    time = found.set_index("condition").loc["time"]
    assert (time["raters"], time["ratings"], round(time["mean"], 4)) == (3, 3, 3.3333)
    assert time["agree"] == pytest.approx(2 / 3)
    assert found["condition"].tolist() == ["time", "space"]


@given(st.lists(st.tuples(st.sampled_from(["time", "space"]), st.integers(1, 5)), min_size=1, max_size=20))
def test_the_shares_of_each_rating_add_up(rows):
    frame = ratings(
        *[("Council", about, "member", f"r{n}", score, None) for n, (about, score) in enumerate(rows)]
    )
    found = enablement.ratings_by(frame, "condition")
    np.testing.assert_allclose(found[[1, 2, 3, 4, 5]].sum(axis=1), 1)
    np.testing.assert_allclose(found[[4, 5]].sum(axis=1), found["agree"])


def test_change_since_the_round_before():
    found = enablement.change_since_round(
        ratings(
            ("Council", "time", "member", "r1", 5, "2024-01-01"),
            ("Council", "time", "member", "r1", 1, "2025-01-01"),
            ("Council", "time", "member", "r1", 4, "2026-01-01"),
        )
    )
    assert found.to_dict("records") == [
        {"condition": "time", "before": 1.0, "after": 4.0, "raters_before": 1, "raters_after": 1}
    ]


def test_a_promise_whose_day_is_past_is_late():
    frame = pd.DataFrame(
        {
            "state": ["promised", "promised", "kept", "asked"],
            "due": pd.to_datetime(["2026-01-01", "2027-01-01", "2026-01-01", None]),
        }
    )
    found = enablement.standing_of(frame, pd.Timestamp("2026-06-30"))
    assert found.tolist() == ["late", "promised", "kept", "asked"]


def test_nothing_gives_nothing():
    assert enablement.ratings_by(enablement.latest_ratings(ratings()), "condition").empty
    assert enablement.change_since_round(ratings()).empty
