"""Function 7, on real answers: 237 analysts of the NHS (2022) as one wave of a survey with two scales.

The kind of body stands for the community. Each number is worked out a second time, in plain numpy and scipy.
"""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest, f

from copkit.functions.health.by_month import WHOLE_PLACE
from copkit.functions.health.survey_agreement import agreement_by_item
from copkit.functions.health.survey_reliability import reliability
from copkit.functions.health.survey_scores import person_scores, scale_means
from copkit.functions.health.survey_spread import spread_of_answers

NHS = Path(__file__).parent.parent / "data" / "nhs_analyst_development.csv"
SUPPORT = {"Not at all": 1, "Somewhat": 3, "Very supportive": 5}
TALKS = ("Not at all", "Only when I request", "Only when appraisals", "Occasionally", "Regularly")
SAID = {
    "study_time": {"Rarely": 1, "Sometimes": 3, "Often": 4, "Always": 5},
    "manager_support": SUPPORT,
    "organisation_support": SUPPORT,
    "talks": dict(zip(TALKS, range(1, 6), strict=True)),
    "budget": {"No": 1, "Yes": 5},
    "study_leave": {"No": 1, "Yes": 5},
}
ABOUT = pd.Series(
    {
        "study_time": "support", "manager_support": "support", "organisation_support": "support",
        "talks": "support", "budget": "means", "study_leave": "means",
    }
)  # fmt: skip


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    """Scores of each analyst; empty where they did not know."""
    raw = pd.read_csv(NHS)
    scores = {name: raw[name].map(codes).astype("float64") for name, codes in SAID.items()}
    return pd.DataFrame(
        {"community": raw["kind"].fillna("not known"), "respondent": raw["respondent"]} | scores
    )


@pytest.fixture(scope="module")
def answers(table) -> pd.DataFrame:
    long = table.melt(["community", "respondent"], list(SAID), "item", "score")
    return long.dropna(subset=["score"])


def test_alpha_of_support_is_that_of_the_definition(table, answers):
    found = reliability(answers, ABOUT, whole_place=True).set_index("scale")
    whole = table[[name for name in SAID if ABOUT[name] == "support"]].dropna().to_numpy()
    covariance = np.cov(whole.T)
    alpha = 4 / 3 * (1 - np.trace(covariance) / covariance.sum())
    people = len(whole)
    ends = [1 - (1 - alpha) * f.isf(tail, people - 1, 3 * (people - 1)) for tail in (0.025, 0.975)]
    assert found.loc["support", ["items", "people"]].tolist() == [4, people]
    assert found.loc["support", ["alpha", "low", "high"]].tolist() == pytest.approx([alpha, *ends])
    assert found["alpha"].round(3).to_dict() == {"means": 0.762, "support": 0.824}


def test_a_third_has_time_to_study_and_fewer_have_the_support_of_their_organisation(answers):
    found = agreement_by_item(answers, whole_place=True)
    assert set(found["community"]) == {WHOLE_PLACE}
    time = found.set_index("item").loc["study_time"]
    assert (time["people"], time["agreeing"]) == (237, 81)
    known = binomtest(81, 237).proportion_ci(method="exact")
    assert (time["low"], time["high"]) == pytest.approx((known.low, known.high))
    assert found["item"].tolist() == [
        "organisation_support", "study_time", "manager_support", "talks", "study_leave", "budget",
    ]  # fmt: skip


def test_in_a_place_of_300_analysts_the_share_is_surer_but_not_that_of_those_who_are_missing(answers):
    asked = pd.DataFrame({"community": "anywhere", "member": range(300)})
    found = agreement_by_item(answers, asked, whole_place=True).set_index("item").loc["study_time"]
    known = binomtest(81, 237).proportion_ci(method="exact")
    assert known.low < found["low"] < 81 / 237 < found["high"] < known.high
    assert (found["worst"], found["best"]) == pytest.approx((81 / 300, (81 + 63) / 300))


def test_kinds_of_body_with_few_analysts_are_not_told(table, answers):
    found = scale_means(answers, ABOUT)
    sizes = person_scores(answers, ABOUT).groupby(["community", "scale"]).size()
    assert len(found) == int((sizes >= 5).sum())
    trust = found[(found["community"] == "Trust") & (found["scale"] == "support")].iloc[0]
    own = table.loc[table["community"] == "Trust", ABOUT.index[ABOUT == "support"]]
    scores = own[own.notna().sum(axis=1) >= 2].mean(axis=1)
    assert (trust["people"], trust["mean"]) == (len(scores), pytest.approx(scores.mean()))
    assert trust["low"] < trust["mean"] < trust["high"]


def test_the_spread_is_that_counted_in_the_file(table, answers):
    found = spread_of_answers(answers, whole_place=True).set_index("item")
    for name in SAID:
        counted = table[name].value_counts(normalize=True)
        assert found.loc[name, list(range(1, 6))].tolist() == pytest.approx(
            [counted.get(score, 0) for score in range(1, 6)]
        )
