"""Function 7: the survey against published values."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from copkit.functions.health import participation
from copkit.functions.health.stage import STAGES
from copkit.functions.health.survey_agreement import agreement_by_element, agreement_by_item
from copkit.functions.health.survey_reliability import cronbach_alpha
from copkit.functions.health.survey_spread import spread_of_answers
from copkit.place.schema import people
from copkit.place.shares import wilson


def test_alpha_by_hand():
    answers = pd.DataFrame([[3, 4, 3], [2, 3, 4], [4, 4, 5], [3, 2, 3], [4, 4, 4]])
    found = cronbach_alpha(answers)
    assert found.alpha == pytest.approx(0.73256, abs=1e-5)
    assert (found.people, found.items) == (5, 3)
    assert found.low < found.alpha < found.high


def test_alpha_of_pingouins_data_set():
    """As its documentation gives it: .592, 95% interval .195 to .840."""
    long = pd.read_csv(Path(__file__).parents[1] / "data" / "cronbach_alpha.csv")
    found = cronbach_alpha(long.pivot(index="Subj", columns="Items", values="Scores"))
    assert (round(found.alpha, 3), round(found.low, 3), round(found.high, 3)) == (0.592, 0.195, 0.840)


def test_alpha_leaves_out_people_who_left_out_an_item():
    answers = pd.DataFrame([[3, 4, 3], [2, 3, 4], [4, 4, 5], [3, 2, 3], [4, 4, 4], [1, None, 5]])
    assert cronbach_alpha(answers).people == 5


def test_alpha_is_one_where_items_are_the_same():
    assert cronbach_alpha(pd.DataFrame([[1, 1], [2, 2], [5, 5]])).alpha == pytest.approx(1)


def test_alpha_is_unknown_where_nobody_differs():
    assert cronbach_alpha(pd.DataFrame([[3, 3], [3, 3]])) is None
    assert cronbach_alpha(pd.DataFrame([[3, 4]])) is None


@given(st.integers(0, 60), st.integers(1, 60))
def test_wilsons_interval_is_that_of_scipy(agreed, more):
    asked = agreed + more
    peer = binomtest(agreed, asked).proportion_ci(method="wilson")
    assert wilson(agreed, asked) == pytest.approx((peer.low, peer.high), abs=1e-9)


def responses(*rows) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["community", "respondent", "item", "score"])
    return frame.assign(score=frame["score"].astype("Int64"))


@pytest.fixture
def answers() -> pd.DataFrame:
    return responses(
        ("homes", "a", "trust", 5),
        ("homes", "b", "trust", 2),
        ("homes", "a", "tools", 4),
        ("streets", "a", "trust", 4),
    )


def test_items_by_hand(answers):
    found = agreement_by_item(answers, fewest=1, whole_place=True).set_index("item")
    assert found.loc["trust", "people"] == 3
    assert found.loc["trust", "agree"] == pytest.approx(2 / 3)
    spread = spread_of_answers(answers, 1, True).set_index("item")
    assert spread.loc["trust", [1, 2, 3, 4, 5]].tolist() == pytest.approx([0, 1 / 3, 0, 1 / 3, 1 / 3])


def test_the_same_code_in_two_communities_is_two_people(answers):
    about = pd.Series({"trust": "community", "tools": "practice"})
    found = agreement_by_element(answers, about, whole_place=True).set_index("element")
    assert found["people"].to_dict() == {"community": 3, "practice": 1}


def test_a_code_is_the_same_in_any_case_and_spacing(answers):
    again = answers.assign(respondent=["A", " b", "a ", "A"])
    about = pd.Series({"trust": "one", "tools": "one"})
    assert agreement_by_element(again, about, whole_place=True)["people"].item() == 3


def test_the_stages_are_those_of_the_schema():
    assert tuple(stage.name for stage in STAGES) == people.STAGES


def test_visits_by_month():
    events = pd.DataFrame(
        {"name": ["A", "B"], "community": "homes", "date": pd.to_datetime(["2026-01-31", "2026-03-01"])}
    )
    rows = pd.DataFrame({"event": ["A", "A", "B", "B"], "member": ["x", "y", "x", "z"], "presence": "came"})
    rows.loc[3, "presence"] = "did not come"
    found = participation.visits(events, rows)
    months = participation.by_month(found, pd.Timestamp("2025-12-31"), pd.Timestamp("2026-03-31"))
    assert months["people"].tolist() == [2, 0, 1]


@given(st.lists(st.integers(0, 9), max_size=30))
def test_the_most_active_make_at_least_their_share(counts):
    share = participation.share_of_most_active(pd.Series(counts, dtype="int64"))
    assert share is None or share >= max(1, round(len(counts) * 0.1)) / len(counts) - 1e-9


def test_nothing_gives_nothing():
    assert agreement_by_item(responses()).empty
    assert participation.share_of_most_active(pd.Series([], dtype="int64")) is None
