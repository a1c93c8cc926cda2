"""What small groups have to keep to: who sits together, who sits apart, who hosts, and how large they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

import networkx as nx
import pandas as pd

Pair = tuple[int, int]


class ImpossibleGroups(ValueError):
    """The wishes for the groups contradict each other, or the groups do not fit the people."""


@dataclass(frozen=True)
class GroupTask:
    """The people by number, the sizes of the groups in a round, the wishes, and who met before.

    ``units`` are the people who sit together (most are alone); ``apart`` and ``met`` are pairs with the
    lower number first; ``kinds`` gives for each kind (as 'organisation') the sets of people who share a
    value. ``hosted`` is how many groups of a round must have a host.
    """

    names: tuple[str, ...]
    rounds: int
    sizes: tuple[int, ...]
    units: tuple[tuple[int, ...], ...]
    apart: frozenset[Pair] = frozenset()
    met: frozenset[Pair] = frozenset()
    hosts: frozenset[int] = frozenset()
    hosted: int = 0
    kinds: dict[str, tuple[frozenset[int], ...]] = field(default_factory=dict)

    @property
    def people(self) -> int:
        return len(self.names)

    @property
    def width(self) -> int:
        """Seats of the largest group."""
        return max(self.sizes)

    @property
    def seats(self) -> int:
        """Seats of a round if every group is as large as the largest: at most one a group stays empty."""
        return self.width * len(self.sizes)

    @property
    def plain(self) -> bool:
        """Is everybody free to sit with anybody, and new to everybody?"""
        return not (self.apart or self.met or self.hosted) and len(self.units) == self.people

    @cached_property
    def alike(self) -> dict[Pair, int]:
        """For each pair that shares an organisation, sector or community: how many they share."""
        shared: dict[Pair, int] = {}
        for sets in self.kinds.values():
            for members in sets:
                for pair in combinations(sorted(members), 2):
                    shared[pair] = shared.get(pair, 0) + 1
        return shared


def even_sizes(people: int, count: int) -> tuple[int, ...]:
    """The sizes of ``count`` groups that differ by one at most, the largest first.

    >>> even_sizes(14, 4)
    (4, 4, 3, 3)
    """
    size, larger = divmod(people, count)
    return (size + 1,) * larger + (size,) * (count - larger)


def numbered(
    names: Sequence[str], pairs: Iterable[tuple[str, str]], *, distinct: bool = True
) -> frozenset[Pair]:
    """Pairs of names as pairs of numbers; pairs with somebody who is not there are left out."""
    number = {name: place for place, name in enumerate(names)}
    found = set()
    for one, other in pairs:
        if one == other:
            if distinct:
                raise ImpossibleGroups(f"A wish for groups names {one} twice. Name two different people.")
            continue
        if one in number and other in number:
            found.add((min(number[one], number[other]), max(number[one], number[other])))
    return frozenset(found)


def sets_of_kinds(names: Sequence[str], kinds: pd.DataFrame | None) -> dict[str, tuple[frozenset[int], ...]]:
    """Who shares which value of each kind; sets of one are left out.

    ``kinds`` has the names as its index and a column for each kind. A cell holds one value, several (a
    list, tuple or set), or none.
    """
    if kinds is None:
        return {}
    number = {name: place for place, name in enumerate(names)}
    found: dict[str, tuple[frozenset[int], ...]] = {}
    for kind in kinds.columns:
        by_value: dict[object, set[int]] = {}
        for name, cell in kinds[kind].items():
            if name in number:
                for value in _values(cell):
                    by_value.setdefault(value, set()).add(number[name])
        sets = sorted(sorted(members) for members in by_value.values() if len(members) > 1)
        found[str(kind)] = tuple(frozenset(members) for members in sets)
    return found


def _values(cell: object) -> Collection[object]:
    if isinstance(cell, (list, tuple, set, frozenset)):
        return list(dict.fromkeys(cell))
    return [] if pd.isna(cell) or cell == "" else [cell]


def units_of(
    names: Sequence[str], together: Iterable[Pair], apart: Collection[Pair], largest: int
) -> tuple[tuple[int, ...], ...]:
    """The people as units that sit together. Contradicting wishes are refused, with the names.

    >>> units_of(["Ann", "Bob", "Cy"], [(0, 2)], [], largest=2)
    ((0, 2), (1,))
    """
    graph = nx.Graph()
    graph.add_nodes_from(range(len(names)))
    graph.add_edges_from(sorted(together))
    units = sorted(tuple(sorted(unit)) for unit in nx.connected_components(graph))
    for unit in units:
        if len(unit) > largest:
            raise ImpossibleGroups(
                f"{listed(names[person] for person in unit)} are to sit together, but a group has at most "
                f"{largest} people. Make the groups larger, or drop one of these wishes."
            )
    for one, other in sorted(apart):
        if nx.has_path(graph, one, other):
            chain = [names[person] for person in nx.shortest_path(graph, one, other)]
            through = f" (by way of {listed(chain[1:-1])})" if len(chain) > 2 else ""
            raise ImpossibleGroups(
                f"{chain[0]} and {chain[-1]} are to sit apart, and also together{through}. "
                "Drop one of these wishes."
            )
    return tuple(units)


def listed(names: Iterable[str]) -> str:
    """'Ann, Bob and Cy'."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
