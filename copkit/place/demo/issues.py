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
_PULL = (9, 6, 5, 5, 8, 7, 4, 7, 3, 4, 6, 9, 3, 4, 8, 4, 10, 2)


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
    return {
        "issues": issues,
        "issue_links": [{"cause": cause, "effect": effect, "strength": how} for cause, effect, how in _LINKS],
        "votes": _votes(chance),
        "coverage": coverage,
    }


def _votes(chance: Random) -> list[dict[str, object]]:
    """Five dots for each person in the room."""
    votes: list[dict[str, object]] = []
    for name, day, people in _ROUNDS:
        for number in range(1, people + 1):
            dots = chance.choices(list(_ISSUES), _PULL, k=5)
            votes += [
                {
                    "round": name,
                    "voter": f"p{number:02}",
                    "issue": issue,
                    "dots": dots.count(issue),
                    "cast": day,
                }
                for issue in dict.fromkeys(dots)
            ]
    return votes
