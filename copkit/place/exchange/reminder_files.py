"""What falls due with organisations, as an iCalendar file: promises, reviews of agreements, answers to come.

Each is a whole day with an alarm a week before. Nobody is named who did not agree to it: neutral words take
the place of a text that holds such a name. A commitment that was promised or asked for is reminded of on the
day it is due, an agreement on the day of its review, a barrier on the day an answer is due. What is settled
is marked as cancelled, so that a calendar that took it in earlier drops it.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import icalendar

from copkit.place.agreed_texts import AgreedTexts, agreed_texts
from copkit.place.called import organisation_called
from copkit.place.errors import CopkitError
from copkit.place.exchange.calendar_parts import add_identity, as_bytes, calendar_target, new_calendar
from copkit.place.exchange.whole import whole
from copkit.place.store import Place

WARNED_BEFORE = dt.timedelta(days=7)

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Reminder:
    """One day to remember: of which table and row, what falls due, and whether it is settled."""

    table: str
    row: int
    day: dt.date
    title: str
    organisation: str
    settled: bool


def reminders(place: Place) -> list[Reminder]:
    """What falls due, the first day first.

    >>> place = Place.in_memory()
    >>> with place.change("Promise") as change:
    ...     _ = change.add("organisations", {"name": "Council", "sector": "public"})
    ...     _ = change.add("commitments", {"name": "A room", "organisation": "Council", "state": "promised",
    ...                                    "due": "2026-09-01"})
    >>> [(reminder.title, str(reminder.day)) for reminder in reminders(place)]
    [('Council: A room', '2026-09-01')]
    """
    texts = agreed_texts(place.read)
    found = [each for kind in (_commitments, _agreements, _barriers) for each in kind(place, texts)]
    return sorted(found, key=lambda reminder: (reminder.day, reminder.table, reminder.row))


def save_reminders(
    place: Place, path: str | os.PathLike[str], *, organisation: str = "", overwrite: bool = False
) -> None:
    """Writes the reminders to one .ics file, of one organisation or of all.

    Raises `UnknownOrganisation`, and `CopkitError` where nothing falls due, for a file name that is none of a
    calendar, or where the file is there already and may not be written over.
    """
    target = calendar_target(path, overwrite=overwrite)
    whose = organisation_called(place, organisation)
    found = [each for each in reminders(place) if not whose or each.organisation == whose]
    if not found:
        about = f"With '{whose}' nothing" if whose else "Nothing"
        raise CopkitError(
            f"{about} falls due. Give commitments a day in 'due', or agreements one in 'review'."
        )
    with whole(target) as unfinished:
        unfinished.write_bytes(reminder_calendar(place, found, whose))


def reminder_calendar(place: Place, found: list[Reminder], title: str = "") -> bytes:
    """The reminders as the bytes of an .ics file; ``title`` is what the calendar is called."""
    history = place.history()
    rows = history.groupby(["table", "row"])
    calendar = new_calendar("PUBLISH", title)
    for reminder in found:
        lines = rows.get_group((reminder.table, reminder.row))
        calendar.add_component(_entry(reminder, lines, history))
    return as_bytes(calendar)


def _entry(reminder: Reminder, lines: Any, history: Any) -> icalendar.Event:
    entry = icalendar.Event()
    add_identity(entry, reminder.row, lines, history.iloc[0])
    entry.add("STATUS", "CANCELLED" if reminder.settled else "CONFIRMED")
    entry.add("SUMMARY", reminder.title)
    entry.add("DTSTART", reminder.day)
    entry.add("DTEND", reminder.day + dt.timedelta(days=1))
    entry.add("TRANSP", "TRANSPARENT")
    entry.add("CATEGORIES", ["copkit"])
    if not reminder.settled:
        alarm = icalendar.Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("DESCRIPTION", reminder.title)
        alarm.add("TRIGGER", -WARNED_BEFORE)
        entry.add_component(alarm)
    return entry


def _commitments(place: Place, texts: AgreedTexts) -> Iterator[Reminder]:
    for number, row in place.rows("commitments").items():
        if row["due"]:
            settled = row["state"] not in ("asked", "promised", "late")
            neutral = "a request" if row["state"] == "asked" else "a promise"
            about = row["name"] if texts.for_anybody(row["name"]) else neutral
            yield _reminder("commitments", number, row["due"], about, row, settled)


def _agreements(place: Place, texts: AgreedTexts) -> Iterator[Reminder]:
    for number, row in place.rows("agreements").items():
        if row["review"]:
            community = row["community"] or ""
            told = f" for {community}" if community and texts.for_anybody(community) else ""
            about = f"review of the agreement{told}"
            yield _reminder("agreements", number, row["review"], about, row, row["state"] == "ended")


def _barriers(place: Place, texts: AgreedTexts) -> Iterator[Reminder]:
    barriers = {row["name"]: row for row in place.rows("barriers").values()}
    for number, row in place.rows("barrier_steps").items():
        barrier = barriers[row["barrier"]]
        if row["answer_due"]:
            settled = bool(row["answered"] or row["outcome"]) or barrier["state"] in ("lifted", "accepted")
            may = barrier["may_be_shared"] and texts.for_anybody(barrier["name"])
            about = f"answer due on: {barrier['name'] if may else 'a barrier'}"
            yield _reminder("barrier_steps", number, row["answer_due"], about, barrier, settled)


def _reminder(table: str, number: int, day: dt.date, about: str, row: Row, settled: bool) -> Reminder:
    whose = row["organisation"] or ""
    title = f"{whose}: {about}" if whose else about[:1].upper() + about[1:]
    return Reminder(table, number, day, title, whose, settled)
