"""How people rate what their organisations allow, what the organisations promised and the hours they gave."""

from __future__ import annotations

import datetime as dt
from random import Random

from copkit.place.demo.people import ORGANISATIONS, Rows, Town
from copkit.place.instruments import instrument
from copkit.place.schema.enablement import CONDITIONS, RATER_ROLES, TEAM_SIZES

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
    items = instrument("conditions")
    leans = Random(len(items))  # of its own, so that a new statement changes nothing else in the town
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
                    felt = chance.gauss(usual, 0.9)
                    ratings += [
                        {
                            "organisation": organisation,
                            "condition": condition,
                            "item": item["name"],
                            "rater_role": "manager" if manager else "member",
                            "rater": f"r{len(organisation)}{number:02}",
                            "rating": min(5, max(1, round(felt + leans.gauss(0, 0.6)))),
                            "rated": day,
                            "team_size": TEAM_SIZES[(number + len(organisation)) % len(TEAM_SIZES)],
                        }
                        for item in items
                        if item["condition"] == condition
                    ]
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
    for place, (_, member) in enumerate(sorted(town.members.items())):
        if place % 5:
            member["hours_a_month"] = (3, 4, 6, 2, 4)[place % 5]
    return {
        "condition_items": items,
        "people_to_ask": _people_to_ask(),
        "conditions": ratings,
        "commitments": commitments,
        "agreements": [dict(zip(_AGREED, agreed, strict=True)) for agreed in _agreements(town)],
        "hours_given": _hours(town, leans),
    }


def _people_to_ask() -> list[dict[str, object]]:
    """Of whom those who rated are a part: its people who take part, and their managers."""
    return [
        {"organisation": name, "rater_role": role, "people": size if role == "member" else 2 + size // 4}
        for name, (sector, _, size, _) in ORGANISATIONS.items()
        if sector not in ("resident", "political")
        for role in RATER_ROLES
    ]


def _hours(town: Town, chance: Random) -> list[dict[str, object]]:
    """What those who kept their word gave in the first half of 2026, month by month."""
    given = []
    for organisation, community, usual, purpose in _WORK:
        there = [name for name in town.of(community) if town.members[name]["organisation"] == organisation]
        for month in range(1, 7):
            hours = max(0, round(usual * (0.7 + 0.1 * month) + chance.gauss(0, 3)))
            row = {
                "organisation": organisation,
                "community": community,
                "month": dt.date(2026, month, 1),
                "hours": hours,
                "purpose": purpose,
            }
            given.append(row)
        given += [
            {**row, "member": there[0], "month": dt.date(2026, month, 1), "hours": 9, "purpose": "Planning"}
            for month in (4, 5, 6)
        ]
    return given


_WORK = (
    ("Ellery Council", "Warm Homes", 16, "Damp checks at the door"),
    ("Ellery Coast NHS Trust", "Ageing Well", 6, "Balance classes"),
    ("Harbour Youth Trust", "Young Minds", 26, "Drop-in on Wednesdays"),
)

_AGREED = (
    "organisation",
    "community",
    "sponsor",
    "members_may_decide",
    "rooms",
    "agreed",
    "review",
    "state",
)


def _agreements(town: Town) -> list[tuple[object, ...]]:
    def somebody(organisation: str) -> str:
        return next(name for name, member in town.members.items() if member["organisation"] == organisation)

    return [
        (
            "Ellery Council",
            "Warm Homes",
            somebody("Ellery Council"),
            "Which homes to visit first; small changes to the check list; who is asked to meetings",
            "A room in the library each month; the shared drive",
            dt.date(2025, 10, 6),
            dt.date(2026, 10, 5),
            "signed",
        ),
        (
            "Harbour Youth Trust",
            "Young Minds",
            somebody("Harbour Youth Trust"),
            "How the Wednesday drop-in is run; which schools to visit",
            "The upper floor on Wednesdays",
            dt.date(2026, 1, 19),
            dt.date(2026, 7, 13),
            "signed",
        ),
        (
            "Ellery Coast NHS Trust",
            "Ageing Well",
            somebody("Ellery Coast NHS Trust"),
            "Whom to visit together with a physiotherapist",
            None,
            dt.date(2026, 6, 8),
            dt.date(2027, 6, 7),
            "draft",
        ),
    ]


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
