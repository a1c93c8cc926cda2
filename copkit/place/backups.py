"""Copies of a place file that make themselves before much is changed at once: a load, or a new version.

They stand in a folder beside the file, the newest of them only. A database at a URL has copies of its own.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from copkit.place.errors import BackupFailed

KEPT = 5
"""So many copies are kept, the newest."""

_ENDING = ".place"


def folder_of(where: str) -> Path:
    """The folder of the copies of a place file."""
    return Path(f"{where}.backups")


def copies_of(where: str) -> list[Path]:
    """The copies that there are, the oldest first."""
    return sorted(folder_of(where).glob(f"[0-9]*{_ENDING}"))


def back_up(engine: Engine, where: str) -> Path:
    """Copies a place file as it stands; gives the path of the copy. Older ones than the newest go.

    Whoever may read the place may read the copy, and nobody else. Raises `BackupFailed`.
    """
    folder = folder_of(where)
    unfinished = folder / ".unfinished"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        for left in folder.glob(f"{unfinished.name}*"):
            left.unlink(missing_ok=True)  # half a copy, of a program that was broken off
        with closing(sqlite3.connect(unfinished)) as copy, engine.connect() as connection:
            source: Any = connection.connection.driver_connection
            source.backup(copy)
        shutil.copymode(where, unfinished)
        path = _free(folder, dt.datetime.now())
        os.replace(unfinished, path)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise BackupFailed(where, str(folder)) from error
    for old in copies_of(where)[:-KEPT]:
        old.unlink(missing_ok=True)
    return path


@contextmanager
def backed_up(engine: Engine, where: str) -> Iterator[None]:
    """A copy from before what is done within; it goes again if that fails, as then nothing was changed."""
    path = back_up(engine, where)
    try:
        yield
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def delete_copies(where: str) -> int:
    """Deletes all copies; says how many there were."""
    there = copies_of(where)
    for path in there:
        path.unlink(missing_ok=True)
    return len(there)


def _free(folder: Path, now: dt.datetime) -> Path:
    """A name that no copy has: the day and the time, to the microsecond."""
    return folder / f"{now:%Y-%m-%d %H.%M.%S.%f}{_ENDING}"
