"""The summer gathering of all communities: small groups, an open-space timetable, and feedback."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from random import Random

from copkit.place.demo.people import Rows, Town

NAME = "Summer gathering, 18 June 2026"
DAY = dt.date(2026, 6, 18)

_ROOMS = (("Harbour hall, stage", 40), ("Harbour hall, foyer", 24), ("Captain's room", 14), ("Net loft", 12))
_SLOTS = ("14:00", "14:45", "15:45")
_SESSIONS = (
    ("What a damp meter tells", "Warm Homes", "14:00", 0, 9),
    ("A bus that comes", "Ageing Well", "14:45", 0, 12),
    ("One record, asked for once", "Ageing Well", "15:45", 0, 14),
    ("Who walks the quay at night", "Safe Streets", "14:00", 1, 6),
    ("When a young person asks", "Young Minds", "14:45", 1, 11),
    ("Bread and rent", "Good Work", "15:45", 1, 8),
    ("Carers who are never asked", "Ageing Well", "14:00", 2, 5),
    ("A club that stays open", "Young Minds", "14:45", 2, 7),
    ("Repairs in a week", "Warm Homes", "15:45", 2, 6),
    ("Trust, and how it went", "Safe Streets", "14:00", 3, 3),
)
"""Title, the community whose core member hosts it, when and in which room it ran, how it draws."""

_TABLES = 6
_KEEP = ("The small groups", "That residents opened the day", "The time to walk about", "")
_CHANGE = ("Begin later", "More chairs in the net loft", "A list of who is who", "")


def rows(town: Town, came: Sequence[str], chance: Random) -> Rows:
    """``came`` are the members who were there."""
    hosts = [chance.choice(town.of(community, "coordinator", "core")) for _, community, *_ in _SESSIONS]
    pull = [draws for *_, draws in _SESSIONS]
    choices: list[dict[str, object]] = []
    for number in range(1, len(came) + 1):
        wanted = dict.fromkeys(chance.choices([name for name, *_ in _SESSIONS], pull, k=3))
        choices += [{"session": session, "chooser": f"p{number:02}"} for session in wanted]
    return {
        "rooms": [{"name": name, "seats": seats} for name, seats in _ROOMS],
        "time_slots": [{"event": NAME, "starts": starts, "minutes": 40} for starts in _SLOTS],
        "sessions": [
            {
                "name": name,
                "event": NAME,
                "host": host,
                "minutes": 40,
                "not_before": "14:30" if name == "A bus that comes" else "",
                "starts": starts,
                "room": _ROOMS[room][0],
            }
            for (name, _, starts, room, _), host in zip(_SESSIONS, hosts, strict=True)
        ],
        "session_clashes": [{"session": "When a young person asks", "other": "A club that stays open"}],
        "session_choices": choices,
        "group_places": _groups(came, chance),
        "group_wishes": [
            {"member": came[0], "other": came[7], "wish": "apart"},
            {"member": came[1], "other": came[9], "wish": "together"},
        ],
        "feedback": [
            {
                "event": NAME,
                "respondent": f"k{number:02}",
                "worth": chance.choices((2, 3, 4, 5), (1, 3, 7, 6))[0],
                "keep": chance.choice(_KEEP),
                "change": chance.choice(_CHANGE),
                "may_be_shared": chance.random() < 0.4,
            }
            for number in range(1, round(len(came) * 0.6) + 1)
        ],
    }


def _groups(came: Sequence[str], chance: Random) -> list[dict[str, object]]:
    """Two rounds at the tables, as people sat down: nobody had worked out who had met whom."""
    places: list[dict[str, object]] = []
    for number in (1, 2):
        seated = list(came)
        chance.shuffle(seated)
        for at, member in enumerate(seated):
            group = at % _TABLES + 1
            places.append(
                {"event": NAME, "round": number, "member": member, "group": group, "hosts": at < _TABLES}
            )
    return places
