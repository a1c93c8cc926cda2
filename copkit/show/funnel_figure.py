"""The figure of a funnel plot: each unit by its size and its figure, within the limits at that size."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure as Canvas

from copkit.functions.health.funnel import Funnel
from copkit.functions.health.funnel_flags import WITHIN
from copkit.show.figures import BESIDE, plot_area, wrapped
from copkit.show.pictures import ACCENT, INK, MUTED, WIDE, Figure
from copkit.show.sentences import number, percent
from copkit.show.tables import Table

MOST_LABELS = 8
_POINTS = 200


def funnel_figure(
    title: str, table: Table, made: Funnel, *, size: str, times: float, as_percent: bool
) -> Figure:
    """Units as points, those outside the limits as diamonds with their names; the line in the middle, the 95%
    limits dashed, the 99.8% limits dotted.

    ``size`` is what the axis across says; values are multiplied by ``times`` (100 for so many in a hundred).
    """

    def draw(canvas: Canvas, width: float) -> None:
        axes = plot_area(canvas, width, 0.55 if width >= WIDE else 0.9)
        units = made.units
        largest = float(units["size"].max())
        lines = made.limits(np.linspace(max(largest / _POINTS, 1.0), largest * 1.05, _POINTS))
        for name, style in (("95", "--"), ("998", ":")):
            for side in ("lower", "upper"):
                axes.plot(
                    lines["size"], lines[f"{side}_{name}"] * times, color=MUTED, linestyle=style, linewidth=1
                )
        axes.axhline(made.target * times, color=INK, linewidth=1)
        outside = units["flag"] != WITHIN
        axes.scatter(units["size"][~outside], units["value"][~outside] * times, color=ACCENT, s=24, zorder=3)
        axes.scatter(
            units["size"][outside],
            units["value"][outside] * times,
            color="#b5541c",
            marker="D",
            s=34,
            zorder=4,
        )
        for row in units[outside].head(MOST_LABELS).itertuples():
            left = row.size > largest * 0.6
            place = {"ha": "right" if left else "left", "va": "center"}
            axes.annotate(
                wrapped(row.unit, 22),
                (row.size, row.value * times),
                (-7 if left else 7, 0),
                **{**BESIDE, **place},
            )
        low, high = float(units["value"].min()) * times, float(units["value"].max()) * times
        room = max(high - low, abs(made.target * times) * 0.2, 1e-9)
        axes.set_ylim(min(low, made.target * times) - room * 0.4, max(high, made.target * times) + room * 0.4)
        axes.set_xlim(0, largest * 1.08)
        axes.yaxis.set_major_formatter(lambda value, _: percent(value) if as_percent else number(value))
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        axes.set_xlabel(size)

    return Figure(title, table, draw)
