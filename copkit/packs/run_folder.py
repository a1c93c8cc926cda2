"""The folder of a run: what its packs share is in it, and goes with it.

A run that was killed leaves its folder, with what was read of people in it. So each run holds a lock on its
own, which the system takes back however the run ends, and deletes those of others that nobody holds.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

LOCKS = sys.platform != "win32"
"""Windows has no lock on a folder: there a folder that was left is not deleted."""

NAME = "copkit-run-"
"""With this begin the names of the folders."""

YOUNG = 60.0
"""A folder that was made so many seconds ago may be one that its run is about to lock."""


@contextmanager
def run_folder() -> Iterator[Path]:
    """A folder that only this user can read, until the end of the block. Those that were left are deleted."""
    delete_left()
    with tempfile.TemporaryDirectory(prefix=NAME) as folder, _locked(Path(folder)):
        yield Path(folder)


def delete_left() -> None:
    """Deletes the folders of runs that were killed."""
    if not LOCKS:
        return
    for folder in Path(tempfile.gettempdir()).glob(f"{NAME}*"):
        with suppress(OSError):  # held by its run, or somebody else's
            if time.time() - folder.lstat().st_mtime > YOUNG and not folder.is_symlink():
                with _locked(folder):
                    shutil.rmtree(folder)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Holds the lock on a folder. Raises `OSError` where somebody holds it."""
    if not LOCKS:
        yield
        return
    line = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(line, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(line)
