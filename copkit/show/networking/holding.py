"""Who holds the network together, and what would break without them."""

from __future__ import annotations

import pandas as pd

from copkit.functions import networking
from copkit.place.view import View
from copkit.show.networking.member_graph import NO_TIES, MemberNetwork, network_of, too_few
from copkit.show.page import Finding, Section
from copkit.show.sentences import count, listing, number, percent
from copkit.show.tables import Table

MOST_CUT_POINTS = 15
MOST_ROLES = 10
KEY_PLAYERS = 3
ROLES_IN_WORDS = {
    "coordinator": "a coordinator within the own organisation",
    "consultant": "a consultant between people of another organisation",
    "representative": "a representative of the own organisation to others",
    "gatekeeper": "a gatekeeper from others into the own organisation",
    "liaison": "a liaison between two other organisations",
}


def brokers(here: View) -> Section:
    """Who holds the network together, and could carry news from one part to another."""
    found = network_of(here)
    if found is None:
        return Section([NO_TIES])
    scores = networking.betweenness(found.tied)
    if here.audience.is_public:
        scores = scores[[name in found.agreed for name in scores.index]]
    top = scores[scores > 0].sort_index().sort_values(ascending=False, kind="stable").head(8)
    method = (
        "Betweenness is the share of the shortest ways between others that lead through a person. A low "
        "constraint says that the person's ties do not lead back to the same people. "
        f"{found.basis}"
    )
    if error := networking.betweenness_error(found.tied):
        method += (
            f" In a network as large as this betweenness is an estimate from random shortest ways: with a "
            f"probability of 99% it is off by less than {percent(error)} for all."
        )
    source = "Freeman 1977; Burt 1992, Structural Holes"
    if too_few(here, found) or top.empty:
        return Section([Finding("There is no broker who can be named here.", (), method, source)])
    held = networking.constraint(found.tied)
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
    if not here.audience.is_public:
        parts += [_if_they_left(here, found), *_key_players(found), *_roles(here, found)]
    return Section(parts)


def _if_they_left(here: View, found: MemberNetwork) -> Finding:
    """What would break if one person left; for the room alone."""
    cuts = networking.if_they_left(found.graph)
    cuts = cuts[cuts["pairs_cut"] > 0]
    method = (
        "A cut point is a member without whom others could not reach each other along ties. A pair is cut "
        f"if it could not reach each other any more. {found.basis}"
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


def _key_players(found: MemberNetwork) -> list[Finding]:
    """Those few whose leaving breaks the most, and those through whom news spreads best."""
    if not len(found.graph) >= KEY_PLAYERS + 2:
        return []
    try:
        leaving = networking.key_player_set(found.pairs, KEY_PLAYERS, "fragmentation", restarts=1)
    except networking.NoKeyPlayers as too_large:
        return [Finding(str(too_large))]
    telling = networking.key_player_set(found.pairs, KEY_PLAYERS, "reach", steps=2, restarts=1)
    told = f"To spread news, tell {listing(telling.members)}: {percent(telling.value)} of the members are "
    told += f"within two steps of them. If {listing(leaving.members)} left, {percent(leaving.value)} of the "
    told += f"pairs who remain could not reach each other (now: {percent(leaving.before)})."
    method = (
        f"The {KEY_PLAYERS} people, found by a search, whose leaving gives the highest fragmentation, and "
        "those with the highest reach within two steps. With more than 60 members the search tries those "
        f"with the most ties and the most betweenness. {found.basis}"
    )
    return [Finding(told, (), method, "Borgatti 2006, Identifying sets of key players in a social network")]


def _roles(here: View, found: MemberNetwork) -> list[Finding]:
    """Who brokers more than chance would give, and in which of the five roles."""
    roles = networking.brokerage_roles(found.graph, found.organisations)
    more = roles[(roles["times"] > roles["expected"]) & (roles["times"] > 0)]
    if more.empty:
        return []
    more = more.assign(beyond=more["times"] - more["expected"])
    order = ["beyond", "member", "role"]
    shown = more.sort_values(order, ascending=[False, True, True], kind="stable").head(MOST_ROLES)
    first = shown.iloc[0]
    told = f"{first['member']} stands out as {ROLES_IN_WORDS[first['role']]}: {int(first['times']):,} times, "
    told += f"where chance would give {number(first['expected'], 1)}."
    frame = pd.DataFrame(
        {
            "Member": shown["member"],
            "Organisation": shown["group"],
            "Role": [str(role).capitalize() for role in shown["role"]],
            "Times": shown["times"],
            "By chance": shown["expected"],
            "z": shown["z"],
        }
    )
    table = Table(
        "Brokers by role",
        frame,
        here.audience,
        formats={"By chance": "one decimal", "z": "one decimal"},
    )
    method = (
        "A broker stands between two people of whom the first names the broker, and the broker the second, "
        "but the first does not name the second. Coordinator: all three in one organisation. Consultant: the "
        "two in one, the broker in another. Representative: from the own organisation outwards. Gatekeeper: "
        "from outside into it. Liaison: three organisations. By chance: in a network as dense, with ties "
        "at random; z counts standard deviations and is a hint, not a test. Only members whose organisation "
        f"is known count. {found.basis}"
    )
    return [Finding(told, [table], method, "Gould and Fernandez 1989, Structures of mediation")]
