"""Who could be whose mentor, and who could meet whom: planned once for the whole place."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from copkit.place.view import View
from copkit.show.development.mentor_plan import mentor_plan
from copkit.show.free_text import FreeText
from copkit.show.member_pages.introduction_reason import reason_to
from copkit.show.networking.member_graph import network_of
from copkit.show.networking.round_plan import planned_rounds


@dataclass(frozen=True)
class Match:
    """Somebody to be put in touch with, and why."""

    names: tuple[str, ...]
    why: str


def mentors_by_member(here: View, texts: FreeText) -> Mapping[str, Match]:
    """The mentor whom each member without one gets in a stable plan for all."""
    plan = mentor_plan(here)
    if plan is None:
        return {}
    skills = plan.scored.set_index(["mentee", "mentor"])["skill"]
    found = {}
    for mentor, mentee in plan.matching.pairs[["mentor", "mentee"]].itertuples(index=False, name=None):
        why = "Your own choice."
        if (mentee, mentor) in skills.index:
            skill = texts.said(mentee, skills[mentee, mentor], "")
            why = f"{mentor} teaches {f'{skill}, which' if skill else 'what'} you want to learn."
        found[str(mentee)] = Match((str(mentor),), why)
    return found


def introductions_by_member(here: View, texts: FreeText) -> Mapping[str, Match]:
    """Whom each member would meet in the next round of introductions; of a three the best reason that is the
    member's own."""
    network = network_of(here)
    if network is None:
        return {}
    plan = planned_rounds(here, network)
    best: dict[str, Mapping[Hashable, Any]] = {}
    order = plan.reasons.sort_values("points", ascending=False, kind="stable")
    for pair in order.to_dict("records"):
        for name in (str(pair["member"]), str(pair["to_member"])):
            best.setdefault(name, pair)
    found = {}
    for members in plan.rounds["members"]:
        for name in members:
            others = tuple(other for other in members if other != name)
            why = reason_to(name, best[name], texts) if name in best else ""
            found[str(name)] = Match(others, why)
    return found
