"""The editors of workbook 1: the map of issues, what was written twice, and ways to say what comes first."""

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


def near_duplicates(here: View) -> Editor:
    """Pairs of issues that read alike: put the two together, or say that they differ.

    >>> from copkit.place.view import view
    >>> near_duplicates(view("demo")).sheet.title
    'Issues that read alike'
    """
    paper = Sheet(
        title="Issues that read alike",
        instructions="Look down the list of issues. Where two read alike, write both. Are they the "
        "same? If so, say which name is kept.",
        columns=[
            ("First issue", "A name from the sheet Issues"),
            ("Second issue", "A name from the sheet Issues"),
            ("The same?", "Yes or no; if yes, which name is kept"),
        ],
        rows=ROWS_TO_PRINT,
    )
    return Editor(here, paper, {"editor": "near_duplicates"})


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


def ranked_ballot(here: View) -> Editor:
    """Each participant puts issues in order, the first at the top.

    >>> from copkit.place.view import view
    >>> ranked_ballot(view("demo")).sheet.title
    'Ranked ballot'
    """
    paper = Sheet(
        title="Ranked ballot",
        instructions="One sheet for each person. Put the issues in order: what should come first has place "
        "1. Leave out what you have no view on. Write a code for yourself, such as p07, not your name.",
        columns=[("Place", "1 for the first, 2 for the next"), ("Issue", "A name from the sheet Issues")],
        rows=ROWS_TO_PRINT,
    )
    return Editor(here, paper, {"editor": "ranked_ballot"})


def impact_by_effort(here: View) -> Editor:
    """Each participant says of each issue how much good it would do, and how much effort it takes.

    >>> from copkit.place.view import view
    >>> impact_by_effort(view("demo")).sheet.title
    'Impact by effort'
    """
    paper = Sheet(
        title="Impact by effort",
        instructions="One sheet for each person. How much good would it do to see to the issue, and how much "
        "effort would it take? Write a code for yourself, such as p07, not your name.",
        columns=[
            ("Issue", "A name from the sheet Issues"),
            ("Impact", "1 little good to 5 a great deal"),
            ("Effort", "1 little effort to 5 a great deal"),
        ],
        rows=ROWS_TO_PRINT,
    )
    return Editor(here, paper, {"editor": "impact_by_effort"})
