"""How people rate what their organisations allow, and what the organisations promised."""

from __future__ import annotations

import datetime as dt
from random import Random

from copkit.place.demo.people import ORGANISATIONS, Rows, Town
from copkit.place.schema.enablement import CONDITIONS

_ROUNDS = (dt.date(2025, 9, 22), dt.date(2026, 3, 2))
_MEAN = {
    "time": 2.3,
    "space": 3.4,
    "flexibility": 2.7,
    "recognition": 3.0,
    "information": 3.2,
    "sponsorship": 3.1,
    "budget": 2.2,
}
_LEAN = {
    "Ellery Council": 0.2,
    "Ellery Coast NHS Trust": -0.6,
    "Harbour Police": -0.3,
    "Port Ellery College": 0.1,
    "Seaview Housing Association": 0.4,
    "Age Friends Ellery": 0.7,
}


def rows(town: Town, chance: Random) -> Rows:
    ratings: list[dict[str, object]] = []
    for organisation, (sector, _, size, _) in ORGANISATIONS.items():
        if sector in ("resident", "political"):
            continue
        for number in range(1, min(10, size) + 1):
            manager = number > 1 and number % 4 == 0
            for turn, day in enumerate(_ROUNDS):
                if chance.random() < 0.15:
                    continue
                for condition in CONDITIONS:
                    usual = _MEAN[condition] + _LEAN.get(organisation, 0.0)
                    usual += (0.9 if manager else 0.0) + (0.25 * turn if condition == "time" else 0.0)
                    ratings.append(
                        {
                            "organisation": organisation,
                            "condition": condition,
                            "rater_role": "manager" if manager else "member",
                            "rater": f"r{len(organisation)}{number:02}",
                            "rating": min(5, max(1, round(chance.gauss(usual, 0.9)))),
                            "rated": day,
                        }
                    )
    commitments = []
    for name, organisation, community, condition, hours, made, due, state in _PROMISES:
        there = [each for each, member in town.members.items() if member["organisation"] == organisation]
        commitments.append(
            {
                "name": name,
                "organisation": organisation,
                "community": community,
                "condition": condition,
                "hours_a_month": hours,
                "sponsor": chance.choice(there),
                "made": made,
                "due": due,
                "state": state,
            }
        )
    return {"conditions": ratings, "commitments": commitments}


_PROMISES = (
    (
        "Two hours a month for damp leads",
        "Ellery Council",
        "Warm Homes",
        "time",
        24,
        dt.date(2025, 10, 6),
        dt.date(2026, 1, 5),
        "kept",
    ),
    (
        "A room in the library every month",
        "Ellery Council",
        "Warm Homes",
        "space",
        None,
        dt.date(2025, 9, 1),
        dt.date(2025, 10, 1),
        "kept",
    ),
    (
        "Cover for two nurses on meeting days",
        "Ellery Coast NHS Trust",
        "Ageing Well",
        "time",
        12,
        dt.date(2026, 2, 9),
        dt.date(2026, 4, 1),
        "late",
    ),
    (
        "Leave to visit the Tidemouth project",
        "Ellery Coast NHS Trust",
        "Ageing Well",
        "flexibility",
        None,
        dt.date(2026, 3, 16),
        dt.date(2026, 5, 18),
        "broken",
    ),
    (
        "Officers may swap shifts to attend",
        "Harbour Police",
        "Safe Streets",
        "flexibility",
        None,
        dt.date(2025, 11, 10),
        dt.date(2026, 1, 12),
        "promised",
    ),
    (
        "£2,000 for travel of residents",
        "Ellery Council",
        "Safe Streets",
        "budget",
        None,
        dt.date(2026, 5, 11),
        dt.date(2026, 9, 1),
        "asked",
    ),
    (
        "An hour a week for the youth workers",
        "Harbour Youth Trust",
        "Young Minds",
        "time",
        32,
        dt.date(2026, 1, 19),
        dt.date(2026, 2, 2),
        "kept",
    ),
    (
        "Tutors released for the case clinic",
        "Port Ellery College",
        "Young Minds",
        "time",
        8,
        dt.date(2026, 4, 20),
        dt.date(2026, 9, 14),
        "promised",
    ),
    (
        "A shared drive that partners can reach",
        "Ellery Council",
        "",
        "information",
        None,
        dt.date(2025, 12, 1),
        dt.date(2026, 3, 31),
        "late",
    ),
    (
        "A member of the board to speak for us",
        "Seaview Housing Association",
        "Warm Homes",
        "sponsorship",
        None,
        dt.date(2026, 2, 23),
        dt.date(2026, 6, 1),
        "kept",
    ),
    (
        "A place to meet in the evening",
        "Ellery Chamber of Trade",
        "Good Work",
        "space",
        None,
        dt.date(2026, 5, 25),
        dt.date(2026, 8, 1),
        "promised",
    ),
)
