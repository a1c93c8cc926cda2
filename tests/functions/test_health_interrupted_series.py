"""Function 7: interrupted series against two published ones (Sicily, California), and statsmodels."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.diagnostic import acorr_ljungbox
from statsmodels.stats.stattools import durbin_watson as peer_durbin_watson

from copkit.functions.health.interrupted_series import InterruptedSeries, interrupted_series, too_few
from copkit.functions.health.series_caveats import limits_of
from copkit.functions.health.series_regression import durbin_watson, ljung_box, regression
from copkit.functions.health.series_time import position_of, positions, season_terms

DATA = Path(__file__).parents[1] / "data"


def sicily() -> pd.DataFrame:
    rows = pd.read_csv(DATA / "sicily_smoking_ban.csv")
    rows.index = pd.DatetimeIndex(pd.to_datetime(rows[["year", "month"]].assign(day=1)))
    return rows


def states() -> pd.DataFrame:
    return pd.read_csv(DATA / "proposition_99.csv", index_col="year")


def ban(**options) -> InterruptedSeries:
    rows = sicily()
    return interrupted_series(rows["aces"], "2005-01-01", model="counts", exposure=rows["stdpop"], **options)


def design_of(length: int, at: int) -> np.ndarray:
    time = np.arange(length, dtype=float)
    after = time >= at
    return np.column_stack([np.ones(length), time, after, np.where(after, time - at, 0)])


# Published cases


def test_the_smoking_ban_in_sicily_has_the_published_rate_ratios():
    # Lopez Bernal, Cummins and Gasparrini 2017: 0.894, and 0.885 (0.839 to 0.933) with the seasons
    step = ban(slope=False)
    assert round(step.change.level.estimate, 3) == 0.894
    seasonal = ban(slope=False, season="harmonics")
    assert round(seasonal.change.level.estimate, 3) == 0.885
    # their harmonics with errors, as R prints them: quasi-Poisson errors from the dispersion
    fit = seasonal.fit
    rows = sicily()
    columns = np.column_stack(
        [np.ones(59), np.arange(59), rows["smokban"], season_terms(rows.index, "harmonics")]
    )
    errors = np.sqrt(np.diag(np.linalg.inv(columns.T @ (columns * fit.fitted[:, None]))) * fit.dispersion)
    published = [0.0370967, -0.0182122, 0.0381608, 0.0147634]
    assert fit.coefficients[3:] == pytest.approx(published, abs=6e-8)
    assert errors[3:] == pytest.approx([0.0100241, 0.0096435, 0.0096848, 0.0097221], abs=6e-8)
    low, high = np.exp(fit.coefficients[2] + np.array([-1, 1]) * 1.959964 * errors[2])
    assert (round(low, 3), round(high, 3)) == (0.839, 0.933)


def test_sales_of_cigarettes_in_california_have_the_published_lines():
    # the help of Linden's itsa and power multi_itsa for Stata: 132.2258, -1.779474, -20.0581, -3.274126
    found = interrupted_series(states()["California"], 1989, lags=1)
    assert found.points["fitted"].iloc[0] == pytest.approx(132.2258, abs=5e-5)
    assert round(found.trend.estimate, 6) == -1.779474
    assert round(found.change.level.estimate, 4) == -20.0581
    assert found.change.slope is not None
    assert round(found.trend.estimate + found.change.slope.estimate, 6) == -3.274126
    assert (found.before, found.after, found.missing) == (19, 12, 0)


# Against statsmodels


def test_errors_and_horizon_of_a_line_are_those_of_statsmodels():
    values = states()["California"]
    x = design_of(31, 19)
    peer = sm.OLS(values.to_numpy(), x).fit(
        cov_type="HAC", cov_kwds={"maxlags": 1, "use_correction": True}, use_t=True
    )
    found = interrupted_series(values, 1989, lags=1, errors="newey-west")
    assert found.fit.coefficients == pytest.approx(peer.params)
    assert found.fit.covariance == pytest.approx(peer.cov_params())
    test = peer.t_test([0, 0, 1, 11])
    ends = (test.effect[0], *test.conf_int()[0])
    assert found.change.horizon == 11
    assert found.change.at_horizon.ends == pytest.approx(ends)
    assert found.change.at_horizon.p == pytest.approx(float(test.pvalue))
    assert found.change.difference == found.change.at_horizon
    assert found.durbin_watson == pytest.approx(peer_durbin_watson(peer.resid))
    box = acorr_ljungbox(peer.resid, lags=[found.ljung_box_lags])
    assert found.ljung_box == pytest.approx((box["lb_stat"].iloc[0], box["lb_pvalue"].iloc[0]))
    assert found.ljung_box_lags == 6


def test_the_counterfactual_is_the_line_of_before_with_its_interval():
    values = states()["California"]
    x = design_of(31, 19)
    peer = sm.OLS(values.to_numpy(), x).fit(
        cov_type="HAC", cov_kwds={"maxlags": 1, "use_correction": True}, use_t=True
    )
    x[:, 2:] = 0
    predicted = peer.get_prediction(x[19:]).summary_frame(alpha=0.05)
    after = interrupted_series(values, 1989, lags=1, errors="newey-west").points.iloc[19:]
    assert after["counterfactual"].to_numpy() == pytest.approx(predicted["mean"].to_numpy())
    assert after["low"].to_numpy() == pytest.approx(predicted["mean_ci_lower"].to_numpy())
    assert after["high"].to_numpy() == pytest.approx(predicted["mean_ci_upper"].to_numpy())
    gap = after["fitted"] - after["counterfactual"]
    assert gap.iloc[-1] == pytest.approx(interrupted_series(values, 1989).change.difference.estimate)


def test_intervals_are_the_wider_of_two():
    values = states()["California"]
    plain = sm.OLS(values.to_numpy(), design_of(31, 19)).fit()
    found = interrupted_series(values, 1989)
    assert found.fit.plain == pytest.approx(plain.cov_params())
    narrow = interrupted_series(values, 1989, errors="newey-west")
    for name in ("level", "slope", "at_horizon"):
        wide, alone = getattr(found.change, name), getattr(narrow.change, name)
        weights = {"level": [0, 0, 1, 0], "slope": [0, 0, 0, 1], "at_horizon": [0, 0, 1, 11]}[name]
        ends = plain.t_test(weights).conf_int()[0]
        assert wide.high - wide.low == pytest.approx(max(alone.high - alone.low, ends[1] - ends[0]))
        assert wide.p == pytest.approx(max(alone.p, float(plain.t_test(weights).pvalue)))


@pytest.mark.parametrize("season", ["none", "harmonics", "months"])
def test_errors_of_counts_are_those_of_statsmodels(season):
    rows = sicily()
    x = np.column_stack([design_of(59, 36), season_terms(rows.index, season)])
    peer = sm.GLM(
        rows["aces"].to_numpy(), x, family=sm.families.Poisson(), offset=np.log(rows["stdpop"].to_numpy())
    ).fit(cov_type="HAC", cov_kwds={"maxlags": 3, "use_correction": True})
    found = ban(season=season)
    assert found.fit.lags == 3
    assert found.fit.coefficients == pytest.approx(peer.params, rel=1e-7)
    assert np.sqrt(np.diag(found.fit.covariance)) == pytest.approx(peer.bse, rel=1e-6)
    assert found.fit.dispersion == pytest.approx(peer.pearson_chi2 / peer.df_resid)
    assert found.fit.residuals == pytest.approx(peer.resid_pearson)
    assert found.change.level.estimate == pytest.approx(np.exp(peer.params[2]))


def test_a_control_makes_it_the_difference_of_the_two():
    rows = states()
    control = rows[["Colorado", "Idaho", "Montana"]].mean(axis=1)
    found = interrupted_series(rows["California"], 1989, control=control, lags=1, errors="newey-west")
    assert found.controlled is not None
    # both series in one regression with every term doubled, as Linden 2015 has it: the same estimates
    own = design_of(31, 19)
    stacked = np.vstack([np.hstack([own, own]), np.hstack([own, np.zeros_like(own)])])
    both = sm.OLS(np.concatenate([rows["California"], control]), stacked).fit()
    assert found.controlled.slope is not None
    assert found.controlled.level.estimate == pytest.approx(both.params[6])
    assert found.controlled.slope.estimate == pytest.approx(both.params[7])
    apart = sm.OLS((rows["California"] - control).to_numpy(), own).fit(
        cov_type="HAC", cov_kwds={"maxlags": 1, "use_correction": True}, use_t=True
    )
    assert found.controlled.level.ends[1:] == pytest.approx(tuple(apart.conf_int()[2]))
    assert abs(found.controlled.level.estimate) < abs(found.change.level.estimate)


def test_counts_that_move_as_their_control_does_did_not_change_against_it():
    rows = sicily()
    found = ban(control=rows["aces"] * 2, control_exposure=rows["stdpop"])
    assert found.controlled is not None
    assert found.controlled.level.estimate == pytest.approx(1)
    assert found.controlled.at_horizon.estimate == pytest.approx(1)
    assert found.change.level.is_told
    assert any("it may have come everywhere" in said for said in limits_of(found))


def test_the_difference_of_counts_is_in_units_of_the_figure():
    found = ban(season="harmonics", horizon=6)
    seventh = found.points[found.points["after"]].iloc[6]
    gap = seventh["fitted"] - seventh["counterfactual"]
    assert found.change.difference.estimate == pytest.approx(gap)
    assert seventh["fitted"] / seventh["counterfactual"] == pytest.approx(found.change.at_horizon.estimate)
    assert found.change.difference.low < gap < found.change.difference.high


# What is refused, and what is said


def test_too_few_points_are_refused_with_words():
    values = pd.Series(np.arange(15.0), pd.date_range("2025-01-01", periods=15, freq="MS"))
    said = "There are 7 points before the change and 8 from it on. At least 8 are needed on either side."
    assert too_few(values, "2025-08-20") == said
    with pytest.raises(ValueError, match="At least 8"):
        interrupted_series(values, "2025-08-01")
    assert "no points before" in too_few(values, "2020-01-01")
    assert "1 point before" in too_few(values, "2025-02-01")
    assert "none from it on" in too_few(values, "2030-01-01")
    assert too_few(values, "2025-08-01").endswith("side.")


def test_what_cannot_be_fitted_is_refused_with_words():
    values = pd.Series(np.resize([3.0, 4, 5], 22), pd.date_range("2024-01-01", periods=22, freq="MS"))
    with pytest.raises(ValueError, match="at least 24 points"):
        interrupted_series(values, "2025-01-01", season="harmonics")
    with pytest.raises(ValueError, match="time of year is not known"):
        interrupted_series(pd.Series(range(30), dtype=float), 15, season="months")
    with pytest.raises(ValueError, match="there twice"):
        interrupted_series(pd.concat([values, values.iloc[:1]]), "2025-01-01")
    with pytest.raises(ValueError, match="no end"):
        interrupted_series(values.replace(5, np.inf), "2025-01-01")
    with pytest.raises(ValueError, match="below 0"):
        interrupted_series(-values, "2025-01-01", model="counts")
    with pytest.raises(ValueError, match="No line fits"):
        interrupted_series(values.where(values.index < "2025-01-01", 0), "2025-01-01", model="counts")
    with pytest.raises(ValueError, match="above 0"):
        interrupted_series(values, "2025-01-01", model="counts", exposure=values * 0)
    with pytest.raises(ValueError, match="control is 0"):
        interrupted_series(values, "2025-01-01", model="counts", control=values * 0)
    with pytest.raises(ValueError, match="before the change"):
        interrupted_series(values, "2025-01-01", horizon=-1)
    with pytest.raises(ValueError, match="dates, or whole numbers"):
        interrupted_series(pd.Series([1.0, 2], index=["a", "b"]), 1)


def test_limits_are_those_of_the_series_at_hand():
    said = limits_of(interrupted_series(states()["California"], 1989))
    assert said[0].startswith("Something else may have changed at the same time")
    assert any("no comparison" in each for each in said)
    assert any("hang together" in each for each in said)
    assert not any("points before" in each or "time of year" in each for each in said)
    plain = limits_of(ban())
    assert any("time of year" in each for each in plain)
    assert any("3.6 times as much as chance" in each for each in plain)
    assert not any("time of year" in each for each in limits_of(ban(season="months")))


def test_missing_months_stay_gaps_and_are_told():
    values = pd.Series(np.arange(30.0), pd.date_range("2024-01-01", periods=30, freq="MS"))
    values.iloc[[4, 20]] = np.nan
    values += np.resize([0.1, -0.2, 0.1], 30)
    found = interrupted_series(values, "2025-06-01")
    assert found.missing == 2
    assert found.trend.estimate == pytest.approx(1, abs=0.02)
    assert any(said.startswith("2 periods have no figure") for said in limits_of(found))


# Time


def test_quarters_are_one_apart_and_a_change_within_one_begins_the_next():
    quarters = pd.date_range("2024-02-01", periods=9, freq="QS-FEB")
    assert positions(quarters).tolist() == list(range(9))
    assert [position_of(day, quarters) for day in ("2024-02-28", "2024-03-01", "2024-05-01")] == [0, 1, 1]
    assert season_terms(pd.date_range("2020-01-01", periods=24, freq="QS"), "harmonics").shape == (24, 3)


def test_months_are_told_apart_by_their_own_level():
    terms = season_terms(pd.date_range("2024-01-01", periods=24, freq="MS"), "months")
    assert terms.sum(axis=0).tolist() == [2] * 11
    assert terms[0].sum() == 0


# Properties


@settings(max_examples=12, deadline=None)
@given(
    st.integers(8, 20),
    st.integers(8, 20),
    st.floats(-5, 5),
    st.floats(-20, 20),
    st.floats(-3, 3),
    st.floats(0.1, 50),
    st.integers(0, 2**32 - 1),
)
def test_a_known_change_is_found_and_scales_with_its_units(before, after, trend, level, slope, times, seed):
    noise = np.random.default_rng(seed).normal(0, 1e-3, before + after)
    values = 10 + design_of(before + after, before) @ [0, trend, level, slope] + noise
    found = interrupted_series(pd.Series(values, range(2000, 2000 + before + after)), 2000 + before)
    assert found.change.slope is not None
    assert found.trend.estimate == pytest.approx(trend, abs=0.01)
    assert found.change.level.estimate == pytest.approx(level, abs=0.01)
    assert found.change.slope.estimate == pytest.approx(slope, abs=0.01)
    assert found.change.at_horizon.estimate == pytest.approx(level + slope * (after - 1), abs=0.02)
    scaled = interrupted_series(pd.Series(values * times, range(1, before + after + 1)), before + 1)
    assert scaled.change.level.ends == pytest.approx(np.array(found.change.level.ends) * times, abs=1e-6)
    assert scaled.change.level.p == pytest.approx(found.change.level.p, abs=1e-6)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=12, max_size=40), st.integers(0, 5))
def test_tests_of_residuals_are_those_of_statsmodels(values, lags):
    numbers = np.array(values, dtype=float)
    numbers[0] += 50
    fit = regression(numbers, design_of(len(numbers), 6), lags=lags)
    assert durbin_watson(fit.residuals) == pytest.approx(peer_durbin_watson(fit.residuals))
    peer = acorr_ljungbox(fit.residuals, lags=[2])
    assert ljung_box(fit.residuals, 2) == pytest.approx((peer["lb_stat"].iloc[0], peer["lb_pvalue"].iloc[0]))
    hac = sm.OLS(numbers, design_of(len(numbers), 6)).fit(
        cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": True}
    )
    assert fit.covariance == pytest.approx(hac.cov_params(), abs=1e-9)
