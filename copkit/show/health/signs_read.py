"""The vital signs of what a page is about, each with its chart and what may be said of it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from copkit.functions.health.control_chart import CONCERN, IMPROVEMENT, Chart, control_chart
from copkit.functions.health.variation import FEWEST_POINTS, newest_said, variations_said
from copkit.functions.health.vital_signs import VITAL_SIGNS, VitalSign, vital_signs
from copkit.place.privacy import Audience
from copkit.place.view import View
from copkit.show.health.process_changes import PhaseStart, phase_starts

MONTHS = 36
"""The newest months that a chart looks at: over longer times nearly every figure has changed."""

FEWEST_OF = 5
"""A share of fewer people or things in a month is no point of a chart: one more or less would be a leap."""

STILL_NEW = pd.DateOffset(months=6)
"""A sign whose newest figure is older than this is not told."""

SETTLING = "too early: in the first year of the records nearly everybody seems new"
_SETTLE = pd.DateOffset(years=1)
_OF_NEWCOMERS = ("newcomers", "newcomers who came back")

_USED = (
    *("events", "attendance", "memberships", "ties", "questions", "answers", "actions", "members"),
    *("organisations", "resources", "lessons", "resource_use"),
)
_THINGS = ("questions answered", "actions done")
"""Signs that count things and no people."""


@dataclass(frozen=True)
class Read:
    """A vital sign of what a page is about: its months (with value, numerator, denominator), its chart, and
    the known changes from which the limits begin anew. ``settled`` is whether there are months enough after
    the first year, in which nearly everybody seems new; it matters for newcomers alone."""

    sign: VitalSign
    months: pd.DataFrame
    chart: Chart
    starts: tuple[PhaseStart, ...] = ()
    settled: bool = True

    @property
    def state(self) -> str:
        """What the newest month says, in the words of Making Data Count, or why nothing can be said."""
        return newest_said(self.chart) if self.settled else SETTLING

    @property
    def changed(self) -> bool:
        """Whether it got better or worse by more than chance."""
        return self.state in (IMPROVEMENT, CONCERN)

    @property
    def variations(self) -> list[str]:
        """What may be said of each month; '' where nothing is."""
        return variations_said(self.chart) if self.settled else [""] * len(self.months)


def all_signs(here: View) -> pd.DataFrame:
    """The vital signs by month of what the page is about, as `vital_signs` gives them; worked out once for a
    view."""
    if not here.community:
        return here.kept("vital signs of the place", lambda: _worked_out(here, whole_place=True))
    found = signs_of_all(here)
    return found[found["community"] == here.community]


def read_signs(here: View) -> list[Read]:
    """The signs that have enough months for a chart, in the order in which they are told."""
    if pd.isna(here.as_of):
        return []
    return here.kept("vital signs read", lambda: _read_all(here))


def _read_all(here: View) -> list[Read]:
    found = all_signs(here)
    read = [_read(here, sign, found[found["sign"] == sign.name]) for sign in VITAL_SIGNS]
    return [one for one in read if one is not None]


def may_be_told(audience: Audience, one: Read) -> bool:
    """Whether each month of a sign rests on enough people for this reader."""
    if not audience.is_public or one.sign.name in _THINGS:
        return True
    months = one.months[one.months["value"].notna()]
    if one.sign.kind == "count":
        counted = months["numerator"]
    else:
        counted = pd.concat([months["numerator"], months["denominator"] - months["numerator"]])
    return all(audience.rounded(people) is not None for people in counted)


def _read(here: View, sign: VitalSign, every: pd.DataFrame) -> Read | None:
    if sign.kind == "share":
        every = every.assign(value=every["value"].where(every["denominator"] >= FEWEST_OF))
    months, settled = every.tail(MONTHS), True
    if sign.name in _OF_NEWCOMERS and len(every):
        later = months[months["month"] >= every["month"].iloc[0] + _SETTLE]
        settled = int(later["value"].notna().sum()) >= FEWEST_POINTS
        months = later if settled else months
    months = months.reset_index(drop=True)
    known = months.loc[months["value"].notna(), "month"]
    if len(known) < FEWEST_POINTS or known.iloc[-1] < here.as_of - STILL_NEW:
        return None
    starts = phase_starts(here, vital_sign=sign.name)
    begin = months["month"].searchsorted([one.changed for one in starts])
    inside = tuple(one for one, at in zip(starts, begin, strict=True) if 0 < at < len(months))
    chart = control_chart(
        months.set_index("month")["value"], sign.better, changed_at=[one.changed for one in inside]
    )
    return None if chart is None else Read(sign, months, chart, inside, settled)


def signs_of_all(here: View) -> pd.DataFrame:
    """The vital signs of each community by month, whatever the page is about; worked out once for a view."""
    return here.whole.kept("vital signs of communities", lambda: _worked_out(here, whole_place=False))


def _worked_out(here: View, *, whole_place: bool) -> pd.DataFrame:
    frames = {table: here.place.read(table) for table in _USED}
    return vital_signs(frames, here.as_of, whole_place=whole_place)
