"""What the packs of a run share goes with the run, also when it was killed."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from copkit.packs.run_folder import LOCKS, NAME, YOUNG, run_folder

locks = pytest.mark.skipif(not LOCKS, reason="Windows has no lock on a folder")

RUN = """
import sys, tempfile
tempfile.tempdir = sys.argv[1]
from copkit.packs.run_folder import run_folder
with run_folder() as folder:
    (folder / "shared").write_text("Ann Vale")
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def another(temporary):
    """Another run under way, and its folder, which looks as if it were old."""
    command = [sys.executable, "-c", RUN, str(temporary)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        folder = Path(process.stdout.readline().strip())
        age(folder)
        yield process, folder
        process.kill()


def age(folder: Path) -> None:
    then = time.time() - 2 * YOUNG
    os.utime(folder, (then, then))


@locks
def test_the_folder_is_this_user_s_alone_and_goes_with_the_run(temporary):
    with run_folder() as folder:
        assert folder.parent == temporary
        assert folder.name.startswith(NAME)
        assert folder.stat().st_mode & 0o077 == 0
    assert list(temporary.iterdir()) == []


@locks
def test_what_a_killed_run_left_is_deleted_by_the_next(another):
    process, left = another
    process.kill()
    process.wait()
    assert (left / "shared").exists()
    with run_folder():
        assert not left.exists()


@locks
def test_the_folder_of_a_run_under_way_stays(another):
    _, folder = another
    with run_folder():
        assert (folder / "shared").exists()


@locks
def test_a_folder_that_is_just_being_made_stays(temporary):
    (temporary / f"{NAME}new").mkdir()
    with run_folder():
        assert (temporary / f"{NAME}new").exists()


@locks
def test_what_a_link_leads_to_stays(temporary):
    theirs = temporary / "theirs"
    theirs.mkdir()
    (theirs / "letter").write_text("Dear Ann")
    age(theirs)
    (temporary / f"{NAME}link").symlink_to(theirs)
    os.utime(temporary / f"{NAME}link", (0, 0), follow_symlinks=False)
    with run_folder():
        assert (theirs / "letter").exists()
