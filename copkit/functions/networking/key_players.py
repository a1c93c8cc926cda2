"""Key players: a few people without whom the network falls apart, or through whom news reaches all.

Written here, as no Python library has it. Source: Borgatti 2006, Identifying sets of key players in a
social network, Computational and Mathematical Organization Theory 12: 21-34. Ties count without direction.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import networkx as nx
import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, shortest_path

from copkit.functions.networking.centrality import betweenness
from copkit.functions.networking.simple_graph import undirected

Aim = Literal["fragmentation", "distance fragmentation", "reach", "distance reach"]
RESTARTS = 5
MOST_CANDIDATES = 60
"""In larger networks sets are made of so many people: those with the most betweenness and the most ties."""
MOST_EXACT = 200
"""With more members the search takes distances from so many as `STARTS`, evenly spread, not from all."""
STARTS = 64
MOST_MEMBERS = 5_000
"""With more, the distances between all members take too much time and memory."""


class NoKeyPlayers(ValueError):
    """A set of people that the network does not have, an aim that is not known, or a network too large."""


@dataclass(frozen=True)
class KeyPlayers:
    """The best set that was found: its members in the order of the alphabet, what it scores from 0 to 1,
    and, where people are removed, what the network scores ``before`` (else 0)."""

    members: tuple[str, ...]
    aim: Aim
    value: float
    before: float


def fragmentation(graph: nx.Graph, removed: Collection[str] = ()) -> float:
    """Borgatti's F: the share of pairs of those who remain that cannot reach each other, 0 to 1.

    >>> fragmentation(nx.path_graph(5), removed=[2])
    0.6666666666666667
    """
    return _fragmentation(*_left(graph, removed))


def distance_fragmentation(graph: nx.Graph, removed: Collection[str] = ()) -> float:
    """Borgatti's distance-weighted ᴰF: 1 less the mean of 1/distance of the pairs of those who remain.

    A pair that cannot reach each other counts as 1/distance 0. From 0 (all are tied) to 1 (nobody is).

    >>> distance_fragmentation(nx.path_graph(3))
    0.16666666666666663
    """
    _must_be_searchable(graph)
    return _distance_fragmentation(*_left(graph, removed))


def reach(graph: nx.Graph, people: Collection[str], steps: int = 2) -> float:
    """Borgatti's R: the share of all members who are within ``steps`` of somebody in ``people``.

    These themselves count as reached.

    >>> reach(nx.path_graph(5), [1], steps=1)
    0.6
    """
    _must_be_searchable(graph)
    names, tied = _left(graph, ())
    return _reached(_distances(tied), steps)(_places(names, people))


def distance_reach(graph: nx.Graph, people: Collection[str]) -> float:
    """Borgatti's distance-weighted ᴰR: the mean over all members of 1/distance to the nearest of ``people``.

    These themselves count as if at one step, so that it is 1 if all others are tied to one of them.

    >>> distance_reach(nx.path_graph(4), [1])
    0.875
    """
    _must_be_searchable(graph)
    names, tied = _left(graph, ())
    return _reached(_distances(tied), None)(_places(names, people))


def key_player_set(
    graph: nx.Graph, size: int, aim: Aim, *, steps: int = 2, restarts: int = RESTARTS, seed: int = 0
) -> KeyPlayers:
    """The set of ``size`` people with the highest value of the aim that a search finds.

    The aim is one of the four measures above: "fragmentation" and "distance fragmentation" (KPP-Neg) ask
    whose leaving breaks the most, "reach" (within ``steps``) and "distance reach" (KPP-Pos) through whom
    to spread news. The search adds the best person again and again, then exchanges one for another as
    long as that helps, and begins anew from ``restarts`` random sets. With more than `MOST_CANDIDATES`
    members only so many are tried, and with more than `MOST_EXACT` the search estimates distances; the
    ``value`` that it gives is exact. Of equally good sets it gives the first in the alphabet that it met.
    Raises `NoKeyPlayers` for a size that does not leave two others, or with more than `MOST_MEMBERS` members.

    >>> key_player_set(nx.path_graph(5), 1, "fragmentation").members
    (2,)
    """
    _must_be_searchable(graph)
    names, tied = _left(graph, ())
    if not 1 <= size <= len(names) - 2:
        raise NoKeyPlayers(
            f"A set of {size} cannot be chosen from {len(names)} members: at least one, and two must be left."
        )
    worth = _worth(names, tied, aim, steps)
    candidates = _candidates(graph, names, size)
    chance = np.random.default_rng(seed)
    starts = [[]] + [sorted(chance.choice(candidates, size, replace=False).tolist()) for _ in range(restarts)]
    known: dict[tuple[int, ...], float] = {}

    def value(chosen: Sequence[int]) -> float:
        key = tuple(sorted(chosen))
        if key not in known:
            known[key] = worth(list(key))
        return known[key]

    found = [_exchanged(_filled(start, size, candidates, value), candidates, value) for start in starts]
    best = tuple(names[place] for place in min(found, key=lambda chosen: (-round(value(chosen), 10), chosen)))
    if aim == "distance fragmentation":
        return KeyPlayers(best, aim, distance_fragmentation(graph, best), distance_fragmentation(graph))
    before = worth([]) if aim == "fragmentation" else 0.0
    return KeyPlayers(best, aim, worth(_places(names, best)), before)


def _must_be_searchable(graph: nx.Graph) -> None:
    if len(graph) > MOST_MEMBERS:
        raise NoKeyPlayers(
            f"Key players are looked for among at most {MOST_MEMBERS:,} members; here are {len(graph):,}. "
            "Look at one community at a time."
        )


def _filled(
    start: list[int], size: int, candidates: Sequence[int], value: Callable[[Sequence[int]], float]
) -> list[int]:
    chosen = list(start)
    while len(chosen) < size:
        others = [place for place in candidates if place not in chosen]
        chosen.append(max(others, key=lambda place: (round(value([*chosen, place]), 10), -place)))
    return sorted(chosen)


def _exchanged(
    chosen: list[int], candidates: Sequence[int], value: Callable[[Sequence[int]], float]
) -> list[int]:
    while True:
        nearby = [
            sorted({*chosen} - {out} | {come}) for out in chosen for come in candidates if come not in chosen
        ]
        best = min(nearby, key=lambda found: (-round(value(found), 10), found), default=chosen)
        if value(best) <= value(chosen) + 1e-10:
            return chosen
        chosen = best


def _worth(names: list[str], tied: csr_array, aim: Aim, steps: int) -> Callable[[list[int]], float]:
    if aim not in get_args(Aim):
        raise NoKeyPlayers(f"'{aim}' is not an aim. Choose one of: {', '.join(get_args(Aim))}.")
    if aim == "reach":
        return _reached(_distances(tied), steps)
    if aim == "distance reach":
        return _reached(_distances(tied), None)
    places = np.arange(len(names))

    def broken(chosen: list[int]) -> float:
        left = np.setdiff1d(places, chosen)
        remaining = [names[place] for place in left], tied[left][:, left]
        if aim == "fragmentation":
            return _fragmentation(*remaining)
        return _distance_fragmentation(*remaining, most=MOST_EXACT)

    return broken


def _candidates(graph: nx.Graph, names: list[str], size: int) -> list[int]:
    if len(names) <= MOST_CANDIDATES:
        return list(range(len(names)))
    found = undirected(graph)
    between = betweenness(found)
    by_ways = sorted(range(len(names)), key=lambda place: (-between[names[place]], place))
    by_ties = sorted(range(len(names)), key=lambda place: (-found.degree(names[place]), place))
    ranked = dict.fromkeys(place for both in zip(by_ways, by_ties, strict=True) for place in both)
    return sorted(list(ranked)[: max(MOST_CANDIDATES, size)])


def _left(graph: nx.Graph, removed: Collection[str]) -> tuple[list[str], csr_array]:
    """Those who remain, in the order of the alphabet, and the ties among them."""
    found = undirected(graph)
    _places(list(found), removed)
    found.remove_nodes_from(list(removed))
    names = sorted(found)
    if not names:
        return names, csr_array((0, 0))
    return names, nx.to_scipy_sparse_array(found, nodelist=names, weight=None, format="csr")


def _places(names: list[str], people: Collection[str]) -> list[int]:
    asked = set(people)
    if strangers := sorted(asked.difference(names)):
        raise NoKeyPlayers(f"{strangers[0]} is not in the network.")
    return [place for place, name in enumerate(names) if name in asked]


def _fragmentation(names: list[str], tied: csr_array) -> float:
    people = len(names)
    if people < 2:
        return 0.0
    sizes = np.bincount(connected_components(tied, directed=False)[1])
    return float(1 - (sizes * (sizes - 1)).sum() / (people * (people - 1)))


def _distance_fragmentation(names: list[str], tied: csr_array, most: int | None = None) -> float:
    people = len(names)
    if people < 2:
        return 0.0
    starts = np.arange(people)
    if most is not None and people > most:
        starts = np.linspace(0, people - 1, STARTS).astype(int)
    distances = _distances(tied, starts)
    distances[np.arange(len(starts)), starts] = np.inf
    return float(1 - (1 / distances).sum() / (len(starts) * (people - 1)))


def _distances(tied: csr_array, starts: np.ndarray | None = None) -> np.ndarray:
    if not tied.shape[0]:
        return np.zeros((0, 0))
    # older versions of scipy take no matrix that counts its places in 64 bits
    short = (tied.data, tied.indices.astype(np.int32), tied.indptr.astype(np.int32))
    walked = csr_array(short, shape=tied.shape)
    return shortest_path(walked, directed=False, unweighted=True, indices=starts)


def _reached(distances: np.ndarray, steps: int | None) -> Callable[[list[int]], float]:
    """The share within so many steps, or for None the mean of 1/distance."""

    def measure(chosen: list[int]) -> float:
        if not chosen:
            return 0.0
        nearest = distances[chosen].min(axis=0)
        near = nearest <= steps if steps is not None else 1 / np.maximum(nearest, 1)
        return float(near.mean())

    return measure
