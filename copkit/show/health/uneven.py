"""Where the figures of the outcome differ between units by more than chance: funnel plots, and no ranking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from copkit.functions.health.control_chart import Better
from copkit.functions.health.funnel import Funnel, Widened, funnel
from copkit.functions.health.funnel_flags import DIFFERS, LOOK, WITHIN
from copkit.functions.health.funnel_notes import chance_note, scatter_note
from copkit.place.view import View
from copkit.show.funnel_figure import funnel_figure
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import count, listing
from copkit.show.tables import Table

FEWEST_UNITS = 3
MOST_FUNNELS = 3

FEWEST_TO_WIDEN = 10
"""Of fewer units, how much they differ anyway cannot be told from one that stands out: winsorising a tenth
would trim none of them. Their limits are those of chance alone."""

_METHOD = (
    "Each unit is one point: how large it is, and its figure over the newest twelve months. The line in the "
    "middle is that of all units together. Small units move more by chance, so the limits are wide on the "
    "left and narrow on the right: 95 in 100 units lie within the dashed ones by chance, 998 in 1,000 within "
    "the dotted ones. Outside the dashed lines a unit is worth a look; outside the dotted ones it differs "
    "beyond chance. The order of units says nothing."
)
_SOURCE = (
    "Spiegelhalter 2005, Funnel plots for comparing institutional performance, Statistics in Medicine 24"
)


@dataclass(frozen=True)
class _Units:
    """An indicator with the funnel of its units."""

    name: str
    measure: str
    times: float
    as_percent: bool
    made: Funnel


def uneven(here: View) -> Section:
    """For each figure that several units have: which of them differ, and by how much more than chance."""
    read = list(_read(here))
    if not read:
        how = (
            "Type in a figure of at least three units (teams, wards, schools), with how many and out of how "
            "many, under 'Type in the figure'."
        )
        return Section([Needs("No figure can be compared between units yet.", how)])
    return Section([_finding(here, one) for one in read[:MOST_FUNNELS]])


def _read(here: View) -> Iterator[_Units]:
    rows = here["indicators"]
    own = rows[rows["community"].notna()] if here.community else rows
    observed = here["observations"]
    since = here.as_of - pd.DateOffset(months=12)
    newest = observed[(observed["period"] > since) & observed["denominator"].notna()]
    for row in own.to_dict("records"):
        figures = newest[newest["indicator"] == row["name"]]
        summed = (
            figures.groupby(figures["unit"].astype("object"))[["numerator", "denominator"]]
            .sum()
            .reset_index()
        )
        summed = summed[summed["denominator"] > 0]
        if here.audience.is_public:
            told = summed["denominator"] >= here.audience.least_rounded
            summed = summed[told & ~summed["numerator"].map(here.audience.hides)]
        if len(summed) < FEWEST_UNITS:
            continue
        is_part = bool((summed["numerator"] <= summed["denominator"]).all()) and _whole(summed)
        better: Better = "higher" if row["better"] == "higher" else "lower"
        widened: Widened = "where found" if len(summed) >= FEWEST_TO_WIDEN else "never"
        made = funnel(summed, "proportion" if is_part else "rate", better, widened=widened)
        if made is not None:
            times = float(row["multiplier"]) if pd.notna(row["multiplier"]) else 1.0
            as_percent = is_part and times == 100
            measure = row["unit_of_measure"] if isinstance(row["unit_of_measure"], str) else ""
            yield _Units(str(row["name"]), measure, 1.0 if as_percent else times, as_percent, made)


def _whole(summed: pd.DataFrame) -> bool:
    numbers = summed[["numerator", "denominator"]]
    return bool((numbers == numbers.round()).all(axis=None))


def _finding(here: View, one: _Units) -> Finding:
    units = one.made.units
    outside = units[units["flag"] != WITHIN]
    told = _sentence(one, outside)
    frame = pd.DataFrame(
        {
            "Unit": units["unit"],
            "Figure": units["value"] * one.times,
            "From": units["lower_95"] * one.times,
            "To": units["upper_95"] * one.times,
            "What it says": [
                flag if flag == WITHIN else f"{flag} ({way})"
                for flag, way in zip(units["flag"], units["way"], strict=True)
            ],
        }
    ).sort_values("Unit", ignore_index=True)
    how = "percent" if one.as_percent else "two decimals"
    formats = dict.fromkeys(["Figure", "From", "To"], how)
    measure = "" if one.as_percent or not one.measure else f", {one.measure}"
    caption = f"{one.name} by unit, the newest twelve months{measure}"
    table = Table(caption, frame, here.audience, formats=formats)
    picture = funnel_figure(
        told.rstrip("."), table, one.made, size="Out of how many", times=one.times, as_percent=one.as_percent
    )
    notes = " ".join(note for note in (chance_note(one.made), scatter_note(one.made)) if note)
    return Finding(told, [picture], f"{_METHOD} {notes}", _SOURCE)


def _sentence(one: _Units, outside: pd.DataFrame) -> str:
    total = count(len(one.made.units), "unit")
    if outside.empty:
        return f"{one.name}: no unit of {len(one.made.units):,} differs from the others by more than chance."
    parts = []
    for flag, said in ((DIFFERS, "{} {} {} beyond chance"), (LOOK, "{} {} worth a look ({})")):
        for way in ("worse", "better"):
            names = sorted(
                outside.loc[(outside["flag"] == flag) & (outside["way"] == way), "unit"].astype(str)
            )
            if names:
                parts.append(said.format(listing(names, 4), "is" if len(names) == 1 else "are", way))
    return f"{one.name}: of {total}, {'; '.join(parts)}."
