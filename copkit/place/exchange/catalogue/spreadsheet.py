"""The sheet Resources of a spreadsheet, an Excel file or one CSV file, by the readers of `copkit load`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from copkit.place.errors import LoadRefused
from copkit.place.exchange.catalogue.entry import Entry, Reading, Row
from copkit.place.exchange.catalogue.kept import COLUMNS
from copkit.place.exchange.cells import plain
from copkit.place.exchange.csv_folder import csv_text, read_file
from copkit.place.exchange.grid import sort_out
from copkit.place.exchange.workbook import read_workbook, write_workbook
from copkit.place.schema import TABLES

_SHEET = TABLES["resources"].sheet()


def read(path: Path) -> Reading:
    """The rows of the sheet Resources; other sheets are told and left. Raises `SpreadsheetUnreadable`, and
    `LoadRefused` with the faults that were found."""
    grids = [read_file(path)] if path.suffix.lower() == ".csv" else read_workbook(path)
    if path.suffix.lower() == ".csv":
        grids = [type(grids[0])(_SHEET, grids[0].rows, grids[0].source)]
    found = sort_out(grids, path.name)
    if found.faults:
        raise LoadRefused(found.faults, path.name)
    reading = Reading(notes=list(found.notes))
    for number, raw in found.rows.get("resources", ()):
        row = {name: value for name, value in raw.items() if value not in (None, "")}
        unplaced = {
            cell.column: cell.value for cell in found.aside if cell.row == number and cell.sheet == _SHEET
        }
        reading.entries.append(Entry(f"row {number}", row, unplaced, number))
    others = [TABLES[name].sheet() for name in found.rows if name != "resources"]
    if others:
        reading.notes.append(f"Only the sheet {_SHEET} was read, not {', '.join(others)}: see 'copkit load'.")
    return reading


def write(rows: Sequence[Row], path: Path, ending: str) -> list[str]:
    """Writes the sheet Resources, in a CSV or an Excel file; gives notes."""
    fields = TABLES["resources"].fields()
    header = [fields[name].label for name in COLUMNS]
    cells = [[plain(row.get(name)) for name in COLUMNS] for row in rows]
    if ending == ".csv":
        path.write_text(csv_text(header, cells), encoding="utf-8", newline="")
    else:
        write_workbook(path, [(_SHEET, header, cells)])
    return []
