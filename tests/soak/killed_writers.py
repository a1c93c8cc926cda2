"""Writers of a place are killed at random moments, as if the power were cut.

    python tests/soak/killed_writers.py [count] [seed]

Each time the place must open and be sound, hold every change that was acknowledged, and no half of another
one. A writer does what people do, always in the same order: single changes and undos, a load of some thousand
rows, or the first opening by a new version. So what must stand after each step is known beforehand.
"""

from __future__ import annotations

import csv
import multiprocessing
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import DDL, Connection

from copkit.place import backups, migrations
from copkit.place.errors import CopkitError
from copkit.place.exchange import load
from copkit.place.store import Place

LONGEST_WAIT = 0.5
"""Seconds from the first write to the last moment at which a writer is killed."""

MEMBERS = 1_500
"""Rows of the large load: more than SQLite keeps in memory before it writes to the file."""

Step = Callable[[Path], object]


class Amiss(Exception):
    """A place that is not as it must be after its writer was killed."""


# What a writer does ----------------------------------------------------------------------------------


def _added(number: int) -> Step:
    def step(where: Path) -> None:
        with Place.open(where) as place, place.change(f"Add {number}") as change:
            for part in ("a", "b"):
                change.add("skills", {"name": f"Skill {number}{part}", "description": "word " * 300})

    return step


def _renamed(number: int) -> Step:
    def step(where: Path) -> None:
        with Place.open(where) as place, place.change(f"Rename {number}") as change:
            for row in list(change.rows("skills"))[-2:]:
                change.update("skills", row, {"description": f"renamed at {number}"})

    return step


def _deleted(number: int) -> Step:
    def step(where: Path) -> None:
        with Place.open(where) as place, place.change(f"Delete {number}") as change:
            for row in list(change.rows("skills"))[:2]:
                change.delete("skills", row)

    return step


def _undone(where: Path) -> None:
    with Place.open(where) as place:
        place.undo()


def single_changes() -> list[Step]:
    """Additions, changes, deletions and undos."""
    kinds = (_added, _renamed, _added, lambda number: _undone, _added, _deleted, lambda number: _undone)
    return [kinds[number % len(kinds)](number) for number in range(70)]


def large_loads(folder: Path) -> list[Step]:
    """Two loads of some thousand rows each, one change between them, and an undo of all of the second."""
    for name, words in (("first", "told "), ("second", "told anew ")):
        (folder / name).mkdir()
        with (folder / name / "Members.csv").open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["Name", "Note"])
            rows.writerows([f"Member {number}", words * 120] for number in range(MEMBERS))

    def loaded(name: str) -> Step:
        def step(where: Path) -> None:
            with Place.open(where) as place:
                load(place, folder / name)

        return step

    return [loaded("first"), _added(1), loaded("second"), _undone]


def _newer(connection: Connection) -> None:
    """A migration that writes much: each row of a table, a new table, and the old one made anew."""
    connection.execute(DDL("CREATE TABLE newer AS SELECT * FROM skills"))
    for _ in range(4):
        connection.execute(DDL("INSERT INTO newer SELECT * FROM newer"))
    migrations._add_column(connection, "skills", "newer", "TEXT")
    connection.execute(DDL("UPDATE skills SET newer = description || description"))


def _opened_by_a_newer_version(where: Path) -> None:
    known = (*migrations.MIGRATIONS, _newer)
    steps = (migrations.pending, migrations.migrate, migrations.unknown)
    before = [step.__defaults__ for step in steps]
    try:
        for step in steps:
            step.__defaults__ = (known,)
        Place.open(where).close()
    finally:
        for step, defaults in zip(steps, before, strict=True):
            step.__defaults__ = defaults


# What must stand afterwards --------------------------------------------------------------------------


def content_of(where: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, without the times at which they were written."""
    with closing(sqlite3.connect(where)) as file:
        names = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        content = {}
        for table in names:
            columns = [row[1] for row in file.execute(f'PRAGMA table_info("{table}")') if row[1] != "at"]
            shown = ", ".join(f'"{column}"' for column in columns)
            content[table] = file.execute(f'SELECT {shown} FROM "{table}" ORDER BY 1').fetchall()
        return content


class Work:
    """What a writer does from a place as it starts, and what stands after each step."""

    def __init__(self, name: str, start: Path, steps: list[Step]) -> None:
        self.name, self.start, self.steps = name, start, steps
        done = start.with_name(f"{name}-done.place")
        shutil.copyfile(start, done)
        self.after = [hash(repr(content_of(done)))]
        for step in steps:
            step(done)
            self.after.append(hash(repr(content_of(done))))

    def write(self, where: Path, told: Path) -> None:
        """Does all steps; acknowledges each, when it is done, with a sign at the end of a file."""
        with told.open("ab", buffering=0) as acknowledged:
            for step in self.steps:
                step(where)
                acknowledged.write(b".")


def works_in(folder: Path) -> list[Work]:
    """The three kinds of work."""
    start = folder / "start.place"
    with Place.create(start) as place, place.change("Begin") as change:
        old = [{"name": f"Old skill {number}", "description": "words " * 300} for number in range(300)]
        change.add_read("skills", old)
    opened = [_opened_by_a_newer_version]
    return [
        Work("single changes", start, single_changes()),
        Work("large loads", start, large_loads(folder)),
        Work("a new version", start, opened),
    ]


# Killing ---------------------------------------------------------------------------------------------


def killed(work: Work, folder: Path, draw: random.Random) -> tuple[str, bool]:
    """Starts a writer, kills it, and looks at what it left. Says how far it came, and whether it left half of
    a change in the file, which was taken out again on opening. Raises `Amiss`."""
    where, told = folder / "town.place", folder / "acknowledged"
    shutil.copyfile(work.start, where)
    told.write_bytes(b"")
    journal = Path(f"{where}-journal")
    writer = multiprocessing.get_context("fork").Process(target=work.write, args=(where, told))
    writer.start()
    until = time.monotonic() + 60
    while not journal.exists() and writer.is_alive() and not told.stat().st_size:
        if time.monotonic() > until:
            raise Amiss("the writer did not begin")
        time.sleep(0.001)
    time.sleep(draw.uniform(0, LONGEST_WAIT) * draw.choice((0.1, 1)))
    writer.kill()
    writer.join()
    left = where.read_bytes()
    far = _must_stand(work, where, acknowledged=told.stat().st_size)
    half = where.read_bytes() != left
    _must_be_of_use(where)
    _must_leave_nothing(where)
    return far, half


def _must_stand(work: Work, where: Path, acknowledged: int) -> str:
    with Place.open(where) if work.name != "a new version" else _opened_as_it_is(where) as place:
        checked = place.check()
    if not checked.sound:
        raise Amiss(f"{work.name}: the place is not sound: {checked}")
    found = hash(repr(content_of(where)))
    if found == work.after[acknowledged]:
        return "as acknowledged"
    if found in work.after[acknowledged + 1 : acknowledged + 2]:
        return "one change more than acknowledged"
    stands = work.after.index(found) if found in work.after else "half of a step"
    raise Amiss(f"{work.name}: {acknowledged} steps were acknowledged, and the place holds {stands}")


def _opened_as_it_is(where: Path) -> Place:
    """Opened by whichever version it was left to: the newer one knows a migration more."""
    try:
        return Place.open(where)
    except CopkitError as error:
        if "newer copkit" not in str(error):
            raise
        with closing(sqlite3.connect(where)) as file:
            file.execute("PRAGMA integrity_check")
        known = (*migrations.MIGRATIONS, _newer)
        before = migrations.unknown.__defaults__
        migrations.unknown.__defaults__ = (known,)
        try:
            return Place.open(where)
        finally:
            migrations.unknown.__defaults__ = before


def _must_be_of_use(where: Path) -> None:
    """The next load copies the place, and writes."""
    path = where.with_name("Skills.csv")
    path.write_text("Name\nAfterwards\n")
    with _opened_as_it_is(where) as place:
        load(place, path)
        if "Afterwards" not in list(place.read("skills")["name"]) or not place.copies:
            raise Amiss("nothing can be written any more")


def _must_leave_nothing(where: Path) -> None:
    copies = [path.name for path in backups.folder_of(str(where)).iterdir()]
    if len(copies) > backups.KEPT or any(name.startswith(".") for name in copies):
        raise Amiss(f"the folder of copies holds {copies}")
    for name in ("-journal", "-wal", "-shm"):
        if Path(f"{where}{name}").exists():
            raise Amiss(f"'{where.name}{name}' is left behind")


def kills(count: int, seed: int) -> Iterator[tuple[Work, str, bool]]:
    """Kills so many writers, one after the other, in one folder of a place."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        works = works_in(folder)
        draw = random.Random(seed)
        for number in range(count):
            work = works[(0, 1, 1, 2)[number % 4]]
            try:
                yield work, *killed(work, folder, draw)
            except Amiss as amiss:
                kept = Path(tempfile.mkdtemp(prefix="copkit-killed-writer-"))
                shutil.copytree(folder, kept, dirs_exist_ok=True)
                raise Amiss(f"kill {number} of seed {seed}: {amiss}\n  kept: {kept}") from amiss


def main(count: int, seed: int) -> None:
    """Kills writers, and tells how far they came."""
    came = Counter[str]()
    for work, far, half in kills(count, seed):
        came[work.name] += 1
        came[far] += 1
        came["half a change was taken out on opening"] += half
    print(f"{count:,} kills: " + ", ".join(f"{name}: {number:,}" for name, number in sorted(came.items())))


if __name__ == "__main__":
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    numbers = [int(word) for word in sys.argv[1:]]
    main(numbers[0] if numbers else 500, numbers[1] if len(numbers) > 1 else 0)
