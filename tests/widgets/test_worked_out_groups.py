"""Small groups that an editor asks for: who is in them, what is refused, and a place for who is late."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import pytest

from copkit.place.store import Place
from copkit.widgets import worked_out_groups
from copkit.widgets.desk import Desk

NAMES = [f"Member {letter}" for letter in "ABCDEFGHIJKL"]


@pytest.fixture(autouse=True)
def short(monkeypatch):
    """How good the groups are is tested where they are made: a short search will do."""
    monkeypatch.setattr(worked_out_groups, "SECONDS", 0.05)


@pytest.fixture
def place() -> Place:
    made = Place.in_memory()
    with made.change("Begin") as change:
        change.add("communities", {"name": "Warm Homes"})
        for name in [*NAMES, "Member Outside"]:
            change.add("members", {"name": name})
        for at, name in enumerate(NAMES):
            role = "core" if at < 3 else "active"
            change.add("memberships", {"member": name, "community": "Warm Homes", "role": role})
        change.add("events", {"name": "June", "community": "Warm Homes", "date": f"{dt.date.today()}"})
        change.add("events", {"name": "May", "community": "Warm Homes", "date": "2026-05-01"})
        change.add("group_wishes", {"member": NAMES[0], "other": NAMES[1], "wish": "apart"})
        for name in NAMES[2:6]:
            change.add("group_places", {"event": "May", "round": 1, "member": name, "group": 1})
    return made


def ask(place: Place, **question: object) -> dict[str, Any]:
    return Desk(place, "Warm Homes").answer({"event": "June", **question})


def groups(place: Place, **question: object) -> dict[str, Any]:
    return ask(place, **{"do": "groups", "rounds": 2, "size": 4, **question})


def keep(place: Place, places: list[dict[str, Any]]) -> None:
    steps = [{"add": "group_places", "values": {**one, "event": "June"}} for one in places]
    assert "saved" in Desk(place).answer({"do": "write", "steps": steps})


def test_everybody_who_is_expected_sits_once_in_each_round(place):
    places = groups(place)["places"]
    seated = Counter((one["round"], one["member"]) for one in places)
    assert seated == Counter((number, name) for number in (1, 2) for name in NAMES)


def test_wishes_hosts_and_those_who_met_before_count(place):
    answer = groups(place, rounds=1)
    tables = {one["member"]: one["group"] for one in answer["places"]}
    assert tables[NAMES[0]] != tables[NAMES[1]]
    assert [one["member"] for one in answer["places"] if one["hosts"]] == sorted(NAMES[:3])
    met = [tables[name] for name in NAMES[2:6]]
    # four who sat together in May cannot all be apart at three tables
    assert Counter(met).most_common(1)[0][1] == 2
    assert answer["notes"][0].startswith("1 of 18 meetings ")


def test_only_who_is_ticked_as_here_is_seated_if_that_is_asked(place):
    with place.change("Tick") as change:
        for name in NAMES[:8]:
            change.add("attendance", {"event": "June", "member": name, "presence": "came"})
        change.add("attendance", {"event": "June", "member": NAMES[8], "presence": "sent apologies"})
    assert {one["member"] for one in groups(place, here=True)["places"]} == set(NAMES[:8])


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ({"rounds": 0}, "Ask for at least one"),
        ({"rounds": 21}, "more than 20 rounds"),
        ({"size": 0}, "must lie between 1 and 12"),
        ({"here": True}, "There is nobody to put into groups"),
        ({"event": "Gone"}, "not in the calendar any more"),
    ],
)
def test_what_cannot_be_done_is_told_in_words(place, question, told):
    (refused,) = groups(place, **question)["refused"]
    assert told in refused["text"]


def test_nothing_is_written_by_asking(place):
    before = place.newest_change()
    groups(place)
    assert place.newest_change() == before


def test_who_is_late_finds_a_place_in_each_round_that_is_left(place):
    keep(place, groups(place, rounds=3)["places"])
    found = ask(place, do="late", member="Member Outside", **{"from": 2})["places"]
    assert [one["round"] for one in found] == [2, 3]
    # with the same group twice, the second round would bring nobody new
    standing = place.read("group_places")
    standing = standing[standing["event"] == "June"]
    met = [
        set(standing.loc[(standing["round"] == one["round"]) & (standing["group"] == one["group"]), "member"])
        for one in found
    ]
    assert len(met[0] | met[1]) >= 7


def test_who_was_there_and_left_meets_others_on_coming_back(place):
    places = groups(place, rounds=2)["places"]
    back = NAMES[11]
    keep(place, [one for one in places if not (one["member"] == back and one["round"] == 2)])
    (found,) = ask(place, do="late", member=back, **{"from": 2})["places"]
    assert found["round"] == 2


def test_who_has_a_place_is_told_so(place):
    keep(place, groups(place)["places"])
    (refused,) = ask(place, do="late", member=NAMES[0], **{"from": 1})["refused"]
    assert "has a place in these groups already" in refused["text"]


def test_without_groups_nobody_is_late(place):
    (refused,) = ask(place, do="late", member=NAMES[0], **{"from": 1})["refused"]
    assert refused["text"] == "There are no groups yet. Make them first."
