"""A control chart as a figure: the points, the mean and limits of each phase, and what is more than chance.

Colours are those of NHS England's Making Data Count: blue is better, orange is worse, purple is neither. Each
has a shape of its own, so that colour never speaks alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_uppercase

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from copkit.functions.health.control_chart import CONCERN, IMPROVEMENT, NEITHER, Chart
from copkit.functions.health.variation import variations_said
from copkit.show.figures import along_dates, legend_below, mdate, plot_area
from copkit.show.pictures import INK, MUTED, WIDE, Figure
from copkit.show.sentences import date, number, percent
from copkit.show.tables import Table

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
) -> Figure:
    """The chart of the first two columns of ``table``, its months and its values, one row for each point.

    ``starts`` are the days from which limits begin anew, with what was changed: each gets a letter, and the
    note below says what it stands for. With ``to_nearest`` the mean is drawn to the nearest such step and the
    limits are not, for readers who see no closer.
    """

    def draw(canvas: Canvas, width: float) -> None:
        axes = plot_area(canvas, width, 0.42 if width >= WIDE else 0.72)
        when = pd.to_datetime(table.values.iloc[:, 0])
        draw_chart(axes, when, table.values.iloc[:, 1].astype(float), chart, to_nearest)
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


def draw_chart(axes: Axes, when: pd.Series, values: pd.Series, chart: Chart, to_nearest: float = 0.0) -> None:
    """Draws the points of a chart, with the mean and limits of each phase, on axes of dates."""
    axes.plot(when, values, color=MUTED, linewidth=1.2, marker="o", markersize=3, zorder=2)
    said = np.array(variations_said(chart), dtype=object)
    for words, (colour, shape) in MARKED.items():
        own = said == words
        if own.any():
            axes.scatter(
                when[own], values[own], color=colour, marker=shape, s=26, zorder=3, label=_short(words)
            )
    for _, phase in chart.points.assign(when=when.to_numpy()).groupby("phase"):
        ends = [phase["when"].iloc[0], phase["when"].iloc[-1]]
        mean = float(phase["mean"].iloc[0])
        mean = round(mean / to_nearest) * to_nearest if to_nearest and not np.isnan(mean) else mean
        axes.plot(ends, [mean, mean], color=INK, linewidth=1, zorder=1)
        for side in () if to_nearest else ("lower", "upper"):
            level = float(phase[side].iloc[0])
            axes.plot(ends, [level, level], color=INK, linestyle=":", linewidth=1, zorder=1)


def _short(words: str) -> str:
    return words.replace("special cause, ", "special cause: ")


def _note(starts: Sequence[tuple[pd.Timestamp, str]], to_nearest: float) -> str:
    lines = "The line is the mean." if to_nearest else "The line is the mean; dotted: the limits of chance."
    letters = [
        f"{letter}: from {date(day)}, {what.rstrip('.')}."
        for letter, (day, what) in zip(ascii_uppercase, starts, strict=False)
    ]
    return " ".join([lines, *letters])
