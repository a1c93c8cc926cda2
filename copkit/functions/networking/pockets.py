"""Pockets of expertise: a skill that only a few have, who keep to themselves.

A pocket is a group of at most so many people that

- is tight: it hangs together, and each of them has more ties inside than to the outside, without direction
  (a community in the strong sense of Radicchi et al. 2004, Defining and identifying communities in
  networks, PNAS 101: 2658-2663). A component of its own is always tight, and so is somebody without a tie;
- holds a skill that nobody else whom they can reach along ties holds;
- is the smallest such group for the skill; of equally small ones the first in the alphabet.

The search is exact: it grows a group from those who hold the skill, and gives up a branch as soon as a
member would need more people than there is room for.
"""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx
import pandas as pd

from copkit.functions.networking.simple_graph import undirected

COLUMNS = ["pocket", "members", "skill", "holders", "elsewhere"]


def pockets_of_expertise(
    graph: nx.Graph, skills: pd.DataFrame, most: int = 5, least: float = 3
) -> pd.DataFrame:
    """The pockets of at most ``most`` people.

    ``skills`` has the columns member, skill, level (0 to 4), one row for each member and skill; who has
    at least the level ``least`` holds the skill. People who are not in the network do not count. Gives
    the columns pocket (1, 2, ...; the same members have the same number), members and holders (tuples of
    sorted names), skill, elsewhere (how many hold the skill, but cannot be reached from the pocket).
    A group that is the whole network is no pocket.

    >>> ties = nx.Graph([("ann", "bob"), ("cy", "di"), ("di", "ed"), ("ed", "cy")])
    >>> rows = [("ann", "maps", 4), ("cy", "law", 3), ("di", "law", 4)]
    >>> skills = pd.DataFrame(rows, columns=["member", "skill", "level"])
    >>> pockets_of_expertise(ties, skills)[["members", "skill", "holders"]].to_numpy().tolist()
    [[('ann', 'bob'), 'maps', ('ann',)], [('cy', 'di', 'ed'), 'law', ('cy', 'di')]]
    """
    if most < 1:
        raise ValueError("A pocket has at least one member: let it have 1 or more at most.")
    found = undirected(graph)
    component = {name: number for number, part in enumerate(nx.connected_components(found)) for name in part}
    held = skills[(skills["level"] >= least).fillna(False).astype(bool) & skills["member"].isin(set(found))]
    rows = []
    for skill, able in held.groupby("skill", sort=True, observed=True)["member"]:
        names = sorted(set(able))
        for number in sorted({component[name] for name in names}):
            holders = tuple(name for name in names if component[name] == number)
            group = _smallest_tight_group(found, frozenset(holders), most)
            if group and len(group) < len(found):
                rows.append((group, str(skill), holders, len(names) - len(holders)))
    rows.sort()
    numbers = {group: number for number, group in enumerate(dict.fromkeys(row[0] for row in rows), start=1)}
    return pd.DataFrame([(numbers[row[0]], *row) for row in rows], columns=COLUMNS)


def is_tight(graph: nx.Graph, group: frozenset[str]) -> bool:
    """Whether a group hangs together and each in it has more ties inside than outside; one without ties is.

    >>> is_tight(nx.path_graph(4), frozenset({0, 1}))
    False
    """
    ties = undirected(graph)
    return _missing(ties, group) == {} and nx.is_connected(ties.subgraph(group))


def _missing(graph: nx.Graph, group: frozenset[str]) -> dict[str, int]:
    """How many more of their neighbours each would need inside, for those who do not have enough."""
    need = {}
    for name in group:
        ties = graph.degree(name)
        inside = sum(other in group for other in graph[name])
        if ties and 2 * inside <= ties:
            need[name] = ties // 2 + 1 - inside
    return need


def _smallest_tight_group(graph: nx.Graph, holders: frozenset[str], most: int) -> tuple[str, ...] | None:
    for size in range(len(holders), most + 1):
        groups = [tuple(sorted(group)) for group in _grown(graph, holders, frozenset(), size)]
        if groups:
            return min(groups)
    return None


def _grown(
    graph: nx.Graph, group: frozenset[str], barred: frozenset[str], size: int
) -> Iterator[frozenset[str]]:
    """The tight groups of a size that hold ``group`` and nobody who is ``barred``, each once."""
    need, room = _missing(graph, group), size - len(group)
    if max(need.values(), default=0) > room:
        return
    if room == 0:
        if not need and nx.is_connected(graph.subgraph(group)):
            yield group
        return
    if need:
        short = max(sorted(need), key=lambda name: need[name])
        nearby = sorted(set(graph[short]) - group - barred)
        if len(nearby) < need[short]:
            return
    else:
        nearby = sorted({other for name in group for other in graph[name]} - group - barred)
    for place, name in enumerate(nearby):
        yield from _grown(graph, group | {name}, barred | frozenset(nearby[:place]), size)
