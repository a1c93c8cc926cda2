"""What the network asks for."""

from __future__ import annotations

from copkit.functions import networking
from copkit.place.view import View
from copkit.show.networking.introduced import suggested
from copkit.show.networking.member_graph import network_of
from copkit.show.next_steps import steps
from copkit.show.page import Section
from copkit.show.sentences import listing


def next_steps(here: View) -> Section:
    """What the network asks for."""
    found = network_of(here)
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
        pairs = suggested(here)
        if len(pairs):
            first = pairs.iloc[0]
            proposals.append(f"Introduce {first['learner']} to {first['teacher']} ({first['skill']}).")
    waiting = int((here["introductions"]["outcome"] == "not yet").sum())
    if waiting:
        proposals.append("Ask those who were introduced and have not met yet whether they need a nudge.")
    return steps(here, "weave networks", proposals)
