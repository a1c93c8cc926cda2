"""Packs that follow the place while somebody rehearses a workshop."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from copkit.packs.batch import Asked
from copkit.packs.library import workbook
from copkit.packs.orders import Outcome
from copkit.packs.watching import watched
from copkit.packs.workers import Workers
from copkit.place.store import Place

ASKED = Asked(communities=["Young Minds"], workbooks=(workbook("4"), workbook("5")))


@pytest.fixture
def town(tmp_path, demo_town) -> Path:
    demo_town(tmp_path / "town.place").close()
    return tmp_path / "town.place"


def force_less(town: Path) -> None:
    """A change that workbook 5 reads, and 4 does not."""
    with Place.open(town) as place, place.change("Fewer forces") as change:
        forces = place.read("forces")
        change.delete("forces", int(forces.index[forces["community"] == "Young Minds"][0]))


def anew(outcomes: list[Outcome]) -> list[str]:
    return [outcome.order.workbook.name for outcome in outcomes if not outcome.kept]


def test_what_a_change_touches_is_made_anew(town, tmp_path):
    with Workers(1) as workers:
        watching = watched(workers, town, tmp_path / "out", ASKED)
        assert anew(next(watching)) == ["04_develop_members", "05_clear_the_way"]
        force_less(town)
        assert anew(next(watching)) == ["05_clear_the_way"]
        soon = threading.Timer(0.5, force_less, [town])
        soon.start()
        assert anew(next(watching)) == ["05_clear_the_way"]
        soon.join()
        watching.close()


def test_who_is_forgotten_is_gone_from_the_pages_too(town, tmp_path):
    """Forgetting leaves no change in the history."""
    asked = Asked(["Young Minds"], (workbook("4"),), audience="workshop")
    page = tmp_path / "out" / "young-minds" / "04_develop_members.html"
    with Workers(1) as workers:
        watching = watched(workers, town, tmp_path / "out", asked)
        next(watching)
        with Place.open(town) as place:
            told = page.read_text(encoding="utf-8")
            who = next(name for name in place.read("members")["name"] if name in told)
            place.forget(who)
        next(watching)
        watching.close()
    assert who not in page.read_text(encoding="utf-8")


def test_the_made_up_town_cannot_change(tmp_path):
    asked = Asked(communities=["Young Minds"], workbooks=(workbook("5"),))
    with Workers(1) as workers:
        (once,) = watched(workers, "demo", tmp_path, asked)
    assert anew(once) == ["05_clear_the_way"]


@pytest.mark.skipif(os.name == "nt", reason="an interruption of a console is another one there")
def test_the_command_stays_until_it_is_interrupted_and_ends_well(town, tmp_path):
    command = [sys.executable, "-u", "-c", "from copkit.start import main; main()", "packs", str(town)]
    command += ["--out", str(tmp_path / "out"), "--community", "Young Minds", "--workbook", "5", "--watch"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as watching:
        assert watching.stdout is not None
        assert watching.stdout.readline() == "Watching the place. To end, press Ctrl and C here.\n"
        assert watching.stdout.readline().startswith("Made 1, kept 0, failed 0 of 1 packs.")
        force_less(town)
        assert watching.stdout.readline().startswith("Made 1, kept 0, failed 0 of 1 packs.")
        os.killpg(watching.pid, signal.SIGINT)
        _, told = watching.communicate(timeout=60)
    assert "Traceback" not in told
