"""What the next event needs on paper, at the end of the page: badges, cards, sheets and forms."""

from __future__ import annotations

from copkit.place.view import View
from copkit.show import on_paper as paper
from copkit.show.page import Needs, Section


def on_paper(here: View) -> Section:
    """The papers of the next event that can be made; those that name people in the workshop alone."""
    if paper.next_event(here) is None:
        how = "Write the next one into the form 'Events'."
        return Section([Needs("No event is in the calendar yet.", how)])
    made = [
        paper.sign_in_sheet(here),
        paper.badges(here),
        paper.table_cards(here),
        paper.agenda_sheet(here),
        paper.agenda_sheet(here, reader="host"),
        paper.feedback_form(here),
    ]
    return Section([each for each in made if isinstance(each, paper.Paper)])
