"""The editor of 'Assess health': the survey, answered by one person at a time."""

from __future__ import annotations

from copkit.functions.health.survey_codes import HOW_TO_BUILD, LONGEST
from copkit.functions.health.survey_forms import statements_of
from copkit.place.instruments import instrument
from copkit.place.schema.health import ELEMENTS
from copkit.place.view import View
from copkit.show.free_text import TextsFor
from copkit.widgets.editor import Editor
from copkit.widgets.sheets import StatementSheet

MARKS = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")

FORM_WORDS = {"pulse": "Survey, short form"}


def survey_page(here: View) -> Editor:
    """The statements of a round on one page, which is cleared for the next person; a place without
    statements of its own is offered those of the standard instrument.

    >>> from copkit.place.view import view
    >>> survey_page(view("demo")).settings["editor"]
    'survey_page'
    """
    settings = {
        "editor": "survey_page",
        "items": instrument("health_full"),
        "how_to_build": HOW_TO_BUILD,
        "longest": LONGEST,
    }
    return Editor(here, _paper(here), settings)


def _paper(here: View) -> StatementSheet:
    """One sheet for one person, so that nobody sees another's answers: the statements of the newest round, or
    of the standard instrument where the place has none; in public without those that name somebody."""
    waves = here.place.read("survey_waves").sort_values(["opened", "name"], kind="stable")
    form = waves["form"].iloc[-1] if len(waves) else None
    items = here.place.read("survey_items")
    texts = TextsFor(here)
    asked = statements_of(items, form) if len(items) else None
    asked = asked[texts.may(asked["statement"])] if asked is not None else None
    pairs = (
        list(zip(asked["element"].astype("object"), asked["statement"], strict=True))
        if asked is not None
        else [(item["element"], item["statement"]) for item in instrument("health_full")]
    )
    grouped = {
        element.capitalize(): [statement for of, statement in pairs if of == element] for element in ELEMENTS
    }
    about = f"It is about {here.community}. " if here.community else ""
    top = [] if here.community else ["Community"]
    if len(waves) == 0:
        top.append("Round, such as Spring 2026")
    return StatementSheet(
        title=_title(form, texts.said(str(waves["name"].iloc[-1]), "") if len(waves) else ""),
        instructions=(
            f"One sheet for each person. {about}Write a code of your own and not your name: {HOW_TO_BUILD}. "
            "Write the same code next time: so it shows what changed. Then tick one box for each "
            "statement, and leave out what you cannot say. Hand it in folded. Results of fewer than 5 people "
            "are shown to nobody."
        ),
        columns=[("Statement", ""), *((str(mark), words) for mark, words in enumerate(MARKS, 1))],
        rows=len(pairs),
        top=(
            *top,
            "Your own code",
            "You come from (public body, voluntary group, business, politics, or you live here), if you like",
        ),
        widths=(50, 10, 10, 10, 10, 10),
        groups={element: statements for element, statements in grouped.items() if statements},
    )


def _title(form: object, wave: str) -> str:
    title = FORM_WORDS.get(str(form), "Survey")
    return f"{title}: {wave}" if wave else title
