"""The editor of 'Clear the way': what each person thinks of the conditions in an organisation."""

from __future__ import annotations

from copkit.place.view import View
from copkit.show.page import Sheet
from copkit.widgets.editor import Editor

STATEMENTS = {
    "time": "My organisation gives enough time for this work.",
    "space": "My organisation gives enough space for this work: a room, or a place online.",
    "flexibility": "My organisation is flexible enough: I may change how I do my job for this work.",
    "recognition": "My organisation recognises this work as part of the job.",
    "information": "My organisation shares the information that this work needs.",
    "sponsorship": "Somebody senior in my organisation stands up for this work.",
    "budget": "My organisation gives enough money for this work.",
}
"""What a person agrees or disagrees with, for each condition."""


def conditions_audit(here: View) -> Editor:
    """One person at a time says how far an organisation gives what a community needs.

    >>> from copkit.place.view import view
    >>> conditions_audit(view("demo")).settings["editor"]
    'conditions_audit'
    """
    sheet = Sheet(
        title="Conditions",
        instructions=(
            "One sheet for each person. Write a code and not your name. Then mark each statement from "
            "1 (strongly disagree) to 5 (strongly agree)."
        ),
        columns=[
            ("Organisation", "The one that is rated"),
            ("Role", "Member or manager"),
            ("Code", "Such as r12"),
            *((statement, "1 to 5") for statement in STATEMENTS.values()),
        ],
        rows=1,
    )
    return Editor(here, sheet, {"editor": "conditions_audit", "statements": STATEMENTS})
