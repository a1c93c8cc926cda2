"""All measures of a whole network at once, and what is missing where some did not answer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

import networkx as nx
import numpy as np

from copkit.functions.networking import distances, measures
from copkit.functions.networking.adjacency import Adjacency, adjacency
from copkit.functions.networking.centrality import DOUBT, betweenness_error
from copkit.functions.networking.distances import MeanDistance, distance_between_members


class UnknownAnswers(ValueError):
    """It does not fit together who was asked, who answered, and who is in the network."""


@dataclass(frozen=True)
class Estimate:
    """A measure that is an estimate: how far it may be off, and what that means: "standard error", or "bound"
    for an error that is not exceeded with a probability of 99%."""

    measure: str
    error: float
    kind: Literal["standard error", "bound"]


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

    ``estimated`` are the measures that are estimates, as the network is too large, each with its error; all
    others are exact. ``precision`` says so in a sentence, which is empty where all measures are exact.
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
    estimated: tuple[Estimate, ...] = ()
    precision: str = ""

    @property
    def number_of_components(self) -> int:
        return len(self.components)


def whole_network(
    graph: nx.Graph | Adjacency, asked: Collection[str] | None = None, nobody: Collection[str] = ()
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
    found = adjacency(graph)
    directed = found.directed
    answered = _answered(found, asked, nobody)
    distance = distance_between_members(found)
    estimated = _estimated(found, distance)
    back = None
    if directed:
        back = measures.reciprocity(found if answered is None else _among(found, answered))
    return Whole(
        members=len(found),
        ties=found.tied.nnz if directed else found.tied.nnz // 2,
        pairs=found.pairs.nnz // 2,
        density=measures.density(found),
        components=tuple(sorted(found.component_sizes.tolist(), reverse=True)),
        isolates=tuple(measures.isolates(found)),
        reciprocity=back,
        transitivity=measures.transitivity(found),
        mean_distance=distance.mean,
        pairs_apart=distance.pairs_apart,
        degree_centralisation=measures.degree_centralisation(found),
        indegree_centralisation=measures.indegree_centralisation(found) if directed else None,
        outdegree_centralisation=measures.outdegree_centralisation(found) if directed else None,
        betweenness_centralisation=measures.betweenness_centralisation(found),
        asked=None if asked is None else len(set(asked)),
        answered=None if answered is None else len(answered),
        response_rate=len(answered & set(asked)) / len(set(asked))
        if asked and answered is not None
        else None,
        missing=_missing(set(found.names), asked, answered),
        estimated=estimated,
        precision=_precision(estimated),
    )


def _among(network: Adjacency, names: Collection[str]) -> Adjacency:
    return network.among(np.flatnonzero([name in names for name in network.names]))


def _estimated(network: Adjacency, distance: MeanDistance) -> tuple[Estimate, ...]:
    found = []
    if distance.standard_error:
        found.append(Estimate("mean_distance", distance.standard_error, "standard error"))
    if error := betweenness_error(network):
        # the highest and the mean betweenness are each off by no more than the error of all
        people = len(network)
        found.append(Estimate("betweenness_centralisation", 2 * error * people / (people - 1), "bound"))
    return tuple(found)


def _precision(estimated: Collection[Estimate]) -> str:
    errors = {one.measure: one.error for one in estimated}
    parts = []
    if "mean_distance" in errors:
        error = f"standard error {errors['mean_distance']:.2g}"
        parts.append(f"the mean distance is taken from {distances.STARTS:,} random members ({error})")
    if "betweenness_centralisation" in errors:
        error = f"{errors['betweenness_centralisation']:.2g}"
        parts.append(
            "the betweenness centralisation is taken from random shortest ways "
            f"(off by at most {error}, with a probability of {1 - DOUBT:.0%})"
        )
    told = " and ".join(parts)
    return f"{told[0].upper()}{told[1:]}; all other measures are exact." if told else ""


def _answered(
    network: Adjacency, asked: Collection[str] | None, nobody: Collection[str]
) -> frozenset[str] | None:
    if asked is None:
        return None
    if strangers := sorted({*asked, *nobody} - set(network.names)):
        raise UnknownAnswers(
            f"{strangers[0]} is not in the network. Put all members into it, also those without a tie."
        )
    if not network.directed:
        raise UnknownAnswers(
            "These ties have no direction, so nobody can say who answered. Give the ties as who named whom."
        )
    named = {network.names[place] for place in np.flatnonzero(np.diff(network.tied.indptr))}
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
