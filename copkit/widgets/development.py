"""The editors of workbook 4: who can do what."""

from __future__ import annotations

from copkit.place.view import View
from copkit.show.page import Sheet
from copkit.widgets.editor import Editor

LINES_TO_PRINT = 12


def skills_matrix(here: View) -> Editor:
    """What members can do and want to learn: all skills of one member, or everybody in one matrix.

    >>> from copkit.place.view import view
    >>> skills_matrix(view("demo", "Warm Homes")).settings["editor"]
    'skills_matrix'
    """
    return Editor(here, _sheet(), {"editor": "skills_matrix"})


def _sheet() -> Sheet:
    """On paper each member fills in a sheet of the member's own, a line for each skill."""
    return Sheet(
        title="What can you do, and what do you want to learn?",
        instructions="One sheet for each member. Your name: ____________________  Date: ____________  "
        "Write one skill on each line. Levels: 0 none, 1 aware, 2 with help, 3 alone, 4 expert.",
        columns=[
            ("Skill", "A few words"),
            ("Level now", "0 to 4"),
            ("Level wanted", "0 to 4"),
            ("Can teach", "Tick if you are willing to teach it"),
        ],
        rows=LINES_TO_PRINT,
    )
