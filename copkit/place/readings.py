"""Which rows a process reads of a place: told to whoever wants to know whether a page would come out the
same.

Where the environment variable `COPKIT_READINGS` names a file, each table that is asked of a view or of a
place is a line in it, once: the table, of which community, on which day and for whom, and a digest of the
rows. The page that a workbook makes follows from these rows and from nothing else of the place.

What one part of a page read is told apart by `readings_meanwhile`. What is worked out once and used by
several parts (`View.kept`) tells of its rows again to each of them.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pandas as pd

VARIABLE = "COPKIT_READINGS"


class Reading(NamedTuple):
    """A table as it was asked for. Without an audience these are all its rows, as the place holds them."""

    table: str
    community: str = ""
    day: str = ""
    audience: str = ""


_told: dict[tuple[str, Reading], str] = {}
_listening: list[dict[Reading, str]] = []


def tell(reading: Reading, rows: Callable[[], str]) -> None:
    """Writes down that rows were read, if somebody wants to know; ``rows`` gives their digest."""
    where = os.environ.get(VARIABLE)
    if not where:
        return
    if (where, reading) not in _told:
        _told[where, reading] = rows()
        with open(where, "a", encoding="utf-8") as file:
            file.write(json.dumps([*reading, _told[where, reading]]) + "\n")
    for each in _listening:
        each[reading] = _told[where, reading]


@contextmanager
def readings_meanwhile() -> Iterator[dict[Reading, str]]:
    """What is read in the block, with the digests of its rows: filled as it goes on."""
    told: dict[Reading, str] = {}
    _listening.append(told)
    try:
        yield told
    finally:
        _listening[:] = [each for each in _listening if each is not told]


def readings_in(file: Path) -> dict[Reading, str]:
    """What was told: each reading and the digest of its rows."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return {Reading(*reading): rows for *reading, rows in map(json.loads, lines)}


def digest(frame: pd.DataFrame) -> str:
    """A digest of the rows, their numbers, their order and their columns.

    >>> frame = pd.DataFrame({"name": ["Ann", None]})
    >>> digest(frame) == digest(frame.copy()), digest(frame) == digest(frame[::-1])
    (True, False)
    """
    found = hashlib.sha256(repr([(name, str(kind)) for name, kind in frame.dtypes.items()]).encode())
    found.update(pd.util.hash_pandas_object(frame, index=True).to_numpy().tobytes())
    return found.hexdigest()
