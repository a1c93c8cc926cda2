"""Ties within and between groups: organisations, sectors, communities."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import networkx as nx
import numpy as np
import pandas as pd

from copkit.functions.networking.simple_graph import simple, undirected


def ei_index(graph: nx.Graph, groups: Mapping[str, str]) -> float | None:
    """The E-I index: ties between groups less ties within, over all ties, from -1 (all within) to 1
    (all between); None without a tie between people whose groups are known.

    Krackhardt and Stern 1988, Informal networks and organizational crises, Social Psychology
    Quarterly 51: 123-140.

    >>> ei_index(nx.Graph([("a", "b"), ("b", "c")]), {"a": "x", "b": "x", "c": "y"})
    0.0
    """
    pairs = [(groups[one], groups[other]) for one, other in graph.edges if one in groups and other in groups]
    if not pairs:
        return None
    external = sum(one != other for one, other in pairs)
    return (2 * external - len(pairs)) / len(pairs)


@dataclass(frozen=True)
class EIPermutation:
    """An E-I index, against the same ties with the groups dealt out anew to the members.

    ``expected`` is the index that chance would give, exactly. ``at_most`` and ``at_least`` are the shares
    of permutations, with what was found as one of them, whose index is as low or lower, as high or
    higher; ``as_extreme`` those that lie as far from ``expected``, on either side.
    """

    index: float
    expected: float
    at_most: float
    at_least: float
    as_extreme: float
    permutations: int


def ei_permutation(
    graph: nx.Graph, groups: Mapping[str, str], permutations: int = 5000, seed: int = 0
) -> EIPermutation | None:
    """Whether people keep to their own group more, or less, than the sizes of the groups would have it.

    Groups are dealt out to the members anew, so many in each as before (Krackhardt and Stern 1988). Only
    members whose group is known, and ties between two of them, count. None without such a tie.

    >>> ties = nx.Graph([("a", "b"), ("c", "d")])
    >>> found = ei_permutation(ties, {"a": "x", "b": "x", "c": "y", "d": "y"}, permutations=2000)
    >>> found.index, round(found.expected, 3), round(found.at_most, 1)
    (-1.0, 0.333, 0.3)
    """
    if permutations < 1:
        raise ValueError("Ask for at least one permutation.")
    known = simple(graph).subgraph([name for name in graph if groups.get(name)])
    names = sorted(known)
    if not known.number_of_edges():
        return None
    place = {name: number for number, name in enumerate(names)}
    tied = np.array([(place[one], place[other]) for one, other in known.edges])
    codes, sizes = np.unique([groups[name] for name in names], return_inverse=True, return_counts=True)[1:]
    chance = np.random.default_rng(seed)
    dealt = [codes] + [chance.permutation(codes) for _ in range(permutations)]
    between = np.array([int((one[tied[:, 0]] != one[tied[:, 1]]).sum()) for one in dealt])
    people = len(names)
    crossing = 1 - float((sizes * (sizes - 1)).sum()) / (people * (people - 1))
    far = np.abs(between - crossing * len(tied))
    return EIPermutation(
        index=float(2 * between[0] / len(tied) - 1),
        expected=2 * crossing - 1,
        at_most=float((between <= between[0]).mean()),
        at_least=float((between >= between[0]).mean()),
        as_extreme=float((far >= far[0] - 1e-9).mean()),
        permutations=permutations,
    )


def modularity(graph: nx.Graph, groups: Mapping[str, str]) -> float | None:
    """The share of ties within groups, less what the numbers of ties of the members would give by chance:
    above 0 if people keep to their group more than that; at most 1.

    Newman and Girvan 2004, Finding and evaluating community structure in networks, Physical Review E 69:
    026113. Ties count without direction or strength, and only between people whose group is known. None
    without such a tie.

    >>> modularity(nx.Graph([("a", "b"), ("c", "d")]), {"a": "x", "b": "x", "c": "y", "d": "y"})
    0.5
    """
    known = undirected(graph).subgraph([name for name in graph if groups.get(name)])
    if not known.number_of_edges():
        return None
    parts = [
        [name for name in known if groups[name] == group] for group in sorted({groups[n] for n in known})
    ]
    return float(nx.community.modularity(known, parts))


def groups_of(memberships: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """The sorted communities of each member. ``memberships`` has the columns member, community."""
    return {
        str(member): tuple(sorted(set(found)))
        for member, found in memberships.groupby("member")["community"].agg(list).items()
    }


def ties_between(graph: nx.Graph, groups: Mapping[str, Collection[str]]) -> pd.DataFrame:
    """How many tied pairs there are within and between groups: a square, symmetric frame by group.

    A pair counts once for each pair of groups that it joins. Somebody in two groups stands in both;
    a pair counts within a group if both are in it.
    """
    names = sorted({group for found in groups.values() for group in found})
    frame = pd.DataFrame(0, index=names, columns=names)
    for one, other in nx.Graph(graph).edges:
        ours, theirs = set(groups.get(one, ())), set(groups.get(other, ()))
        shared = ours & theirs
        for group in shared:
            frame.loc[group, group] += 1
        crossing = {tuple(sorted((a, b))) for a in ours for b in theirs if a != b and not shared}
        for first, second in crossing:
            frame.loc[first, second] += 1
            frame.loc[second, first] += 1
    return frame
