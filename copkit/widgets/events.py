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
