"""The editors of workbook 3: who goes to whom, and who is to meet whom."""

from __future__ import annotations

from copkit.place.view import View
from copkit.show.page import Sheet
from copkit.widgets.editor import Editor

LINES_TO_PRINT = 12


def tie_entry(here: View) -> Editor:
    """Asks members whom they go to: a tick for each person named, or pairs of names typed one after
    the other.

    >>> from copkit.place.view import view
    >>> tie_entry(view("demo", "Warm Homes")).settings["editor"]
    'tie_entry'
    """
    return Editor(here, _sheet(), {"editor": "tie_entry"})


def introduction_rounds(here: View) -> Editor:
    """Plans rounds of introductions, with a message to each pair, and notes what came of them.

    >>> from copkit.place.view import view
    >>> introduction_rounds(view("demo", "Warm Homes")).settings["editor"]
    'introduction_rounds'
    """
    paper = Sheet(
        title="Who meets whom",
        instructions="Pair people who have not met, and tell both why. Ask them at the next event what came "
        "of it.",
        columns=[
            ("Who", "A member"),
            ("Whom", "Somebody whom they have not met"),
            ("Why these two", "What each could give the other"),
            ("By when", "A date"),
            ("Did they meet?", "Yes, not yet, or no"),
        ],
        rows=LINES_TO_PRINT,
    )
    return Editor(here, paper, {"editor": "introduction_rounds"})


def _sheet() -> Sheet:
    """On paper each member fills in a sheet of the member's own, a line for each person named."""
    return Sheet(
        title="Whom do you go to?",
        instructions="One sheet for each member. Your name: ____________________  Date: ____________  "
        "Write one person on each line, and tick all that holds.",
        columns=[
            ("Person", "Whom you name"),
            ("Advice", "I go to this person for advice"),
            ("Works with", "I work with this person"),
            ("Knows", "I know this person"),
            ("Trusts", "I trust this person"),
            ("How strong", "slight, fair or strong; may stay empty"),
        ],
        rows=LINES_TO_PRINT,
    )
