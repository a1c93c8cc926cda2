"""The question board: was it asked before, where may the answer be, who may know, and which wait longest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from copkit.place.store import Place
from copkit.widgets.kept_search import Searched, searched
from copkit.widgets.worked_out_search import LONGEST, Answer, people_told, resources_told

MOST_ALIKE = 3
MOST_RESOURCES = 3
MOST_PEOPLE = 3
MOST_ANSWERS = 2

HALF, THIRD = 0.5, 0.3
"""A question alike has half of the words that were typed; a resource or what speaks for a person a third."""


def question_asked(place: Place, community: str, question: Mapping[str, Any]) -> Answer:
    """What there is on a question that somebody types, its ``name``, ``issue`` and ``asked_by``: questions
    ``alike`` with their newest answers, ``resources`` and ``people``.

    >>> from copkit.place.view import demo_place
    >>> told = question_asked(demo_place(), "Warm Homes", {"name": "Which damp meter is best?"})
    >>> told["alike"][0]["name"], told["people"][0]["member"]
    ('Which meter do you use for damp?', 'Jamal Orde')
    """
    from copkit.functions.knowledge.query_language import as_words
    from copkit.functions.knowledge.search import find

    kept, name = searched(place, community), as_words(str(question["name"])[:LONGEST])
    if not name:
        return {"alike": [], "resources": [], "people": []}
    about = _about(kept, name, str(question.get("issue") or ""))
    alike = find(kept.asked, name, typing=True, least=HALF, limit=MOST_ALIKE)
    found = find(kept.shelf, about, typing=about == name, least=THIRD, limit=MOST_RESOURCES)
    return {
        "alike": [_told(kept, asked) for asked in alike.rows["name"]],
        "resources": resources_told(kept, found),
        "people": _who_may_know(kept, about, str(question.get("asked_by") or "")),
    }


def questions_standing(place: Place, community: str, question: Mapping[str, Any]) -> Answer:
    """How the questions of the community stand, in ``standings``: those that wait longest first, then the
    newest; each with its state, the days that it waits, and for an open one who may know.

    >>> from copkit.place.view import demo_place
    >>> first = questions_standing(demo_place(), "Warm Homes", {})["standings"][0]
    >>> first["question"], first["state"]
    ('How do we tell a landlord that a tenant spoke to us?', 'open')
    """
    from copkit.functions.knowledge.query_language import as_words
    from copkit.functions.knowledge.questions import question_record

    kept = searched(place, community)
    if "standings" in kept.told:
        return {"standings": kept.told["standings"]}
    rows = kept.questions
    if community:
        rows = rows[rows["community"].isna() | (rows["community"] == community)]
    by_name = rows.drop_duplicates("name").set_index("name")
    told = []
    for standing in question_record(rows, kept.answers, kept.today).to_dict("records"):
        name, waits = str(standing["question"]), standing["waits"]
        asked = by_name.loc[name].astype("object").where(lambda said: said.notna(), "")
        people: list[Answer] = []
        if standing["state"] == "open":
            about = _about(kept, as_words(name), str(asked["issue"]))
            people = _who_may_know(kept, about, str(asked["asked_by"]))
        told.append(
            {
                "question": name,
                "state": str(standing["state"]),
                "waits": None if pd.isna(waits) else int(waits),
                "people": people,
            }
        )
    kept.told["standings"] = told
    return {"standings": told}


def _about(kept: Searched, name: str, issue: str) -> str:
    """The words of a question, and of the issue that it is about: those linked to it are found as well."""
    from copkit.functions.knowledge.query_language import as_words

    return f"{name} {as_words(issue)}" if issue in kept.shelf.facets.values["issue"] else name


def _who_may_know(kept: Searched, about: str, asks: str) -> list[Answer]:
    from copkit.functions.knowledge.who_knows import who_knows

    known = who_knows(kept.evidence, about, least=THIRD, limit=MOST_PEOPLE + 1)
    return people_told(kept, known, without=asks)[:MOST_PEOPLE]


def _told(kept: Searched, name: str) -> Answer:
    """A question that was asked before, with the newest of its answers."""
    asked = kept.questions[kept.questions["name"] == name].iloc[0]
    said = kept.answers[kept.answers["question"] == name]
    newest = said.sort_values("answered", ascending=False, kind="stable").head(MOST_ANSWERS)
    shelf = set(kept.shelf.documents["name"])
    return {
        "name": name,
        "community": _text(asked["community"]),
        "state": "answered" if len(said) and asked["state"] == "open" else _text(asked["state"]),
        "answers": [
            {
                "by": _text(by),
                "answer": _text(answer),
                "resource": _text(resource) if resource in shelf else "",
            }
            for by, answer, resource in newest[["answered_by", "answer", "resource"]].itertuples(
                index=False, name=None
            )
        ],
    }


def _text(value: object) -> str:
    return "" if value is None or pd.isna(value) else str(value)
