"""The figure of a funnel plot: each unit by its size and its figure, within the limits at that size."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import MaxNLocator

from copkit.functions.health.control_chart import CONCERN, IMPROVEMENT, NEITHER
from copkit.functions.health.funnel import Funnel
from copkit.functions.health.funnel_flags import WITHIN
from copkit.show.control_figure import MARKED
from copkit.show.figures import BESIDE, legend_below, plot_area
from copkit.show.pictures import ACCENT, INK, MUTED, WIDE, Figure
from copkit.show.scatter_figure import labels_beside_points
from copkit.show.sentences import number, percent
from copkit.show.tables import Table

LINES = {"95": ("--", "95%"), "998": (":", "99.8%")}
"""The limits: how each is drawn, and what stands at its end."""

_POINTS = 200
_LABELS_WIDE, _LABELS_NARROW = 12, 6
_BEYOND = {"better": MARKED[IMPROVEMENT][0], "worse": MARKED[CONCERN][0]}
"""Colours of units beyond the limits, as on a control chart; any other way has that of neither."""


def funnel_figure(
    title: str, table: Table, made: Funnel, *, size: str, times: float, as_percent: bool, labels: bool = True
) -> Figure:
    """Units as points, those outside the limits as triangles with their names: upwards if higher, downwards
    if lower, blue if that is better, orange if it is worse. The line in the middle, the 95% limits dashed,
    the 99.8% limits dotted.

    ``table`` has the columns Unit and ``size``: units are drawn at the size that it tells. Values are
    multiplied by ``times`` (``as_percent`` shows them as a percentage). Where many stand out, those furthest
    beyond their limits have their name; without ``labels`` none has.
    """

    def draw(canvas: Canvas, width: float) -> None:
        axes = plot_area(canvas, width, 0.55 if width >= WIDE else 0.95)
        told = table.values.set_index("Unit")[size].astype(float)
        units = made.units.assign(size=made.units["unit"].map(told))
        outside = (units["flag"] != WITHIN).to_numpy()
        right = float(units["size"].max()) * 1.05
        low, high = _reach(made, times)
        axes.set_xlim(0, right)
        axes.set_ylim(low, high)
        _draw_limits(axes, made, right, times)
        points = np.column_stack([units["size"], units["value"] * times]).astype(float)
        axes.scatter(points[~outside, 0], points[~outside, 1], color=ACCENT, s=24, zorder=3)
        _draw_outside(axes, points, units, made.target)
        if labels:
            marked = _furthest(units[outside], _LABELS_WIDE if width >= WIDE else _LABELS_NARROW)
            at = units.index.isin(marked.index)
            area = (np.array([0, low]), np.array([right, high]))
            names = [str(name) for name in units.loc[at, "unit"]]
            for spot, words, way in labels_beside_points(points[at], names, width >= WIDE, area, points[~at]):
                side = {"ha": ("right", "center", "left")[way[0] + 1]}
                side["va"] = ("top", "center", "bottom")[way[1] + 1]
                axes.annotate(words, spot, (7 * way[0], 7 * way[1]), **{**BESIDE, **side})
        axes.yaxis.set_major_formatter(_ticks(low, high, as_percent, made.kind == "mean"))
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        axes.xaxis.set_major_locator(MaxNLocator(7 if width >= WIDE else 4, integer=True))
        axes.set_xlabel(size)
        if axes.get_legend_handles_labels()[1]:
            legend_below(axes, 2 if width >= WIDE else 1)

    return Figure(title, table, draw)


def limit_lines(made: Funnel, right: float) -> pd.DataFrame:
    """The limits from the smallest size to ``right``, as `Funnel.limits` gives them. For a proportion sizes
    are whole numbers: it has no limits in between."""
    sizes = np.linspace(max(right / _POINTS, 1.0), max(right, 1.0), _POINTS)
    return made.limits(np.unique(np.round(sizes)) if made.kind != "rate" else sizes)


def _reach(made: Funnel, times: float) -> tuple[float, float]:
    """From where to where the axis goes: all units, the middle, the limits of the larger half of units."""
    units = made.units
    larger = units[units["size"] >= units["size"].median()]
    lines = larger[["lower_998", "upper_998"]].to_numpy(dtype=float)
    shown = np.concatenate([units["value"].to_numpy(dtype=float), [made.target], lines.ravel()]) * times
    shown = shown[np.isfinite(shown)]
    low, high = float(shown.min()), float(shown.max())
    room = max(high - low, abs(made.target * times) * 0.2, 1e-9)
    floor = -np.inf if made.kind == "mean" else -0.04 * room
    ceiling = times * 1.02 if made.kind == "proportion" else np.inf
    return max(low - 0.08 * room, floor), min(high + 0.08 * room, ceiling)


def _draw_limits(axes: Axes, made: Funnel, right: float, times: float) -> None:
    low, high = axes.get_ylim()
    lines = limit_lines(made, right)
    for name, (style, words) in LINES.items():
        for side in ("lower", "upper"):
            line = lines[f"{side}_{name}"].to_numpy(dtype=float) * times
            seen = np.where((line >= low) & (line <= high), line, np.nan)
            axes.plot(lines["size"], seen, color=MUTED, linestyle=style, linewidth=1)
            if np.isfinite(seen[-1]):
                beside = {**BESIDE, "color": MUTED, "fontsize": 7}
                axes.annotate(words, (right, seen[-1]), (3, 0), **beside)
    axes.axhline(made.target * times, color=INK, linewidth=1)


def _draw_outside(axes: Axes, points: np.ndarray, units: pd.DataFrame, target: float) -> None:
    outside = (units["flag"] != WITHIN).to_numpy()
    higher = units["value"].to_numpy(dtype=float) > target
    for side, shape, level in ((higher, "^", "higher"), (~higher, "v", "lower")):
        own = outside & side
        if not own.any():
            continue
        way = str(units["way"].to_numpy()[own][0])
        label = f"Beyond the limits: {level}" + ("" if way == level else f", which is {way}")
        colour = _BEYOND.get(way, MARKED[NEITHER][0])
        axes.scatter(points[own, 0], points[own, 1], color=colour, marker=shape, s=44, zorder=4, label=label)


def _furthest(outside: pd.DataFrame, most: int) -> pd.DataFrame:
    """Those furthest beyond their 95% limits, as a part of how wide these are."""
    width = outside["upper_95"] - outside["lower_95"]
    beyond = np.maximum(outside["value"] - outside["upper_95"], outside["lower_95"] - outside["value"])
    return outside.loc[(beyond / width).sort_values(ascending=False, kind="stable").index[:most]]


def _ticks(low: float, high: float, as_percent: bool, below_nought: bool) -> Callable[[float, float], str]:
    """How values are written along the axis; with a decimal where a percent is too coarse. Nothing below 0
    where nothing can be."""

    def tick(value: float, _: float) -> str:
        if value < -1e-12 and not below_nought:
            return ""
        if not as_percent:
            return number(value)
        return f"{value * 100:.1f}%" if high - low < 0.04 else percent(round(value, 6))

    return tick
