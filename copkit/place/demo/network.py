"""Who goes to whom, and which introductions were made."""

from __future__ import annotations

import datetime as dt
from random import Random

from copkit.place.demo.people import COMMUNITIES, LAST_DAY, Rows, Town

_ASKED = (dt.date(2025, 9, 18), dt.date(2026, 5, 12))
_REACH = {"coordinator": 9, "core": 5, "active": 3, "peripheral": 1}
_OUTCOMES = ("met", "met again", "works together now", "not yet", "did not meet")


def rows(town: Town, chance: Random) -> Rows:
    ties: dict[tuple[str, str, str, dt.date], dict[str, object]] = {}
    for each in COMMUNITIES:
        community = str(each["name"])
        asked = [day for day in _ASKED if isinstance(each["started"], dt.date) and day >= each["started"]]
        people = town.roles[community]
        weights = [{"coordinator": 12, "core": 6, "active": 3}.get(role, 1) for role in people.values()]
        for name, role in people.items():
            if role == "peripheral" and chance.random() < 0.35:
                continue
            for other in chance.choices(list(people), weights, k=_REACH[role]):
                if other != name and asked:
                    kind = chance.choices(("advice", "works with", "knows", "trusts"), (5, 4, 2, 2))[0]
                    day = chance.choice(asked)
                    ties[name, other, kind, day] = _tie(name, other, kind, day, chance)
    for _ in range(26):
        one, two = chance.sample([str(each["name"]) for each in COMMUNITIES], 2)
        name = chance.choice(town.of(one, "coordinator", "core", "active"))
        other = chance.choice(town.of(two, "coordinator", "core", "active"))
        if name != other:
            ties[name, other, "knows", _ASKED[1]] = _tie(name, other, "knows", _ASKED[1], chance)
    _say_how_much(town, {name for name, *_ in ties})
    return {"ties": list(ties.values()), "introductions": _introductions(town, chance)}


def _say_how_much(town: Town, named: set[str]) -> None:
    """Most of those who named nobody said so; a few want no introductions, or one at most."""
    for place, (name, member) in enumerate(sorted(town.members.items())):
        if name not in named and place % 4:
            member["named_nobody"] = _ASKED[1]
        if place % 13 == 5:
            member["introductions_wanted"] = 0 if place % 3 == 0 else 1


def _tie(name: str, other: str, kind: str, day: dt.date, chance: Random) -> dict[str, object]:
    strength = round(chance.triangular(0.1, 1.0, 0.5), 1)
    return {"member": name, "to_member": other, "kind": kind, "strength": strength, "seen": day}


def _introductions(town: Town, chance: Random) -> list[dict[str, object]]:
    reasons = (
        "Both work in the harbour quarter and have not met",
        "One has a skill that the other wants to learn",
        "The same families come to both of them",
        "Both run a session on Thursdays and share a room",
    )
    found: dict[tuple[str, str], dict[str, object]] = {}
    weavers = [town.of(str(each["name"]), "coordinator")[0] for each in COMMUNITIES]
    for number in range(24):
        one, two = chance.sample([str(each["name"]) for each in COMMUNITIES], 2)
        name, other = chance.choice(town.of(one)), chance.choice(town.of(two))
        if name != other:
            found[name, other] = {
                "member": name,
                "to_member": other,
                "introduced": LAST_DAY - dt.timedelta(days=12 + number * 14),
                "reason": chance.choice(reasons),
                "outcome": chance.choices(_OUTCOMES, (6, 4, 3, 4, 2))[0] if number > 1 else "not yet",
                "introduced_by": weavers[number % len(weavers)] if number % 4 else "",
            }
    return list(found.values())
