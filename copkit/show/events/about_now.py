"""What the sections of workbook 2 look at: the year around the day of the page, and who came to what."""

from __future__ import annotations

import pandas as pd

from copkit.functions import events
from copkit.place.view import View
from copkit.show.page import Needs

BACK, AHEAD = 12, 6
"""Months looked back and ahead."""

NO_EVENTS = Needs(
    "No event is in the calendar yet.",
    "Write the next one into the form 'Events', or load those of the last year with the spreadsheet.",
)
NOBODY = Needs(
    "Nobody has noted who came.",
    "At the next event, note who came in the form 'Attendance', or in the sheet Attendance.",
)


def now_of(here: View) -> pd.Timestamp:
    """The day of the page; in a place that has only plans, the day before the first of them."""
    if pd.notna(here.as_of):
        return here.as_of
    first = here["events"]["date"].min()
    return first - pd.Timedelta(days=1) if pd.notna(first) else pd.Timestamp("2000-01-01")


def year_around(here: View) -> pd.DataFrame:
    """The events of the last year and of the next half year, with their repetitions."""
    now = now_of(here)
    first, last = now - pd.DateOffset(months=BACK) + pd.Timedelta(days=1), now + pd.DateOffset(months=AHEAD)
    return events.occurrences(here["events"], first, last)


def counted(here: View) -> pd.DataFrame:
    """The attendance of each event of the last year."""
    found = events.attendance_by_event(here["events"], own_attendance(here))
    if pd.isna(here.as_of):
        return found.head(0)
    first = here.as_of - pd.DateOffset(months=BACK)
    return found[(found["date"] > first) & (found["date"] <= here.as_of)].reset_index(drop=True)


def own_attendance(here: View) -> pd.DataFrame:
    """Who came to the community's own events. Those of the whole place would bring in all others."""
    rows = here["attendance"]
    if not here.community:
        return rows
    plan = here["events"]
    return rows[rows["event"].isin(plan.loc[plan["community"] == here.community, "name"])]
