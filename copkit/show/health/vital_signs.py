"""The vital signs by month, each on a control chart that tells change from chance."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from copkit.functions.health.control_chart import CONCERN, IMPROVEMENT, NEITHER, Chart, control_chart
from copkit.functions.health.vital_signs import VITAL_SIGNS, VitalSign, vital_signs
from copkit.place.privacy import Audience
from copkit.place.view import View
from copkit.show import figures
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import capital, count, listing, number, percent
from copkit.show.tables import HIDDEN, Table

MONTHS = 36
"""The newest months that a chart looks at: over longer times nearly every figure has changed."""

FEWEST_MONTHS = 6
MOST_CHARTS = 3

_USED = (
    *("events", "attendance", "memberships", "ties", "questions", "answers", "actions", "members"),
    *("organisations", "resources", "lessons", "resource_use"),
)
_THINGS = ("questions answered", "actions done")
"""Signs that count things and no people."""

_COARSE = "moves in steps too large for a chart"
_METHOD = (
    "Each month is one point; the newest three years count. The limits within which a figure moves by "
    "chance are the mean plus and minus 2.66 times the mean moving range. Change is more than chance if a "
    "point lies outside the limits, if seven follow each other on one side of the mean or in one direction, "
    "or if two of three lie near a limit. Common cause means: as usual. Special cause means: something is "
    "different, go and find out what. Where a figure has few different values, such as 0, 1 and 2, the chart "
    "would see change where there is none, so nothing is said."
)
_SOURCE = (
    "NHS England, Making Data Count; Wheeler and Chambers 1992, Understanding Statistical Process Control"
)


@dataclass(frozen=True)
class Read:
    """A vital sign of what a page is about: its months (with value, numerator, denominator) and its chart."""

    sign: VitalSign
    months: pd.DataFrame
    chart: Chart

    @property
    def state(self) -> str:
        """What the newest month says, in the words of Making Data Count."""
        return _COARSE if self.chart.is_coarse else str(self.chart.newest["variation"])


def read_signs(here: View) -> list[Read]:
    """The signs that have enough months for a chart, in the order in which they are told."""
    if pd.isna(here.as_of):
        return []
    frames = {table: here.place.read(table) for table in _USED}
    found = vital_signs(frames, here.as_of, whole_place=not here.community)
    if here.community:
        found = found[found["community"] == here.community]
    signs = []
    for sign in VITAL_SIGNS:
        months = found[found["sign"] == sign.name].tail(MONTHS).reset_index(drop=True)
        chart = control_chart(months.set_index("month")["value"], sign.better) if len(months) else None
        if chart is not None and int(months["value"].notna().sum()) >= FEWEST_MONTHS:
            signs.append(Read(sign, months, chart))
    return signs


def vital_signs_by_month(here: View) -> Section:
    """What each vital sign says: as usual, better, worse, or different."""
    read = read_signs(here)
    shown = [one for one in read if _may_be_told(here.audience, one)]
    if not shown:
        how = "Fill in who came to each event, month after month: six months are enough to begin with."
        told = (
            "No vital sign can be told yet."
            if not read
            else "No vital sign may be told here: too few people."
        )
        return Section([Needs(told, how)] if not read else [Finding(told)])
    table = Table(_caption(here), _frame(here.audience, shown), here.audience)
    changed = [one for one in shown if one.state in (IMPROVEMENT, CONCERN)]
    charts = [_chart(here, one) for one in changed[:MOST_CHARTS]]
    untold = [sign.name for sign in VITAL_SIGNS if sign.name not in {one.sign.name for one in shown}]
    method = _METHOD
    if untold:
        method += f" Not told, as too little is recorded or too few people are in it: {listing(untold, 12)}."
    return Section([Finding(_sentence(shown), [table, *charts], method, _SOURCE)])


def _caption(here: View) -> str:
    return f"Vital signs of {here.community or 'the whole place'}, the newest month of each"


def _sentence(shown: list[Read]) -> str:
    parts = []
    for state, way in ((CONCERN, "got worse"), (IMPROVEMENT, "got better"), (NEITHER, "changed")):
        names = [one.sign.name for one in shown if one.state == state]
        if names:
            parts.append(f"{listing(names, 6)} {way}, and not by chance")
    total = count(len(shown), "vital sign")
    if not parts:
        return f"Nothing changed beyond chance, of {total}."
    return f"{capital('; '.join(parts))} (of {total})."


def _may_be_told(audience: Audience, one: Read) -> bool:
    """Whether each month of a sign rests on enough people for this reader."""
    if not audience.is_public or one.sign.name in _THINGS:
        return True
    months = one.months[one.months["value"].notna()]
    if one.sign.kind == "count":
        counted = months["numerator"]
    else:
        counted = pd.concat([months["numerator"], months["denominator"] - months["numerator"]])
    return all(audience.rounded(people) is not None for people in counted)


def _value(audience: Audience, sign: VitalSign, value: float) -> str:
    if sign.kind == "share":
        return percent(round(value * 20) / 20 if audience.is_public else value)
    told = audience.rounded(value)
    return HIDDEN if told is None else number(value if not audience.is_public else told, 1)


def _frame(audience: Audience, shown: list[Read]) -> pd.DataFrame:
    rows = []
    for one in shown:
        newest, sign = one.chart.newest, one.sign
        top = 1.0 if sign.kind == "share" else float("inf")
        low, high = max(float(newest["lower"]), 0.0), min(float(newest["upper"]), top)
        rows.append(
            {
                "Vital sign": capital(sign.name),
                "Month": newest["period"],
                "Figure": _value(audience, sign, float(newest["value"])),
                "On average": _value(audience, sign, float(newest["mean"])),
                "By chance": f"{_value(audience, sign, low)} to {_value(audience, sign, high)}",
                "What it says": one.state,
                "What is counted": sign.counts,
            }
        )
    frame = pd.DataFrame(rows).assign(Month=lambda rows: rows["Month"].dt.strftime("%B %Y"))
    return frame.drop(columns="By chance") if audience.is_public else frame


def _chart(here: View, one: Read) -> figures.Figure:
    told = f"{capital(one.sign.name)}: {one.state} ({one.chart.newest['rule']})"
    as_percent = one.sign.kind == "share"
    values = one.months["value"]
    if here.audience.is_public:
        step = 0.05 if as_percent else float(here.audience.threshold)
        values = (values / step).round() * step
    frame = pd.DataFrame(
        {"Month": one.months["month"], "Value": values, "More than chance": list(one.chart.rules)}
    )
    formats = {"Month": "month", "Value": "percent" if as_percent else "one decimal"}
    table = Table(f"{capital(one.sign.name)} by month", frame, here.audience, formats=formats)
    limits = (one.chart.lower, one.chart.mean, one.chart.upper)
    return figures.line(told, table, "Month", ["Value"], as_percent=as_percent, limits=limits)


def changed_signs(here: View) -> list[tuple[str, str]]:
    """The signs that changed for better or worse and may be told to this reader: name, and 'better' or
    'worse'."""
    ways = {IMPROVEMENT: "better", CONCERN: "worse"}
    told = [one for one in read_signs(here) if one.state in ways and _may_be_told(here.audience, one)]
    return [(one.sign.name, ways[one.state]) for one in told]
