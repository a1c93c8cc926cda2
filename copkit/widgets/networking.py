"""The editors of workbook 3: who goes to whom."""

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
