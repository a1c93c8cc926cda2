"""What the findings on members ask for."""

from __future__ import annotations

import pandas as pd

from copkit.functions import development
from copkit.place.view import View
from copkit.show.next_steps import steps
from copkit.show.page import Section
from copkit.show.sentences import listing


def next_steps(here: View) -> Section:
    """What skills, roles and goals ask for."""
    proposals: list[str] = []
    found = development.skills_held_and_wanted(here["member_skills"])
    if found.empty:
        proposals.append("Ask members what they can do and what they want to learn.")
    else:
        untaught = found[(found["teachers"] == 0) & (found["learners"] > 0)]["skill"]
        if len(untaught):
            proposals.append(f"Find a teacher from outside for {listing(untaught, 2)}.")
        first = found[(found["learners"] > 0) & (found["teachers"] > 0)].head(1)
        if len(first) and not here.audience.hides(int(first["learners"].iloc[0])):
            proposals.append(
                f"Hold a practice session on {first['skill'].iloc[0]}: many learners, few teachers."
            )
    if len(development.due_goals(here["goals"], here.as_of)):
        proposals.append("Talk with those whose goals are due.")
    rows = here["memberships"]
    if len(rows) and pd.notna(here.as_of):
        moves = development.movement(rows, here.as_of - pd.DateOffset(years=1), here.as_of)
        inward, outward = development.inward_and_outward(moves)
        if outward > inward:
            proposals.append(
                "Ask the core group what makes people step back, and share its tasks more widely."
            )
    return steps(here, "develop members", proposals)
