"""Who could be whose mentor, and who could meet whom: planned once for the whole place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from copkit.place.view import View
from copkit.show.development.mentor_plan import mentor_plan
from copkit.show.networking.member_graph import network_of
from copkit.show.networking.round_plan import planned_rounds


@dataclass(frozen=True)
class Match:
    """Somebody to be put in touch with, and why."""

    names: tuple[str, ...]
    why: str


def mentors_by_member(here: View) -> Mapping[str, Match]:
    """The mentor whom each member without one gets in a stable plan for all."""
    plan = mentor_plan(here)
    if plan is None:
        return {}
    reasons = plan.scored.set_index(["mentee", "mentor"])["reason"]
    skills = plan.scored.set_index(["mentee", "mentor"])["skill"]
    found = {}
    for mentor, mentee in plan.matching.pairs[["mentor", "mentee"]].itertuples(index=False, name=None):
        known = (mentee, mentor) in reasons.index
        why = (
            f"{mentor} teaches {skills[mentee, mentor]}, which you want to learn."
            if known
            else "Your own choice."
        )
        found[str(mentee)] = Match((str(mentor),), why)
    return found


def introductions_by_member(here: View) -> Mapping[str, Match]:
    """Whom each member would meet in the next round of introductions."""
    network = network_of(here)
    if network is None:
        return {}
    plan = planned_rounds(here, network)
    reasons = (
        plan.reasons.groupby("group")["reason"].first() if len(plan.reasons) else pd.Series(dtype="object")
    )
    found = {}
    for group, members in plan.rounds[["group", "members"]].itertuples(index=False, name=None):
        for name in members:
            others = tuple(other for other in members if other != name)
            found[str(name)] = Match(others, str(reasons.get(group, "")))
    return found
