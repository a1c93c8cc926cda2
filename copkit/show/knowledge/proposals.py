"""What the knowledge base asks for."""

from __future__ import annotations

import pandas as pd

from copkit.functions import knowledge
from copkit.place.view import View
from copkit.show.knowledge.gaps import by_issue
from copkit.show.knowledge.keeping import lost_owners, not_written_up
from copkit.show.knowledge.shelf import resources
from copkit.show.knowledge.use import used as used_by
from copkit.show.next_steps import steps
from copkit.show.page import Section
from copkit.show.sentences import listing


def next_steps(here: View) -> Section:
    """What the knowledge base asks for."""
    rows = resources(here)
    if rows.empty:
        return steps(here, "build knowledge", ["Collect ten things that you would send to a new colleague."])
    proposals: list[str] = []
    if len(here["issues"]) and len(here["resource_issues"]):
        covered = by_issue(here)
        if covered["Resources"].iloc[0] == 0:
            proposals.append(f"Write or find a first guide on {covered['Issue'].iloc[0]}.")
    elif len(here["issues"]):
        proposals.append("Go through the resources and say which issue each helps with.")
    found = knowledge.stale(rows, here.as_of)
    if len(found):
        proposals.append(f"Check {listing(found['name'], 2)}.")
    orphaned = rows[rows["owner"].isna()]["name"]
    left = [] if here.audience.is_public else lost_owners(here, rows)
    if left:
        proposals.append(f"Find a new owner for {listing(left, 2)}: the one before has left.")
    elif len(orphaned) and len(orphaned) < len(rows):
        proposals.append(f"Find somebody who looks after {listing(sorted(orphaned), 2)}.")
    if len(here["resource_use"]) and not here.audience.is_public:
        used = used_by(here, rows)
        opened = used[(used["opened"] > 0) & (used["applied"] == 0)].sort_values(
            ["opened", "resource"], ascending=[False, True]
        )
        if len(opened):
            proposals.append(f"Ask those who opened {opened['resource'].iloc[0]} why they did not use it.")
    plan = here["events"]
    past = plan[(plan["date"] <= here.as_of) & (plan["date"] > here.as_of - pd.DateOffset(months=3))]
    silent = not_written_up(here, past)
    if len(silent):
        proposals.append(f"Write up {silent['name'].iloc[0]} while people remember it.")
    shares = knowledge.completeness(rows)
    if min(shares["description"], shares["identifier"]) < 0.5:
        proposals.append("Write down for each resource what is in it and where to find it.")
    if here["resource_use"].empty:
        proposals.append("Ask at the next meeting who used which resource, and note it.")
    return steps(here, "build knowledge", proposals)
