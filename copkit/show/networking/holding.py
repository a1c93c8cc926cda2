"""Who holds the network together, and what would break without them."""

from __future__ import annotations

import pandas as pd

from copkit.functions import networking
from copkit.place.view import View
from copkit.show.networking.member_graph import NO_TIES, MemberNetwork, network_of, too_few
from copkit.show.page import Finding, Section
from copkit.show.sentences import count, listing
from copkit.show.tables import Table

MOST_CUT_POINTS = 15


def brokers(here: View) -> Section:
    """Who holds the network together, and could carry news from one part to another."""
    found = network_of(here)
    if found is None:
        return Section([NO_TIES])
    scores = networking.betweenness(found.graph)
    if here.audience.is_public:
        scores = scores[[name in found.agreed for name in scores.index]]
    top = scores[scores > 0].sort_index().sort_values(ascending=False, kind="stable").head(8)
    method = (
        "Betweenness is the share of the shortest ways between others that lead through a person. A low "
        "constraint says that the person's ties do not lead back to the same people."
    )
    source = "Freeman 1977; Burt 1992, Structural Holes"
    if too_few(here, found) or top.empty:
        return Section([Finding("There is no broker who can be named here.", (), method, source)])
    held = networking.constraint(found.graph)
    frame = pd.DataFrame(
        {
            "Member": top.index,
            "Organisation": [found.organisations.get(name, "") for name in top.index],
            "Communities": [listing(found.communities.get(name, ())) for name in top.index],
            "Betweenness": top.to_numpy(),
            "Constraint": held.reindex(top.index).to_numpy(),
        }
    )
    table = Table(
        "Brokers", frame, here.audience, formats={"Betweenness": "percent", "Constraint": "two decimals"}
    )
    told = f"{listing(top.index[:3])} {'ties' if len(top) == 1 else 'tie'} people who do not know each other."
    if here.audience.is_public:
        told = f"Among those who agreed to be named, {told}"
    parts = [Finding(told, [table], method, source)]
    return Section(parts if here.audience.is_public else [*parts, _if_they_left(here, found)])


def _if_they_left(here: View, found: MemberNetwork) -> Finding:
    """What would break if one person left; for the room alone."""
    cuts = networking.if_they_left(found.graph)
    cuts = cuts[cuts["pairs_cut"] > 0]
    method = (
        "A cut point is a member without whom others could not reach each other along ties. A pair is cut "
        "if it could not reach each other any more."
    )
    source = "Harary 1969, Graph Theory"
    if cuts.empty:
        return Finding("If any one member left, all others could still reach each other.", (), method, source)
    first = cuts.iloc[0]
    told = f"If {first['member']} left, {count(int(first['pairs_cut']), 'pair')} of others could not reach "
    told += f"each other any more. {count(len(cuts), 'member holds', 'members hold')} others in the network."
    shown = cuts.head(MOST_CUT_POINTS)
    frame = pd.DataFrame(
        {
            "If this member left": shown["member"],
            "Pairs cut": shown["pairs_cut"],
            "Cut off from the rest": [listing(names, 6) for names in shown["fall_out"]],
        }
    )
    return Finding(told, [Table("What breaks if one leaves", frame, here.audience)], method, source)
