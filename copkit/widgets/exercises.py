"""The editors of the workbooks, one function for each exercise."""

from __future__ import annotations

from copkit.place.schema import TABLES
from copkit.place.view import View
from copkit.show.page import Sheet
from copkit.widgets.editor import Editor

ROWS_TO_PRINT = 10
MOST_COLUMNS = 8
"""Columns that a sheet of A4 has room for; the first ones declared are those that matter most."""


def table(here: View, name: str, **preset: object) -> Editor:
    """A table of the place to fill in together.

    ``preset`` gives columns that are the same in every row made here, and that are not asked for:
    ``table(here, "actions", function="plan events")``.

    >>> from copkit.place.view import view
    >>> table(view("demo"), "issues").settings["editor"]
    'grid'
    """
    return Editor(here, sheet(name, *preset), {"editor": "grid", "table": name, "preset": dict(preset)})


def card(here: View, name: str, **preset: object) -> Editor:
    """A form for one row of a table at a time.

    >>> from copkit.place.view import view
    >>> card(view("demo"), "indicators").settings["editor"]
    'card'
    """
    return Editor(here, sheet(name, *preset), {"editor": "card", "table": name, "preset": dict(preset)})


def sheet(name: str, *without: str) -> Sheet:
    """The same exercise on paper: a line for each row, a column for each field but those ``without``."""
    declared = TABLES[name]
    fields = [field for column, field in declared.fields().items() if column not in without][:MOST_COLUMNS]
    return Sheet(
        title=declared.sheet(),
        instructions=f"{declared.about()} Write one {declared.singular} on each line.",
        columns=[(field.label.capitalize(), field.hint) for field in fields],
        rows=ROWS_TO_PRINT,
    )
