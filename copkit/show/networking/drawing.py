"""The network drawn: people for the room, organisations for the public."""

from __future__ import annotations

import networkx as nx
import pandas as pd

from copkit.functions import networking
from copkit.place.view import View
from copkit.show import figures
from copkit.show.member_map import member_map
from copkit.show.network_figure import network
from copkit.show.networking.member_graph import NO_TIES, MemberNetwork, network_of, too_few
from copkit.show.networking.organisation_ties import ties_of_organisations
from copkit.show.page import Finding, Section
from copkit.show.sentences import count, people, percent
from copkit.show.tables import Table

MOST_DRAWN = 300


def the_map(here: View) -> Section:
    """The network drawn: people for the room, organisations for the public."""
    found = network_of(here)
    if found is None:
        return Section([NO_TIES])
    if too_few(here, found):
        return Section([Finding("There are too few members to show their network here.")])
    density = nx.density(found.pairs)
    size = found.pairs.number_of_edges()
    parts = nx.number_connected_components(
        found.pairs.subgraph([n for n in found.pairs if found.pairs.degree(n)])
    )
    told = f"{people(here.audience, len(found.graph))} and {count(size, 'pair')} who are tied: "
    told += f"{percent(density)} of all pairs. "
    told += (
        "Everyone who has a tie hangs together."
        if parts == 1
        else f"They fall into {parts:,} separate parts."
    )
    back = networking.reciprocity(found.graph)
    method = f"{found.basis} The share is tied pairs over all pairs"
    method += f"; {percent(back)} of the named ties go both ways." if back else "."
    source = "Wasserman and Faust 1994, Social Network Analysis"
    figure = _organisations(here, found) if here.audience.is_public else _people(here, found)
    return Section([Finding(told, [figure] if figure else [], method, source)])


def _people(here: View, found: MemberNetwork) -> figures.Figure:
    pairs = found.pairs
    ties = pd.Series(dict(pairs.degree()), dtype="int64")
    order = sorted(pairs, key=lambda name: (-ties[name], name))
    drawn = order[:MOST_DRAWN]
    edges = nx.to_pandas_edgelist(pairs.subgraph(drawn), source="start", target="end")
    edges = (
        edges.rename(columns={"strength": "weight"}) if len(edges) else pd.DataFrame(columns=["start", "end"])
    )
    if here.community:
        groups = {name: found.organisations.get(name, "") for name in drawn}
    else:
        groups = {name: (found.communities.get(name) or ("",))[0] for name in drawn}
    frame = pd.DataFrame(
        {
            "Member": drawn,
            "Organisation": [found.organisations.get(name, "") for name in drawn],
            "Ties": [int(ties[name]) for name in drawn],
        }
    )
    title = f"{order[0]} has the most ties ({ties[order[0]]:,})"
    if len(pairs) > MOST_DRAWN:
        title += f"; the {MOST_DRAWN} best-connected of {len(pairs):,} members are drawn"
    table = Table("Members and their ties", frame, here.audience)
    return member_map(title, table, edges, nodes=drawn, groups=groups)


def _organisations(here: View, found: MemberNetwork) -> figures.Figure | None:
    """Ties between organisations; those with few members stand together as 'other organisations'."""
    frame = ties_of_organisations(here, found)
    if frame.empty:
        return None
    strongest = frame.iloc[0]
    title = f"Most ties between two organisations run between {strongest['start']} and {strongest['end']}"
    shown = frame.rename(columns={"start": "Organisation", "end": "And", "weight": "Tied pairs"}).head(40)
    caption = f"Ties between organisations; fewer than {here.audience.threshold} are not shown"
    return network(title, Table(caption, shown, here.audience), frame.head(60), nodes=[])
