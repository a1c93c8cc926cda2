"""Periods of a series as places on a line, and the terms that allow for the time of year."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import pandas as pd

Season = Literal["none", "harmonics", "months"]
"""How the time of year is allowed for."""

PAIRS = 2
"""How many pairs of sine and cosine, as in Lopez Bernal, Cummins and Gasparrini 2017."""

LEAST_FOR_SEASONS = 24
"""Seasons need so many points (two years of months)."""


def positions(periods: pd.Index) -> np.ndarray:
    """The places of periods on a line, 0 for the first and one apart for neighbours; gaps are kept.

    Periods are dates, one for each month or for each second, third and so on month (the day does not matter),
    or whole numbers. Raises ValueError if two are the same, or they are neither.

    >>> positions(pd.DatetimeIndex(["2026-01-01", "2026-04-01", "2026-10-01"])).tolist()
    [0, 1, 3]
    """
    numbers = _numbers(periods)
    return (numbers - numbers.min(initial=numbers.max(initial=0))) // step_of(periods)


def position_of(period: Any, periods: pd.Index) -> int:
    """The place of a date or whole number on the line of ``periods``: of the period that begins then, or else
    of the next one. Of dates only the month counts.

    >>> position_of(2003, pd.Index([2001, 2002, 2003]))
    2
    >>> position_of("2026-02-15", pd.DatetimeIndex(["2026-01-01", "2026-04-01"]))
    1
    """
    numbers = _numbers(periods)
    if isinstance(periods, pd.DatetimeIndex):
        moment = pd.Timestamp(period)
        number = moment.year * 12 + moment.month - 1
    else:
        number = int(period)
    return -((int(numbers.min()) - number) // step_of(periods)) if len(numbers) else 0


def step_of(periods: pd.Index) -> int:
    """How many months (or whole numbers) lie between neighbours: the largest step that fits all.

    >>> step_of(pd.DatetimeIndex(["2026-01-01", "2026-04-01", "2026-10-01"]))
    3
    """
    apart = np.diff(np.sort(_numbers(periods)))
    if (apart == 0).any():
        raise ValueError("A period is there twice. Give one figure for each month or year.")
    return int(np.gcd.reduce(apart)) if len(apart) else 1


def season_terms(periods: pd.Index, season: Season) -> np.ndarray:
    """The columns that allow for the time of year: points by 4 (harmonics), by the number of periods in a
    year less one (months), or by 0 (none).

    Of quarters, which have but four places in the year, harmonics are the same as each its own level. Raises
    ValueError for fewer than 24 points, for whole numbers, and where a year has no whole number of periods.

    >>> season_terms(pd.date_range("2024-01-01", periods=36, freq="MS"), "months").shape
    (36, 11)
    """
    if season == "none":
        return np.empty((len(periods), 0))
    if not isinstance(periods, pd.DatetimeIndex):
        raise ValueError("Without dates the time of year is not known. Leave the seasons out.")
    if len(periods) < LEAST_FOR_SEASONS:
        raise ValueError(
            f"Seasons need at least {LEAST_FOR_SEASONS} points, and there are {len(periods)}. Leave them out."
        )
    step = step_of(periods)
    if step >= 12 or 12 % step:
        raise ValueError("Periods of this length fall on no fixed times of the year. Leave the seasons out.")
    in_year = 12 // step
    if season == "months" or in_year <= 2 * PAIRS:
        place = (_numbers(periods) // step) % in_year
        return (place[:, None] == np.unique(place)[None, 1:]).astype(float)
    angle = np.outer(periods.month, np.arange(1, PAIRS + 1)) * 2 * np.pi / 12
    return np.column_stack([np.sin(angle), np.cos(angle)])


def _numbers(periods: pd.Index) -> np.ndarray:
    if isinstance(periods, pd.DatetimeIndex):
        return (periods.year * 12 + periods.month - 1).to_numpy(dtype="int64")
    numbers = pd.to_numeric(pd.Series(periods), errors="coerce").to_numpy(dtype="float64")
    if np.isnan(numbers).any() or (numbers % 1 != 0).any():
        raise ValueError("Periods must be dates, or whole numbers such as years.")
    return numbers.astype("int64")
