"""Function 1: which issues drive the others, in what loops, what comes first, and who takes what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

import networkx as nx
import numpy as np
import pandas as pd

MOST_LOOPS = 500
"""Loops are looked for until so many are found: their number can grow beyond all counting."""

QUADRANTS = ("driver", "relay", "outcome", "apart")
"""Godet's four quadrants: influence high and dependence low; both high; dependence high; both low."""


@dataclass(frozen=True)
class Loop:
    """A feedback loop: issues in the order in which they act on each other, the first by alphabet."""

    issues: tuple[str, ...]
    reinforcing: bool

    @property
    def path(self) -> str:
        return " → ".join([*self.issues, self.issues[0]])


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

    A loop is reinforcing if the product of its signs is positive, else balancing (Sterman 2000,
    Business Dynamics, chapter 5).
    """
    found = list(islice(nx.simple_cycles(graph), most + 1))
    made = []
    for cycle in found[:most]:
        first = cycle.index(min(cycle))
        issues = tuple(cycle[first:] + cycle[:first])
        signs = [np.sign(graph.edges[pair]["strength"]) for pair in pairwise([*issues, issues[0]])]
        made.append(Loop(issues, bool(np.prod(signs) > 0)))
    return sorted(made, key=lambda loop: (len(loop.issues), loop.issues)), len(found) > most


def micmac(graph: nx.DiGraph) -> pd.DataFrame:
    """Influence and dependence of each issue, direct and indirect (MICMAC: Duperrin and Godet 1973;
    Godet 1994, From Anticipation to Action).

    Links count as there or not. Influence is the sum of an issue's row, dependence that of its
    column; indirect ones are those of the power of the matrix at which the order of the issues by
    influence and by dependence stands still, at most the number of issues.

    Gives a frame by issue with the columns influence, dependence, indirect_influence,
    indirect_dependence (shares of the total, 0 to 1) and quadrant, split at the mean indirect share.
    """
    names = list(graph)
    matrix = np.array(nx.to_numpy_array(graph, nodelist=names, weight=None) > 0, dtype=float)
    np.fill_diagonal(matrix, 0.0)
    power = matrix
    for _ in range(len(names)):
        following = power @ matrix
        if not following.any():
            break
        following = following / following.sum()
        same = all(np.array_equal(_ranks(power.sum(axis)), _ranks(following.sum(axis))) for axis in (0, 1))
        power = following
        if same:
            break
    frame = pd.DataFrame({"issue": pd.Series(names, dtype="str")})
    for prefix, taken in (("", matrix), ("indirect_", power)):
        total = taken.sum() or 1.0
        frame[f"{prefix}influence"] = taken.sum(axis=1) / total
        frame[f"{prefix}dependence"] = taken.sum(axis=0) / total
    mean = 1.0 / max(len(names), 1)
    high_influence = frame["indirect_influence"] > mean
    high_dependence = frame["indirect_dependence"] > mean
    frame["quadrant"] = np.select(
        [high_influence & ~high_dependence, high_influence & high_dependence, high_dependence],
        list(QUADRANTS[:3]),
        QUADRANTS[3],
    ).astype(object)
    return frame


def latest_round(votes: pd.DataFrame) -> str | None:
    """The name of the round of voting that was held last; without dates, the one that stands last."""
    if votes.empty:
        return None
    when = votes.groupby("round", sort=False)["cast"].max()
    return str(when.idxmax()) if when.notna().any() else str(votes["round"].iloc[-1])


def dot_votes(votes: pd.DataFrame) -> pd.DataFrame:
    """Dots and voters of each issue in one round of dot voting, the most dots first.

    ``votes`` has the columns voter, issue, dots and holds one round. Gives the columns issue, dots,
    voters, share (of all dots). Dot voting is not proportional: a majority that agrees can take all
    first places (Lackner and Skowron 2023, Multi-Winner Voting with Approval Preferences).
    """
    cast = votes[votes["dots"].fillna(0) > 0]
    counted = cast.groupby("issue").agg(dots=("dots", "sum"), voters=("voter", "nunique")).reset_index()
    counted = counted.astype({"issue": "str", "dots": "int64", "voters": "int64"})
    counted["share"] = counted["dots"] / max(int(counted["dots"].sum()), 1)
    return counted.sort_values(["dots", "issue"], ascending=[False, True], ignore_index=True)


def takers(issues: Sequence[str], coverage: pd.DataFrame) -> pd.Series:
    """For each issue, the sorted names of the communities that take it, as a tuple (empty if none)."""
    by_issue = coverage.groupby("issue")["community"].agg(lambda names: tuple(sorted(set(names))))
    return pd.Series([by_issue.get(issue, ()) for issue in issues], index=list(issues), dtype=object)


def crossing_links(links: pd.DataFrame, coverage: pd.DataFrame) -> pd.DataFrame:
    """The links whose cause and effect no community takes together, though each is taken by one.

    Gives the rows of ``links`` with two more columns, cause_takers and effect_takers (tuples)."""
    names = sorted({*links["cause"], *links["effect"]})
    taken = takers(names, coverage)
    frame = links.assign(
        cause_takers=[taken[name] for name in links["cause"]],
        effect_takers=[taken[name] for name in links["effect"]],
    )
    apart = [
        bool(cause) and bool(effect) and not set(cause) & set(effect)
        for cause, effect in zip(frame["cause_takers"], frame["effect_takers"], strict=True)
    ]
    return frame[np.array(apart, dtype=bool)]


def _ranks(values: np.ndarray) -> np.ndarray:
    return np.asarray(pd.Series(np.round(values / (values.sum() or 1.0), 12)).rank(method="dense"))
