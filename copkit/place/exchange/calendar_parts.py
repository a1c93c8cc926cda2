"""What every iCalendar file of a place shares: how it begins, what tells its entries apart, its bytes.

RFC 5545. An entry keeps its UID through all changes of its row, and its SEQUENCE and time stamps come from
the history, so the same place gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
from pathlib import Path

import icalendar
import pandas as pd

from copkit.place.errors import CopkitError


def calendar_target(path: str | os.PathLike[str], *, overwrite: bool) -> Path:
    """Where a calendar may be written. Raises `CopkitError` for a file name that is none of a calendar, or
    where the file is there already and may not be written over."""
    target = Path(path)
    if target.suffix.lower() != ".ics":
        raise CopkitError(f"'{target}' is no name for a calendar. Choose one that ends in .ics.")
    if target.exists() and not overwrite:
        raise CopkitError(f"'{target}' is there already. Choose another name, or add --overwrite.")
    return target


def new_calendar(method: str, title: str = "") -> icalendar.Calendar:
    """A calendar without entries. ``method`` is PUBLISH, REQUEST or CANCEL (RFC 5546)."""
    calendar = icalendar.Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//copkit//copkit//EN")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", method)
    if title:
        calendar.add("X-WR-CALNAME", icalendar.vText(title))
    return calendar


def add_identity(entry: icalendar.Event, row: int, lines: pd.DataFrame, first: pd.Series) -> None:
    """Says which entry this is and when it last changed.

    ``lines`` are those of its row in the history, ``first`` the first line of all: no other place has the
    same, and a copy of the place has.
    """
    own = [str(value) for line in (first, lines.iloc[0]) for value in line[["at", "did", "table", "after"]]]
    changed = dt.datetime.fromisoformat(lines["at"].iloc[-1])
    entry.add("UID", f"{hashlib.sha256(repr(own).encode()).hexdigest()[:24]}-{row}@copkit")
    entry.add("SEQUENCE", len(lines) - 1)
    entry.add("DTSTAMP", changed)
    entry.add("LAST-MODIFIED", changed)


def as_bytes(calendar: icalendar.Calendar) -> bytes:
    """The file: content lines, each folded after 75 octets at most, never within a character or an escape."""
    made = bytearray()
    for line in calendar.content_lines():
        length = 0
        for sign in re.findall(r"\\.|.", str(line)):
            octets = sign.encode()
            if length + len(octets) > 75:
                made += b"\r\n "
                length = 1
            made += octets
            length += len(octets)
        if line:
            made += b"\r\n"
    return bytes(made)
