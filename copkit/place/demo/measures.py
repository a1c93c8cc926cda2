"""The health survey, seven indicators with what is known to have changed them, and stories of value."""

from __future__ import annotations

import datetime as dt
from random import Random

from copkit.place.demo import survey
from copkit.place.demo.people import Rows, Town
from copkit.place.demo.stories import stories


def rows(town: Town, chance: Random) -> Rows:
    said = survey.answers(town, chance)
    return {
        "survey_items": survey.items(),
        "survey_waves": survey.waves(),
        "responses": said + survey.on_principles(said),
        "respondents": survey.respondents(town, said),
        **_indicators(chance),
        "process_changes": list(_CHANGES),
        "value_stories": stories(town, chance),
    }


# indicator: community, issue, unit, multiplier, better, target, units, denominator, first rate, last rate
_INDICATORS = (
    (
        "Homes that fail the damp check",
        "Warm Homes",
        "Damp in private lets",
        "per 100 checks",
        100,
        "lower",
        15,
        ("North ward", "Harbour ward", "East ward"),
        110,
        0.24,
        0.15,
    ),
    (
        "Falls that need an ambulance",
        "Ageing Well",
        "Falls at home",
        "per 1,000 people over 65",
        1000,
        "lower",
        2,
        ("Port Ellery",),
        8_200,
        0.0052,
        0.0046,
    ),
    (
        "Calls about disorder at night",
        "Safe Streets",
        "Drinking in the harbour quarter",
        "calls",
        1,
        "lower",
        60,
        ("Harbour quarter",),
        None,
        74,
        92,
    ),
    (
        "Young people seen within a week",
        "Young Minds",
        "Long waits for young people's help",
        "per cent",
        100,
        "higher",
        80,
        ("Port Ellery",),
        64,
        0.31,
        0.36,
    ),
    (
        "Claims that last over a year",
        "Good Work",
        "Short and unsure hours",
        "per cent of claims",
        100,
        "lower",
        20,
        ("Port Ellery",),
        940,
        0.262,
        0.258,
    ),
    (
        "Emergency admissions for asthma, under 18",
        "",
        "Children with asthma",
        "per 10,000",
        10_000,
        "lower",
        2,
        ("Port Ellery",),
        14_800,
        0.00034,
        0.00027,
    ),
)
_MONTHS = 24


def _indicators(chance: Random) -> Rows:
    indicators, observations = [], []
    for name, community, issue, unit, multiplier, better, target, units, base, first, last in _INDICATORS:
        indicators.append(
            {
                "name": name,
                "community": community,
                "issue": issue,
                "unit_of_measure": unit,
                "multiplier": multiplier,
                "better": better,
                "target": target,
                "source": "made up for the demonstration",
            }
        )
        for month in range(_MONTHS):
            period = dt.date(2024 + (month + 6) // 12, (month + 6) % 12 + 1, 1)
            rate = first if month < 14 else last
            for each in units:
                whole = round(base * chance.uniform(0.94, 1.06)) if base else None
                expected = rate * (whole or 1)
                count = max(0, round(chance.gauss(expected, expected**0.5)))
                observations.append(
                    {
                        "indicator": name,
                        "unit": each,
                        "period": period,
                        "numerator": min(count, whole) if whole else count,
                        "denominator": whole,
                    }
                )
    indicators.append(_BY_BODY)
    observations += _visits_by_body()
    return {"indicators": indicators, "observations": observations}


_BY_BODY: dict[str, object] = {
    "name": "Home visits that ask about damp",
    "community": "Warm Homes",
    "issue": "Damp in private lets",
    "unit_of_measure": "per cent of visits",
    "multiplier": 100,
    "better": "higher",
    "target": 75,
    "source": "made up for the demonstration",
    "kind": "proportion",
    "cycle": "applied",
}
_BODIES = {
    "Ellery Council": 0.66,
    "Seaview Housing Association": 0.86,
    "Ellery Coast NHS Trust": 0.69,
    "Age Friends Ellery": 0.67,
    "Quayside Builders": 0.7,
    "Ellery Food Bank": 0.47,
}
"""The share of visits of each body."""


def _visits_by_body() -> list[dict[str, object]]:
    chance = Random("visits")
    found: list[dict[str, object]] = []
    for month in range(12):
        period = dt.date(2025 + (month + 6) // 12, (month + 6) % 12 + 1, 1)
        for body, share in _BODIES.items():
            whole = chance.randrange(14, 34)
            asked = sum(chance.random() < share for _ in range(whole))
            found.append(
                {
                    "indicator": _BY_BODY["name"],
                    "unit": body,
                    "period": period,
                    "numerator": asked,
                    "denominator": whole,
                }
            )
    return found


_CHANGES: tuple[dict[str, object], ...] = (
    {
        "community": "Warm Homes",
        "indicator": "Homes that fail the damp check",
        "changed": dt.date(2025, 9, 1),
        "what": "Tenants can borrow a damp meter from the library",
        "may_be_shared": True,
    },
    {
        "community": "Safe Streets",
        "vital_sign": "visits",
        "changed": dt.date(2026, 5, 1),
        "what": "Meetings began again after three months without one",
        "may_be_shared": True,
    },
)
