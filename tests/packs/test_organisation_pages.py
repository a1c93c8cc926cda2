"""Briefs and agreements: what stands in them, whom they never name, and which files there are."""

import csv
import re
from pathlib import Path

import icalendar
import pytest

from copkit.packs.organisation_pages import AGREEMENTS, BRIEFS, LIST, REMINDERS, organisation_pages
from copkit.place.demo import fill_demo
from copkit.place.errors import UnknownCommunity
from copkit.place.store import Place
from copkit.place.view import view
from copkit.show.organisation_pages import agreement_with, brief_for, organisation_records

DAY = "2026-06-30"


def small_place() -> Place:
    """A council with six members and a trust with two; only Ann agreed to be named."""
    place = Place.in_memory()
    with place.change("Begin") as change:
        change.add("place", {"name": "Ellery", "partnership": "Ellery Together", "outcome": "Warm homes"})
        change.add("communities", {"name": "Warm Homes"})
        change.add("organisations", {"name": "Council", "sector": "public", "hour_costs": 20})
        change.add("organisations", {"name": "Trust", "sector": "public"})
        people = [("Ann Vale", "Council"), *((f"Cal Number{word}", "Council") for word in "ABCDE")]
        people += [("Tess Quill", "Trust"), ("Tom Quill", "Trust")]
        for name, home in people:
            row = {"name": name, "organisation": home, "agrees_to_be_named": name == "Ann Vale"}
            change.add("members", row)
            belongs = {"member": name, "community": "Warm Homes", "role": "active", "since": "2025-01-01"}
            change.add("memberships", belongs)
        for month in (4, 5):
            row = {"name": f"Meeting {month}", "community": "Warm Homes", "minutes": 60}
            change.add("events", {**row, "date": f"2026-{month:02}-10"})
            for name, _ in people:
                came = {"event": f"Meeting {month}", "member": name, "presence": "came"}
                change.add("attendance", came)
        promise = {"organisation": "Council", "made": "2026-01-05", "due": "2026-03-01"}
        change.add("commitments", {"name": "A room", "state": "kept", **promise})
        change.add("commitments", {"name": "Cover for Tess Quill", "state": "promised", **promise})
        change.add("commitments", {"name": "Cover on Fridays", "state": "promised", **promise})
        row = {
            "name": "No car for visits",
            "organisation": "Council",
            "state": "open",
            "raised": "2026-05-01",
        }
        change.add("barriers", {**row, "may_be_shared": True})
        change.add("barrier_communities", {"barrier": "No car for visits", "community": "Warm Homes"})
        agreed = {"organisation": "Council", "agreed": "2026-01-05", "review": "2026-12-01", "state": "draft"}
        change.add("agreements", {**agreed, "sponsor": "Ann Vale", "members_may_decide": "Whom to visit"})
    return place


@pytest.fixture(scope="module")
def records():
    return organisation_records(view(small_place(), as_of=DAY))


def test_a_brief_says_what_people_gave_in_numbers_of_enough_people(records):
    told = brief_for(records, "Council").plain()
    assert "6 of your people take part now. They came to events 12 times." in told
    assert "That is 12 hours, worth about £240 of their time." in told
    assert "met people of 1 other organisation (Trust)" in told


def test_two_people_are_too_few_for_any_number(records):
    told = brief_for(records, "Trust").plain()
    assert "Fewer than 5 of your people take part now." in told
    assert "So few did anything" in told
    assert not re.search(r"\b[24] times", told)


def test_two_things_are_asked_the_promise_first_then_what_stops_people(records):
    told = brief_for(records, "Council").plain()
    assert "Keep your promise: Cover on Fridays" in told
    assert "Lift what stops people: No car for visits" in told
    assert "It stops Warm Homes." in told
    table = dict(brief_for(records, "Council").parts)["Two things that we ask of you"].parts[0]
    assert len(table.text) == 2


def test_neither_page_names_who_did_not_agree(records):
    for organisation in ("Council", "Trust"):
        for page in (brief_for(records, organisation), agreement_with(records, organisation)):
            assert "Quill" not in page.plain()
            assert "Cal" not in page.plain()


def test_an_agreement_is_made_from_what_was_agreed(records):
    told = agreement_with(records, "Council").plain()
    assert "Between: Council and Ellery Together" in told
    assert "A draft, to be signed" in told
    assert "Both look again on: 1 December 2026" in told
    assert "Cover on Fridays" in told
    assert "Whom to visit." in told
    assert "Ann Vale" in told, "the sponsor agreed to be named"


def test_what_was_not_agreed_yet_is_a_line_to_write_on(records):
    told = agreement_with(records, "Trust").plain()
    assert "Hours a month, and for whom: ______" in told
    assert "Sponsor: ______" in told
    assert "Trust: name, signature, date ______" in told


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("organisations")
    with Place.create(folder / "town.place") as place:
        fill_demo(place)
    organisation_pages(folder / "town.place", folder / "out")
    return folder


def test_each_organisation_has_its_files_and_the_list_says_which(made):
    rows = list(csv.DictReader((made / "out" / LIST).read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 12
    for row in rows:
        for kind in ("brief", "agreement"):
            assert row["organisation"] in (made / "out" / row[kind]).read_text(encoding="utf-8")
        if row["reminders"]:
            calendar = icalendar.Calendar.from_ical((made / "out" / row["reminders"]).read_bytes())
            assert all(str(each["SUMMARY"]).startswith(row["organisation"]) for each in calendar.events)


def test_pages_hold_no_script_ask_no_network_and_name_nobody_without_agreement(made):
    members = view(made / "town.place")["members"]
    silent = members.loc[~members["agrees_to_be_named"].fillna(False).astype(bool), "name"]
    for path in (made / "out").rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert "<script" not in page
        assert "default-src 'none'" in page
        assert not re.search(r"(src|href)=\"http", page)
        assert [name for name in silent if name in page] == []


def test_a_second_run_gives_the_same_bytes_and_removes_what_is_not_there_any_more(made):
    before = {path: path.read_bytes() for path in (made / "out").rglob("*.*")}
    organisation_pages(made / "town.place", made / "out")
    assert {path: path.read_bytes() for path in (made / "out").rglob("*.*")} == before
    few = organisation_pages(made / "town.place", made / "narrow", communities=["good work"])
    organisation_pages(made / "town.place", made / "narrow", communities=["Young Minds"])
    kept = {path.name for path in (made / "narrow" / BRIEFS).iterdir()}
    assert kept < {path.name for path in (made / "out" / BRIEFS).iterdir()}
    assert any(f"{one.brief.split('/')[1]}" not in kept for one in few)
    for folder in (AGREEMENTS, REMINDERS):
        assert (made / "narrow" / folder).is_dir()


def test_an_empty_place_gives_an_empty_list_and_a_wrong_name_is_told(tmp_path):
    Place.create(tmp_path / "new.place").close()
    assert organisation_pages(tmp_path / "new.place", tmp_path / "out") == []
    assert (tmp_path / "out" / LIST).read_text() == "organisation,brief,agreement,reminders\n"
    with pytest.raises(UnknownCommunity):
        organisation_pages(tmp_path / "new.place", tmp_path / "out", communities=["Nowhere"])
