"""How an event comes again: the rules of iCalendar (RFC 5545, section 3.3.10), read by dateutil.

A month that is too short for a date has the event on its last day; iCalendar by itself leaves such a month
out, so the rule says it. Calendar files carry the same rule as the pages of a place.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pandas as pd
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

Rule = dict[str, Any]
"""The parts of an RRULE by their names; a part with several values is a list."""

SHORTEST_MONTH = 28
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def _monthly(day: dt.date) -> Rule:
    if day.day == 31:
        return {"FREQ": "MONTHLY", "BYMONTHDAY": -1}
    if day.day > SHORTEST_MONTH:
        return {"FREQ": "MONTHLY", "BYMONTHDAY": list(range(SHORTEST_MONTH, day.day + 1)), "BYSETPOS": -1}
    return {"FREQ": "MONTHLY"}


def _on_the_weekday(day: dt.date) -> Rule:
    week = (day.day - 1) // 7 + 1
    return {"FREQ": "MONTHLY", "BYDAY": f"{-1 if week == 5 else week}{_WEEKDAYS[day.weekday()]}"}


def _yearly(day: dt.date) -> Rule:
    of_february = (day.month, day.day) == (2, 29)
    return {"FREQ": "YEARLY", **({"BYMONTH": 2, "BYMONTHDAY": -1} if of_february else {})}


RHYTHMS: dict[str, Callable[[dt.date], Rule]] = {
    "weekly": lambda day: {"FREQ": "WEEKLY"},
    "fortnightly": lambda day: {"FREQ": "WEEKLY", "INTERVAL": 2},
    "monthly": _monthly,
    "monthly on the weekday": _on_the_weekday,
    "quarterly": lambda day: _monthly(day) | {"INTERVAL": 3},
    "yearly": _yearly,
}
"""Each rhythm, and its rule for what is first held on a day."""


def rule_of(rhythm: str, day: dt.date) -> Rule:
    """The rule by which what is first held on a day comes again.

    >>> rule_of("monthly on the weekday", dt.date(2026, 9, 8))
    {'FREQ': 'MONTHLY', 'BYDAY': '2TU'}
    """
    return RHYTHMS[rhythm](day)


def days_of(rhythm: str, begun: pd.Timestamp, first: pd.Timestamp, last: pd.Timestamp) -> list[pd.Timestamp]:
    """The days from ``first`` to ``last``, both included, on which what began on a day is held.

    >>> found = days_of("monthly", *map(pd.Timestamp, ("2026-01-31", "2026-02-01", "2026-03-31")))
    >>> [f"{day:%d %b}" for day in found]
    ['28 Feb', '31 Mar']
    """
    parts = rule_of(rhythm, begun.date()).items()
    text = ";".join(
        f"{name}={','.join(map(str, value)) if isinstance(value, list) else value}" for name, value in parts
    )
    rule = rrulestr(text, dtstart=begun.normalize().to_pydatetime())
    return [pd.Timestamp(day) for day in rule.between(*(end.normalize() for end in (first, last)), inc=True)]
