"""The editors of workbook 02: when most can come, what to do there, who is here, and the run sheet."""

from __future__ import annotations

import json

from copkit.functions.events.activities import SMALL_WORDS, library, terms
from copkit.place.view import View
from copkit.show.page import Sheet
from copkit.widgets.editor import Editor

TIMES_TO_PRINT = 5
MEMBERS_TO_PRINT = 20
ITEMS_TO_PRINT = 12
ROOMS_TO_PRINT = 4
SLOTS_TO_PRINT = 6


def availability(here: View) -> Editor:
    """Proposed times across and members down: each answers yes, if need be or no, and the best time
    is named.

    >>> from copkit.place.view import view
    >>> availability(view("demo")).settings["editor"]
    'availability'
    """
    times = [(f"Time {number}", "Day and start") for number in range(1, TIMES_TO_PRINT + 1)]
    paper = Sheet(
        title="When can you come?",
        instructions="Write the times that you propose at the head. Each member takes a line and answers "
        "under each time: ✓ yes, (✓) if need be, ✗ no.",
        columns=[("Member", "Your name"), *times],
        rows=MEMBERS_TO_PRINT,
    )
    return Editor(here, paper, {"editor": "availability"})


def attendance(here: View) -> Editor:
    """A tick list for one event: a few letters of a name and Enter, and the member came. Whoever is not
    in the place yet is added as a walk-in.

    >>> from copkit.place.view import view
    >>> attendance(view("demo")).settings["editor"]
    'attendance'
    """
    paper = Sheet(
        title="Who is here",
        instructions="Write the event and its date on top. Each person takes a line.",
        columns=[
            ("Name", "The name that you use"),
            ("Organisation", "Where you work or belong"),
            ("Came", "Tick"),
            ("Sent apologies", "Tick"),
            ("Did not come", "Tick"),
        ],
        rows=MEMBERS_TO_PRINT,
    )
    return Editor(here, paper, {"editor": "attendance"})


def invitation(here: View) -> Editor:
    """The invitation to an event: a calendar file to attach to an e-mail, and words to paste into it.

    >>> from copkit.place.view import view
    >>> invitation(view("demo")).settings["editor"]
    'invitation'
    """
    paper = Sheet(
        title="Who is invited",
        instructions="Write the event on top. Note who was asked, how, and what they answered.",
        columns=[
            ("Name", "Who is asked"),
            ("Asked by", "A name"),
            ("How", "E-mail, telephone, or in person"),
            ("Answer", "Yes, no, or perhaps"),
        ],
        rows=MEMBERS_TO_PRINT,
    )
    return Editor(here, paper, {"editor": "invitation"})


def after_event(here: View) -> Editor:
    """After an event, while people still sit together: lessons, what is left for the knowledge base, and
    who does what by when.

    >>> from copkit.place.view import view
    >>> after_event(view("demo")).settings["editor"]
    'after_event'
    """
    paper = Sheet(
        title="After the event",
        instructions="What was planned, what happened, and why? Write what to do next time, and who does "
        "what by when.",
        columns=[
            ("What we learnt", "In a few words"),
            ("Next time", "What to do"),
            ("Who does it", "One name"),
            ("By when", "A date"),
        ],
        rows=ITEMS_TO_PRINT,
    )
    return Editor(here, paper, {"editor": "after_event"})


def small_groups(here: View) -> Editor:
    """Small groups over some rounds of an event: made for those who come, so that people meet as many new
    people as can be; kept, shown on the wall, and with a place for who is late.

    >>> from copkit.place.view import view
    >>> small_groups(view("demo")).settings["editor"]
    'small_groups'
    """
    paper = Sheet(
        title="Who sits where",
        instructions="Each person takes a line. Number the groups, and in each round sit with people whom "
        "you have not met yet.",
        columns=[("Name", "The name that you use"), *((f"Round {one}", "Your group") for one in (1, 2, 3))],
        rows=MEMBERS_TO_PRINT,
    )
    return Editor(here, paper, {"editor": "small_groups"})


def run_sheet_timer(here: View) -> Editor:
    """The run sheet of an event on the wall: what happens now, how long is left, what is next, and when
    the event ends as things stand. It writes nothing to the place.

    >>> from copkit.place.view import view
    >>> run_sheet_timer(view("demo")).settings["editor"]
    'run_sheet_timer'
    """
    paper = Sheet(
        title="Run sheet with times",
        instructions="For whoever watches the clock. Copy the items beforehand; note the times as you go.",
        columns=[
            ("Item", "What happens"),
            ("Minutes", "How long it may take"),
            ("Should begin", "The time planned"),
            ("Began", "The time it was"),
            ("Who leads", "A name"),
        ],
        rows=ITEMS_TO_PRINT,
    )
    return Editor(here, paper, {"editor": "run_sheet_timer"})


def activity_library(here: View) -> Editor:
    """The library of activities: choose those that fit the people, the time and the purpose of an event to
    come, and add them to its run sheet.

    >>> from copkit.place.view import view
    >>> activity_library(view("demo")).settings["activities"][0]["name"]
    '1-2-4-All'
    """
    paper = Sheet(
        title="Run sheet to fill in",
        instructions="Write the event and its date on top, and one step on each line. Put a break into every "
        "90 minutes. Add up the minutes: do they fit?",
        columns=[
            ("From", "The time when it begins"),
            ("Minutes", "How long it may take"),
            ("What happens", "The activity, and its question"),
            ("Kind", "Talk, discussion, small groups, exercise, decision or break"),
            ("Who leads", "A name"),
        ],
        rows=ITEMS_TO_PRINT,
    )
    activities = library()
    activities["steps"] = activities["steps"].str.split(" | ", regex=False)
    activities["terms"] = [terms(activity) for _, activity in activities.iterrows()]
    known = json.loads(activities.to_json(orient="records"))
    settings = {"editor": "activity_library", "activities": known, "small_words": sorted(SMALL_WORDS)}
    return Editor(here, paper, settings)


def timetable(here: View) -> Editor:
    """The timetable of an open space: time slots down and rooms across. It can be worked out so that most
    people see what they chose; each session can be moved by hand.

    >>> from copkit.place.view import view
    >>> timetable(view("demo")).settings["editor"]
    'timetable'
    """
    rooms = [(f"Room {number}", "Its name, and how many it seats") for number in range(1, ROOMS_TO_PRINT + 1)]
    paper = Sheet(
        title="Timetable of sessions",
        instructions="Write the rooms at the head and one time slot on each line. Whoever offers a session "
        "writes its title and a name where it is to run. Nobody can host two at a time.",
        columns=[("Starts", "The time"), *rooms],
        rows=SLOTS_TO_PRINT,
    )
    return Editor(here, paper, {"editor": "timetable"})
