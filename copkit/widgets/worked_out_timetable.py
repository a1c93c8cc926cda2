"""What the place works out for the editor of a timetable: one to be kept, and what is amiss with the one
that stands. Both speak of one event; every room of the place is free in each of its time slots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from copkit.functions.events.timetable_amiss import amiss
from copkit.functions.events.timetable_rules import Space, clock_of, minute_of
from copkit.place.store import Place

EFFORT = 2.0
"""Steps of the search, of about a second each: people stand and wait."""

Question = Mapping[str, Any]


@dataclass(frozen=True)
class _Event:
    """The rows that speak of one event."""

    sessions: pd.DataFrame
    rooms: pd.DataFrame
    slots: pd.DataFrame
    clashes: pd.DataFrame
    choices: pd.DataFrame

    @property
    def standing(self) -> pd.DataFrame:
        """The sessions that have a time and a room."""
        return self.sessions[self.sessions["starts"].notna() & self.sessions["room"].notna()]

    @property
    def spaces(self) -> list[Space]:
        slots = [(minute_of(slot["starts"]), int(slot["minutes"])) for slot in self.slots.to_dict("records")]
        rooms = [(str(room["name"]), int(room["seats"])) for room in self.rooms.to_dict("records")]
        return [
            Space(starts, starts + minutes, room, seats)
            for starts, minutes in sorted(slots)
            for room, seats in rooms
        ]


def timetable(place: Place, community: str, question: Question) -> dict[str, Any]:
    """A timetable for the ``event``: ``placed`` has the id, starts and room of each session, and ``notes``
    say how good it is. Where none can be made, ``cannot`` says why: parts with a ``text`` and ``points``."""
    from copkit.functions.events.timetable import timetable as made_of
    from copkit.functions.events.timetable_clash import CannotBePlaced

    event = _event(place, str(question["event"]))
    try:
        made = made_of(event.sessions, event.rooms, event.slots, event.clashes, event.choices, effort=EFFORT)
    except CannotBePlaced as why:
        return {"placed": [], "notes": [], "cannot": _parts(str(why))}
    ids = {name: int(row) for row, name in event.sessions["name"].items()}
    placed = [
        {"id": ids[row["session"]], "starts": row["starts"], "room": row["room"]}
        for row in made.placed.to_dict("records")
    ]
    return {"placed": placed, "notes": [*made.notes, *_beside(event)], "cannot": []}


def standing_timetable(place: Place, community: str, question: Question) -> dict[str, Any]:
    """What is ``amiss`` with the timetable of the ``event`` as it stands, each in a sentence: a rule that is
    broken, a room that is too small, a session at a time or in a room that is none."""
    event = _event(place, str(question["event"]))
    return {"amiss": amiss(event.sessions, event.spaces, event.clashes, event.choices)}


def _event(place: Place, name: str) -> _Event:
    sessions, slots = place.read("sessions"), place.read("time_slots")
    sessions = sessions[sessions["event"] == name]
    own = list(sessions["name"])
    clashes, choices = place.read("session_clashes"), place.read("session_choices")
    return _Event(
        sessions,
        place.read("rooms"),
        slots[slots["event"] == name],
        clashes[clashes["session"].isin(own) & clashes["other"].isin(own)],
        choices[choices["session"].isin(own)],
    )


def _parts(text: str) -> list[dict[str, Any]]:
    """Lines of text, with those that begin with a dash as the points of the line before them."""
    parts: list[dict[str, Any]] = []
    for line in text.splitlines():
        if line.startswith("  - "):
            parts[-1]["points"].append(line.removeprefix("  - "))
        else:
            parts.append({"text": line, "points": []})
    return parts


def _beside(event: _Event) -> Iterator[str]:
    """How many choices the timetable that stands lets be seen, to compare: where it keeps the rules."""
    from copkit.functions.events.timetable import timetable_in_spaces
    from copkit.functions.events.timetable_clash import CannotBePlaced

    if event.standing.empty or event.choices.empty:
        return
    spaces = [
        {"room": each.room, "starts": clock_of(each.starts), "minutes": each.ends - each.starts}
        for each in event.spaces
    ]
    stands = event.standing.set_index("name")[["room", "starts"]].to_dict("index")
    barred = [
        {"session": name, "room": space["room"], "starts": space["starts"]}
        for name, at in stands.items()
        for space in spaces
        if (space["room"], space["starts"]) != (at["room"], at["starts"])
    ]
    seats = event.rooms.rename(columns={"name": "room"})
    try:
        now = timetable_in_spaces(
            event.standing,
            pd.DataFrame(spaces).merge(seats, on="room"),
            event.clashes,
            event.choices,
            barred=pd.DataFrame(barred, columns=["session", "room", "starts"]),
            effort=EFFORT,
        )
    except CannotBePlaced:
        return
    yield f"With the timetable that stands, {now.seen:,} can be seen."
