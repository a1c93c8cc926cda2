"""What the network asks for."""

from __future__ import annotations

from copkit.functions import networking
from copkit.place.view import View
from copkit.show.networking.crossing import communities_apart
from copkit.show.networking.introduced import suggested
from copkit.show.networking.member_graph import network_of
from copkit.show.networking.unconnected import linking_proposals
from copkit.show.next_steps import steps
from copkit.show.page import Section


def next_steps(here: View) -> Section:
    """What the network asks for."""
    found = network_of(here)
    proposals: list[str] = []
    if found is None:
        proposals += ["Ask each member whom they go to for advice.", *linking_proposals(here)]
        return steps(here, "weave networks", proposals)
    if found.asked and networking.isolates(found.tied):
        proposals.append("Let somebody from the core group welcome those who have no tie yet.")
    if not here.community:
        apart = communities_apart(here, found)
        if len(apart):
            first = apart.iloc[0]
            proposals.append(
                f"Bring together {first['community']} and {first['other']}: fewer ties join them than "
                "chance would give, and they have something in common."
            )
    if not here.audience.is_public:
        pairs = suggested(here)
        if len(pairs):
            first = pairs.iloc[0]
            proposals.append(f"Introduce {first['learner']} to {first['teacher']} ({first['skill']}).")
    proposals += linking_proposals(here)
    waiting = int((here["introductions"]["outcome"] == "not yet").sum())
    if waiting:
        proposals.append("Ask those who were introduced and have not met yet whether they need a nudge.")
    return steps(here, "weave networks", proposals)
