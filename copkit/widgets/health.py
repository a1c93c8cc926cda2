"""The editor of 'Assess health': the survey, answered by one person at a time."""

from __future__ import annotations

from copkit.place.view import View
from copkit.show.page import Sheet
from copkit.widgets.editor import Editor
from copkit.widgets.exercises import sheet


def survey_page(here: View) -> Editor:
    """All statements of the survey on one page, which is cleared for the next person.

    >>> from copkit.place.view import view
    >>> survey_page(view("demo")).settings
    {'editor': 'survey_page'}
    """
    return Editor(here, _paper(here), {"editor": "survey_page"})


def _paper(here: View) -> Sheet:
    """One line under all statements: a sheet for one person, so that nobody sees another's answers."""
    statements = list(here.place.read("survey_items")["statement"])
    if not statements:
        return sheet("responses")
    return Sheet(
        title="Survey",
        instructions=(
            "One sheet for each person. Write a code that you will remember and not your name. Then mark "
            "each statement from 1 (strongly disagree) to 5 (strongly agree)."
        ),
        columns=[
            ("Round", "Such as Spring 2026"),
            ("Your code", "Such as ma07"),
            *((statement, "1 to 5") for statement in statements),
        ],
        rows=1,
    )
