"""The causal map, drawn: each issue a box with its name, each link an arrow behind the boxes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, PathPatch
from matplotlib.path import Path

from copkit.show.figures import wrapped
from copkit.show.map_layout import Size, Spot, near_neighbours, on_a_grid
from copkit.show.pictures import INK, MARKERS, MUTED, PALETTE, WIDE, Figure
from copkit.show.tables import Table

MOST_LINKS = 150
"""Links that are drawn, the strongest first; the table has them all."""


@dataclass(frozen=True)
class _Boxes:
    """How large the boxes of a page are, in inches, and how many lines of how many letters they hold."""

    size: Size
    letters: int
    lines: int
    room: float


_WIDE = _Boxes((1.36, 0.36), 20, 2, 1.3)
_NARROW = _Boxes((1.0, 0.5), 14, 3, 1.1)

_BEND = 0.1
"""How far a link bends aside, as a share of its length: two that run both ways lie apart."""

_KINDS = ("makes worse", "makes better")


def causal_map(
    title: str,
    table: Table,
    links: pd.DataFrame,
    order: Sequence[str],
    *,
    themes: Mapping[str, str] | None = None,
    outcomes: Collection[str] = (),
) -> Figure:
    """A drawing of the issues and of what leads to what; ``table`` is what it shows.

    ``links`` has the columns cause, effect, strength. ``order`` has the issues to be drawn, in the order
    in which they were written down: a new one at the end moves the others little. ``themes`` gives a theme
    to each, shown by colour and shape with a legend of the eight largest. ``outcomes`` are drawn with a
    double line. No box lies on another. The strongest `MOST_LINKS` links are drawn.
    """
    drawn = links[links["cause"].isin(order) & links["effect"].isin(order) & (links["strength"] != 0)]
    strongest = drawn["strength"].abs().sort_values(ascending=False, kind="stable").index[:MOST_LINKS]
    note = ""
    if len(strongest) < len(drawn):
        note = f"The {MOST_LINKS:,} strongest of {len(drawn):,} links are drawn."
    shown = drawn.loc[sorted(strongest)]
    graph = nx.from_pandas_edgelist(drawn, "cause", "effect")
    graph.add_nodes_from(order)
    near = near_neighbours(graph, order)

    def draw(canvas: Canvas, width: float) -> None:
        boxes = _WIDE if width >= WIDE else _NARROW
        spots, height = on_a_grid(near, boxes.size, width - 0.1, room=boxes.room)
        rows = _legend_rows(themes, 4 if width >= WIDE else 2)
        canvas.set_size_inches(width, height + 0.1 + 0.2 * rows)
        foot = 0.2 * rows / (height + 0.1 + 0.2 * rows)
        axes = canvas.add_axes((0.0, foot, 1.0, 1.0 - foot))
        axes.set_axis_off()
        axes.set_xlim(-0.05, width - 0.05)
        axes.set_ylim(-0.05, height + 0.05)
        _draw_links(axes, shown, spots, boxes.size)
        handles = _draw_boxes(axes, spots, boxes, themes or {}, outcomes)
        handles += [
            Line2D([], [], color=MUTED, label=_KINDS[0]),
            Line2D([], [], color=PALETTE[1], linestyle="--", label=_KINDS[1]),
        ]
        canvas.legend(
            handles=handles,
            loc="lower center",
            ncols=4 if width >= WIDE else 2,
            frameon=False,
            fontsize=8,
            borderpad=0.1,
            labelspacing=0.3,
        )

    return Figure(title, table, draw, note)


def _legend_rows(themes: Mapping[str, str] | None, columns: int) -> int:
    entries = min(len(set((themes or {}).values())), 8) + 3
    return -(-entries // columns)


def _draw_boxes(
    axes: Axes,
    spots: Mapping[str, Spot],
    boxes: _Boxes,
    themes: Mapping[str, str],
    outcomes: Collection[str],
) -> list[Line2D]:
    box = boxes.size
    counts = pd.Series([themes[name] for name in spots if themes.get(name)], dtype="str").value_counts()
    shown = sorted(counts.index, key=lambda theme: (-counts[theme], theme))[:8]
    for outcome, line, width in ((False, MUTED, 0.6), (True, INK, 1.0)):
        frames = [
            _frame(spot, box, grow)
            for name, spot in spots.items()
            if (name in outcomes) == outcome
            for grow in _GROWN[outcome]
        ]
        if frames:
            around = Path.make_compound_path(*frames)
            axes.add_patch(PathPatch(around, facecolor="white", edgecolor=line, linewidth=width, zorder=3))
    for name, (across, up) in spots.items():
        words = wrapped(name, boxes.letters, boxes.lines)
        axes.text(across, up, words, ha="center", va="center", fontsize=7.5, color=INK, zorder=4)
    handles = []
    for number, theme in enumerate(shown):
        at = [
            (across - box[0] / 2, up + box[1] / 2)
            for name, (across, up) in spots.items()
            if themes.get(name) == theme
        ]
        look: dict[str, Any] = {
            "linestyle": "",
            "marker": MARKERS[number],
            "color": PALETTE[number],
            "markersize": 5.5,
        }
        axes.plot(*zip(*at, strict=True), **look, markeredgecolor="white", zorder=5)
        handles.append(Line2D([], [], **look, label=wrapped(theme, 24)))
    return handles


_GROWN = {False: (0.0,), True: (0.05, 0.0)}
"""By how much the lines around a box stand off it: an outcome has two."""


def _frame(spot: Spot, box: Size, grow: float) -> Path:
    """The line around a box, with round corners."""
    corner = spot[0] - box[0] / 2 - grow, spot[1] - box[1] / 2 - grow
    size = box[0] + 2 * grow, box[1] + 2 * grow
    return FancyBboxPatch(corner, *size, boxstyle="round,pad=0,rounding_size=0.06").get_path()


@dataclass(frozen=True)
class _Bow:
    """A link from edge to edge of two boxes: a curve with one bend."""

    start: Spot
    bend: Spot
    end: Spot

    def head(self) -> list[Spot]:
        """The three points of the arrowhead."""
        tip, from_ = np.array(self.end), np.array(self.bend)
        back = (from_ - tip) / max(float(np.linalg.norm(from_ - tip)), 1e-9) * 0.085
        aside = np.array([-back[1], back[0]]) * 0.42
        return [_spot(tip), _spot(tip + back + aside), _spot(tip + back - aside)]


def _draw_links(axes: Axes, links: pd.DataFrame, spots: Mapping[str, Spot], box: Size) -> None:
    """All links of one kind and width as one path, and their heads as another, so that a page stays small."""
    most = float(links["strength"].abs().max()) if len(links) else 1.0
    faint = 0.85 if len(links) <= 60 else 0.55
    bows: dict[tuple[bool, int], list[_Bow]] = {}
    for cause, effect, strength in links[["cause", "effect", "strength"]].itertuples(index=False):
        if cause == effect:
            continue
        kind = bool(strength < 0), min(int(3 * abs(strength) / most), 2)
        bows.setdefault(kind, []).append(_bow(spots[cause], spots[effect], box))
    for (better, third), found in sorted(bows.items()):
        colour = PALETTE[1] if better else MUTED
        lines = [(one, code) for bow in found for one, code in _curve(bow)]
        heads = [(one, code) for bow in found for one, code in _triangle(bow)]
        axes.add_patch(
            PathPatch(
                _path(lines),
                fill=False,
                edgecolor=colour,
                linewidth=0.7 + 0.7 * third,
                linestyle="--" if better else "-",
                alpha=faint,
                zorder=1,
            )
        )
        axes.add_patch(PathPatch(_path(heads), facecolor=colour, edgecolor="none", alpha=faint, zorder=2))


def _curve(bow: _Bow) -> Iterator[tuple[Spot, np.uint8]]:
    yield from ((bow.start, Path.MOVETO), (bow.bend, Path.CURVE3), (bow.end, Path.CURVE3))


def _triangle(bow: _Bow) -> Iterator[tuple[Spot, np.uint8]]:
    tip, left, right = bow.head()
    yield from ((tip, Path.MOVETO), (left, Path.LINETO), (right, Path.LINETO), (tip, Path.CLOSEPOLY))


def _path(points: Sequence[tuple[Spot, np.uint8]]) -> Path:
    return Path([spot for spot, _ in points], [code for _, code in points])


def _bow(start: Spot, end: Spot, box: Size) -> _Bow:
    """The part of a bent link that lies outside both boxes."""
    one, other = np.array(start), np.array(end)
    way = other - one
    bend = (one + other) / 2 + _BEND * np.array([-way[1], way[0]])
    share = np.linspace(0, 1, 81)[:, None]
    points = (1 - share) ** 2 * one + 2 * share * (1 - share) * bend + share**2 * other
    out = np.flatnonzero(_outside(points, one, box) & _outside(points, other, box))
    if not len(out):
        return _Bow(start, _spot(bend), end)
    first, last = float(share[out[0], 0]), float(share[out[-1], 0])
    # the control point of the part of a quadratic curve between two of its points
    between = (
        (1 - first) * (1 - last) * one
        + ((1 - first) * last + first * (1 - last)) * bend
        + first * last * other
    )
    return _Bow(_spot(points[out[0]]), _spot(between), _spot(points[out[-1]]))


def _outside(points: np.ndarray, middle: np.ndarray, box: Size) -> np.ndarray:
    return np.asarray((np.abs(points - middle) > np.array(box) / 2 + 0.015).any(axis=1))


def _spot(point: np.ndarray) -> Spot:
    return round(float(point[0]), 3), round(float(point[1]), 3)
