"""The town, its five communities, twelve organisations, and 120 people in their roles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

Rows = dict[str, Sequence[Mapping[str, object]]]

LAST_DAY = dt.date(2026, 6, 30)

COMMUNITIES: tuple[dict[str, object], ...] = (
    {
        "name": "Warm Homes",
        "domain": "Cold and damp homes, and what they do to people's health",
        "purpose": "Fewer people fall ill because of the home they live in",
        "stage": "maturing",
        "started": dt.date(2024, 9, 12),
    },
    {
        "name": "Ageing Well",
        "domain": "Living well and with company in later life",
        "purpose": "Older people stay at home, on their feet and in touch",
        "stage": "stewardship",
        "stage_judged": dt.date(2026, 4, 1),
        "started": dt.date(2022, 3, 8),
    },
    {
        "name": "Safe Streets",
        "domain": "Feeling safe in the harbour quarter, by day and by night",
        "purpose": "Everyone can use the harbour quarter without fear",
        "stage": "transformation",
        "stage_judged": dt.date(2026, 6, 8),
        "stage_reason": "In June the core group agreed to close, or to begin anew with the youth workers",
        "started": dt.date(2019, 5, 21),
    },
    {
        "name": "Young Minds",
        "domain": "The mental health of young people, and the wait for help",
        "purpose": "A young person who asks for help is heard within a week",
        "stage": "coalescing",
        "stage_judged": dt.date(2026, 5, 21),
        "started": dt.date(2025, 10, 2),
    },
    {
        "name": "Good Work",
        "domain": "Work that pays and lasts, for people who have been out of it",
        "purpose": "Fewer households live on short and unsure hours",
        "stage": "potential",
        "started": dt.date(2026, 3, 17),
    },
)

# organisation: sector, jobs of its people, how many people, and the communities they lean to
ORGANISATIONS: dict[str, tuple[str, tuple[str, ...], int, tuple[str, ...]]] = {
    "Ellery Council": (
        "public",
        ("housing officer", "public health officer", "planner"),
        22,
        ("Warm Homes", "Ageing Well", "Good Work", "Safe Streets"),
    ),
    "Ellery Coast NHS Trust": (
        "public",
        ("nurse", "physiotherapist", "psychologist"),
        19,
        ("Ageing Well", "Young Minds", "Warm Homes"),
    ),
    "Harbour Police": ("public", ("neighbourhood officer",), 9, ("Safe Streets",)),
    "Port Ellery College": ("public", ("teacher", "careers adviser"), 9, ("Young Minds", "Good Work")),
    "Seaview Housing Association": (
        "voluntary",
        ("housing officer", "caretaker"),
        12,
        ("Warm Homes", "Safe Streets"),
    ),
    "Age Friends Ellery": ("voluntary", ("befriender", "care adviser"), 9, ("Ageing Well",)),
    "Harbour Youth Trust": ("voluntary", ("youth worker",), 8, ("Young Minds", "Safe Streets")),
    "Ellery Food Bank": ("voluntary", ("volunteer",), 6, ("Good Work", "Warm Homes")),
    "Quayside Builders": ("business", ("surveyor", "fitter"), 5, ("Warm Homes",)),
    "Ellery Chamber of Trade": ("business", ("shop keeper",), 5, ("Safe Streets", "Good Work")),
    "Port Ellery Residents": (
        "resident",
        ("resident",),
        11,
        ("Warm Homes", "Ageing Well", "Safe Streets", "Young Minds"),
    ),
    "Councillors of Port Ellery": (
        "political",
        ("councillor",),
        5,
        ("Ageing Well", "Safe Streets", "Warm Homes"),
    ),
}

_FIRST = (
    "Amina Tom Priya Owen Grace Daniel Mei Rhys Fatima George Lena Callum Ruth Samir Joan Piotr "
    "Nadia Ewan Carol Yusuf Hannah Idris Megan Luca Wendy Kofi Alice Tariq Beth Marek Elin "
    "Jamal Rosa Neil Zara Hugh Leila Ivan Dawn Arun "
)
_LAST = (
    "Yusuf Brand Shah Pryce Okoro Lisle Chen Morgan Hassan Pike Novak Reid Abbot Khan Fell "
    "Mazur Haddad Stone Ward Diallo Frost Rahman Vale Conti Marsh Mensah Orde Aziz Quill Zajac "
    "Bowen Cole Ferrer Hale Iqbal Lamb Nasser Petrov Rook Varma "
)

_HOUR_COSTS = {"public": 27.5, "voluntary": 19.0, "business": 31.0}
"""Pounds; residents and councillors are not paid for it."""

_SIZES = {"Warm Homes": 36, "Ageing Well": 40, "Safe Streets": 30, "Young Minds": 24, "Good Work": 11}
_ROLES = (("coordinator", 1), ("core", 4), ("active", 10), ("peripheral", 99))


@dataclass(frozen=True)
class Town:
    """What the other parts build on: members by name, and who stands where in each community."""

    members: dict[str, dict[str, object]]
    roles: dict[str, dict[str, str]]
    """For each community, its members now with their role, the coordinator first."""

    def of(self, community: str, *roles: str) -> list[str]:
        """The members of a community, or those in some roles."""
        return [name for name, role in self.roles[community].items() if not roles or role in roles]


def town(chance: Random) -> Town:
    """Who lives here and who takes part in what."""
    names = [f"{first} {last}" for first in _FIRST.split() for last in _LAST.split()]
    chosen = iter(chance.sample(names, 130))
    members: dict[str, dict[str, object]] = {}
    for organisation, (sector, jobs, size, _) in ORGANISATIONS.items():
        for place in range(size):
            name = next(chosen)
            kind = {"political": "politician", "resident": "public"}.get(sector, "practitioner")
            members[name] = {
                "name": name,
                "organisation": organisation,
                "job": jobs[place % len(jobs)],
                "kind": kind,
                "email": f"{name.lower().replace(' ', '.')}@example.org",
                "agrees_to_be_named": kind == "politician" or chance.random() < 0.6,
                "joined": LAST_DAY,
            }
    return Town(
        members, {str(each["name"]): _join(str(each["name"]), members, chance) for each in COMMUNITIES}
    )


def _join(community: str, members: dict[str, dict[str, object]], chance: Random) -> dict[str, str]:
    """Who takes part in a community and how strongly; the likely organisations first."""

    def pull(name: str) -> float:
        leans = ORGANISATIONS[str(members[name]["organisation"])][3]
        nearness = 1.0 / (1 + leans.index(community)) if community in leans else 0.04
        return chance.random() ** (1 / nearness)

    ranked = sorted(members, key=pull, reverse=True)[: _SIZES[community]]
    roles = [role for role, most in _ROLES for _ in range(most)]
    return dict(zip(ranked, roles, strict=False))


def rows(town: Town, chance: Random) -> Rows:
    """The place, its communities, organisations and members, and who belongs where since when."""
    memberships: list[dict[str, object]] = []
    first: dict[str, dt.date] = {}
    for each in COMMUNITIES:
        community, started = str(each["name"]), each["started"]
        assert isinstance(started, dt.date)
        for name, role in town.roles[community].items():
            since = started + (LAST_DAY - started) * (chance.random() ** (2 if role != "peripheral" else 0.8))
            first[name] = min(since, first.get(name, since))
            memberships += _spells(name, community, role, since, chance)
        memberships += _gone(town, community, started, chance, first)
    for name, member in town.members.items():
        member["joined"] = first.get(name, LAST_DAY - dt.timedelta(days=chance.randrange(30, 500)))
    card = {
        "name": "Port Ellery (made up)",
        "outcome": "Fewer people in Port Ellery are ill, afraid or alone because of where and how they live",
        "partnership": "Port Ellery Together",
        "note": "Port Ellery does not exist. Every person, body and figure here is made up.",
    }
    return {
        "place": [card],
        "communities": COMMUNITIES,
        "organisations": [
            {"name": name, "sector": sector, "hour_costs": _HOUR_COSTS.get(sector)}
            for name, (sector, _, _, _) in ORGANISATIONS.items()
        ],
        "members": list(town.members.values()),
        "memberships": memberships,
    }


def _spells(name: str, community: str, role: str, since: dt.date, chance: Random) -> list[dict[str, object]]:
    """One row for a role that never changed; two where somebody moved inwards or outwards."""
    row = {"member": name, "community": community, "role": role, "since": since}
    days = (LAST_DAY - since).days
    before = {"core": "active", "active": "peripheral", "peripheral": "active", "coordinator": "core"}[role]
    if days < 120 or chance.random() > (0.15 if role == "peripheral" else 0.5):
        return [row]
    changed = LAST_DAY - dt.timedelta(days=chance.randrange(20, min(days - 60, 420)))
    return [
        {**row, "role": before, "until": changed - dt.timedelta(days=1)},
        {**row, "since": changed},
    ]


def _gone(
    town: Town, community: str, started: dt.date, chance: Random, first: dict[str, dt.date]
) -> list[dict[str, object]]:
    """A few who took part and left, and a few who are invited from outside."""
    away = sorted(set(town.members) - set(town.roles[community]))
    left = []
    for name in chance.sample(away, 8 if (LAST_DAY - started).days > 400 else 2):
        since = started + dt.timedelta(days=chance.randrange(0, 60))
        until = LAST_DAY - dt.timedelta(days=chance.randrange(15, min(330, (LAST_DAY - since).days)))
        first[name] = min(since, first.get(name, since))
        left.append(
            {"member": name, "community": community, "role": "peripheral", "since": since, "until": until}
        )
    gone = {str(row["member"]) for row in left}
    for name in chance.sample([name for name in away if name not in gone], 3):
        since = max(started, LAST_DAY - dt.timedelta(days=200))
        first[name] = min(since, first.get(name, since))
        left.append({"member": name, "community": community, "role": "outside", "since": since})
    return left
