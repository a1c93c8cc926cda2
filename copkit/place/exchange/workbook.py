"""Excel files, by openpyxl."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from copkit.place.errors import SpreadsheetUnreadable
from copkit.place.exchange.grid import Grid

LARGEST = 500_000_000
"""Bytes that an Excel file may take when unpacked."""

_SAVE_ANEW = "Open it in a spreadsheet program and save it as an Excel workbook (.xlsx)."


def read_workbook(path: Path) -> Iterator[Grid]:
    """The sheets of an Excel file, hidden ones too. Raises `SpreadsheetUnreadable`."""
    _must_be_excel(path)
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        for sheet in book.worksheets:
            rows = [list(row) for row in sheet.iter_rows(values_only=True)]
            yield Grid(sheet.title, rows, path.name, _merged(path, sheet))
        book.close()
    except (KeyError, ValueError, ParseError, EOFError, zipfile.BadZipFile, InvalidFileException) as error:
        raise SpreadsheetUnreadable(path.name, "the file is damaged", _SAVE_ANEW) from error


def _merged(path: Path, sheet: ReadOnlyWorksheet) -> frozenset[int]:
    """The rows that merged cells touch, among the first ones; read-only sheets do not tell."""
    with zipfile.ZipFile(path) as archive:
        name = sheet._worksheet_path.lstrip("/")
        if name not in archive.namelist() or b"<mergeCell " not in archive.read(name):
            return frozenset()
    book = load_workbook(path, data_only=True)
    ranges = book[sheet.title].merged_cells.ranges
    return frozenset(row for found in ranges for row in range(found.min_row, found.max_row + 1))


def _must_be_excel(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        why = "it is protected by a password, or in the old Excel format (.xls)"
        raise SpreadsheetUnreadable(path.name, why, f"Take the password off. {_SAVE_ANEW}")
    if not zipfile.is_zipfile(path):
        raise SpreadsheetUnreadable(path.name, "it is not an Excel file", _SAVE_ANEW)
    with zipfile.ZipFile(path) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            raise SpreadsheetUnreadable(path.name, "it is not an Excel file", _SAVE_ANEW)
        if sum(part.file_size for part in archive.infolist()) > LARGEST:
            raise SpreadsheetUnreadable(
                path.name, "it unpacks to more than 500 MB", "Split it into files of fewer rows."
            )


def write_workbook(
    path: Path, sheets: Sequence[tuple[str, Sequence[str], Sequence[Sequence[object]]]]
) -> None:
    """Writes sheets, each a title, a header and rows of plain values. Text is always text."""
    book = Workbook(write_only=True)
    for title, header, rows in sheets:
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        sheet.append(list(header))
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    book.save(path)


def _cell(sheet: object, value: object) -> object:
    """A cell; text that a spreadsheet could take for a formula is marked as text."""
    if not isinstance(value, str) or not value.startswith(("=", "+", "-", "@", "\t", "'")):
        return value
    cell: Cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell
