"""Whether an indicator changed when something began: the interrupted time series, with its limits stated."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure as Canvas

from copkit.functions.health.series_caveats import limits_of
from copkit.functions.health.series_effects import Effect
from copkit.place.view import View
from copkit.show.figures import along_dates, legend_below, mdate, plot_area
from copkit.show.health.interruptions import Interrupted, read_interrupted
from copkit.show.health.verdicts import AT_RISK, CORE_GROUP, PARTNERSHIP, WELL, Verdict
from copkit.show.page import Figure, Finding, Needs, Section
from copkit.show.pictures import ACCENT, INK, MUTED, WIDE
from copkit.show.sentences import count, date, listing, month, number
from copkit.show.tables import Table

MOST_SHOWN = 3

_METHOD = (
    "A line is fitted to the figures before the change and drawn on: that is how they would have gone on if "
    "nothing had changed and the trend had held. The figures after it have a level and a slope of their own. "
    "The interval allows for figures of neighbouring months that hang together. It says how far the figures "
    "lie from the line, and not why."
)
_SOURCE = (
    "Segmented regression: Wagner and others 2002; Lopez Bernal, Cummins and Gasparrini 2017. Errors: Newey "
    "and West 1987"
)


def before_and_after(here: View) -> Section:
    """For each indicator with a known change or a project that began: how far the newest figure lies from
    what it would have been had things gone on as before, with its interval and its limits."""
    read = read_interrupted(here)
    if not read:
        how = (
            "Write down what was changed and when, under 'Write down what changed', or say of a project on "
            "which issue it works and when it started, and of an indicator which issue it tells about."
        )
        return Section([Needs("No figure is known to have been interrupted by anything yet.", how)])
    shown = [one for one in read if one.found is not None]
    short = [one for one in read if one.found is None]
    parts: list[Finding] = [_finding(here, one) for one in shown[:MOST_SHOWN]]
    parts += [Finding(f"{_difference(one)}") for one in shown[MOST_SHOWN:]]
    parts += [_too_early(here, short, bool(shown))] if short else []
    return Section(parts)


def before_and_after_verdicts(here: View) -> list[Verdict]:
    """What lies further from the trend before than chance would have it, for better or worse; and that
    something else began near that time, where it did: then it is told once for all that began."""
    verdicts: list[Verdict] = []
    told: set[str] = set()
    for one in read_interrupted(here):
        if one.found is None or not one.found.change.difference.is_told:
            continue
        if one.nearby and one.indicator.name in told:
            continue
        told.add(one.indicator.name)
        is_better = (one.found.change.difference.estimate > 0) == (one.indicator.better == "higher")
        nearby = listing(one.nearby)
        known = f"Near that time, too: {nearby}." if nearby else "Something else may have changed then, too."
        said = f"{_difference(one)} {known}"
        about, of_all = f"before and after: {one.indicator.name}, {date(one.day)}", one.indicator.of_all
        if is_better:
            ask = f"Write down how it came about that '{one.indicator.name}' is better than before"
            verdicts.append(Verdict(WELL, about, said, "before-and-after", ask, of_all=of_all))
        else:
            ask = f"Look at whether what began on {date(one.day)} has to do with '{one.indicator.name}'"
            whom = PARTNERSHIP if of_all else CORE_GROUP
            verdicts.append(Verdict(AT_RISK, about, said, "before-and-after", ask, whom, of_all))
    return verdicts


def _difference(one: Interrupted) -> str:
    """The sentence: how far the newest figure lies from the line that was drawn on."""
    assert one.found is not None
    effect = one.found.change.difference
    unit = f" {one.indicator.unit}" if one.indicator.unit else ""
    when = month(one.found.points["period"].iloc[-1])
    begun = f"{one.indicator.name}, and from {date(one.day)} on: {one.what.rstrip('.')}."
    if not effect.is_told:
        return (
            f"{begun} Whether the figure left the line that it was on cannot be told from chance: in {when} "
            f"it lies {_apart(effect.estimate, unit)} (95% interval: {_ends(effect)})."
        )
    return (
        f"{begun} In {when} the figure is {_apart(effect.estimate, unit)} than it would have been if it had "
        f"gone on as before (95% interval: {_ends(effect)}), by more than chance."
    )


def _apart(value: float, unit: str) -> str:
    return f"{number(abs(value))}{unit} {'higher' if value > 0 else 'lower'}"


def _ends(effect: Effect) -> str:
    low, high = effect.low, effect.high
    if low > 0:
        return f"{number(low)} to {number(high)} higher"
    if high < 0:
        return f"{number(-high)} to {number(-low)} lower"
    return f"{number(-low)} lower to {number(high)} higher"


def _too_early(here: View, short: list[Interrupted], others: bool) -> Finding:
    frame = pd.DataFrame(
        {
            "Figure": [one.indicator.name for one in short],
            "What began": [f"{date(one.day)}: {one.what}" for one in short],
            "Why nothing can be said yet": [one.why for one in short],
        }
    )
    changes = count(len(short), "other change" if others else "change")
    told = f"Of {changes} it cannot be said yet whether the figure followed."
    return Finding(told, [Table("Too early to say", frame, here.audience)])


def _finding(here: View, one: Interrupted) -> Finding:
    assert one.found is not None
    change, points = one.found.change, one.found.points
    told = _difference(one)
    if one.nearby:
        told += " It is not the only thing that began near that time."
    effects = [("At once", change.level)]
    if change.slope is not None:
        effects.append(("With each period after", change.slope))
    effects.append((f"In {month(points['period'].iloc[-1])}, both together", change.difference))
    frame = pd.DataFrame(
        {
            "What changed": [name for name, _ in effects],
            "By": [effect.estimate for _, effect in effects],
            "From": [effect.low for _, effect in effects],
            "To": [effect.high for _, effect in effects],
        }
    )
    which = f"{one.indicator.name} from {date(one.day)} on"
    unit = f", {one.indicator.unit}" if one.indicator.unit else ""
    how_far = dict.fromkeys(["By", "From", "To"], "two decimals")
    caption = f"{which}: by how much it changed{unit}, with 95% intervals; minus is lower"
    effects_told = Table(caption, frame, here.audience, formats=how_far)
    limits = pd.DataFrame({"Limits": [*_limits_here(one), *limits_of(one.found)]})
    said = Table("What this cannot tell: " + which, limits, here.audience)
    return Finding(told, [_figure(here, one, which), effects_told, said], _METHOD, _SOURCE)


def _limits_here(one: Interrupted) -> list[str]:
    """What the records tell that makes the figures say less."""
    assert one.found is not None
    said = []
    if one.nearby:
        said.append(f"Near that time, too: {listing(one.nearby)}. The figures cannot tell these apart.")
    if one.further:
        first, last = (month(one.found.points["period"].iloc[end]) for end in (0, -1))
        said.append(
            f"Only the figures from {first} to {last} count here, as they may have changed by something else "
            f"before or after: {listing(one.further)}."
        )
    fewest, most = one.units
    if fewest < most:
        said.append(
            f"Not as many gave a figure each time: {fewest:,} at the least, {most:,} at the most. What looks "
            "like a change may be a change of who is counted."
        )
    return said


def _figure(here: View, one: Interrupted, which: str) -> Figure:
    assert one.found is not None
    points = one.found.points
    frame = pd.DataFrame(
        {
            "Month": points["period"],
            "Figure": points["value"],
            "Line": points["fitted"],
            "As before": points["counterfactual"],
            "From": points["low"],
            "To": points["high"],
        }
    )
    formats = {"Month": "month", **dict.fromkeys(list(frame)[1:], "two decimals")}
    table = Table(
        f"{which}: figures, line, and as it would have gone on", frame, here.audience, formats=formats
    )

    def draw(canvas: Canvas, width: float) -> None:
        axes = plot_area(canvas, width, 0.45 if width >= WIDE else 0.75)
        rows = table.values
        when, after = pd.to_datetime(rows["Month"]), points["after"].to_numpy()
        axes.scatter(when, rows["Figure"], color=MUTED, s=16, zorder=3, label="figure")
        for side in (~after, after):
            name = "line before and after" if side is after else None
            axes.plot(when[side], rows["Line"][side], color=ACCENT, linewidth=1.6, zorder=2, label=name)
        axes.plot(when[after], rows["As before"][after], "--", color=INK, linewidth=1.2, label="as before")
        axes.fill_between(
            when[after], rows["From"][after], rows["To"][after], color=MUTED, alpha=0.18, linewidth=0
        )
        axes.axvline(mdate(one.day), color=INK, linestyle="-.", linewidth=0.8)
        axes.grid(axis="y")
        axes.yaxis.set_major_formatter(lambda value, _: number(value))
        along_dates(axes, when, 6 if width >= WIDE else 3)
        legend_below(axes, 3 if width >= WIDE else 1)

    note = f"The upright line is {date(one.day)}. Grey: where the dashed line may lie, with 95%."
    return Figure(_difference(one).rstrip("."), table, draw, note)
