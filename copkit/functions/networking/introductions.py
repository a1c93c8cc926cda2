"""Who might be introduced to whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import networkx as nx
import pandas as pd


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
