"""What people can do, want to learn and teach; their goals; who mentors whom."""

from __future__ import annotations

import datetime as dt
from random import Random

from copkit.place.demo.people import LAST_DAY, Rows, Town

_SKILLS = {
    "Reading a damp meter": ("Take readings and say what they mean", ("Warm Homes",)),
    "Reading an energy bill": ("Find what a household could save", ("Warm Homes", "Good Work")),
    "Falls assessment": ("Check a home and a person for the risk of a fall", ("Ageing Well",)),
    "Talking about loneliness": ("Ask about company without shaming", ("Ageing Well",)),
    "Motivational interviewing": (
        "Help somebody find their own reason to change",
        ("Young Minds", "Ageing Well"),
    ),
    "Mental health first aid": ("Listen, calm and pass on", ("Young Minds", "Safe Streets")),
    "De-escalation": ("Take the heat out of a quarrel", ("Safe Streets",)),
    "Walking a place with residents": ("Lead a street walk and write it up", ("Safe Streets", "Warm Homes")),
    "Benefits advice": ("Check what a household may claim", ("Good Work", "Warm Homes")),
    "Facilitation": (
        "Lead a group so that everyone is heard",
        ("Warm Homes", "Ageing Well", "Safe Streets", "Young Minds", "Good Work"),
    ),
    "Reading a control chart": ("Tell change from chance in a figure", ("Ageing Well", "Warm Homes")),
    "Writing for residents": (
        "Write a page that anyone can read",
        ("Ageing Well", "Safe Streets", "Young Minds"),
    ),
}

_GOALS = (
    ("Lead a case clinic", "Facilitation"),
    ("Visit ten homes with a damp meter", "Reading a damp meter"),
    ("Run the falls check without help", "Falls assessment"),
    ("Explain our figures to councillors", "Reading a control chart"),
    ("Write the guide for tenants", "Writing for residents"),
    ("Take the mental health course", "Mental health first aid"),
    ("Chair the core group for a term", "Facilitation"),
    ("Learn how to claim for a household", "Benefits advice"),
)

_NEEDS = {
    "Damp in private lets": (("Reading a damp meter", 4), ("Walking a place with residents", 2)),
    "Homes that cost too much to heat": (("Reading an energy bill", 5), ("Benefits advice", 3)),
    "Falls at home": (("Falls assessment", 6), ("Reading a control chart", 2)),
    "Older people who see nobody": (("Talking about loneliness", 4),),
    "Long waits for young people's help": (("Mental health first aid", 5), ("Motivational interviewing", 3)),
    "Drinking in the harbour quarter": (("De-escalation", 4),),
    "Debt and unpaid bills": (("Benefits advice", 4), ("Writing for residents", 2)),
    "People who do not trust the council": (("Walking a place with residents", 4),),
}
_ASKED_FIRST = dt.date(2025, 2, 20)


def rows(town: Town, chance: Random) -> Rows:
    held: dict[tuple[str, str], dict[str, object]] = {}
    for skill, (_, communities) in _SKILLS.items():
        for community in communities:
            for name in town.of(community):
                role = town.roles[community][name]
                if chance.random() < {"coordinator": 0.9, "core": 0.8, "active": 0.5}.get(role, 0.12):
                    held[name, skill] = _level(name, skill, role, chance)
    people = sorted({name for name, _ in held})
    goals = []
    for number, name in enumerate(chance.sample(people, 28)):
        goal, skill = _GOALS[number % len(_GOALS)]
        set_on = LAST_DAY - dt.timedelta(days=chance.randrange(20, 330))
        goals.append(
            {
                "member": name,
                "goal": goal,
                "skill": skill,
                "set": set_on,
                "review": set_on + dt.timedelta(days=182),
                "state": chance.choices(("planned", "under way", "reached", "given up"), (3, 6, 4, 1))[0],
            }
        )
    _offer_to_mentor(town, held)
    mentoring = _mentoring(held, chance)
    earlier = [_a_year_before(row, place) for place, row in enumerate(held.values()) if place % 5 < 3]
    return {
        "skills": [{"name": name, "description": says} for name, (says, _) in _SKILLS.items()],
        "skill_needs": [
            {"issue": issue, "skill": skill, "people": people}
            for issue, skills in _NEEDS.items()
            for skill, people in skills
        ],
        "member_skills": [*held.values(), *earlier],
        "goals": goals,
        "mentoring": mentoring,
        "mentor_choices": _choices(mentoring, held),
    }


def _level(name: str, skill: str, role: str, chance: Random) -> dict[str, object]:
    usual = {"coordinator": 3, "core": 2.6, "active": 2, "peripheral": 1}[role]
    level = min(4, max(0, round(chance.gauss(usual, 1))))
    wants = min(4, level + chance.choices((0, 1, 2), (5, 4, 2))[0])
    return {
        "member": name,
        "skill": skill,
        "level": level,
        "wants": wants,
        "can_teach": level >= 3 and chance.random() < 0.55,
        "recorded": dt.date(2026, 2, 12) if chance.random() < 0.6 else dt.date(2025, 9, 18),
    }


def _a_year_before(row: dict[str, object], place: int) -> dict[str, object]:
    """What the same person had said when asked the first time: about one level lower for half."""
    level = max(0, int(str(row["level"])) - (place % 2) - (place % 11 == 0))
    return {**row, "level": level, "can_teach": False, "recorded": _ASKED_FIRST}


def _offer_to_mentor(town: Town, held: dict[tuple[str, str], dict[str, object]]) -> None:
    """How many mentees each who teaches would take; who agrees to a note for the line manager."""
    for place, name in enumerate(sorted({name for (name, _), row in held.items() if row["can_teach"]})):
        town.members[name]["mentees_wanted"] = (2, 1, 1, 0, 3)[place % 5]
    for place, (_, member) in enumerate(sorted(town.members.items())):
        if place % 3:
            member["agrees_to_note"] = place % 6 != 1


def _choices(
    mentoring: list[dict[str, object]], held: dict[tuple[str, str], dict[str, object]]
) -> list[dict[str, object]]:
    """A few who want to learn say whom they would like, and two mentors say whom they would take."""
    busy = {str(pair["mentee"]) for pair in mentoring}
    wanting = [
        (name, skill)
        for (name, skill), row in held.items()
        if int(str(row["wants"])) > int(str(row["level"])) and name not in busy
    ]
    found: dict[tuple[str, str], dict[str, object]] = {}
    for name, skill in wanting[::7]:
        teachers = sorted(one for (one, what), row in held.items() if what == skill and row["can_teach"])
        for rank, teacher in enumerate([one for one in teachers if one != name][:3], 1):
            if all(row["member"] != name or row["rank"] != rank for row in found.values()):
                found[name, teacher] = {"member": name, "wants": "a mentor", "chosen": teacher, "rank": rank}
    chosen = [row["chosen"] for row in found.values()]
    for mentor in dict.fromkeys(one for one in chosen if chosen.count(one) > 1):
        those = [str(row["member"]) for row in found.values() if row["chosen"] == mentor]
        for rank, mentee in enumerate(sorted(those), 1):
            found[str(mentor), mentee] = {
                "member": mentor,
                "wants": "a mentee",
                "chosen": mentee,
                "rank": rank,
            }
    return list(found.values())


def _mentoring(held: dict[tuple[str, str], dict[str, object]], chance: Random) -> list[dict[str, object]]:
    """Pairs of somebody who teaches a skill and somebody who wants it."""
    pairs: dict[tuple[str, str], dict[str, object]] = {}
    for skill in _SKILLS:
        teachers = [name for (name, one), row in held.items() if one == skill and row["can_teach"]]
        learners = [
            name
            for (name, one), row in held.items()
            if one == skill and int(str(row["wants"])) > int(str(row["level"])) <= 2
        ]
        for mentor, mentee in zip(teachers[:2], learners[:2], strict=False):
            since = LAST_DAY - dt.timedelta(days=chance.randrange(60, 400))
            ended = since + dt.timedelta(days=chance.randrange(50, 300))
            over = ended < LAST_DAY and chance.random() < 0.4
            if mentor != mentee:
                pairs[mentor, mentee] = {
                    "mentor": mentor,
                    "mentee": mentee,
                    "skill": skill,
                    "since": since,
                    "until": ended if over else None,
                }
    return list(pairs.values())
