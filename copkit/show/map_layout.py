"""Where the boxes of a map stand: near what they are linked to, none on another, and the same next time.

Stress majorisation (Gansner, Koren and North 2004), written here because networkx has none: its layouts
begin anew and jump when an issue is added. The map grows in the order in which its boxes were written down,
so that a new one moves the others little; and boxes take places on a grid, so that none lies on another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np
from scipy.optimize import linear_sum_assignment

GAP = 0.16
"""Inches between two boxes."""

_SCALE = 4.0
"""How many links apart two spots are that lie 1 apart."""

_ROUNDS = 60

_BATCH = 6
"""Boxes that are added to the map at a time."""

Spot = tuple[float, float]
"""The middle of a box: inches across and up."""

Size = tuple[float, float]
"""Width and height of a box, in inches."""


def near_neighbours(graph: nx.Graph, order: Sequence[str]) -> dict[str, Spot]:
    """Where each node stands, within 0 and 1 each way, near those that it is linked to.

    ``order`` has every node, in the order in which they came. The first are laid out, the next few are
    put beside their neighbours and all are laid out from there, and so on.
    """
    whole = nx.Graph()
    whole.add_nodes_from(order)
    whole.add_edges_from((one, other) for one, other in graph.edges() if one != other)
    if not order:
        return {}
    spots: dict[str, np.ndarray] = {}
    for end in [*range(_BATCH, len(order), _BATCH), len(order)]:
        known = list(order[:end])
        part = whole.subgraph(known)
        for number, node in enumerate(known):
            if node not in spots:
                spots[node] = _beside(node, part, spots, number)
        spots = _laid_out(part, known, spots)
    points = np.array([spots[node] for node in order])
    # by their spread, and not by their ends: one new issue far out does not move all others
    spread = points.std(axis=0)
    shares = 0.5 + (points - points.mean(axis=0)) / np.where(spread > 1e-9, 4 * spread, 1.0)
    shares = shares.clip(0.0, 1.0)
    return {
        node: (round(float(across), 6), round(float(up), 6))
        for node, (across, up) in zip(order, shares, strict=True)
    }


def _beside(node: str, graph: nx.Graph, spots: Mapping[str, np.ndarray], number: int) -> np.ndarray:
    """A first spot: by its neighbours, or else on a circle; a little aside, so that no two are the same."""
    angle = 2.4 * number  # the golden angle: no two in the same direction
    aside = np.array([np.cos(angle), np.sin(angle)])
    near = [spots[other] for other in graph[node] if other in spots]
    return np.mean(near, axis=0) + 0.15 * aside if near else np.array([0.5, 0.5]) + 0.5 * aside


def _laid_out(
    graph: nx.Graph, order: Sequence[str], spots: Mapping[str, np.ndarray]
) -> dict[str, np.ndarray]:
    """From the spots that stand, step by step to where each pair is as far apart as it has links between
    it: stress majorisation. Each step lowers the stress, so that the map does not jump."""
    steps = dict(nx.all_pairs_shortest_path_length(graph))
    far = 1.0 + max((number for found in steps.values() for number in found.values()), default=0)
    wanted = np.array([[steps[one].get(other, far) for other in order] for one in order], dtype=float)
    np.fill_diagonal(wanted, 1.0)
    weight = wanted**-2
    np.fill_diagonal(weight, 0.0)
    inverse = np.linalg.pinv(np.diag(weight.sum(axis=1)) - weight)
    points = np.array([spots[node] for node in order]) * _SCALE
    for _ in range(_ROUNDS):
        apart = np.linalg.norm(points[:, None] - points[None], axis=2)
        pull = np.where(apart > 1e-9, weight * wanted / np.maximum(apart, 1e-9), 0.0)
        points = inverse @ (np.diag(pull.sum(axis=1)) - pull) @ points
    return dict(zip(order, points / _SCALE, strict=True))


def on_a_grid(
    spots: Mapping[str, Spot], box: Size, width: float, *, room: float = 1.3
) -> tuple[dict[str, Spot], float]:
    """Middles of the boxes on a sheet ``width`` inches wide, none on another, and the sheet's height.

    ``spots`` lie within 0 and 1 each way. Each box takes a place of its own on a grid whose rows are
    set off like bricks, so that links pass between; of all ways to give out the places the one that moves
    the boxes least in all (linear assignment). There are ``room`` times as many places as boxes, or more.
    """
    names = list(spots)
    across = max(int((width - box[0] / 2) // (box[0] + GAP)), 1)
    down = max(-(-round(len(names) * room) // across), 3)
    step = (width - box[0]) / max(across - 0.5, 1.0), box[1] + GAP * 1.6
    height = down * step[1] + GAP
    places = np.array(
        [
            (box[0] / 2 + step[0] * (column + row % 2 / 2), height - step[1] * (row + 0.5) - GAP / 2)
            for row in range(down)
            for column in range(across)
        ]
    )
    if across == 1:
        places[:, 0] = width / 2
    shares = (places - places.min(axis=0)) / np.maximum(np.ptp(places, axis=0), 1e-9)
    wanted = np.array([spots[name] for name in names]).reshape(-1, 2)
    costs = ((wanted[:, None] - shares[None]) ** 2).sum(axis=2)
    taken = places[linear_sum_assignment(costs)[1]]
    low = taken.min(axis=0, initial=height) - np.array(box) / 2 - GAP / 2
    left = (width - np.ptp(taken[:, 0]) - box[0]) / 2 if names else 0.0
    taken = taken - (low[0] + GAP / 2 - left, low[1])
    top = float(taken[:, 1].max(initial=0.0)) + box[1] / 2 + GAP / 2
    return {
        name: (round(float(right), 3), round(float(up), 3))
        for name, (right, up) in zip(names, taken, strict=True)
    }, top
