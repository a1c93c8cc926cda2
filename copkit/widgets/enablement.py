"""The editors of 'Clear the way': what people think of the conditions, what stops them and who was asked to
lift it, what drives and restrains a change, and whose word counts."""

from __future__ import annotations

from copkit.functions.enablement.stakeholder_grid import HIGH
from copkit.place.instruments import instrument
from copkit.place.schema.enablement import CONDITIONS
from copkit.place.view import View
from copkit.show.free_text import TextsFor
from copkit.show.page import Sheet
from copkit.widgets.editor import Editor
from copkit.widgets.exercises import ROWS_TO_PRINT
from copkit.widgets.sheets import HeadedSheet, QuartersSheet, StatementSheet

LINES_BELOW_A_GRID = 8

QUARTERS = ("Key players", "Keep satisfied", "Keep informed", "Minimal effort")
"""As they stand on the drawing, in the order of `copkit.functions.enablement.stakeholder_grid.QUADRANTS`."""


def conditions_audit(here: View) -> Editor:
    """One person at a time says how far an organisation gives what a community needs: the statements of
    the place, or those of the standard instrument where it has none.

    >>> from copkit.place.view import view
    >>> conditions_audit(view("demo")).settings["editor"]
    'conditions_audit'
    """
    own = here["condition_items"]
    fit = own[TextsFor(here).may(own["statement"])]
    items = list(zip(fit["condition"], fit["statement"], strict=True))
    if own.empty:
        items = [(item["condition"], item["statement"]) for item in instrument("conditions")]
    grouped = {
        condition.capitalize(): [statement for of, statement in items if of == condition]
        for condition in CONDITIONS
    }
    marks = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")
    sheet = StatementSheet(
        title="Conditions",
        instructions=(
            "One sheet for each person. Ask members and managers apart, so that nobody answers under the "
            "eyes of the other. Write a code, such as r12, and not your name. Then mark each statement from "
            "1 (strongly disagree) to 5 (strongly agree); leave out what you cannot say."
        ),
        columns=[("Statement", ""), *((str(mark), words) for mark, words in enumerate(marks, 1))],
        rows=len(items),
        top=("Organisation that is rated", "Member or manager", "Code", "Date", "How many work in your team"),
        widths=(50, 10, 10, 10, 10, 10),
        groups={condition: statements for condition, statements in grouped.items() if statements},
    )
    return Editor(here, sheet, {"editor": "conditions_audit", "items": instrument("conditions")})


def barriers_register(here: View) -> Editor:
    """What stops members from working as they could, one barrier at a time: who meets it, what it hurts, and
    who was asked to lift it, from the line manager upwards. What is overdue stands on top.

    >>> from copkit.place.view import view
    >>> barriers_register(view("demo")).sheet.title
    'Barriers'
    """
    paper = Sheet(
        title="Barriers",
        instructions="What stops you from working as you could? Write one rule, habit or lock on each line. "
        "Write offices, not names. The first to ask is the line manager; the next one up is asked if no "
        "answer came by the day, or it was no.",
        columns=[
            ("What stops you", "In a few words"),
            ("Whose rule", "An organisation, and which rule or contract"),
            ("How many it stops", "A number, if you know"),
            ("Which issues it hurts", "Names from the sheet Issues"),
            ("Who can lift it", "An office"),
            ("Asked, and when", "An office, and a date"),
            ("Answer due", "A date"),
            ("What was said", "Lifted, eased, refused or passed on"),
        ],
        rows=ROWS_TO_PRINT,
    )
    return Editor(here, paper, {"editor": "barriers_register"})


def force_field(here: View) -> Editor:
    """A change that is wanted: what drives it on the left, what holds it back on the right, each with its
    strength (Lewin 1951, Field Theory in Social Science).

    >>> from copkit.place.view import view
    >>> force_field(view("demo")).sheet.title
    'Force field'
    """
    paper = HeadedSheet(
        title="Force field",
        instructions="Write the change on top. Then what drives it, on the left, and what holds it back, on "
        "the right, each with its strength: 1 weak to 5 strong. Which on the right can you weaken first? To "
        "weaken what holds back meets less resistance than to push harder (Lewin).",
        columns=[
            ("What drives it →", "One force on each line"),
            ("Strength", "1 to 5"),
            ("Its strength", "1 to 5"),
            ("← What holds it back", "One force on each line"),
        ],
        rows=ROWS_TO_PRINT,
        top=("The change that is wanted",),
        widths=(38, 12, 12, 38),
    )
    return Editor(here, paper, {"editor": "force_field"})


def stakeholder_grid(here: View) -> Editor:
    """Whose word counts for the communities: the grid of power and interest (after Mendelow 1981).

    >>> from copkit.place.view import view
    >>> stakeholder_grid(view("demo")).settings["high"]
    4
    """
    key, satisfied, informed, minimal = QUARTERS
    paper = QuartersSheet(
        title="Stakeholder grid",
        instructions="Who has a say? Write an office rather than a name, give each its power and its "
        f"interest from 1 to 5, and put its number into a quarter: {HIGH} and 5 are high, "
        f"{HIGH - 1} still counts as low.",
        columns=[
            ("Stakeholder", "An office or a body"),
            ("Organisation", "Where they are"),
            ("Power", "1 little to 5 a great deal"),
            ("Interest", "1 little to 5 a great deal"),
            ("Stance", "Supports, undecided or against"),
        ],
        rows=LINES_BELOW_A_GRID,
        quarters=((satisfied, key), (minimal, informed)),
        across=("Little interest", "Much interest"),
        down=("Much power", "Little power"),
    )
    settings = {"editor": "stakeholder_grid", "high": HIGH, "quarters": list(QUARTERS)}
    return Editor(here, paper, settings)
