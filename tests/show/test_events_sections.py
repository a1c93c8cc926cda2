"""What workbook 2 says, on places made for the purpose: dates, clashes, feedback, coming back, paper."""

from __future__ import annotations

from copkit.place.store import Place
from copkit.place.view import view
from copkit.show import events

Rows = dict[str, list[dict[str, object]]]

PEOPLE: Rows = {
    "organisations": [{"name": "Council", "sector": "public"}, {"name": "Food Bank", "sector": "voluntary"}],
    "communities": [{"name": "Homes", "started": "2026-01-01"}, {"name": "Streets", "started": "2026-01-01"}],
    "members": [
        {"name": "Ann", "organisation": "Council"},
        {"name": "Bo", "organisation": "Food Bank"},
        {"name": "Cy", "organisation": "Council"},
    ],
    "memberships": [
        {"member": "Ann", "community": "Homes", "role": "coordinator", "since": "2026-01-01"},
        {"member": "Bo", "community": "Homes", "role": "core", "since": "2026-01-01"},
        {"member": "Bo", "community": "Streets", "role": "active", "since": "2026-01-01"},
        {"member": "Cy", "community": "Streets", "role": "core", "since": "2026-01-01"},
    ],
}


def event(name: str, date: str, community: str = "Homes", **more: object) -> dict[str, object]:
    return {"name": name, "date": date, "community": community, "starts": "10:00", "minutes": 60, **more}


def place_of(rows: Rows) -> Place:
    place = Place.in_memory()
    with place.change("Begin") as change:
        for table, given in {**PEOPLE, **rows}.items():
            for row in given:
                change.add(table, row)
    return place


def said(section, place: Place, **how: str) -> str:
    return section(view(place, **{"as_of": "2026-06-30", **how})).plain()


def answer(member: str, day: str, said_: str) -> dict[str, object]:
    return {
        "poll": "Autumn",
        "community": "Homes",
        "day": day,
        "starts": "10:00",
        "member": member,
        "answer": said_,
    }


POLL: Rows = {
    "availability": [
        answer("Ann", "2026-09-10", "no"),
        answer("Bo", "2026-09-10", "yes"),
        answer("Ann", "2026-09-11", "yes"),
        answer("Bo", "2026-09-11", "if need be"),
    ]
}


def test_the_time_at_which_a_coordinator_can_come_is_named_with_its_reason():
    told = said(events.dates, place_of(POLL), community="Homes")
    assert told.startswith("Autumn: 11 September 2026, 10:00 suits best. 1 of 2 can come, 1 more if need be")
    assert "a coordinator is there; every organisation is there" in told


def test_the_public_does_not_see_who_can_come_when():
    told = said(events.dates, place_of(POLL), audience="public")
    assert "September" not in told


def test_two_events_that_call_the_same_person_are_told():
    rows = {"events": [event("Damp", "2026-07-10"), event("Lamps", "2026-07-10", "Streets", starts="10:30")]}
    told = said(events.the_year, place_of(rows))
    assert "1 clash to come: on 10 July 2026 Damp and Lamps both call 1 person." in told
    assert "Bo" in told
    assert "Bo" not in said(events.the_year, place_of(rows), audience="public")


def test_an_event_that_is_called_off_clashes_with_nothing():
    rows = {
        "events": [event("Damp", "2026-07-10", cancelled=True), event("Lamps", "2026-07-10", "Streets")],
    }
    assert "calls the same people to two places" in said(events.the_year, place_of(rows))


def test_the_next_dates_keep_the_rhythm_and_come_after_what_is_planned():
    days = ("2026-04-14", "2026-05-12", "2026-06-09", "2026-07-14")
    rows = {"events": [event(f"Damp {day}", day) for day in days]}
    told = said(events.the_year, place_of(rows), community="Homes")
    assert "The next meeting of Homes could be on 11 August 2026: second Tuesday of a month" in told


def feedback(*worth: int) -> list[dict[str, object]]:
    return [
        {"event": "Damp", "respondent": f"k{n}", "worth": mark, "keep": f"Words {n}", "may_be_shared": n == 1}
        for n, mark in enumerate(worth, 1)
    ]


def test_feedback_is_told_with_how_many_of_those_who_came_gave_it():
    came = [{"event": "Damp", "member": name, "presence": "came"} for name in ("Ann", "Bo", "Cy")]
    rows = {"events": [event("Damp", "2026-06-10")], "attendance": came, "feedback": feedback(5, 2)}
    told = said(events.feedback, place_of(rows))
    assert told.startswith("After Damp 2 people gave feedback, 67% of those who came; 1 of 2 found it worth")
    assert "Words 1" in told
    assert "Words 2" in told


def test_the_public_sees_no_feedback_of_a_few_and_only_words_that_may_be_shared():
    rows = {"events": [event("Damp", "2026-06-10")], "feedback": feedback(5, 4, 2)}
    told = said(events.feedback, place_of(rows), audience="public")
    assert "After Damp fewer than 5 people gave feedback: too few to show what they said." in told
    assert "Words 1" in told
    assert "Words 2" not in told


def test_members_who_never_came_are_counted_by_sector():
    rows = {
        "events": [event("Damp", "2026-06-10")],
        "attendance": [{"event": "Damp", "member": "Ann", "presence": "came"}],
    }
    told = said(events.coming_back, place_of(rows))
    assert "Of the members, 2 of 3 never came to an event." in told
    assert "voluntary  1        0               1           100%" in told


def test_members_who_stopped_are_counted_by_organisation_in_the_room_alone():
    days = ["2025-08-10", "2025-09-10", "2025-10-10", "2026-06-10"]
    rows = {
        "events": [event(f"E{number}", day) for number, day in enumerate(days)],
        "attendance": [
            {"event": f"E{number}", "member": name, "presence": "came"}
            for number, names in enumerate((["Ann", "Bo"], ["Ann", "Bo"], ["Bo"], ["Bo"]))
            for name in names
        ],
    }
    place = place_of(rows)
    told = said(events.coming_back, place)
    assert "Council       2        1               1           50%" in told
    assert "by organisation" not in said(events.coming_back, place, audience="public")


def test_on_paper_the_public_finds_no_name():
    rows = {
        "events": [event("Damp", "2026-07-10")],
        "agenda_items": [{"event": "Damp", "position": 1, "title": "Talk", "minutes": 20, "lead": "Ann"}],
    }
    place = place_of(rows)
    inside = str(events.on_paper(view(place, "Homes", "2026-06-30")).html())
    outside = str(events.on_paper(view(place, "Homes", "2026-06-30", "public")).html())
    assert "Ann" in inside
    assert "Talk" in outside
    assert "Ann" not in outside


def test_a_run_sheet_that_is_too_long_is_told_with_its_times_but_not_to_the_public():
    items = [
        {"event": "July", "position": 1, "title": "World Café: heat", "kind": "small groups", "minutes": 40},
        {"event": "July", "position": 2, "title": "Decide", "kind": "decision", "minutes": 60},
    ]
    place = place_of({"events": [event("July", "2026-07-10")], "agenda_items": items})
    told = said(events.run_sheets, place)
    assert "The run sheet of July takes 100 minutes. 3 things in it should be mended." in told
    assert "The run sheet is 40 minutes too long: it ends at 11:40, and the event at 11:00." in told
    assert "‘World Café: heat’ has 40 minutes and needs 60 at the least." in told
    assert "put one between ‘World Café: heat’ and ‘Decide’" in told
    assert "mended" not in said(events.run_sheets, place, audience="public")


SEATED: Rows = {
    "events": [event("July", "2026-07-10", "Homes")],
    "group_places": [
        {"event": "July", "round": 1, "member": name, "group": group, "hosts": name == "Ann"}
        for name, group in (("Ann", 1), ("Bo", 1), ("Cy", 2))
    ],
}


def test_groups_that_are_kept_are_shown_as_they_are():
    told = said(events.small_groups, place_of(SEATED))
    assert "For July 1 round of groups of 1 to 2, for 3 people, are kept." in told
    assert "Ann (host) and Bo" in told


def test_who_sits_with_whom_is_not_for_the_public():
    assert "Ann" not in said(events.small_groups, place_of(SEATED), audience="public")


CAME_OF_IT: Rows = {
    "events": [event("May", "2026-05-12"), event("June", "2026-06-12"), event("July", "2026-07-10")],
    "resources": [
        {"name": "Ring first", "kind": "lesson", "description": "It was locked.", "event": "June"},
        {"name": "A guide", "kind": "guide", "event": "June"},
    ],
    "lessons": [
        {"name": "Two keys are better", "change": "We ask for both.", "event": "June", "state": "learnt"},
    ],
    "actions": [
        {"name": "Ring the caretaker", "who": "Ann", "due": "2026-06-20", "state": "open", "event": "June"},
        {"name": "Buy tea", "who": "Bo", "due": "2026-06-20", "state": "done", "event": "May"},
        {"name": "Of no event", "who": "Bo", "due": "2026-06-20", "state": "open"},
    ],
}


def test_what_came_of_the_last_events_is_counted_and_told():
    told = said(events.came_of_it, place_of(CAME_OF_IT))
    assert (
        "Of the last 2 events, 2 left something behind: 2 lessons, 1 resource and 2 actions, 1 of which is "
        "overdue." in told
    )
    assert "Ring first" in told
    assert "We ask for both." in told
    assert "A guide" not in told
    assert "Of no event" not in told
    assert "overdue" in told.partition("What was agreed at June")[2]


def test_the_public_reads_of_what_came_only_what_may_be_shared():
    told = said(events.came_of_it, place_of(CAME_OF_IT), audience="public")
    assert "2 lessons and 2 actions." in told
    for hidden in ("Ring", "Two keys", "Ann", "verdue"):
        assert hidden not in told.replace("An action is overdue", "")


def test_where_nothing_was_written_down_it_says_so():
    told = said(events.came_of_it, place_of({"events": CAME_OF_IT["events"]}))
    assert told.startswith("Nothing was written down after the last events.")


def open_space(*names: str) -> Rows:
    """A room, and for each event two sessions side by side in one slot."""
    sessions = [{"name": f"{kind} at {name}", "event": name} for name in names for kind in ("Damp", "Buses")]
    slots = [{"event": name, "starts": "10:00", "minutes": 45} for name in names]
    return {
        "rooms": [{"name": "Hall", "seats": 30}, {"name": "Loft", "seats": 9}],
        "sessions": sessions,
        "time_slots": slots,
    }


def test_the_timetable_is_that_of_the_events_to_come_or_else_of_the_last_one():
    """One that was worked out again of an event long past is not the one that was kept."""
    place = place_of(
        {
            "events": [event("March", "2026-03-05"), event("May", "2026-05-05"), event("July", "2026-07-05")],
            **open_space("March", "May", "July"),
        }
    )
    told = {
        day: [part.sentence.split(":")[0] for part in events.timetables(view(place, as_of=day)).parts]
        for day in ("2026-01-01", "2026-06-30", "2026-07-06")
    }
    assert told == {
        "2026-01-01": ["March", "May", "July"],
        "2026-06-30": ["July"],
        "2026-07-06": ["July"],
    }
