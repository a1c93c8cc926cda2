"""Points in two directions, labelled where there is room: the figure of quadrants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure as Canvas

from copkit.show.figures import BESIDE, plot_area, wrapped
from copkit.show.pictures import ACCENT, GRID, MUTED, WIDE, Figure
from copkit.show.tables import Table


def scatter(
    title: str,
    table: Table,
    x: str,
    y: str,
    label: str,
    *,
    split: tuple[float, float] | None = None,
    quadrants: Sequence[str] = (),
) -> Figure:
    """A labelled point for each row; ``split`` draws the lines that part four quadrants, and
    ``quadrants`` names them: top left, top right, bottom left, bottom right."""
    rows = table.values.dropna(subset=[x, y])

    def draw(canvas: Canvas, width: float) -> None:
        axes = plot_area(canvas, width, 0.62 if width >= WIDE else 1.0)
        points = rows[[x, y]].astype(float).to_numpy()
        axes.scatter(points[:, 0], points[:, 1], color=ACCENT, s=30, zorder=3)
        if split:
            axes.axvline(split[0], color=GRID)
            axes.axhline(split[1], color=GRID)
        axes.margins(0.18)
        for name, (across, up) in zip(quadrants, _CORNERS, strict=False):
            beside, over = ("left", "right")[across], ("bottom", "top")[up]
            spot = (0.02 + 0.96 * across, 0.02 + 0.96 * up)
            style: dict[str, Any] = {"ha": beside, "va": over, "fontsize": 8, "fontstyle": "italic"}
            axes.text(*spot, name, transform=axes.transAxes, color=MUTED, **style)
        names = [str(name) for name in rows[label]]
        for spot, words, (right, above) in labels_beside_points(points, names, width >= WIDE):
            place = {
                "ha": ("right", "center", "left")[right + 1],
                "va": ("top", "center", "bottom")[above + 1],
            }
            axes.annotate(words, spot, (5 * right, 5 * above), **{**BESIDE, **place})
        axes.set_xlabel(x)
        axes.set_ylabel(y)

    return Figure(title, table, draw)


_CORNERS = ((0, 1), (1, 1), (0, 0), (1, 0))

_AROUND = ((1, 0), (-1, 0), (0, 1), (0, -1))
"""Where a label may stand at its point: how far right and up."""

_EDGES = (-0.16, 1.3, -0.16, 1.16)
"""How far labels may reach, in shares of the span of the points: left, right, down, up."""


def labels_beside_points(
    points: np.ndarray,
    names: Sequence[str],
    wide: bool,
    area: tuple[np.ndarray, np.ndarray] | None = None,
    others: np.ndarray | None = None,
) -> Iterator[tuple[tuple[float, float], str, tuple[int, int]]]:
    """The labels that find room beside their points: where, the words, and on which side.

    Points on the same spot share one label. One that would lie on another point or label is left out.
    ``area`` is the lower left and the upper right corner of what is drawn; or else of the points. ``others``
    are points without a label, on which none may lie either."""
    if not len(points):
        return
    low, high = area or (points.min(axis=0), points.max(axis=0))
    shares = (points - low) / (high - low + 1e-9)
    letter, line, gap = (0.0115, 0.032, 0.012) if wide else (0.026, 0.03, 0.024)
    unnamed = shares[:0] if others is None else (others - low) / (high - low + 1e-9)
    taken = [(across, across, up, up) for across, up in [*shares, *unnamed]]
    told: set[int] = set()
    for place, (across, up) in enumerate(shares):
        here = [other for other, spot in enumerate(shares) if np.abs(spot - (across, up)).max() < gap]
        if place in told:
            continue
        told.update(here)
        text = names[place] if len(here) == 1 else f"{names[place]} and {len(here) - 1} more"
        words = wrapped(text, 24 if wide else 15)
        lines = words.split("\n")
        half = max(map(len, lines)) * letter / 2, len(lines) * line / 2
        for right, above in _AROUND:
            middle = across + right * (gap + half[0]), up + above * (2 * gap + half[1])
            box = (middle[0] - half[0], middle[0] + half[0], middle[1] - half[1], middle[1] + half[1])
            within = (
                box[0] >= _EDGES[0] and box[1] <= _EDGES[1] and box[2] >= _EDGES[2] and box[3] <= _EDGES[3]
            )
            if within and not any(_meet(box, other) for other in taken):
                taken.append(box)
                yield (float(points[place, 0]), float(points[place, 1])), words, (right, above)
                break


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1] and one[2] <= other[3] and other[2] <= one[3]
