"""The health survey in three waves, six indicators, and stories of value."""

from __future__ import annotations

import datetime as dt
from random import Random

from copkit.place.demo.people import COMMUNITIES, Rows, Town

_ITEMS = (
    ("shared cause", "I know what this community is for", "domain"),
    ("matters to my work", "What we work on matters to my own work or street", "domain"),
    ("right issues", "We work on the issues that matter most", "domain"),
    ("trust", "I can ask for help here without fear", "community"),
    ("belonging", "I feel that I belong here", "community"),
    ("all voices", "People of every kind are heard here", "community"),
    ("useful tools", "What we make is useful", "practice"),
    ("learning", "I learn something each time", "practice"),
    ("findable", "I find what others have learnt when I need it", "practice"),
    ("used it", "I have used something from here in the last three months", "value"),
    ("worth the time", "It is worth the time I put in", "value"),
    ("change", "I see change for the people of Port Ellery", "value"),
)
_WAVES = (
    ("Spring 2025", dt.date(2025, 3, 3), dt.date(2025, 3, 21)),
    ("Autumn 2025", dt.date(2025, 10, 6), dt.date(2025, 10, 24)),
    ("Spring 2026", dt.date(2026, 3, 23), dt.date(2026, 4, 17)),
)
_MOOD = {
    "Warm Homes": (3.3, 3.6, 3.9),
    "Ageing Well": (4.0, 4.1, 4.1),
    "Safe Streets": (3.9, 3.4, 3.0),
    "Young Minds": (0, 3.2, 3.6),
    "Good Work": (0, 0, 3.3),
}
_ITEM_MOOD = {"findable": -0.8, "all voices": -0.4, "trust": 0.4, "change": -0.5, "shared cause": 0.4}


def rows(town: Town, chance: Random) -> Rows:
    return {
        "survey_items": [{"name": code, "statement": says, "element": about} for code, says, about in _ITEMS],
        "survey_waves": [{"name": name, "opened": first, "closed": last} for name, first, last in _WAVES],
        "responses": _responses(town, chance),
        **_indicators(chance),
        "value_stories": _stories(town, chance),
    }


def _responses(town: Town, chance: Random) -> list[dict[str, object]]:
    answers: list[dict[str, object]] = []
    for position, (wave, _, closed) in enumerate(_WAVES):
        for each in COMMUNITIES:
            community, started = str(each["name"]), each["started"]
            if not isinstance(started, dt.date) or started > closed:
                continue
            people = town.of(community)
            for number in chance.sample(range(len(people)), round(len(people) * 0.55)):
                own = chance.gauss(_MOOD[community][position], 0.6)
                for code, _, _ in _ITEMS:
                    if chance.random() < 0.03:
                        continue
                    score = round(chance.gauss(own + _ITEM_MOOD.get(code, 0.0), 0.7))
                    answers.append(
                        {
                            "wave": wave,
                            "community": community,
                            "respondent": f"{community[0].lower()}{number:02}",
                            "item": code,
                            "score": min(5, max(1, score)),
                        }
                    )
    return answers


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
    return {"indicators": indicators, "observations": observations}


# title, community, cycle, story, indicator, told, may be shared
_STORIES = (
    (
        "A damp meter changed the visit",
        "Warm Homes",
        "applied",
        "At the March visit I saw how the nurses ask about the home. I took the meter the week after.",
        "Homes that fail the damp check",
        dt.date(2026, 4, 2),
        True,
    ),
    (
        "The repairs line",
        "Warm Homes",
        "realised",
        "We made one number for repairs. Tenants on Quay Row now wait three weeks, not three months.",
        "Homes that fail the damp check",
        dt.date(2026, 5, 19),
        True,
    ),
    (
        "Two pages instead of nine",
        "Ageing Well",
        "applied",
        "The falls check went from nine pages to two. I do it on every visit now.",
        "Falls that need an ambulance",
        dt.date(2026, 1, 14),
        True,
    ),
    (
        "What should a good day be?",
        "Ageing Well",
        "reframing",
        "We stopped asking how many falls. We ask what a good day is, and plan from there.",
        "",
        dt.date(2026, 6, 3),
        True,
    ),
    (
        "Tea at three, every week",
        "Ageing Well",
        "realised",
        "Nine people who saw nobody now come each week, and two of them run it.",
        "",
        dt.date(2025, 11, 12),
        True,
    ),
    (
        "The evening I nearly left",
        "Safe Streets",
        "immediate",
        "I came to say goodbye, and stayed for the youth workers' case.",
        "",
        dt.date(2025, 12, 8),
        False,
    ),
    (
        "A list of who helps",
        "Young Minds",
        "potential",
        "For the first time I know whom to ring. I have not needed it yet.",
        "Young people seen within a week",
        dt.date(2026, 2, 19),
        True,
    ),
    (
        "I heard that I am not alone",
        "Young Minds",
        "immediate",
        "Every school in the room has the same waiting list. That was a relief, and a spur.",
        "",
        dt.date(2026, 5, 21),
        True,
    ),
    (
        "A seat at the table",
        "Good Work",
        "immediate",
        "It was the first time that a shop keeper and the food bank spoke about hours.",
        "",
        dt.date(2026, 4, 10),
        True,
    ),
)


def _stories(town: Town, chance: Random) -> list[dict[str, object]]:
    return [
        {
            "name": title,
            "community": community,
            "member": chance.choice(town.of(community)),
            "cycle": cycle,
            "story": story,
            "indicator": indicator,
            "told": told,
            "may_be_shared": shared,
        }
        for title, community, cycle, story, indicator, told, shared in _STORIES
    ]
