"""The network at several dates, and how stable its ties are from one to the next.

Studies of how networks change call each date a wave. How much stays is told by the Jaccard index: the ties
that are there at both waves, over those that are there at either (Snijders, van de Bunt and Steglich 2010,
Introduction to stochastic actor-based models for network dynamics, Social Networks 32: 44-60; there: from
0.3 on the change is gradual, below 0.2 two waves are hardly the same network).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import networkx as nx
import pandas as pd

from copkit.functions.networking.measures import isolates, reciprocity
from copkit.functions.networking.ties import member_network

Members = Collection[str] | Mapping[Any, Collection[str]]


def ties_at(ties: pd.DataFrame, date: pd.Timestamp | str, months: int = 12) -> pd.DataFrame:
    """The ties that hold on a date: the newest record of each up to then, if it is younger than ``months``.

    ``ties`` has the columns member, to_member, kind, strength, seen. A tie holds from the day it was seen
    until ``months`` months later, or longer if it is seen again. A record of strength 0 ends it. A tie
    without a date has no place in time and is left out. Raises ValueError if ``months`` is below 1.

    >>> ties = pd.DataFrame({"member": ["a"], "to_member": ["b"], "kind": "knows", "strength": 1.0,
    ...                      "seen": pd.to_datetime(["2026-01-10"])})
    >>> len(ties_at(ties, "2026-07-01", 6)), len(ties_at(ties, "2026-07-10", 6))
    (1, 0)
    """
    if months < 1:
        raise ValueError(f"A tie is to hold for {months} months. Let it hold for at least one.")
    day = pd.Timestamp(date)
    seen = pd.to_datetime(ties["seen"])
    known = ties.assign(seen=seen)[(seen <= day).fillna(False)]
    # of two records of one day the stronger counts, whatever the order of the rows
    newest = known.sort_values(["seen", "strength"], na_position="first", kind="stable").drop_duplicates(
        ["member", "to_member", "kind"], keep="last"
    )
    holds = (newest["seen"] + pd.DateOffset(months=months) > day) & (newest["strength"].fillna(1.0) > 0)
    return newest[holds].sort_values(["member", "to_member", "kind"], ignore_index=True)


def network_by_wave(
    ties: pd.DataFrame,
    dates: Iterable[pd.Timestamp | str],
    months: int = 12,
    members: Members | None = None,
    *,
    directed: bool = True,
) -> pd.DataFrame:
    """The network at each date: a frame with a row for each wave, from the earliest.

    The columns: wave (the date); members; ties; density (0 to 1, ties over all there could be); isolates
    (members without a tie); new_ties and ended_ties (since the wave before); reciprocity (the share of ties
    that go both ways); stability (the Jaccard index with the wave before, among those who are members at
    both; empty for the first wave and where neither has a tie).

    ``ties`` is as for `ties_at`; for ties that follow from events, take `ties_of_all_kinds` with
    ``each_time``. ``members`` says who belongs: one collection for all waves, or for each date its own (a
    mapping); ties with others are left out. Without it, everybody who has a tie at any of the dates
    belongs at all of them. With ``directed`` set to False ties have no direction, and there is no
    reciprocity. Raises ValueError for a date without members or one that stands twice.

    >>> ties = pd.DataFrame({"member": ["a", "b", "a"], "to_member": ["b", "c", "b"], "kind": "knows",
    ...     "strength": 1.0, "seen": pd.to_datetime(["2025-01-01", "2025-01-01", "2026-01-01"])})
    >>> found = network_by_wave(ties, ["2025-06-01", "2026-06-01"], directed=False)
    >>> int(found["ended_ties"][1]), float(found["stability"][1])
    (1, 0.5)
    """
    days = sorted(pd.Timestamp(date) for date in dates)
    if len(set(days)) < len(days):
        raise ValueError("A date stands twice among the waves. Name each date once.")
    held = [ties_at(ties, day, months) for day in days]
    everybody = {name for rows in held for name in (*rows["member"], *rows["to_member"])}
    before: nx.Graph | None = None
    found = []
    for day, rows in zip(days, held, strict=True):
        who = _members_on(day, members, everybody)
        within = rows[rows["member"].isin(who) & rows["to_member"].isin(who)]
        graph: nx.Graph = member_network(within, who)
        found.append(_wave(day, graph if directed else nx.Graph(graph), before))
        before = graph if directed else nx.Graph(graph)
    return pd.DataFrame(found, columns=list(COLUMNS)).astype(COLUMNS)


COLUMNS = {
    "wave": "datetime64[ns]",
    "members": "int64",
    "ties": "int64",
    "density": "float64",
    "isolates": "int64",
    "new_ties": "Int64",
    "ended_ties": "Int64",
    "reciprocity": "float64",
    "stability": "float64",
}


def _members_on(day: pd.Timestamp, members: Members | None, everybody: set[str]) -> set[str]:
    if members is None:
        return everybody
    if not isinstance(members, Mapping):
        return set(members)
    for date, names in members.items():
        if pd.Timestamp(date) == day:
            return set(names)
    raise ValueError(f"Nobody is named as a member on {day:%d %B %Y}. Say who belonged on that day.")


def jaccard_index(one: nx.Graph, other: nx.Graph) -> float | None:
    """The ties that both networks have over those that either has, among the people who are in both.

    None if neither has a tie among them.

    >>> jaccard_index(nx.path_graph(3), nx.Graph([(0, 1), (0, 2)]))
    0.3333333333333333
    """
    both = set(one) & set(other)
    ours, theirs = _ties(one, both), _ties(other, both)
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else None


def _ties(graph: nx.Graph, among: Collection[str]) -> set[object]:
    pairs = [pair for pair in graph.edges if pair[0] in among and pair[1] in among]
    return set(pairs) if graph.is_directed() else {frozenset(pair) for pair in pairs}


def _wave(day: pd.Timestamp, graph: nx.Graph, before: nx.Graph | None) -> tuple[object, ...]:
    ties = _ties(graph, set(graph))
    new: int | None = None
    ended: int | None = None
    stays: float | None = None
    if before is not None:
        old = _ties(before, set(before))
        new, ended, stays = len(ties - old), len(old - ties), jaccard_index(before, graph)
    back = reciprocity(graph) if graph.is_directed() and ties else None
    density, alone = nx.density(graph), len(isolates(graph))
    return (day, len(graph), len(ties), density, alone, new, ended, back, stays)
