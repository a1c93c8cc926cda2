"""Saving a place to a spreadsheet: all of it, and so that it loads again without loss."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from copkit.place.errors import CopkitError
from copkit.place.exchange.cells import ASIDE_COLUMNS, KEPT_ASIDE, plain
from copkit.place.exchange.csv_folder import csv_text
from copkit.place.exchange.whole import whole
from copkit.place.exchange.workbook import write_workbook
from copkit.place.schema import TABLES
from copkit.place.store import Place

_OTHER_FORMATS = (".csv", ".db", ".ods", ".place", ".txt", ".xls", ".xlsb", ".xlsm")

_Sheet = tuple[str, Sequence[str], Sequence[Sequence[object]]]


def save(place: Place, path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
    """Saves a place to an Excel file, if ``path`` ends in .xlsx, or else to a folder of CSV files.

    What is there is left alone unless ``overwrite`` is given; in a folder, only files of our own
    names are replaced. The file appears whole or not at all. Raises `CopkitError`.
    """
    target = Path(path)
    if target.exists() and not overwrite:
        raise CopkitError(f"'{target}' is there already. Choose another name, or add --overwrite.")
    is_book = target.suffix.lower() == ".xlsx"
    if target.exists() and is_book == target.is_dir():
        raise CopkitError(f"'{target}' is a {'folder' if is_book else 'file'}. Choose another name.")
    if not is_book and target.suffix.lower() in _OTHER_FORMATS:
        raise CopkitError(
            f"A place cannot be saved as '{target.name}'. Choose a name that ends in .xlsx for an Excel "
            "file, or one without an ending for a folder of CSV files."
        )
    sheets = _sheets(place)
    with whole(target) as unfinished:
        if is_book:
            write_workbook(unfinished, sheets)
            return
        unfinished.mkdir()
        for title, header, rows in sheets:
            path = unfinished / f"{title}.csv"
            path.write_text(csv_text(header, rows), encoding="utf-8", newline="")
    if KEPT_ASIDE not in [title for title, _, _ in sheets]:
        (target / f"{KEPT_ASIDE}.csv").unlink(missing_ok=True)


def _sheets(place: Place) -> Sequence[_Sheet]:
    sheets: list[_Sheet] = []
    for name, table in TABLES.items():
        rows = [[plain(value) for value in row] for row in place.read(name).itertuples(index=False)]
        sheets.append((table.sheet(), [field.label for field in table.fields().values()], rows))
    aside = place.kept_aside()
    if aside:
        rows = [[cell.source, cell.sheet, cell.row, cell.column, cell.value] for cell in aside]
        sheets.append((KEPT_ASIDE, ASIDE_COLUMNS, rows))
    return sheets
