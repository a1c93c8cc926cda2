"""Who is named as somebody to ask, for whom, and with which reasons."""

from __future__ import annotations

import datetime as dt

import pytest

from copkit.place.store import Place
from copkit.place.view import view
from copkit.show import knowledge
from copkit.show.page import Needs

DAY = dt.date(2026, 6, 1)
HOMES, STREETS = "Warm Homes", "Safe Streets"


@pytest.fixture
def place() -> Place:
    """Ann agreed to be named and would teach; Bo did not agree; Cy agreed and would not teach; Di left."""
    made = Place.in_memory()
    with made.change("Begin") as change:
        for name in (HOMES, STREETS):
            change.add("communities", {"name": name})
        for name in ("Damp in private lets", "No bus after seven"):
            change.add("issues", {"name": name})
            change.add("coverage", {"issue": name, "community": HOMES})
        change.add("issues", {"name": "A good life", "is_outcome": True})
        change.add("skills", {"name": "Reading a meter"})
        change.add("skill_needs", {"issue": "Damp in private lets", "skill": "Reading a meter"})
        for name in ("Ann", "Bo", "Cy", "Di"):
            change.add("members", {"name": name, "agrees_to_be_named": name != "Bo"})
            ended = {"until": dt.date(2026, 1, 1)} if name == "Di" else {}
            belongs = {"member": name, "community": STREETS if name == "Cy" else HOMES, "role": "core"}
            change.add("memberships", {**belongs, "since": dt.date(2025, 1, 1), **ended})
            said = {"level": 2, "wants": 4, "can_teach": name == "Ann", "recorded": DAY}
            change.add("member_skills", {"member": name, "skill": "Reading a meter", **said})
        guide = {"kind": "guide", "open_to": "public", "community": HOMES, "owner": "Cy"}
        change.add("resources", {"name": "Wall check", **guide})
        change.add("resource_issues", {"resource": "Wall check", "issue": "Damp in private lets"})
    return made


def rows(place: Place, community: str = "", audience: str = "workshop") -> list[tuple[str, str, str]]:
    (part,) = knowledge.who_knows(view(place, community, "2026-06-30", audience)).parts
    return [tuple(row) for table in part.evidence for row in table.text.itertuples(index=False)]


def test_in_the_room_those_who_belong_now_are_named_with_why(place):
    told = rows(place)
    damp = [(who, why) for about, who, why in told if about == "Damp in private lets"]
    assert damp[0] == (
        "Cy",
        "Keeps 'Wall check' up to date. Has the skill 'Reading a meter': level 2 of 4.",
    )
    assert sorted(who for who, _ in damp) == ["Ann", "Bo", "Cy"]
    assert {about for about, _, _ in told} == {"Damp in private lets", "Reading a meter"}


def test_what_nobody_knows_about_is_said(place):
    (part,) = knowledge.who_knows(view(place, HOMES, "2026-06-30")).parts
    assert part.sentence == (
        "Somebody can be asked about 2 issues and skills. For 'No bus after seven' nobody is known yet."
    )


def test_the_public_sees_who_agreed_without_a_level_or_who_made_what(place):
    told = rows(place, audience="public")
    assert told == [("Damp in private lets", "Ann", "Has the skill 'Reading a meter', and can teach it.")]


def test_the_public_sees_no_answer_that_names_somebody_who_did_not_agree(place):
    with place.change("Ask") as change:
        for name in ("Does Bo Hart look at damp lets?", "Who looks at damp private lets?"):
            change.add("questions", {"name": name, "state": "answered", "may_be_shared": True})
            change.add("answers", {"question": name, "answered_by": "Cy", "may_be_shared": True})
        change.add("members", {"name": "Bo Hart"})
    page = knowledge.who_knows(view(place, "", "2026-06-30", "public"))
    assert "Answered 'Who looks at damp private lets?'." in page.plain()
    assert "Bo" not in str(page.html())


def test_if_nobody_agreed_the_public_is_told_so(place):
    with place.change("No") as change:
        for row in change.rows("members"):
            change.update("members", row, {"agrees_to_be_named": False})
    page = knowledge.who_knows(view(place, "", "2026-06-30", "public"))
    assert page.parts[0].sentence == (
        "Nobody who agreed to be named is known yet for an issue or a skill that is wanted."
    )
    assert page.parts[0].evidence == ()


def test_a_place_without_issues_is_told_what_to_do():
    assert isinstance(knowledge.who_knows(view(Place.in_memory())).parts[0], Needs)
