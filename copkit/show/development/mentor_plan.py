"""A plan for mentors: who could teach whom, matched so that no two would rather have each other."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from copkit.functions import development, networking
from copkit.functions.development.stable_matching import Side
from copkit.place.scope import current_at
from copkit.place.view import View
from copkit.show.members_now import members_now, skills_now


@dataclass(frozen=True)
class MentorPlan:
    """A stable matching, the pairs that were scored, how many mentees each takes, and both sides' lists."""

    matching: development.TwoSidedMatching
    scored: pd.DataFrame
    places: dict[str, int]
    mentees: dict[str, list[str]]
    mentors: dict[str, list[str]]


def mentor_plan(here: View, favour: Side = "mentees") -> MentorPlan | None:
    """Matches those who want to learn and have no mentor with those who teach and have room, by their own
    choices and else by fit; of several stable plans the best for ``favour``. A pair whose last day it is
    makes room. None if nobody wants to learn what somebody teaches."""
    now = current_at(here["mentoring"], here.as_of, "since", "until")
    now = now[~(now["until"] <= here.as_of)]
    taken = set(now["mentee"])
    belongs = current_at(here["memberships"], here.as_of, "since", "until")
    belongs = belongs[belongs["role"] != "outside"]
    still = members_now(here)
    scored = development.mentor_pairs(
        skills_now(here),
        communities=networking.groups_of(belongs),
        organisations=here["members"].set_index("name")["organisation"].dropna().to_dict(),
        mentoring=now,
    )
    scored = scored[~scored["mentee"].isin(taken)].reset_index(drop=True)
    chosen = here["mentor_choices"]
    chosen = chosen[chosen["member"].isin(still) & chosen["chosen"].isin(still)]
    own = {
        side: {
            str(name): [
                other
                for other in rows.sort_values(["rank", "chosen"])["chosen"]
                if side == "a mentor" or other not in taken
            ]
            for name, rows in chosen[chosen["wants"] == side].groupby("member")
            if side == "a mentee" or name not in taken
        }
        for side in ("a mentor", "a mentee")
    }
    mentees, mentors = development.rankings(
        scored, own_of_mentees=own["a mentor"], own_of_mentors=own["a mentee"]
    )
    if not mentees or not mentors:
        return None
    wanted = here["members"].set_index("name")["mentees_wanted"].dropna().astype(int).to_dict()
    places = development.places_left(mentors, wanted, now)
    matching = development.deferred_acceptance(mentees, mentors, places, favour=favour)
    return MentorPlan(matching, scored, places, mentees, mentors)
