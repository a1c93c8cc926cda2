"""Function 5: the score of a rater from several items, the half rule, and who agrees with each item."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions.enablement.conditions import change_since_round, ratings_by
from copkit.functions.enablement.scale_scores import (
    item_agreement,
    scale_scores,
    scores_of_rounds,
    towards_the_middle,
)
from copkit.functions.small_samples.share_intervals import share_interval

COLUMNS = ["organisation", "condition", "item", "rater_role", "rater", "rating", "rated"]


def answers(*rows: tuple) -> pd.DataFrame:
    """Rows of (item, rater, rating, day), all of members of the Council about time."""
    filled = [("Council", "time", item, "member", rater, rating, day) for item, rater, rating, day in rows]
    frame = pd.DataFrame(filled, columns=COLUMNS)
    return frame.assign(rated=pd.to_datetime(frame["rated"]))


def scored(frame: pd.DataFrame, **how) -> dict[str, float]:
    found = scale_scores(frame, **how)
    return dict(zip(found["rater"], found["score"], strict=True))


DAY = "2026-03-02"
FOUR = [
    ("cover", "full", 5, DAY),
    ("hours", "full", 4, DAY),
    ("peace", "full", 2, DAY),
    ("say", "full", 4, DAY),
]


def test_the_score_is_the_mean_of_the_items_answered():
    found = scale_scores(answers(*FOUR)).iloc[0]
    assert (found["score"], found["items"], found["rating"]) == (3.75, 4, 3)
    assert found["rater_role"] == "member"
    assert found["rated"] == pd.Timestamp(DAY)


def test_who_answered_half_has_a_score_and_who_answered_less_has_none():
    half = [("cover", "half", 5, DAY), ("hours", "half", 2, DAY)]
    assert scored(answers(*FOUR, *half, ("cover", "less", 1, DAY))) == {"full": 3.75, "half": 3.5}


def test_what_each_role_is_asked_can_be_told():
    asked = pd.DataFrame({"condition": "time", "rater_role": "member", "item": ["cover", "hours"]})
    assert scored(answers(*FOUR, ("cover", "one of two", 1, DAY)), items=asked)["one of two"] == 1


def test_a_role_is_measured_by_its_own_items():
    managers = answers(("cover", "boss", 4, DAY)).assign(rater_role="manager")
    assert scored(pd.concat([answers(*FOUR), managers]))["boss"] == 4


@pytest.mark.parametrize("empty", ["", " ", None, float("nan")])
def test_an_empty_item_is_the_condition_as_a_whole(empty):
    found = scale_scores(answers((empty, "r1", 2, DAY)))
    assert found[["score", "rating", "items"]].iloc[0].tolist() == [2, 2, 0]


def test_the_whole_counts_where_too_few_items_were_answered():
    both = [("", "full", 1, DAY), ("", "less", 1, DAY), ("cover", "less", 5, DAY)]
    assert scored(answers(*FOUR, *both)) == {"full": 3.75, "less": 1}


def test_without_the_column_all_are_asked_as_a_whole():
    frame = answers(("", "r1", 2, DAY)).drop(columns="item")
    assert scored(frame) == {"r1": 2}


def test_only_the_last_sitting_counts():
    old = [(item, "full", 1, "2025-03-02") for item in ("cover", "hours", "peace", "say", "gone")]
    assert scored(answers(*old, *FOUR)) == {"full": 3.75}
    undated = [("cover", "full", 1, None)]
    assert scored(answers(*undated, *FOUR)) == {"full": 3.75}
    assert scored(answers(("cover", "r1", 4, None), ("hours", "r1", 5, None))) == {"r1": 4.5}


def test_within_a_sitting_the_newest_answer_to_an_item_counts():
    assert scored(answers(("cover", "r1", 1, "2026-03-01"), ("cover", "r1", 5, DAY))) == {"r1": 5}


@given(st.fractions(1, 5, max_denominator=12).map(float))
def test_to_agree_is_the_same_for_the_score_and_its_whole_number(score):
    whole = towards_the_middle(pd.Series([score]))[0]
    assert (whole >= 4) == (score >= 4)
    assert (whole <= 2) == (score <= 2)
    assert abs(whole - score) < 1
    assert towards_the_middle(pd.Series([round(6 - score, 9)]))[0] == 6 - whole


def test_the_spread_takes_mean_and_median_from_the_scores():
    frame = answers(*FOUR, ("cover", "half", 5, DAY), ("hours", "half", 4, DAY))
    found = ratings_by(scale_scores(frame), "condition").iloc[0]
    assert (found["mean"], found["median"]) == ((3.75 + 4.5) / 2, (3.75 + 4.5) / 2)
    assert (found["agreeing"], found[3], found[4]) == (1, 0.5, 0.5)


def test_change_is_between_the_scores_of_two_rounds():
    before = [("cover", "full", 2, "2025-03-02"), ("hours", "full", 3, "2025-03-02")]
    found = change_since_round(scores_of_rounds(answers(*before, *FOUR)))
    assert found[["before", "after", "raters_after"]].iloc[0].tolist() == [2.5, 3.75, 1]


rows = st.lists(
    st.tuples(
        st.sampled_from(["", "cover", "hours", "peace"]),
        st.sampled_from(["r1", "r2", "r3"]),
        st.integers(1, 5),
        st.sampled_from(["2026-03-01", DAY, "2025-01-01", None]),
    ),
    min_size=1,
    max_size=25,
    unique_by=lambda row: (row[0], row[1], row[3]),
)


@given(rows, st.integers(0, 9))
def test_one_row_a_rater_on_the_scale_whatever_the_order(rows, seed):
    frame = answers(*rows)
    found = scale_scores(frame)
    pd.testing.assert_frame_equal(found, scale_scores(frame.sample(frac=1, random_state=seed)))
    assert not found.duplicated(["organisation", "condition", "rater"]).any()
    assert found["score"].astype(float).between(1, 5).all()


def test_who_agrees_with_each_item():
    found = item_agreement(answers(*FOUR, ("cover", "r2", 2, DAY), ("cover", "r3", 4, DAY))).set_index("item")
    assert found["agreeing"].to_dict() == {"peace": 0, "cover": 2, "hours": 1, "say": 1}
    assert tuple(found.loc["cover", ["low", "high"]]) == share_interval(2, 3)
    assert found.index[0] == "peace"
    few = item_agreement(answers(*FOUR, ("cover", "r2", 2, DAY)), fewest=2)
    assert few["item"].tolist() == ["cover"]


def test_nothing_gives_nothing():
    none = answers()
    assert scale_scores(none).empty
    assert item_agreement(none).empty
    assert item_agreement(answers(("", "r1", 4, DAY))).empty
