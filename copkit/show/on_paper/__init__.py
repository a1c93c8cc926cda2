"""What an event needs on paper, on A4: badges, table cards, a sign-in sheet, the agenda, a feedback form.

Each is for one event: the next one to come, unless another is named. Badges and the sign-in sheet name
people, and are not shown to the public.
"""

from copkit.show.on_paper.badges import MOST_NAMES, ON_A_SHEET, badges, table_cards
from copkit.show.on_paper.paper import Paper, next_event
from copkit.show.on_paper.sheets import LINES_FOR_OTHERS, READERS, agenda_sheet, feedback_form, sign_in_sheet

__all__ = [
    "LINES_FOR_OTHERS",
    "MOST_NAMES",
    "ON_A_SHEET",
    "READERS",
    "Paper",
    "agenda_sheet",
    "badges",
    "feedback_form",
    "next_event",
    "sign_in_sheet",
    "table_cards",
]
