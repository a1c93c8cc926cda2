"""The figure of a funnel plot: each unit by its size and its figure, within the limits at that size."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure as Canvas

from copkit.functions.health.funnel import Funnel
from copkit.functions.health.funnel_flags import WITHIN
from copkit.show.figures import BESIDE, plot_area
from copkit.show.pictures import ACCENT, INK, MUTED, WIDE, Figure
from copkit.show.scatter_figure import labels_beside_points
from copkit.show.sentences import number, percent
from copkit.show.tables import Table

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
        shown = [*(units["value"] * times), made.target * times]
        room = max(max(shown) - min(shown), made.target * times * 0.2, 1e-9) * 0.25
        axes.set_ylim(max(min(shown) - room, 0.0), max(shown) + room)
        axes.set_xlim(0, largest * 1.08)
        marked = units[outside]
        area = tuple(np.column_stack([axes.get_xlim(), axes.get_ylim()]))
        points = np.column_stack([marked["size"], marked["value"] * times]).astype(float)
        names = [str(name) for name in marked["unit"]]
        for spot, words, (right, above) in labels_beside_points(points, names, width >= WIDE, area):
            place = {
                "ha": ("right", "center", "left")[right + 1],
                "va": ("top", "center", "bottom")[above + 1],
            }
            axes.annotate(words, spot, (7 * right, 7 * above), **{**BESIDE, **place})
        axes.yaxis.set_major_formatter(lambda value, _: percent(value) if as_percent else number(value))
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        axes.set_xlabel(size)

    return Figure(title, table, draw)
