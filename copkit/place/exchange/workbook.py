"""Excel files, by openpyxl."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from copkit.place.errors import CopkitError, SpreadsheetUnreadable
from copkit.place.exchange.cells import LONGEST_CELL, as_excel, from_excel
from copkit.place.exchange.grid import Grid
from copkit.place.exchange.whole import write_book

LARGEST = 300_000_000
"""Bytes that an Excel file may take when unpacked."""

MOST_ROWS = 1_048_576
"""Rows that a sheet of Excel can have."""

_SAVE_ANEW = "Open it in a spreadsheet program and save it as an Excel workbook (.xlsx)."
_MERGED = re.compile(rb'<mergeCell [^>]*?ref="([A-Z0-9:]+)"')
_DAMAGES = (
    ArithmeticError,
    AttributeError,
    EOFError,
    InvalidFileException,
    LookupError,
    NotImplementedError,
    OSError,
    SyntaxError,  # errors of XML, by whichever parser is there
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What openpyxl raises, as experiments with damaged files show; it has no one error for them."""


def read_workbook(path: Path) -> list[Grid]:
    """The sheets of an Excel file, hidden ones too. Raises `SpreadsheetUnreadable`."""
    try:
        _must_be_excel(path)
        with warnings.catch_warnings():
            # openpyxl warns of drop-down lists and colours that it cannot keep; nobody asks it to.
            warnings.simplefilter("ignore", UserWarning)
            return list(_grids(path))
    except PermissionError:
        raise
    except _DAMAGES as error:
        raise SpreadsheetUnreadable(path.name, "the file is damaged", _SAVE_ANEW) from error


def _grids(path: Path) -> Iterator[Grid]:
    with (
        path.open("rb") as file,
        path.open("rb") as again,
        closing(load_workbook(file, read_only=True, data_only=True)) as book,
        closing(load_workbook(again, read_only=True)) as formulas,
        zipfile.ZipFile(path) as archive,
    ):
        for sheet in book.worksheets:
            rows: list[tuple[object, ...]] = []
            unread: dict[tuple[int, int], str] = {}
            for number, cells in enumerate(_cells(sheet, path), 1):
                rows.append(_without_end(_value(cell.value) for cell in cells))
                for place, cell in enumerate(cells):
                    if cell.data_type == "e":
                        unread[number, place] = f"the cell shows the error {cell.value}"
            xml = archive.read(sheet._worksheet_path.lstrip("/"))
            if b"<f>" in xml or b"<f " in xml:
                unread |= _without_value(sheet, formulas[sheet.title], path)
            merged = [range_boundaries(found.decode()) for found in _MERGED.findall(xml)]
            touched = frozenset(
                row for _, top, _, end in merged for row in range(top, min(end, top + 99) + 1)
            )
            yield Grid(sheet.title, rows, path.name, touched, unread)


def _cells(sheet: ReadOnlyWorksheet, path: Path) -> Iterator[Sequence[Cell]]:
    """The rows of a sheet as they stand; what the file says of its size is often wrong."""
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if number > MOST_ROWS:
            why = f"its sheet '{sheet.title}' has more than {MOST_ROWS:,} rows"
            raise SpreadsheetUnreadable(path.name, why, _SAVE_ANEW)
        yield cells


def _without_value(
    values: ReadOnlyWorksheet, formulas: ReadOnlyWorksheet, path: Path
) -> dict[tuple[int, int], str]:
    """The cells of formulas whose value the file does not hold: no program has worked them out yet.

    An empty text that a formula gave has the type of a text.
    """
    wrong = "the formula has no value yet. Open the file in a spreadsheet program, save it, and load it again"
    found = {}
    rows = zip(_cells(values, path), _cells(formulas, path), strict=True)
    for number, (shown, typed) in enumerate(rows, 1):
        for place, (value, formula) in enumerate(zip(shown, typed, strict=True)):
            if formula.data_type == "f" and value.value is None and value.data_type == "n":
                found[number, place] = wrong
    return found


def _value(value: object) -> object:
    return from_excel(value) if isinstance(value, str) else value


def _without_end(values: Iterable[object]) -> tuple[object, ...]:
    """The row without the empty cells at its end."""
    row = list(values)
    while row and row[-1] is None:
        row.pop()
    return tuple(row)


def _must_be_excel(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(8)
    if not start:
        raise SpreadsheetUnreadable(path.name, "the file is empty", "Choose the file anew.")
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        why = "it is protected by a password, or in the old Excel format (.xls)"
        raise SpreadsheetUnreadable(path.name, why, f"Take the password off. {_SAVE_ANEW}")
    if not zipfile.is_zipfile(path):
        cut = start.startswith(b"PK")
        why = "the file is damaged: its end is missing" if cut else "it is not an Excel file"
        raise SpreadsheetUnreadable(path.name, why, _SAVE_ANEW)
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        names = {part.filename for part in parts}
        if "content.xml" in names:
            why = "it is in the format of LibreOffice (.ods)"
            raise SpreadsheetUnreadable(path.name, why, _SAVE_ANEW)
        if "xl/workbook.xml" not in names:
            raise SpreadsheetUnreadable(path.name, "it is not an Excel workbook", _SAVE_ANEW)
        if any(part.flag_bits & 1 for part in parts):
            raise SpreadsheetUnreadable(path.name, "it is protected by a password", "Take the password off.")
        if any(part.compress_size > path.stat().st_size for part in parts):
            raise SpreadsheetUnreadable(path.name, "the file is damaged", _SAVE_ANEW)
        if sum(part.file_size for part in parts) > LARGEST:
            why = f"it unpacks to more than {LARGEST // 1_000_000} MB"
            raise SpreadsheetUnreadable(path.name, why, "Split it into files of fewer rows.")


def write_workbook(
    path: Path, sheets: Sequence[tuple[str, Sequence[str], Sequence[Sequence[object]]]]
) -> None:
    """Writes sheets, each a title, a header and rows of plain values. Text is always text.

    Raises `CopkitError` for a text that is too long for a cell.
    """
    fitting = [
        (title, header, [[_fit(value) for value in row] for row in rows]) for title, header, rows in sheets
    ]
    book = Workbook(write_only=True)
    for title, header, rows in fitting:
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        sheet.append(list(header))
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    write_book(book, path)


def _fit(value: object) -> object:
    """Text as Excel keeps it. openpyxl would cut, without a word, what is too long."""
    if not isinstance(value, str):
        return value
    text = as_excel(value)
    if len(text) > LONGEST_CELL:
        raise CopkitError(
            f"The text that begins '{value[:40]}' is too long for a cell of Excel. "
            "Save to a folder of CSV files: leave out '.xlsx'."
        )
    return text


def _cell(sheet: object, value: object) -> object:
    """A cell; text that a spreadsheet could take for a formula or an error is marked as text."""
    if not isinstance(value, str) or not value.startswith(("=", "+", "-", "@", "\t", "'", "#")):
        return value
    cell: Cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell
