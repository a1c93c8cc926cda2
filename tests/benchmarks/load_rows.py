"""How long 50,000 rows take to load, beside a plain reading of the same file by openpyxl.

    python tests/benchmarks/load_rows.py [rows] [--aside]

With ``--aside`` each row of attendance has a column of its own that is kept aside.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl

from copkit.place.exchange import load, save
from copkit.place.store import Place

EVENTS = 250
LIMIT = 20.0
"""Seconds that 50,000 rows may take."""


def write(path: Path, rows: int, *, aside: bool) -> None:
    """A place of members, events and attendance: ``rows`` rows in all."""
    attendance = max(rows - 1_000, 0)
    people = -(-attendance // EVENTS)
    sheets: dict[str, list[list[object]]] = {
        "Members": [
            ["Name", "Kind", "Joined", "Agrees to be named"],
            *([f"Member {n}", "practitioner", "3/4/2026", "yes"] for n in range(max(people, 750))),
        ],
        "Events": [["Name", "Date"], *([f"Event {n}", "3/4/2026"] for n in range(EVENTS))],
        "Attendance": [
            ["Event", "Member", "Presence", *(["Ticket"] if aside else [])],
            *(
                [f"Event {n % EVENTS}", f"Member {n // EVENTS}", "came", *([n] if aside else [])]
                for n in range(attendance)
            ),
        ],
    }
    book = openpyxl.Workbook(write_only=True)
    for title, content in sheets.items():
        sheet = book.create_sheet(title)
        for row in content:
            sheet.append(row)
    book.save(path)


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def read_plainly(path: Path) -> int:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    count = sum(1 for sheet in book.worksheets for _ in sheet.iter_rows(values_only=True))
    book.close()
    return count


def main(arguments: list[str]) -> int:
    rows = next((int(word) for word in arguments if word.isdigit()), 50_000)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "town.xlsx"
        write(path, rows, aside="--aside" in arguments)
        plain = timed(lambda: read_plainly(path))
        with Place.create(Path(folder) / "town.place") as place:
            measured = {
                "load from Excel": timed(lambda: load(place, path)),
                "load it again": timed(lambda: load(place, path)),
                "save to Excel": timed(lambda: save(place, Path(folder) / "again.xlsx")),
                "save to CSV": timed(lambda: save(place, Path(folder) / "again")),
            }
        with Place.create(Path(folder) / "other.place") as other:
            measured["load from CSV"] = timed(lambda: load(other, Path(folder) / "again"))
    print(f"{rows:,} rows; openpyxl alone reads them in {plain:.1f} s")
    for work, seconds in measured.items():
        print(f"  {work:<16} {seconds:5.1f} s  {seconds / plain:4.1f} times the plain reading")
    return int(rows == 50_000 and measured["load from Excel"] > LIMIT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
