"""What falls due with organisations, as a calendar: which days, what is settled, and nobody's name."""

import datetime as dt

import icalendar
import pytest

from copkit.place.errors import CopkitError, UnknownOrganisation
from copkit.place.exchange import save_reminders
from copkit.place.exchange.reminder_files import reminders
from copkit.place.store import Place
from copkit.place.view import demo_place


@pytest.fixture
def place() -> Place:
    place = Place.in_memory()
    with place.change("Begin") as change:
        change.add("organisations", {"name": "Trust", "sector": "public"})
        change.add("organisations", {"name": "Council", "sector": "public"})
        change.add("members", {"name": "Ann Okoro", "organisation": "Trust"})
        promise = {"organisation": "Trust", "sponsor": "Ann Okoro", "due": "2026-09-01"}
        change.add("commitments", {"name": "Cover on meeting days", "state": "promised", **promise})
        change.add("commitments", {"name": "A room", "state": "kept", **promise})
        change.add("commitments", {"name": "Some day", "state": "asked", "organisation": "Trust"})
        agreed = {"organisation": "Council", "agreed": "2026-01-05", "review": "2027-01-04"}
        change.add("agreements", {**agreed, "state": "signed"})
        change.add("barriers", {"name": "Ann Okoro may not drive", "organisation": "Trust", "state": "open"})
        step = {"barrier": "Ann Okoro may not drive", "level": "line manager", "asked": "2026-05-04"}
        change.add("barrier_steps", {**step, "answer_due": "2026-06-01"})
    return place


def entries(place: Place, tmp_path, **more) -> list[icalendar.Event]:
    save_reminders(place, tmp_path / "due.ics", overwrite=True, **more)
    return list(icalendar.Calendar.from_ical((tmp_path / "due.ics").read_bytes()).events)


def test_each_day_that_is_due_stands_there_once_the_first_first(place, tmp_path):
    found = [(str(entry["SUMMARY"]), entry["DTSTART"].dt) for entry in entries(place, tmp_path)]
    assert found == [
        ("Trust: answer due on: a barrier", dt.date(2026, 6, 1)),
        ("Trust: Cover on meeting days", dt.date(2026, 9, 1)),
        ("Trust: A room", dt.date(2026, 9, 1)),
        ("Council: review of the agreement", dt.date(2027, 1, 4)),
    ]


def test_what_is_settled_is_called_off_and_what_is_open_warns_a_week_before(place, tmp_path):
    found = {str(entry["SUMMARY"]): entry for entry in entries(place, tmp_path)}
    assert found["Trust: A room"]["STATUS"] == "CANCELLED"
    assert not found["Trust: A room"].walk("VALARM")
    (alarm,) = found["Trust: Cover on meeting days"].walk("VALARM")
    assert alarm["TRIGGER"].dt == dt.timedelta(days=-7)


def test_a_promise_that_is_kept_replaces_its_reminder(place, tmp_path):
    before = {str(entry["SUMMARY"]): entry for entry in entries(place, tmp_path)}
    number = next(key for key, row in place.rows("commitments").items() if row["state"] == "promised")
    with place.change("Kept") as change:
        change.update("commitments", number, {"state": "kept"})
    after = {str(entry["SUMMARY"]): entry for entry in entries(place, tmp_path)}
    name = "Trust: Cover on meeting days"
    assert after[name]["UID"] == before[name]["UID"]
    assert after[name]["SEQUENCE"] > before[name]["SEQUENCE"]
    assert after[name]["STATUS"] == "CANCELLED"


def test_one_organisation_gets_its_own_days_alone(place, tmp_path):
    found = entries(place, tmp_path, organisation="council")
    assert [str(entry["SUMMARY"]) for entry in found] == ["Council: review of the agreement"]


def test_nobody_is_named(place, tmp_path):
    entries(place, tmp_path)
    assert b"Okoro" not in (tmp_path / "due.ics").read_bytes()


def test_neutral_words_take_the_place_of_a_text_that_names_who_did_not_agree(place):
    shared = {"organisation": "Trust", "state": "open", "may_be_shared": True}
    with place.change("Names in texts") as change:
        change.add("members", {"name": "Bo Reed", "agrees_to_be_named": True})
        change.add("communities", {"name": "Friends of Ann Okoro"})
        row = {"organisation": "Trust", "due": "2026-10-01"}
        change.add("commitments", {**row, "name": "Cover for OKORO, Ann", "state": "promised"})
        change.add("commitments", {**row, "name": "A desk for Ann Okoro", "state": "asked"})
        change.add("commitments", {**row, "name": "A desk for Bo Reed", "state": "asked"})
        row = {"organisation": "Trust", "community": "Friends of Ann Okoro", "review": "2026-11-02"}
        change.add("agreements", {**row, "state": "signed"})
        change.add("barriers", {**shared, "name": "No leave for Ann Okoro"})
        row = {"barrier": "No leave for Ann Okoro", "level": "line manager", "asked": "2026-05-04"}
        change.add("barrier_steps", {**row, "answer_due": "2026-12-01"})
    assert [each.title for each in reminders(place) if each.day >= dt.date(2026, 10, 1)] == [
        "Trust: a promise",
        "Trust: a request",
        "Trust: A desk for Bo Reed",
        "Trust: review of the agreement",
        "Trust: answer due on: a barrier",
        "Council: review of the agreement",
    ]


def test_the_same_place_gives_the_same_bytes_and_no_two_entries_share_an_identity(tmp_path):
    place = demo_place()
    first = entries(place, tmp_path)
    written = (tmp_path / "due.ics").read_bytes()
    entries(place, tmp_path)
    assert (tmp_path / "due.ics").read_bytes() == written
    assert len({str(entry["UID"]) for entry in first}) == len(first) == len(reminders(place)) > 15


def test_wrong_names_and_files_are_told_in_words(place, tmp_path):
    with pytest.raises(UnknownOrganisation, match="no organisation called 'Counsel'; did you mean 'Council'"):
        save_reminders(place, tmp_path / "due.ics", organisation="Counsel")
    with pytest.raises(CopkitError, match=r"ends in \.ics"):
        save_reminders(place, tmp_path / "due.txt")
    with pytest.raises(CopkitError, match="Nothing falls due"):
        save_reminders(Place.in_memory(), tmp_path / "due.ics")
    save_reminders(place, tmp_path / "due.ics")
    with pytest.raises(CopkitError, match="there already"):
        save_reminders(place, tmp_path / "due.ics")
