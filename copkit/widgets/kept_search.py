"""What is searched when an editor asks, kept in memory for as long as nothing of it changed in the place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import pandas as pd

from copkit.place.store import Place
from copkit.place.view import view

if TYPE_CHECKING:
    from copkit.functions.knowledge.search_index import SearchIndex
    from copkit.functions.knowledge.who_knows import Evidence

MADE_OF = frozenset(
    (
        *("communities", "organisations", "members", "memberships", "skills", "member_skills"),
        *("issues", "resources", "resource_issues", "resource_skills", "questions", "answers"),
    )
)
"""The tables that the search is made of: a change of another one leaves it as it is."""


@dataclass
class Searched:
    """What one community may know of: its resources, what speaks for people, and what was asked.

    ``questions`` and ``answers`` have the columns of their tables, ``at`` gives the organisation of a member,
    ``told`` holds answers to what is asked again and again.
    """

    shelf: SearchIndex
    evidence: Evidence
    asked: SearchIndex
    questions: pd.DataFrame
    answers: pd.DataFrame
    at: Mapping[str, str]
    today: pd.Timestamp
    told: dict[str, Any] = field(default_factory=dict)


@dataclass
class _Kept:
    change: int
    day: dt.date
    of: dict[str, Searched] = field(default_factory=dict)


_KEPT: WeakKeyDictionary[Place, _Kept] = WeakKeyDictionary()
_LOCK = Lock()


def searched(place: Place, community: str) -> Searched:
    """What the community may search, made anew where the place has changed since, or the day.

    >>> from copkit.place.view import demo_place
    >>> place = demo_place()
    >>> searched(place, "Warm Homes") is searched(place, "Warm Homes")
    True
    """
    with _LOCK:
        kept, today = _KEPT.get(place), dt.date.today()
        newest, touched = place.changed_since(kept.change) if kept else (place.newest_change(), {})
        if kept is None or kept.day != today or newest < kept.change or MADE_OF & set(touched):
            kept = _KEPT[place] = _Kept(newest, today)
        kept.change = newest
        if community not in kept.of:
            kept.of[community] = _made(place, community)
        return kept.of[community]


def _made(place: Place, community: str) -> Searched:
    from copkit.functions.knowledge.search_index import SearchIndex
    from copkit.show.knowledge.across import answers_across, documents_across, questions_across
    from copkit.show.knowledge.experts import evidence

    here = view(place, community, "today")
    questions, answers = questions_across(here), answers_across(here)
    said = answers.dropna(subset=["answer"]).groupby("question")["answer"].agg("\n".join)
    asked = questions.reset_index(drop=True)[["name", "community"]]
    asked["text"] = asked["name"].map(said)
    asked["issues"] = questions["issue"].to_numpy()
    members = here.whole["members"].dropna(subset=["organisation"])
    return Searched(
        SearchIndex(documents_across(here)),
        evidence(here),
        SearchIndex(asked),
        questions,
        answers,
        dict(zip(members["name"], members["organisation"], strict=True)),
        here.as_of,
    )
