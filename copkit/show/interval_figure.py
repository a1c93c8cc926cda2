"""Dots on their intervals, one lane for each row: how sure each figure is."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import MaxNLocator

from copkit.show.figures import MOST_ROWS, first_rows, lane_axes
from copkit.show.pictures import ACCENT, INK, MUTED, Figure
from copkit.show.sentences import number
from copkit.show.tables import Table

_ABOVE: dict[str, Any] = {"ha": "center", "va": "bottom", "fontsize": 8, "color": INK}


def interval_figure(
    title: str,
    table: Table,
    label: str,
    value: str,
    span: tuple[float, float],
    ends: tuple[str, str] | None = None,
) -> Figure:
    """A dot for each row, on a line between the columns ``ends``, its interval; all of ``span`` is shown."""
    rows = table.values.head(MOST_ROWS)

    def draw(canvas: Canvas, width: float) -> None:
        axes = lane_axes(canvas, width, [str(name) for name in rows[label]], extra=0.35)
        places = np.arange(len(rows))
        middle = rows[value].astype(float).to_numpy()
        if ends:
            low, high = (rows[name].astype(float).to_numpy() for name in ends)
            axes.hlines(places, low, high, color=MUTED, linewidth=2)
        axes.scatter(middle, places, color=ACCENT, s=38, zorder=3)
        for place, size in enumerate(middle):
            if not np.isnan(size):
                axes.annotate(number(size, 1), (size, place), (0, 4), textcoords="offset points", **_ABOVE)
        axes.set_xlim(*span)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.grid(axis="x")

    return Figure(title, table, draw, first_rows(table))
