"""A folder of CSV files: one for each sheet. Read however a spreadsheet program wrote them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from copkit.place.errors import SpreadsheetUnreadable
from copkit.place.exchange.cells import as_csv, from_csv
from copkit.place.exchange.grid import Grid

csv.field_size_limit(1_000_000)


def read_folder(folder: Path) -> Iterator[Grid]:
    """The sheets of a folder, in the order of the alphabet."""
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".csv")
    if not files:
        raise SpreadsheetUnreadable(
            str(folder), "there is no CSV file in it", "Each sheet is a file, such as Members.csv."
        )
    for path in files:
        yield Grid(path.stem, _rows(path), path.name)


def _rows(path: Path) -> list[list[object]]:
    text = _text(path)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise SpreadsheetUnreadable(
            path.name,
            f"its quotation marks do not match ({error})",
            "Save it anew as CSV, or as an Excel file.",
        ) from error
    return [[from_csv(cell) for cell in row] for row in rows]


def _text(path: Path) -> str:
    raw = path.read_bytes()
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def csv_text(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """The text of a CSV file; begins with the mark by which Excel knows UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([as_csv(value) for value in row] for row in rows)
    return "\ufeff" + out.getvalue()
