"""The vital signs by month, each on a control chart that tells change from chance."""

from __future__ import annotations

import pandas as pd

from copkit.functions.health.control_chart import CONCERN, IMPROVEMENT, NEITHER
from copkit.functions.health.variation import EARLY
from copkit.functions.health.vital_signs import VITAL_SIGNS, VitalSign
from copkit.place.privacy import Audience
from copkit.place.view import View
from copkit.show.control_figure import SmallChart, control_figure, small_control_charts
from copkit.show.health.process_changes import PhaseStart
from copkit.show.health.signs_read import CLOSE, Read, may_be_told, read_signs, value_told
from copkit.show.page import Figure, Finding, Needs, Section
from copkit.show.sentences import capital, count, date, listing, month
from copkit.show.tables import Table
from copkit.show.variation_told import TERMS, variation_told

MOST_CHARTS = 2
MOST_CHANGES = 3
"""Changes of a process that the sentence names."""

_METHOD = (
    "Each month is one point; the newest three years count. The limits within which a figure moves by "
    "chance are the mean plus and minus 2.66 times the mean moving range. Change is more than chance if a "
    "point lies outside the limits, if seven follow each other on one side of the mean or in one direction, "
    "or if two of three lie near a limit. "
    f"{TERMS} "
    "Even so, of a hundred figures that move by chance alone, two or three are marked in any month. Where a "
    "figure has few different values, such as 0, 1 and 2, the chart would see change where there is none, so "
    "nothing is said. A share of fewer than five in a month is left out. Shares of members move only when "
    "somebody joins, leaves or changes role, so that one such step may be marked. In the first year of the "
    "records nearly everybody seems new, so newcomers are told from the second year on."
)
_SOURCE = (
    "NHS England, Making Data Count; Wheeler and Chambers 1992, Understanding Statistical Process Control"
)


def vital_signs_by_month(here: View) -> Section:
    """What each vital sign says: as usual, better, worse, or different; and from when it began anew."""
    read = read_signs(here)
    shown = [one for one in read if may_be_told(here.audience, one)]
    if not read:
        how = "Fill in who came to each event, month after month: six months are enough to begin with."
        return Section([Needs("No vital sign can be told yet.", how)])
    if not shown:
        return Section([Finding("No vital sign may be told here: too few people.")])
    table = Table(_caption(here), _frame(here.audience, shown), here.audience)
    moving = [one for one in shown if not one.never_moved]
    drawn = sorted(
        (one for one in moving if one.changed or one.event or one.starts),
        key=lambda one: (not one.changed, not one.event),
    )
    evidence: list[Table | Figure] = [table]
    if moving:
        evidence += [_all_charts(here, moving), *(_chart(here, one) for one in drawn[:MOST_CHARTS])]
    return Section([Finding(_sentence(shown), evidence, _method(shown), _SOURCE)])


def changed_signs(here: View) -> list[tuple[str, str]]:
    """The signs that changed for better or worse and may be told to this reader: name, and 'better' or
    'worse'."""
    told = [one for one in read_signs(here) if one.changed and may_be_told(here.audience, one)]
    return [(one.sign.name, "better" if one.state == IMPROVEMENT else "worse") for one in told]


def _caption(here: View) -> str:
    return f"Vital signs of {here.community or 'the whole place'}, the newest month of each"


def _sentence(shown: list[Read]) -> str:
    parts = []
    for state, way in ((CONCERN, "got worse"), (IMPROVEMENT, "got better"), (NEITHER, "changed")):
        names = [one.sign.name for one in shown if one.state == state and not one.event]
        if names:
            parts.append(f"{listing(names, 6)} {way}, and not by chance")
    total = count(len(shown), "vital sign")
    told = (
        f"{capital('; '.join(parts))} (of {total})."
        if parts
        else f"Nothing changed beyond chance, of {total}."
    )
    return " ".join([told, *_one_event(shown), *_begun_anew(shown)])


def _one_event(shown: list[Read]) -> list[str]:
    """A sentence on the signs whose newest month one event made high."""
    high = [one for one in shown if one.event]
    if not high:
        return []
    names = capital(listing([one.sign.name for one in high]))
    when, event = month(high[0].chart.newest["period"]), high[0].event
    return [f"{names} were high in {when} because of one event ({event}); without it, as usual."]


def _begun_anew(shown: list[Read]) -> list[str]:
    """A sentence for each of the newest known changes: what began anew, when, and why."""
    found: dict[PhaseStart, list[Read]] = {}
    for one in shown:
        for start in one.starts:
            found.setdefault(start, []).append(one)
    newest = sorted(found, key=lambda start: (start.changed, start.what))[-MOST_CHANGES:]
    said = []
    for start in newest:
        names = [one.sign.name for one in found[start]]
        who = listing(names, 3) if len(names) <= 3 else count(len(names), "vital sign")
        early = any(one.state == EARLY and one.starts[-1] == start for one in found[start])
        wait = ", and too few months have passed to judge the new way" if early else ""
        began = f"From {date(start.changed)} the limits of {who} begin anew{wait}"
        said.append(f"{began} ({start.what.rstrip('.')}).")
    return said


def _method(shown: list[Read]) -> str:
    parts = [_METHOD]
    if any(one.starts for one in shown):
        parts.append(
            "From the first whole month after a known change a figure has a mean and limits of its own; with "
            "fewer than six months nothing is said."
        )
    trial = [one.sign.name for one in shown if one.chart.is_trial and one.state != EARLY]
    if trial:
        parts.append(f"Limits of fewer than 13 months are trial limits: {listing(trial, 12)}.")
    untold = [sign.name for sign in VITAL_SIGNS if sign.name not in {one.sign.name for one in shown}]
    if untold:
        why = "as too little is recorded or too few people are in it"
        parts.append(f"Not told, {why}: {listing(untold, 12)}.")
    return " ".join(parts)


def _frame(audience: Audience, shown: list[Read]) -> pd.DataFrame:
    rows = []
    for one in shown:
        newest, sign = one.chart.newest, one.sign
        top = 1.0 if sign.kind == "share" else float("inf")
        low, high = max(float(newest["lower"]), 0.0), min(float(newest["upper"]), top)
        limits = " to ".join(dict.fromkeys(value_told(audience, sign, limit) for limit in (low, high)))
        rows.append(
            {
                "Vital sign": capital(sign.name),
                "What it says": _state_told(one),
                "Month": month(newest["period"]),
                "Figure": value_told(audience, sign, float(newest["value"])),
                "On average": value_told(audience, sign, float(newest["mean"])),
                "By chance": _by_chance(one, limits),
                "What is counted": sign.counts,
            }
        )
    frame = pd.DataFrame(rows)
    return frame.drop(columns="By chance") if audience.is_public else frame


def _state_told(one: Read) -> str:
    if one.event:
        return f"something is different: one event ({one.event})"
    return variation_told(one.state, str(one.chart.newest["rule"]))


def _by_chance(one: Read, limits: str) -> str:
    if one.never_moved:
        return "it does not move"
    known = one.variations[int(one.chart.newest.name)] or one.state == CLOSE
    return limits if known else "not known"


def _step(audience: Audience, sign: VitalSign) -> float:
    """To what the figures of a sign are rounded for this reader; 0 if they are not."""
    if not audience.is_public:
        return 0.0
    return 0.05 if sign.kind == "share" else float(audience.threshold)


def _values(audience: Audience, one: Read) -> pd.Series:
    values, step = one.months["value"], _step(audience, one.sign)
    return (values / step).round() * step if step else values


def _chart(here: View, one: Read) -> Figure:
    as_percent = one.sign.kind == "share"
    says = [variation_told(said, rule) for said, rule in zip(one.variations, one.chart.rules, strict=True)]
    frame = pd.DataFrame(
        {"Month": one.months["month"], "Value": _values(here.audience, one), "What it says": says}
    )
    formats = {"Month": "month", "Value": "percent" if as_percent else "whole"}
    return control_figure(
        f"{capital(one.sign.name)}: {_state_told(one)}",
        Table(f"{capital(one.sign.name)} by month", frame, here.audience, formats=formats),
        one.chart,
        as_percent=as_percent,
        starts=[(start.changed, start.what) for start in one.starts],
        to_nearest=_step(here.audience, one.sign),
        variations=one.variations,
    )


def _all_charts(here: View, shown: list[Read]) -> Figure:
    """Each sign on a small chart of its own."""
    months = sorted({each for one in shown for each in one.months["month"]})
    frame = pd.DataFrame({"Month": months})
    formats = {"Month": "month"}
    for one in shown:
        name = capital(one.sign.name)
        by_month = pd.Series(_values(here.audience, one).to_numpy(), one.months["month"])
        frame[name] = by_month.reindex(months).to_numpy()
        formats[name] = "percent" if one.sign.kind == "share" else "whole"
    caption = f"Vital signs of {here.community or 'the whole place'} by month"
    marked = sum(one.state in (IMPROVEMENT, CONCERN, NEITHER) for one in shown) or "none"
    title = f"Control charts of {count(len(shown), 'vital sign')}, {marked} with a change beyond chance"
    charts = [
        SmallChart(
            capital(one.sign.name),
            one.chart,
            [each in set(one.months["month"]) for each in months],
            one.variations,
            one.sign.kind == "share",
            _step(here.audience, one.sign),
        )
        for one in shown
    ]
    return small_control_charts(title, Table(caption, frame, here.audience, formats=formats), charts)
