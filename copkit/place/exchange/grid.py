"""A sheet as a grid of cells: finds its header, and tells which column of which table each cell is for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from copkit.place.columns import Table
from copkit.place.errors import Fault, SpreadsheetUnreadable
from copkit.place.exchange.cells import ASIDE_COLUMNS, KEPT_ASIDE, READ_ME, as_words
from copkit.place.intake import Given
from copkit.place.kept_aside import Aside
from copkit.place.rules import EXAMPLE, fold, is_empty, nearest, shorten
from copkit.place.schema import TABLES

HEADER_WITHIN = 10
"""The header stands in one of so many first rows; a title may stand above it."""

_ROW = re.compile("[0-9]{1,9}")
"""The number of a row, as it was kept aside."""


@dataclass(frozen=True)
class Grid:
    """The cells of one sheet, row by row.

    ``merged`` are the numbers of rows with merged cells. ``unread`` says of a cell, by the number of
    its row and its place in it, why its value cannot be read.
    """

    title: str
    rows: Sequence[Sequence[object]]
    source: str
    merged: frozenset[int] = frozenset()
    unread: Mapping[tuple[int, int], str] = field(default_factory=dict)


@dataclass
class Found:
    """What the sheets hold: rows by table, cells of no declared column, faults, and notes."""

    rows: dict[str, list[Given]] = field(default_factory=dict)
    aside: list[Aside] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def sort_out(grids: Sequence[Grid], source: str) -> Found:
    """Goes through all sheets. Raises `SpreadsheetUnreadable` if none is a sheet of a place."""
    found = Found()
    known = {fold_header(name): table for name, table in TABLES.items()}
    known |= {fold_header(table.sheet()): table for table in TABLES.values()}
    seen: dict[type[Table], str] = {}
    for grid in grids:
        title = fold_header(grid.title)
        table = known.get(title)
        if title == fold_header(READ_ME):
            continue
        if title == fold_header(KEPT_ASIDE):
            _keep_aside_again(grid, source, found)
        elif table in seen:
            wrong = (
                f"there are two sheets of this name, '{seen[table]}' and '{grid.title}'. Join them into one"
            )
            found.faults.append(Fault(table.sheet(), None, None, wrong))
        elif table:
            seen[table] = grid.title
            _sort_table(grid, table, source, found)
        else:
            _set_aside_sheet(grid, source, found)
    if not found.rows and not found.faults:
        names = ", ".join(table.sheet() for table in list(TABLES.values())[:5])
        raise SpreadsheetUnreadable(
            source, "none of its sheets has a known name", f"The sheets are called {names} and so on."
        )
    return found


def _sort_table(grid: Grid, table: type[Table], source: str, found: Found) -> None:
    start, columns, strange = _header(grid, table)
    if start is None:
        if any(not is_empty(cell) for row in grid.rows for cell in row):
            first = next(iter(table.fields().values())).label
            wrong = f"no row has the headers of this sheet, which begin with '{first}'"
            found.faults.append(Fault(table.sheet(), 1, None, wrong))
        return
    if merged := [number for number in sorted(grid.merged) if number == start + 1]:
        wrong = "the header has merged cells. Take the merging off, so that each column has its own header"
        found.faults.append(Fault(table.sheet(), merged[0], None, wrong))
        return
    faults = _header_faults(table, start + 1, columns, strange, grid.rows[start])
    if faults:
        found.faults += faults
        return
    rows = found.rows.setdefault(table.table_name(), [])
    marked = next(iter(table.fields()))  # where an example is told apart; its column may be left out
    key_place = next((place for place, name in columns.items() if name == marked), None)
    kept: dict[str, int] = {}
    for number, cells in enumerate(grid.rows[start + 1 :], start + 2):
        if not any(not is_empty(cell) for cell in cells) and not grid.unread:
            continue
        key = cells[key_place] if key_place is not None and key_place < len(cells) else None
        if str(key).lstrip().casefold().startswith(EXAMPLE):
            continue
        for place, cell in enumerate(cells):
            if place not in columns and not is_empty(cell):
                header = strange.get(place, f"column {place + 1}")
                found.aside.append(Aside(source, grid.title, number, header, as_words(cell)))
                kept[header] = kept.get(header, 0) + 1
        row = {name: cells[place] if place < len(cells) else None for place, name in columns.items()}
        unread = {name: grid.unread.get((number, place)) for place, name in columns.items()}
        for name, why in unread.items():
            if why:
                found.faults.append(Fault(table.sheet(), number, table.fields()[name].label, why))
        if any(unread.values()):
            row = _readable(table, row, unread)
        if any(not is_empty(value) for value in row.values()):
            rows.append((number, row))
    absent = [field.label for name, field in table.fields().items() if name not in columns.values()]
    for header, cells_kept in kept.items():
        cells_in_words = "1 cell was" if cells_kept == 1 else f"{cells_kept:,} cells were"
        near = nearest(header, absent)
        meant = f" Did you mean '{near}'?" if near else ""
        found.notes.append(
            f"{grid.title}: '{shorten(header)}' is not a column of this sheet; "
            f"its {cells_in_words} kept aside.{meant}"
        )


def _readable(
    table: type[Table], row: Mapping[str, object], unread: Mapping[str, str | None]
) -> dict[str, object]:
    """What is left of a row of which a cell cannot be read, so that one mistake is told once.

    The load is refused in any case; but if the row went missing, each row that names it would be
    found at fault. So it stays, with the example of its column where a value is needed.
    """
    fields = table.fields()
    if unread.get("name") or "name" not in fields:
        return {}
    return {
        name: value if not unread[name] else fields[name].example if fields[name].required else None
        for name, value in row.items()
    }


def _header(grid: Grid, table: type[Table]) -> tuple[int | None, dict[int, str], dict[int, str]]:
    """The row of the header, which column of the table stands at which place, and strange headers."""
    labels = {fold_header(field.label): name for name, field in table.fields().items()}
    best: tuple[int, int | None, dict[int, str], dict[int, str]] = (0, None, {}, {})
    for number, cells in enumerate(grid.rows[:HEADER_WITHIN]):
        columns: dict[int, str] = {}
        strange: dict[int, str] = {}
        for place, cell in enumerate(cells):
            if is_empty(cell):
                continue
            name = labels.get(fold_header(str(cell)))
            if name:
                columns[place] = name
            else:
                strange[place] = " ".join(str(cell).split())
        if len(columns) > best[0]:
            best = (len(columns), number, columns, strange)
    return best[1:]


def _header_faults(
    table: type[Table],
    number: int,
    columns: Mapping[int, str],
    strange: Mapping[int, str],
    header: Sequence[object],
) -> list[Fault]:
    faults = []
    names = list(columns.values())
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            label = table.fields()[name].label
            faults.append(Fault(table.sheet(), number, label, f"the header '{label}' stands there twice"))
    for name, declared in table.fields().items():
        if declared.required and name not in names:
            near = nearest(declared.label, strange.values())
            there = f"; there is '{near}', which may be meant" if near else ""
            faults.append(
                Fault(table.sheet(), number, None, f"the column '{declared.label}' is missing{there}")
            )
    return faults


def _set_aside_sheet(grid: Grid, source: str, found: Found) -> None:
    """Keeps all cells of a sheet that is none of ours, under the headers of its first row."""
    filled = [(number, row) for number, row in enumerate(grid.rows, 1) if any(not is_empty(c) for c in row)]
    if not filled:
        return
    header = filled[0][1]
    for number, _ in filled:
        found.aside += _cells_aside(grid, source, number, header if number != filled[0][0] else ())
    near = nearest(grid.title, [table.sheet() for table in TABLES.values()])
    meant = f" Did you mean '{near}'?" if near else ""
    found.notes.append(f"The sheet '{grid.title}' is none of ours: all of it was kept aside.{meant}")


def _cells_aside(grid: Grid, source: str, number: int, header: Sequence[object]) -> list[Aside]:
    """The filled cells of a row, each under its header, or its place where that is empty."""
    cells = []
    for place, cell in enumerate(grid.rows[number - 1]):
        if not is_empty(cell):
            above = header[place] if place < len(header) else None
            column = f"column {place + 1}" if is_empty(above) else str(above)
            cells.append(Aside(source, grid.title, number, column, as_words(cell)))
    return cells


def _keep_aside_again(grid: Grid, source: str, found: Found) -> None:
    """Keeps what was kept aside before; a row that is not as copkit writes it is kept cell by cell."""
    odd = []
    for number, row in enumerate(grid.rows[1:], 2):
        values = ["" if value is None else str(value) for value in row[: len(ASIDE_COLUMNS)]]
        if len(values) == len(ASIDE_COLUMNS) and _ROW.fullmatch(values[2]):
            found.aside.append(Aside(values[0], values[1], int(values[2]), values[3], values[4]))
            continue
        cells = _cells_aside(grid, source, number, ASIDE_COLUMNS)
        found.aside += cells
        odd += [number] if cells else []
    if odd:
        rows = ("row " if len(odd) == 1 else "rows ") + ", ".join(map(str, odd[:10]))
        found.notes.append(
            f"In the sheet '{grid.title}', {rows}{' and more' if len(odd) > 10 else ''} cannot be read as "
            "copkit writes them: each cell was kept aside as it stands."
        )


def fold_header(name: str) -> str:
    """Sheet names and headers are compared without case, spaces, underscores, and the star of 'needed'."""
    return fold(name.replace("_", " ").replace("*", " "))


def known_headers() -> set[str]:
    """The headers of all tables, as `fold_header` gives them."""
    return {fold_header(field.label) for table in TABLES.values() for field in table.fields().values()}
