"""Kaplan-Meier curves and the log-rank test: published figures, lifelines, statsmodels and scipy agree."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import CensoredData, logrank
from statsmodels.duration.survfunc import SurvfuncRight, survdiff

from copkit.functions.development import contributions, survival

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture(scope="module")
def remission() -> pd.DataFrame:
    """Weeks to relapse of 42 children with leukaemia (Freireich et al. 1963)."""
    return pd.read_csv(DATA / "freireich_1963.csv")


@pytest.fixture(scope="module")
def kubernetes() -> pd.DataFrame:
    rows = pd.read_csv(DATA / "kubernetes_contributions.csv")
    return rows.rename(columns={"month": "date", "changes": "count"})


def curve_of(remission, group, **more):
    return survival.kaplan_meier(remission[remission["group"] == group], time="weeks", **more)


def test_the_figures_of_freireich_1963_as_books_print_them(remission):
    """Kleinbaum and Klein 2012, Survival Analysis, chapter 2."""
    treated = curve_of(remission, "6-MP")
    steps = treated[treated["events"] > 0]
    assert steps["time"].tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert steps["at_risk"].tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert steps["events"].tolist() == [3, 1, 1, 1, 1, 1, 1]
    assert steps["surviving"].round(4).tolist() == [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]
    assert survival.median_time(treated).median == 23
    assert survival.median_time(curve_of(remission, "placebo")).median == 8


def test_the_log_rank_of_freireich_1963_is_16_79(remission):
    found = survival.log_rank(remission, "group", time="weeks")
    assert round(found.statistic, 2) == 16.79
    assert found.degrees_of_freedom == 1
    assert found.frame["observed"].tolist() == [9, 21]
    assert found.frame["expected"].round(2).tolist() == [19.25, 10.75]


def durations_of(case, remission, kubernetes) -> tuple[pd.DataFrame, str]:
    if case == "second":
        return contributions.time_to_second_contribution(kubernetes, "2026-07-31"), "months"
    if case == "silence":
        return contributions.time_to_silence(kubernetes, "2026-07-31"), "months"
    return remission[remission["group"] == case], "weeks"


@pytest.mark.parametrize("case", ["6-MP", "placebo", "second", "silence"])
def test_curve_and_band_are_those_of_lifelines(case, remission, kubernetes):
    """Figures of lifelines 0.30.3, kept in a file, as it cannot be installed beside pandas 3."""
    theirs = pd.read_csv(DATA / "lifelines_kaplan_meier.csv").query("case == @case").set_index("time")
    rows, time = durations_of(case, remission, kubernetes)
    ours = survival.kaplan_meier(rows, time=time).set_index("time").loc[theirs.index]
    assert ours[["at_risk", "events"]].equals(theirs[["at_risk", "events"]])
    np.testing.assert_allclose(ours["surviving"], theirs["surviving"], atol=1e-8)
    some = theirs["surviving"] > 0
    np.testing.assert_allclose(ours.loc[some, ["low", "high"]], theirs.loc[some, ["low", "high"]], atol=1e-8)
    assert ours.loc[~some, ["low", "high"]].isna().all(axis=None)


def test_medians_and_their_intervals_are_those_of_lifelines(remission, kubernetes):
    found = {
        case: survival.median_time(survival.kaplan_meier(rows, time=time))
        for case in ("6-MP", "placebo", "second", "silence")
        for rows, time in [durations_of(case, remission, kubernetes)]
    }
    assert found["6-MP"] == survival.MedianTime(23.0, 13.0, None)
    assert found["placebo"] == survival.MedianTime(8.0, 4.0, 11.0)
    assert found["second"] == survival.MedianTime(None, 50.0, None)
    assert found["silence"] == survival.MedianTime(0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("case", "chi_squared", "p"), [("second", 9.214487, 0.511876), ("silence", 9.210787, 0.418049)]
)
def test_many_joining_years_compared_as_lifelines_and_statsmodels_do(
    case, chi_squared, p, remission, kubernetes
):
    rows, _ = durations_of(case, remission, kubernetes)
    found = survival.log_rank(rows, "joining_year")
    assert (round(found.statistic, 6), round(found.p, 6)) == (chi_squared, p)
    theirs = survdiff(rows["months"].to_numpy(), rows["event"].astype(int), rows["joining_year"].to_numpy())
    assert found.statistic == pytest.approx(theirs[0])


people = st.lists(
    st.tuples(st.integers(0, 12), st.booleans(), st.sampled_from("abc")), min_size=1, max_size=30
)


def frame(rows) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["months", "event", "group"])


@given(people)
def test_the_curve_is_that_of_statsmodels(rows):
    table = frame(rows).assign(months=lambda known: known["months"] + 1)
    curve = survival.kaplan_meier(table)
    steps = curve[curve["events"] > 0]
    theirs = SurvfuncRight(table["months"], table["event"].astype(int))
    if not table["event"].any():
        assert (curve["surviving"] == 1).all()
        return
    np.testing.assert_allclose(steps["surviving"], theirs.surv_prob, atol=1e-12)
    assert steps["at_risk"].tolist() == list(theirs.n_risk)
    if np.isclose(theirs.surv_prob, 0.5).any():  # a convention: see `median_time`
        return
    half = theirs.quantile(0.5)
    assert survival.median_time(curve).median == (half if np.isfinite(half) else None)


@given(people)
def test_two_groups_give_scipys_log_rank(rows):
    table = frame(rows).replace({"group": {"c": "a"}})
    found = survival.log_rank(table, "group")
    if found.statistic is None:
        return
    one, other = (
        CensoredData(uncensored=own.loc[own["event"], "months"], right=own.loc[~own["event"], "months"])
        for _, own in table.groupby("group")
    )
    theirs = logrank(one, other)
    assert found.statistic == pytest.approx(theirs.statistic**2)
    assert found.p == pytest.approx(theirs.pvalue)


@given(people)
def test_observed_and_expected_add_up_to_the_same(rows):
    found = survival.log_rank(frame(rows), "group").frame
    assert found["observed"].sum() == pytest.approx(found["expected"].sum())


@given(people.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_the_order_of_rows_makes_no_difference_and_the_band_holds_the_curve(both):
    one, other = (survival.kaplan_meier(frame(rows), "group") for rows in both)
    pd.testing.assert_frame_equal(one, other)
    assert one["surviving"].between(0, 1).all()
    known = one.dropna()
    assert (known["low"] <= known["surviving"] + 1e-12).all()
    assert (known["high"] >= known["surviving"] - 1e-12).all()
    first, second = (survival.log_rank(frame(rows), "group") for rows in both)
    assert first.statistic == pytest.approx(second.statistic, nan_ok=True) or first.statistic is None


def test_without_censoring_the_curve_is_the_share_still_there():
    curve = survival.kaplan_meier(frame([(n, True, "a") for n in (0, 1, 1, 3)]))
    assert curve["time"].tolist() == [0, 1, 3]
    np.testing.assert_allclose(curve["surviving"], [0.75, 0.25, 0])


def test_figures_at_chosen_times(remission):
    found = survival.survival_at(curve_of(remission, "6-MP"), [0, 6, 12, 30, 35, 36])
    assert found["at_risk"].tolist() == [21, 21, 12, 4, 1, 0]
    assert found["surviving"].round(3).tolist()[:5] == [1.0, 0.857, 0.753, 0.448, 0.448]
    assert found.iloc[-1][["surviving", "low", "high"]].isna().all()
    assert found["few"].tolist() == [False, False, False, True, True, True]
    with pytest.raises(ValueError, match="below 0"):
        survival.survival_at(curve_of(remission, "6-MP"), [-1])


def test_a_curve_is_marked_where_fewer_than_five_are_at_risk(remission):
    curve = curve_of(remission, "placebo")
    assert curve.loc[curve["few"], "time"].tolist() == [15, 17, 22, 23]


def test_who_has_no_group_is_named_as_not_known():
    rows = pd.DataFrame({"months": [1, 2, 3], "event": True, "sector": ["public", None, "voluntary"]})
    assert survival.kaplan_meier(rows, "sector")["sector"].unique().tolist() == [
        "public",
        "voluntary",
        "not known",
    ]


def test_nothing_to_compare_gives_no_statistic():
    for rows in ([], [(1, True, "a")], [(1, False, "a"), (2, False, "b")], [(1, True, "a"), (1, True, "b")]):
        found = survival.log_rank(frame(rows), "group")
        assert (found.statistic, found.p) == (None, None)
    assert survival.kaplan_meier(frame([])).empty
    assert survival.kaplan_meier(frame([]), "group").empty
    assert survival.median_time(survival.kaplan_meier(frame([]))) == survival.MedianTime(None, None, None)


def test_durations_that_cannot_be_are_refused():
    for months in (-1, None):
        with pytest.raises(ValueError, match="missing or below 0"):
            survival.kaplan_meier(frame([(months, True, "a")]))
    with pytest.raises(ValueError, match="must be true"):
        survival.kaplan_meier(frame([(1, None, "a")]))
    with pytest.raises(ValueError, match="between 0 and 1"):
        survival.kaplan_meier(frame([(1, True, "a")]), confidence=95)
