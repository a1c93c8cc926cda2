"""All measures of a whole network at once, and what is missing where some did not answer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import networkx as nx

from copkit.functions.networking import measures
from copkit.functions.networking.simple_graph import simple, undirected


class UnknownAnswers(ValueError):
    """It does not fit together who was asked, who answered, and who is in the network."""


@dataclass(frozen=True)
class Whole:
    """The measures of a whole network; see the function of the same name for each.

    ``ties`` counts directed ties, ``pairs`` the pairs who are tied in either direction. Components,
    isolates, distances, and the centralisation of degree and betweenness take ties without direction;
    density and transitivity take them with direction if they have one. ``reciprocity``,
    ``indegree_centralisation`` and ``outdegree_centralisation`` are None for ties without direction.
    ``pairs_apart`` are the pairs who cannot reach each other.

    ``asked`` and ``answered`` count members, and are None if it is not known who was asked.
    ``response_rate`` is the share of those asked who answered. ``missing`` says in a sentence what
    follows from those who did not answer.
    """

    members: int
    ties: int
    pairs: int
    density: float | None
    components: tuple[int, ...]
    isolates: tuple[str, ...]
    reciprocity: float | None
    transitivity: float | None
    mean_distance: float | None
    pairs_apart: int
    degree_centralisation: float | None
    indegree_centralisation: float | None
    outdegree_centralisation: float | None
    betweenness_centralisation: float | None
    asked: int | None
    answered: int | None
    response_rate: float | None
    missing: str

    @property
    def number_of_components(self) -> int:
        return len(self.components)


def whole_network(
    graph: nx.Graph, asked: Collection[str] | None = None, nobody: Collection[str] = ()
) -> Whole:
    """The measures of the network, with what is missing.

    ``asked`` are the members who were asked about their ties (None: it is not known). Those who named
    anybody, or who are in ``nobody`` because they said that they have no ties, have answered. Who did not
    answer cannot name anybody back, so reciprocity counts only ties between two who answered. Raises
    `UnknownAnswers` if somebody is not in the network, or if ties without direction do not say who named
    whom.

    Sources: Kossinets 2006, Effects of missing data in social networks, Social Networks 28: 247-268;
    Borgatti, Carley and Krackhardt 2006, On the robustness of centrality measures under conditions of
    imperfect data, Social Networks 28: 124-136.

    >>> ties = nx.DiGraph([("ann", "bob"), ("bob", "ann"), ("ann", "cy")])
    >>> whole = whole_network(ties, asked=["ann", "bob", "cy"])
    >>> whole.reciprocity, round(whole.response_rate, 2)
    (1.0, 0.67)
    >>> print(whole.missing)
    1 of 3 members did not answer (1 was asked), so ties are missing. The number of ties, the density and
    the largest component are lower bounds; isolates, components and pairs apart are upper bounds; the other
    measures may be too low or too high.
    """
    found = simple(graph)
    directed = found.is_directed()
    answered = _answered(found, asked, nobody)
    distance, apart = measures.mean_distance(found)
    back = None
    if directed:
        back = measures.reciprocity(found if answered is None else found.subgraph(answered))
    return Whole(
        members=len(found),
        ties=found.number_of_edges(),
        pairs=undirected(found).number_of_edges(),
        density=measures.density(found),
        components=tuple(len(part) for part in measures.components(found)),
        isolates=tuple(measures.isolates(found)),
        reciprocity=back,
        transitivity=measures.transitivity(found),
        mean_distance=distance,
        pairs_apart=apart,
        degree_centralisation=measures.degree_centralisation(found),
        indegree_centralisation=measures.indegree_centralisation(found) if directed else None,
        outdegree_centralisation=measures.outdegree_centralisation(found) if directed else None,
        betweenness_centralisation=measures.betweenness_centralisation(found),
        asked=None if asked is None else len(set(asked)),
        answered=None if answered is None else len(answered),
        response_rate=len(answered & set(asked)) / len(set(asked))
        if asked and answered is not None
        else None,
        missing=_missing(set(found), asked, answered),
    )


def _answered(
    graph: nx.Graph, asked: Collection[str] | None, nobody: Collection[str]
) -> frozenset[str] | None:
    if asked is None:
        return None
    if strangers := sorted({*asked, *nobody} - set(graph)):
        raise UnknownAnswers(
            f"{strangers[0]} is not in the network. Put all members into it, also those without a tie."
        )
    if not graph.is_directed():
        raise UnknownAnswers(
            "These ties have no direction, so nobody can say who answered. Give the ties as who named whom."
        )
    named = {name for name in graph if graph.out_degree(name)}
    if both := sorted(named & set(nobody)):
        raise UnknownAnswers(
            f"{both[0]} named somebody and is said to have named nobody. Mend one of the two."
        )
    return frozenset(named | set(nobody))


def _missing(members: set[str], asked: Collection[str] | None, answered: frozenset[str] | None) -> str:
    if asked is None or answered is None:
        return "It is not known who was asked, so it cannot be said how many ties are missing."
    silent = members - answered
    if not silent:
        return "Everybody answered."
    were = len(silent & set(asked))
    told = f"{len(silent):,} of {len(members):,} members did not answer "
    told += f"({were:,} {'was' if were == 1 else 'were'} asked), so ties are missing. "
    told += "The number of ties, the density and the largest component are lower bounds; "
    told += "isolates, components and pairs apart are upper bounds; "
    return told + "the other measures may be too low or too high."
