"""Workbook 6: what it says of the knowledge base, and what the public must not learn."""

import datetime as dt

import pytest

from copkit.place.store import Place
from copkit.place.view import view
from copkit.show import knowledge
from copkit.show.page import Needs

SECTIONS = [getattr(knowledge, name) for name in knowledge.__all__]


@pytest.fixture
def place() -> Place:
    """Two resources open to the public and one for members; one issue of three has none."""
    place = Place.in_memory()
    with place.change("Fill") as change:
        change.add("communities", {"name": "Warm Homes"})
        for name in ("Ann", "Bo", "Çelik", "Di", "Ed", "Fay"):
            change.add("members", {"name": name, "agrees_to_be_named": True})
            change.add(
                "memberships",
                {
                    "member": name,
                    "community": "Warm Homes",
                    "role": "core",
                    "since": dt.date(2025, 1, 1),
                    "until": dt.date(2026, 1, 1) if name == "Bo" else None,
                },
            )
        for name, owner, made, open_to in (
            ("Damp check", "Ann", dt.date(2026, 1, 5), "public"),
            ("Heating sheet", "Bo", dt.date(2023, 1, 5), "public"),
            ("Secret list", "Ann", dt.date(2020, 1, 5), "members"),
        ):
            change.add(
                "resources",
                {
                    "name": name,
                    "kind": "guide",
                    "community": "Warm Homes",
                    "owner": owner,
                    "made": made,
                    "open_to": open_to,
                },
            )
        for name in ("Damp", "Debt", "Draughts"):
            change.add("issues", {"name": name})
            change.add("coverage", {"issue": name, "community": "Warm Homes"})
        change.add("resource_issues", {"resource": "Damp check", "issue": "Damp"})
        change.add("resource_issues", {"resource": "Secret list", "issue": "Debt"})
        for member in ("Ann", "Bo", "Çelik", "Di", "Ed", "Fay"):
            change.add("resource_use", used("Damp check", member, "opened"))
        for member in ("Ann", "Bo"):
            change.add("resource_use", used("Damp check", member, "applied"))
    return place


def used(resource: str, member: str, use: str) -> dict[str, object]:
    return {"resource": resource, "member": member, "used": dt.date(2026, 6, 1), "use": use}


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("community", ["", "Warm Homes"])
def test_the_public_sees_no_resource_that_is_for_members(place, section, community):
    here = view(place, community, as_of="2026-06-30", audience="public")
    assert "Secret list" not in str(section(here).html())


def test_a_gap_for_the_public_is_an_issue_without_an_open_resource(place):
    room = knowledge.gaps(view(place)).parts[0].sentence
    public = knowledge.gaps(view(place, audience="public")).parts[0].sentence
    assert room == "1 issue has no resource yet: 'Draughts'."
    assert public.startswith("2 issues have no resource yet, first of all 'Debt'.")
    asked = knowledge.next_steps(view(place, audience="public")).plain()
    assert "Open up what there is for members on 'Debt', or write a guide that anybody may read." in asked


def test_the_gap_with_the_most_dots_comes_first(place):
    with place.change("Vote") as change:
        change.add("issues", {"name": "Zinc pipes"})
        change.add("votes", {"round": "1", "voter": "v1", "issue": "Zinc pipes", "dots": 3})
    assert "first of all 'Zinc pipes'" in knowledge.gaps(view(place)).parts[0].sentence
    proposals = knowledge.next_steps(view(place)).plain()
    assert "Write or find a first guide on 'Zinc pipes'." in proposals


def test_who_used_a_resource_is_counted_and_few_are_not_shown(place):
    room = knowledge.in_use(view(place)).parts[0].sentence
    assert room == "Damp check was put to use most, by 2 people; 2 resources were not used at all."
    public = knowledge.in_use(view(place, audience="public"))
    assert "What was put to use most is not shown here" in public.plain()
    assert "by 2" not in str(public.html())


def test_what_is_out_of_date_and_whose_owner_has_left(place):
    checks, owners = knowledge.out_of_date(view(place, as_of="2026-06-30")).parts
    assert checks.sentence == "2 of 3 resources should be checked."
    assert owners.sentence == "1 resource has an owner who has left."
    assert "Bo" in owners.plain()


def test_the_public_does_not_learn_who_owns_a_stale_resource(place):
    shown = knowledge.out_of_date(view(place, as_of="2026-06-30", audience="public"))
    assert len(shown.parts) == 1
    assert "Bo" not in shown.plain()


def test_many_resources_with_nothing_but_a_name_still_make_a_page():
    """As in a real place: 236 areas of practice, each with a name, a kind and a community."""
    place = Place.in_memory()
    with place.change("Fill") as change:
        for community in ("Network", "Storage"):
            change.add("communities", {"name": community})
        for number in range(236):
            row = {"name": f"Practice {number:03}", "kind": "tool"}
            change.add("resources", row | {"community": ("Network", "Storage")[number % 3 == 0]})
    here = view(place)
    assert knowledge.base(here).parts[0].sentence == (
        "236 resources of the kind 'tool', kept by 2 communities. "
        "Nobody has said yet who may see them; until then a public page shows none."
    )
    assert knowledge.description(here).parts[0].sentence == "No resource says more than its title and type."
    assert "The first 50 of 236 resources" in knowledge.base(here).plain()
    for section in (knowledge.gaps, knowledge.out_of_date, knowledge.in_use):
        assert isinstance(section(here).parts[0], Needs)
    assert isinstance(knowledge.base(view(place, audience="public")).parts[0], Needs)


def test_an_event_that_left_a_resource_is_not_asked_for(place):
    with place.change("Meet") as change:
        for name in ("Visit to Quay Row", "Case clinic"):
            change.add(
                "events",
                {"name": name, "community": "Warm Homes", "kind": "workshop", "date": dt.date(2026, 6, 2)},
            )
        change.add("resources", {"name": "Notes", "kind": "story", "event": "Case clinic"})
    (part,) = knowledge.left_behind(view(place, as_of="2026-06-30")).parts
    assert part.sentence == "1 of 2 events to learn from left nothing behind."
    assert "Case clinic" not in part.evidence[0].plain().replace("case clinics", "")


@pytest.fixture
def asked(place):
    """Gwen Ash did not agree to be named, and stands in texts that may be shared; each has a twin without."""
    with place.change("Ask") as change:
        change.add("members", {"name": "Gwen Ash"})
        change.add("events", {"name": "Visit", "kind": "site visit", "date": dt.date(2026, 3, 2)})
        guide = {"kind": "guide", "open_to": "public", "event": "Visit"}
        change.add("resources", {**guide, "name": "A walk with Gwen Ash", "description": "Steps"})
        told = {
            "description": "Told by Ash, Gwen",
            "link": "https://example.org/gwen-ash",
            "licence": "Gwen Ash",
        }
        change.add("resources", {**guide, "name": "A walk", **told})
        for who in ("Gwen Ash", "the clerk"):
            asked = {"asked": dt.date(2026, 3, 2), "state": "open", "may_be_shared": True}
            change.add("questions", {**asked, "name": f"Does {who} have the key?"})
            learnt = {"event": "Visit", "learnt": dt.date(2026, 3, 2), "state": "learnt"}
            change.add("lessons", {**learnt, "name": f"Ask {who} first", "may_be_shared": True})
            note = {"event": "Visit", "practice": "site visit", "which": who, "may_be_shared": True}
            change.add("practice_notes", {**note, "position": 1, "prompt": "What?", "note": f"By {who}"})
    return place


@pytest.mark.parametrize("section", SECTIONS)
def test_the_public_reads_nobodys_name_in_texts_that_may_be_shared(asked, section):
    shown = section(view(asked, as_of="2026-06-30", audience="public"))
    for text in (shown.plain().lower(), str(shown.html()).lower()):
        assert "gwen" not in text


def test_what_names_nobody_is_still_told(asked):
    public = view(asked, as_of="2026-06-30", audience="public")
    assert "Does the clerk have the key?" in knowledge.questions(public).plain()
    assert "Ask the clerk first" in knowledge.lessons(public).plain()
    assert "By the clerk" in knowledge.notes(public).plain()
    assert "A walk" in knowledge.find_resources(public).plain()


def test_those_who_wait_for_an_answer_and_lessons_without_a_change_are_asked_for_first(asked):
    proposals = knowledge.next_steps(view(asked, as_of="2026-06-30")).plain().splitlines()
    first = [line for line in proposals if "Gwen" in line]
    assert len(first) == 2
    assert "it has waited 120 days." in first[0]
    assert "Say what is done otherwise because of 'Ask Gwen Ash first'" in first[1]
    public = knowledge.next_steps(view(asked, as_of="2026-06-30", audience="public")).plain()
    assert "Say what is done otherwise because of 'Ask the clerk first'" in public


def test_a_resource_for_members_is_not_named_by_an_answer_in_public(place):
    with place.change("Answer") as change:
        change.add("questions", {"name": "Where is it?", "state": "answered", "may_be_shared": True})
        for resource, answer in (("Secret list", "In the list."), ("Damp check", "In the check.")):
            said = {"question": "Where is it?", "answer": answer, "resource": resource, "may_be_shared": True}
            change.add("answers", {**said, "answered": dt.date(2026, 6, 1 + len(answer))})
    assert "Secret list" in knowledge.questions(view(place)).plain()
    public = knowledge.questions(view(place, audience="public")).plain()
    assert "In the list." in public
    assert "Damp check" in public
    assert "Secret list" not in public
