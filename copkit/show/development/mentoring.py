"""Mentoring pairs now, and who has no mentor."""

from __future__ import annotations

import pandas as pd

from copkit.functions import development
from copkit.place.scope import current_at
from copkit.place.view import View
from copkit.show.development.mentor_plan import MentorPlan, mentor_plan
from copkit.show.for_the_place import is_hidden_part, of_the_place_alone
from copkit.show.members_now import skills_now
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import capital, count, people
from copkit.show.tables import Table

MOST_SHOWN = 50


def mentoring(here: View) -> Section:
    """Mentoring pairs now, and who wants to learn and has no mentor."""
    if is_hidden_part(here):
        return of_the_place_alone("Mentoring pairs")
    pairs = here["mentoring"]
    if pairs.empty:
        how = "Pair somebody who can teach with somebody who wants to learn, in the form 'Mentoring'."
        planned = [] if here.audience.is_public else _planned(here)
        return Section([Needs("There is no mentoring pair yet.", how), *planned])
    standing = current_at(pairs, here.as_of, "since", "until")
    if here.audience.is_public:
        return Section([Finding(_pairs_now(here, standing))])
    learners = set(development.teachers_and_learners(skills_now(here))["learner"])
    without = len(learners - set(standing["mentee"]))
    told = f"{count(len(standing), 'mentoring pair')} now. "
    told += f"Without a mentor, though somebody here could teach them: {people(here.audience, without)}."
    frame = pd.DataFrame(
        {
            "Mentor": standing["mentor"],
            "Mentee": standing["mentee"],
            "About": standing["skill"],
            "Since": standing["since"],
        }
    )
    shown = [Table("Mentoring pairs now", frame.head(MOST_SHOWN), here.audience)]
    return Section([Finding(told, shown), *_planned(here)])


def _pairs_now(here: View, standing: pd.DataFrame) -> str:
    """How many pairs, where mentors and mentees are enough people for it to be told."""
    fewest = min(standing["mentor"].nunique(), standing["mentee"].nunique())
    if fewest < here.audience.least_rounded:
        return "Mentoring goes on: too few people mentor, or are mentored, for a number to be shown."
    return f"{capital(here.audience.about(len(standing)))} mentoring pairs now."


def _planned(here: View) -> list[Finding]:
    """A plan for those without a mentor, whether it is stable, and what to do for whom it leaves out."""
    plan = mentor_plan(here)
    if plan is None:
        return []
    return [_pairs(here, plan), *_without(here, plan)]


def _pairs(here: View, plan: MentorPlan) -> Finding:
    made, asked = plan.matching.pairs, len(plan.mentees)
    told = (
        f"{len(made):,} of {count(asked, 'member')} who want to learn and have no mentor could have one now"
    )
    told += ", and no two who are not together would both rather be." if plan.matching.stable else "."
    by_pair = plan.scored.set_index(["mentee", "mentor"])["reason"]
    frame = pd.DataFrame(
        {
            "Mentor": made["mentor"],
            "Mentee": made["mentee"],
            "Choice of the mentee": made["choice_of_mentee"],
            "Choice of the mentor": made["choice_of_mentor"],
            "Why": [
                by_pair.get((mentee, mentor), "By their own choice.")
                for mentor, mentee in zip(made["mentor"], made["mentee"], strict=True)
            ],
        }
    )
    best = development.best_assignment(plan.scored.assign(score=plan.scored["points"]), plan.places)
    method = (
        "Each member's own choices count; where there are none, mentors are ranked by what the mentee could "
        "gain, a community in common, another organisation and few mentees so far. Nobody takes more mentees "
        f"than they said, or {development.USUAL_LIMIT} if they did not. Made by deferred acceptance. "
        f"{' '.join(plan.matching.notes)} If points of fit alone counted: {' '.join(best.notes)}"
    )
    source = "Gale and Shapley 1962; Roth 1984, for hospitals and residents"
    return Finding(told, [Table("A plan for mentors", frame.head(MOST_SHOWN), here.audience)], method, source)


def _without(here: View, plan: MentorPlan) -> list[Finding]:
    if not plan.matching.unmatched:
        return []
    found = development.why_unmatched(
        plan.matching.pairs,
        plan.mentees,
        plan.mentors,
        plan.places,
        scored=plan.scored,
        member_skills=here["member_skills"],
    )
    frame = found[["mentee", "why", "offer"]].set_axis(["Member", "Why", "What to do"], axis=1)
    told = f"{capital(count(len(found), 'member stays', 'members stay'))} without a mentor in this plan."
    return [Finding(told, [Table("Who stays without, and why", frame.head(MOST_SHOWN), here.audience)])]
