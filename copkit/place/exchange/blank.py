"""The blank spreadsheet, made from the declared tables: headers, hints, drop-down lists, an example each.

The statements of the instruments stand in it, ready to be asked."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from copkit.place.columns import Field, Table
from copkit.place.errors import CopkitError
from copkit.place.exchange.cells import READ_ME
from copkit.place.exchange.whole import whole, write_book
from copkit.place.instruments import TABLES_OF, instrument
from copkit.place.rules import EXAMPLE
from copkit.place.schema import TABLES

LAST_ROW = 2000
"""Drop-down lists reach down to this row."""

_HEADER = PatternFill("solid", fgColor="DCECEC")
_GREY = Font(italic=True, color="6B7680")

_LINES = (
    "How to fill in this spreadsheet",
    "1. Each sheet is a list: one row for each thing. Leave out sheets and columns that you do not need.",
    "2. Begin with Place, Communities, Organisations, Members and Memberships. Then Issues.",
    "3. Columns with a star must be filled in. Point at a header to see what belongs there.",
    "4. Where a cell offers a list, choose from it. Names must be the same in all sheets.",
    "5. Write dates with the day first, such as 18/6/2026.",
    "6. A row that begins with 'Example:' is never loaded. Begin below it.",
    "7. In Members, write 'yes' under 'agrees to be named' only for those who said so.",
    "8. Columns and sheets of your own are kept aside when you load the file. Nothing is lost.",
    "Then load it: copkit load mytown.place mytown.xlsx",
)


def blank(path: str | os.PathLike[str]) -> None:
    """Writes a blank spreadsheet to fill in. Raises `CopkitError` rather than write over a file.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     blank(Path(folder) / "town.xlsx")
    ...     (Path(folder) / "town.xlsx").stat().st_size > 10_000
    True
    """
    target = Path(path)
    if target.exists():
        raise CopkitError(f"'{target}' is there already. Choose another name; it was left as it is.")
    book = Workbook()
    _read_me(book.worksheets[0])
    for table in TABLES.values():
        _sheet(book.create_sheet(table.sheet()), table)
    for name, table_name in TABLES_OF.items():
        _statements(book[TABLES[table_name].sheet()], TABLES[table_name], name)
    book.properties.creator = "copkit"
    with whole(target) as unfinished:
        write_book(book, unfinished)


def _read_me(sheet: Worksheet) -> None:
    sheet.title = READ_ME
    sheet.column_dimensions["A"].width = 110
    for number, line in enumerate(_LINES, 1):
        sheet.cell(number, 1, line).alignment = Alignment(wrap_text=True)
    sheet["A1"].font = Font(bold=True, size=14)


def _sheet(sheet: Worksheet, table: type[Table]) -> None:
    sheet.freeze_panes = "A2"
    for place, field in enumerate(table.fields().values(), 1):
        letter = get_column_letter(place)
        header = sheet.cell(1, place, field.label + (" *" if field.required else ""))
        header.font, header.fill = Font(bold=True), _HEADER
        header.alignment = Alignment(wrap_text=True, vertical="top")
        header.comment = Comment(_hint(field), "copkit", width=280, height=110)
        example = sheet.cell(2, place, _example(field, first=place == 1))
        example.font = _GREY
        dimension = sheet.column_dimensions[letter]
        dimension.width = {"words": 46, "day": 14, "number": 12, "whole": 12, "yes or no": 14}.get(
            field.kind, 24
        )
        if field.kind == "day":
            dimension.number_format = "DD/MM/YYYY"
            example.number_format = "DD/MM/YYYY"
        validation = _validation(field)
        validation.add(f"{letter}2:{letter}{LAST_ROW}")
        sheet.add_data_validation(validation)


def _statements(sheet: Worksheet, table: type[Table], name: str) -> None:
    """The statements of an instrument, to be kept, changed or deleted by whoever fills in the spreadsheet."""
    for row in instrument(name):
        sheet.append([row.get(column) for column in table.fields()])


def _example(field: Field, *, first: bool) -> object:
    if first:
        return f"{EXAMPLE.capitalize()} {field.example}"
    if field.kind == "day":
        return dt.date.fromisoformat(str(field.example))
    return ("yes" if field.example else "no") if field.kind == "yes or no" else field.example


def _hint(field: Field) -> str:
    needed = "Must be filled in. " if field.required else ""
    return f"{needed}{field.hint}."


def _validation(field: Field) -> DataValidation:
    """A list to choose from, where there is one; anything may be typed, and loading checks it."""
    choices = field.choices or (("yes", "no") if field.kind == "yes or no" else ())
    if choices:
        validation = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
    elif field.refers_to:
        sheet = TABLES[field.refers_to].sheet()
        formula = f"'{sheet}'!$A$3:$A${LAST_ROW}"
        validation = DataValidation(type="list", formula1=formula, allow_blank=True)
    else:
        validation = DataValidation(allow_blank=True)
    validation.showErrorMessage = bool(choices)
    validation.errorStyle = "warning"
    validation.error = "This is not on the list. Do you want to keep it?"
    validation.showInputMessage = True
    validation.promptTitle = field.label[:32]
    validation.prompt = _hint(field)[:255]
    return validation
