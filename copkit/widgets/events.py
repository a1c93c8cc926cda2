"""The editors of workbook 02: when most can come, who is here, and the run sheet on the wall."""

from __future__ import annotations

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
