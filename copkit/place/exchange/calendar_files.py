"""Events as iCalendar files, which Outlook, Google and Apple take: RFC 5545, and RFC 5546 for invitations.

Nobody is named in them. All that is written comes from the place and its history, nothing from the clock: the
same place gives the same bytes. The rules of a time zone are told from the zone itself, as `icalendar` dates
each change by the new offset where the RFC asks for the old one.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import icalendar
import pandas as pd

from copkit.place.called import community_called
from copkit.place.errors import CopkitError
from copkit.place.exchange.calendar_parts import add_identity, as_bytes, calendar_target, new_calendar
from copkit.place.exchange.whole import whole
from copkit.place.repeating import rule_of
from copkit.place.rules import fold, nearest
from copkit.place.schema.events import ZONE
from copkit.place.store import Place

YEARS_AHEAD = 40
"""For how long the changes of a time zone that follow no yearly rule are listed one by one."""

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def save_calendar(
    place: Place,
    path: str | os.PathLike[str],
    *,
    community: str = "",
    zone: str = ZONE,
    overwrite: bool = False,
) -> None:
    """Writes the events of a place to one .ics file, for a calendar programme to take in or subscribe to.

    ``community`` leaves out the events of other communities; those of the whole place stay. ``zone`` is the
    time zone that the clock times of the place are in. What is called off is marked as such. Raises
    `UnknownCommunity`, and `CopkitError` for a zone that there is not, for a place without events, or where
    the file is there already and may not be written over.

    >>> import tempfile
    >>> from pathlib import Path
    >>> from copkit.place.demo import fill_demo
    >>> place = Place.in_memory()
    >>> _ = fill_demo(place)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_calendar(place, f"{folder}/warm_homes.ics", community="Warm Homes")
    ...     Path(folder, "warm_homes.ics").read_text(encoding="utf-8")[:32]
    'BEGIN:VCALENDAR\\nVERSION:2.0\\nPROD'
    """
    target = calendar_target(path, overwrite=overwrite)
    community = community_called(place, community)
    rows = {
        row_id: row
        for row_id, row in place.rows("events").items()
        if not community or row["community"] in (community, None)
    }
    if not rows:
        about = f"'{community}'" if community else "This place"
        raise CopkitError(f"{about} has no events yet. Fill in the sheet Events, and try again.")
    written = _calendar(place, rows, "PUBLISH", _zone(zone), community)
    with whole(target) as unfinished:
        unfinished.write_bytes(written)


def invitation(place: Place, event: str, *, zone: str = ZONE) -> bytes:
    """One event as an .ics file to attach to an e-mail: it asks to come, or takes that back where the event
    is called off. A calendar that has an older one of the same event replaces it.

    Raises `CopkitError` for an event or a zone that there is not.

    >>> place = Place.in_memory()
    >>> with place.change("Plan") as change:
    ...     _ = change.add("events", {"name": "Tea", "date": "2027-03-28", "starts": "10:00"})
    >>> [line for line in invitation(place, "tea").decode().split() if line.startswith(("METH", "DTSTART;"))]
    ['METHOD:REQUEST', 'DTSTART;TZID=Europe/London:20270328T100000']
    """
    rows = place.rows("events")
    named = {row_id: row for row_id, row in rows.items() if fold(row["name"]) == fold(event)}
    if not named:
        near = nearest(event, [row["name"] for row in rows.values()])
        hint = f" Did you mean '{near}'?" if near else " See the sheet Events."
        raise CopkitError(f"This place has no event called '{event}'.{hint}")
    (row,) = named.values()
    return _calendar(place, named, "CANCEL" if row["cancelled"] else "REQUEST", _zone(zone))


def _zone(name: str) -> ZoneInfo:
    known = {fold(zone): zone for zone in sorted(available_timezones())}
    if fold(name) in known:
        return ZoneInfo(known[fold(name)])
    cities = [zone for zone in known.values() if fold(zone).endswith(f"/{fold(name)}")]
    near = cities[0] if cities else nearest(name, known.values())
    hint = f"Did you mean '{near}'?" if near else "It can be a name such as Europe/London."
    raise CopkitError(f"There is no time zone called '{name}'. {hint}")


# One calendar, one event -----------------------------------------------------------------------------


def _calendar(
    place: Place, rows: Mapping[int, Mapping[str, Any]], method: str, zone: ZoneInfo, title: str = ""
) -> bytes:
    history = place.history()
    lines = history[history["table"] == "events"].groupby("row")
    calendar = new_calendar(method, title)
    starts = [begun for row in rows.values() if (begun := _begins(row)) is not None]
    if starts:
        calendar.add_component(_timezone(zone, min(starts), max(starts).year + YEARS_AHEAD))
    for row_id, row in sorted(rows.items(), key=lambda item: (item[1]["date"], item[0])):
        calendar.add_component(_event(row_id, row, lines.get_group(row_id), history.iloc[0], zone))
    return as_bytes(calendar)


def _event(
    row_id: int, row: Mapping[str, Any], lines: pd.DataFrame, first: pd.Series, zone: ZoneInfo
) -> icalendar.Event:
    event = icalendar.Event()
    add_identity(event, row_id, lines, first)
    event.add("STATUS", "CANCELLED" if row["cancelled"] else "CONFIRMED")
    event.add("SUMMARY", row["name"])
    _add_times(event, row, zone)
    if row["repeats"]:
        event.add("RRULE", icalendar.vRecur(rule_of(row["repeats"], row["date"])))
    for name, column in (("LOCATION", "venue"), ("DESCRIPTION", "purpose")):
        if row[column]:
            event.add(name, row[column])
    if row["kind"]:
        event.add("CATEGORIES", [row["kind"]])
    if row["openness"] == "private":
        event.add("CLASS", "PRIVATE")
    return event


def _add_times(event: icalendar.Event, row: Mapping[str, Any], zone: ZoneInfo) -> None:
    """When an event starts and ends. Without a clock time it takes the whole days that its minutes fill."""
    begins, minutes = _begins(row), row["minutes"]
    if begins is None:
        event.add("DTSTART", row["date"])
        event.add("DTEND", row["date"] + dt.timedelta(days=max(-(-(minutes or 0) // 1440), 1)))
        return
    event.add("DTSTART", begins, parameters={"TZID": zone.key})
    if minutes:
        ends = begins.replace(tzinfo=zone).astimezone(dt.UTC) + dt.timedelta(minutes=minutes)
        there = ends.astimezone(zone)
        if there.fold:  # the clock shows this time twice, and a local time means the first
            event.add("DTEND", ends)
        else:
            event.add("DTEND", there.replace(tzinfo=None), parameters={"TZID": zone.key})


def _begins(row: Mapping[str, Any]) -> dt.datetime | None:
    return dt.datetime.combine(row["date"], dt.time.fromisoformat(row["starts"])) if row["starts"] else None


# Time zones ------------------------------------------------------------------------------------------


def _timezone(zone: ZoneInfo, earliest: dt.datetime, last_year: int) -> icalendar.Timezone:
    """The rules of a zone from the year before the earliest event on."""
    component = icalendar.Timezone()
    component.add("TZID", zone.key)
    begun = dt.datetime(earliest.year - 1, 1, 1, tzinfo=dt.UTC)
    onsets: dict[tuple[dt.timedelta, dt.timedelta, str, bool], list[dt.datetime]] = {}
    for moment in _changes(zone, begun, dt.datetime(last_year + 1, 1, 1, tzinfo=dt.UTC)):
        before, after = (
            (moment - step).astimezone(zone) for step in (dt.timedelta(seconds=1), dt.timedelta())
        )
        kind = (_offset(before), _offset(after), str(after.tzname()), bool(after.dst()))
        onsets.setdefault(kind, []).append(moment.replace(tzinfo=None) + _offset(before))
    if all(local[0] > earliest for local in onsets.values()):
        there = begun.astimezone(zone)
        onsets[_offset(there), _offset(there), str(there.tzname()), False] = [there.replace(tzinfo=None)]
    for (before_it, after_it, name, is_daylight), local in sorted(onsets.items(), key=lambda item: item[1]):
        part = icalendar.TimezoneDaylight() if is_daylight else icalendar.TimezoneStandard()
        part.add("DTSTART", local[0])
        part.add("TZOFFSETFROM", before_it)
        part.add("TZOFFSETTO", after_it)
        part.add("TZNAME", name)
        if rule := _yearly_rule(local, last_year):
            part.add("RRULE", icalendar.vRecur(rule))
        elif len(local) > 1:
            part.add("RDATE", local[1:])
        component.add_component(part)
    return component


def _offset(moment: dt.datetime) -> dt.timedelta:
    offset = moment.utcoffset()
    assert offset is not None
    return offset


def _changes(zone: ZoneInfo, begun: dt.datetime, end: dt.datetime) -> Iterable[dt.datetime]:
    """The moments at which the offset of a zone changes. No zone changes it twice within a week."""
    low, before = begun, _offset(begun.astimezone(zone))
    while low < end:
        high = low + dt.timedelta(days=7)
        after = _offset(high.astimezone(zone))
        if after != before:
            early, late = low, high
            while late - early > dt.timedelta(seconds=1):
                middle = early + dt.timedelta(seconds=(late - early).total_seconds() // 2)
                if _offset(middle.astimezone(zone)) == before:
                    early = middle
                else:
                    late = middle
            if late < end:
                yield late
        low, before = high, after


def _yearly_rule(local: list[dt.datetime], last_year: int) -> dict[str, Any]:
    """The rule of changes that come each year, such as the last Sunday of March; empty if there is none."""
    same = {(moment.month, moment.weekday(), moment.time()) for moment in local}
    if len(same) > 1 or [moment.year for moment in local] != list(range(local[0].year, last_year + 1)):
        return {}
    weeks = {(moment.day - 1) // 7 + 1 for moment in local}
    is_last = all((moment + dt.timedelta(days=7)).month != moment.month for moment in local)
    if len(weeks) > 1 and not is_last:
        return {}
    week = -1 if is_last else weeks.pop()
    return {"FREQ": "YEARLY", "BYMONTH": local[0].month, "BYDAY": f"{week}{_DAYS[local[0].weekday()]}"}
