"""What stands in the way of the outcome; what leads to what; what people voted for; who takes what."""

from __future__ import annotations

import datetime as dt
from random import Random

from copkit.place.demo.people import Rows, Town

# issue: theme, how we know, where it sits, the communities that take it
_ISSUES: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "Damp in private lets": (
        "homes",
        "One let in five failed its last check",
        "Ellery Council",
        ("Warm Homes",),
    ),
    "Homes that cost too much to heat": ("homes", "3,100 homes below energy band D", "", ("Warm Homes",)),
    "Repairs that wait for months": (
        "homes",
        "Median wait of 94 days in 2025",
        "Seaview Housing Association",
        ("Warm Homes",),
    ),
    "Children with asthma": (
        "health",
        "Admissions a fifth above the county's",
        "Ellery Coast NHS Trust",
        ("Warm Homes",),
    ),
    "Falls at home": ("health", "41 ambulance calls a month", "Ellery Coast NHS Trust", ("Ageing Well",)),
    "Older people who see nobody": ("company", "One in nine in the 2025 survey", "", ("Ageing Well",)),
    "Carers who are worn out": (
        "company",
        "Two carers in three have had no break this year",
        "",
        ("Ageing Well",),
    ),
    "Discharge without a plan": (
        "services",
        "One discharge in six comes back within a month",
        "Ellery Coast NHS Trust",
        ("Ageing Well", "Warm Homes"),
    ),
    "Dark and empty quayside": (
        "places",
        "Eleven lamps out in the March walk",
        "Ellery Council",
        ("Safe Streets",),
    ),
    "Drinking in the harbour quarter": (
        "safety",
        "A third of Friday night calls",
        "Harbour Police",
        ("Safe Streets",),
    ),
    "Young people with nowhere to go": (
        "places",
        "No youth club open after 6 pm",
        "",
        ("Safe Streets", "Young Minds"),
    ),
    "Long waits for young people's help": (
        "services",
        "19 weeks on average in May",
        "Ellery Coast NHS Trust",
        ("Young Minds",),
    ),
    "Pupils who stay away from school": (
        "learning",
        "8% miss a day a week",
        "Port Ellery College",
        ("Young Minds",),
    ),
    "Short and unsure hours": ("work", "", "", ("Good Work",)),
    "No bus after seven": ("places", "Last bus at 18:50 on all routes", "", ()),
    "Debt and unpaid bills": (
        "work",
        "1,240 people came to the food bank in 2025",
        "Ellery Food Bank",
        ("Good Work",),
    ),
    "Services that do not share what they know": ("services", "Four forms ask the same questions", "", ()),
    "People who do not trust the council": ("company", "", "Ellery Council", ()),
}

_LINKS = (
    ("Damp in private lets", "Children with asthma", 0.8),
    ("Homes that cost too much to heat", "Damp in private lets", 0.7),
    ("Homes that cost too much to heat", "Debt and unpaid bills", 0.6),
    ("Repairs that wait for months", "Damp in private lets", 0.6),
    ("Repairs that wait for months", "People who do not trust the council", 0.4),
    ("Short and unsure hours", "Debt and unpaid bills", 0.8),
    ("Short and unsure hours", "Homes that cost too much to heat", 0.5),
    ("Debt and unpaid bills", "Short and unsure hours", 0.3),
    ("Debt and unpaid bills", "Carers who are worn out", 0.3),
    ("Older people who see nobody", "Falls at home", 0.4),
    ("Falls at home", "Older people who see nobody", 0.6),
    ("Falls at home", "Discharge without a plan", 0.5),
    ("Discharge without a plan", "Falls at home", 0.7),
    ("Discharge without a plan", "Carers who are worn out", 0.5),
    ("Carers who are worn out", "Discharge without a plan", 0.2),
    ("No bus after seven", "Older people who see nobody", 0.5),
    ("No bus after seven", "Young people with nowhere to go", 0.4),
    ("No bus after seven", "Short and unsure hours", 0.3),
    ("Dark and empty quayside", "Drinking in the harbour quarter", 0.5),
    ("Drinking in the harbour quarter", "Dark and empty quayside", 0.6),
    ("Young people with nowhere to go", "Drinking in the harbour quarter", 0.5),
    ("Young people with nowhere to go", "Pupils who stay away from school", 0.3),
    ("Long waits for young people's help", "Pupils who stay away from school", 0.6),
    ("Pupils who stay away from school", "Long waits for young people's help", 0.2),
    ("People who do not trust the council", "Services that do not share what they know", -0.2),
    ("Services that do not share what they know", "Long waits for young people's help", 0.6),
    ("Services that do not share what they know", "Discharge without a plan", 0.7),
    ("Services that do not share what they know", "Repairs that wait for months", 0.3),
)

_ROUNDS = (
    ("September 2025 workshop", dt.date(2025, 9, 18), 34),
    ("June 2026 workshop", dt.date(2026, 6, 18), 41),
)
_PULL: dict[str, tuple[int, ...]] = {
    "resident": (9, 7, 9, 4, 4, 5, 4, 2, 7, 5, 9, 5, 2, 4, 12, 5, 2, 7),
    "public": (6, 3, 2, 5, 9, 5, 3, 11, 2, 4, 4, 11, 4, 2, 2, 2, 12, 1),
    "voluntary": (7, 6, 4, 4, 6, 9, 8, 5, 2, 3, 6, 7, 3, 4, 7, 6, 7, 3),
    "business": (3, 4, 2, 2, 2, 2, 2, 3, 7, 7, 5, 3, 4, 7, 8, 3, 3, 2),
}
"""How strongly each issue draws the dots of each sector."""

_SECTORS = ("resident", "public", "resident", "public", "voluntary", "resident", "public", "business")
"""Who comes into the room, one after the other."""

_ALIKE = "Long waits for help for young people"
"""Raised a second time in other words, so that the register has something to find."""

_OUTCOME = "People ill, afraid or alone"
_TO_OUTCOME = (
    ("Children with asthma", 0.6),
    ("Falls at home", 0.5),
    ("Older people who see nobody", 0.7),
    ("Carers who are worn out", 0.4),
    ("Drinking in the harbour quarter", 0.4),
    ("Long waits for young people's help", 0.5),
    ("Debt and unpaid bills", 0.4),
)

# Each group drew a map of its own in June 2026: what it sees otherwise than the room
_GROUPS: dict[str, dict[tuple[str, str], float]] = {
    "Residents' table": {
        ("Services that do not share what they know", "People who do not trust the council"): 0.7,
        ("People who do not trust the council", "Repairs that wait for months"): 0.3,
        ("Repairs that wait for months", "People who do not trust the council"): 0.9,
        ("No bus after seven", "Debt and unpaid bills"): 0.4,
    },
    "Services' table": {
        ("Services that do not share what they know", "People who do not trust the council"): -0.2,
        ("Repairs that wait for months", "People who do not trust the council"): 0.1,
        ("Homes that cost too much to heat", "Older people who see nobody"): 0.2,
    },
    "Charities' and firms' table": {
        ("Short and unsure hours", "Pupils who stay away from school"): 0.3,
        ("Repairs that wait for months", "People who do not trust the council"): 0.5,
    },
}

_SCENARIOS = {
    "An evening bus": {"No bus after seven": 0.1},
    "One shared record": {"Services that do not share what they know": 0.1},
    "An evening bus and one shared record": {
        "No bus after seven": 0.1,
        "Services that do not share what they know": 0.1,
    },
}

_SHORT_LIST = (
    "Services that do not share what they know",
    "No bus after seven",
    "Damp in private lets",
    "Discharge without a plan",
    "Young people with nowhere to go",
    "Long waits for young people's help",
)
_GOOD_AND_EFFORT = ((5, 4), (4, 2), (4, 3), (4, 3), (3, 2), (5, 5))
_JUNE = dt.date(2026, 6, 18)


def rows(town: Town, chance: Random) -> Rows:
    issues, coverage = [], []
    for name, (theme, evidence, organisation, communities) in _ISSUES.items():
        raiser = chance.choice(town.of(communities[0] if communities else "Warm Homes"))
        raised = dt.date(2025, 9, 18) if chance.random() < 0.7 else dt.date(2026, 1, 22)
        issues.append(
            {
                "name": name,
                "theme": theme,
                "evidence": evidence,
                "organisation": organisation,
                "raised_by": raiser,
                "raised": raised,
            }
        )
        for community in communities:
            lead = chance.choice(town.of(community, "coordinator", "core"))
            coverage.append(
                {
                    "issue": name,
                    "community": community,
                    "lead": lead if chance.random() < 0.8 else "",
                    "since": max(raised, dt.date(2025, 10, 1)),
                }
            )
    issues += [
        {"name": _ALIKE, "theme": "services", "raised": dt.date(2026, 1, 22)},
        {"name": _OUTCOME, "raised": dt.date(2025, 9, 18), "is_outcome": True},
    ]
    links = [*_LINKS, *((cause, _OUTCOME, strength) for cause, strength in _TO_OUTCOME)]
    return {
        "issues": issues,
        "distinct_issues": [
            {"issue": "Young people with nowhere to go", "other": "Long waits for young people's help"}
        ],
        "issue_links": [{"cause": cause, "effect": effect, "strength": how} for cause, effect, how in links],
        "votes": _votes(chance),
        "coverage": coverage,
        "map_links": _map_links(chance),
        "scenarios": [
            {"scenario": scenario, "issue": issue, "level": level}
            for scenario, held in _SCENARIOS.items()
            for issue, level in held.items()
        ],
        "ballots": _ballots(chance),
        "issue_ratings": _ratings(chance),
    }


def _votes(chance: Random) -> list[dict[str, object]]:
    """Five dots for each person in the room."""
    votes: list[dict[str, object]] = []
    for name, day, people in _ROUNDS:
        for number in range(1, people + 1):
            sector = _sector(number)
            dots = chance.choices(list(_ISSUES), _PULL[sector], k=5)
            votes += [
                {
                    "round": name,
                    "voter": f"p{number:02}",
                    "issue": issue,
                    "dots": dots.count(issue),
                    "cast": day,
                    "sector": sector,
                }
                for issue in dict.fromkeys(dots)
            ]
    return votes


def _sector(number: int) -> str:
    return _SECTORS[(number - 1) % len(_SECTORS)]


def _map_links(chance: Random) -> list[dict[str, object]]:
    """Each group drew about two thirds of what the room agreed on later, and some things otherwise."""
    found = []
    for group, own in _GROUPS.items():
        for cause, effect, strength in _LINKS:
            seen = chance.random() < 0.65
            shift = chance.choice((-0.2, -0.1, 0.0, 0.0, 0.1, 0.2))
            if (cause, effect) in own or not seen:
                continue
            near = round(min(max(strength + shift, 0.1 if strength > 0 else -1.0), 1.0), 1)
            found.append((group, cause, effect, near))
        found += [(group, cause, effect, strength) for (cause, effect), strength in own.items()]
    return [
        {"map": group, "cause": cause, "effect": effect, "strength": strength, "drawn": _JUNE}
        for group, cause, effect, strength in found
    ]


def _ballots(chance: Random) -> list[dict[str, object]]:
    """Twenty-four people rank the short list."""
    ballots: list[dict[str, object]] = []
    for number in range(1, 25):
        pull = [_PULL[_sector(number)][list(_ISSUES).index(issue)] for issue in _SHORT_LIST]
        order = sorted(
            zip(pull, _SHORT_LIST, strict=True), key=lambda one: -one[0] * chance.uniform(0.4, 1.6)
        )
        ballots += [
            {
                "round": "June 2026 workshop",
                "voter": f"p{number:02}",
                "issue": issue,
                "rank": rank,
                "cast": _JUNE,
                "sector": _sector(number),
            }
            for rank, (_, issue) in enumerate(order, 1)
        ]
    return ballots


def _ratings(chance: Random) -> list[dict[str, object]]:
    """Eighteen people say how much good each issue of the short list would do, and how much effort."""

    def near(middle: int) -> int:
        return min(max(middle + chance.choice((-1, 0, 0, 0, 1)), 1), 5)

    return [
        {
            "round": "June 2026 workshop",
            "rater": f"p{number:02}",
            "issue": issue,
            "impact": near(good),
            "effort": near(effort),
            "rated": _JUNE,
        }
        for number in range(1, 19)
        for issue, (good, effort) in zip(_SHORT_LIST, _GOOD_AND_EFFORT, strict=True)
    ]
