"""Events as iCalendar files, read by parsers that are not ours, and what goes wrong in words.

Sources: RFC 5545 (iCalendar), RFC 5546 (invitations). `vobject` reads lines and texts, `dateutil` the time
zones and repetitions.
"""

import datetime as dt
import io
import itertools
import re
import shutil
from zoneinfo import ZoneInfo

import icalendar
import pandas as pd
import pytest
import vobject
from click.testing import CliRunner
from dateutil.tz import tzical
from hypothesis import given, settings
from hypothesis import strategies as st

from copkit.cli import main
from copkit.functions.events.calendar import occurrences
from copkit.place.errors import CopkitError, UnknownCommunity
from copkit.place.exchange import invitation, save_calendar
from copkit.place.schema.events import REPEATS
from copkit.place.store import Place
from copkit.place.view import demo_place

TEA = {"name": "Tea", "date": "2027-03-21", "starts": "10:00", "minutes": 90}


def place_with(*events: dict[str, object]) -> Place:
    place = Place.in_memory()
    with place.change("Plan") as change:
        change.add("communities", {"name": "Warm Homes"})
        change.add("communities", {"name": "Safe, clean; streets"})
        for event in events:
            change.add("events", event)
    return place


def saved(place: Place, tmp_path, **how) -> bytes:
    save_calendar(place, tmp_path / "events.ics", overwrite=True, **how)
    return (tmp_path / "events.ics").read_bytes()


def events_of(written: bytes) -> list:
    """The events as vobject reads them."""
    (calendar,) = vobject.readComponents(written.decode())
    return calendar.contents["vevent"]


def sent(event: dict[str, object], **how):
    (read,) = events_of(invitation(place_with(event), str(event["name"]), **how))
    return read


def zone_of(written: bytes) -> dt.tzinfo:
    """The time zone as dateutil reads its rules from the file."""
    return tzical(io.StringIO(written.decode().replace("\r\n", "\n"))).get()


def line(written: bytes, name: str) -> list[str]:
    """The values of a property, unfolded, as they stand in the file."""
    lines = written.decode().replace("\r\n ", "").split("\r\n")
    return [text.split(":", 1)[1] for text in lines if re.split("[;:]", text)[0] == name]


# What an event says ----------------------------------------------------------------------------------


def test_an_event_says_what_when_where_and_why():
    read = sent(
        TEA | {"venue": "Library, room 2", "purpose": "Talk", "kind": "site visit", "openness": "private"}
    )
    assert read.summary.value == "Tea"
    assert read.location.value == "Library, room 2"
    assert read.description.value == "Talk"
    assert read.categories.value == ["site visit"]
    assert read.contents["class"][0].value == "PRIVATE"
    assert read.status.value == "CONFIRMED"
    assert (read.dtend.value - read.dtstart.value) == dt.timedelta(minutes=90)


def test_an_open_event_is_not_marked_and_what_is_not_known_is_left_out():
    read = sent(TEA | {"minutes": None, "openness": "open"})
    assert not {"class", "location", "description", "categories", "rrule", "dtend"} & set(read.contents)
    assert not {"organizer", "attendee"} & set(read.contents)


def test_without_a_clock_time_it_takes_whole_days():
    for minutes, days in ((None, 1), (90, 1), (1440, 1), (1441, 2), (4320, 3)):
        read = sent(TEA | {"starts": None, "minutes": minutes})
        assert (read.dtstart.value, read.dtend.value) == (
            dt.date(2027, 3, 21),
            dt.date(2027, 3, 21) + dt.timedelta(days=days),
        )


def test_a_calendar_of_whole_days_needs_no_time_zone():
    assert b"VTIMEZONE" not in invitation(place_with(TEA | {"starts": None}), "Tea")


def test_commas_semicolons_backslashes_and_new_lines_are_escaped():
    said = "One, two; three\\n is no new line\nbut this is: C:\\new;\\,"
    written = invitation(place_with(TEA | {"purpose": said}), "Tea")
    assert line(written, "DESCRIPTION") == [
        r"One\, two\; three\\n is no new line\nbut this is: C:\\new\;\\\,"
    ]
    assert events_of(written)[0].description.value == said
    assert str(icalendar.Calendar.from_ical(written).events[0]["DESCRIPTION"]) == said


# Lines -----------------------------------------------------------------------------------------------

texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.sampled_from(" ,;:\\\n"), max_size=300
)


@settings(max_examples=25)
@given(texts, st.text("aé漢😀\\,;\n", max_size=300))
def test_lines_fold_at_75_octets_within_no_character_and_no_escape_and_any_text_travels(one, other):
    place = place_with(TEA | {"purpose": f"x{one}x", "venue": f"x{other}x"[:200]})
    written = invitation(place, "Tea")
    assert written.endswith(b"\r\n")
    lines = written[:-2].split(b"\r\n")
    assert not any(b"\n" in text or b"\r" in text for text in lines)
    assert max(map(len, lines)) <= 75
    for text in lines:
        text.decode()  # fails where a character was cut
        assert len(re.search(rb"\\*$", text)[0]) % 2 == 0, "an escape was cut"
        assert re.match(rb" |[A-Z-]+[;:]", text)
    (row,) = place.rows("events").values()
    read = icalendar.Calendar.from_ical(written).events[0]
    assert (str(read["DESCRIPTION"]), str(read["LOCATION"])) == (row["purpose"], row["venue"])


# Time zones ------------------------------------------------------------------------------------------


def test_a_weekly_meeting_at_ten_stays_at_ten_in_london_over_both_changes_of_2027():
    written = invitation(place_with(TEA | {"repeats": "weekly"}), "Tea")
    days = [
        day.replace(tzinfo=zone_of(written))
        for day in itertools.islice(events_of(written)[0].getrruleset(), 34)
    ]
    assert {day.strftime("%H:%M") for day in days} == {"10:00"}
    in_utc = {day.date(): day.astimezone(dt.UTC).hour for day in days}
    wanted = {(3, 21): 10, (3, 28): 9, (4, 4): 9, (10, 24): 9, (10, 31): 10, (11, 7): 10}
    assert {key: in_utc[dt.date(2027, *key)] for key in wanted} == wanted


def test_the_file_has_the_rules_of_the_zone():
    written = invitation(place_with(TEA), "Tea").decode()
    assert re.search("BEGIN:VTIMEZONE.*END:VTIMEZONE", written, re.S)[0].split("\r\n") == [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/London",
        "BEGIN:DAYLIGHT",
        "DTSTART:20260329T010000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "TZNAME:BST",
        "TZOFFSETFROM:+0000",
        "TZOFFSETTO:+0100",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20261025T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "TZNAME:GMT",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0000",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


ZONES = [
    "Europe/London",
    "Europe/Dublin",
    "America/New_York",
    "America/Santiago",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Jerusalem",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "UTC",
]


@pytest.mark.parametrize("name", ZONES)
def test_read_from_the_file_a_zone_is_what_it_is(name):
    """Every ninth hour of ten years, and so each day at other hours, with those around the changes."""
    written = invitation(place_with(TEA | {"date": "2026-01-05"}), "Tea", zone=name)
    read, zone = zone_of(written), ZoneInfo(name)
    first = dt.datetime(2026, 1, 5)
    for hours in range(0, 10 * 365 * 24, 9):
        moment = first + dt.timedelta(hours=hours)
        offset = moment.replace(tzinfo=zone).utcoffset()
        back = moment.replace(tzinfo=zone).astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None)
        twice = offset != moment.replace(tzinfo=zone, fold=1).utcoffset()
        if back == moment and not twice:
            assert moment.replace(tzinfo=read).utcoffset() == offset, moment


@pytest.mark.parametrize("name", ["Europe/London", "Australia/Lord_Howe"])
@pytest.mark.parametrize("day", ["2027-03-28", "2027-10-31", "2027-04-04", "2027-10-03"])
def test_an_event_over_a_change_of_the_clock_lasts_as_long_as_it_does(name, day, tmp_path):
    lasting = [(hour, minutes) for hour in range(4) for minutes in (30, 60, 75, 150)]
    events = [
        TEA | {"name": f"{hour} {minutes}", "date": day, "starts": f"{hour:02}:15", "minutes": minutes}
        for hour, minutes in lasting
    ]
    for read in events_of(saved(place_with(*events), tmp_path, zone=name)):
        begun, ended = (
            value if value.tzname() == "UTC" else value.replace(tzinfo=ZoneInfo(name))
            for value in (read.dtstart.value, read.dtend.value)
        )
        minutes = (ended.astimezone(dt.UTC) - begun.astimezone(dt.UTC)) / dt.timedelta(minutes=1)
        assert minutes == int(read.summary.value.split()[1])


# Repetitions -----------------------------------------------------------------------------------------

LATE = [
    dt.date(2027, 1, 29),
    dt.date(2027, 1, 30),
    dt.date(2027, 1, 31),
    dt.date(2027, 8, 31),
    dt.date(2028, 2, 29),
]
days = st.sampled_from(LATE) | st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))


@settings(max_examples=30)
@given(days, st.sampled_from(REPEATS), st.sampled_from(["10:00", None]))
def test_an_event_comes_again_on_the_days_that_the_place_says(day, repeats, starts):
    read = sent(TEA | {"date": day, "repeats": repeats, "starts": starts})
    plan = pd.DataFrame({"name": ["Tea"], "date": [pd.Timestamp(day)], "repeats": [repeats]})
    last = pd.Timestamp(day) + pd.DateOffset(years=9)
    expected = [moment.date() for moment in occurrences(plan, pd.Timestamp(day), last)["date"]]
    found = (moment.date() for moment in read.getrruleset())
    assert list(itertools.takewhile(lambda moment: moment <= last.date(), found)) == expected


@pytest.mark.parametrize(
    ("date", "repeats", "rule"),
    [
        ("2027-01-05", "fortnightly", "FREQ=WEEKLY;INTERVAL=2"),
        ("2027-01-28", "monthly", "FREQ=MONTHLY"),
        ("2027-01-30", "monthly", "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"),
        ("2027-01-31", "monthly", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("2027-01-12", "monthly on the weekday", "FREQ=MONTHLY;BYDAY=2TU"),
        ("2027-01-29", "monthly on the weekday", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("2027-01-31", "quarterly", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"),
        ("2028-02-29", "yearly", "FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=2"),
    ],
)
def test_the_rules_are_those_that_calendars_know(date, repeats, rule):
    assert line(invitation(place_with(TEA | {"date": date, "repeats": repeats}), "Tea"), "RRULE")[-1] == rule


# Changes ---------------------------------------------------------------------------------------------


def test_each_change_of_the_event_counts_and_its_uid_stays(monkeypatch):
    times = iter(f"2027-01-0{day}T09:00:00+00:00" for day in range(1, 9))
    monkeypatch.setattr(Place, "_now", staticmethod(lambda: next(times)))
    place = place_with(TEA, TEA | {"name": "Cake"})

    def told(name: str) -> tuple[str, str, str]:
        written = invitation(place, name)
        assert line(written, "DTSTAMP") == line(written, "LAST-MODIFIED")
        return line(written, "UID")[0], line(written, "SEQUENCE")[0], line(written, "DTSTAMP")[0]

    uid, cake = told("Tea")[0], told("Cake")
    assert told("Tea") == (uid, "0", "20270101T090000Z")
    with place.change("Move") as change:
        change.update("events", 1, {"starts": "11:00"})
    assert told("Tea") == (uid, "1", "20270102T090000Z")
    with place.change("Rename") as change:
        change.update("events", 1, {"name": "Tea and toast"})
    assert told("Tea and toast") == (uid, "2", "20270103T090000Z")
    place.undo()
    assert told("Tea") == (uid, "3", "20270104T090000Z")
    with place.change("Something else") as change:
        change.update("communities", 1, {"name": "Warmer Homes"})
    assert told("Tea") == (uid, "3", "20270104T090000Z")
    with place.change("Drop") as change:
        change.delete("events", 1)
    place.undo()
    assert told("Tea")[0] == uid
    assert told("Cake") == cake
    assert uid != cake[0]
    assert re.fullmatch(r"[0-9a-f]{24}-1@copkit", uid)


def test_another_place_has_other_uids_and_a_copy_has_the_same(tmp_path):
    with Place.create(tmp_path / "town.place") as town, town.change("Plan") as change:
        change.add("events", TEA)
    shutil.copy(tmp_path / "town.place", tmp_path / "copy.place")
    uids = []
    for name in ("town", "copy"):
        with Place.open(tmp_path / f"{name}.place") as town:
            uids += line(invitation(town, "Tea"), "UID")
    other = line(invitation(place_with(TEA | {"venue": "Elsewhere"}), "Tea"), "UID")
    assert uids[0] == uids[1] != other[0]


def test_an_invitation_to_what_is_called_off_takes_it_back():
    place = place_with(TEA | {"repeats": "weekly"})
    asked = invitation(place, "Tea")
    with place.change("Call off") as change:
        change.update("events", 1, {"cancelled": "yes"})
    taken_back = invitation(place, "Tea")
    assert [line(asked, name) for name in ("METHOD", "STATUS")] == [["REQUEST"], ["CONFIRMED"]]
    assert [line(taken_back, name) for name in ("METHOD", "STATUS")] == [["CANCEL"], ["CANCELLED"]]
    assert line(asked, "UID") == line(taken_back, "UID")
    assert (line(asked, "SEQUENCE"), line(taken_back, "SEQUENCE")) == (["0"], ["1"])


def test_the_same_place_gives_the_same_bytes(tmp_path):
    place = place_with(TEA, TEA | {"name": "Cake"})
    assert saved(place, tmp_path) == saved(place, tmp_path)
    assert invitation(place, "Tea") == invitation(place, "Tea")


# A whole calendar ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def town() -> Place:
    return demo_place()


def test_all_events_of_the_town_are_read_again_and_nobody_is_named(town, tmp_path):
    written = saved(town, tmp_path)
    assert line(written, "METHOD") == ["PUBLISH"]
    read = events_of(written)
    assert sorted(event.summary.value for event in read) == sorted(town.read("events")["name"])
    assert len({event.uid.value for event in read}) == len(read)
    assert not any(icalendar.Calendar.from_ical(written).errors)
    assert all(name not in written.decode() for name in town.read("members")["name"])


def test_a_community_has_its_own_events_and_those_of_the_whole_place(tmp_path):
    place = place_with(
        TEA | {"community": "Warm Homes"},
        TEA | {"name": "Cake", "community": "Safe, clean; streets"},
        TEA | {"name": "All", "date": "2027-01-01", "cancelled": "yes"},
    )
    written = saved(place, tmp_path, community="warm homes")
    assert line(written, "SUMMARY") == ["All", "Tea"]
    assert line(written, "STATUS") == ["CANCELLED", "CONFIRMED"]
    assert line(written, "X-WR-CALNAME") == ["Warm Homes"]
    other = saved(place, tmp_path, community="Safe, clean; streets")
    assert line(other, "X-WR-CALNAME") == [r"Safe\, clean\; streets"]


def test_what_goes_wrong_is_told_with_the_name_that_was_meant(tmp_path):
    place = place_with(TEA)
    for zone, near in (("Europe/Lundon", "Europe/London"), ("new york", None), ("Kolkata", "Asia/Kolkata")):
        with pytest.raises(CopkitError, match=f"no time zone called '{zone}'. .*{near or ''}"):
            invitation(place, "Tea", zone=zone)
    with pytest.raises(CopkitError, match=r"no event called 'Teas'\. Did you mean 'Tea'"):
        invitation(place, "Teas")
    with pytest.raises(UnknownCommunity, match="did you mean 'Warm Homes'"):
        save_calendar(place, tmp_path / "a.ics", community="Warm Home")
    with pytest.raises(CopkitError, match=r"Choose one that ends in \.ics"):
        save_calendar(place, tmp_path / "a.xlsx")
    with pytest.raises(CopkitError, match=r"no events yet\. Fill in the sheet Events"):
        save_calendar(place_with(), tmp_path / "a.ics")
    save_calendar(place, tmp_path / "a.ics")
    with pytest.raises(CopkitError, match="is there already"):
        save_calendar(place, tmp_path / "a.ics")


def test_a_zone_may_be_typed_in_any_case():
    assert b"TZID:Europe/Paris" in invitation(place_with(TEA), "Tea", zone="europe/paris")


def test_the_command_writes_the_file(tmp_path):
    made, told, out = str(tmp_path / "town.place"), CliRunner(), tmp_path / "homes.ics"
    assert told.invoke(main, ["demo", made]).exit_code == 0
    how = ["calendar", made, str(out), "--community", "warm homes", "--zone", "Europe/Dublin"]
    assert told.invoke(main, how).output == f"Saved the events of {made} to {out}.\n"
    assert b"TZID:Europe/Dublin" in out.read_bytes()
    again = told.invoke(main, how)
    assert again.exit_code == 1
    assert "is there already" in again.output
    assert told.invoke(main, [*how, "--overwrite"]).exit_code == 0
