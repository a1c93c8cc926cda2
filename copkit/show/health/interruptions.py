"""What may have interrupted an indicator: a known change of how things are done, or a project that began."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from copkit.functions.health.interrupted_series import InterruptedSeries, interrupted_series, too_few
from copkit.functions.health.series_time import Season, position_of, positions
from copkit.place.view import View
from copkit.show.free_text import TextsFor
from copkit.show.health.indicators_read import IndicatorRead, read_indicators
from copkit.show.health.process_changes import phase_starts
from copkit.show.sentences import listing

LEAST_FOR_SEASONS = 36
"""Figures by the month from which on the time of year is allowed for: three years of each month."""

NEAR = 8
"""Two interruptions with fewer periods between them cannot be told apart. From so many on, the figures on the
far side of the other one are left out, since they may have changed by it."""

A_PROJECT = "a project"
"""Stands where this reader may not see its name."""


@dataclass(frozen=True)
class Interrupted:
    """An indicator and one day on which something began. ``what`` is in words fit for the reader; ``found``
    is None with too few figures on one side, and ``why`` then says how many there are; ``nearby`` are other
    things that began near that day, and ``further`` are those further off, at which the figures that count
    begin or end. ``units`` are the fewest and the most units that gave a figure for one period."""

    indicator: IndicatorRead
    day: pd.Timestamp
    what: str
    found: InterruptedSeries | None
    why: str
    nearby: tuple[str, ...] = ()
    further: tuple[str, ...] = ()
    units: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class _Begun:
    day: pd.Timestamp
    what: str
    at: int


def read_interrupted(here: View) -> list[Interrupted]:
    """Each indicator of the page with each thing that may have changed it, in the order of time. Worked out
    once for a view. What counts too few for this reader is left out."""
    return here.kept("interrupted series", lambda: _read_all(here))


def _read_all(here: View) -> list[Interrupted]:
    return [found for one in read_indicators(here) if not one.is_small for found in _read(here, one)]


def _read(here: View, one: IndicatorRead) -> list[Interrupted]:
    values = one.values.set_index("period")["value"]
    first, last = values.index[0], values.index[-1]
    days = [(day, what) for day, what in _days(here, one) if day <= last]
    try:
        places = positions(values.index)
    except ValueError as error:  # two figures of one month: there is no line of months
        return [Interrupted(one, day, what, None, str(error)) for day, what in days if day > first]
    begun = [_Begun(day, what, position_of(day, values.index)) for day, what in days]
    return [_fitted(one, values, places, each, begun) for each in begun if each.day > first]


def _days(here: View, one: IndicatorRead) -> list[tuple[pd.Timestamp, str]]:
    """What began, by day and in the order of time; what began on one day is told together."""
    days = [(start.changed, start.what) for start in phase_starts(here, indicator=one.name)]
    rows = here.whole["initiatives"]
    rows = rows[rows["issue"].notna() & (rows["issue"] == one.issue) & rows["starts"].notna()]
    rows = rows[~rows["state"].isin(["idea", "planned"])]
    names = TextsFor(here).fit(rows["name"], A_PROJECT)
    for day, name in zip(rows["starts"], names, strict=True):
        days.append((day, name if name == A_PROJECT else f"'{name}' began"))
    return [
        (day, listing(dict.fromkeys(what.rstrip(".") for when, what in days if when == day), 3))
        for day in sorted({day for day, _ in days})
    ]


def _fitted(
    one: IndicatorRead, values: pd.Series, places: np.ndarray, this: _Begun, begun: list[_Begun]
) -> Interrupted:
    others = [other for other in begun if other.day != this.day]
    nearby = tuple(other.what for other in others if abs(other.at - this.at) < NEAR)
    low = max((other.at for other in others if 0 < other.at <= this.at - NEAR), default=0)
    high = min((other.at for other in others if other.at >= this.at + NEAR), default=int(places[-1]) + 1)
    ends = {low, high} - {0}
    further = tuple(other.what for other in others if other.at in ends)
    own = (places >= low) & (places < high)
    values, reported = values[own], one.values.loc[own, "units"]
    units = (int(reported.min()), int(reported.max()))
    why = too_few(values, this.day)
    if why:
        return Interrupted(one, this.day, this.what, None, why, nearby, further, units)
    by_month = pd.DatetimeIndex(values.index).month.nunique() == 12
    season: Season = "harmonics" if by_month and len(values) >= LEAST_FOR_SEASONS else "none"
    found = interrupted_series(values, this.day, season=season)
    return Interrupted(one, this.day, this.what, found, "", nearby, further, units)
