"""Whether ties cross organisations and communities, beside what chance would give."""

from __future__ import annotations

import pandas as pd

from copkit.functions import development, networking
from copkit.place.view import View
from copkit.show import figures
from copkit.show.networking.member_graph import NO_TIES, MemberNetwork, network_of, too_few
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import count, listing, percent
from copkit.show.tables import Table

MOST_COLUMNS = 12
PERMUTATIONS = 2_000
UNLIKELY = 0.05
"""A leaning that so small a share of networks would show by chance, on either side, is told as one."""


def within_and_between(here: View) -> Section:
    """How much of the network lies within communities and organisations, and how much crosses."""
    found = network_of(here)
    if found is None:
        return Section([NO_TIES])
    if too_few(here, found):
        return Section([Finding("There are too few members to show their ties here.")])
    parts = []
    for groups, words in _groupings(here, found):
        mixed = networking.ei_permutation(found.pairs, groups, PERMUTATIONS)
        if mixed is not None:
            parts.append(_across(mixed, words, networking.modularity(found.pairs, groups), found.basis))
    if not here.community:
        parts += _between_communities(here, found)
        parts += should_know_each_other(here, found)
    return Section(parts or [Needs("Nobody's organisation is known.", "Fill it in, in the form 'Members'.")])


def closer_ties(here: View) -> list[Finding]:
    """Communities of a place that should know each other better; none where that cannot be told."""
    found = network_of(here)
    if found is None or here.community or too_few(here, found):
        return []
    return should_know_each_other(here, found)


def _groupings(here: View, found: MemberNetwork) -> list[tuple[dict[str, str], tuple[str, str]]]:
    """The one group of each member, and the words for one group and for several."""
    kinds = [
        (found.organisations, ("organisation", "organisations")),
        (found.sectors, ("sector", "sectors")),
    ]
    if not here.community:
        alone = {name: groups[0] for name, groups in found.communities.items() if len(groups) == 1}
        kinds.append((alone, ("community", "communities")))
    return kinds


def _across(
    mixed: networking.EIPermutation, words: tuple[str, str], modularity: float | None, basis: str
) -> Finding:
    """Whether people keep to their own group more than the sizes of the groups explain."""
    one, several = words
    share, chance = (mixed.index + 1) / 2, (mixed.expected + 1) / 2
    if min(mixed.at_most, mixed.at_least) > UNLIKELY / 2:
        leaning = "about as many as chance would give"
    elif mixed.index < mixed.expected:
        leaning = f"fewer than chance would give, so people keep to their own {one}"
    else:
        leaning = f"more than chance would give, so people seek out other {several}"
    of = "people of different communities" if one == "community" else f"people of different {several}"
    told = f"{percent(share)} of the ties join {of}: {leaning} (chance alone: {percent(chance)})."
    known = (
        "Only members of one community alone"
        if one == "community"
        else f"Only pairs whose {several} are known"
    )
    method = (
        f"The E-I index is {mixed.index:.2f}: ties between {several} less ties within, over all; -1 if "
        f"all are within, 1 if all are between. {known} count. It is set beside {mixed.permutations:,} "
        f"networks with the same ties, in which the {several} are dealt out anew: they would give "
        f"{mixed.expected:.2f} on average, and {percent(min(mixed.at_most, mixed.at_least))} of them lie as "
        f"far out on that side."
    )
    if modularity is not None:
        method += f" Modularity is {modularity:.2f}: the share of ties within, less what chance would give."
    source = "Krackhardt and Stern 1988; Newman and Girvan 2004 for modularity"
    return Finding(told, (), f"{method} {basis}", source)


def _between_communities(here: View, found: MemberNetwork) -> list[Finding]:
    between = networking.ties_between(found.pairs, found.inside)
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


def should_know_each_other(here: View, found: MemberNetwork) -> list[Finding]:
    """Pairs of communities with fewer ties than chance would give, that have something in common."""
    pairs = communities_apart(here, found)
    if pairs.empty:
        return []
    first = pairs.iloc[0]
    reasons = []
    if first["issues"]:
        reasons.append(f"both take up {listing(first['issues'], 2)}")
    if first["skills"]:
        reasons.append(f"one wants to learn what the other can teach ({listing(first['skills'], 2)})")
    told = f"{first['community']} and {first['other']} should know each other better: "
    told += f"{' and '.join(reasons)}, and fewer ties join them than chance would give."
    frame = pd.DataFrame(
        {
            "Community": pairs["community"],
            "And": pairs["other"],
            "Tied pairs": pairs["tied"],
            "By chance": pairs["expected"],
            "Issues of both": [listing(names, 3) for names in pairs["issues"]],
            "Skills wanted and taught": [listing(names, 3) for names in pairs["skills"]],
        }
    ).head(MOST_COLUMNS)
    table = Table(
        "Communities that should know each other",
        frame,
        here.audience,
        people=["Tied pairs"],
        formats={"By chance": "one decimal"},
    )
    method = (
        "Chance would tie each pair of members as often as pairs are tied in the whole network. A pair of "
        "members counts if the two share no community. Shown are communities with fewer ties than that, "
        f"and with an issue or a skill in common; the largest gap first. {found.basis}"
    )
    return [Finding(told, [table], method, "Wasserman and Faust 1994, chapter 10: the density table")]


def communities_apart(here: View, found: MemberNetwork) -> pd.DataFrame:
    """The pairs of communities that have fewer ties than chance would give, and something in common; worked
    out once for a view."""
    return here.kept("communities apart", lambda: _apart(here, found))


def _apart(here: View, found: MemberNetwork) -> pd.DataFrame:
    wants = development.teachers_and_learners(here["member_skills"])
    pairs = networking.community_pairs(found.pairs, found.inside, here["coverage"], wants)
    common = pairs["issues"].astype(bool) | pairs["skills"].astype(bool)
    return pairs[(pairs["shortfall"] > 0) & common].reset_index(drop=True)
