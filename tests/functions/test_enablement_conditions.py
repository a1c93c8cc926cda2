"""Function 5: the newest ratings, their spread, groups large enough, rounds and change."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions.enablement import conditions
from copkit.functions.small_samples import dominance

COLUMNS = ["organisation", "condition", "rater_role", "rater", "rating", "rated"]
NHS = Path(__file__).parent.parent / "data" / "nhs_analyst_development.csv"


def ratings(*rows) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.assign(rating=frame["rating"].astype("Int64"), rated=pd.to_datetime(frame["rated"]))


rows = st.lists(
    st.tuples(
        st.sampled_from(["Council", "Gwasanaeth Iechyd"]),
        st.sampled_from(["time", "space"]),
        st.just("member"),
        st.sampled_from(["r1", "r2", "r3"]),
        st.integers(1, 5),
        st.sampled_from(["2025-01-01", "2025-06-01", "2026-01-01", None]),
    ),
    min_size=1,
    max_size=30,
    unique_by=lambda row: (row[0], row[1], row[3], row[5]),
)


def test_the_newest_rating_of_each_rater_counts():
    found = conditions.latest_ratings(
        ratings(
            ("Council", "time", "member", "r1", 5, "2026-01-01"),
            ("Council", "time", "member", "r1", 1, "2025-01-01"),
            ("Council", "time", "member", "r1", 2, None),
            ("Council", "space", "member", "r1", 2, None),
        )
    )
    assert found["rating"].tolist() == [5, 2]


def test_the_spread_by_condition_by_hand():
    found = conditions.ratings_by(
        ratings(
            ("Council", "time", "member", "r1", 1, None),
            ("Council", "time", "member", "r2", 4, None),
            ("Police", "time", "member", "r1", 5, None),
            ("Police", "space", "manager", "r1", 5, None),
        ),
        "condition",
    )
    time = found.set_index("condition").loc["time"]
    assert (time["raters"], time["ratings"], time["agreeing"], time["median"]) == (3, 3, 2, 4)
    assert (time["mean"], time["agree"]) == pytest.approx((10 / 3, 2 / 3))
    assert found["condition"].tolist() == ["time", "space"]


@given(rows)
def test_the_shares_of_each_rating_add_up(rows):
    frame = conditions.latest_ratings(ratings(*rows))
    found = conditions.ratings_by(frame, "organisation", "condition")
    np.testing.assert_allclose(found[conditions.SCALE].sum(axis=1), 1)
    np.testing.assert_allclose(found[[4, 5]].sum(axis=1), found["agree"])
    np.testing.assert_allclose(found[conditions.SCALE] @ conditions.SCALE, found["mean"])
    assert found["ratings"].sum() == len(frame)
    assert (found["raters"] == found["ratings"]).all()


@given(rows, st.integers(1, 4))
def test_no_group_that_is_kept_is_too_small_and_none_that_is_left_out_was_large_enough(rows, fewest):
    frame = conditions.latest_ratings(ratings(*rows))
    kept = conditions.with_enough_raters(frame, fewest)
    left_out = frame.drop(kept.index)
    cell = ["organisation", "condition"]
    assert (kept.groupby(cell).size() >= fewest).all()
    assert (left_out.groupby(cell).size() < fewest).all()


def test_a_round_may_last_as_long_as_ratings_keep_coming():
    days = pd.to_datetime(pd.Series(["2026-03-02", "2025-09-01", None, "2025-09-28", "2025-10-20"]))
    assert conditions.rounds(days).fillna(0).tolist() == [2, 1, 0, 1, 1]


def test_change_is_between_the_last_two_rounds():
    found = conditions.change_since_round(
        ratings(
            ("Council", "time", "member", "r1", 5, "2024-01-01"),
            ("Council", "time", "member", "r1", 1, "2025-01-01"),
            ("Council", "time", "member", "new", 4, "2026-01-01"),
        )
    )
    assert found.to_dict("records") == [
        {
            "condition": "time",
            "before": 1.0,
            "after": 4.0,
            "agree_before": 0.0,
            "agree_after": 1.0,
            "raters_before": 1,
            "raters_after": 1,
        }
    ]


def test_an_organisation_that_rated_once_does_not_make_a_change():
    both = [
        ("Council", "time", "member", "r1", 3, "2025-01-01"),
        ("Council", "time", "member", "r1", 3, "2026-01-01"),
    ]
    found = conditions.change_since_round(ratings(*both, ("Police", "time", "member", "r9", 1, "2026-01-01")))
    assert (found["after"] - found["before"]).tolist() == [0.0]
    assert conditions.change_since_round(ratings(*both), fewest=2).empty


@given(rows)
def test_change_has_the_greatest_loss_first(rows):
    found = conditions.change_since_round(ratings(*rows))
    assert (found["after"] - found["before"]).astype("float64").is_monotonic_increasing


def test_nothing_gives_nothing():
    none = ratings()
    assert conditions.ratings_by(conditions.latest_ratings(none), "condition").empty
    assert conditions.with_enough_raters(none, 5).empty
    assert conditions.change_since_round(none).empty
    undated = ratings(("Council", "time", "member", "r1", 5, None))
    assert conditions.change_since_round(undated).empty


@pytest.fixture(scope="module")
def analysts() -> pd.DataFrame:
    """Whether 206 analysts of the NHS get time and support to develop, as ratings of conditions."""
    answers = pd.read_csv(NHS).dropna(subset=["organisation"])
    scale = {"Rarely": 1, "Sometimes": 2, "Often": 4, "Always": 5}
    scale |= {"Not at all": 1, "Somewhat": 3, "Very supportive": 5}
    asked = {"study_time": "time", "manager_support": "recognition", "organisation_support": "sponsorship"}
    long = answers.melt(["respondent", "organisation", "band"], list(asked), "asked", "said")
    return pd.DataFrame(
        {
            "organisation": long["organisation"],
            "condition": long["asked"].map(asked),
            "rater_role": long["band"]
            .isin(["Band 8c or 8d", "Band 9 or VSM"])
            .map({True: "manager", False: "member"}),
            "rater": long["respondent"],
            "rating": long["said"].map(scale).astype("Int64"),
            "rated": pd.Timestamp("2022-06-30"),
        }
    )


def test_a_real_survey_time_is_scarcest(analysts):
    """Counted in the file itself: 46 said often and 21 always, of 206."""
    found = conditions.ratings_by(conditions.latest_ratings(analysts), "condition").set_index("condition")
    assert found["agreeing"].to_dict() == {"time": 67, "sponsorship": 63, "recognition": 82}
    assert found["raters"].tolist() == [206, 206, 206]
    assert found.index[0] == "time"
    assert found["median"].to_dict() == {"time": 2, "sponsorship": 3, "recognition": 3}


def test_a_real_survey_six_of_nhs_england_are_too_few_for_a_threshold_of_ten(analysts):
    kept = conditions.with_enough_raters(analysts, 10)
    assert set(analysts["organisation"]) - set(kept["organisation"]) == {"NHSE"}


def test_a_real_survey_senior_staff_are_not_surely_better_off(analysts):
    time = analysts[analysts["condition"] == "time"]
    senior, other = (time.loc[time["rater_role"] == role, "rating"] for role in ("manager", "member"))
    low, high = dominance.cliffs_interval(senior, other)
    assert low < dominance.cliffs_delta(senior, other) < high
    assert low < 0 < high
