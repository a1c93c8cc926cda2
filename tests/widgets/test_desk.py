"""The desk: plain questions of an editor, plain answers from the place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.place.store import Place
from copkit.widgets.desk import MOST_STEPS, Desk


@pytest.fixture
def place() -> Place:
    made = Place.in_memory()
    with made.change("Begin") as change:
        change.add("communities", {"name": "Warm Homes"})
        change.add("communities", {"name": "Good Work"})
        change.add("members", {"name": "Amina Yusuf", "agrees_to_be_named": "yes", "joined": "2025-01-16"})
        change.add("events", {"name": "June", "community": "Warm Homes", "date": "2026-06-18"})
        change.add("events", {"name": "July", "community": "Good Work", "date": "2026-07-18"})
    return made


@pytest.fixture
def desk(place: Place) -> Desk:
    return Desk(place, "Warm Homes")


def write(desk: Desk, *steps: dict[str, object], by: str = "one", edit: str = "") -> dict[str, object]:
    return desk.answer({"do": "write", "by": by, "edit": edit, "steps": list(steps)})


def rename(new: str, seen: str = "Amina Yusuf") -> dict[str, object]:
    return {"set": "members", "row": 1, "values": {"name": new}, "seen": {"name": seen}}


def test_values_travel_as_a_person_types_them(desk):
    row = desk.answer({"do": "open", "tables": ["members"]})["tables"]["members"]["rows"][1]
    assert (row["agrees_to_be_named"], row["joined"], row["organisation"]) == ("yes", "2025-01-16", "")


def test_columns_carry_what_a_field_needs(desk):
    opened = desk.answer({"do": "open", "tables": ["memberships"]})
    columns = {column["name"]: column for column in opened["tables"]["memberships"]["columns"]}
    assert columns["role"]["choices"] == ["coordinator", "core", "active", "peripheral", "outside"]
    assert columns["member"]["refers_to"] == "members"
    assert opened["names"]["members"] == ["Amina Yusuf"]


def test_only_events_of_the_community_are_shown_but_every_issue(desk):
    write(desk, {"add": "issues", "values": {"name": "Damp"}})
    tables = desk.answer({"do": "open", "tables": ["events", "issues"]})["tables"]
    assert [row["name"] for row in tables["events"]["rows"].values()] == ["June"]
    assert [row["name"] for row in tables["issues"]["rows"].values()] == ["Damp"]


def test_several_steps_stand_together_or_not_at_all(place, desk):
    good = {"add": "issues", "values": {"name": "Damp"}}
    bad = {"add": "issue_links", "values": {"cause": "Damp", "effect": "Dampp", "strength": "2"}}
    refused = write(desk, good, bad)["refused"]
    assert place.read("issues").empty
    assert [(fault["line"], fault["column"]) for fault in refused] == [(2, "strength"), (2, "effect")]


def test_a_later_step_may_name_what_an_earlier_one_added(place, desk):
    link = {"cause": "Damp", "effect": "Asthma", "strength": "0.7"}
    issues = [{"add": "issues", "values": {"name": name}} for name in ("Damp", "Asthma")]
    assert len(write(desk, *issues, {"add": "issue_links", "values": link})["written"]) == 3
    assert len(place.read("issue_links")) == 1


def test_the_same_edit_is_written_once(place, desk):
    step = {"add": "issues", "values": {"name": "Damp"}}
    first, second = (write(desk, step, edit="e1") for _ in range(2))
    assert first["written"] == second["written"]
    assert len(place.read("issues")) == 1


def test_who_comes_later_to_the_same_field_is_told_and_both_stand_in_the_history(place, desk):
    write(desk, rename("Amina Y"), by="one")
    answer = write(desk, rename("Amina Yusuf-Brand"), by="two")
    assert answer["clashes"] == [
        {"step": 0, "column": "name", "theirs": "Amina Y", "yours": "Amina Yusuf-Brand"}
    ]
    kept = place.history()["after"].dropna()
    assert any('"Amina Y"' in text for text in kept)
    assert any("Amina Yusuf-Brand" in text for text in kept)


def test_two_who_write_to_different_fields_do_not_clash(place, desk):
    write(desk, {"set": "members", "row": 1, "values": {"job": "nurse"}, "seen": {"job": ""}}, by="one")
    email = {"email": "a@example.org"}
    answer = write(desk, {"set": "members", "row": 1, "values": email, "seen": {"email": ""}}, by="two")
    assert answer["clashes"] == []
    assert tuple(place.read("members").loc[1, ["job", "email"]]) == ("nurse", "a@example.org")


def test_who_writes_the_same_does_not_clash(desk):
    write(desk, rename("Amina Y"), by="one")
    assert write(desk, rename("Amina Y"), by="two")["clashes"] == []


def test_who_is_quicker_than_the_answers_does_not_clash_with_oneself(desk):
    write(desk, rename("Amina Y"), by="one")
    assert write(desk, rename("Amina Z"), by="one")["clashes"] == []


def test_undo_takes_back_what_this_screen_did(place, desk):
    write(desk, {"add": "issues", "values": {"name": "Mine"}}, by="one")
    write(desk, {"add": "issues", "values": {"name": "Theirs"}}, by="two")
    assert desk.answer({"do": "undo", "by": "one"})["undone"] == "Add a row in Issues"
    assert list(place.read("issues")["name"]) == ["Theirs"]
    assert "nothing to undo" in desk.answer({"do": "undo", "by": "one"})["refused"][0]["text"]


def test_undo_does_not_take_back_what_somebody_else_wrote_over_it(place, desk):
    write(desk, rename("Amina Y"), by="one")
    write(desk, rename("Amina Z", seen="Amina Y"), by="two")
    assert "changed again since" in desk.answer({"do": "undo", "by": "one"})["refused"][0]["text"]
    assert place.read("members").loc[1, "name"] == "Amina Z"


def test_undo_does_not_take_away_what_others_name(place, desk):
    write(desk, {"add": "issues", "values": {"name": "Damp"}}, by="one")
    taken = {"issue": "Damp", "community": "Warm Homes"}
    write(desk, {"add": "coverage", "values": taken}, by="two")
    assert "Other rows name" in desk.answer({"do": "undo", "by": "one"})["refused"][0]["text"]
    assert len(place.read("issues")) == 1


def test_undo_leaves_what_somebody_else_wrote_beside_it(place, desk):
    write(desk, rename("Amina Y"), by="one")
    write(desk, {"set": "members", "row": 1, "values": {"job": "nurse"}, "seen": {"job": ""}}, by="two")
    desk.answer({"do": "undo", "by": "one"})
    assert tuple(place.read("members").loc[1, ["name", "job"]]) == ("Amina Yusuf", "nurse")


def test_what_others_changed_is_told_and_nothing_else(desk):
    change = desk.answer({"do": "open", "tables": ["issues", "members"]})["change"]
    write(desk, {"add": "issues", "values": {"name": "Damp"}})
    news = desk.answer({"do": "since", "change": change, "tables": ["issues", "members"]})
    assert news["tables"] == {"issues": {"rows": {1: desk_row("Damp")}, "gone": []}}
    later = desk.answer({"do": "since", "change": news["change"], "tables": ["issues"]})
    assert later["tables"] == {}


def desk_row(name: str) -> dict[str, str]:
    columns = ("theme", "evidence", "organisation", "raised_by", "raised", "is_outcome")
    empty = dict.fromkeys(columns, "")
    return {"name": name, **empty}


def test_a_deleted_row_is_told_as_gone(desk):
    write(desk, {"add": "issues", "values": {"name": "Damp"}})
    change = desk.answer({"do": "open", "tables": ["issues"]})["change"]
    write(desk, {"delete": "issues", "row": 1})
    news = desk.answer({"do": "since", "change": change, "tables": ["issues"]})
    assert news["tables"]["issues"] == {"rows": {}, "gone": [1]}


def test_a_row_deleted_once_may_be_gone_already(place, desk):
    write(desk, {"add": "issues", "values": {"name": "Damp"}}, {"add": "issues", "values": {"name": "Cold"}})
    write(desk, {"delete": "issues", "row": 1})
    both = write(desk, {"delete": "issues", "row": 1, "once": True}, {"delete": "issues", "row": 2})
    assert "refused" not in both
    assert place.read("issues").empty
    desk.answer({"do": "undo", "by": "one"})
    assert list(place.read("issues")["name"]) == ["Cold"]


def test_a_row_that_names_a_renamed_one_is_told_again(desk):
    raised = {"name": "Damp", "raised_by": "Amina Yusuf"}
    write(desk, {"add": "issues", "values": raised})
    change = desk.answer({"do": "open", "tables": ["issues"]})["change"]
    write(desk, rename("Amina Y"))
    news = desk.answer({"do": "since", "change": change, "tables": ["issues"]})
    assert news["tables"]["issues"]["rows"][1]["raised_by"] == "Amina Y"
    assert news["names"]["members"] == ["Amina Y"]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ({"do": "drop"}, "can ask for open, since, write, undo, alike"),
        ({"do": "write", "steps": [{"add": "history", "values": {}}]}, "There is no table 'history'"),
        ({"do": "write", "steps": [{"delete": "issues", "row": 99}]}, "was deleted in the meantime"),
        ({"do": "write", "steps": [{"set": "issues", "values": {}}]}, "Load it again"),
        ({"do": "write", "steps": [{"delete": "communities", "row": 1}]}, "still named in Events (1 row)"),
        ({"do": "write", "steps": [{}] * (MOST_STEPS + 1)}, "Load them as a spreadsheet"),
    ],
)
def test_what_cannot_be_done_is_told_in_words(desk, question, told):
    assert told in desk.answer(question)["refused"][0]["text"]


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=6))
def test_undoing_everything_gives_the_place_as_it_was(names):
    made = Place.in_memory()
    desk = Desk(made)
    for name in names:
        write(desk, {"add": "issues", "values": {"name": name}})
    for _ in set(names):
        desk.answer({"do": "undo", "by": "one"})
    assert made.read("issues").empty


def test_issues_that_read_alike_are_found_until_they_are_merged_or_said_to_differ(desk):
    first, second = (
        write(desk, {"add": "issues", "values": {"name": name}})["written"][0]
        for name in ("No bus after seven", "No buses after seven")
    )
    assert desk.answer({"do": "alike"})["pairs"] == [[first, second]]
    write(desk, {"merge": "issues", "row": second, "into": first})
    assert desk.answer({"do": "alike"})["pairs"] == []
    assert desk.answer({"do": "undo", "by": "one", "edit": "back"})["undone"] == "Merge a row in Issues"
    names = {"issue": "No bus after seven", "other": "No buses after seven"}
    write(desk, {"add": "distinct_issues", "values": names})
    assert desk.answer({"do": "alike"})["pairs"] == []


def test_a_row_that_went_in_a_merge_is_told_as_gone(desk):
    damp, homes = (
        write(desk, {"add": "issues", "values": {"name": name}})["written"][0]
        for name in ("Damp", "Damp homes")
    )
    stays, goes = (
        write(
            desk, {"add": "votes", "values": {"round": "June", "voter": "p1", "issue": issue, "dots": "1"}}
        )["written"][0]
        for issue in ("Damp", "Damp homes")
    )
    change = desk.answer({"do": "open", "tables": ["votes"]})["change"]
    write(desk, {"merge": "issues", "row": homes, "into": damp})
    news = desk.answer({"do": "since", "change": change, "tables": ["votes"]})["tables"]["votes"]
    assert news["gone"] == [goes]
    assert news["rows"][stays]["dots"] == "2"
