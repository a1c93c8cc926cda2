"""Packs that would come out the same are kept; what a change touches is made anew."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from copkit.packs import batch, records
from copkit.packs.batch import packs
from copkit.packs.library import Workbook, workbook
from copkit.packs.make import make
from copkit.packs.orders import Outcome
from copkit.packs.records import FOLDER, record_of
from copkit.place.demo import fill_demo
from copkit.place.errors import PlaceUnreadable
from copkit.place.store import Place

COMMUNITIES = ("Warm Homes", "Good Work")
ASKED = {"communities": COMMUNITIES, "workbooks": (workbook("4"), workbook("5")), "as_of": "2026-06-30"}


@pytest.fixture(scope="module")
def made_once(tmp_path_factory, demo_town) -> Path:
    """A folder with the made-up town and four packs of it."""
    folder = tmp_path_factory.mktemp("made")
    demo_town(folder / "town.place").close()
    packs(folder / "town.place", folder / "out", **ASKED, jobs=1)
    return folder


@pytest.fixture
def town(made_once, tmp_path) -> Path:
    shutil.copytree(made_once, tmp_path, dirs_exist_ok=True)
    return tmp_path / "town.place"


def again(town: Path, **more: object) -> list[str]:
    """Asks for the packs again; which of them were made anew, as 'community/number'."""
    outcomes = packs(town, town.parent / "out", **{**ASKED, "jobs": 1, **more})
    assert [outcome.why for outcome in outcomes if outcome.failed] == []
    return [name(outcome) for outcome in outcomes if not outcome.kept]


def name(outcome: Outcome) -> str:
    return f"{outcome.order.path.parent.name}/{outcome.order.workbook.name[1]}"


ALL = ["warm-homes/4", "warm-homes/5", "good-work/4", "good-work/5"]


def pages(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.html")}


def test_where_nothing_changed_nothing_runs(town, monkeypatch):
    before = pages(town.parent / "out")
    monkeypatch.setattr(batch, "make", None)
    outcomes = packs(town, town.parent / "out", **ASKED)
    assert [outcome.kept for outcome in outcomes] == [True] * 4
    assert [outcome.size > 10_000 for outcome in outcomes] == [True] * 4
    assert pages(town.parent / "out") == before


def test_all_are_made_anew_if_that_is_asked_for(town):
    before = pages(town.parent / "out")
    assert again(town, fresh=True) == ALL
    assert pages(town.parent / "out") == before


def test_a_change_touches_the_packs_that_read_its_rows_and_no_others(town):
    with Place.open(town) as place, place.change("Rename an event") as change:
        events = place.read("events")
        own = events[(events["community"] == "Good Work") & (events["date"] < pd.Timestamp("2026-06-01"))]
        change.update("events", int(own.index[0]), {"name": "Another name"})
    assert again(town) == ["good-work/4"]
    assert again(town) == []


def test_of_each_table_a_row_less_leaves_no_pack_that_would_come_out_otherwise(town, tmp_path):
    """Whatever goes: what is kept is what would be made."""
    with Place.open(town) as place, place.change("Fewer rows") as change:
        for table in ("attendance", "forces", "goals", "mentoring", "value_stories", "commitments"):
            rows = list(change.rows(table))
            change.delete(table, rows[len(rows) // 2])
    anew = again(town)
    assert set(anew) < set(ALL)
    fresh = tmp_path / "fresh"
    packs(town, fresh, **ASKED, jobs=1)
    ours, theirs = pages(town.parent / "out"), pages(fresh)
    assert {page for page in ours if ours[page] != theirs[page]} == set()


@pytest.mark.parametrize(
    "more", [{"audience": "workshop"}, {"as_of": "2026-03-31"}], ids=["another reader", "another day"]
)
def test_what_is_asked_for_otherwise_is_made(town, more):
    assert again(town, **more, communities=["Good Work"]) == ["good-work/4", "good-work/5"]


def test_another_edition_of_copkit_makes_its_own(town, monkeypatch):
    monkeypatch.setattr(records, "edition", lambda: "another")
    assert again(town, communities=["Good Work"]) == ["good-work/4", "good-work/5"]


def test_another_workbook_makes_its_own(town, tmp_path):
    notebook = nbformat.read(workbook("5").path, as_version=4)
    notebook.cells.append(nbformat.v4.new_markdown_cell("More."))
    nbformat.write(notebook, tmp_path / "05_clear_the_way.ipynb")

    class Own(Workbook):
        path = tmp_path / "05_clear_the_way.ipynb"

    own = Own("05_clear_the_way", "Clear the way")
    assert again(town, workbooks=(workbook("4"), own), communities=["Good Work"]) == ["good-work/5"]


@pytest.mark.parametrize(
    "harm", ["gone", "changed", "no record", "half a record", "a record of something else"]
)
def test_a_page_that_is_not_the_one_that_was_made_is_made_anew(town, harm):
    page = town.parent / "out" / "good-work" / "05_clear_the_way.html"
    before = page.read_bytes()
    if harm == "gone":
        page.unlink()
    elif harm == "changed":
        page.write_bytes(before.replace(b"Good Work", b"Bad Work"))
    elif harm == "no record":
        record_of(page).unlink()
    else:
        whole = record_of(page).read_text()
        record_of(page).write_text(whole[:99] if harm == "half a record" else "[]")
    assert again(town) == ["good-work/5"]
    assert page.read_bytes() == before


def test_the_made_up_town_keeps_its_packs_too(tmp_path):
    asked = {**ASKED, "communities": ["Good Work"], "workbooks": [workbook("5")], "jobs": 1}
    assert [outcome.kept for outcome in packs("demo", tmp_path, **asked)] == [False]
    assert [outcome.kept for outcome in packs("demo", tmp_path, **asked)] == [True]


def test_a_pack_that_failed_is_tried_again(town, monkeypatch):
    def fails(order, **_):
        return Outcome(order, 0.0, why="It failed.")

    monkeypatch.setattr(batch, "make", fails)
    packs(town, town.parent / "out", **ASKED, jobs=1, fresh=True)
    monkeypatch.setattr(batch, "make", make)
    (town.parent / "out" / "good-work" / "05_clear_the_way.html").unlink()
    assert again(town) == ["good-work/5"]


def test_who_guesses_what_is_hidden_cannot_try_the_guess_on_the_records(town):
    """Neither a digest of the rows nor of a page stands there as anybody could work it out."""
    with Place.open(town) as place:
        rows = [hashlib.sha256(place.read(table).to_csv().encode()).hexdigest() for table in ("members",)]
    readings = json.loads(record_of(town.parent / "out" / "good-work" / "05_clear_the_way.html").read_text())
    assert set(readings) == {"asked", "read", "rows", "page"}
    text = " ".join(path.read_text() for path in (town.parent / "out" / FOLDER).rglob("*.json"))
    assert not any(digest in text for digest in rows)
    with Place.open(town) as place:
        members = place.read("members")["name"]
    assert [member for member in members if member in text] == []
    assert str(town.parent) not in text


def test_two_places_with_the_same_rows_have_other_digests(town, tmp_path):
    other = tmp_path / "other.place"
    with Place.create(other) as place:
        fill_demo(place)
    asked = {**ASKED, "communities": ["Good Work"], "workbooks": [workbook("5")], "jobs": 1}
    packs(other, tmp_path / "others", **asked)
    page = "good-work/05_clear_the_way.html"
    ours, theirs = tmp_path / "out" / page, tmp_path / "others" / page
    assert ours.read_bytes() == theirs.read_bytes()
    assert (
        json.loads(record_of(ours).read_text())["rows"] != json.loads(record_of(theirs).read_text())["rows"]
    )


def test_where_nothing_may_be_written_to_the_place_packs_are_made_without_records(town, monkeypatch):
    def no_secret(place):
        raise PlaceUnreadable(place.where, "it may not be written", "Copy it.")

    monkeypatch.setattr(Place, "secret", no_secret)
    shutil.rmtree(town.parent / "out" / FOLDER)
    more = {"communities": ["Good Work"], "workbooks": [workbook("5")]}
    assert again(town, **more) == ["good-work/5"]
    assert again(town, **more) == ["good-work/5"]


def is_gone(group: int) -> bool:
    """Whether no process of a command is left, soon after it was killed: each ends when its parent does."""
    for _ in range(200):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_killed_in_the_middle_what_was_finished_stands_and_the_next_run_goes_on(town, tmp_path):
    out = tmp_path / "killed"
    command = [
        sys.executable,
        "-c",
        "from copkit.start import main; main()",
        "packs",
        str(town),
        "--out",
        str(out),
    ]
    command += ["--workbook", "4", "--workbook", "5", "--jobs", "2", "--as-of", "2026-06-30"]
    command += ["--community", "Warm Homes", "--community", "Good Work"]
    running = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
    for _ in range(1200):
        if len(list(out.rglob("*/0*.html"))) >= 1:
            break
        time.sleep(0.05)
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert is_gone(running.pid), "a process outlived the command"
    stand = pages(out)
    assert stand
    assert all(page.rstrip().endswith(b"</html>") for page in stand.values())
    time.sleep(1)
    assert pages(out) == stand, "somebody went on making packs"
    kept = [outcome for outcome in packs(town, out, **ASKED) if outcome.kept]
    assert len(kept) >= len(stand) - 2  # one for each worker may lack its record
