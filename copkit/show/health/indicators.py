"""Indicators in workbook 7: each on a control chart that tells change from chance."""

from __future__ import annotations

import pandas as pd

from copkit.functions.health.control_chart import COMMON
from copkit.functions.health.variation import variations_said
from copkit.place.view import View
from copkit.show.control_figure import control_figure
from copkit.show.health.indicators_read import IndicatorRead, read_indicators
from copkit.show.health.process_changes import starts_told
from copkit.show.health.rules_told import RULES_TOLD
from copkit.show.health.verdicts import AT_RISK, CORE_GROUP, PARTNERSHIP, WELL, Verdict
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import capital, count, listing, month, number
from copkit.show.tables import Table
from copkit.show.variation_told import TERMS, variation_told

MOST_CHARTS = 2
MOST_TARGETS = 4

_METHOD = (
    "The newest 36 figures count. The line in the middle is the mean; the dotted lines are the limits within "
    "which the figure moves by chance: the mean plus and minus 2.66 times the mean moving range. Change is "
    "more than chance if a point lies outside the limits, if seven follow each other on one side of the mean "
    "or in one direction, or if two of three lie near a limit. Where a figure has few different values, such "
    "as 0, 1 and 2, the chart would see change where there is none, so nothing is said. "
    f"{TERMS}"
)
_SOURCE = "NHS England, Making Data Count; Wheeler and Chambers 1992"

ASSURED = {
    "pass": "as things are, the target of {} will be met",
    "fail": "as things are, the target of {} will not be met",
    "hit or miss": "as things are, the target of {} will be met at times and missed at times",
}


def impact(here: View) -> Section:
    """Whether the figures of the outcome change, told from chance by control charts: a finding for each
    indicator, those of the community before those of the place. The first have a chart, the others a line in
    a table."""
    found = read_indicators(here)
    if not found:
        how = (
            "Choose a figure that tells whether the outcome comes nearer: fill in the forms 'Indicators' and "
            "'Observations', with one row for each month."
        )
        return Section([Needs("No indicator has two periods or more yet.", how)])
    shown = [_finding(here, one) for one in found[:MOST_CHARTS]]
    rest = found[MOST_CHARTS:]
    if rest:
        shown.append(_others(here, rest))
    return Section(shown)


def newest_states(here: View) -> list[tuple[str, str]]:
    """For each indicator, its name and whether it got 'better' or 'worse', or shows 'no change'."""
    return [(one.name, one.way) for one in read_indicators(here)]


def impact_verdicts(here: View) -> list[Verdict]:
    """The indicators that got better or worse by more than chance, and targets that will not be met, or will,
    as things are. Nothing is said on trial limits, or of a figure that moves in steps too large."""
    firm = [one for one in read_indicators(here) if one.is_firm]
    found = [_of_change(one) for one in firm if one.way != "no change"]
    for assured in ("fail", "pass"):
        found += _of_targets([one for one in firm if one.assured == assured])
    return found


def _of_change(one: IndicatorRead) -> Verdict:
    about, said = f"indicator: {one.name}", f"{_told(one)}."
    if one.way == "worse":
        ask = f"Find out what made '{one.name}' worse"
        return Verdict(AT_RISK, about, said, "impact", ask, _whom(one), one.of_all)
    ask = f"Ask what made '{one.name}' better, and write the story down"
    return Verdict(WELL, about, said, "impact", ask, of_all=one.of_all)


def _of_targets(alike: list[IndicatorRead]) -> list[Verdict]:
    """One verdict on all targets that will be met, or on all that will not."""
    if not alike:
        return []
    misses = alike[0].assured == "fail"
    way = AT_RISK if misses else WELL
    names = listing([f"'{one.name}'" for one in alike], MOST_TARGETS)
    ask = f"Decide what has to change for {names}, or whether the target is right" if misses else ""
    of_all = all(one.of_all for one in alike)
    about = "targets that will not be met" if misses else "targets that will be met"
    if len(alike) == 1:
        about = f"the target of '{alike[0].name}'"
        said = f"{alike[0].name}: {_assured(alike[0])}"
    else:
        each = [f"{one.name} (target {number(one.target)}, {_reach(one)})" for one in alike]
        will = "will not be met" if misses else "will be met"
        said = f"As things are, {len(alike)} targets {will}: {'; '.join(each[:MOST_TARGETS])}."
    whom = PARTNERSHIP if of_all else CORE_GROUP
    return [Verdict(way, about, said, "impact", ask, whom, of_all)]


def _whom(one: IndicatorRead) -> str:
    return PARTNERSHIP if one.of_all else CORE_GROUP


def _told(one: IndicatorRead) -> str:
    unit = f" {one.unit}" if one.unit else ""
    newest, mean = number(float(one.chart.newest["value"])), number(one.chart.mean)
    since = f" since {month(one.starts[-1].changed)}" if one.starts else ""
    told = f"{one.name}: {newest}{unit} in {month(one.chart.newest['period'])}, {mean} on average{since}"
    if one.is_small:
        told = f"{one.name}: some of its figures count too few to be shown here"
    if one.way != "no change":
        why = RULES_TOLD[str(one.chart.newest["rule"])]
        return f"{told}; it got {one.way}, and not by chance: {why}"
    return (
        f"{told}; no change beyond chance" if one.state == COMMON else f"{told}; {variation_told(one.state)}"
    )


def _assured(one: IndicatorRead) -> str:
    told = ASSURED[one.assured].format(number(one.target))
    return f"{told}." if one.is_small else f"{told}; {_reach(one)}."


def _met(one: IndicatorRead) -> str:
    met, of_all = one.met or (0, 0)
    times = "none" if not met else f"{met}"
    return f"The target of {number(one.target)} was met in {times} of the newest {count(of_all, 'figure')}."


def _reach(one: IndicatorRead) -> str:
    if one.is_small:
        return "its figures are too small to show"
    unit = f" {one.unit}" if one.unit else ""
    return f"it usually moves between {number(one.chart.lower)} and {number(one.chart.upper)}{unit}"


def _finding(here: View, one: IndicatorRead) -> Finding:
    sentence = f"{_told(one)}."
    if one.assured:
        sentence += f" {capital(ASSURED[one.assured].format(number(one.target)))}."
    if one.met:
        sentence += f" {_met(one)}"
    if one.starts and one.way == "no change":
        sentence += " For the change itself see 'Did it change when something began?'."
    method = " ".join(part for part in (_METHOD, starts_told(one.starts)) if part)
    if one.chart.is_trial:
        points = count(one.chart.limits[-1].points, "point")
        method += f" These are trial limits: there are only {points}."
    if one.source:
        method += f" Figures: {one.source}."
    if one.is_small:
        return Finding(sentence, (), method, _SOURCE)
    frame = pd.DataFrame(
        {
            "Month": one.chart.points["period"],
            "Value": one.chart.points["value"],
            "What it says": [variation_told(said) for said in variations_said(one.chart)],
        }
    )
    unit = f", {one.unit}" if one.unit else ""
    formats = {"Month": "month", "Value": "two decimals"}
    table = Table(f"{one.name}{unit}", frame, here.audience, formats=formats)
    picture = control_figure(
        _told(one),
        table,
        one.chart,
        target=None if pd.isna(one.target) else one.target,
        starts=[(start.changed, start.what) for start in one.starts],
    )
    return Finding(sentence, [picture], method, _SOURCE)


def _others(here: View, rest: list[IndicatorRead]) -> Finding:
    frame = pd.DataFrame(
        {
            "Indicator": [one.name for one in rest],
            "Newest": [float("nan") if one.is_small else float(one.chart.newest["value"]) for one in rest],
            "Mean": [float("nan") if one.is_small else one.chart.mean for one in rest],
            "Unit": [one.unit for one in rest],
            "What it says": [variation_told(one.state) for one in rest],
            "Target": [ASSURED.get(one.assured, "").format(number(one.target)) for one in rest],
        }
    )
    changed = sum(one.way != "no change" for one in rest)
    told = f"{count(len(rest), 'more indicator')}, {changed or 'none'} with a change beyond chance."
    if any(one.is_small for one in rest):
        told += " Of those without a figure here, some months count too few to be shown."
    return Finding(told, [Table("The other indicators", frame, here.audience)], _METHOD, _SOURCE)
