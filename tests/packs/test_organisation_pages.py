"""Briefs and agreements: what stands in them, whom they never name, and which files there are."""

import csv
import re
from pathlib import Path

import icalendar
import pytest

from copkit.packs.organisation_pages import AGREEMENTS, BRIEFS, LIST, REMINDERS, organisation_pages
from copkit.place.errors import UnknownCommunity
from copkit.place.store import Place
from copkit.place.view import View, view
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
    assert "6 of your people take part now. They came to events 12 times (12 hours)." in told
    assert "That time is worth about £240, at what an hour costs you." in told
    assert "Trust" not in told, "two of its people are too few to say that they were there"


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


def test_no_text_that_is_hung_on_a_barrier_or_a_promise_names_who_did_not_agree():
    place = small_place()
    with place.change("Names in texts") as change:
        change.add("issues", {"name": "Damp flat of Tess Quill"})
        change.add("issues", {"name": "Falls"})
        for issue in ("Damp flat of Tess Quill", "Falls"):
            change.add("barrier_issues", {"barrier": "No car for visits", "issue": issue})
        change.add("communities", {"name": "Friends of Tom Quill"})
        meets = {"barrier": "No car for visits", "community": "Friends of Tom Quill"}
        change.add("barrier_communities", meets)
        row = {"name": "A phone", "state": "promised", "organisation": "Council", "due": "2026-09-01"}
        change.add("commitments", {**row, "community": "Friends of Tom Quill"})
        row = {"organisation": "Trust", "community": "Friends of Tom Quill", "agreed": "2026-01-05"}
        change.add("agreements", {**row, "rooms": "Key from Tess Quill", "state": "signed"})
    records = organisation_records(view(place, as_of=DAY))
    for organisation in ("Council", "Trust"):
        for page in (brief_for(records, organisation), agreement_with(records, organisation)):
            assert "Quill" not in page.plain()
    told = brief_for(records, "Council").plain()
    assert "It stops Warm Homes. It stands in the way of: Falls." in told
    assert re.search(r"A phone +one community", agreement_with(records, "Council").plain())
    assert "For: one community" in agreement_with(records, "Trust").plain()


def test_a_late_promise_is_late_in_the_brief_and_in_the_agreement(records):
    assert "2 late" in brief_for(records, "Council").plain()
    assert re.search(r"Cover on Fridays .* late", agreement_with(records, "Council").plain())


EVENTS = ("2026-03-10", "2026-04-10", "2026-05-10")


def town(
    came: dict[str, tuple[int, ...]], entries: dict[str, float], promised: str = "", months=("2026-02-01",)
) -> View:
    """Three events of an hour; who came to which (P of X, Q of Z), who gave which hours in which months, and
    since when X has promised nine hours a month. An entry of nobody has the name ''."""
    place = Place.in_memory()
    with place.change("Begin") as change:
        change.add("communities", {"name": "Warm Homes"})
        people = [f"{letter}{number}" for letter in "PQ" for number in range(6)]
        for home in "XZ":
            change.add("organisations", {"name": home, "sector": "public", "hour_costs": 20})
        for name in people:
            change.add("members", {"name": name, "organisation": "X" if name[0] == "P" else "Z"})
            change.add("memberships", {"member": name, "community": "Warm Homes", "role": "active"})
        for number, day in enumerate(EVENTS):
            row = {"name": f"E{number}", "date": day, "community": "Warm Homes", "minutes": 60}
            change.add("events", row)
        for name, which in came.items():
            for number in which:
                change.add("attendance", {"event": f"E{number}", "member": name, "presence": "came"})
        for name, hours in entries.items():
            for month in months:
                row = {"organisation": "X", "member": name or None, "month": month, "hours": hours}
                change.add("hours_given", row)
        for number in range(5):
            row = {"name": f"I{number}", "raised_by": f"P{number}", "raised": "2026-02-01"}
            change.add("issues", row)
        if promised:
            row = {"name": "Hours", "organisation": "X", "state": "promised", "hours_a_month": 9}
            change.add("commitments", {**row, "made": "2026-01-15", "due": promised})
    return view(place, as_of=DAY)


def brief(here: View, organisation: str = "X") -> str:
    return brief_for(organisation_records(here), organisation).plain()


FIVE = {f"P{number}": (0, 1, 2) for number in range(5)}
ONE_HOUR = {f"P{number}": 1.0 for number in range(5)}


def test_hours_at_events_and_hours_written_down_stand_apart_and_fit_the_times():
    told = brief(town(FIVE, ONE_HOUR))
    assert (
        "They came to events 15 times (15 hours) and gave 5 hours more; beyond that: 5 issues raised." in told
    )
    assert "That time is worth about £400, at what an hour costs you." in told


def test_the_times_that_one_person_came_are_not_told():
    told = brief(town({"P0": (0, 1, 2)}, ONE_HOUR))
    assert "events" not in told
    assert "They gave 5 hours; beyond that: 5 issues raised. That time is worth about £100," in told
    here = town({"P0": (0, 1, 2)}, ONE_HOUR, promised="2026-02-01")
    assert "promised 45 hours, they gave 5 beside events, to any community." in brief(here)


@pytest.mark.parametrize("entries", [{"P0": 7.0}, {"": 7.0}, {**dict.fromkeys(list(FIVE)[:4], 1.0), "": 3.0}])
def test_hours_written_down_for_few_or_for_nobody_by_name_are_not_told_nor_to_be_reckoned(entries):
    told = brief(town(FIVE, entries, promised="2026-02-01"))
    assert "They came to events 15 times (15 hours); beyond that" in told
    assert "worth about £300" in told
    assert "In the months for which you promised 45 hours, they gave 15 at events, to any community." in told
    assert "Other hours are written down under fewer than 5 names, and so are not told." in told


def test_nobody_is_not_enough_people():
    told = brief(town({}, {"": 7.0}))
    assert "7 hours" not in told
    assert "events" not in told
    assert "They did: 5 issues raised." in told


def test_hours_beside_a_promise_are_told_where_enough_gave_them_then_and_otherwise():
    both = brief(town(FIVE, ONE_HOUR, promised="2026-05-01"))
    assert "In the months for which you promised 18 hours, they gave 5, to any community." in both
    before = {**FIVE, "P0": (0, 1)}
    assert "they gave" not in brief(town(before, ONE_HOUR, promised="2026-05-01")), "four came in May"
    few_before = dict.fromkeys(FIVE, (2,)) | {"P0": (1, 2)}
    told = brief(town(few_before, {}, promised="2026-05-01"))
    assert "They came to events 6 times (6 hours)" in told
    assert "they gave" not in told, "6 less the 5 of May is what one gave in April"


def test_of_a_late_promise_it_says_that_hours_came_but_not_what_was_agreed():
    told = brief(town(FIVE, ONE_HOUR, promised="2026-05-01"))
    assert "1 promise of hours is late all the same: hours came, but not what was agreed." in told
    assert "Keep your promise: Hours" in told


@pytest.mark.parametrize(
    ("own", "others", "met"), [(5, 5, True), (4, 5, False), (5, 4, False), (1, 6, False)]
)
def test_whom_they_met_is_told_where_enough_of_both_were_at_the_same_events(own, others, met):
    came = {f"P{number}": (0,) for number in range(own)} | {f"Q{number}": (0, 1) for number in range(others)}
    came["P5"] = (2,)
    assert ("met people of Z" in brief(town(came, {}))) is met


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
def made(tmp_path_factory, demo_town) -> Path:
    folder = tmp_path_factory.mktemp("organisations")
    demo_town(folder / "town.place").close()
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
