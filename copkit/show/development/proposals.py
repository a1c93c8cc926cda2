"""What the findings on members ask for."""

from __future__ import annotations

import pandas as pd

from copkit.functions import development
from copkit.place.view import View
from copkit.show.development.mentor_plan import mentor_plan
from copkit.show.members_now import skills_now
from copkit.show.next_steps import steps
from copkit.show.page import Section
from copkit.show.sentences import listing


def next_steps(here: View) -> Section:
    """What skills, roles and goals ask for."""
    proposals: list[str] = []
    found = development.skills_held_and_wanted(skills_now(here))
    if found.empty:
        proposals.append("Ask members what they can do and what they want to learn.")
    else:
        untaught = found[(found["teachers"] == 0) & (found["learners"] > 0)]["skill"]
        if len(untaught):
            proposals.append(f"Find a teacher from outside for {listing(untaught, 2)}.")
        first = found[(found["learners"] > 0) & (found["teachers"] > 0)].head(1)
        if len(first) and not here.audience.hides(int(first["learners"].iloc[0])):
            skill = first["skill"].iloc[0]
            proposals.append(f"Hold a practice session on {skill}: it is wanted, and some teach it.")
    proposals += [] if here.audience.is_public else _of_the_room(here)
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


def _of_the_room(here: View) -> list[str]:
    """What hangs on one person, and who could have a mentor: the public is not told."""
    found = []
    plan = mentor_plan(here)
    if plan is not None and len(plan.matching.pairs):
        first = plan.matching.pairs.iloc[0]
        found.append(f"Ask {first['mentor']} to be the mentor of {first['mentee']}; others are in the plan.")
    names = list(here["communities"]["name"])
    if names and pd.notna(here.as_of):
        deputies = development.deputies(here["memberships"], here.as_of, names)
        alone = deputies[deputies["state"] != development.DEPUTY]["community"]
        if len(alone):
            found.append(f"Find a deputy for the coordinator of {listing(alone, 2)}.")
    holders = development.skill_holders(skills_now(here))
    single = holders[holders["able"] == 1]["skill"]
    if len(single):
        found.append(f"Let a second person learn {listing(single, 2)}: one alone can do it now.")
    return found
