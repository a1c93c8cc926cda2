"""Core and periphery: a core whose members are tied to all, and a periphery tied to the core only.

Written here, as networkx does not have it. Source: Borgatti and Everett 1999, Models of core/periphery
structures, Social Networks 21: 375-395: the discrete model, in which a tie is expected between two people
if at least one of them is in the core (their equation 1 with the ideal pattern of figure 2). In large
networks the search begins from the order of degrees alone: for the number of pairs that do not fit, the best
core of each size is made of those with the most ties (Lip 2011, A fast algorithm for the discrete
core/periphery bipartitioning problem, arXiv:1102.5511).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import networkx as nx
import numpy as np
from scipy.sparse import csr_array

from copkit.functions.networking.adjacency import Adjacency, adjacency, rows_of

RESTARTS = 20
MOST_RESTARTED = 2_000
"""In a larger network the search begins from those with the most ties only, and exchanges nobody."""
_NO_GAIN = 1e-12


class NoCore(ValueError):
    """A network that cannot be split into a core and a periphery."""


@dataclass(frozen=True)
class CorePeriphery:
    """The best split that was found.

    ``correlation`` is that of the ties with the ideal pattern, over all pairs: 1 if they are the same.
    The densities are shares of tied pairs, 0 to 1; None where there is no pair.
    """

    core: tuple[str, ...]
    periphery: tuple[str, ...]
    correlation: float
    density_in_core: float | None
    density_between: float
    density_in_periphery: float | None


def core_correlation(graph: nx.Graph, core: Collection[str]) -> float:
    """How well the network fits a given core: Pearson's correlation over all pairs, -1 to 1.

    Raises `NoCore` if it is not defined: nobody in the core, fewer than two outside of it, no tie at all,
    or a tie between every two.

    >>> core_correlation(nx.star_graph(5), [0])
    1.0
    """
    network = _network(graph)
    names, size = network.names, len(network)
    if strangers := sorted(set(core) - set(names)):
        raise NoCore(f"{strangers[0]} is not in the network.")
    if not 1 <= len(set(core)) <= size - 2:
        raise NoCore("A core needs at least one member, and two who are not in it.")
    return _correlation(network.pairs, _inside(network, set(core)))


def core_and_periphery(graph: nx.Graph, restarts: int = RESTARTS, seed: int = 0) -> CorePeriphery:
    """The split into core and periphery with the highest correlation that a search finds.

    The search begins from those with the most ties and from ``restarts`` random splits; it moves one
    member, or exchanges two, as long as that helps. Small networks (up to about 15 people) come out at
    the best of all splits nearly always; no search is certain for large ones. Of equally good splits it
    gives the one with the smaller core, then the first in the alphabet that it met. With more than
    `MOST_RESTARTED` members it begins only from those with the most ties and moves one at a time. Ties count
    without direction. Raises `NoCore` for fewer than 3 people, no tie, or a tie between every two.

    >>> core_and_periphery(nx.Graph([("hub", name) for name in ("ann", "bob", "cy")])).core
    ('hub',)
    """
    network = _network(graph)
    tied, size = network.pairs, len(network)
    chance = np.random.default_rng(seed)
    starts = [_by_degree(network)]
    small = size <= MOST_RESTARTED
    for _ in range(restarts if small else 0):
        starts.append(np.isin(np.arange(size), chance.permutation(size)[: chance.integers(1, size - 1)]))
    everybody = np.array(network.names, dtype=object)
    best: tuple[float, int, tuple[str, ...]] | None = None
    for start in starts:
        core, value = _climbed(tied, start, tied.toarray() if small else None)
        found = (-round(value, 10), int(core.sum()), tuple(everybody[core]))
        best = found if best is None else min(best, found)
    assert best is not None
    inside = _inside(network, set(best[2]))
    among, between, outside = _counted(tied, inside)
    rest = size - best[1]
    return CorePeriphery(
        core=best[2],
        periphery=tuple(everybody[~inside]),
        correlation=_correlation(tied, inside),
        density_in_core=among / (best[1] * (best[1] - 1) / 2) if best[1] > 1 else None,
        density_between=between / (best[1] * rest),
        density_in_periphery=outside / (rest * (rest - 1) / 2) if rest > 1 else None,
    )


def _network(graph: nx.Graph) -> Adjacency:
    found = adjacency(graph).without_direction()
    size, ties = len(found), found.pairs.nnz // 2
    if size < 3:
        raise NoCore("A core and a periphery need at least 3 members. Add members, or leave this out.")
    if not ties:
        raise NoCore("There is no tie yet, so there is no core. Ask members whom they go to.")
    if ties == size * (size - 1) // 2:
        raise NoCore("Everybody is tied to everybody, so there is no periphery.")
    return found


def _inside(network: Adjacency, core: Collection[str]) -> np.ndarray:
    return np.array([name in core for name in network.names])


def _by_degree(network: Adjacency) -> np.ndarray:
    """The core that fits best of all that begin with those with the most ties."""
    size, ties = len(network), network.pairs.nnz // 2
    order = np.argsort(-network.degrees, kind="stable")
    rank = np.empty(size, dtype=np.int64)
    rank[order] = np.arange(size)
    one, other = rank[rows_of(network.pairs)], rank[network.pairs.indices]
    ranked = np.bincount(one[one < other], minlength=size)  # ties of each to those with fewer
    sizes = np.arange(1, size - 1)
    fits = _fit(ties, ties - ranked.cumsum()[: size - 2], sizes, size)
    return np.isin(np.arange(size), order[: sizes[fits.argmax()]])


def _counted(tied: csr_array, core: np.ndarray) -> tuple[int, int, int]:
    """The tied pairs within the core, between it and the periphery, and within the periphery."""
    ends = core[rows_of(tied)].astype(np.int64) + core[tied.indices]
    outside, between, among = np.bincount(ends, minlength=3).tolist()
    return among // 2, between // 2, outside // 2


def _fit(ties: int, outside: np.ndarray, core: np.ndarray, people: int) -> np.ndarray:
    """The correlation, from the number of ties within the periphery and the size of the core."""
    pairs = people * (people - 1) // 2
    rest = people - core
    ideal = pairs - rest * (rest - 1) // 2
    spread = np.sqrt(float(ties * (pairs - ties)) * (ideal * (pairs - ideal).astype(float)))
    with np.errstate(divide="ignore", invalid="ignore"):
        found = (pairs * (ties - outside) - ties * ideal) / spread
    return np.where((core >= 1) & (rest >= 2), found, -np.inf)


def _correlation(tied: csr_array, core: np.ndarray) -> float:
    outside = _counted(tied, core)[2]
    return float(_fit(tied.nnz // 2, np.array(outside), np.array(core.sum()), len(core)))


def _climbed(tied: csr_array, core: np.ndarray, dense: np.ndarray | None) -> tuple[np.ndarray, float]:
    """Moves one member, or (where the ``dense`` matrix is given) exchanges two, as long as the correlation
    rises."""
    core, people, ties = core.copy(), len(core), tied.nnz // 2
    value = _correlation(tied, core)
    to_rest = tied @ (~core).astype(np.int64)
    outside, size = int(to_rest[~core].sum()) // 2, int(core.sum())

    def move(place: int) -> None:
        nonlocal outside, size
        sign = 1 if core[place] else -1
        outside, size = outside + sign * int(to_rest[place]), size - sign
        to_rest[tied.indices[tied.indptr[place] : tied.indptr[place + 1]]] += sign
        core[place] = not core[place]

    while True:
        sign = np.where(core, 1, -1)
        moved = _fit(ties, outside + sign * to_rest, size - sign, people)
        best = int(moved.argmax())
        if moved[best] > value + _NO_GAIN:
            move(best)
            value = float(moved[best])
            continue
        if dense is None:
            return core, value
        leave, come = np.flatnonzero(core), np.flatnonzero(~core)
        change = to_rest[leave][:, None] - to_rest[come][None, :] - dense[np.ix_(leave, come)]
        row, column = np.unravel_index(int(change.argmin()), change.shape)
        swapped = float(_fit(ties, np.array(outside + change[row, column]), np.array(size), people))
        if swapped <= value + _NO_GAIN:
            return core, value
        move(int(leave[row]))
        move(int(come[column]))
        value = swapped
