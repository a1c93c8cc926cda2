"""Saving a place to a spreadsheet: all of it, and so that it loads again without loss."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from copkit.place.errors import CopkitError
from copkit.place.exchange.cells import ASIDE_COLUMNS, KEPT_ASIDE, plain
from copkit.place.exchange.csv_folder import csv_text
from copkit.place.exchange.workbook import write_workbook
from copkit.place.schema import TABLES
from copkit.place.store import Place

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
    sheets = list(_sheets(place))
    try:
        target.absolute().parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.absolute().parent, prefix=".copkit-") as unfinished:
            if is_book:
                write_workbook(Path(unfinished) / "book.xlsx", sheets)
                os.replace(Path(unfinished) / "book.xlsx", target)
            else:
                _write_folder(Path(unfinished), target, sheets)
    except OSError as error:
        raise CopkitError(f"'{target}' cannot be written: {error.strerror}. Choose another place.") from error


def _write_folder(unfinished: Path, target: Path, sheets: Sequence[_Sheet]) -> None:
    for title, header, rows in sheets:
        path = unfinished / f"{title}.csv"
        path.write_text(csv_text(header, rows), encoding="utf-8", newline="")
    target.mkdir(exist_ok=True)
    for path in sorted(unfinished.iterdir()):
        shutil.move(path, target / path.name)


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
