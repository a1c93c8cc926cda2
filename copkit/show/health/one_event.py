"""Whether a figure of one month is high because of a single event, and not because more came each time."""

from __future__ import annotations

import pandas as pd

from copkit.functions.health.control_chart import COMMON, IMPROVEMENT, Chart, control_chart
from copkit.place.view import View
from copkit.show.free_text import TextsFor

PEOPLE, VISITS = "people who came", "visits"
UNNAMED = "its name is not shown here"
"""Stands where a reader may not see the name of the event."""


def one_event(here: View, sign: str, chart: Chart) -> str:
    """The event without which the newest month of a sign would be as usual: the largest of the month, where
    others were held as well. '' if the month is as usual anyway, or would stand out without it, too.

    Only people who came and visits are looked at, where the newest month lies above the limits of ``chart``.
    """
    newest = chart.newest
    if sign not in (PEOPLE, VISITS) or newest["rule"] != "outside the limits":
        return ""
    if newest["variation"] != IMPROVEMENT:
        return ""
    came = _came(here, newest["period"])
    sizes = came["event"].value_counts(sort=False)
    if len(sizes) < 2:
        return ""
    largest = sizes.index[int(sizes.to_numpy().argmax())]
    others = came[came["event"] != largest]
    without = others["member"].nunique() if sign == PEOPLE else len(others)
    points = chart.points.set_index("period")
    values = points["value"].copy()
    values[newest["period"]] = float(without)
    starts = points.index[points["phase"].diff().gt(0)]
    held = control_chart(values, chart.better, changed_at=list(starts))
    if held is None or held.newest["variation"] != COMMON:
        return ""
    return str(TextsFor(here).fit(pd.Series([largest]), UNNAMED).iloc[0])


def _came(here: View, month: pd.Timestamp) -> pd.DataFrame:
    """Who came to which event of a month."""
    events, attendance = here.stored("events"), here.stored("attendance")
    days = pd.to_datetime(events["date"])
    own = (days >= month) & (days < month + pd.DateOffset(months=1))
    if here.community:
        own &= events["community"] == here.community
    came = attendance[(attendance["presence"] == "came") & attendance["member"].notna()]
    return came[came["event"].isin(events.loc[own, "name"])]
