"""Rounds of introductions that an editor asks for, and the messages of those that are kept."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import pandas as pd
import pytest

from copkit import widgets
from copkit.place.store import Place
from copkit.place.view import view
from copkit.widgets import worked_out_introductions
from copkit.widgets.desk import Desk
from copkit.widgets.worked_out_introductions import groups_of_pairs

COMMUNITY = "Warm Homes"
NAMES = [f"Member {letter}" for letter in "ABCDEFG"]
A, B, C, D, E, F, G = NAMES
TIED, BEFORE = (A, B), (C, D)


@pytest.fixture(autouse=True)
def short(monkeypatch):
    """What introductions do is tested where it is worked out: few runs will do."""
    monkeypatch.setattr(worked_out_introductions, "REPETITIONS", 2)


@pytest.fixture
def place() -> Place:
    """Six members, of whom two are tied and two were introduced; a seventh stands outside."""
    made = Place.in_memory()
    with made.change("Begin") as change:
        change.add("communities", {"name": COMMUNITY})
        for name in NAMES:
            change.add("members", {"name": name})
            role = "outside" if name == G else "active"
            change.add("memberships", {"member": name, "community": COMMUNITY, "role": role})
        change.add("ties", {"member": TIED[0], "to_member": TIED[1], "kind": "knows"})
        change.add("introductions", introduction(*BEFORE, "2026-03-05"))
    return made


def introduction(member: str, to_member: str, day: str, **more: str) -> dict[str, str]:
    return {"member": member, "to_member": to_member, "introduced": day, **more}


def ask(place: Place, **question: object) -> dict[str, Any]:
    usual = {"do": "introductions", "rounds": 2, "from": "2026-06-01", "weeks": 3}
    return Desk(place, COMMUNITY).answer({**usual, **question})


def messages(place: Place, day: str = "2026-06-01", **more: str) -> list[dict[str, Any]]:
    groups: list[dict[str, Any]] = ask(place, do="introduction_messages", day=day, **more)["groups"]
    return groups


def keep(place: Place, *rows: dict[str, str]) -> list[int]:
    steps = [{"add": "introductions", "values": row} for row in rows]
    written: list[int] = Desk(place).answer({"do": "write", "by": "one", "steps": steps})["written"]
    return written


def pairs(answer: dict[str, Any]) -> list[tuple[str, str]]:
    return [(row["member"], row["to_member"]) for row in answer["pairs"]]


def test_members_meet_whom_they_do_not_know_with_a_reason_on_the_days_asked_for(place):
    answer = ask(place)
    assert [(one["round"], one["day"]) for one in answer["rounds"]] == [(1, "2026-06-01"), (2, "2026-06-22")]
    for each in answer["rounds"]:
        assert sorted(name for group in each["groups"] for name in group["members"]) == NAMES[:6]
        assert all(group["reasons"][0].endswith(".") for group in each["groups"])
    assert max(Counter(pairs(answer)).values()) == 1
    assert not {TIED, BEFORE} & set(pairs(answer))
    assert any(note.startswith("If ") and "with random ones" in note for note in answer["notes"])


def test_what_is_to_be_kept_can_be_kept_and_is_taken_back_in_one(place):
    answer = ask(place)
    assert {row["outcome"] for row in answer["pairs"]} == {"not yet"}
    assert {row["introduced"] for row in answer["pairs"]} == {"2026-06-01", "2026-06-22"}
    keep(place, *answer["pairs"])
    assert len(place.read("introductions")) == 7
    Desk(place).answer({"do": "undo", "by": "one"})
    assert len(place.read("introductions")) == 1


def test_a_three_is_three_pairs(place):
    with place.change("One fewer") as change:
        change.delete("memberships", 6)
    (one,) = ask(place, rounds=1)["rounds"]
    assert sorted(len(group["members"]) for group in one["groups"]) == [2, 3]
    assert len(ask(place, rounds=1)["pairs"]) == 4


def test_nobody_meets_again_even_whom_they_are_to_meet_in_a_round_to_come(place):
    later = f"{dt.date.today() + dt.timedelta(weeks=4)}"
    first = ask(place, **{"from": later})
    keep(place, *first["pairs"])
    assert not set(pairs(first)) & set(pairs(ask(place)))


def test_who_wants_none_or_one_gets_no_more_and_is_told_of(place):
    with place.change("Limits") as change:
        change.update("members", 1, {"introductions_wanted": 0})
        change.update("members", 2, {"introductions_wanted": 1})
    answer = ask(place)
    met = Counter(name for one in answer["rounds"] for group in one["groups"] for name in group["members"])
    assert (met[A], met[B]) == (0, 1)
    assert {"round": None, "member": A, "why": f"{A} wants no introductions."} in answer["left_out"]
    assert f"{B} wants no more than 1 introduction." in [row["why"] for row in answer["left_out"]]


def test_a_round_in_which_nobody_is_left_to_meet_has_no_groups(place):
    answer = ask(place, rounds=12)
    assert len(answer["rounds"]) == 12
    assert answer["rounds"][-1]["groups"] == []


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ({"rounds": 0}, "Ask for 1 to 12 rounds."),
        ({"rounds": 13}, "Ask for 1 to 12 rounds."),
        ({"weeks": 0}, "Leave 1 to 52 weeks between two rounds."),
        ({"from": ""}, "Choose a day first."),
        ({"do": "introduction_messages", "day": ""}, "Choose a day first."),
    ],
)
def test_what_cannot_be_done_is_told_in_words(place, question, told):
    assert ask(place, **question)["refused"] == [{"text": told}]


def test_without_a_network_it_says_what_is_needed():
    place = Place.in_memory()
    with place.change("Begin") as change:
        change.add("communities", {"name": COMMUNITY})
    (refused,) = ask(place)["refused"]
    assert refused["text"].startswith("No ties between members are known yet. Ask each member")


def test_nothing_is_written_by_asking(place):
    before = place.newest_change()
    ask(place)
    messages(place)
    assert place.newest_change() == before


def test_the_message_to_those_who_were_kept_has_the_reason_that_was_kept(place):
    written = keep(
        place,
        introduction(A, C, "2026-06-01", reason="Both work on damp"),
        introduction(A, E, "2026-06-01", reason="Both like tea."),
        introduction(C, E, "2026-06-01", reason="Both like tea."),
        introduction(B, D, "2026-06-01"),
        introduction(B, F, "2026-06-08"),
    )
    three, two = messages(place, sender="Eve")
    assert (three["members"], three["rows"]) == ([A, C, E], written[:3])
    assert three["subject"] == f"{A}, {C} and {E}: an introduction"
    assert "introduce you to each other? Both like tea. Both work on damp.\n" in three["text"]
    assert three["text"].endswith("With best wishes\nEve")
    assert (two["members"], two["rows"]) == ([B, D], [written[3]])
    assert "introduce you to each other?\n" in two["text"]
    assert [group["members"] for group in messages(place, "2026-06-08")] == [[B, F]]
    assert messages(place, "2026-06-09") == []


def test_who_met_two_on_a_day_one_after_the_other_is_in_two_groups():
    frame = pd.DataFrame({"member": [B, A, C, D], "to_member": [A, C, A, E]}, index=[10, 11, 12, 13])
    assert groups_of_pairs(frame) == [[10], [11, 12], [13]]


def test_the_sheet_asks_who_whom_why_and_whether_they_met():
    editor = widgets.introduction_rounds(view("demo", COMMUNITY))
    assert editor.settings == {"editor": "introduction_rounds"}
    labels = [label for label, _ in editor.sheet.columns]
    assert labels == ["Who", "Whom", "Why these two", "By when", "Did they meet?"]
