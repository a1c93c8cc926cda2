"""What an assessment says of units: those whose figures differ from the others by more than chance."""

from __future__ import annotations

from copkit.functions.health.funnel_flags import DIFFERS
from copkit.functions.health.funnel_notes import too_many_stand_out
from copkit.place.view import View
from copkit.show.health.units_read import UnitsRead, read_units
from copkit.show.health.verdicts import AT_RISK, WELL, Verdict
from copkit.show.sentences import listing, number, percent

MOST_NAMED = 3


def uneven_verdicts(here: View) -> list[Verdict]:
    """For each figure the units outside the 99.8% limits: those that are worse, with the better ones to
    visit, and those that are better. In the order of their names, without ranks. Figures in which so many
    stand out that the units are not alike give none."""
    read, _ = read_units(here)
    return [verdict for one in read if not too_many_stand_out(one.made) for verdict in _verdicts(one)]


def _verdicts(one: UnitsRead) -> list[Verdict]:
    better, worse = one.names("better", DIFFERS), one.names("worse", DIFFERS)
    found = []
    if worse:
        ask = f"Find out why '{one.name}' is worse in {listing(worse, MOST_NAMED)}"
        if better:
            ask += f", and visit {listing(better, MOST_NAMED)}, where it is better"
        found.append(Verdict(AT_RISK, f"worse units: {one.name}", _said(one, worse, "worse"), "uneven", ask))
    if better:
        ask = f"Ask {listing(better, MOST_NAMED)} to show the others how it is done"
        found.append(Verdict(WELL, f"better units: {one.name}", _said(one, better, "better"), "uneven", ask))
    return found


def _said(one: UnitsRead, names: list[str], way: str) -> str:
    values = one.made.units.set_index("unit")["value"]
    each = [f"{name} ({_figure(one, float(values[name]))})" for name in names]
    allowing = ", also if one allows for how much units differ anyway" if one.made.widened != "never" else ""
    return (
        f"'{one.name}' is {way} in {listing(each, MOST_NAMED)} than in all {len(values):,} units together "
        f"({_figure(one, one.made.target)}{_measure(one)}), by more than chance{allowing}."
    )


def _figure(one: UnitsRead, value: float) -> str:
    return percent(value) if one.as_percent else number(value * one.times)


def _measure(one: UnitsRead) -> str:
    return f" {one.measure}" if one.measure and not one.as_percent else ""
