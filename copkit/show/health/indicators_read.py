"""The indicators of the outcome, each with its figures, its control chart and what may be said of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from copkit.functions.health.assurance import assurance
from copkit.functions.health.control_chart import CONCERN, IMPROVEMENT, Better, Chart, control_chart
from copkit.functions.health.rates import rate
from copkit.functions.health.variation import newest_said
from copkit.place.privacy import Audience
from copkit.place.view import View
from copkit.show.free_text import TextsFor
from copkit.show.health.process_changes import PhaseStart, phase_starts

NEWEST = 36
"""The newest figures that a chart looks at: over longer times nearly everything has changed."""


@dataclass(frozen=True)
class IndicatorRead:
    """An indicator of what a page is about.

    ``values`` has the columns period, value, units of all its periods; ``chart`` is that of the newest, and
    ``starts`` the known changes from which its limits begin anew. ``is_small`` is whether a count of a period
    is too small for this reader. ``target`` is NaN if there is none. ``of_all`` says that it is one of the
    whole place.
    """

    name: str
    unit: str
    better: Better
    target: float
    source: str
    issue: str
    values: pd.DataFrame
    chart: Chart
    starts: tuple[PhaseStart, ...]
    is_small: bool
    of_all: bool = False

    @property
    def state(self) -> str:
        """What the newest figure says, in the words of Making Data Count, or why nothing can be said."""
        return newest_said(self.chart)

    @property
    def way(self) -> str:
        """'better' or 'worse' where that is more than chance, else 'no change'."""
        return {IMPROVEMENT: "better", CONCERN: "worse"}.get(self.state, "no change")

    @property
    def is_firm(self) -> bool:
        """Whether the limits rest on points enough, and say something."""
        return not self.chart.is_trial and not self.chart.is_coarse

    @property
    def met(self) -> tuple[int, int] | None:
        """In how many of the newest twelve figures the target was met, and how many there are; None without a
        target."""
        if pd.isna(self.target):
            return None
        newest = self.values["value"].dropna().tail(12)
        reached = newest >= self.target if self.better == "higher" else newest <= self.target
        return int(reached.sum()), len(newest)

    @property
    def assured(self) -> str:
        """Whether the target will be met as things are: 'pass', 'fail', 'hit or miss', or ''. Of a figure
        that is changing nothing is said: its limits mix what was with what is."""
        if not self.is_firm or pd.isna(self.target) or self.way != "no change":
            return ""
        return assurance(self.chart, self.target, self.better)


def read_indicators(here: View) -> list[IndicatorRead]:
    """The indicators that have figures enough for a chart: those of the community before those of the place.
    Worked out once for a view."""
    return here.kept("indicators read", lambda: _read_all(here))


def read_elsewhere(here: View, names: Collection[str]) -> list[IndicatorRead]:
    """Indicators of other communities that have figures enough for a chart, by name."""
    whole = here.whole
    rows = whole["indicators"]
    return _charted(whole, rows[rows["name"].isin(names)])


def _read_all(here: View) -> list[IndicatorRead]:
    rows = here["indicators"]
    texts = TextsFor(here)
    rows = rows[texts.may(rows["name"])]
    rows = rows.assign(**{column: texts.fit(rows[column], "") for column in ("unit_of_measure", "source")})
    own = rows[rows["community"].notna()] if here.community else rows
    place = rows[rows["community"].isna()] if here.community else rows.head(0)
    return _charted(here, pd.concat([own, place]))


def _charted(here: View, rows: pd.DataFrame) -> list[IndicatorRead]:
    observed = here["observations"]
    found = (
        _read(here, row, observed[observed["indicator"] == row["name"]]) for row in rows.to_dict("records")
    )
    return [one for one in found if one is not None]


def _read(here: View, row: dict[object, object], observed: pd.DataFrame) -> IndicatorRead | None:
    if row["kind"] == "count":
        observed = observed.assign(denominator=float("nan"))
    times = row["multiplier"]
    values = rate(observed, float(times) if isinstance(times, int | float) and pd.notna(times) else 1.0)
    newest = values.tail(NEWEST)
    better: Better = "higher" if row["better"] == "higher" else "lower"
    name = str(row["name"])
    starts = tuple(
        one
        for one in phase_starts(here, indicator=name)
        if len(newest) and newest["period"].iloc[0] < one.changed <= newest["period"].iloc[-1]
    )
    series = newest.set_index("period")["value"]
    chart = control_chart(series, better, changed_at=[one.changed for one in starts])
    if chart is None:
        return None
    target = row["target"]
    return IndicatorRead(
        name,
        _words(row["unit_of_measure"]),
        better,
        float(target) if isinstance(target, int | float) else float("nan"),
        _words(row["source"]),
        _words(row["issue"]),
        values,
        chart,
        starts,
        here.audience.is_public and _counts_few(here.audience, row["kind"], observed),
        of_all=not isinstance(row["community"], str),
    )


def _counts_few(audience: Audience, kind: object, observed: pd.DataFrame) -> bool:
    """Whether the figure of a period rests on few: a mean of few values, few cases, or few of the rest."""
    sums = observed.groupby("period")[["numerator", "denominator"]].sum(min_count=1)
    if kind == "mean":
        return bool((sums["denominator"] < audience.least_rounded).any())
    few = sums["numerator"].map(audience.hides)
    rest = sums["denominator"] - sums["numerator"]
    if kind == "proportion" or (not isinstance(kind, str) and bool((rest.dropna() >= 0).all())):
        few |= rest.map(audience.hides)
    return bool(few.any())


def _words(cell: object) -> str:
    return cell if isinstance(cell, str) else ""
