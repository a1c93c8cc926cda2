"""Function 5, on real answers: what 237 analysts of the NHS said in 2022 of how they may develop.

Each number is worked out a second time here, by scipy, statsmodels or by counting in the file. Who
answered chose to; no interval makes up for that.
"""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import kendalltau, kruskal, mannwhitneyu
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

from copkit.functions.enablement.gap import ALL, gap_between_roles, gap_by_organisation
from copkit.functions.enablement.group_differences import group_differences, trend_over_groups
from copkit.functions.small_samples.mean_intervals import mean_interval
from copkit.functions.small_samples.share_intervals import share_interval

NHS = Path(__file__).parent.parent / "data" / "nhs_analyst_development.csv"

SIZES = ["Below 3", "3 to 5", "6 to 10", "11 or above"]
SENIOR = ["Band 8c or 8d", "Band 9 or VSM"]
SUPPORT = ["Not at all", "Somewhat", "Very supportive"]
SAID = {
    "study_time": {"Rarely": 1, "Sometimes": 3, "Often": 4, "Always": 5},
    "manager_support": dict(zip(SUPPORT, (1, 3, 5), strict=True)),
    "organisation_support": dict(zip(SUPPORT, (1, 3, 5), strict=True)),
    "talks": {
        "Not at all": 1,
        "Only when I request": 2,
        "Only when appraisals": 3,
        "Occasionally": 4,
        "Regularly": 5,
    },
    "awareness": {"Not at all": 1, "Yes": 3, "Fully aware": 5},
    "budget": {"No": 1, "Yes": 5},
    "study_leave": {"No": 1, "Yes": 5},
    "influence": {"Not at all": 1, "A little": 2, "Somewhat": 3, "Very often": 4, "Most decisions": 5},
}


@pytest.fixture(scope="module")
def answers() -> pd.DataFrame:
    return pd.read_csv(NHS)


@pytest.fixture(scope="module")
def scores(answers) -> pd.DataFrame:
    """One row for each analyst and question; the higher bands stand for managers."""
    long = answers.melt(["respondent", "kind", "band", "team_size"], list(SAID), "condition", "said")
    rating = [SAID[name].get(said) for name, said in zip(long["condition"], long["said"], strict=True)]
    role = np.where(long["band"].isin(SENIOR), "manager", "member")
    long = long.assign(rating=rating, rater=long["respondent"], organisation=long["kind"], rater_role=role)
    return long.dropna(subset=["rating"])


def parts(answers, name, by) -> dict[str, list[int]]:
    numbers = answers[name].map(SAID[name])
    return {each: numbers[answers[by] == each].dropna().tolist() for each in answers[by].dropna().unique()}


def test_one_question_alone_differs_by_kind_of_body_after_holm(scores):
    """Seven kinds of body with 9 to 126 answers. Talks (p 0.009) and budget (0.013) do not hold."""
    found = group_differences(scores, "kind").set_index("condition")
    assert found.index[found["p_adjusted"] < 0.05].tolist() == ["organisation_support"]
    held = found.loc["organisation_support"]
    assert (held["groups"], held["n"], held["left_out"]) == (7, 224, ())
    assert held[["statistic", "p", "p_adjusted", "effect"]].tolist() == pytest.approx(
        [19.2007, 0.0038, 0.0307, 0.0861], abs=5e-5
    )
    assert found["p"].sort_values().index[:3].tolist() == ["organisation_support", "talks", "budget"]
    assert found.loc["budget", "left_out"] == ("ICS", "Local authority")


def test_the_differences_are_those_of_scipy_and_statsmodels(answers, scores):
    found = group_differences(scores, "kind").set_index("condition")
    known = []
    for name in found.index:
        large = [part for part in parts(answers, name, "kind").values() if len(part) >= 5]
        known.append(kruskal(*large))
        assert found.loc[name, "statistic"] == pytest.approx(known[-1].statistic)
    ps = [each.pvalue for each in known]
    np.testing.assert_allclose(found["p"], ps)
    np.testing.assert_allclose(found["p_adjusted"], multipletests(ps, method="holm")[1])


def test_support_by_the_organisation_is_found_most_in_commissioning_support_units(answers):
    agree = {
        kind: (part.count(5), len(part))
        for kind, part in parts(answers, "organisation_support", "kind").items()
    }
    assert agree["CSU"] == (18, 32)
    assert agree["Trust"] == (27, 126)
    assert max(agree, key=lambda kind: agree[kind][0] / agree[kind][1]) == "CSU"


def test_no_trend_by_the_size_of_the_team_holds_after_holm(answers, scores):
    """The clearest, support by the organisation, has p 0.021 alone, and 0.17 as one of eight."""
    found = trend_over_groups(scores, "team_size", SIZES).set_index("condition")
    assert (found["p_adjusted"] > 0.15).all()
    first = found.loc["organisation_support"]
    assert first[["statistic", "low", "high", "p"]].tolist() == pytest.approx(
        [0.1325, 0.0190, 0.2426, 0.0213], abs=5e-5
    )
    ps = []
    for name in found.index:
        about = answers[["team_size"]].assign(score=answers[name].map(SAID[name])).dropna()
        known = kendalltau(about["team_size"].map(SIZES.index), about["score"], method="asymptotic")
        assert found.loc[name, "statistic"] == pytest.approx(known.statistic)
        ps.append(known.pvalue)
    np.testing.assert_allclose(found["p"], ps)
    np.testing.assert_allclose(found["p_adjusted"], multipletests(ps, method="holm")[1])


def test_senior_staff_report_study_leave_more_often_and_nothing_else_for_sure(answers, scores):
    roles = scores[scores["band"].notna()].assign(organisation="NHS")
    found = gap_between_roles(roles).set_index("condition")
    assert found.index[found["p_adjusted"] < 0.05].tolist() == [ALL, "study_leave"]
    leave = found.loc["study_leave"]
    assert (leave["managers"], leave["members"]) == (27, 178)
    assert (leave["managers_agree"], leave["members_agree"]) == pytest.approx((22 / 27, 88 / 178))
    assert leave[["delta", "low", "high", "p_adjusted"]].tolist() == pytest.approx(
        [0.3204, 0.1455, 0.4759, 0.0153], abs=5e-5
    )
    banded = answers[answers["band"].notna()]
    for name in SAID:
        numbers = banded[name].map(SAID[name])
        senior = numbers[banded["band"].isin(SENIOR)].dropna()
        other = numbers[~banded["band"].isin(SENIOR)].dropna()
        known = mannwhitneyu(senior, other, use_continuity=False, method="asymptotic")
        assert found.loc[name, "p"] == pytest.approx(known.pvalue)
        assert found.loc[name, "delta"] == pytest.approx(2 * known.statistic / len(senior) / len(other) - 1)


def test_no_gap_within_one_kind_of_body_holds(scores):
    found = gap_by_organisation(scores[scores["band"].notna() & scores["kind"].notna()])
    assert set(found["organisation"]) == {"Trust", "CSU"}
    assert (found["p_adjusted"] > 0.05).all()


def test_time_to_study_is_there_for_a_third_of_those_who_answered(answers):
    time = answers["study_time"].map(SAID["study_time"])
    agreeing = int((time >= 4).sum())
    assert (agreeing, len(time)) == (81, 237)
    known = proportion_confint(81, 237, method="beta")
    assert share_interval(81, 237) == pytest.approx(known)
    assert [round(end, 3) for end in share_interval(81, 237)] == [0.282, 0.406]
    assert [round(end, 2) for end in mean_interval(time)] == [2.68, 3.02]
