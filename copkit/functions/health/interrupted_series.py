"""Did a figure change when something began? The interrupted time series: level and slope before and after.

Segmented regression as in Wagner, Soumerai, Zhang and Ross-Degnan 2002, Segmented regression analysis of
interrupted time series studies in medication use research, Journal of Clinical Pharmacy and Therapeutics 27:
299-309, and Lopez Bernal, Cummins and Gasparrini 2017, Interrupted time series regression for the evaluation
of public health interventions: a tutorial, International Journal of Epidemiology 46: 348-355. With a control
series the difference of the two is analysed, or, for counts, the control is the offset (Bottomley, Scott and
Isham 2019, Analysing interrupted time series with a control, Epidemiologic Methods 8: 20180010).

``series_time`` puts periods on a line and makes the terms of the seasons, ``series_regression`` fits them,
``series_effects`` reads off what changed, ``series_caveats`` says what such a series cannot tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from copkit.functions.health.series_effects import Effect, Interruption, effect, interruption
from copkit.functions.health.series_regression import (
    Errors,
    Model,
    Regression,
    durbin_watson,
    ljung_box,
    regression,
)
from copkit.functions.health.series_time import Season, position_of, positions, season_terms

LEAST = 8
"""With fewer points than this on either side of the change there is no answer (Penfold and Zhang 2013, Use of
interrupted time series analysis in evaluating health care quality improvements, Academic Pediatrics 13:
S38-S44, ask for 8 before and after)."""


@dataclass(frozen=True)
class InterruptedSeries:
    """An interrupted time series.

    ``points`` has a row for each point with the columns period, value (of counts with an exposure: count over
    exposure), after (true from the change on), fitted, and counterfactual with its 95% interval low and high:
    what the figure would have been if things had gone on as before, NaN before the change.

    ``change`` is what was found; ``controlled`` the same against the control series, None without one.
    ``trend`` is the slope before. ``durbin_watson``, and ``ljung_box`` with its p over ``ljung_box_lags``
    steps, are of the residuals. ``missing`` is how many periods between the first and the last have no
    figure.
    """

    points: pd.DataFrame
    change: Interruption
    controlled: Interruption | None
    trend: Effect
    model: Model
    season: Season
    fit: Regression
    durbin_watson: float
    ljung_box: tuple[float, float]
    ljung_box_lags: int
    missing: int

    @property
    def before(self) -> int:
        """How many points lie before the change."""
        return int((~self.points["after"]).sum())

    @property
    def after(self) -> int:
        """How many points lie after it."""
        return int(self.points["after"].sum())

    @property
    def is_autocorrelated(self) -> bool:
        """Whether the residuals hang together from period to period (p of Ljung and Box below 0.05)."""
        return self.ljung_box[1] < 0.05


def too_few(values: pd.Series, change: Any) -> str:
    """Why there is no answer, in words; '' if there are points enough.

    >>> too_few(pd.Series([1.0, 2.0, 3.0], index=[2001, 2002, 2003]), 2003)
    'There are 2 points before the change and 1 from it on. At least 8 are needed on either side.'
    """
    known = values.dropna()
    is_after = positions(known.index) >= position_of(change, known.index)
    before, after = int((~is_after).sum()), int(is_after.sum())
    if min(before, after) >= LEAST:
        return ""
    noun = "point" if before == 1 else "points"
    return (
        f"There are {before or 'no'} {noun} before the change and {after or 'none'} from it on. "
        f"At least {LEAST} are needed on either side."
    )


def interrupted_series(
    values: pd.Series,
    change: Any,
    *,
    model: Model = "linear",
    exposure: pd.Series | None = None,
    season: Season = "none",
    slope: bool = True,
    control: pd.Series | None = None,
    control_exposure: pd.Series | None = None,
    horizon: int | None = None,
    lags: int | None = None,
    errors: Errors = "wider",
) -> InterruptedSeries:
    """Whether level and slope of a series changed at a known date.

    The index of ``values`` says the periods: dates (one for each month, or for each second, third and so on)
    or whole numbers such as years. NaN is a missing point. ``change`` is the first period of the change (see
    `position_of`). ``model`` 'counts' takes counts, out of ``exposure`` if that is given. ``season`` allows
    for the time of year by 'harmonics' (two pairs of sine and cosine) or 'months' (each its own level).
    ``slope`` False fits a step only. ``horizon`` is how many periods after the change the difference is told;
    the last one if not given. ``lags`` is how many steps back errors may hang together, ``errors`` which are
    used (see `regression`). Series are matched by their index; points that one of them lacks are left out.

    Raises ValueError, in words, with fewer than 8 points on either side, for seasons with fewer than 24
    points, and for a period that is there twice.

    >>> figures = pd.Series([5.0, 6] * 5 + [2.0, 3] * 5, index=range(2001, 2021))
    >>> found = interrupted_series(figures, 2011, slope=False)
    >>> found.change.level.is_told, round(found.change.level.estimate, 1)
    (True, -3.3)
    """
    frame = _matched(values, exposure, control, control_exposure)
    why = too_few(frame["value"], change)
    if why:
        raise ValueError(why)
    time, at = positions(frame.index), position_of(change, frame.index)
    is_after = time >= at
    terms = [np.ones(len(time)), time.astype(float), is_after.astype(float)]
    terms += [np.where(is_after, time - at, 0.0)] if slope else []
    design = np.column_stack([*terms, season_terms(frame.index, season)])
    horizon = int(time[-1] - at) if horizon is None else int(horizon)
    if horizon < 0:
        raise ValueError("The horizon lies before the change. Give 0 or more periods.")
    value = frame["value"].to_numpy()
    out_of = frame["exposure"].to_numpy()
    offset = np.log(out_of) if model == "counts" else None
    fit = regression(value, design, model, offset=offset, lags=lags, errors=errors)
    jumps = np.zeros((len(time), design.shape[1]))
    jumps[:, 2 : 4 if slope else 3] = design[:, 2 : 4 if slope else 3]
    points = _points(frame, design, jumps, is_after, fit)
    test_lags = max(1, min(10, len(time) // 5))
    missing = int(time[-1]) + 1 - len(time)
    controlled = None
    if control is not None:
        against = _against_control(frame, design, model, lags, errors)
        controlled = interruption(against, jumps, time - at, horizon, slope, out_of)
    return InterruptedSeries(
        points,
        interruption(fit, jumps, time - at, horizon, slope, out_of),
        controlled,
        effect(fit, np.eye(design.shape[1])[1]),
        model,
        season,
        fit,
        durbin_watson(fit.residuals),
        ljung_box(fit.residuals, test_lags),
        test_lags,
        missing,
    )


def _matched(
    values: pd.Series,
    exposure: pd.Series | None,
    control: pd.Series | None,
    control_exposure: pd.Series | None,
) -> pd.DataFrame:
    given = {"value": values, "exposure": exposure, "control": control, "control_exposure": control_exposure}
    frame = pd.DataFrame({name: series for name, series in given.items() if series is not None})
    frame = frame.astype("float64").dropna().sort_index()
    for name in ("exposure", "control_exposure"):
        frame[name] = frame.get(name, 1.0)
        if (frame[name] <= 0).any():
            raise ValueError("What counts are out of must be above 0 in every period.")
    if np.isinf(frame.to_numpy()).any():
        raise ValueError("A value has no end (infinity): leave it out, or give the number that was meant.")
    return frame


def _against_control(
    frame: pd.DataFrame, design: np.ndarray, model: Model, lags: int | None, errors: Errors
) -> Regression:
    if model == "linear":
        return regression((frame["value"] - frame["control"]).to_numpy(), design, lags=lags, errors=errors)
    rate = frame["control"] / frame["control_exposure"]
    if (rate <= 0).any():
        raise ValueError("A count of the control is 0: it cannot be set against it. Take longer periods.")
    return regression(
        frame["value"].to_numpy(),
        design,
        "counts",
        offset=np.log((frame["exposure"] * rate).to_numpy()),
        lags=lags,
        errors=errors,
    )


def _points(
    frame: pd.DataFrame, design: np.ndarray, jumps: np.ndarray, is_after: np.ndarray, fit: Regression
) -> pd.DataFrame:
    out_of = frame["exposure"].to_numpy() if fit.model == "counts" else np.ones(len(frame))
    without = np.array([effect(fit, row).ends for row in design - jumps])
    without[~is_after] = np.nan
    return pd.DataFrame(
        {
            "period": frame.index,
            "value": frame["value"].to_numpy() / out_of,
            "after": is_after,
            "fitted": fit.fitted / out_of,
            "counterfactual": without[:, 0],
            "low": without[:, 1],
            "high": without[:, 2],
        }
    )
