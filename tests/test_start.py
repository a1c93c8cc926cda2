"""The same command again: where nothing changed it says so at once, and else does its work."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from copkit import start
from copkit.packs import records
from copkit.place.edition import edition
from copkit.place.store import Place

AT_ONCE = "Nothing changed: made 0, kept 2, failed 0 of 2 packs. Open "


@pytest.fixture(scope="module")
def folder(tmp_path_factory, demo_town) -> Path:
    """A folder with the made-up town, in which two packs were made by a command."""
    folder = tmp_path_factory.mktemp("start")
    demo_town(folder / "town.place").close()
    first = copkit(folder, *COMMAND)
    assert first.startswith("Made 2, kept 0, failed 0 of 2 packs. Open ")
    return folder


COMMAND = ["packs", "town.place", "--out", "out", "--community", "Young Minds", "--workbook", "4"]
COMMAND += ["--workbook", "5", "--jobs", "1"]


def copkit(folder: Path, *words: str) -> str:
    """What the command says, run in a folder."""
    command = [sys.executable, "-c", "from copkit.start import main; main()", *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_second_run_says_so_without_the_imports(folder, monkeypatch, capsys):
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "argv", ["copkit", *COMMAND])
    monkeypatch.setitem(sys.modules, "copkit.cli", None)
    start.main()
    assert capsys.readouterr().out.startswith(AT_ONCE)


def test_nothing_but_pythons_own_is_imported_for_it(folder):
    look = (
        "import sys; sys.argv = ['copkit', *sys.argv[1:]]; from copkit.start import main; main();"
        "print(sorted({'pandas', 'sqlalchemy', 'click', 'nbformat', 'jinja2'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", look, *COMMAND], cwd=folder, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith(AT_ONCE)
    assert done.stdout.splitlines()[-1] == "[]"


def as_before(folder: Path, *more: str) -> bool:
    before = os.getcwd()
    os.chdir(folder)
    try:
        return bool(start.as_before([*COMMAND, *more]))
    finally:
        os.chdir(before)


def test_it_looks_where_the_packs_leave_their_records():
    """It has no imports, so it cannot ask for the names."""
    assert (start.RECORDS, start.STATE) == (records.FOLDER, records.STATE)


@pytest.mark.parametrize(
    "more",
    [["--fresh"], ["--watch"], ["--pdf"], ["--audience", "workshop"], ["--as-of", "today"], ["--help"]],
)
def test_other_words_are_another_command(folder, more):
    assert as_before(folder)
    assert not as_before(folder, *more)


def test_a_page_that_is_changed_gone_or_more_is_looked_at(folder):
    page = folder / "out" / "young-minds" / "05_clear_the_way.html"
    whole = page.read_bytes()
    for harm in (lambda: page.write_bytes(whole[:-9]), page.unlink):
        harm()
        assert not as_before(folder)
        page.write_bytes(whole)
        assert as_before(folder)


def test_another_edition_is_looked_at(folder, monkeypatch):
    monkeypatch.setattr(start, "edition", lambda: "another")
    assert not as_before(folder)


def test_an_unfinished_change_of_the_place_is_looked_at(folder):
    journal = folder / "town.place-journal"
    journal.write_bytes(b"half a page")
    assert not as_before(folder)
    journal.unlink()
    assert as_before(folder)


@pytest.mark.parametrize("words", [["workshop", "demo"], [], ["packs"], ["packs", "demo", "--out"]])
def test_other_commands_go_on_as_they_are(words):
    assert start.as_before(words) == ""


def test_a_place_at_a_url_is_always_looked_at():
    assert start.as_before(["packs", "postgresql://localhost/town", "--out", "out"]) == ""


def test_after_a_change_the_packs_it_touches_are_made_and_then_it_is_quick_again(folder):
    with Place.open(folder / "town.place") as place, place.change("Fewer forces") as change:
        forces = place.read("forces")
        change.delete("forces", int(forces.index[forces["community"] == "Young Minds"][0]))
    assert not as_before(folder)
    assert copkit(folder, *COMMAND).startswith("Made 1, kept 1, failed 0 of 2 packs.")
    assert as_before(folder)


def test_the_edition_is_the_same_each_time_and_follows_every_file(tmp_path, monkeypatch):
    edition.cache_clear()
    before = edition()
    edition.cache_clear()
    assert edition() == before
    (tmp_path / "more-1.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    edition.cache_clear()
    assert edition() != before
    edition.cache_clear()
