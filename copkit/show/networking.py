"""What workbook 3 shows: the network within and between communities, brokers, loose ends, introductions.

In the room people are named. The public sees organisations in place of people, and as brokers only
those who agreed to be named.
"""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx
import pandas as pd

from copkit.functions import development, networking
from copkit.place.schema.networking import OUTCOMES
from copkit.place.scope import current_at
from copkit.place.view import View
from copkit.show import figures
from copkit.show.member_map import member_map
from copkit.show.network_figure import network
from copkit.show.next_steps import steps
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import capital, count, listing, people, percent
from copkit.show.tables import Table

MOST_DRAWN = 300
MOST_COLUMNS = 12
MOST_CUT_POINTS = 15
PERMUTATIONS = 2_000
UNLIKELY = 0.05
"""A leaning that so small a share of networks would show by chance, on either side, is told as one."""

_NO_TIES = Needs(
    "No ties between members are known yet.",
    "Ask each member: whom do you go to for advice? Write it into the form 'Ties'. Or note who comes to "
    "events: people who came to two of the same events in a year count as acquainted.",
)


@dataclass(frozen=True)
class _Network:
    """The members now and the ties between them."""

    graph: nx.DiGraph
    organisations: dict[str, str]
    communities: dict[str, tuple[str, ...]]
    agreed: frozenset[str]
    asked: bool
    """Whether members were asked about their ties; else they follow from shared events."""

    @property
    def basis(self) -> str:
        if self.asked:
            return "Ties are those that members named, in the newest answer of each."
        return (
            "Nobody was asked about ties, so two members count as tied if they came to two or more of the "
            "same events in the last year."
        )

    @property
    def pairs(self) -> nx.Graph:
        return nx.Graph(self.graph)


def _network(here: View) -> _Network | None:
    """The network of those who are members now; by co-attendance where no tie was ever asked for."""
    standing = current_at(here["memberships"], here.as_of, "since", "until")
    standing = standing[standing["role"] != "outside"]
    members = here["members"].set_index("name")
    known = sorted(set(standing["member"]) & set(members.index)) or sorted(members.index)
    ties = networking.latest_ties(here["ties"])
    ties = ties[ties["member"].isin(known) & ties["to_member"].isin(known)]
    asked = not ties.empty
    if not asked:
        ties = _acquainted(here, known)
    if ties.empty:
        return None
    organisations = members["organisation"].dropna().to_dict()
    agreed = members.index[members["agrees_to_be_named"].fillna(False).astype(bool)]
    whole = current_at(here.whole["memberships"], here.as_of, "since", "until")
    return _Network(
        networking.member_network(ties, known),
        {str(name): str(organisation) for name, organisation in organisations.items()},
        networking.groups_of(whole[whole["role"] != "outside"]),
        frozenset(agreed),
        asked,
    )


def _acquainted(here: View, known: list[str]) -> pd.DataFrame:
    came = here["attendance"]
    came = came[(came["presence"] == "came") & came["member"].isin(known)]
    when = here["events"].set_index("name")["date"].reindex(came["event"]).to_numpy()
    recent = came[pd.to_datetime(when) > here.as_of - pd.DateOffset(years=1)] if len(came) else came
    pairs = networking.shared_events(recent)
    return pairs.assign(kind="knows", strength=(pairs["shared"] / 12).clip(upper=1.0), seen=pd.NaT)


def _too_few(here: View, found: _Network) -> bool:
    return here.audience.hides(len(found.graph))


def the_map(here: View) -> Section:
    """The network drawn: people for the room, organisations for the public."""
    found = _network(here)
    if found is None:
        return Section([_NO_TIES])
    if _too_few(here, found):
        return Section([Finding("There are too few members to show their network here.")])
    density = nx.density(found.pairs)
    size = found.pairs.number_of_edges()
    parts = nx.number_connected_components(
        found.pairs.subgraph([n for n in found.pairs if found.pairs.degree(n)])
    )
    told = f"{people(here.audience, len(found.graph))} and {count(size, 'pair')} who are tied: "
    told += f"{percent(density)} of all possible ties. "
    told += (
        "Everyone who has a tie hangs together."
        if parts == 1
        else f"They fall into {parts:,} separate parts."
    )
    back = networking.reciprocity(found.graph)
    method = f"{found.basis} Density is tied pairs over all pairs"
    method += f"; {percent(back)} of the ties were named from both sides." if back else "."
    source = "Wasserman and Faust 1994, Social Network Analysis"
    figure = _organisations(here, found) if here.audience.is_public else _people(here, found)
    return Section([Finding(told, [figure] if figure else [], method, source)])


def _people(here: View, found: _Network) -> figures.Figure:
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


def _organisations(here: View, found: _Network) -> figures.Figure | None:
    """Ties between organisations; those with few members stand together as 'other organisations'."""
    named = pd.Series({name: found.organisations.get(name, "no organisation given") for name in found.graph})
    sizes = named.value_counts()
    large = {name for name, size in sizes.items() if not here.audience.hides(size)}
    groups = {
        name: organisation if organisation in large else "other organisations"
        for name, organisation in named.items()
    }
    between = networking.ties_between(found.pairs, {name: (group,) for name, group in groups.items()})
    rows = [
        (one, other, int(between.loc[one, other]))
        for place, one in enumerate(between.index)
        for other in between.index[place + 1 :]
        if between.loc[one, other] and not here.audience.hides(int(between.loc[one, other]))
    ]
    if not rows:
        return None
    frame = pd.DataFrame(rows, columns=["start", "end", "weight"]).sort_values(
        ["weight", "start", "end"], ascending=[False, True, True], kind="stable"
    )
    strongest = frame.iloc[0]
    title = f"Most ties between two organisations run between {strongest['start']} and {strongest['end']}"
    shown = frame.rename(columns={"start": "Organisation", "end": "And", "weight": "Tied pairs"}).head(40)
    caption = f"Ties between organisations; fewer than {here.audience.threshold} are not shown"
    return network(title, Table(caption, shown, here.audience), frame.head(60), nodes=[])


def within_and_between(here: View) -> Section:
    """How much of the network lies within communities and organisations, and how much crosses."""
    found = _network(here)
    if found is None:
        return Section([_NO_TIES])
    if _too_few(here, found):
        return Section([Finding("There are too few members to show their ties here.")])
    parts = []
    mixed = networking.ei_permutation(found.pairs, found.organisations, PERMUTATIONS)
    if mixed is not None:
        parts.append(_across_organisations(mixed))
    if not here.community:
        parts += _between_communities(here, found)
    return Section(parts or [Needs("Nobody's organisation is known.", "Fill it in, in the form 'Members'.")])


def _across_organisations(mixed: networking.EIPermutation) -> Finding:
    """Whether people keep to their own organisation more than the sizes of the organisations explain."""
    share, chance = (mixed.index + 1) / 2, (mixed.expected + 1) / 2
    if min(mixed.at_most, mixed.at_least) > UNLIKELY / 2:
        leaning = "about as many as chance would give"
    elif mixed.index < mixed.expected:
        leaning = "fewer than chance would give, so people keep to their own organisation"
    else:
        leaning = "more than chance would give, so people seek out other organisations"
    told = f"{percent(share)} of the ties join people of different organisations: {leaning} "
    told += f"(chance alone: {percent(chance)})."
    method = (
        f"The E-I index is {mixed.index:.2f}: ties between organisations less ties within, over all; -1 if "
        "all are within, 1 if all are between. Only pairs whose organisations are both known count. It is "
        f"set beside {mixed.permutations:,} networks with the same ties, in which the organisations are "
        f"dealt out anew: they would give {mixed.expected:.2f} on average, and "
        f"{percent(min(mixed.at_most, mixed.at_least))} of them lie as far out on that side."
    )
    return Finding(told, (), method, "Krackhardt and Stern 1988")


def _between_communities(here: View, found: _Network) -> list[Finding]:
    inside = {name: groups for name, groups in found.communities.items() if name in found.graph}
    between = networking.ties_between(found.pairs, inside)
    if len(between) < 2:
        return []
    joined = [
        (one, other, int(between.loc[one, other]))
        for place, one in enumerate(between.index)
        for other in between.index[place + 1 :]
    ]
    ranked = pd.DataFrame(joined, columns=["Community", "And", "Tied pairs"]).sort_values(
        ["Tied pairs", "Community", "And"], ascending=[False, True, True], kind="stable"
    )
    none = ranked[ranked["Tied pairs"] == 0]
    first = ranked.iloc[0]
    if not first["Tied pairs"]:
        return [Finding("No tie joins one community to another.")]
    if here.audience.hides(int(first["Tied pairs"])):
        title = "Few ties join one community to another"
    else:
        title = f"{first['Community']} and {first['And']} are joined by the most ties"
    apart = count(len(none), "pair of communities has", "pairs of communities have")
    told = f"{title}; {'every two are joined' if none.empty else f'{apart} no tie'}."
    method = (
        "A pair counts within a community if both belong to it. A pair that shares no community counts "
        "between each two of theirs."
    )
    if len(between) <= MOST_COLUMNS:
        frame = between.rename_axis("Community").reset_index()
        table = Table(
            "Tied pairs within and between communities",
            frame,
            here.audience,
            people=list(between.columns),
            crossed=True,
        )
        return [Finding(told, [figures.matrix(title, table, "Community")], method)]
    joined_up = ranked[ranked["Tied pairs"] > 0].head(40)
    table = Table("Communities and the pairs that join them", joined_up, here.audience, people=["Tied pairs"])
    return [Finding(told, [table], method)]


def brokers(here: View) -> Section:
    """Who holds the network together, and could carry news from one part to another."""
    found = _network(here)
    if found is None:
        return Section([_NO_TIES])
    scores = networking.betweenness(found.graph)
    if here.audience.is_public:
        scores = scores[[name in found.agreed for name in scores.index]]
    top = scores[scores > 0].sort_index().sort_values(ascending=False, kind="stable").head(8)
    method = (
        "Betweenness is the share of the shortest ways between others that lead through a person. A low "
        "constraint says that the person's ties do not lead back to the same people."
    )
    source = "Freeman 1977; Burt 1992, Structural Holes"
    if _too_few(here, found) or top.empty:
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


def _if_they_left(here: View, found: _Network) -> Finding:
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


def loose_ends(here: View) -> Section:
    """Who has no tie yet: those whom a welcome would help most."""
    found = _network(here)
    if found is None:
        return Section([_NO_TIES])
    alone = networking.isolates(found.graph)
    told = _alone_in_words(here, found, len(alone))
    if here.audience.is_public or not alone:
        return Section([Finding(told, (), found.basis)])
    roles = (
        here["memberships"].sort_values("role", kind="stable").drop_duplicates("member").set_index("member")
    )
    frame = pd.DataFrame(
        {
            "Member": alone[:50],
            "Organisation": [found.organisations.get(name, "") for name in alone[:50]],
            "Role": roles["role"].astype("object").reindex(alone[:50]).to_numpy(),
        }
    )
    return Section([Finding(told, [Table("Members without a tie", frame, here.audience)], found.basis)])


def _alone_in_words(here: View, found: _Network, alone: int) -> str:
    if not alone:
        return "Every member has a tie to another."
    told = here.audience.of(alone, len(found.graph))
    if found.asked:
        return capital(f"{told} members have no tie to another member.")
    return capital(f"{told} members did not come to two of the same events as anyone else.")


def introductions(here: View) -> Section:
    """What came of the introductions that were made, and who might be introduced next."""
    made = here["introductions"]
    parts: list[Finding | Needs] = []
    if made.empty:
        how = "Write the next one into the form 'Introductions': who, whom, why, and later what came of it."
        parts.append(Needs("No introduction is written down yet.", how))
    else:
        met = int(made["outcome"].isin(["met", "met again", "works together now"]).sum())
        counted = made["outcome"].astype("object").fillna("not yet").value_counts()
        frame = pd.DataFrame({"Outcome": [name for name in OUTCOMES if name in counted.index]})
        frame["Introductions"] = [int(counted[name]) for name in frame["Outcome"]]
        table = Table("What came of introductions", frame, here.audience, people=["Introductions"])
        if table.hides:
            told = f"{here.audience.people(len(made))} introductions are written down."
        else:
            told = f"People met after {here.audience.of(met, len(made))} introductions."
        parts.append(Finding(told, [figures.bars(told.rstrip("."), table, "Outcome", "Introductions")]))
    if not here.audience.is_public:
        parts += _suggestions(here)
    return Section(parts)


def _suggested(here: View) -> pd.DataFrame:
    found = _network(here)
    graph = found.graph if found else nx.DiGraph()
    groups = found.communities if found else {}
    wants = development.teachers_and_learners(here.whole["member_skills"])
    pairs = networking.to_introduce(graph, groups, wants, here.whole["introductions"])
    own = set(here["members"]["name"])
    return pairs[pairs["learner"].isin(own) | pairs["teacher"].isin(own)].reset_index(drop=True)


def _suggestions(here: View) -> list[Finding]:
    pairs = _suggested(here)
    if pairs.empty:
        return []
    shown = pairs.drop_duplicates("learner").drop_duplicates("teacher").head(10)
    frame = pd.DataFrame(
        {
            "Who wants to learn": shown["learner"],
            "Who can teach it": shown["teacher"],
            "Skill": shown["skill"],
            "Known to both": shown["common"],
        }
    )
    first = shown.iloc[0]
    pair = f"{first['learner']} could learn from {first['teacher']}"
    told = f"{pair}, and no tie joins them yet: {first['skill']}."
    method = (
        "Pairs from different communities, without a tie or an introduction, of whom one wants to learn what "
        "the other teaches; those who know the same people first."
    )
    return [Finding(told, [Table("Who might be introduced", frame, here.audience)], method)]


def next_steps(here: View) -> Section:
    """What the network asks for."""
    found = _network(here)
    proposals: list[str] = []
    if found is None:
        proposals.append("Ask each member whom they go to for advice.")
        return steps(here, "weave networks", proposals)
    if found.asked and networking.isolates(found.graph):
        proposals.append("Let somebody from the core group welcome those who have no tie yet.")
    if not here.community:
        inside = {name: groups for name, groups in found.communities.items() if name in found.graph}
        between = networking.ties_between(found.pairs, inside)
        apart = [
            f"{one} and {other}"
            for place, one in enumerate(between.index)
            for other in between.index[place + 1 :]
            if not between.loc[one, other]
        ]
        if 0 < len(apart) <= 5:
            proposals.append(f"Bring together {listing(apart, 2)}: no tie joins them.")
    if not here.audience.is_public:
        pairs = _suggested(here)
        if len(pairs):
            first = pairs.iloc[0]
            proposals.append(f"Introduce {first['learner']} to {first['teacher']} ({first['skill']}).")
    waiting = int((here["introductions"]["outcome"] == "not yet").sum())
    if waiting:
        proposals.append("Ask those who were introduced and have not met yet whether they need a nudge.")
    return steps(here, "weave networks", proposals)
