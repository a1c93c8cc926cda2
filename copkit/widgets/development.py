"""The editors of workbook 4: who can do what, and who is whose mentor."""

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


def mentor_matching(here: View) -> Editor:
    """Pairs mentors and mentees by what they wish or by how well they fit, and notes which pairs ended.

    >>> from copkit.place.view import view
    >>> mentor_matching(view("demo", "Warm Homes")).settings["editor"]
    'mentor_matching'
    """
    from copkit.functions.development import USUAL_LIMIT

    paper = Sheet(
        title="Who would be a mentor, and for whom?",
        instructions="One line for each member. Who would have a mentor names whom they would like; who "
        "would be one says how many mentees they would take at once. Agree each pair with both.",
        columns=[
            ("Who", "A member"),
            ("Wants", "A mentor, or a mentee"),
            ("About what", "A skill to learn or to teach"),
            ("Whom", "Names, the first choice first; may stay empty"),
            ("How many mentees at once?", "A number; 0 for none"),
        ],
        rows=LINES_TO_PRINT,
    )
    return Editor(here, paper, {"editor": "mentor_matching", "usual": USUAL_LIMIT})


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
