"""Who has no tie yet, and which small groups hold skills that nobody else reaches."""

from __future__ import annotations

import pandas as pd

from copkit.functions import networking
from copkit.place.view import View
from copkit.show.networking.member_graph import NO_TIES, MemberNetwork, network_of
from copkit.show.page import Finding, Section
from copkit.show.sentences import capital
from copkit.show.tables import Table


def loose_ends(here: View) -> Section:
    """Who has no tie yet: those whom a welcome would help most."""
    found = network_of(here)
    if found is None:
        return Section([NO_TIES])
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


def _alone_in_words(here: View, found: MemberNetwork, alone: int) -> str:
    if not alone:
        return "Every member has a tie to another."
    told = here.audience.of(alone, len(found.graph))
    if found.asked:
        return capital(f"{told} members have no tie to another member.")
    return capital(f"{told} members did not come to two of the same events as anyone else.")
