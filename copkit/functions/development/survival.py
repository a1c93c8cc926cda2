"""How long something takes where not everybody is there yet: Kaplan-Meier curves and the log-rank test.

Curve and band are scipy's (`scipy.stats.ecdf` of `scipy.stats.CensoredData`): Kaplan and Meier 1958,
Nonparametric estimation from incomplete observations, Journal of the American Statistical Association 53:
457-481, with Greenwood's variance on the scale of log(-log S), so that the band stays between 0 and 1
(Kalbfleisch and Prentice 2002, The Statistical Analysis of Failure Time Data, section 1.4). scipy's band is
that of lifelines and of R's survival wherever the curve is between 0 and 1. At 1 and at 0 the formula has no
value, and scipy warns: here the band is 1 at 1, as in R, and missing at 0, as in R (lifelines draws 0).

The log-rank test is written here: scipy has it for two groups only. Source: Mantel 1966, Cancer Chemotherapy
Reports 50: 163-170; for more groups Peto and Peto 1972, Journal of the Royal Statistical Society A 135:
185-207, with the hypergeometric covariance (Klein and Moeschberger 2003, Survival Analysis, section 7.3).
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import CensoredData, chi2, ecdf

from copkit.functions.development.cohorts import UNKNOWN

FEWEST_AT_RISK = 5
"""Where fewer are at risk, the curve says little and may point at a person: a page stops it there."""
_EVEN = 1e-9

COLUMNS = ["time", "surviving", "low", "high", "at_risk", "events", "censored", "few"]


@dataclass(frozen=True)
class MedianTime:
    """When half have had the event, in the unit of the durations, with its interval.

    None where the curve, or that side of its band, does not come down to half.
    """

    median: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class LogRank:
    """Whether the groups differ: chi-squared, its degrees of freedom and the p-value.

    ``frame`` has a row for each group: group, people, observed and expected (events if there were no
    difference). ``statistic`` and ``p`` are None if there is nothing to compare.
    """

    frame: pd.DataFrame
    statistic: float | None
    degrees_of_freedom: int
    p: float | None


def kaplan_meier(
    durations: pd.DataFrame,
    by: str | None = None,
    *,
    time: str = "months",
    event: str = "event",
    confidence: float = 0.95,
) -> pd.DataFrame:
    """The share who have not yet had the event, by time: the Kaplan-Meier curve with its band.

    ``durations`` has a row for each person (or spell): ``time``, 0 or more, in any unit; ``event``, true if
    it happened then, false if that is only how long it was followed (censored). Gives a row for each
    different duration, after one for time 0: time (same unit), surviving (0 to 1, from that time on), low
    and high (band, pointwise), at_risk (followed just before it), events and censored (at it), few (fewer
    than `FEWEST_AT_RISK` at risk). Events come before censoring at the same time. With ``by``, a curve for
    each group, with that column first; who has none is in the group 'not known'.

    Raises ValueError for a duration that is missing or below 0, or an event that is neither true nor false.

    >>> people = pd.DataFrame({"months": [1, 2, 2, 4], "event": [True, True, False, True]})
    >>> kaplan_meier(people)[["time", "surviving", "at_risk"]].to_numpy().tolist()
    [[0.0, 1.0, 4.0], [1.0, 0.75, 4.0], [2.0, 0.5, 3.0], [4.0, 0.0, 1.0]]
    """
    if not 0 < confidence < 1:
        raise ValueError(f"The confidence is {confidence:g}. Give a number between 0 and 1, such as 0.95.")
    if by is None:
        return _curve(*_checked(durations, time, event), confidence)
    curves = []
    for name, rows in _groups(durations, by):
        curve = _curve(*_checked(rows, time, event), confidence)
        curve.insert(0, by, [name] * len(curve))
        curves.append(curve)
    return pd.concat(curves, ignore_index=True) if curves else pd.DataFrame(columns=[by, *COLUMNS])


def survival_at(curve: pd.DataFrame, times: Iterable[float]) -> pd.DataFrame:
    """The curve, its band and how many are at risk at chosen times, such as 6, 12 and 24 months.

    ``curve`` is one of `kaplan_meier`, without groups. Gives time, surviving, low, high, at_risk (followed
    for at least that long), few. Beyond the longest time that anybody was followed nothing is known: the
    figures are missing there.

    >>> people = pd.DataFrame({"months": [1, 2, 2, 4], "event": [True, True, False, True]})
    >>> survival_at(kaplan_meier(people), [3])[["surviving", "at_risk"]].to_numpy().tolist()
    [[0.5, 1.0]]
    """
    wanted = np.array(list(times), dtype=float)
    if (wanted < 0).any():
        raise ValueError("A time is below 0. Ask for times of 0 or more.")
    known = curve["time"].to_numpy(dtype=float)
    here = np.searchsorted(known, wanted, side="right") - 1
    later = np.searchsorted(known, wanted, side="left")
    rows = curve.reindex(here)[["surviving", "low", "high"]].reset_index(drop=True)
    at_risk = np.append(curve["at_risk"].to_numpy(dtype="int64"), 0)[later]
    rows[later == len(known)] = np.nan
    rows.insert(0, "time", wanted)
    return rows.assign(at_risk=at_risk, few=at_risk < FEWEST_AT_RISK)


def median_time(curve: pd.DataFrame) -> MedianTime:
    """The median of a curve of `kaplan_meier`, and its interval.

    The median is the first time from which at most half survive (so has lifelines; R takes the middle of the
    stretch where the curve is exactly a half). The interval is made of the times at which
    its band comes down to half (Brookmeyer and Crowley 1982, A confidence interval for the median survival
    time, Biometrics 38: 29-41).

    >>> people = pd.DataFrame({"months": [1, 2, 2, 4], "event": [True, True, False, True]})
    >>> median_time(kaplan_meier(people)).median
    2.0
    """
    found = []
    for side in ("surviving", "low", "high"):
        down = curve.loc[curve[side].le(0.5 + _EVEN), "time"]
        found.append(float(down.iloc[0]) if len(down) else None)
    return MedianTime(*found)


def log_rank(durations: pd.DataFrame, by: str, *, time: str = "months", event: str = "event") -> LogRank:
    """The log-rank test: do the groups of column ``by`` differ in how long it takes?

    ``durations`` is as for `kaplan_meier`. The test asks whether all groups could be one, not which of them
    differ; it sees little where curves cross. Groups in which nobody was at risk at any event do not count.

    >>> people = pd.DataFrame({"months": [1, 2, 3, 7, 8, 9], "event": True, "year": [1, 1, 1, 2, 2, 2]})
    >>> round(log_rank(people, "year").statistic, 3)
    5.052
    """
    groups = [(name, *_checked(rows, time, event)) for name, rows in _groups(durations, by)]
    names = [name for name, *_ in groups]
    everybody = np.concatenate([months for _, months, _ in groups]) if groups else np.empty(0)
    happened = np.concatenate([events for *_, events in groups]) if groups else np.empty(0, dtype=bool)
    when = np.unique(everybody[happened])
    shape = (len(groups), len(when))
    at_risk = np.array([_at_least(months, when) for _, months, _ in groups]).reshape(shape)
    observed = np.array([_exactly(months[events], when) for _, months, events in groups])
    observed = observed.reshape(shape)
    total, deaths = at_risk.sum(axis=0), observed.sum(axis=0)
    share = at_risk / total
    expected = (share * deaths).sum(axis=1)
    frame = pd.DataFrame(
        {
            "group": pd.Series(names, dtype="object"),
            "people": [len(months) for _, months, _ in groups],
            "observed": observed.sum(axis=1).astype("int64"),
            "expected": expected,
        }
    )
    spread = deaths * np.where(total > 1, (total - deaths) / np.maximum(total - 1, 1), 0)
    covariance = np.diag((share * spread).sum(axis=1)) - (share * spread) @ share.T
    counts = np.flatnonzero(expected > _EVEN)
    freedom = max(len(counts) - 1, 0)
    kept = counts[:freedom]
    difference = (observed.sum(axis=1) - expected)[kept]
    square = covariance[np.ix_(kept, kept)]
    if not freedom or np.linalg.matrix_rank(square) < freedom:
        return LogRank(frame, None, freedom, None)
    statistic = float(difference @ np.linalg.solve(square, difference))
    return LogRank(frame, statistic, freedom, float(chi2.sf(statistic, freedom)))


def _checked(rows: pd.DataFrame, time: str, event: str) -> tuple[np.ndarray, np.ndarray]:
    months = pd.to_numeric(rows[time]).to_numpy(dtype=float, na_value=np.nan)
    if not np.isfinite(months).all() or (months < 0).any():
        raise ValueError(
            f"A duration in '{time}' is missing or below 0. Leave out those whose beginning is not known."
        )
    happened = rows[event]
    if not happened.isin([True, False]).all():
        raise ValueError(f"'{event}' must be true (it happened) or false (not yet) in every row.")
    return months, happened.to_numpy(dtype=bool)


def _groups(durations: pd.DataFrame, by: str) -> list[tuple[object, pd.DataFrame]]:
    named = durations[by].astype("object").where(durations[by].notna(), UNKNOWN)
    names = sorted(set(named), key=lambda name: (name == UNKNOWN, name))
    return [(name, durations[(named == name).to_numpy()]) for name in names]


def _at_least(months: np.ndarray, when: np.ndarray) -> np.ndarray:
    return len(months) - np.searchsorted(np.sort(months), when, side="left")


def _exactly(months: np.ndarray, when: np.ndarray) -> np.ndarray:
    ordered = np.sort(months)
    return np.searchsorted(ordered, when, "right") - np.searchsorted(ordered, when, "left")


def _curve(months: np.ndarray, events: np.ndarray, confidence: float) -> pd.DataFrame:
    if not len(months):
        return pd.DataFrame(columns=COLUMNS)
    found = ecdf(CensoredData(uncensored=months[events], right=months[~events])).sf
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # no band at 1 and 0: see the head of this file
        band = found.confidence_interval(confidence, method="log-log")
    when, surviving = found.quantiles, found.probabilities
    low, high = band.low.probabilities.copy(), band.high.probabilities.copy()
    low[surviving == 1] = high[surviving == 1] = 1.0
    low[surviving == 0] = high[surviving == 0] = np.nan
    at_risk = _at_least(months, when)
    frame = pd.DataFrame(
        {
            "time": when,
            "surviving": surviving,
            "low": low,
            "high": high,
            "at_risk": at_risk,
            "events": _exactly(months[events], when),
            "censored": _exactly(months[~events], when),
            "few": at_risk < FEWEST_AT_RISK,
        }
    )
    if when[0] > 0:
        size = len(months)
        start = pd.DataFrame([[0.0, 1.0, 1.0, 1.0, size, 0, 0, size < FEWEST_AT_RISK]], columns=COLUMNS)
        frame = pd.concat([start, frame], ignore_index=True)
    return frame
