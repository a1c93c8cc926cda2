"""Core and periphery: a core whose members are tied to all, and a periphery tied to the core only.

Written here, as networkx does not have it. Source: Borgatti and Everett 1999, Models of core/periphery
structures, Social Networks 21: 375-395: the discrete model, in which a tie is expected between two people
if at least one of them is in the core (their equation 1 with the ideal pattern of figure 2).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import networkx as nx
import numpy as np

from copkit.functions.networking.simple_graph import undirected

RESTARTS = 20
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
    names, tied = _matrix(graph)
    if strangers := sorted(set(core) - set(names)):
        raise NoCore(f"{strangers[0]} is not in the network.")
    if not 1 <= len(set(core)) <= len(names) - 2:
        raise NoCore("A core needs at least one member, and two who are not in it.")
    return _correlation(tied, np.isin(np.arange(len(names)), [names.index(name) for name in set(core)]))


def core_and_periphery(graph: nx.Graph, restarts: int = RESTARTS, seed: int = 0) -> CorePeriphery:
    """The split into core and periphery with the highest correlation that a search finds.

    The search begins from those with the most ties and from ``restarts`` random splits; it moves one
    member, or exchanges two, as long as that helps. Small networks (up to about 15 people) come out at
    the best of all splits nearly always; no search is certain for large ones. Of equally good splits it
    gives the one with the smaller core, then the first in the alphabet that it met. Ties count without
    direction. Raises `NoCore` for fewer than 3 people, no tie, or a tie between every two.

    >>> core_and_periphery(nx.Graph([("hub", name) for name in ("ann", "bob", "cy")])).core
    ('hub',)
    """
    names, tied = _matrix(graph)
    chance = np.random.default_rng(seed)
    size = len(names)
    order = np.argsort(-tied.sum(axis=1), kind="stable")
    ranked = np.triu(tied[np.ix_(order, order)]).sum(axis=1)  # ties of each to those with fewer
    sizes = np.arange(1, size - 1)
    ties = int(tied.sum()) // 2
    fits = _fit(ties, ties - ranked.cumsum()[: size - 2], sizes, size)
    starts = [np.isin(np.arange(size), order[: sizes[fits.argmax()]])]
    for _ in range(restarts):
        starts.append(np.isin(np.arange(size), chance.permutation(size)[: chance.integers(1, size - 1)]))
    best: tuple[float, int, tuple[str, ...]] | None = None
    for start in starts:
        core, value = _climbed(tied, start)
        found = (-round(value, 10), int(core.sum()), tuple(np.array(names, dtype=object)[core]))
        best = found if best is None else min(best, found)
    assert best is not None
    inside = np.array([name in best[2] for name in names])
    return CorePeriphery(
        core=best[2],
        periphery=tuple(name for name in names if name not in best[2]),
        correlation=_correlation(tied, inside),
        density_in_core=_density(tied[np.ix_(inside, inside)]),
        density_between=float(tied[np.ix_(inside, ~inside)].mean()),
        density_in_periphery=_density(tied[np.ix_(~inside, ~inside)]),
    )


def _matrix(graph: nx.Graph) -> tuple[list[str], np.ndarray]:
    found = undirected(graph)
    size, ties = len(found), found.number_of_edges()
    if size < 3:
        raise NoCore("A core and a periphery need at least 3 members. Add members, or leave this out.")
    if not ties:
        raise NoCore("There is no tie yet, so there is no core. Ask members whom they go to.")
    if ties == size * (size - 1) // 2:
        raise NoCore("Everybody is tied to everybody, so there is no periphery.")
    return list(found), nx.to_numpy_array(found, nodelist=list(found), dtype=np.int64, weight=None)


def _fit(ties: int, outside: np.ndarray, core: np.ndarray, people: int) -> np.ndarray:
    """The correlation, from the number of ties within the periphery and the size of the core."""
    pairs = people * (people - 1) // 2
    rest = people - core
    ideal = pairs - rest * (rest - 1) // 2
    spread = np.sqrt(float(ties * (pairs - ties)) * (ideal * (pairs - ideal)).astype(float))
    with np.errstate(divide="ignore", invalid="ignore"):
        found = (pairs * (ties - outside) - ties * ideal) / spread
    return np.where((core >= 1) & (rest >= 2), found, -np.inf)


def _correlation(tied: np.ndarray, core: np.ndarray) -> float:
    outside = tied[np.ix_(~core, ~core)].sum() // 2
    return float(_fit(int(tied.sum()) // 2, np.array(outside), np.array(core.sum()), len(core)))


def _climbed(tied: np.ndarray, core: np.ndarray) -> tuple[np.ndarray, float]:
    """Moves one member, or exchanges two, as long as the correlation rises."""
    core, people, ties = core.copy(), len(core), int(tied.sum()) // 2
    value = _correlation(tied, core)
    to_rest = tied[:, ~core].sum(axis=1)
    outside, size = int(to_rest[~core].sum()) // 2, int(core.sum())

    def move(place: int) -> None:
        nonlocal to_rest, outside, size
        sign = 1 if core[place] else -1
        outside, size = outside + sign * int(to_rest[place]), size - sign
        to_rest = to_rest + sign * tied[place]
        core[place] = not core[place]

    while True:
        sign = np.where(core, 1, -1)
        moved = _fit(ties, outside + sign * to_rest, size - sign, people)
        best = int(moved.argmax())
        if moved[best] > value + _NO_GAIN:
            move(best)
            value = float(moved[best])
            continue
        leave, come = np.flatnonzero(core), np.flatnonzero(~core)
        change = to_rest[leave][:, None] - to_rest[come][None, :] - tied[np.ix_(leave, come)]
        row, column = np.unravel_index(int(change.argmin()), change.shape)
        swapped = float(_fit(ties, np.array(outside + change[row, column]), np.array(size), people))
        if swapped <= value + _NO_GAIN:
            return core, value
        move(int(leave[row]))
        move(int(come[column]))
        value = swapped


def _density(tied: np.ndarray) -> float | None:
    people = len(tied)
    return float(tied.sum() / (people * (people - 1))) if people > 1 else None
