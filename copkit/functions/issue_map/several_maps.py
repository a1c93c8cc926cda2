"""One causal map out of several: what participants or groups drew, put together, and how far they differ.

Sources: Kosko 1988, Hidden patterns in combined and adaptive knowledge networks (the mean of the maps);
Gray and others 2014 on fuzzy cognitive maps of stakeholders.
"""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx
import pandas as pd

THEME_SEED = 7
"""Fixed, so that the same map always falls into the same themes."""


def combined(links: pd.DataFrame) -> pd.DataFrame:
    """One link for each pair that any map links: the mean of its strength over all maps.

    ``links`` has the columns map, cause, effect, strength. A map that has both issues of a link but
    not the link counts as 0; one that lacks either issue has no say. Gives the columns cause, effect,
    strength (the mean), maps (how many drew it), could (how many had both issues), spread (the standard
    deviation over those) and disputed (whether some say worse and others better), the most disputed first.

    >>> drawn = pd.DataFrame({"map": ["p1", "p2"], "cause": ["a", "a"], "effect": ["b", "b"],
    ...                       "strength": [0.4, 0.8]})
    >>> combined(drawn)[["strength", "maps", "disputed"]].iloc[0].to_dict()
    {'strength': 0.6, 'maps': 2, 'disputed': False}
    """
    knows = {name: {*rows["cause"], *rows["effect"]} for name, rows in links.groupby("map", sort=True)}
    found = []
    for (cause, effect), rows in links.groupby(["cause", "effect"], sort=True):
        drawn = rows.groupby("map")["strength"].mean()
        could = [name for name, issues in knows.items() if cause in issues and effect in issues]
        said = drawn.reindex(could).fillna(0.0)
        disputed = bool((said > 0).any() and (said < 0).any())
        found.append((cause, effect, said.mean(), len(drawn), len(could), said.std(ddof=0), disputed))
    columns = ["cause", "effect", "strength", "maps", "could", "spread", "disputed"]
    frame = pd.DataFrame(found, columns=columns)
    frame["strength"] = frame["strength"].astype(float).round(9)
    return frame.sort_values(
        ["disputed", "spread", "cause", "effect"], ascending=[False, False, True, True], ignore_index=True
    )


def themes(graph: nx.Graph) -> dict[str, int]:
    """The theme of each issue, from 1, by which issues hang together closely (Louvain: Blondel and others
    2008), the largest theme first. Signs and directions are left aside; an issue without a link has none."""
    joined = nx.Graph()
    for cause, effect, strength in sorted(graph.edges(data="strength")):
        weight = abs(float(strength)) + (
            joined[cause][effect]["weight"] if joined.has_edge(cause, effect) else 0
        )
        if cause != effect:
            joined.add_edge(cause, effect, weight=weight)
    parts = nx.community.louvain_communities(joined, seed=THEME_SEED) if len(joined) else []
    ordered: Sequence[set[str]] = sorted(parts, key=lambda part: (-len(part), min(part)))
    return {issue: number for number, part in enumerate(ordered, 1) for issue in sorted(part)}
