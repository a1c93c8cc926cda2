"""The editors of 'Build knowledge' in which people ask: the place, and each other."""

from __future__ import annotations

from copkit.place.view import View
from copkit.show.page import Sheet
from copkit.widgets.editor import Editor
from copkit.widgets.exercises import ROWS_TO_PRINT


def look_it_up(here: View) -> Editor:
    """One field to look something up in: what we have on it stands beside who knows about it.

    >>> from copkit.place.view import view
    >>> look_it_up(view("demo")).settings
    {'editor': 'look_it_up'}
    """
    paper = Sheet(
        title="What I look for",
        instructions="Write what you look for, one thing on each line. Then pass the sheet round: whoever "
        "knows something, or somebody who may know, writes it down.",
        columns=[
            ("What I look for", "In a few words"),
            ("Who looks for it", "Who is told when it is found"),
            ("Who may know", "A name, or where to look"),
        ],
        rows=ROWS_TO_PRINT,
    )
    return Editor(here, paper, {"editor": "look_it_up"})


def question_board(here: View) -> Editor:
    """Questions that members ask each other: what there is already stands below one that is typed; those that
    wait longest stand on top, with who may know.

    >>> from copkit.place.view import view
    >>> question_board(view("demo")).sheet.title
    'Question board'
    """
    paper = Sheet(
        title="Question board",
        instructions="Hang it on the wall. Write a question as soon as somebody asks it, one on each line. "
        "Whoever knows the answer writes it beside it, or who may know.",
        columns=[
            ("The question", "In one sentence"),
            ("Who asks, and when", "A name and a date"),
            ("Issue", "The one that it is about"),
            ("What was said", "Or where it stands"),
            ("Who answers", "A name, or who may know"),
            ("To be shared?", "Outside the community: yes or no"),
        ],
        rows=ROWS_TO_PRINT,
    )
    return Editor(here, paper, {"editor": "question_board"})
