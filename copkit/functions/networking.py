"""Function 3: the network of members, its brokers and its loose ends; introductions."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd

MOST_EXACT = 400
"""Up to so many people betweenness is exact; beyond, it is estimated from this many, evenly spread."""


def latest_ties(ties: pd.DataFrame) -> pd.DataFrame:
    """The newest record of each tie: one row for each member, to_member and kind.

    ``ties`` has the columns member, to_member, kind, strength, seen. A tie without a date counts as
    the oldest.
    """
    ordered = ties.sort_values(["seen", "member", "to_member"], na_position="first", kind="stable")
    return ordered.drop_duplicates(["member", "to_member", "kind"], keep="last").sort_index()


def member_network(ties: pd.DataFrame, members: Collection[str] = ()) -> nx.DiGraph:
    """Who named whom, in any kind of tie; ``strength`` is that of the strongest (1 where none is given).

    ``members`` adds those without a tie. Nodes and ties stand in the order of the alphabet.
    """
    graph = nx.DiGraph()
    graph.add_nodes_from(sorted({*members, *ties["member"], *ties["to_member"]}))
    strongest = (
        ties.assign(strength=ties["strength"].fillna(1.0)).groupby(["member", "to_member"])["strength"].max()
    )
    for (member, other), strength in strongest.items():
        graph.add_edge(member, other, strength=float(strength))
    return graph


def reciprocity(graph: nx.DiGraph) -> float:
    """The share of ties that go both ways (Wasserman and Faust 1994, chapter 13), 0 to 1."""
    ties = graph.number_of_edges()
    both = sum(graph.has_edge(other, one) for one, other in graph.edges)
    return both / ties if ties else 0.0


def isolates(graph: nx.Graph) -> list[str]:
    """Those without any tie, sorted."""
    return sorted(nx.isolates(graph))


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


def betweenness(graph: nx.Graph) -> pd.Series:
    """How often each person lies on the shortest ways between others, 0 to 1, without direction
    (Freeman 1977, A set of measures of centrality based on betweenness, Sociometry 40: 35-41).

    Beyond `MOST_EXACT` people it is an estimate from evenly spread starts (Brandes and Pich 2007).
    """
    undirected = nx.Graph(graph)
    joined = sorted(node for node in undirected if undirected.degree(node))
    scores = dict.fromkeys(undirected, 0.0)
    if len(joined) <= MOST_EXACT:
        scores |= nx.betweenness_centrality(undirected)
    else:
        starts = [joined[place] for place in np.linspace(0, len(joined) - 1, MOST_EXACT).astype(int)]
        found = nx.betweenness_centrality_subset(undirected, starts, joined)
        people = len(undirected)
        scale = 2 * len(joined) / MOST_EXACT / ((people - 1) * (people - 2))
        scores |= {node: score * scale for node, score in found.items()}
    return pd.Series(scores, dtype="float64")


def constraint(graph: nx.Graph) -> pd.Series:
    """Burt's constraint: how much a person's ties lead back to the same people; low for those who
    bridge a structural hole. NaN for those without a tie.

    Burt 1992, Structural Holes. Ties count without direction or strength.
    """
    return pd.Series(nx.constraint(nx.Graph(graph)), dtype="float64")


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


def to_introduce(
    graph: nx.Graph,
    groups: Mapping[str, Collection[str]],
    wants: pd.DataFrame,
    introduced: pd.DataFrame,
) -> pd.DataFrame:
    """Pairs from different groups, without a tie or an introduction, of whom one wants to learn what
    the other can teach; those with the most acquaintances in common first.

    ``wants`` has the columns learner, teacher, skill; ``introduced`` member and to_member. Gives the
    columns learner, teacher, skill, common (the number of people whom both know).
    """
    undirected = nx.Graph(graph)
    met = {frozenset(pair) for pair in introduced[["member", "to_member"]].itertuples(index=False, name=None)}
    met |= {frozenset(pair) for pair in undirected.edges}
    rows = []
    for learner, teacher, skill in wants[["learner", "teacher", "skill"]].itertuples(index=False):
        ours, theirs = set(groups.get(learner, ())), set(groups.get(teacher, ()))
        if (
            learner == teacher
            or not ours
            or not theirs
            or ours & theirs
            or frozenset((learner, teacher)) in met
        ):
            continue
        known = [set(undirected[name]) if name in undirected else set() for name in (learner, teacher)]
        rows.append((learner, teacher, skill, len(known[0] & known[1])))
    frame = pd.DataFrame(rows, columns=["learner", "teacher", "skill", "common"])
    return frame.sort_values(
        ["common", "learner", "teacher", "skill"], ascending=[False, True, True, True], ignore_index=True
    ).drop_duplicates(["learner", "teacher"], ignore_index=True)


def shared_events(attendance: pd.DataFrame, least: int = 2) -> pd.DataFrame:
    """Pairs who came to at least ``least`` of the same events, with how many: the projection of people
    from events (Breiger 1974, The duality of persons and groups, Social Forces 53: 181-190).

    ``attendance`` has the columns event, member and holds those who came. Gives the columns member,
    to_member, shared; each pair once, in the order of the alphabet.
    """
    found: dict[tuple[str, str], int] = {}
    for _, people in attendance.groupby("event")["member"]:
        for pair in combinations(sorted(set(people)), 2):
            found[pair] = found.get(pair, 0) + 1
    rows = [(one, other, times) for (one, other), times in sorted(found.items()) if times >= least]
    return pd.DataFrame(rows, columns=["member", "to_member", "shared"])
