"""What the town asked, answered and learnt: questions, notes of reviews and visits, lessons and changes."""

from __future__ import annotations

import datetime as dt
from random import Random

from copkit.place.demo.people import Rows, Town
from copkit.place.instruments import practices

HOMES, AGEING, STREETS, MINDS, WORK = "Warm Homes", "Ageing Well", "Safe Streets", "Young Minds", "Good Work"


def rows(town: Town, chance: Random) -> Rows:
    questions, answers = [], []
    for question, community, issue, asked, state, said in _QUESTIONS:
        there = town.of(community)
        questions.append(
            {
                "name": question,
                "community": community,
                "issue": issue,
                "asked_by": chance.choice(there),
                "asked": asked,
                "state": state,
                "may_be_shared": True,
            }
        )
        for days, answer, resource in said:
            answers.append(
                {
                    "question": question,
                    "answered_by": chance.choice(town.of(community, "coordinator", "core", "active")),
                    "answered": asked + dt.timedelta(days=days),
                    "answer": answer,
                    "resource": resource,
                    "may_be_shared": True,
                }
            )
    return {
        "questions": questions,
        "answers": answers,
        "practice_notes": list(_notes()),
        "lessons": [dict(zip(_LESSON, lesson, strict=True)) for lesson in _LESSONS],
        "resource_skills": [{"resource": resource, "skill": skill} for resource, skill in _SKILLS],
    }


def _notes() -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for event, practice, which, said in _SAID:
        asked = [row for row in practices() if row["practice"] == practice]
        for row, note in zip(asked, said, strict=False):
            found.append(
                {
                    "event": event,
                    "practice": practice,
                    "which": which,
                    "position": int(row["position"]),
                    "prompt": row["prompt"],
                    "note": note,
                    "may_be_shared": True,
                }
            )
    return found


_QUESTIONS: tuple[tuple[str, str, str | None, dt.date, str, tuple[tuple[int, str, str | None], ...]], ...] = (
    (
        "Who may enter a let home to look for damp?",
        HOMES,
        "Damp in private lets",
        dt.date(2026, 2, 3),
        "answered",
        (
            (
                2,
                "An officer with a day's notice; the tenant may ask anybody in.",
                "How to check a home for damp",
            ),
        ),
    ),
    (
        "Which meter do you use for damp?",
        HOMES,
        "Damp in private lets",
        dt.date(2026, 4, 14),
        "answered",
        (
            (1, "A pin meter; the others mislead on plaster with foil.", None),
            (6, "The housing association lends three of them.", "How to check a home for damp"),
        ),
    ),
    (
        "How do we tell a landlord that a tenant spoke to us?",
        HOMES,
        "Damp in private lets",
        dt.date(2026, 6, 9),
        "open",
        (),
    ),
    (
        "Does a falls check pay for itself?",
        AGEING,
        "Falls at home",
        dt.date(2026, 1, 19),
        "answered",
        (
            (
                9,
                "In our ward after eleven checks; the figures are in the list by ward.",
                "Falls figures by ward",
            ),
        ),
    ),
    (
        "Who visits people without family after a discharge?",
        AGEING,
        "Discharge without a plan",
        dt.date(2026, 5, 26),
        "open",
        (),
    ),
    (
        "What do you say in the first ten minutes with a young person?",
        MINDS,
        "Long waits for young people's help",
        dt.date(2026, 3, 24),
        "answered",
        ((3, "Ask what brought them, and wait.", "What to say in the first talk"),),
    ),
    (
        "May we share the night map with the licensing team?",
        STREETS,
        "Dark and empty quayside",
        dt.date(2026, 4, 2),
        "dropped",
        (),
    ),
)

_SAID: tuple[tuple[str, str, str | None, tuple[str, ...]], ...] = (
    (
        "Warm Homes, 27 January 2026",
        "after-action review",
        None,
        (
            "Ten landlords would let us in after one letter.",
            "Four did. Six wrote back that they had no time.",
            "The letter came from the council alone; where a tenants' group rang first, the door opened.",
            "Keep the letter, and have somebody ring first whom the landlord knows.",
        ),
    ),
    (
        "Ageing Well, 4 March 2026",
        "site visit",
        "The joint form on Ward 3",
        (
            "How one visit takes the place of three.",
            "The nurse fills in the housing officer's form on the spot.",
            "Both have the form on one tablet, and a manager who signed for it.",
            "One form for a household; the travel policy would have to change.",
        ),
    ),
)

_LESSON = (
    *("name", "community", "event", "issue", "learnt", "resource", "organisation", "initiative"),
    *("change", "changed", "state", "may_be_shared"),
)
_LESSONS: tuple[tuple[object, ...], ...] = (
    (
        "A call from somebody known opens more doors than a letter",
        HOMES,
        "Warm Homes, 27 January 2026",
        "Damp in private lets",
        dt.date(2026, 1, 27),
        "The Quay Row visits",
        "Ellery Council",
        "Damp check at the door",
        "A tenants' group rings before each letter; seven of ten now let us in.",
        dt.date(2026, 3, 2),
        "in use",
        True,
    ),
    (
        "One form for a household saves a second visit",
        AGEING,
        "Ageing Well, 4 March 2026",
        "Falls at home",
        dt.date(2026, 3, 4),
        None,
        "Ellery Coast NHS Trust",
        "Steady on your feet",
        "Two nurses try the joint form.",
        dt.date(2026, 5, 11),
        "tried",
        True,
    ),
    (
        "Ask what brought them, and wait",
        MINDS,
        None,
        "Long waits for young people's help",
        dt.date(2026, 3, 27),
        "What to say in the first talk",
        "Harbour Youth Trust",
        "First talk within a week",
        "First talks begin with one open question.",
        dt.date(2026, 4, 20),
        "in use",
        True,
    ),
    (
        "A night walk with residents finds what a map does not",
        STREETS,
        "Safe Streets, 12 January 2026",
        "Dark and empty quayside",
        dt.date(2026, 1, 12),
        "Walking the quay by night",
        None,
        None,
        None,
        None,
        "learnt",
        True,
    ),
    (
        "Leaflets at the clinic reach nobody new",
        AGEING,
        "Ageing Well, 7 January 2026",
        "Older people who see nobody",
        dt.date(2026, 1, 7),
        None,
        "Age Friends Ellery",
        None,
        None,
        None,
        "dropped",
        True,
    ),
)

_SKILLS = (
    ("How to check a home for damp", "Reading a damp meter"),
    ("Damp: what tenants may ask for", "Writing for residents"),
    ("Heating cost sheet", "Reading an energy bill"),
    ("Falls check on two pages", "Falls assessment"),
    ("Ten questions about company", "Talking about loneliness"),
    ("Taking the heat out: five steps", "De-escalation"),
    ("Walking the quay by night", "Walking a place with residents"),
    ("What to say in the first talk", "Mental health first aid"),
    ("How we run a case clinic", "Facilitation"),
)
