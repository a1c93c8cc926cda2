"""A year of events, four months of plans, who came, and the run sheets of the events to come."""

from __future__ import annotations

import datetime as dt
from random import Random

from copkit.place.demo import summer_gathering
from copkit.place.demo.people import COMMUNITIES, LAST_DAY, Rows, Town

# community: weekday (0 is Monday), week of the month, minutes, share of turnout by role
_RHYTHM = {
    "Warm Homes": (1, 4, 120),
    "Ageing Well": (2, 1, 90),
    "Safe Streets": (0, 2, 90),
    "Young Minds": (3, 3, 60),
    "Good Work": (4, 2, 60),
}
_TURNOUT = {"coordinator": 0.98, "core": 0.85, "active": 0.6, "peripheral": 0.2, "outside": 0.03}
_KINDS = (
    "meeting",
    "case clinic",
    "meeting",
    "workshop",
    "peer assist",
    "meeting",
    "after-action review",
    "meeting",
    "site visit",
    "meeting",
    "online session",
    "social",
)
_VENUES = ("Library, room 2", "Harbour hall", "College canteen", "Health centre, upstairs", "Online")
_STOPPED = {("Safe Streets", 2), ("Safe Streets", 3), ("Safe Streets", 4)}
"""Months in 2026 in which a community that is winding down did not meet."""

_RUN_SHEET = (
    ("Welcome, and who is new", "talk", 10),
    ("What has changed since last time", "discussion", 15),
    ("A case from somebody's work", "small groups", 35),
    ("Tea", "break", 10),
    ("What we will try, and who", "decision", 20),
    ("One word each to close", "discussion", 5),
)


def rows(town: Town, chance: Random) -> Rows:
    events: list[dict[str, object]] = []
    attendance: list[dict[str, object]] = []
    for each in COMMUNITIES:
        community, started = str(each["name"]), each["started"]
        assert isinstance(started, dt.date)
        for number, day in enumerate(_days(community)):
            if day >= started:
                events.append(_event(community, day, number, chance))
                if day <= LAST_DAY:
                    attendance += _who_came(town, events[-1], chance)
    everyone = {
        "name": summer_gathering.NAME,
        "community": "",
        "kind": "open space",
        "date": summer_gathering.DAY,
        "starts": "13:00",
        "minutes": 240,
        "venue": "Harbour hall",
        "openness": "open",
        "purpose": "All five communities: vote on the issues for the year to come",
    }
    events.append(everyone)
    attendance += _who_came(town, everyone, chance)
    came = [
        str(row["member"])
        for row in attendance
        if row["event"] == summer_gathering.NAME and row["presence"] == "came"
    ]
    return {
        "events": events,
        "agenda_items": _run_sheets(town, events, chance),
        "attendance": attendance,
        "availability": _who_can_come(town, chance),
        **summer_gathering.rows(town, list(dict.fromkeys(came)), chance),
    }


def _days(community: str) -> list[dt.date]:
    """The days of its monthly meeting from July 2025 to October 2026."""
    weekday, week, _ = _RHYTHM[community]
    days = []
    for month in range(6, 22):
        first = dt.date(2025 + month // 12, month % 12 + 1, 1)
        day = first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (week - 1))
        if (community, day.month) not in _STOPPED or day.year != 2026:
            days.append(day)
    if community == "Warm Homes":
        days[days.index(dt.date(2026, 6, 23))] = LAST_DAY
    return days


def _event(community: str, day: dt.date, number: int, chance: Random) -> dict[str, object]:
    kind = _KINDS[number % len(_KINDS)]
    return {
        "name": f"{community}, {day.day} {day:%B %Y}",
        "community": community,
        "kind": kind,
        "date": day,
        "starts": "18:00" if number % 4 == 3 else "10:00",
        "minutes": _RHYTHM[community][2],
        "venue": "Online" if kind == "online session" else chance.choice(_VENUES[:4]),
        "openness": "private" if kind in ("case clinic", "peer assist") else "open",
        "purpose": _PURPOSES[kind],
    }


_PURPOSES = {
    "meeting": "Share what is new and agree on the next steps",
    "case clinic": "Help one member with a hard case",
    "workshop": "Work on one issue together",
    "peer assist": "Learn from those who did it before us",
    "after-action review": "Say what went as planned, what did not, and why",
    "site visit": "See how others do it",
    "online session": "A short talk and questions, for those who cannot travel",
    "social": "Meet and eat",
}


def _who_came(town: Town, event: dict[str, object], chance: Random) -> list[dict[str, object]]:
    community = str(event["community"])
    if community:
        likely = {name: _TURNOUT[role] for name, role in town.roles[community].items()}
    else:
        likely = {name: _TURNOUT[role] * 0.6 for found in town.roles.values() for name, role in found.items()}
    found: list[dict[str, object]] = []
    for name, share in likely.items():
        luck = chance.random()
        if luck < share:
            presence = "came"
        elif luck < share + 0.08:
            presence = "sent apologies"
        elif luck < share + 0.12:
            presence = "did not come"
        else:
            continue
        found.append({"event": event["name"], "member": name, "presence": presence})
    return found


def _run_sheets(town: Town, events: list[dict[str, object]], chance: Random) -> list[dict[str, object]]:
    """Run sheets of the next event of each community; the first is longer than its time."""
    items: list[dict[str, object]] = []
    seen = set()
    for event in sorted(events, key=lambda event: str(event["date"])):
        day, community = event["date"], str(event["community"])
        if not isinstance(day, dt.date) or day <= LAST_DAY or community in seen or not community:
            continue
        seen.add(community)
        for position, (title, kind, minutes) in enumerate(_RUN_SHEET, 1):
            items.append(
                {
                    "event": event["name"],
                    "position": position,
                    "title": title,
                    "kind": kind,
                    "minutes": minutes,
                    "lead": chance.choice(town.of(community, "coordinator", "core")),
                }
            )
    return items


_SLOTS = ((8, "10:00"), (8, "14:00"), (10, "10:00"), (15, "18:30"))
"""Days in September 2026 and times, proposed for the autumn workshop of Warm Homes."""


def _who_can_come(town: Town, chance: Random) -> list[dict[str, object]]:
    """The answers of those who lead Warm Homes on four times for its autumn workshop."""
    return [
        {
            "poll": "Warm Homes, autumn workshop",
            "community": "Warm Homes",
            "day": dt.date(2026, 9, day),
            "starts": starts,
            "member": member,
            "answer": chance.choices(("yes", "if need be", "no"), (5, 2, 3))[0],
        }
        for member in town.of("Warm Homes", "coordinator", "core")
        for day, starts in _SLOTS
    ]
