"""A control chart as a figure: the points, the mean and limits of each phase, and what is more than chance.

Colours are those of NHS England's Making Data Count: blue is better, orange is worse, purple is neither. Each
has a shape of its own, so that colour never speaks alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from copkit.functions.health.control_chart import CONCERN, IMPROVEMENT, NEITHER, Chart
from copkit.functions.health.variation import variations_said
from copkit.show.figures import along_dates, legend_below, mdate, plot_area, wrapped
from copkit.show.pictures import INK, MUTED, WIDE, Figure
from copkit.show.sentences import date, number, percent
from copkit.show.tables import Table
from copkit.show.variation_told import VARIATION_TOLD

MARKED = {IMPROVEMENT: ("#2c6cb0", "D"), CONCERN: ("#b5541c", "s"), NEITHER: ("#5b4b9a", "^")}
"""Colour and shape of points that are more than chance."""


def control_figure(
    title: str,
    table: Table,
    chart: Chart,
    *,
    as_percent: bool = False,
    target: float | None = None,
    starts: Sequence[tuple[pd.Timestamp, str]] = (),
    to_nearest: float = 0.0,
    variations: Sequence[str] | None = None,
) -> Figure:
    """The chart of the first two columns of ``table``, its months and its values, one row for each point.

    ``starts`` are the days from which limits begin anew, with what was changed: each gets a letter, and the
    note below says what it stands for. With ``to_nearest`` the mean is drawn to the nearest such step and the
    limits are not, for readers who see no closer. ``variations`` are what may be said of each point, if that
    is not all that the chart says.
    """

    def draw(canvas: Canvas, width: float) -> None:
        axes = plot_area(canvas, width, 0.42 if width >= WIDE else 0.72)
        when, values = pd.to_datetime(table.values.iloc[:, 0]), table.values.iloc[:, 1].astype(float)
        said = variations_said(chart) if variations is None else variations
        draw_chart(axes, when, values, chart, said, to_nearest)
        if target is not None:
            axes.axhline(target, color=INK, linestyle="--", linewidth=1)
            axes.annotate(
                "target",
                (1, target),
                (-2, 3),
                xycoords=("axes fraction", "data"),
                textcoords="offset points",
                ha="right",
                fontsize=8,
            )
        for letter, (day, _) in zip(ascii_uppercase, starts, strict=False):
            axes.axvline(mdate(day), color=INK, linestyle="-.", linewidth=0.8)
            axes.annotate(
                letter,
                (mdate(day), 1),
                (3, -9),
                xycoords=("data", "axes fraction"),
                textcoords="offset points",
                fontsize=8,
            )
        axes.grid(axis="y")
        axes.yaxis.set_major_formatter(lambda value, _: percent(value) if as_percent else number(value))
        along_dates(axes, when, 6 if width >= WIDE else 3)
        if axes.get_legend_handles_labels()[1]:
            legend_below(axes, 3 if width >= WIDE else 1)

    return Figure(title, table, draw, _note(starts, to_nearest))


@dataclass(frozen=True)
class SmallChart:
    """One of several charts drawn together: the column of the table that has its values, of each row of the
    table whether it is a point of the chart, what may be said of each point, and how numbers are told."""

    column: str
    chart: Chart
    rows: Sequence[bool]
    variations: Sequence[str]
    as_percent: bool = False
    to_nearest: float = 0.0


def small_control_charts(title: str, table: Table, charts: Sequence[SmallChart]) -> Figure:
    """Several charts side by side, each on a scale of its own; the first column of ``table`` has the
    months."""

    def draw(canvas: Canvas, width: float) -> None:
        across = 3 if width >= WIDE else 2
        down = -(-len(charts) // across)
        canvas.set_size_inches(width, 1.3 * down + 0.3)
        canvas.set_layout_engine("constrained", w_pad=0.03, h_pad=0.05)
        every = canvas.subplots(down, across, squeeze=False).ravel()
        when = pd.to_datetime(table.values.iloc[:, 0])
        for axes, one in zip(every, charts, strict=False):
            own = np.asarray(one.rows, dtype=bool)
            values = table.values[one.column].astype(float)
            draw_chart(axes, when[own], values[own], one.chart, one.variations, one.to_nearest, small=True)
            axes.set_title(wrapped(one.column, 26), fontsize=9, loc="left", color=INK)
            first, last = when[own].iloc[0], when[own].iloc[-1]
            axes.set_xticks([mdate(first), mdate(last)], [f"{first:%b %Y}", f"{last:%b %Y}"], fontsize=8)
            for side, label in zip(("left", "right"), axes.get_xticklabels(), strict=True):
                label.set_horizontalalignment(side)
            axes.spines[:].set_visible(False)
            axes.locator_params(axis="y", nbins=2)
            axes.tick_params(axis="y", labelsize=8)
            told = percent if one.as_percent else number
            axes.yaxis.set_major_formatter(lambda value, _, told=told: told(value))
        for axes in every[len(charts) :]:
            axes.set_visible(False)
        kinds = {
            label: handle
            for axes in every
            for handle, label in zip(*axes.get_legend_handles_labels(), strict=True)
        }
        if kinds:
            canvas.legend(
                kinds.values(),
                kinds.keys(),
                loc="outside lower center",
                ncols=3 if width >= WIDE else 1,
                frameon=False,
                fontsize=8,
            )

    return Figure(title, table, draw, f"Each has a scale of its own. {_note((), charts[0].to_nearest)}")


def draw_chart(
    axes: Axes,
    when: pd.Series,
    values: pd.Series,
    chart: Chart,
    variations: Sequence[str],
    to_nearest: float = 0.0,
    *,
    small: bool = False,
) -> None:
    """Draws the points of a chart, with the mean of each phase, and its limits if they say something, on axes
    of dates."""
    axes.plot(when, values, color=MUTED, linewidth=1.0, marker="" if small else "o", markersize=3, zorder=2)
    said = np.array(variations, dtype=object)
    for words, (colour, shape) in MARKED.items():
        own = said == words
        if small and words == NEITHER:
            own[:-1] = False  # so that what is neither good nor bad does not crowd out what is
        if own.any():
            axes.scatter(
                when[own],
                values[own],
                color=colour,
                marker=shape,
                s=14 if small else 26,
                zorder=3,
                label=VARIATION_TOLD[words],
            )
    levels = chart.points.assign(said=said != "")[["phase", "mean", "lower", "upper", "said"]]
    if to_nearest:
        levels["mean"] = (levels["mean"] / to_nearest).round() * to_nearest
    mute = bool(to_nearest) | ~levels.groupby("phase")["said"].transform("any")
    levels[["lower", "upper"]] = levels[["lower", "upper"]].mask(mute)
    axes.plot(*_steps(when, levels, "mean"), color=INK, linewidth=1, zorder=1)
    for side in ("lower", "upper"):
        if levels[side].notna().any():
            axes.plot(*_steps(when, levels, side), color=INK, linestyle=":", linewidth=1, zorder=1)


def _steps(when: pd.Series, levels: pd.DataFrame, name: str) -> tuple[list[pd.Timestamp], list[float]]:
    """A level line for each phase, with a gap before the next."""
    days: list[pd.Timestamp] = []
    heights: list[float] = []
    for _, own in levels.assign(when=when.to_numpy()).groupby("phase"):
        first, last, level = own["when"].iloc[0], own["when"].iloc[-1], float(own[name].iloc[0])
        days += [first, last, last]
        heights += [level, level, np.nan]
    return days, heights


def _note(starts: Sequence[tuple[pd.Timestamp, str]], to_nearest: float) -> str:
    lines = "The line is the mean." if to_nearest else "The line is the mean; dotted: the limits of chance."
    letters = [
        f"{letter}: from {date(day)}, {what.rstrip('.')}."
        for letter, (day, what) in zip(ascii_uppercase, starts, strict=False)
    ]
    return " ".join([lines, *letters])
