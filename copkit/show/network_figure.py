"""A map of things and the ties between them, drawn with the same layout every time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch

from copkit.show.figures import wrapped
from copkit.show.pictures import ACCENT, INK, MARKERS, MUTED, PALETTE, WIDE, Figure
from copkit.show.tables import Table

_SEED = 7

Spot = tuple[float, float]
"""Where a node stands: across and up."""

_SIDES = (
    (0, 1, "center", "bottom"),
    (0, -1, "center", "top"),
    (1, 0, "left", "center"),
    (-1, 0, "right", "center"),
)
"""Where a label may stand at its dot: how far right and up, and how the words are then set."""

_BREAK: Spot = (float("nan"), float("nan"))
"""Lifts the pen between two lines of one path."""


@dataclass(frozen=True)
class _Box:
    """The middle of a label or dot and half its width and height, in shares of the drawing."""

    across: float
    up: float
    half_width: float
    half_height: float

    def meets(self, other: _Box) -> bool:
        return (
            abs(self.across - other.across) < self.half_width + other.half_width
            and abs(self.up - other.up) < self.half_height + other.half_height
        )


def network(
    title: str,
    table: Table,
    ties: pd.DataFrame,
    *,
    nodes: Sequence[str] = (),
    groups: Mapping[str, str] | None = None,
    sizes: Mapping[str, float] | None = None,
    labels: Mapping[str, str] | None = None,
    directed: bool = False,
    signed: bool = False,
) -> Figure:
    """A drawing of a network; ``table`` is what it shows, for those who cannot see it.

    ``ties`` has the columns ``start``, ``end`` and, if known, ``weight``. ``nodes`` adds those
    without a tie. ``groups`` gives a group to each node, shown by colour and shape with a legend of
    the eight largest; ``sizes`` from 0 to 1 make dots larger; ``labels`` maps the nodes to be
    labelled to their words (all nodes if left out). ``signed`` draws a negative weight dashed.

    The layout is Kamada and Kawai's (1989) for up to 80 nodes, else Fruchterman and Reingold's
    (1991), both from fixed starts.
    """
    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(sorted({*map(str, nodes), *ties["start"], *ties["end"]}))
    weights = ties["weight"].astype(float) if "weight" in ties else pd.Series(1.0, index=ties.index)
    for start, end, weight in zip(ties["start"], ties["end"], weights, strict=True):
        graph.add_edge(start, end, weight=weight)
    spots = _layout(graph)

    def draw(canvas: Canvas, width: float) -> None:
        wide = width >= WIDE
        canvas.set_size_inches(width, width * (0.66 if wide else 1.05) + (0.35 if groups else 0))
        canvas.set_layout_engine("constrained", w_pad=0.02, h_pad=0.02)
        axes = canvas.add_subplot()
        axes.set_axis_off()
        axes.margins(0.14 if wide else 0.2, 0.08)
        _draw_ties(axes, graph, spots, directed, signed)
        handles = _draw_nodes(axes, graph, spots, groups or {}, sizes or {})
        _draw_labels(axes, spots, labels, graph, wide)
        if handles or signed:
            if signed:
                handles += [
                    Line2D([], [], color=MUTED, label="makes worse"),
                    Line2D([], [], color=PALETTE[1], linestyle="--", label="makes better"),
                ]
            axes.legend(
                handles=handles,
                loc="upper center",
                bbox_to_anchor=(0.5, -0.02),
                ncols=4 if wide else 2,
                frameon=False,
                fontsize=8,
            )

    return Figure(title, table, draw)


def _layout(graph: nx.Graph) -> dict[str, Spot]:
    """Where each node stands. Nodes without a tie stand in a row beneath."""
    alone = sorted(nx.isolates(graph))
    joined = nx.Graph(graph)
    joined.remove_nodes_from(alone)
    for _, _, tie in joined.edges(data=True):
        tie["weight"] = 1.0
    spots: dict[str, Any] = {}
    if len(joined):
        start = nx.circular_layout(joined)
        if len(joined) <= 80 and nx.is_connected(joined):
            spots = nx.kamada_kawai_layout(joined, pos=start, weight=None)
        else:
            spots = nx.spring_layout(
                joined, pos=start, seed=_SEED, iterations=200, k=1.6 / np.sqrt(len(joined))
            )
    low = min((spot[1] for spot in spots.values()), default=0.0)
    for place, node in enumerate(alone):
        across = (place % 10 - 4.5) / 5 if len(alone) > 1 else 0.0
        spots[node] = np.array([across, low - 0.22 * (1 + place // 10)])
    return {str(node): (round(float(spot[0]), 4), round(float(spot[1]), 4)) for node, spot in spots.items()}


def _draw_ties(axes: Axes, graph: nx.Graph, spots: dict[str, Spot], directed: bool, signed: bool) -> None:
    """Ties in three widths by strength. Lines of a width are one path, so that a page stays small."""
    most = max((abs(weight) for _, _, weight in graph.edges(data="weight")), default=1.0) or 1.0
    faint = 0.75 if len(graph) <= 40 else 0.4
    lines: dict[tuple[bool, float], list[tuple[float, float]]] = {}
    for start, end, weight in sorted(graph.edges(data="weight")):
        negative = bool(signed and weight < 0)
        wide = 0.6 + 0.8 * min(int(3 * abs(weight) / most), 2)
        if not directed or start == end:
            lines.setdefault((negative, wide), []).extend([spots[start], spots[end], _BREAK])
            continue
        arrow = FancyArrowPatch(
            spots[start],
            spots[end],
            arrowstyle="-|>",
            mutation_scale=9,
            shrinkA=7,
            shrinkB=7,
            connectionstyle="arc3,rad=0.12",
            zorder=1,
            alpha=faint,
            linewidth=wide,
            color=PALETTE[1] if negative else MUTED,
            linestyle="--" if negative else "-",
        )
        axes.add_patch(arrow)
    for (negative, wide), points in lines.items():
        axes.plot(
            *zip(*points, strict=True),
            zorder=1,
            alpha=faint,
            linewidth=wide,
            color=PALETTE[1] if negative else MUTED,
            linestyle="--" if negative else "-",
        )


def _draw_nodes(
    axes: Axes,
    graph: nx.Graph,
    spots: dict[str, Spot],
    groups: Mapping[str, str],
    sizes: Mapping[str, float],
) -> list[Line2D]:
    counts = pd.Series([groups.get(node, "") for node in graph], dtype="str").value_counts()
    ranked = sorted(counts.index, key=lambda name: (-counts[name], name))
    shown = [name for name in ranked if name][:8]
    handles = []
    for name in [*shown, None]:
        members = [
            node
            for node in graph
            if (groups.get(node, "") == name if name else groups.get(node, "") not in shown)
        ]
        if not members:
            continue
        position = shown.index(name) if name else None
        colour = ACCENT if not groups else "#8a949e" if position is None else PALETTE[position]
        marker = "o" if position is None else MARKERS[position]
        points = np.array([spots[node] for node in members])
        area = [30 + 150 * min(max(sizes.get(node, 0.15), 0.0), 1.0) for node in members]
        axes.scatter(
            points[:, 0], points[:, 1], s=area, color=colour, marker=marker, edgecolor="white", zorder=3
        )
        if groups:
            label = wrapped(name or "others", 24)
            handles.append(Line2D([], [], linestyle="", marker=marker, color=colour, label=label))
    return handles


def _draw_labels(
    axes: Axes,
    spots: dict[str, Spot],
    labels: Mapping[str, str] | None,
    graph: nx.Graph,
    wide: bool,
) -> None:
    """Labels at their dots, the best-connected first: above, or where there is room below, right or left.
    One that would lie on another wherever it stood is left out; the table has them all."""
    words = labels if labels is not None else {node: node for node in graph}
    points = np.array(list(spots.values())) if spots else np.zeros((1, 2))
    low, span = points.min(axis=0), np.ptp(points, axis=0) + 1e-9
    letter, height, most = (0.0125, 0.035, 30) if wide else (0.028, 0.045, 14)
    dots = [_Box(float(across), float(up), letter / 2, height / 3) for across, up in (points - low) / span]
    taken: list[_Box] = []
    for node in sorted(words, key=lambda name: (-graph.degree(name) if name in graph else 0, name)):
        if node not in spots or len(taken) >= most:
            continue
        text = wrapped(words[node], 20 if wide else 13)
        lines = text.split("\n")
        size = max(map(len, lines)) * letter / 2, max(len(lines), 1) * height / 2
        across, up = (np.array(spots[node]) - low) / span
        for right, above, beside, over in _SIDES:
            box = _Box(across + right * (size[0] + letter), up + above * (size[1] + height / 2), *size)
            if any(map(box.meets, taken)) or (taken and any(map(box.meets, dots))):
                continue
            taken.append(box)
            axes.annotate(
                text,
                spots[node],
                (7 * right, 6 * above),
                textcoords="offset points",
                ha=beside,
                va=over,
                fontsize=8,
                color=INK,
                zorder=2,
                bbox={"boxstyle": "square,pad=0.05", "facecolor": "white", "edgecolor": "none", "alpha": 0.6},
            )
            break
