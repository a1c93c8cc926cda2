"""A timetable worked out at the desk, and what is amiss with the one that stands."""

from __future__ import annotations

import json
from typing import Any

import pytest

from copkit.place.store import Place
from copkit.place.view import demo_place
from copkit.widgets.desk import Desk

GATHERING = "Gathering"
TWO = {"Damp": ("Amina", "10:00", "Hall"), "Buses": ("Amina", "11:00", "Hall")}


@pytest.fixture
def place() -> Place:
    """Two sessions of one host in two rooms and two time slots, both placed, and another event's."""
    made = Place.in_memory()
    with made.change("Begin") as change:
        for name in ("Amina", "Tom"):
            change.add("members", {"name": name})
        for name in (GATHERING, "Elsewhere"):
            change.add("events", {"name": name, "date": "2026-06-18"})
        for starts in ("10:00", "11:00"):
            change.add("time_slots", {"event": GATHERING, "starts": starts, "minutes": 45})
        change.add("rooms", {"name": "Hall", "seats": 30})
        change.add("rooms", {"name": "Loft", "seats": 2})
        for name, (host, starts, room) in TWO.items():
            session = {"name": name, "event": GATHERING, "host": host, "starts": starts, "room": room}
            change.add("sessions", session)
        elsewhere = {
            "name": "Other",
            "event": "Elsewhere",
            "host": "Amina",
            "starts": "10:00",
            "room": "Hall",
        }
        change.add("sessions", elsewhere)
    return made


def change_session(place: Place, name: str, **values: object) -> None:
    with place.change("Change") as change:
        row = next(row for row, known in change.rows("sessions").items() if known["name"] == name)
        change.update("sessions", row, values)


def choose(place: Place, **choosers: int) -> None:
    with place.change("Choose") as change:
        for name, count in choosers.items():
            for number in range(count):
                change.add("session_choices", {"session": name, "chooser": f"p{number}"})


def asked(place: Place, what: str, event: str = GATHERING) -> Any:
    answer = Desk(place).answer({"do": what, "event": event})
    return json.loads(json.dumps(answer))  # as it travels


def amiss(place: Place) -> list[str]:
    return list(asked(place, "standing_timetable")["amiss"])


def test_nothing_is_amiss_with_what_keeps_the_rules(place):
    assert amiss(place) == []
    assert asked(place, "standing_timetable", "No such event") == {"amiss": []}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {"starts": "11:00", "room": "Loft"},
            "Amina hosts 'Buses' and 'Damp', which run at the same time, at 11:00.",
        ),
        (
            {"starts": "11:00", "host": "Tom"},
            "Hall holds one session at a time, and 'Buses' and 'Damp' stand there at 11:00.",
        ),
        ({"not_before": "10:30"}, "'Damp' cannot start before 10:30. It stands at 10:00."),
        ({"not_after": "10:30"}, "'Damp' must have ended by 10:30. It stands at 10:00."),
        ({"minutes": 60}, "'Damp' needs 60 minutes; the longest time slot has 45. It stands at 10:00."),
        ({"starts": "13:00"}, "'Damp' stands at 13:00, and the event has no such time slot."),
    ],
)
def test_each_rule_that_is_broken_is_told_with_who_and_when(place, values, said):
    change_session(place, "Damp", **values)
    assert amiss(place) == [said]


def test_two_that_must_not_run_together_and_do(place):
    change_session(place, "Damp", starts="11:00", room="Loft", host="Tom")
    with place.change("Clash") as change:
        change.add("session_clashes", {"session": "Damp", "other": "Buses"})
    assert amiss(place) == ["'Buses' and 'Damp' must not run at the same time, and they stand at 11:00."]


def test_a_room_that_is_too_small_for_those_who_chose(place):
    choose(place, Damp=5, Buses=30)
    assert amiss(place) == []
    change_session(place, "Damp", room="Loft")
    assert amiss(place) == ["'Damp' was chosen by 5 and Loft seats 2: 3 too many."]


def test_a_session_without_a_place_breaks_nothing(place):
    change_session(place, "Damp", starts=None, room=None, not_before="12:00")
    assert amiss(place) == []


def test_a_timetable_has_a_place_for_each_session_of_the_event(place):
    choose(place, Damp=5, Buses=1)
    answer = asked(place, "timetable")
    assert answer["cannot"] == []
    names = {row: values["name"] for row, values in place.rows("sessions").items()}
    placed = {names[one["id"]]: (one["starts"], one["room"]) for one in answer["placed"]}
    assert placed == {"Buses": ("10:00", "Hall"), "Damp": ("11:00", "Hall")}
    assert answer["notes"] == [
        "All 2 sessions are placed.",
        "6 of 6 choices can be seen. No timetable lets more be seen.",
        "With the timetable that stands, 6 can be seen.",
    ]


def test_what_stands_is_only_compared_where_it_keeps_the_rules(place):
    choose(place, Damp=5)
    change_session(place, "Damp", starts="11:00", room="Loft")
    assert len(asked(place, "timetable")["notes"]) == 3
    assert not any("stands" in note for note in asked(place, "timetable")["notes"])


def test_what_makes_it_impossible_is_told_rule_by_rule(place):
    change_session(place, "Damp", minutes=60)
    answer = asked(place, "timetable")
    assert answer["placed"] == []
    assert answer["cannot"] == [
        {
            "text": "No timetable can be made, because these rules cannot all be kept:",
            "points": ["'Damp' is to take place.", "'Damp' needs 60 minutes; the longest time slot has 45."],
        },
        {
            "text": "Do one of these, and try again:",
            "points": ["Leave out 'Damp'.", "Shorten 'Damp', or make a time slot longer."],
        },
    ]


def test_an_event_without_sessions_or_rooms_gets_words_too(place):
    assert asked(place, "timetable", "No such event")["notes"] == ["There is no session to place."]
    assert "no time slot, yet" in asked(place, "timetable", "Elsewhere")["cannot"][0]["points"][0]


def test_asking_writes_nothing_and_the_same_is_answered_again():
    place = demo_place()
    before = place.newest_change()
    event = "Summer gathering, 18 June 2026"
    first = asked(place, "timetable", event)
    assert len(first["placed"]) == 10
    assert asked(place, "timetable", event) == first
    assert place.newest_change() == before


def test_a_question_without_its_event_is_an_old_page(place):
    assert "Load it again" in Desk(place).answer({"do": "timetable"})["refused"][0]["text"]
