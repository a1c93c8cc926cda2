"""What the place answers to the question board and to 'look it up': who is named, and what stays apart."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit import widgets
from copkit.place.store import Place
from copkit.place.view import demo_place, view
from copkit.widgets.desk import Desk
from copkit.widgets.kept_search import searched

OURS, THEIRS = "Warm Homes", "Ageing Well"
ANN, BO, CY, DI, EVE = "Ann Cole", "Bo Ash", "Cy Beck", "Di Dunn", "Eve Hill"
LONG_AGO = dt.date(2020, 1, 1)
MARKUP = "<img src=x onerror=alert(1)> damp"


@pytest.fixture
def place() -> Place:
    """Two communities. Di left, Eve is outside, and only Ann and Cy agreed to be named."""
    made = Place.in_memory()
    with made.change("Begin") as change:
        for name in (OURS, THEIRS):
            change.add("communities", {"name": name})
        change.add("organisations", {"name": "Ellery Council", "sector": "public"})
        change.add("skills", {"name": "Damp meter"})
        for name, community in ((ANN, OURS), (BO, OURS), (CY, THEIRS), (DI, OURS), (EVE, OURS)):
            change.add("members", {"name": name, "agrees_to_be_named": name in (ANN, CY)})
            role = "outside" if name == EVE else "active"
            ended = {"until": LONG_AGO} if name == DI else {}
            change.add("memberships", {"member": name, "community": community, "role": role, **ended})
            change.add("member_skills", {"member": name, "skill": "Damp meter", "level": 3})
        for name, community, open_to, owner in (
            ("Damp check", OURS, "members", ANN),
            ("Damp open", THEIRS, "public", CY),
            ("Damp secret", THEIRS, "members", CY),
            ("Damp unsaid", THEIRS, None, CY),
            ("Damp for all", None, "members", BO),
        ):
            change.add(
                "resources",
                {"name": name, "kind": "guide", "community": community, "open_to": open_to, "owner": owner},
            )
        for name, community, shared, by, said in (
            ("Who measures damp?", OURS, False, BO, True),
            ("What does damp cost them?", THEIRS, True, CY, True),
            ("Which damp landlord do we fear?", THEIRS, False, CY, True),
            ("Which damp paint do they use?", THEIRS, True, CY, False),
        ):
            row = {"name": name, "community": community, "state": "open", "may_be_shared": shared}
            change.add("questions", {**row, "asked": dt.date(2026, 1, 5)})
            told = {"question": name, "answered_by": by, "answer": f"{name} Ask."}
            change.add("answers", {**told, "answered": dt.date(2026, 1, 6), "may_be_shared": said})
    return made


def look(place: Place, query: str, community: str = OURS, **more: str) -> dict[str, Any]:
    return Desk(place, community).answer({"do": "look_it_up", "query": query, **more})


def board(place: Place, name: str, community: str = OURS, **more: str) -> dict[str, Any]:
    return Desk(place, community).answer({"do": "question_asked", "name": name, **more})


def named(answer: dict[str, Any]) -> set[str]:
    return {row["name"] for row in answer["resources"]}


def people(answer: dict[str, Any]) -> set[str]:
    return {row["member"] for row in answer["people"]}


def test_only_those_who_belong_now_are_offered(place):
    assert people(look(place, "damp")) == {ANN, BO, CY}
    assert people(board(place, "Who has a damp meter?")) == {ANN, BO, CY}
    assert people(board(place, "Who has a damp meter?", asked_by=ANN)) == {BO, CY}


def test_all_who_ever_belonged_left_and_nobody_is_offered(place):
    with place.change("All leave") as change:
        for row in change.rows("memberships"):
            change.update("memberships", row, {"until": LONG_AGO})
    assert people(look(place, "damp")) == set()


def test_where_nobody_said_who_belongs_all_members_are_offered(place):
    with place.change("Nobody said") as change:
        for row in change.rows("memberships"):
            change.delete("memberships", row)
    assert people(look(place, "damp")) == {ANN, BO, CY, DI, EVE}


def test_another_community_keeps_to_itself_what_it_does_not_share(place):
    answer = look(place, "damp")
    assert named(answer) == {"Damp check", "Damp open", "Damp for all"}
    told = json.dumps([answer, board(place, "damp"), board(place, "Which damp landlord do we fear?")])
    for hidden in ("Damp secret", "Damp unsaid", "landlord do we fear", "paint do they use? Ask"):
        assert hidden not in told
    assert answer["facets"]["community"] == [[THEIRS, 1], [OURS, 1]]
    reasons = {row["member"]: row["reasons"] for row in answer["people"]}
    assert sorted(reasons[CY]) == [
        "Answered 'What does damp cost them?'.",
        "Has the skill 'Damp meter': level 3 of 4.",
        "Keeps 'Damp open' up to date.",
    ]
    assert named(look(place, "damp", THEIRS)) == {"Damp open", "Damp secret", "Damp unsaid", "Damp for all"}
    assert len(named(look(place, "damp", ""))) == 5


def test_what_is_kept_apart_cannot_be_guessed_word_by_word(place):
    for query in ("secret", "community:Nowhere", "landlord", "fear", "secre"):
        assert look(place, query)["total"] == 0, query


def test_a_question_alike_comes_with_its_answers(place):
    found = board(place, "Who measures the damp?")["alike"]
    assert found[0]["name"] == "Who measures damp?"
    assert found[0]["answers"] == [{"by": BO, "answer": "Who measures damp? Ask.", "resource": ""}]
    assert found[0]["state"] == "answered"
    (paint,) = board(place, "Which damp paint do they use?")["alike"][:1]
    assert paint["answers"] == []


def test_the_longest_waiting_stands_first_and_the_asker_is_not_asked(place):
    today = dt.date.today()
    with place.change("Ask") as change:
        for name, days, by in (("Damp new?", 2, ANN), ("Damp old?", 40, ANN), ("Damp whenever?", None, None)):
            asked = None if days is None else today - dt.timedelta(days=days)
            row = {"name": name, "community": OURS, "state": "open", "asked": asked, "asked_by": by}
            change.add("questions", row)
    standings = Desk(place, OURS).answer({"do": "questions_standing"})["standings"]
    open_ones = [row for row in standings if row["state"] == "open"]
    assert [(row["question"], row["waits"]) for row in open_ones] == [
        ("Damp old?", 40),
        ("Damp new?", 2),
        ("Damp whenever?", None),
    ]
    assert {row["member"] for row in open_ones[0]["people"]} == {BO, CY}
    assert {row["question"] for row in standings} == {row["question"] for row in open_ones} | {
        "Who measures damp?"
    }


def test_what_changes_is_seen_at_once_and_all_else_is_kept(place):
    before = searched(place, OURS)
    with place.change("Elsewhere") as change:
        change.add("indicators", {"name": "Damp homes", "better": "lower"})
    assert searched(place, OURS) is before
    with place.change("Here") as change:
        change.add("resources", {"name": "Damp film", "kind": "recording", "community": OURS})
    assert "Damp film" in named(look(place, "damp"))
    place.undo()
    assert "Damp film" not in named(look(place, "damp"))
    assert searched(place, OURS) is not searched(place, THEIRS)


def test_typing_errors_facets_and_the_rest_are_told(place):
    answer = look(place, "dmap")
    assert answer["note"] == "Showing results for 'damp'."
    assert named(look(place, "damp", of=THEIRS)) == {"Damp open"}
    with place.change("Many") as change:
        for at in range(12):
            change.add("resources", {"name": f"Damp {at:02}", "kind": "tool", "community": OURS})
    answer = look(place, "damp", kind="tool")
    assert (len(answer["resources"]), answer["total"]) == (10, 12)


def test_words_that_were_found_are_pieces_and_never_markup(place):
    with place.change("Hostile") as change:
        more = {"description": "😀 <b>damp</b> & more", "link": "javascript:alert(1)"}
        change.add("resources", {"name": MARKUP, "kind": "guide", "community": OURS, **more})
    (row,) = (row for row in look(place, "damp img")["resources"] if row["name"] == MARKUP)
    assert "".join(text for text, _ in row["title"]) == MARKUP
    assert [text for text, sought in row["title"] if sought] == ["img", "damp"]
    assert ["damp", True] in [list(piece) for piece in row["snippet"]]


@pytest.fixture(scope="module")
def demo() -> Place:
    return demo_place()


@given(query=st.text(max_size=60))
def test_any_query_is_answered_and_nobody_else_is_named(demo, query):
    belongs = demo.read("memberships")
    allowed = set(belongs.loc[belongs["until"].isna() & (belongs["role"] != "outside"), "member"])
    for answer in (look(demo, query), board(demo, query)):
        assert "refused" not in answer
        assert people(answer) <= allowed


@pytest.mark.parametrize("query", ["", "damp", '"', "kind:guide", "-"])
def test_an_empty_place_answers(query):
    place = Place.in_memory()
    answer = look(place, query, "")
    assert (answer["resources"], answer["people"], answer["total"]) == ([], [], 0)
    assert board(place, query, "") == {"alike": [], "resources": [], "people": []}
    assert Desk(place).answer({"do": "questions_standing"}) == {"standings": []}


def test_answers_to_questions_of_another_community_are_not_sent(place):
    opened = Desk(place, OURS).answer({"do": "open", "tables": ["questions", "answers"]})["tables"]
    assert {row["question"] for row in opened["answers"]["rows"].values()} == {"Who measures damp?"}


def test_on_paper_there_is_a_sheet_for_each():
    here = view("demo")
    sheets = [editor(here).sheet for editor in (widgets.question_board, widgets.look_it_up)]
    assert [sheet.title for sheet in sheets] == ["Question board", "What I look for"]
    assert all("to print" in sheet.plain() for sheet in sheets)
