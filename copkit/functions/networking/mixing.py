"""Ties within and between groups: organisations, sectors, communities."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import networkx as nx
import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from copkit.functions.networking.adjacency import Adjacency, adjacency, rows_of


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
    known = _with_groups(graph, groups)
    if not known.tied.nnz:
        return None
    one, other = rows_of(known.tied), known.tied.indices
    if not known.directed:
        one, other = one[one < other], other[one < other]
    found = np.unique([groups[name] for name in known.names], return_inverse=True, return_counts=True)
    codes, sizes = found[1].astype(np.int32), found[2]
    chance = np.random.default_rng(seed)
    between = np.zeros(permutations + 1, dtype=np.int64)
    between[0] = np.count_nonzero(codes[one] != codes[other])
    for number in range(1, permutations + 1):
        dealt = chance.permutation(codes)
        between[number] = np.count_nonzero(dealt[one] != dealt[other])
    ties = len(one)
    people = len(known)
    crossing = 1 - float((sizes * (sizes - 1)).sum()) / (people * (people - 1))
    far = np.abs(between - crossing * ties)
    return EIPermutation(
        index=float(2 * between[0] / ties - 1),
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
    known = _with_groups(graph, groups)
    if not known.tied.nnz:
        return None
    codes = np.unique([groups[name] for name in known.names], return_inverse=True)[1]
    ends = known.pairs.nnz
    within = np.count_nonzero(codes[rows_of(known.pairs)] == codes[known.pairs.indices])
    of_groups = np.bincount(codes, known.degrees)
    return float(within / ends - (of_groups**2).sum() / ends**2)


def _with_groups(graph: nx.Graph, groups: Mapping[str, str]) -> Adjacency:
    found = adjacency(graph)
    return found.among(np.flatnonzero([bool(groups.get(name)) for name in found.names]))


def groups_of(memberships: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """The sorted communities of each member. ``memberships`` has the columns member, community."""
    found: dict[str, set[str]] = {}
    known = memberships[["member", "community"]].dropna(subset="member").astype("object")
    for member, community in zip(known["member"], known["community"], strict=True):
        found.setdefault(str(member), set()).add(community)
    return {member: tuple(sorted(found[member])) for member in sorted(found)}


def ties_between(graph: nx.Graph, groups: Mapping[str, Collection[str]]) -> pd.DataFrame:
    """How many tied pairs there are within and between groups: a square, symmetric frame by group.

    A pair counts once for each pair of groups that it joins. Somebody in two groups stands in both;
    a pair counts within a group if both are in it.
    """
    names = sorted({group for found in groups.values() for group in found})
    number = {group: place for place, group in enumerate(names)}
    network = adjacency(graph)
    inside = [
        (place, number[group])
        for place, name in enumerate(network.names)
        for group in sorted(set(groups.get(name, ())))
    ]
    belongs = csr_array(
        (np.ones(len(inside), dtype=np.int64), np.array(inside, dtype=np.int64).reshape(-1, 2).T),
        shape=(len(network), len(names)),
    )
    one, other = rows_of(network.pairs), network.pairs.indices
    once = one < other
    one, other = belongs[one[once]], belongs[other[once]]
    shared = one.multiply(other)
    apart = np.flatnonzero(shared.sum(axis=1) == 0)
    crossing = (one[apart].T @ other[apart]).toarray()
    counts = crossing + crossing.T + np.diag(shared.sum(axis=0))
    for name in nx.nodes_with_selfloops(graph):
        own = [number[group] for group in set(groups.get(name, ()))]
        counts[own, own] += 1
    return pd.DataFrame(counts, index=names, columns=names)
