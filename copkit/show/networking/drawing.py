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
from copkit.show.sentences import capital, count, people, percent
from copkit.show.tables import Table

MOST_DRAWN = 300


def the_map(here: View) -> Section:
    """The network drawn: people for the room, organisations for the public."""
    found = network_of(here)
    if found is None:
        return Section([NO_TIES])
    if too_few(here, found):
        return Section([Finding("There are too few members to show their network here.")])
    parts = int((found.tied.component_sizes > 1).sum())
    told = _size(here, found)
    told += (
        "Everyone who has a tie hangs together."
        if parts == 1
        else f"They fall into {parts:,} separate parts."
    )
    back = networking.reciprocity(found.tied)
    method = f"{found.basis} The share is tied pairs over all pairs"
    both_ways = back and _is_coarse(here, found.graph.number_of_edges())
    method += f"; {percent(back)} of the named ties go both ways." if both_ways else "."
    source = "Wasserman and Faust 1994, Social Network Analysis"
    figure = _organisations(here, found) if here.audience.is_public else _people(here, found)
    return Section([Finding(told, [figure] if figure else [], method, source)])


def _size(here: View, found: MemberNetwork) -> str:
    """How many people and tied pairs there are, and their share of all pairs, as the reader may know."""
    members, size = len(found.graph), found.pairs.number_of_edges()
    if here.audience.is_public:
        told = f"{capital(here.audience.about(members))} people and {here.audience.about(size)} pairs "
    else:
        told = f"{people(here.audience, members)} and {count(size, 'pair')} "
    share = f": {percent(nx.density(found.pairs))} of all pairs"
    return f"{told}who are tied{share if _is_coarse(here, members * (members - 1) // 2) else ''}. "


def _is_coarse(here: View, whole: int) -> bool:
    """Whether a share of so many, told to the percent, tells the part no closer than a count may be told."""
    return not here.audience.is_public or whole >= 100 * here.audience.threshold


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
    """Ties between organisations, for the public; those with few members stand together."""
    frame = ties_of_organisations(here, found)
    if frame.empty:
        return None
    strongest = frame.iloc[0]
    ends = f"{strongest['start']} and {strongest['end']}"
    title = f"Most ties between two organisations run between {ends}"
    if (frame["weight"] == strongest["weight"]).sum() > 1:
        title = f"{ends} are tied by about {strongest['weight']:,} pairs, no two others by clearly more"
    shown = frame.rename(columns={"start": "Organisation", "end": "And", "weight": "Tied pairs"}).head(40)
    nearest, least = here.audience.threshold, here.audience.least_rounded
    caption = f"Ties between organisations, to the nearest {nearest}, from {least}"
    return network(title, Table(caption, shown, here.audience), frame.head(60), nodes=[])
