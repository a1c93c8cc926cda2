"""The health survey in three waves: the town's own statements each time, and in the last wave those on the
design principles as well."""

from __future__ import annotations

import datetime as dt
from random import Random

from copkit.place.demo.people import COMMUNITIES, ORGANISATIONS, Town
from copkit.place.instruments import instrument

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
_ONLY_IN_FULL = ("shared cause", "all voices", "useful tools", "change")
_PRINCIPLE_MOOD = {"dialogue": -0.6, "familiarity and excitement": -0.3, "levels": 0.4, "rhythm": 0.2}
_ITEM_MOOD = {"findable": -0.8, "all voices": -0.4, "trust": 0.4, "change": -0.5, "shared cause": 0.4}


def items() -> list[dict[str, object]]:
    """The statements: the town's own, and those of the instrument on the design principles."""
    own: list[dict[str, object]] = [
        {
            "name": code,
            "statement": says,
            "element": about,
            "form": "full" if code in _ONLY_IN_FULL else "pulse",
        }
        for code, says, about in _ITEMS
    ]
    return own + [dict(row) for row in instrument("health_full") if row["principle"]]


def waves() -> list[dict[str, object]]:
    """The rounds; only the last was asked in the full form."""
    return [
        {"name": name, "opened": first, "closed": last, "form": "full" if name == _WAVES[-1][0] else ""}
        for name, first, last in _WAVES
    ]


def respondents(town: Town, answers: list[dict[str, object]]) -> list[dict[str, object]]:
    """Four of five say what kind of body they come from."""
    chance = Random("who answered")
    people = {(row["wave"], row["community"], row["respondent"]) for row in answers}
    found: list[dict[str, object]] = []
    for wave, community, respondent in sorted(people, key=str):
        member = town.members[town.of(str(community))[int(str(respondent)[1:])]]
        if chance.random() < 0.8:
            sector = ORGANISATIONS[str(member["organisation"])][0]
            found.append({"wave": wave, "community": community, "respondent": respondent, "sector": sector})
    return found


def on_principles(answers: list[dict[str, object]]) -> list[dict[str, object]]:
    """What those who answered in the last wave say on the design principles."""
    chance = Random("principles")
    last = _WAVES[-1][0]
    people = dict.fromkeys((row["community"], row["respondent"]) for row in answers if row["wave"] == last)
    found: list[dict[str, object]] = []
    for community, respondent in people:
        own = chance.gauss(_MOOD[str(community)][-1], 0.5)
        for row in instrument("health_full"):
            if row["principle"] and chance.random() > 0.03:
                score = round(chance.gauss(own + _PRINCIPLE_MOOD.get(row["principle"], 0.0), 0.7))
                found.append(
                    {
                        "wave": last,
                        "community": community,
                        "respondent": respondent,
                        "item": row["name"],
                        "score": min(5, max(1, score)),
                    }
                )
    return found


def answers(town: Town, chance: Random) -> list[dict[str, object]]:
    """What somewhat more than half of each community said of the town's own statements."""
    said: list[dict[str, object]] = []
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
                    said.append(
                        {
                            "wave": wave,
                            "community": community,
                            "respondent": f"{community[0].lower()}{number:02}",
                            "item": code,
                            "score": min(5, max(1, score)),
                        }
                    )
    return said
