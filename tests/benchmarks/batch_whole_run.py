"""A whole run of the command, start included: seconds, packs a minute, and the most memory held at once.

    python tests/benchmarks/batch_whole_run.py [--communities 40] [--jobs 2]

The place is the made-up town again and again, each with names of its own: five communities a town. Asked for
are one pack, the seven of one community, and the seven of each; then the last again, with nothing changed.
Memory is that of the command and its children, pages that several share counted once (proportional set size).
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import psutil

from copkit.place.demo import fill_demo
from copkit.place.schema import TABLES
from copkit.place.store import Place

DAY = "2026-06-30"
A_TOWN = 5
FAR = 100_000
"""How far apart the row numbers of two towns are."""


def towns(where: Path, communities: int) -> list[str]:
    """A place of so many communities; their names. Written past the history, as it is but read here."""
    with Place.create(where) as place:
        fill_demo(place)
    with closing(sqlite3.connect(where)) as opened, opened:
        for name, table in TABLES.items():
            if name == "place":
                continue
            refers = {column for column, field in table.fields().items() if field.refers_to}
            if not refers and table.identity != ("name",):
                continue  # no row of another table hangs on it: one set does for all towns
            names = [row[1] for row in opened.execute(f"PRAGMA table_info({name})")]
            columns, marks = ", ".join(f'"{each}"' for each in names), ", ".join("?" for _ in names)
            rows = opened.execute(f"SELECT {columns} FROM {name} ORDER BY id").fetchall()
            for town in range(1, -(-communities // A_TOWN)):
                told = [
                    [
                        value + town * FAR
                        if column == "id" or (column in refers and value)
                        else f"{value} {town}"
                        if column == "name"
                        else value
                        for column, value in zip(names, row, strict=True)
                    ]
                    for row in rows
                ]
                opened.executemany(f"INSERT INTO {name} ({columns}) VALUES ({marks})", told)
    with Place.open(where) as place:
        return list(place.read("communities")["name"])[:communities]


class Memory(threading.Thread):
    """Looks at a process and its children twice a second; ``most`` is in bytes."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        super().__init__(daemon=True)
        self.process, self.most = psutil.Process(process.pid), 0

    def run(self) -> None:
        while self.process.is_running() and self.process.status() != psutil.STATUS_ZOMBIE:
            held = 0
            for each in [self.process, *self.process.children(recursive=True)]:
                try:
                    held += each.memory_full_info().pss
                except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
                    continue
            self.most = max(self.most, held)
            time.sleep(0.5)


def run(place: Path, out: Path, jobs: int, more: Sequence[str] = ()) -> tuple[float, float]:
    """Seconds, and gigabytes."""
    command = [sys.executable, "-c", "from copkit.start import main; main()", "packs", str(place)]
    command += ["--out", str(out), "--as-of", DAY, "--jobs", str(jobs), *more]
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ, "TQDM_DISABLE": "1"})
    memory = Memory(process)
    memory.start()
    assert process.wait() == 0, "the command failed"
    return time.perf_counter() - begun, memory.most / 1e9


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--communities", type=int, default=40)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place, out = Path(folder, "towns.place"), Path(folder, "packs")
        names = towns(place, asked.communities)
        first = ["--community", names[0]]
        each = [word for name in names for word in ("--community", name)]
        for told, packs, more in (
            ("one", 1, [*first, "--workbook", "4"]),
            ("seven", 7, first),
            ("all", 7 * len(names), each),
            ("all", 7 * len(names), each),
        ):
            seconds, memory = run(place, out / told, asked.jobs, more)
            made = len(list((out / told).rglob("0*.html")))
            assert made == packs, f"{made} of {packs} packs"
            rate = f"{packs / seconds * 60:.0f} a minute"
            print(f"{packs:5} packs: {seconds:7.2f} s, {rate}, {memory:.2f} GB", flush=True)


if __name__ == "__main__":
    main()
