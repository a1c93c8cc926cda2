"""What may have interrupted an indicator: a known change of how things are done, or a project that began."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from copkit.functions.health.interrupted_series import InterruptedSeries, interrupted_series, too_few
from copkit.functions.health.series_time import Season, position_of, positions
from copkit.place.view import View
from copkit.show.free_text import TextsFor
from copkit.show.health.indicators_read import IndicatorRead, read_indicators

LEAST_FOR_SEASONS = 36
"""Figures by the month from which on the time of year is allowed for: three years of each month."""

NEAR = 8
"""Two interruptions with fewer figures between them cannot be told apart."""

A_PROJECT = "a project"
"""Stands where this reader may not see its name."""


@dataclass(frozen=True)
class Interrupted:
    """An indicator and one day on which something began. ``what`` is in words fit for the reader; ``found``
    is None with too few figures on one side, and ``why`` then says how many there are; ``nearby`` are other
    things that began near that day."""

    indicator: IndicatorRead
    day: pd.Timestamp
    what: str
    found: InterruptedSeries | None
    why: str
    nearby: tuple[str, ...]


def read_interrupted(here: View) -> list[Interrupted]:
    """Each indicator of the page with each thing that may have changed it, in the order of time. Worked out
    once for a view. What counts too few for this reader is left out."""
    return here.kept("interrupted series", lambda: _read_all(here))


def _read_all(here: View) -> list[Interrupted]:
    found = []
    for one in read_indicators(here):
        if one.is_small:
            continue
        values = one.values.set_index("period")["value"]
        days = _begun(here, one, values.index[0], values.index[-1])
        found += [_read(one, values, day, what, days) for day, what in days]
    return found


def _begun(
    here: View, one: IndicatorRead, first: pd.Timestamp, last: pd.Timestamp
) -> list[tuple[pd.Timestamp, str]]:
    """What began after the first figure and up to the last, each day with its words."""
    days = [(start.changed, start.what) for start in one.starts]
    rows = here.whole["initiatives"]
    rows = rows[rows["issue"].notna() & (rows["issue"] == one.issue) & rows["starts"].notna()]
    rows = rows[~rows["state"].isin(["idea", "planned"])]
    names = TextsFor(here).fit(rows["name"], A_PROJECT)
    for day, name in zip(rows["starts"], names, strict=True):
        days.append((day, name if name == A_PROJECT else f"'{name}' began"))
    return sorted((day, what) for day, what in days if first < day <= last)


def _read(
    one: IndicatorRead,
    values: pd.Series,
    day: pd.Timestamp,
    what: str,
    days: list[tuple[pd.Timestamp, str]],
) -> Interrupted:
    at = position_of(day, values.index)
    nearby = tuple(
        other for when, other in days if other != what and abs(position_of(when, values.index) - at) < NEAR
    )
    try:
        why = too_few(values, day)
        positions(values.index)
    except ValueError as error:  # two figures of one month: no line of months
        return Interrupted(one, day, what, None, str(error), nearby)
    if why:
        return Interrupted(one, day, what, None, why, nearby)
    by_month = values.index.month.nunique() == 12
    season: Season = "harmonics" if by_month and len(values) >= LEAST_FOR_SEASONS else "none"
    return Interrupted(one, day, what, interrupted_series(values, day, season=season), "", nearby)
