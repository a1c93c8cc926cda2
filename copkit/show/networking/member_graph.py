"""The members now and the ties between them, as the sections of workbook 3 see them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import networkx as nx
import pandas as pd

from copkit.functions import networking
from copkit.place.scope import current_at
from copkit.place.view import View
from copkit.show.page import Needs
from copkit.show.sentences import capital

NO_TIES = Needs(
    "No ties between members are known yet.",
    "Ask each member: whom do you go to for advice? Write it into the form 'Ties'. Or note who comes to "
    "events: people who came to two of the same events in a year count as acquainted.",
)


@dataclass(frozen=True)
class MemberNetwork:
    """The members now and the ties between them."""

    graph: nx.DiGraph
    organisations: dict[str, str]
    communities: dict[str, tuple[str, ...]]
    agreed: frozenset[str]
    asked: bool
    """Whether members were asked about their ties; else they follow from shared events."""
    sectors: dict[str, str]
    nobody: frozenset[str]
    """Those who said that they have no tie to name."""
    missing: str
    """What follows from those who named nobody and did not say so: a sentence, or nothing."""

    @property
    def basis(self) -> str:
        if self.asked:
            return f"Ties are those that members named, in the newest answer of each.{self.missing}"
        return (
            "Nobody was asked about ties, so two members count as tied if they came to two or more of the "
            "same events in the last year."
        )

    @cached_property
    def tied(self) -> networking.Adjacency:
        """The same ties as a sparse matrix, which the measures share."""
        return networking.adjacency(self.graph)

    @cached_property
    def pairs(self) -> nx.Graph:
        """The ties without direction."""
        return nx.Graph(self.graph)

    @cached_property
    def inside(self) -> dict[str, tuple[str, ...]]:
        """The communities of those who are in the network."""
        return {name: groups for name, groups in self.communities.items() if name in self.graph}


def network_of(here: View) -> MemberNetwork | None:
    """The network of those who are members now; by co-attendance where no tie was ever asked for. It is made
    once for a view: do not change it."""
    return here.kept("network of members", lambda: _network_of(here))


def _network_of(here: View) -> MemberNetwork | None:
    standing = current_at(here["memberships"], here.as_of, "since", "until")
    standing = standing[standing["role"] != "outside"]
    members = here["members"].set_index("name")
    known = sorted(set(standing["member"]) & set(members.index)) or sorted(members.index)
    ties = networking.latest_ties(here["ties"])
    ties = ties[ties["member"].isin(known) & ties["to_member"].isin(known)]
    asked = not ties.empty
    if not asked:
        ties = acquainted(here, known)
    if ties.empty:
        return None
    organisations = members["organisation"].dropna().to_dict()
    agreed = members.index[members["agrees_to_be_named"].fillna(False).astype(bool)]
    whole = current_at(here.whole["memberships"], here.as_of, "since", "until")
    graph = networking.member_network(ties, known)
    sectors = members["organisation"].map(here.whole["organisations"].set_index("name")["sector"]).dropna()
    said = members.index[members["named_nobody"].notna()]
    nobody = frozenset(name for name in said if name in graph and not graph.out_degree(name))
    return MemberNetwork(
        graph,
        {str(name): str(organisation) for name, organisation in organisations.items()},
        networking.groups_of(whole[whole["role"] != "outside"]),
        frozenset(agreed),
        asked,
        {str(name): str(sector) for name, sector in sectors.items()},
        nobody,
        _missing(here, graph, nobody),
    )


def _missing(here: View, graph: nx.DiGraph, nobody: Collection[str]) -> str:
    silent = sum(not graph.out_degree(name) and name not in nobody for name in graph)
    if not silent:
        return ""
    return (
        f" {capital(here.audience.about(silent))} of {here.audience.about(len(graph))} members named nobody, "
        "so ties of theirs may be missing: the numbers of ties and the density are lower bounds, and those "
        "without a tie, and separate parts, may be fewer than shown. Other measures may be too low or too "
        "high."
    )


def acquainted(here: View, known: list[str]) -> pd.DataFrame:
    """Those who came to two or more of the same events in the last year, as ties."""
    came = here["attendance"]
    came = came[(came["presence"] == "came") & came["member"].isin(known)]
    when = here["events"].set_index("name")["date"].reindex(came["event"]).to_numpy()
    recent = came[pd.to_datetime(when) > here.as_of - pd.DateOffset(years=1)] if len(came) else came
    pairs = networking.shared_events(recent)
    return pairs.assign(kind="knows", strength=(pairs["shared"] / 12).clip(upper=1.0), seen=pd.NaT)


def too_few(here: View, found: MemberNetwork) -> bool:
    return here.audience.hides(len(found.graph))
