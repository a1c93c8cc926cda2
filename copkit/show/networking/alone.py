"""Who has no tie yet, and which small groups hold skills that nobody else reaches."""

from __future__ import annotations

import pandas as pd

from copkit.functions import development, networking
from copkit.place.view import View
from copkit.show.networking.member_graph import NO_TIES, MemberNetwork, network_of
from copkit.show.page import Finding, Section
from copkit.show.sentences import capital, count, listing
from copkit.show.tables import Table

MOST_POCKETS = 15


def loose_ends(here: View) -> Section:
    """Who has no tie yet: those whom a welcome would help most."""
    found = network_of(here)
    if found is None:
        return Section([NO_TIES])
    alone = networking.isolates(found.tied)
    told = _alone_in_words(here, found, len(alone))
    if here.audience.is_public or not alone:
        return Section([Finding(told, (), found.basis), *_pockets(here, found)])
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
    told_alone = Finding(told, [Table("Members without a tie", frame, here.audience)], found.basis)
    return Section([told_alone, *_pockets(here, found)])


def _alone_in_words(here: View, found: MemberNetwork, alone: int) -> str:
    if not alone:
        return "Every member has a tie to another."
    told = here.audience.of(alone, len(found.graph))
    if found.asked:
        return capital(f"{told} members have no tie to another member.")
    return capital(f"{told} members did not come to two of the same events as anyone else.")


def _pockets(here: View, found: MemberNetwork) -> list[Finding]:
    """Small groups that hold a skill which nobody else whom they can reach holds; for the room alone."""
    if here.audience.is_public or here["member_skills"].empty:
        return []
    levels = development.latest_levels(here["member_skills"])
    pockets = networking.pockets_of_expertise(found.pairs, levels)
    method = (
        "A pocket is one to five people, each with more ties inside the group than to others, or without a "
        "tie, who hold a skill (they can do it alone) that nobody else whom they can reach holds. "
        f"{found.basis}"
    )
    source = "Radicchi et al. 2004 for groups that hang together"
    if pockets.empty:
        return [Finding("No small group keeps a skill that nobody else reaches.", (), method, source)]
    number = pockets["pocket"].nunique()
    first = pockets.iloc[0]
    told = f"{count(number, 'small group holds', 'small groups hold')} skills that nobody else reaches: "
    told += f"{first['skill']} is with {listing(first['members'])}."
    frame = pd.DataFrame(
        {
            "Who": [listing(names) for names in pockets["members"]],
            "Skill": pockets["skill"],
            "Who holds it": [listing(names) for names in pockets["holders"]],
            "Others out of reach": pockets["elsewhere"],
        }
    ).head(MOST_POCKETS)
    return [Finding(told, [Table("Pockets of expertise", frame, here.audience)], method, source)]
