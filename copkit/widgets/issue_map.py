"""The editors of workbook 1: the map of issues, and dot voting."""

from __future__ import annotations

from copkit.place.view import View
from copkit.show.page import Sheet
from copkit.widgets.editor import Editor
from copkit.widgets.exercises import ROWS_TO_PRINT, sheet


def issue_map(here: View) -> Editor:
    """A drawing of the issues and of what leads to what, to move about and to link in.

    With a community it begins with the issues that the community takes and those linked to them.

    >>> from copkit.place.view import view
    >>> issue_map(view("demo")).settings
    {'editor': 'issue_map'}
    """
    return Editor(here, sheet("issue_links"), {"editor": "issue_map"})


def dot_voting(here: View) -> Editor:
    """Each participant spreads some dots over the issues; the totals stay hidden until asked for.

    >>> from copkit.place.view import view
    >>> dot_voting(view("demo")).sheet.title
    'Dot voting'
    """
    paper = Sheet(
        title="Dot voting",
        instructions="One sheet for each person. Spread your five dots over the issues; several may go to "
        "one. Write a code for yourself, such as p07, not your name. Dot voting is not proportional: a "
        "majority can fill every place.",
        columns=[("Issue", "A name from the sheet Issues"), ("Dots", "How many of your five")],
        rows=ROWS_TO_PRINT,
    )
    return Editor(here, paper, {"editor": "dot_voting"})
