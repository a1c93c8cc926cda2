"""A Kaplan-Meier curve: steps down, with its band, up to where too few are left to say anything."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import MaxNLocator

from copkit.show.figures import plot_area
from copkit.show.pictures import ACCENT, MUTED, WIDE, Figure
from copkit.show.sentences import percent
from copkit.show.tables import Table


def survival_curve(title: str, table: Table, curve: pd.DataFrame, along: str) -> Figure:
    """The curve of `copkit.functions.development.kaplan_meier`, drawn as steps and cut where few are at
    risk; ``table`` says the same at chosen times. ``along`` names what the steps are counted in."""
    drawn = curve[~curve["few"].astype(bool)]

    def draw(canvas: Canvas, width: float) -> None:
        axes = plot_area(canvas, width, 0.42 if width >= WIDE else 0.72)
        when = drawn["time"].to_numpy(dtype=float)
        band = drawn[["low", "high"]].to_numpy(dtype=float)
        axes.fill_between(when, band[:, 0], band[:, 1], step="post", color=ACCENT, alpha=0.16, linewidth=0)
        axes.step(when, drawn["surviving"].to_numpy(dtype=float), where="post", color=ACCENT, linewidth=1.8)
        axes.set_ylim(0, 1.02)
        axes.set_xlim(left=0)
        axes.grid(axis="y")
        axes.yaxis.set_major_formatter(lambda value, _: percent(value))
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_xlabel(along, color=MUTED)

    return Figure(title, table, draw)
