"""A plan for mentors that an editor asks for: who with whom, why, and who stays without."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from copkit import widgets
from copkit.place.store import Place
from copkit.place.view import view
from copkit.widgets.bundle import STATIC
from copkit.widgets.desk import Desk

COMMUNITY = "Warm Homes"
SKILL = "Damp meter"
TEACHERS = BO, CY = "Bo Ash", "Cy Beck"
LEARNERS = ANN, DI = "Ann Cole", "Di Dunn"
TODAY = dt.date.today()


@pytest.fixture
def place() -> Place:
    """Two who teach a skill and two who want to learn it; each side has other wishes than the other."""
    made = Place.in_memory()
    with made.change("Begin") as change:
        change.add("communities", {"name": COMMUNITY})
        change.add("skills", {"name": SKILL})
        for name in (*TEACHERS, *LEARNERS):
            change.add("members", {"name": name, "mentees_wanted": 1})
            change.add("memberships", {"member": name, "community": COMMUNITY, "role": "active"})
            said = {"level": 4, "can_teach": True} if name in TEACHERS else {"level": 1, "wants": 3}
            change.add("member_skills", {"member": name, "skill": SKILL, **said})
    return made


def chooses(place: Place, member: str, wants: str, *names: str) -> None:
    with place.change("Choose") as change:
        for rank, chosen in enumerate(names, 1):
            change.add("mentor_choices", {"member": member, "wants": wants, "chosen": chosen, "rank": rank})


@pytest.fixture
def crossed(place) -> Place:
    """Two stable plans: one gives the mentees their first choices, the other the mentors theirs."""
    chooses(place, ANN, "a mentor", BO, CY)
    chooses(place, DI, "a mentor", CY, BO)
    chooses(place, BO, "a mentee", DI, ANN)
    chooses(place, CY, "a mentee", ANN, DI)
    return place


def paired(place: Place, mentor: str, mentee: str, **days: object) -> None:
    with place.change("Pair") as change:
        change.add("mentoring", {"mentor": mentor, "mentee": mentee, "since": "2026-01-15", **days})


def ask(place: Place, **question: object) -> dict[str, Any]:
    return Desk(place, COMMUNITY).answer({"do": "mentors", "way": "stable", "favour": "mentees", **question})


def pairs(answer: dict[str, Any]) -> set[tuple[str, str]]:
    return {(row["mentor"], row["mentee"]) for row in answer["pairs"]}


def test_a_pair_has_what_it_is_about_the_reason_and_its_place_in_both_lists(place):
    (one, other) = ask(place)["pairs"]
    assert (one["mentor"], one["mentee"], one["skill"]) == (BO, ANN, SKILL)
    assert one["why"].startswith(f"{ANN} wants to learn {SKILL} (1 now, 3 wanted) and {BO} teaches it (4)")
    assert (one["choice_of_mentee"], one["choice_of_mentor"]) == (1, 1)
    assert (other["choice_of_mentee"], other["choice_of_mentor"]) == (2, 2)


@pytest.mark.parametrize(
    ("favour", "expected"),
    [("mentees", {(BO, ANN), (CY, DI)}), ("mentors", {(BO, DI), (CY, ANN)})],
)
def test_of_several_stable_plans_the_one_for_the_side_asked_for_is_given(crossed, favour, expected):
    answer = ask(crossed, favour=favour)
    assert pairs(answer) == expected
    assert answer["notes"][0].startswith("Stable:")
    assert f"Of all stable matchings it is the best for {favour}; this was checked." in answer["notes"]


def test_the_best_in_total_minds_the_fit_alone_and_says_so(place):
    chooses(place, ANN, "a mentor", CY)
    answer = ask(place, way="total")
    assert pairs(answer) == {(BO, ANN), (CY, DI)}
    assert answer["pairs"][0]["choice_of_mentee"] is None
    assert answer["notes"][0] == "2 of 2 mentees have a mentor, as many as can be."
    assert "Only the fit counts here" in answer["notes"][-1]


def test_the_rows_are_kept_as_they_are_and_taken_back_in_one(place):
    answer = ask(place)
    steps = [{"add": "mentoring", "values": row} for row in answer["rows"]]
    Desk(place).answer({"do": "write", "by": "one", "steps": steps})
    kept = place.read("mentoring")
    assert pairs(answer) == set(zip(kept["mentor"], kept["mentee"], strict=True))
    assert set(kept["skill"]) == {SKILL}
    assert set(kept["since"].dt.date) == {TODAY}
    Desk(place).answer({"do": "undo", "by": "one"})
    assert place.read("mentoring").empty


def test_who_stays_without_is_told_why_and_what_to_do(place):
    with place.change("No time") as change:
        change.update("members", 2, {"mentees_wanted": 0})
    (one,) = ask(place)["without"]
    assert one == {
        "member": DI,
        "why": f"All mentors whom {DI} could have are taken by people whom they prefer: {BO} (1 free place); "
        f"{CY} has no place free now.",
        "offer": f"Ask {BO} to take a second mentee: {DI}.",
    }


def test_who_wishes_for_somebody_who_teaches_nothing_they_want_has_no_skill(place):
    chooses(place, BO, "a mentor", CY)
    chooses(place, CY, "a mentee", BO)
    (one,) = [pair for pair in ask(place)["pairs"] if pair["mentee"] == BO]
    assert (one["skill"], one["why"]) == ("", "By their own choice.")


def test_who_has_a_mentor_gets_no_second_even_by_the_choice_of_a_mentor(place):
    chooses(place, CY, "a mentee", ANN, DI)
    paired(place, BO, ANN)
    assert pairs(ask(place)) == {(CY, DI)}


def test_a_pair_that_ends_today_makes_room_and_is_told_of_if_it_comes_again(place):
    paired(place, BO, ANN, until=f"{TODAY}")
    (one, _) = ask(place)["pairs"]
    assert (one["mentor"], one["mentee"]) == (BO, ANN)
    assert one["why"].endswith(f"They were a pair before, until {TODAY.day} {TODAY:%B %Y}.")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ({"way": "any"}, "Choose first what the plan is to reach."),
        ({"favour": "all"}, "Choose first whose wishes come first."),
    ],
)
def test_what_cannot_be_done_is_told_in_words(place, question, told):
    assert ask(place, **question)["refused"] == [{"text": told}]


def test_where_nobody_can_learn_from_anybody_it_says_what_is_needed():
    place = Place.in_memory()
    with place.change("Begin") as change:
        change.add("communities", {"name": COMMUNITY})
    (refused,) = ask(place)["refused"]
    assert refused["text"].startswith(
        "Nobody without a mentor wants to learn what somebody here teaches. Ask"
    )


@pytest.mark.parametrize("way", ["stable", "total"])
def test_nothing_is_written_by_asking(place, way):
    before = place.newest_change()
    ask(place, way=way)
    assert place.newest_change() == before


def test_the_editor_is_there_and_its_sheet_asks_both_sides():
    editor = widgets.mentor_matching(view("demo", COMMUNITY))
    assert editor.settings == {"editor": "mentor_matching", "usual": 2}
    assert "EDITORS.mentor_matching" in (STATIC / "mentor_matching_editor.js").read_text(encoding="utf-8")
    labels = [label for label, _ in editor.sheet.columns]
    assert labels == ["Who", "Wants", "About what", "Whom", "How many mentees at once?"]
