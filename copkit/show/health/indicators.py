"""Indicators in workbook 7: each a control chart that tells change from chance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from copkit.functions.health.assurance import assurance
from copkit.functions.health.control_chart import Better, Chart, control_chart
from copkit.functions.health.rates import rate
from copkit.functions.health.variation import direction
from copkit.place.view import View
from copkit.show import figures
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import count, month, number
from copkit.show.tables import Table

MOST_CHARTS = 3

_METHOD = (
    "The line in the middle is the mean; the dotted lines are the limits within which the figure moves by "
    "chance: the mean plus and minus 2.66 times the mean moving range. Change is more than chance if a point "
    "lies outside the limits, if seven follow each other on one side of the mean or in one direction, or if "
    "two of three lie near a limit."
)
_SOURCE = "NHS England, Making Data Count; Wheeler and Chambers 1992"

_ASSURED = {
    "pass": "As things are, the target will be met",
    "fail": "As things are, the target will not be met",
    "hit or miss": "As things are, the target will be met at times and missed at times",
}


@dataclass(frozen=True)
class _Read:
    """An indicator with its values and its chart."""

    name: str
    unit: str
    better: Better
    target: float
    source: str
    values: pd.DataFrame
    chart: Chart


def impact(here: View) -> Section:
    """Whether the figures of the outcome change, told from chance by control charts: a finding for each
    indicator, those of the community before those of the place. The first have a chart, the others a line in
    a table."""
    found = list(_read(here))
    if not found:
        how = (
            "Choose a figure that tells whether the outcome comes nearer: fill in the forms 'Indicators' and "
            "'Observations', with one row for each month."
        )
        return Section([Needs("No indicator has two periods or more yet.", how)])
    shown = [_finding(here, indicator) for indicator in found[:MOST_CHARTS]]
    rest = found[MOST_CHARTS:]
    if rest:
        shown.append(_others(here, rest))
    return Section(shown)


def newest_states(here: View) -> list[tuple[str, str]]:
    """For each indicator, its name and whether it got 'better' or 'worse', or shows 'no change'."""
    return [(indicator.name, direction(indicator.chart, indicator.better)) for indicator in _read(here)]


def _read(here: View) -> Iterator[_Read]:
    rows = here["indicators"]
    own = rows[rows["community"].notna()] if here.community else rows
    place = rows[rows["community"].isna()] if here.community else rows.head(0)
    for _, row in pd.concat([own, place]).iterrows():
        observed = here["observations"][here["observations"]["indicator"] == row["name"]]
        multiplier = float(row["multiplier"]) if pd.notna(row["multiplier"]) else 1.0
        values = rate(observed, multiplier)
        chart = control_chart(values["value"])
        if chart is None:
            continue
        better: Better = "higher" if row["better"] == "higher" else "lower"
        unit = row["unit_of_measure"] if isinstance(row["unit_of_measure"], str) else ""
        source = row["source"] if isinstance(row["source"], str) else ""
        yield _Read(str(row["name"]), unit, better, float(row["target"]), source, values, chart)


def _told(found: _Read) -> str:
    newest, mean = number(found.chart.values[-1]), number(found.chart.mean)
    unit = f" {found.unit}" if found.unit else ""
    told = f"{found.name}: {newest}{unit} in {month(found.values['period'].iloc[-1])}, {mean} on average"
    state = direction(found.chart, found.better)
    if state == "no change":
        return f"{told}; no change beyond chance"
    return f"{told}; it got {state}, and not by chance ({found.chart.rules[-1]})"


def _finding(here: View, found: _Read) -> Finding:
    chart = found.chart
    told = _told(found)
    frame = pd.DataFrame(
        {
            "Month": found.values["period"],
            "Value": found.values["value"],
            "More than chance": list(chart.rules),
        }
    )
    unit = f", {found.unit}" if found.unit else ""
    table = Table(
        f"{found.name}{unit}", frame, here.audience, formats={"Month": "month", "Value": "two decimals"}
    )
    target = None if pd.isna(found.target) else found.target
    picture = figures.line(
        told, table, "Month", ["Value"], target=target, limits=(chart.lower, chart.mean, chart.upper)
    )
    sentence = f"{told}."
    if assured := assurance(chart, target, found.better):
        sentence += f" {_ASSURED[assured]} ({number(found.target)})."
    method = _METHOD
    if chart.is_trial:
        method += f" These are trial limits: there are only {count(len(chart.values), 'point')}."
    if found.source:
        method += f" Figures: {found.source}."
    return Finding(sentence, [picture], method, _SOURCE)


def _others(here: View, rest: list[_Read]) -> Finding:
    frame = pd.DataFrame(
        {
            "Indicator": [found.name for found in rest],
            "Newest": [found.chart.values[-1] for found in rest],
            "Mean": [found.chart.mean for found in rest],
            "Unit": [found.unit for found in rest],
            "Change": [direction(found.chart, found.better) for found in rest],
            "Target": [assurance(found.chart, found.target, found.better) for found in rest],
        }
    )
    changed = int((frame["Change"] != "no change").sum())
    told = f"{count(len(rest), 'more indicator')}, {changed or 'none'} of them with a change beyond chance."
    return Finding(told, [Table("The other indicators", frame, here.audience)], _METHOD, _SOURCE)
