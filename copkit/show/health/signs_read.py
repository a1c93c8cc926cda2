"""The vital signs of what a page is about, each with its chart and what may be said of it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from copkit.functions.health.control_chart import CONCERN, IMPROVEMENT, NEITHER, Chart, control_chart
from copkit.functions.health.variation import FEWEST_POINTS, newest_said, variations_said
from copkit.functions.health.vital_signs import PARTS, VITAL_SIGNS, Signs, VitalSign, in_order
from copkit.place.privacy import WORKSHOP, Audience
from copkit.place.view import View
from copkit.show.health.one_event import one_event
from copkit.show.health.process_changes import PhaseStart, phase_starts
from copkit.show.sentences import number, percent
from copkit.show.tables import HIDDEN
from copkit.show.worked_out import worked_out, worked_out_of

MONTHS = 36
"""The newest months that a chart looks at: over longer times nearly every figure has changed."""

FEWEST_OF = 5
"""A share of fewer people or things in a month is no point of a chart: one more or less would be a leap."""

STILL_NEW = pd.DateOffset(months=6)
"""A sign whose newest figure is older than this is not told."""

SETTLING = "too early: in the first year of the records nearly everybody seems new"
SAME = "the same in every month"
CLOSE = "too close to its average to tell"
"""A figure that reads like its average, once both are rounded, has not changed for who reads it."""
_SETTLE = pd.DateOffset(years=1)
_OF_NEWCOMERS = ("newcomers", "newcomers who came back")

_MARKED = (IMPROVEMENT, CONCERN, NEITHER)
_THINGS = ("questions answered", "actions done")
"""Signs that count things and no people."""


@dataclass(frozen=True)
class Read:
    """A vital sign of what a page is about: its months (with value, numerator, denominator), its chart, and
    the known changes from which the limits begin anew. ``settled`` is whether there are months enough after
    the first year, in which nearly everybody seems new; it matters for newcomers alone. ``event`` is the one
    without which the newest month would be as usual, '' if there is none. ``audience`` is who reads."""

    sign: VitalSign
    months: pd.DataFrame
    chart: Chart
    starts: tuple[PhaseStart, ...] = ()
    settled: bool = True
    event: str = ""
    audience: Audience = WORKSHOP

    @property
    def state(self) -> str:
        """What the newest month says, in the words of Making Data Count, or why nothing can be said."""
        if not self.settled:
            return SETTLING
        if self.never_moved:
            return SAME
        said = newest_said(self.chart)
        if said in _MARKED and self._reads_like_its_mean(self.chart.newest):
            return CLOSE
        return NEITHER if self.event else said

    @property
    def never_moved(self) -> bool:
        """Whether it is the same in every month."""
        return self.months["value"].nunique() == 1

    @property
    def changed(self) -> bool:
        """Whether it got better or worse by more than chance."""
        return self.state in (IMPROVEMENT, CONCERN)

    @property
    def variations(self) -> list[str]:
        """What may be said of each month; '' where nothing is. A month that one event made high is no better,
        but different."""
        if not self.settled or self.never_moved:
            return [""] * len(self.months)
        said = variations_said(self.chart)
        for at, point in self.chart.points.iterrows():
            if said[at] in _MARKED and self._reads_like_its_mean(point):
                said[at] = ""
        if self.event:
            said[int(self.chart.newest.name)] = NEITHER
        return said

    def _reads_like_its_mean(self, point: pd.Series) -> bool:
        told = [value_told(self.audience, self.sign, float(point[name])) for name in ("value", "mean")]
        return told[0] == told[1]


def all_signs(here: View) -> pd.DataFrame:
    """The vital signs by month of what the page is about, as `vital_signs` gives them; worked out once for a
    view."""
    if not here.community:
        return here.kept("vital signs of the place", lambda: worked_out_of(here, _of_place))
    by_community = here.whole.kept("vital signs by community", lambda: _by_community(here))
    return by_community.get(here.community, signs_of_all(here).head(0))


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


def value_told(audience: Audience, sign: VitalSign, value: float) -> str:
    """A figure of a sign in words fit for the reader: in public to the nearest 5, or 5%."""
    if pd.isna(value):
        return HIDDEN
    if sign.kind == "share":
        return percent(audience.share(value))
    told = audience.rounded(value)
    return HIDDEN if told is None else number(value if not audience.is_public else told, 1)


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
    if chart is None:
        return None
    event = one_event(here, sign.name, chart)
    return Read(sign, months, chart, inside, settled, event, here.audience)


def signs_of_all(here: View) -> pd.DataFrame:
    """The vital signs of each community by month, whatever the page is about; worked out once for a view."""
    return here.whole.kept("vital signs of communities", lambda: worked_out_of(here.whole, _of_communities))


def _by_community(here: View) -> dict[str, pd.DataFrame]:
    return dict(list(signs_of_all(here).groupby("community")))


def _of_place(here: View) -> pd.DataFrame:
    return _signs(here, whole_place=True)


def _of_communities(here: View) -> pd.DataFrame:
    return _signs(here, whole_place=False)


def _signs(here: View, *, whole_place: bool) -> pd.DataFrame:
    """`vital_signs`, each part worked out apart: a change seldom touches the tables of all."""
    found: Signs = {}
    for tables, part in PARTS:
        frames = {table: here.stored(table) for table in tables}
        found |= worked_out(part, frames, here.as_of, whole_place)
    return in_order(found)
