"""The open-space timetable of an event that lets most people see what they chose."""

from __future__ import annotations

import pandas as pd

from copkit.functions.events.timetable import Timetable, timetable
from copkit.functions.events.timetable_clash import CannotBePlaced
from copkit.place.view import View
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import count
from copkit.show.tables import Table
from copkit.show.worked_out import worked_out

EFFORT = 3.0
"""Steps of the search, of about a second each: a page is not to be waited for."""


def timetables(here: View) -> Section:
    """For each event to come that has sessions, or else for the last one: who runs where and when, and how
    many see what they chose."""
    sessions = here["sessions"]
    slots, rooms = here["time_slots"], here["rooms"]
    if sessions.empty or slots.empty or rooms.empty:
        how = "Write sessions, rooms and time slots into their forms, and let people choose what to see."
        return Section([Needs("No event has sessions that run side by side.", how)])
    events = here["events"]
    events = events[events["name"].isin(sessions["event"]) & events["name"].isin(slots["event"])]
    events = events.sort_values("date", kind="stable")
    to_come = events[~(events["date"] < here.as_of)]
    names = (to_come if len(to_come) else events.tail(1))["name"]
    return Section([_one(here, name) for name in names] or [Needs("No time slot is written down.", "")])


def _one(here: View, event: str) -> Finding:
    sessions = here["sessions"][here["sessions"]["event"] == event]
    slots = here["time_slots"][here["time_slots"]["event"] == event]
    own = set(sessions["name"])
    clashes = here["session_clashes"]
    clashes = clashes[clashes["session"].isin(own) & clashes["other"].isin(own)]
    choices = here["session_choices"]
    choices = choices[choices["session"].isin(own)]
    method = (
        "Every session is placed once; nobody hosts two at a time; a room holds one session at a time; "
        "what must not run together does not. Then as many choices as can be are seen: a person is in one "
        "place at a time, and a room seats as many as it seats. Then as few as can be find no seat."
    )
    source = "Integer programming (CP-SAT); after PyCon UK's conference-scheduler and Sampson 2004"
    try:
        made = worked_out(
            timetable,
            sessions[["name", "host", "minutes", "not_before", "not_after"]],
            here["rooms"][["name", "seats"]],
            slots[["starts", "minutes"]],
            clashes[["session", "other"]],
            choices[["session", "chooser"]],
            effort=EFFORT,
        )
    except CannotBePlaced as why:
        lines = str(why).splitlines()
        clash = [line.removeprefix("  - ") for line in lines if line.startswith("  - ")]
        table = Table(
            "Rules that cannot all be kept, and what would lift one", pd.DataFrame({"": clash}), here.audience
        )
        return Finding(f"No timetable can be made for {event}: {lines[0]}", [table], method, source)
    few = here.audience.hides(choices["chooser"].nunique())
    return Finding(_told(event, made, few), [_grid(here, event, made)], method, source)


def _told(event: str, made: Timetable, few: bool) -> str:
    """What the timetable gives; where few people chose, without their numbers."""
    notes = "" if few else " ".join(made.notes[1:])
    return f"{event}: {count(len(made.placed), 'session')} in the timetable. {notes}".strip()


def _grid(here: View, event: str, made: Timetable) -> Table:
    """Times down and rooms across."""
    hosts = here["sessions"].set_index("name")["host"]
    cells = made.placed.assign(
        cell=[
            session
            if here.audience.is_public or pd.isna(hosts.get(session))
            else f"{session} ({hosts[session]})"
            for session in made.placed["session"]
        ]
    )
    grid = cells.pivot_table(index="starts", columns="room", values="cell", aggfunc="first").fillna("")
    order = [name for name in here["rooms"]["name"] if name in grid.columns]
    frame = grid[order].rename_axis("Starts").reset_index()
    frame.columns.name = None
    return Table(f"Timetable of {event}", frame, here.audience)
