"""A plan for mentors, made when an editor asks: who could be whose mentor, and who stays without."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from copkit.place.errors import CopkitError
from copkit.place.store import Place
from copkit.place.view import view

if TYPE_CHECKING:
    from copkit.show.development.mentor_plan import MentorPlan

Answer = dict[str, Any]

WAYS = ("stable", "total")
SIDES = ("mentees", "mentors")
NO_PLAN = (
    "Nobody without a mentor wants to learn what somebody here teaches. Ask each member what they can do, "
    "want to learn and would teach: 'Say who can do what'."
)
ONLY_FIT = (
    "Only the fit counts here: what members chose themselves does not, so ask both before you pair them."
)


@dataclass(frozen=True)
class _Made:
    """Pairs (mentor, mentee) however they were made, and what is to be said of them."""

    pairs: pd.DataFrame
    notes: tuple[str, ...]


def mentors_for(place: Place, community: str, question: Mapping[str, Any]) -> Answer:
    """Pairs of those who are members now: in the ``way`` *stable*, no two would rather have each other, and
    of several such plans it is the best for ``favour``; in the way *total*, all together fit best.

    The answer has ``pairs`` (each with its skill, the reason, and at which place each stands in the other's
    list), ``rows`` (the same in the same order, to be kept), ``without`` and ``notes``.

    >>> from copkit.place.view import demo_place
    >>> answer = mentors_for(demo_place(), "Warm Homes", {"way": "stable", "favour": "mentees"})
    >>> sorted(answer), answer["notes"][0][:7]
    (['notes', 'pairs', 'rows', 'without'], 'Stable:')
    """
    from copkit.functions import development
    from copkit.show.development.mentor_plan import mentor_plan

    way, favour = question["way"], question["favour"]
    if way not in WAYS:
        raise CopkitError("Choose first what the plan is to reach.")
    if favour not in SIDES:
        raise CopkitError("Choose first whose wishes come first.")
    here = view(place, community, "today")
    plan = mentor_plan(here, favour)
    if plan is None:
        raise CopkitError(NO_PLAN)
    made = _best_in_total(plan) if way == "total" else _Made(plan.matching.pairs, plan.matching.notes)
    before = _pairs_before(here["mentoring"])
    fits = plan.scored.set_index(["mentor", "mentee"])[["skill", "reason"]].to_dict("index")
    told = [
        {
            "mentor": mentor,
            "mentee": mentee,
            "skill": str(fits[mentor, mentee]["skill"]) if (mentor, mentee) in fits else "",
            "why": _why(fits.get((mentor, mentee)), before.get((mentor, mentee))),
            "choice_of_mentee": _place_in(plan.mentees[mentee], mentor),
            "choice_of_mentor": _place_in(plan.mentors[mentor], mentee),
        }
        for mentor, mentee in _names(made.pairs)
    ]
    left = development.why_unmatched(
        made.pairs,
        plan.mentees,
        plan.mentors,
        plan.places,
        scored=plan.scored,
        member_skills=here["member_skills"],
    )
    today = f"{dt.date.today():%Y-%m-%d}"
    return {
        "pairs": told,
        "rows": [
            {name: pair[name] for name in ("mentor", "mentee", "skill")} | {"since": today} for pair in told
        ],
        "without": [
            {"member": name, "why": why, "offer": offer}
            for name, why, offer in left[["mentee", "why", "offer"]].itertuples(index=False, name=None)
        ],
        "notes": list(made.notes),
    }


def _best_in_total(plan: MentorPlan) -> _Made:
    from copkit.functions import development

    best = development.best_assignment(
        plan.scored.assign(score=plan.scored["points"]), plan.places, mentees=plan.mentees
    )
    return _Made(best.pairs, (*best.notes, ONLY_FIT))


def _why(fit: Mapping[Any, Any] | None, before: str | None) -> str:
    reason = "By their own choice." if fit is None else str(fit["reason"])
    return f"{reason} {before}" if before else reason


def _place_in(names: list[str], name: str) -> int | None:
    return names.index(name) + 1 if name in names else None


def _pairs_before(mentoring: pd.DataFrame) -> dict[tuple[str, str], str]:
    """What is to be said of those who have been a pair before."""
    ended = mentoring.dropna(subset=["until"]).sort_values("until")
    return {
        (mentor, mentee): f"They were a pair before, until {until.day} {until:%B %Y}."
        for mentor, mentee, until in ended[["mentor", "mentee", "until"]].itertuples(index=False, name=None)
    }


def _names(pairs: pd.DataFrame) -> list[tuple[str, str]]:
    return [
        (str(mentor), str(mentee)) for mentor, mentee in zip(pairs["mentor"], pairs["mentee"], strict=True)
    ]
