"""A place outlives a power cut: every acknowledged change stands, and no half of another one."""

import importlib.util
import multiprocessing
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from copkit.place import backups
from copkit.place.exchange import load
from copkit.place.store import Place

SCRIPT = Path(__file__).parents[1] / "soak" / "killed_writers.py"
KILLS = 40

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no fork")


@pytest.fixture(scope="module")
def soak():
    described = importlib.util.spec_from_file_location("killed_writers", SCRIPT)
    script = importlib.util.module_from_spec(described)
    described.loader.exec_module(script)
    return script


@pytest.fixture
def where(tmp_path: Path) -> Path:
    path = tmp_path / "town.place"
    with Place.create(path) as place, place.change("Begin") as change:
        change.add("skills", {"name": "Listening"})
    return path


def skills(where: Path) -> list[str]:
    with Place.open(where) as place:
        assert place.check().sound
        return list(place.read("skills")["name"])


def killed_within_a_change(where: Path) -> None:
    """A process writes more than SQLite keeps in memory, and dies before its change ends."""
    script = (
        "import os, signal, sys\n"
        "from copkit.place.store import Place\n"
        "rows = [{'name': f'Skill {n}', 'description': 'word ' * 300} for n in range(2_500)]\n"
        "with Place.open(sys.argv[1]) as place, place.change('Add') as change:\n"
        "    change.add_read('skills', rows)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(where)], check=False)


def test_writers_killed_at_random_leave_what_was_acknowledged_and_no_half():
    run = [sys.executable, str(SCRIPT), str(KILLS), "2026"]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith(f"{KILLS} kills: ")
    assert int(re.search(r"half a change was taken out on opening: (\d+)", done.stdout)[1]) >= 3


def test_half_a_change_that_a_killed_writer_left_is_taken_out_on_opening(where):
    before = where.read_bytes()
    killed_within_a_change(where)
    assert Path(f"{where}-journal").exists()
    assert len(where.read_bytes()) > len(before) + 1_000_000
    assert skills(where) == ["Listening"]
    assert where.read_bytes() == before
    assert not Path(f"{where}-journal").exists()


def test_a_journal_of_a_change_that_did_not_reach_the_file_does_no_harm(where):
    Path(f"{where}-journal").write_bytes(bytes(512))
    assert skills(where) == ["Listening"]


def test_each_change_is_forced_to_the_disk_before_it_is_acknowledged(where):
    """3 is 'extra': the end of the journal is forced to the disk as well."""
    with Place.open(where) as place, place._writing() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 3
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"


@pytest.mark.parametrize("left", [b"", b"half of a copy" * 1_000, b"SQLite format 3\x00" + b"\xff" * 8_000])
def test_half_a_copy_that_was_left_is_written_anew_by_the_next_load(where, tmp_path, left):
    folder = backups.folder_of(str(where))
    folder.mkdir()
    for name in (".unfinished", ".unfinished-journal"):
        (folder / name).write_bytes(left)
    (tmp_path / "Skills.csv").write_text("Name\nTea\n")
    with Place.open(where) as place:
        load(place, tmp_path / "Skills.csv")
    assert skills(where) == ["Listening", "Tea"]
    [copy] = folder.iterdir()
    assert skills(copy) == ["Listening"]


def test_copies_of_killed_loads_do_not_grow_in_number(where, tmp_path):
    folder = backups.folder_of(str(where))
    folder.mkdir()
    for hour in range(10, 10 + 3 * backups.KEPT):
        shutil.copyfile(where, folder / f"2026-01-01 {hour}.00.00.000000.place")
    (tmp_path / "Skills.csv").write_text("Name\nTea\n")
    with Place.open(where) as place:
        load(place, tmp_path / "Skills.csv")
        assert len(place.copies) == len(list(folder.iterdir())) == backups.KEPT


# The kills find what is wrong -------------------------------------------------------------------------


def kill_finds(soak, folder: Path, step) -> str:
    """What a kill says of a writer whose only step does this."""
    start = folder / "start.place"
    with Place.create(start) as place, place.change("Begin") as change:
        change.add("skills", {"name": "Listening"})
    good = soak.Work("work", start, [soak._added(1)])
    good.steps = [step]
    for seed in range(3):
        try:
            soak.killed(good, folder, random.Random(seed))
        except soak.Amiss as found:
            return str(found)
    return "nothing"


def test_an_acknowledged_change_that_is_lost_would_be_found(soak, tmp_path):
    assert "1 steps were acknowledged, and the place holds 0" in kill_finds(
        soak, tmp_path, lambda where: None
    )


def test_half_a_change_would_be_found(soak, tmp_path):
    def in_two_halves(where: Path) -> None:
        with Place.open(where) as place:
            for part in ("a", "b"):
                with place.change("Add 1") as change:
                    change.add("skills", {"name": f"Skill 1{part}", "description": "word " * 300})
                    multiprocessing.Event().wait(0 if part == "a" else 60)

    assert "0 steps were acknowledged, and the place holds half of a step" in kill_finds(
        soak, tmp_path, in_two_halves
    )


def test_a_row_without_its_history_would_be_found(soak, tmp_path):
    def behind_the_back(where: Path) -> None:
        with closing(sqlite3.connect(where)) as file:
            file.execute("INSERT INTO skills (name) VALUES ('Tea')")
            file.commit()

    assert "the place is not sound" in kill_finds(soak, tmp_path, behind_the_back)
