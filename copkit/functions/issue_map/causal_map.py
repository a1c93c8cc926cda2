"""The causal map: issues and the links by which they act on each other, and the loops in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import networkx as nx
import pandas as pd

from copkit.functions.issue_map.cycles import shortest_cycles

MOST_LOOPS = 500
"""Loops are looked for until so many are found: their number can grow beyond all counting."""


@dataclass(frozen=True)
class Loop:
    """A feedback loop: issues in the order in which they act on each other, the first by alphabet.

    ``worsens`` says for each issue whether it makes the next one worse (else better). The loop is
    reinforcing if the product of these signs is positive, else balancing (Sterman 2000, Business
    Dynamics, chapter 5).

    >>> loop = Loop(("debt", "short hours"), (True, True))
    >>> loop.reinforcing, loop.path
    (True, 'debt → short hours → debt')
    >>> print(loop.sentence)
    More of ‘debt’ brings more of ‘short hours’, and that more of ‘debt’ again.
    """

    issues: tuple[str, ...]
    worsens: tuple[bool, ...]

    @property
    def reinforcing(self) -> bool:
        return self.worsens.count(False) % 2 == 0

    @property
    def path(self) -> str:
        return " → ".join([*self.issues, self.issues[0]])

    @property
    def sentence(self) -> str:
        """The loop in words, for those who do not read arrows."""
        more = list(accumulate(self.worsens, lambda so_far, step: so_far == step))
        steps = [
            f"{'more' if up else 'less'} of ‘{issue}’"
            for up, issue in zip(more, [*self.issues[1:], self.issues[0]], strict=True)
        ]
        return f"More of ‘{self.issues[0]}’ brings {', and that '.join(steps)} again."


def causal_graph(links: pd.DataFrame, issues: Sequence[str] = ()) -> nx.DiGraph:
    """The causal map: an arrow from each cause to its effect, with its ``strength`` from -1 to 1.

    ``links`` has the columns cause, effect, strength; links of strength 0 are left out. ``issues``
    adds those without a link. Nodes and arrows stand in the order of the alphabet.
    """
    graph = nx.DiGraph()
    graph.add_nodes_from(sorted({*issues, *links["cause"], *links["effect"]}))
    strong = links[links["strength"].fillna(0) != 0].sort_values(["cause", "effect"], kind="stable")
    for cause, effect, strength in strong[["cause", "effect", "strength"]].itertuples(index=False):
        graph.add_edge(cause, effect, strength=float(strength))
    return graph


def degrees(graph: nx.DiGraph) -> pd.DataFrame:
    """Out-degree, in-degree and centrality of each issue: sums of the links' strengths without sign
    (Özesmi and Özesmi 2004, Ecological Modelling 176: 43-64).

    Gives a frame with the columns issue, outdegree, indegree, centrality (their sum), the most
    central first.

    >>> links = pd.DataFrame({"cause": ["a", "a"], "effect": ["b", "c"], "strength": [0.5, -1.0]})
    >>> degrees(causal_graph(links)).iloc[0].to_dict()
    {'issue': 'a', 'outdegree': 1.5, 'indegree': 0.0, 'centrality': 1.5}
    """
    out = {node: sum(abs(s) for _, _, s in graph.out_edges(node, data="strength")) for node in graph}
    into = {node: sum(abs(s) for _, _, s in graph.in_edges(node, data="strength")) for node in graph}
    frame = pd.DataFrame(
        {"issue": list(graph), "outdegree": list(out.values()), "indegree": list(into.values())}
    ).astype({"issue": "str", "outdegree": "float64", "indegree": "float64"})
    frame["centrality"] = frame["outdegree"] + frame["indegree"]
    return frame.sort_values(["centrality", "issue"], ascending=[False, True], ignore_index=True)


def loops(graph: nx.DiGraph, most: int = MOST_LOOPS) -> tuple[list[Loop], bool]:
    """The feedback loops of a causal map, the shortest first, and whether the search was cut at ``most``.

    Loops are looked for by their length, so that a search that was cut has found the shortest.
    """
    found, cut = shortest_cycles(graph, most)
    made = []
    for issues in found:
        steps = pairwise([*issues, issues[0]])
        made.append(Loop(issues, tuple(bool(graph.edges[step]["strength"] > 0) for step in steps)))
    return sorted(made, key=lambda loop: (len(loop.issues), loop.issues)), cut
