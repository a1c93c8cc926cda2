"""Ties between members: the newest record of each, and the network that they make."""

from __future__ import annotations

from collections.abc import Collection

import networkx as nx
import pandas as pd


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
