"""Ties within and between groups: organisations, sectors, communities."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import networkx as nx
import pandas as pd


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
