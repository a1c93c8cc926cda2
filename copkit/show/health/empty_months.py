"""Months in which nobody came to an event of a community: a plain fact that a chart alone would hide."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from copkit.functions.health.by_month import first_days, last_whole_month, month_number
from copkit.place.view import View
from copkit.show.health.verdicts import AT_RISK, Verdict
from copkit.show.sentences import count, listing

MONTHS = 12
FEWEST = 2
"""So many months in which nobody came are worth a word to those who decide."""


@dataclass(frozen=True)
class EmptyMonths:
    """The months without anybody, how many were looked at, and in how many of the former an event was
    held."""

    months: tuple[pd.Timestamp, ...]
    of: int
    with_event: int

    @property
    def said(self) -> str:
        """In a sentence or two; '' where somebody came in each month."""
        if not self.months:
            return ""
        if len(self.months) == self.of:
            first = f"Nobody came in the last {count(self.of, 'month')}."
        else:
            first = f"Nobody came in {len(self.months)} of the last {count(self.of, 'month')}"
            first += f" ({months_told(self.months)})."
        if self.with_event:
            when = f" in {self.with_event} of them" if len(self.months) > 1 else ""
            return f"{first} An event was held{when}, but nobody is written down as having come."
        return f"{first} No event was held {'then' if len(self.months) == 1 else 'in them'}."


def empty_months(here: View) -> EmptyMonths:
    """Of the last twelve whole months of a community, those after the month of its first event in which
    nobody came. None where nobody ever wrote down who came; a month with an event counts only after the first
    for which somebody did. In public only months without an event, which tell of the calendar alone: that
    nobody came to an event would tell what the counts of others are.
    """
    last = last_whole_month(here.as_of)
    events = here["events"]
    events = events[events["cancelled"].fillna(False).astype(bool).eq(False) & events["date"].notna()]
    came = here["attendance"]
    came = came[came["presence"] == "came"]
    if events.empty or came.empty:
        return EmptyMonths((), MONTHS, 0)
    held = month_number(events["date"])
    visited = set(held[events["name"].isin(came["event"])])
    first = min(visited, default=last)
    looked_at = [month for month in range(last - MONTHS + 1, last + 1) if month >= held.min()]
    empty = [month for month in looked_at if month > held.min() and month not in visited]
    with_event = [month for month in empty if month in set(held)]
    unknown = {month for month in with_event if month < first}
    empty = [month for month in empty if month not in unknown]
    with_event = [month for month in with_event if month not in unknown]
    if here.audience.is_public:
        empty, with_event = [month for month in empty if month not in with_event], []
    days = tuple(first_days(np.array(empty))) if empty else ()
    return EmptyMonths(days, len(looked_at), len(with_event))


def months_told(months: tuple[pd.Timestamp, ...]) -> str:
    """Months in words, each year once.

    >>> months_told(tuple(pd.to_datetime(["2025-11-01", "2025-12-01", "2026-01-01"])))
    'November, December 2025 and January 2026'
    """
    nexts = [*months[1:], None]
    words = [
        f"{day:%B}" if after is not None and after.year == day.year else f"{day:%B %Y}"
        for day, after in zip(months, nexts, strict=True)
    ]
    return listing(words, MONTHS)


def taking_part_verdicts(here: View) -> list[Verdict]:
    """That nobody came to an event of a community in two months or more of the last year: a plain fact. Not
    told of a whole place, whose communities each have their own."""
    if not here.community or pd.isna(here.as_of):
        return []
    found = empty_months(here)
    if len(found.months) < FEWEST:
        return []
    ask = "Find out why nobody came, or write down who did"
    if not found.with_event:
        ask = "Find out why there was no event, and set the days of the next three"
    return [Verdict(AT_RISK, "months in which nobody came", found.said, "taking-part", ask)]
