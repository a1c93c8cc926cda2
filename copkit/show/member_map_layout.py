"""Where the people of a map stand: near those whom they are tied to, no dot on another, parts side by side.

Each part of the network that hangs together is laid out by forces as in ForceAtlas2 (Jacomy and others
2014): ties pull, people push, the well-connected more. It starts from classical scaling of the steps
between people (Torgerson 1952), so that nothing is left to chance. networkx has both only in parts, and too
slowly for 300 people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
from scipy.sparse.csgraph import shortest_path

Spot = tuple[float, float]
"""Right of the left edge and below the upper edge, in the pixels of the page."""

GAP = 3.5
"""Pixels that stay free between two dots."""

MARGIN = 14.0
"""Pixels that stay free at the edges, and between the rows of parts."""

_BETWEEN = 46.0
"""Pixels that stay free between two parts side by side."""

_ROUNDS, _NAME_ROUNDS = 220, 120
_BESIDE = 105.0
"""Pixels beside a small map, for names."""

_TALLEST = 600.0
_STRETCH = 1.35
_GRAVITY = 5.0
_PUSH = 20.0


@dataclass(frozen=True)
class Layout:
    """The middle of each dot, how wide and high the sheet is, and how high those with a tie reach."""

    spots: dict[str, Spot]
    width: float
    height: float
    tied_height: float


def laid_out(
    graph: nx.Graph,
    radii: Mapping[str, float],
    width: float,
    *,
    names: Mapping[str, Spot] | None = None,
    alone_apart: Spot = (26.0, 26.0),
    heading: float = 0.0,
) -> Layout:
    """Lays a map on a sheet of at most ``width`` pixels.

    ``radii`` are the dots'. ``names`` has for some how wide and high a name is: right of their dots stays
    room for it. The parts of the network stand in rows, the largest first. Those without a tie follow
    beneath in a block, in the order of the graph, ``alone_apart`` across and down, with room for a
    ``heading`` so high.

    >>> ring = nx.cycle_graph(["Amina", "Beth", "Cole"])
    >>> layout = laid_out(ring, dict.fromkeys(ring, 5.0), 720)
    >>> sorted(layout.spots), layout.width < 720
    (['Amina', 'Beth', 'Cole'], True)
    """
    alone = [node for node in graph if not set(graph[node]) - {node}]
    joined = nx.Graph(graph.subgraph(set(graph) - set(alone)))
    parts = sorted(map(sorted, nx.connected_components(joined)), key=lambda part: (-len(part), part))
    kept = {node: (names or {}).get(node, (0.0, 0.0)) for node in graph}
    placed = [
        _part(
            joined,
            part,
            np.array([radii[node] for node in part]),
            np.array([kept[node] for node in part]),
            width,
        )
        for part in parts
    ]
    spots: dict[str, Spot] = {}
    down = 0.0
    rows = list(_rows([box for _, box in placed], width))
    widest = max((sum(placed[at][1][0] + _BETWEEN for at in row) for row in rows), default=0.0)
    width = max(min(width, widest + 2 * _BESIDE), width / 2)
    for row in rows:
        left = (width - sum(placed[at][1][0] for at in row) - _BETWEEN * (len(row) - 1)) / 2
        tallest = max(placed[at][1][1] for at in row)
        for at in row:
            points, box = placed[at]
            top = down + MARGIN + (tallest - box[1]) / 2
            spots.update(zip(parts[at], map(_spot, points + np.array([left, top])), strict=True))
            left += box[0] + _BETWEEN
        down += MARGIN + tallest
    tied_height = down + MARGIN if parts else 0.0
    if not alone:
        return Layout(spots, width, tied_height, tied_height)
    top = tied_height + heading
    across = max(int((width - 2 * MARGIN) // alone_apart[0]), 1)
    for at, node in enumerate(alone):
        right, below = at % across, at // across
        spots[node] = (
            round(MARGIN + 12 + right * alone_apart[0], 1),
            round(top + (below + 0.5) * alone_apart[1], 1),
        )
    height = top + -(-len(alone) // across) * alone_apart[1] + MARGIN / 2
    return Layout(spots, width, height, tied_height)


def _rows(boxes: Sequence[Spot], width: float) -> Iterator[list[int]]:
    """Which boxes stand side by side: as many as fit, in their order."""
    row: list[int] = []
    taken = 0.0
    for at, box in enumerate(boxes):
        if row and taken + box[0] > width - 2 * MARGIN:
            yield row
            row, taken = [], 0.0
        row.append(at)
        taken += box[0] + _BETWEEN
    if row:
        yield row


def _part(
    graph: nx.Graph, part: Sequence[str], radii: np.ndarray, names: np.ndarray, width: float
) -> tuple[np.ndarray, Spot]:
    """The middles of the dots of one part in a box of its own, and how wide and high the box is."""
    tied = nx.to_numpy_array(graph, nodelist=part, weight=None)
    np.fill_diagonal(tied, 0)
    points = _turned(_by_forces(_by_steps(tied), tied))
    room = np.sqrt(len(part))
    most = np.array([min(width - 2 * MARGIN, 96 * room - 72), min(_TALLEST, 40 + 33 * room)])
    sides = np.maximum(np.ptp(points, axis=0), 1e-9)
    scale = most / sides
    points = points * np.minimum(scale, scale.min() * _STRETCH)
    points = _apart(points, radii, names, most - 2 * radii.max())
    low, high = (points - radii[:, None]).min(axis=0), (points + radii[:, None]).max(axis=0)
    return points - low, (float(high[0] - low[0]), float(high[1] - low[1]))


def _by_steps(tied: np.ndarray) -> np.ndarray:
    """Classical scaling: the plane in which people are best as far apart as there are steps between them."""
    steps = shortest_path(tied, unweighted=True)
    size = len(steps)
    middle = np.eye(size) - 1 / size
    values, vectors = np.linalg.eigh(-middle @ steps**2 @ middle / 2)
    points = vectors[:, -2:] * np.sqrt(np.maximum(values[-2:], 0))
    ends = points[np.abs(points).argmax(axis=0), range(points.shape[1])]
    angles = 2.4 * np.arange(size)  # the golden angle: no two in the same direction
    aside = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    return np.asarray(points * np.where(ends < 0, -1, 1) + 0.05 * aside)


def _by_forces(points: np.ndarray, tied: np.ndarray) -> np.ndarray:
    """From there to where ties, which pull, and people, who push, hold each other."""
    size = len(points)
    weight = tied.sum(axis=1) + 1
    push = _PUSH * np.outer(weight, weight)
    np.fill_diagonal(push, 0)
    points = points * np.sqrt(_PUSH * size)
    longest = 0.3 * points.std()
    for number in range(_ROUNDS):
        across, down = _away(points)
        force = push / (across**2 + down**2 + 1e-6) - tied
        moves = np.stack([(force * across).sum(axis=1), (force * down).sum(axis=1)], axis=1)
        moves -= _GRAVITY * weight[:, None] * points / np.maximum(_length(points), 1e-9)
        moves /= weight[:, None]
        step = longest * (1 - number / _ROUNDS) ** 1.5 + 1e-3
        points = points + moves * np.minimum(1, step / np.maximum(_length(moves), 1e-9))
    return points


def _turned(points: np.ndarray) -> np.ndarray:
    """Turned about the middle so that the longest way lies across the page."""
    points = points - points.mean(axis=0)
    _, axes = np.linalg.eigh(points.T @ points)
    axes = axes[:, ::-1]
    return np.asarray(points @ (axes * np.where(axes[np.abs(axes).argmax(axis=0), [0, 1]] < 0, -1, 1)))


def _apart(points: np.ndarray, radii: np.ndarray, names: np.ndarray, box: np.ndarray) -> np.ndarray:
    """Dots that touch are pushed apart, each by half, and up or down out of the room of a name, within the
    box for as long as there is room. In the end no dot lies on another."""
    wanted = radii[:, None] + radii[None] + GAP + 0.2  # spots are rounded to a tenth
    np.fill_diagonal(wanted, 0)
    hubs = np.flatnonzero(names[:, 0])
    for number in range(400):
        across, down = _away(points)
        between = np.sqrt(across**2 + down**2)
        short = np.maximum(wanted - between, 0)
        aside = _out_of_names(points, radii, names, hubs) if number < _NAME_ROUNDS else np.zeros_like(points)
        if not short.any() and not aside.any():
            break
        share = 0.52 * short / np.maximum(between, 1e-9)
        points = points + np.stack([(share * across).sum(axis=1), (share * down).sum(axis=1)], axis=1) + aside
        if number < _NAME_ROUNDS:
            middle = (points.max(axis=0) + points.min(axis=0)) / 2
            points = points.clip(middle - box / 2, middle + box / 2)
    return points


def _out_of_names(points: np.ndarray, radii: np.ndarray, names: np.ndarray, hubs: np.ndarray) -> np.ndarray:
    """How far up or down each dot goes from names that stand right of the dots of ``hubs``."""
    if not len(hubs):
        return np.zeros_like(points)
    middles = points[hubs] + np.stack([radii[hubs] + names[hubs, 0] / 2, np.zeros(len(hubs))], axis=1)
    away = points[:, None] - middles[None]
    room = names[hubs][None] / 2 + radii[:, None, None] + 1.5
    inside = (np.abs(away) < room).all(axis=2)
    inside[hubs, range(len(hubs))] = False
    over = np.where(inside, (room - np.abs(away))[:, :, 1], 0) * np.where(away[:, :, 1] < 0, -1, 1)
    moves = np.zeros_like(points)
    moves[:, 1] = 0.3 * over.sum(axis=1)
    moves[hubs, 1] -= 0.3 * over.sum(axis=0)
    return moves.clip(-6, 6)


def _away(points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How far right and below each point lies of each other."""
    return points[:, None, 0] - points[None, :, 0], points[:, None, 1] - points[None, :, 1]


def _length(vectors: np.ndarray) -> np.ndarray:
    return np.asarray(np.sqrt((vectors**2).sum(axis=1, keepdims=True)))


def _spot(point: np.ndarray) -> Spot:
    return round(float(point[0]), 1), round(float(point[1]), 1)
