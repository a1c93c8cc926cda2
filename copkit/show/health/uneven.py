"""Where the figures of the outcome differ between units by more than chance: funnel plots, and no ranking."""

from __future__ import annotations

import pandas as pd

from copkit.functions.health.funnel_flags import DIFFERS, LOOK, WITHIN
from copkit.functions.health.funnel_notes import chance_note, scatter_note, too_many_stand_out
from copkit.place.view import View
from copkit.show.funnel_figure import funnel_figure
from copkit.show.health.units_read import UnitsRead, newest_period, read_units
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import count, listing, month
from copkit.show.tables import Table

MOST_FUNNELS = 3

SIZES = {"proportion": "Out of how many", "rate": "Divided by", "mean": "How many values"}
"""What tells how large a unit is, by the kind of figure."""

NOT_ALIKE = (
    "So many stand out that the units may be of several kinds, or too large for chance to matter: compare "
    "like with like."
)

_METHOD = (
    "Each unit is one point: how large it is, and its figure over the newest twelve months. The line in the "
    "middle is that of all units together. Small units move more by chance, so the limits are wide on the "
    "left and narrow on the right: 95 in 100 units lie within the dashed ones (95%) by chance, 998 in 1,000 "
    "within the dotted ones (99.8%). Units outside are triangles: they point up if the figure is higher, and "
    "down if it is lower; blue is better, orange is worse. Outside the dashed lines a unit is worth a "
    "look; outside the dotted ones it differs beyond chance. From and To are the dashed limits at the size "
    "of the unit. The order of units says nothing."
)
_LIMITS = {
    "proportion": "The limits are those of chance for so many out of all (exact binomial limits).",
    "rate": "The limits are those of chance for counts (exact Poisson limits).",
    "mean": "The limits rest on how far single values spread within units (Student's t).",
}
_WIDENED = "The limits also allow for how much the bulk of the units differ anyway."
_SOURCE = (
    "Spiegelhalter 2005, Funnel plots for comparing institutional performance, Statistics in Medicine 24"
)
_SOURCE_WIDENED = (
    f"{_SOURCE}; the same 2005, Handling over-dispersion of performance indicators, Quality and Safety in "
    "Health Care 14"
)


def uneven(here: View) -> Section:
    """For each figure that several units have: which of them differ, and by how much more than chance. What
    cannot be compared is said, and how it could be."""
    read, not_compared = read_units(here)
    unfit = [
        Needs(f"{one.name} cannot be compared between units. {one.why}", one.how) for one in not_compared
    ]
    if not read:
        return Section(unfit or [_needs(here)])
    shown = [_finding(here, one) for one in read[:MOST_FUNNELS]]
    if rest := read[MOST_FUNNELS:]:
        shown.append(_others(here, rest))
    return Section([*shown, *unfit])


def _needs(here: View) -> Needs:
    how = (
        "Type in a figure of at least three units (teams, wards, schools), with how many and out of how "
        "many, under 'Type in the figure'."
    )
    newest = newest_period(here)
    old = pd.notna(newest) and newest <= here.as_of - pd.DateOffset(months=12)
    since = f" The newest is of {month(newest)}; those of the last twelve months count." if old else ""
    return Needs(f"No figure can be compared between units yet.{since}", how)


def _finding(here: View, one: UnitsRead) -> Finding:
    units = one.made.units
    told = told_of_units(one)
    size = SIZES[one.made.kind]
    sizes = units["size"]
    if here.audience.is_public:
        size, sizes = f"{size}, about", sizes.map(here.audience.rounded)
    frame = pd.DataFrame(
        {
            "Unit": units["unit"],
            size: sizes,
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
        told.rstrip("."),
        table,
        one.made,
        size=size,
        times=one.times,
        as_percent=one.as_percent,
        labels=not too_many_stand_out(one.made),
    )
    is_widened = one.made.widened != "never"
    notes = [
        _METHOD,
        _WIDENED if is_widened else _LIMITS[one.made.kind],
        chance_note(one.made),
        scatter_note(one.made),
        "Not every unit has a figure for each month: those that have fewer are held against the same line."
        if one.uneven_months
        else "",
    ]
    source = _SOURCE_WIDENED if is_widened else _SOURCE
    return Finding(told, [picture], " ".join(note for note in notes if note), source)


def told_of_units(one: UnitsRead) -> str:
    """Which units differ and which way, in one sentence."""
    total = count(len(one.made.units), "unit")
    parts = []
    for flag, said in ((DIFFERS, "{} {} {} beyond chance"), (LOOK, "{} {} worth a look ({})")):
        for way in ("worse", "better"):
            if names := one.names(way, flag):
                parts.append(said.format(listing(names, 4), "is" if len(names) == 1 else "are", way))
    if not parts:
        return f"{one.name}: no unit of {len(one.made.units):,} differs from the others by more than chance."
    said = f"{one.name}: of {total}, {'; '.join(parts)}."
    return f"{said} {NOT_ALIKE}" if too_many_stand_out(one.made) else said


def _others(here: View, rest: tuple[UnitsRead, ...]) -> Finding:
    frame = pd.DataFrame(
        {
            "Figure": [one.name for one in rest],
            "Units": [len(one.made.units) for one in rest],
            "Beyond chance": [
                listing(sorted(one.names("worse", DIFFERS) + one.names("better", DIFFERS)), 4) or "none"
                for one in rest
            ],
            "Worth a look": [
                listing(sorted(one.names("worse", LOOK) + one.names("better", LOOK)), 4) or "none"
                for one in rest
            ],
        }
    )
    apart = sum(not set(one.made.units["flag"]) <= {WITHIN, LOOK} for one in rest)
    told = (
        f"{count(len(rest), 'more figure')} compared between units, {apart or 'none'} of them with a unit "
        "that differs beyond chance."
    )
    return Finding(told, [Table("Other figures by unit", frame, here.audience)], _METHOD, _SOURCE)
