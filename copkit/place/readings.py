"""Which rows a process reads of a place: told to whoever wants to know whether a page would come out the
same.

Where the environment variable `COPKIT_READINGS` names a file, each table that is asked of a view or of a
place is a line in it, once: the table, of which community, on which day and for whom, and a digest of the
rows. The page that a workbook makes follows from these rows and from nothing else of the place.
"""

from __future__ import annotations

import hashlib
import json
import os
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


_told: set[tuple[str, Reading]] = set()


def tell(reading: Reading, frame: pd.DataFrame) -> None:
    """Writes down that these rows were read, if somebody wants to know."""
    where = os.environ.get(VARIABLE)
    if not where or (where, reading) in _told:
        return
    _told.add((where, reading))
    with open(where, "a", encoding="utf-8") as file:
        file.write(json.dumps([*reading, digest(frame)]) + "\n")


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
