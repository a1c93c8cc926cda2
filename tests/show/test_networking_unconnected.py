"""Projects that work on the same things with nobody and nothing in common: what workbook 3 says of them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from copkit.place.store import Place
from copkit.place.view import View, view
from copkit.show import networking

TEA, CLUB = "Tea at three", "Harbour club"
MEMBERS = {"Ann Vale": True, "Bo Lamb": True, "Cy Fox": False, "Ed Orde": True}
BOTH = ("Ageing Well", "Safe Streets")


def place_with(
    projects: Sequence[dict[str, str]], *, in_both: Sequence[str] = (), ties: Sequence[tuple[str, str]] = ()
) -> Place:
    place = Place.in_memory()
    with place.change("Begin") as change:
        for community in BOTH:
            change.add("communities", {"name": community})
        for issue in ("No bus after seven", "Falls at home"):
            change.add("issues", {"name": issue})
        for name, agrees in MEMBERS.items():
            change.add("members", {"name": name, "agrees_to_be_named": agrees})
        for name in in_both:
            for community in BOTH:
                row = {"member": name, "community": community, "role": "active", "since": "2026-01-01"}
                change.add("memberships", row)
        for one, other in ties:
            row = {"member": one, "to_member": other, "kind": "advice", "seen": "2026-02-01"}
            change.add("ties", row)
        for project in projects:
            change.add("initiatives", {"state": "under way", **project})
    return place


def project(name: str, community: str, issue: str = "No bus after seven", **more: str) -> dict[str, str]:
    return {"name": name, "community": community, "issue": issue, **more}


TWO = [project(TEA, "Ageing Well", lead="Ann Vale"), project(CLUB, "Safe Streets", lead="Bo Lamb")]


def seen(place: Place, audience: str = "workshop", community: str = "") -> View:
    return view(place, community, "2026-06-30", audience)


def told(place: Place, audience: str = "workshop", community: str = "") -> str:
    return networking.unconnected(seen(place, audience, community)).plain()


def test_two_on_one_issue_with_nothing_in_common_are_named_with_who_could_link_them():
    assert (
        f"'{TEA}' and '{CLUB}' both work on 'No bus after seven', and have no member, event or resource in "
        "common, as far as is recorded. Ed Orde takes part in both communities and could link them.\n"
    ) in told(place_with(TWO, in_both=["Ed Orde"]))


def test_two_on_one_issue_are_plain_fact_and_no_matter_of_chance():
    page = told(place_with(TWO))
    assert "1 pair of projects is unconnected like this: 1 works on the same issue." in page
    assert "not asked: the same issue" in page


def test_two_with_one_lead_are_connected():
    same_lead = [TWO[0], {**TWO[1], "lead": "Ann Vale"}]
    said = "No two projects overlap without a member, event or resource in common."
    assert told(place_with(same_lead)).startswith(said)


def test_two_on_issues_that_have_nothing_to_do_with_each_other_do_not_overlap():
    apart = [TWO[0], {**TWO[1], "issue": "Falls at home"}]
    assert told(place_with(apart)).startswith("No two projects that go on overlap")


@pytest.mark.parametrize("over", [{"state": "finished"}, {"ends": "2026-01-31"}])
def test_what_is_over_does_not_count(over):
    assert "Fewer than two projects that go on" in told(place_with([TWO[0], {**TWO[1], **over}]))


def test_an_overlap_that_chance_would_give_is_called_a_question():
    page = networking.unconnected(view("demo")).plain()
    assert (
        "4 pairs of projects are unconnected like this. It is not known that any has more in common than"
        in page
    )


def test_a_community_sees_its_own_pairs_with_projects_of_others():
    third = project("Night watch", "Safe Streets", lead="Ed Orde")
    page = told(place_with([*TWO, third]), community="Ageing Well")
    assert f"'{TEA}' and '{CLUB}'" in page
    assert "2 pairs of projects are unconnected like this" in page
    assert "Night watch (Safe Streets)" in page


def test_the_public_sees_only_those_who_agreed_and_no_ties():
    place = place_with(TWO, in_both=["Cy Fox"], ties=[("Ed Orde", "Ann Vale"), ("Ed Orde", "Bo Lamb")])
    assert "Ed Orde is tied to people of both" in told(place)
    page = told(place, "public")
    assert "Nobody who agreed to be named has a foot in both." in page
    assert not any(name in page for name in ("Cy Fox", "Ed Orde"))


def test_a_project_named_after_somebody_who_did_not_agree_is_not_in_public():
    named = [*TWO, project("Cy Fox's lift share", "Safe Streets", lead="Ed Orde")]
    assert "Cy Fox's lift share" in told(place_with(named))
    page = told(place_with(named), "public")
    assert f"'{TEA}' and '{CLUB}'" in page
    assert "lift share" not in page


def test_an_issue_named_after_somebody_is_not_in_public():
    place = place_with([])
    with place.change("Name it") as change:
        change.add("issues", {"name": "What Cy Fox needs"})
        for one in TWO:
            change.add("initiatives", {**one, "issue": "What Cy Fox needs", "state": "idea"})
    assert f"'{TEA}' and '{CLUB}' work on the same issue, and have" in told(place, "public")


def test_names_that_read_alike_are_asked_about():
    twice = [TWO[0], project("Tea at three pilot", "Ageing Well", lead="Ann Vale")]
    said = f"'{TEA}' and 'Tea at three pilot' read alike: they may be one written down twice."
    assert said in told(place_with(twice))


def test_of_very_many_projects_those_that_began_last_are_compared(monkeypatch):
    monkeypatch.setattr("copkit.show.networking.activities_read.MOST_COMPARED", 2)
    days = ["2026-03-01", "2026-01-01", "2026-02-01"]
    three = [*TWO, project("Night watch", "Safe Streets", lead="Ed Orde")]
    page = told(place_with([{**one, "starts": day} for one, day in zip(three, days, strict=True)]))
    assert "Only the 2 that began last are compared, of 3." in page
    assert f"'{TEA}' and 'Night watch' both work on" in page
    assert CLUB not in page


def test_where_no_project_says_its_issue_it_says_how_to_give_it():
    bare = [{"name": name, "community": "Ageing Well"} for name in ("Walks", "Lifts")]
    assert "Give the issue of each in workbook 7" in told(place_with(bare))


def test_the_next_step_asks_those_who_run_them():
    steps = networking.next_steps(seen(place_with(TWO, in_both=["Ed Orde"]))).plain()
    assert (
        f"Ask those who run '{TEA}' and '{CLUB}' whether they know of each other: Ed Orde could introduce "
        "them." in steps
    )
