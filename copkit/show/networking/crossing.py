"""Whether ties cross organisations and communities, beside what chance would give."""

from __future__ import annotations

import pandas as pd

from copkit.functions import networking
from copkit.place.view import View
from copkit.show import figures
from copkit.show.networking.member_graph import NO_TIES, MemberNetwork, network_of, too_few
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import count, percent
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


def _between_communities(here: View, found: MemberNetwork) -> list[Finding]:
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
