"""The editor of 'Learn from what was done': an after-action review, a peer assist, a site visit, a case
clinic or a story, each with its own questions."""

from __future__ import annotations

from copkit.place.instruments import practices
from copkit.place.schema.knowledge import PRACTICES
from copkit.place.view import View
from copkit.widgets.editor import Editor
from copkit.widgets.sheets import QuestionSheets

LINES_OF_A_QUESTION = 3

WHEN = {
    "after-action review": "Right after something was done together: what was planned, what came of it, "
    "what to keep.",
    "peer assist": "Before a team begins, or when it is stuck: people from elsewhere tell what they know.",
    "site visit": "When something works elsewhere: go, look, and say what could come home.",
    "case clinic": "When one person has a hard case: the others listen first, then think aloud.",
    "story": "When something has changed: one person tells what the community had to do with it.",
}
"""When each way of learning is of use."""

_LESSONS = ("What do we do otherwise because of it?", "Who, where, and from when")


def learning_from_practice(here: View) -> Editor:
    """The notes of an event in one of five ways of learning: its questions one under the other with what was
    said, and what is done otherwise because of it.

    >>> from copkit.place.view import view
    >>> learning_from_practice(view("demo")).settings["editor"]
    'learning_from_practice'
    """
    questions = practices()
    asked = {
        practice: [
            (row["prompt"], f"{row['hint']} ({row['minutes']} minutes)")
            for row in questions
            if row["practice"] == practice
        ]
        for practice in PRACTICES
    }
    paper = QuestionSheets(
        title="Learn from what was done",
        instructions="One person writes. Write no names: of members, or of those they work for.",
        columns=[("Question", ""), ("What was said", "")],
        rows=LINES_OF_A_QUESTION,
        top=("Event and date", "Which case, visit or story"),
        parts=[
            (practice.capitalize(), WHEN[practice], [*asked[practice], _LESSONS]) for practice in PRACTICES
        ],
    )
    settings = {
        "editor": "learning_from_practice",
        "ways": {practice: WHEN[practice] for practice in PRACTICES},
        "questions": questions,
    }
    return Editor(here, paper, settings)
