"""A folder of CSV files: one for each sheet. Read however a spreadsheet program wrote them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from copkit.place.errors import SpreadsheetUnreadable
from copkit.place.exchange.cells import LONGEST_CELL, as_csv, from_csv
from copkit.place.exchange.encodings import decoded, name_of
from copkit.place.exchange.grid import HEADER_WITHIN, Grid, fold_header, known_headers

LARGEST = 300_000_000
"""Bytes that a CSV file may have."""

_SAVE_ANEW = "Save it anew as 'CSV UTF-8', or as an Excel file."


def read_folder(folder: Path) -> list[Grid]:
    """The sheets of a folder, in the order of the alphabet."""
    files = sorted(
        path for path in folder.iterdir() if path.suffix.lower() == ".csv" and not path.name.startswith(".")
    )
    if not files:
        raise SpreadsheetUnreadable(
            str(folder), "there is no CSV file in it", "Each sheet is a file, such as Members.csv."
        )
    return [read_file(path) for path in files]


def read_file(path: Path) -> Grid:
    """One CSV file as a sheet of its name. Raises `SpreadsheetUnreadable`."""
    name = name_of(path)
    return Grid(Path(name).stem, _rows(path), name)


def _rows(path: Path) -> list[list[str]]:
    text = _text(path)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    rows: list[list[str]] = []
    try:
        for typed in reader:
            row = [from_csv(cell) for cell in typed]
            if any(len(cell) > LONGEST_CELL for cell in row):
                why = f"a cell in line {reader.line_num} has more than {LONGEST_CELL:,} characters"
                raise SpreadsheetUnreadable(path.name, why, "Perhaps a quotation mark is missing there.")
            rows.append(row)
    except csv.Error as error:
        why = f"the quotation marks in line {reader.line_num} do not match"
        raise SpreadsheetUnreadable(path.name, why, _SAVE_ANEW) from error
    return rows


def _separator(text: str) -> str:
    """What parts the cells: the sign by which one of the first lines holds the most known headers."""
    known = known_headers()
    start = [line for line in text[:100_000].splitlines() if line.strip()][:HEADER_WITHIN]

    def headers(separator: str) -> tuple[int, int]:
        found = [known & {fold_header(cell.strip(' "')) for cell in line.split(separator)} for line in start]
        return max(map(len, found), default=0), start[0].count(separator) if start else 0

    return max(",;\t", key=headers)


def _text(path: Path) -> str:
    if path.is_dir():
        raise SpreadsheetUnreadable(path.name, "it is a folder", "Give it a name that does not end in .csv.")
    if path.stat().st_size > LARGEST:
        why = f"it has more than {LARGEST // 1_000_000} MB"
        raise SpreadsheetUnreadable(path.name, why, "Split it into files of fewer rows.")
    raw = path.read_bytes()
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        why = "its name ends in .csv, but it is no CSV file"
        raise SpreadsheetUnreadable(
            path.name, why, "Save it anew as CSV, or rename it if it is an Excel file."
        )
    try:
        return decoded(raw)
    except UnicodeDecodeError as error:
        why = "its letters are in no encoding that is known here"
        raise SpreadsheetUnreadable(path.name, why, _SAVE_ANEW) from error


def csv_text(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """The text of a CSV file; begins with the mark by which Excel knows UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([as_csv(value) for value in row] for row in rows)
    return "\ufeff" + out.getvalue()
