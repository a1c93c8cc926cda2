"""Guides, cases, tools and stories; the issues they help with; who used them."""

from __future__ import annotations

import datetime as dt
from random import Random

from copkit.place.demo import summer_gathering
from copkit.place.demo.people import LAST_DAY, Rows, Town

# title: kind, community, issues, made, open to
_RESOURCES: dict[str, tuple[str, str, tuple[str, ...], dt.date, str]] = {
    "How to check a home for damp": (
        "guide",
        "Warm Homes",
        ("Damp in private lets",),
        dt.date(2025, 11, 3),
        "public",
    ),
    "Damp: what tenants may ask for": (
        "guide",
        "Warm Homes",
        ("Damp in private lets", "Repairs that wait for months"),
        dt.date(2026, 2, 16),
        "public",
    ),
    "The Quay Row visits": (
        "case",
        "Warm Homes",
        ("Damp in private lets", "Children with asthma"),
        dt.date(2026, 4, 20),
        "members",
    ),
    "Heating cost sheet": (
        "tool",
        "Warm Homes",
        ("Homes that cost too much to heat",),
        dt.date(2023, 10, 9),
        "public",
    ),
    "Repairs: who to ring": (
        "contact",
        "Warm Homes",
        ("Repairs that wait for months",),
        dt.date(2024, 1, 15),
        "public",
    ),
    "Falls check on two pages": (
        "template",
        "Ageing Well",
        ("Falls at home",),
        dt.date(2022, 6, 1),
        "public",
    ),
    "Ten questions about company": (
        "tool",
        "Ageing Well",
        ("Older people who see nobody",),
        dt.date(2024, 5, 13),
        "public",
    ),
    "Home again: a discharge that worked": (
        "story",
        "Ageing Well",
        ("Discharge without a plan",),
        dt.date(2025, 9, 29),
        "public",
    ),
    "Discharge: one page for the family": (
        "template",
        "Ageing Well",
        ("Discharge without a plan", "Carers who are worn out"),
        dt.date(2026, 3, 9),
        "public",
    ),
    "Falls figures by ward": ("dataset", "Ageing Well", ("Falls at home",), dt.date(2026, 1, 12), "members"),
    "A break for carers: places and prices": (
        "contact",
        "Ageing Well",
        ("Carers who are worn out",),
        dt.date(2023, 3, 6),
        "public",
    ),
    "Walking the quay by night": (
        "guide",
        "Safe Streets",
        ("Dark and empty quayside",),
        dt.date(2021, 9, 20),
        "public",
    ),
    "Taking the heat out: five steps": (
        "guide",
        "Safe Streets",
        ("Drinking in the harbour quarter",),
        dt.date(2022, 11, 14),
        "public",
    ),
    "Night map of the harbour quarter": (
        "dataset",
        "Safe Streets",
        ("Dark and empty quayside",),
        dt.date(2023, 5, 22),
        "members",
    ),
    "Harbour club: the first month": (
        "case",
        "Safe Streets",
        ("Young people with nowhere to go",),
        dt.date(2026, 6, 15),
        "public",
    ),
    "What to say in the first talk": (
        "guide",
        "Young Minds",
        ("Long waits for young people's help",),
        dt.date(2026, 2, 2),
        "public",
    ),
    "Who helps young people in Port Ellery": (
        "contact",
        "Young Minds",
        ("Long waits for young people's help",),
        dt.date(2025, 12, 8),
        "public",
    ),
    "Talk by the Tidemouth team": ("recording", "Young Minds", (), dt.date(2026, 5, 21), "members"),
    "What steady hours cost and bring": (
        "case",
        "Good Work",
        ("Short and unsure hours",),
        dt.date(2026, 5, 8),
        "members",
    ),
    "How we run a case clinic": ("template", "", (), dt.date(2024, 2, 5), "public"),
}

# title: what happened and what to do next time, issues
_LESSONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "Let residents open the day": (
        "Two residents spoke first, and the room stayed with their questions. Next time: ask a month ahead.",
        (),
    ),
    "Choose sessions before lunch": (
        "With the sheet on the wall until noon, only one session had to be moved. Next time: the same.",
        (),
    ),
    "A bus needs two timetables": (
        "Shifts end after the last bus. The operator and the hospital had not met. Next time: bring both.",
        ("No bus after seven",),
    ),
}


_ABOUT = {
    "How to check a home for damp": (
        "Ten checks from the gutter to the bathroom fan, with a photograph of each and the "
        "reading of the meter that should worry you."
    ),
    "Damp: what tenants may ask for": (
        "What a landlord must repair, by when, and the words for a first letter."
    ),
    "The Quay Row visits": (
        "What thirty visits to one street found, and which repairs were done after half a year."
    ),
    "Heating cost sheet": "Works out what a room costs to heat for a week, from the meter and the tariff.",
    "Repairs: who to ring": "Telephone numbers of every landlord's repairs desk, and when somebody answers.",
    "Falls check on two pages": (
        "Eyes, feet, rugs, pills and stairs: what to look at in ten minutes at the door."
    ),
    "Ten questions about company": "A short talk that shows whether somebody sees other people, and whom.",
    "Home again: a discharge that worked": (
        "How a ward, a district nurse and a neighbour brought one man home."
    ),
    "Discharge: one page for the family": "What happens on which day, who comes, and whom to ring at night.",
    "Falls figures by ward": "Ambulance calls after falls for each ward and month since 2023.",
    "A break for carers: places and prices": "Where a carer can leave somebody for an afternoon or a week.",
    "Walking the quay by night": "How to plan a walk with residents and officers, and what to write down.",
    "Taking the heat out: five steps": (
        "What to say and do when somebody shouts, taught by the night wardens."
    ),
    "Night map of the harbour quarter": (
        "Lamps, blind corners and open doors after ten, as residents drew them."
    ),
    "Harbour club: the first month": "Who came on Fridays, what they did, and what the street said of it.",
    "What to say in the first talk": "Opening words, silences and what not to promise a young person.",
    "Who helps young people in Port Ellery": (
        "Every service with its waiting time and whether one may just come."
    ),
    "Talk by the Tidemouth team": "An hour on how another town halved the wait for help.",
    "What steady hours cost and bring": "Figures of four firms that gave fixed shifts to all.",
    "How we run a case clinic": "Roles, minutes and questions for a clinic of eight people.",
}


def rows(town: Town, chance: Random) -> Rows:
    resources: list[dict[str, object]] = []
    uses: dict[tuple[object, ...], dict[str, object]] = {}
    for name, (kind, community, issues, made, open_to) in _RESOURCES.items():
        home = community or "Ageing Well"
        subject = issues[0].lower() if issues else ""
        page = "".join(letter for letter in name.lower() if letter.isalnum() or letter == " ")
        owner = chance.choice(town.of(home, "coordinator", "core")) if chance.random() < 0.8 else ""
        resources.append(
            {
                "name": name,
                "kind": kind,
                "community": community,
                "made": made,
                "open_to": open_to,
                "owner": owner,
                "description": _ABOUT.get(name, "") if subject and chance.random() < 0.8 else "",
                "creator": f"{community or 'Port Ellery Together'} community",
                "publisher": "Port Ellery Together",
                "subject": subject,
                "language": "en" if chance.random() < 0.7 else "",
                "link": f"https://example.org/{page.replace(' ', '-')}",
                "review": made + dt.timedelta(days=730) if chance.random() < 0.8 else None,
                "licence": "Open Government Licence" if open_to == "public" and chance.random() < 0.8 else "",
            }
        )
        first = max(made, LAST_DAY - dt.timedelta(days=420))
        for _ in range(chance.choice((0, 3, 6, 9, 14, 22)) if made.year > 2022 else chance.choice((0, 2))):
            day = first + dt.timedelta(days=chance.randrange((LAST_DAY - first).days + 1))
            who = chance.choice(town.of(home))
            use = chance.choices(("opened", "applied", "adapted", "shared"), (8, 4, 1, 2))[0]
            uses[name, who, day, use] = {"resource": name, "member": who, "used": day, "use": use}
    resources += [
        {
            "name": name,
            "kind": "lesson",
            "description": told,
            "event": summer_gathering.NAME,
            "made": summer_gathering.DAY,
            "open_to": "members",
        }
        for name, (told, _) in _LESSONS.items()
    ]
    about = {name: row[2] for name, row in _RESOURCES.items()}
    about |= {name: issues for name, (_, issues) in _LESSONS.items()}
    return {
        "resources": resources,
        "resource_issues": [
            {"resource": name, "issue": issue} for name, issues in about.items() for issue in issues
        ],
        "resource_use": list(uses.values()),
    }
