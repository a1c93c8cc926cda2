"""Mentoring pairs now, and who has no mentor."""

from __future__ import annotations

import pandas as pd

from copkit.functions import development
from copkit.place.scope import current_at
from copkit.place.view import View
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import capital, people
from copkit.show.tables import Table


def mentoring(here: View) -> Section:
    """Mentoring pairs now, and who wants to learn and has no mentor."""
    pairs = here["mentoring"]
    if pairs.empty:
        how = "Pair somebody who can teach with somebody who wants to learn, in the form 'Mentoring'."
        return Section([Needs("There is no mentoring pair yet.", how)])
    standing = current_at(pairs, here.as_of, "since", "until")
    learners = set(development.teachers_and_learners(here["member_skills"])["learner"])
    without = sorted(learners - set(standing["mentee"]))
    number = here.audience.people(len(standing))
    told = capital(f"{number} mentoring {'pair' if len(standing) == 1 else 'pairs'} now. ")
    told += f"Without a mentor, though somebody here could teach them: {people(here.audience, len(without))}."
    if here.audience.is_public:
        return Section([Finding(told)])
    frame = pd.DataFrame(
        {
            "Mentor": standing["mentor"],
            "Mentee": standing["mentee"],
            "About": standing["skill"],
            "Since": standing["since"],
        }
    )
    return Section([Finding(told, [Table("Mentoring pairs now", frame.head(50), here.audience)])])
