"""Loading a spreadsheet into a place: all of it, or nothing."""

from __future__ import annotations

import os
from pathlib import Path

from copkit.place.errors import SpreadsheetUnreadable
from copkit.place.exchange.csv_folder import read_file, read_folder
from copkit.place.exchange.encodings import name_of
from copkit.place.exchange.grid import sort_out
from copkit.place.exchange.workbook import read_workbook
from copkit.place.intake import Report, take_in
from copkit.place.store import Place


def load(place: Place, path: str | os.PathLike[str], *, replace: bool = False) -> Report:
    """Loads an Excel file, a folder of CSV files, or one CSV file, into a place.

    A row whose name (or other identity) the place has already changes that row, in the columns that
    the file has; any other is added. With ``replace``, rows of the sheets in the file that the file
    does not have are deleted. Gives a report of what was done, which prints itself.

    Raises `SpreadsheetUnreadable` for a file that cannot be read, and `LoadRefused` with every fault
    in it, each once; nothing is changed then.

    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> _ = Path(folder.name, "Skills.csv").write_text("Name;Description\\nFacilitation;\\n")
    >>> print(load(Place.in_memory(), folder.name))
    1 rows added.
      Skills: 1 added
    >>> folder.cleanup()
    """
    source = Path(path)
    if not source.exists():
        raise SpreadsheetUnreadable(os.fspath(path), "there is no such file or folder", "Check the name.")
    try:
        if source.is_dir():
            grids = read_folder(source)
        else:
            grids = [read_file(source)] if source.suffix.lower() == ".csv" else read_workbook(source)
    except PermissionError as error:
        why = "it may not be read, or another program has it open"
        raise SpreadsheetUnreadable(os.fspath(path), why, "Close the other program and try again.") from error
    except OSError as error:
        why = f"'{Path(str(error.filename)).name}' is not there, or not as a file"
        raise SpreadsheetUnreadable(os.fspath(path), why, "Copy it anew and try again.") from error
    name = name_of(source)
    found = sort_out(grids, name)
    report = take_in(place, found.rows, name, aside=found.aside, faults=found.faults, replace_rows=replace)
    report.notes += found.notes
    return report
