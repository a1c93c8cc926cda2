"""What the place on a page tells of small places, whose answers can be counted by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from copkit.place.store import Place
from copkit.place.view import View, view
from copkit.show.page import Section
from copkit.show.place_page.holding import in_several
from copkit.show.place_page.open_ends import late_actions, nobody_takes
from copkit.show.place_page.parts import Behind, PlacePage, Told, Topic

COMMUNITIES = ["Warm Homes", "Good Work", "Safe Streets", "Ageing Well"]
BROKERS = Behind("03_weave_networks", "brokers", "Who links others?")
ALONE = Behind("03_weave_networks", "loose-ends", "Who has no tie yet?")


def place_of(rows: Mapping[str, Sequence[Mapping[str, object]]]) -> Place:
    place = Place.in_memory()
    with place.change("Begin") as change:
        for community in COMMUNITIES:
            change.add("communities", {"name": community})
        for table, those in rows.items():
            for row in those:
                change.add(table, dict(row))
    return place


def seen(place: Place, audience: str = "workshop") -> View:
    return view(place, "", "2026-06-30", audience)


def members_of(counts: Mapping[str, int], agreed: Sequence[str] = ()) -> Place:
    """Members by name, each in so many communities."""
    belongs = [
        {"member": name, "community": community, "role": "active", "since": "2026-01-01"}
        for name, number in counts.items()
        for community in COMMUNITIES[:number]
    ]
    members = [{"name": name, "agrees_to_be_named": name in agreed} for name in counts]
    return place_of({"members": members, "memberships": belongs})


def plain(parts: Sequence) -> str:
    return Section(parts).plain()


def test_those_in_three_communities_or_more_are_named_in_the_room_the_most_first():
    told = plain(in_several(seen(members_of({"Ann Vale": 3, "Bo Lamb": 4, "Cy Fox": 2}))))
    assert told.startswith("2 members take part in three communities or more")
    assert told.index("Bo Lamb") < told.index("Ann Vale")
    assert "Cy Fox" not in told


def test_in_public_only_those_who_agreed_are_named_and_the_number_is_rounded():
    twelve = {f"Member {number}": 3 for number in range(11)} | {"Bo Lamb": 3}
    told = plain(in_several(seen(members_of(twelve, ["Bo Lamb"]), "public")))
    assert told.startswith("About 10 members take part in three communities or more")
    assert "Bo Lamb" in told
    assert "Member 1" not in told


@pytest.mark.parametrize("number", [2, 3])
def test_in_public_few_cannot_be_told_from_nobody(number):
    told = plain(in_several(seen(members_of({"Ann Vale": number}), "public")))
    assert told.startswith("Fewer than 10 members take part in three communities or more.")


def issues(*names: str) -> list[dict[str, object]]:
    return [{"name": name} for name in names]


def test_the_issues_that_no_community_takes_are_named():
    rows = {"issues": issues("Damp", "Debt"), "coverage": [{"issue": "Debt", "community": "Good Work"}]}
    assert plain(nobody_takes(seen(place_of(rows)))).startswith("1 issue is taken by no community: Damp.")


def test_where_every_issue_is_taken_it_says_so():
    rows = {"issues": issues("Debt"), "coverage": [{"issue": "Debt", "community": "Good Work"}]}
    assert plain(nobody_takes(seen(place_of(rows)))) == "Every issue is taken by a community."


def test_in_public_no_issue_is_named_after_somebody_who_did_not_agree():
    place = place_of({"members": [{"name": "Cy Fox"}], "issues": issues("Damp", "What Cy Fox needs")})
    told = plain(nobody_takes(seen(place, "public")))
    assert told.startswith("2 issues are taken by no community.")
    assert "Cy Fox" not in told


def action(name: str, due: str, **more: object) -> dict[str, object]:
    return {"name": name, "due": due, "state": "open", "agreed": "2026-05-01", "may_be_shared": True, **more}


ACTIONS = [
    action("Ring the landlords", "2026-06-12", who="Cy Fox"),
    action("Write the guide", "2026-07-12"),
    action("Book the hall", "2026-06-01", state="done", finished="2026-06-01"),
    action("Hold the fair", "2026-06-01", state="dropped"),
]


def place_with_actions() -> Place:
    return place_of({"members": [{"name": "Cy Fox"}], "actions": ACTIONS})


def test_actions_past_their_day_are_late_unless_done_or_dropped():
    told = plain(late_actions(seen(place_with_actions())))
    assert told.startswith("Of 2 open actions with a day, 1 is late, the oldest since 12 June 2026.")
    assert "Ring the landlords" in told
    assert "Cy Fox" in told
    assert not any(name in told for name in ("Write the guide", "Book the hall", "Hold the fair"))


def test_in_public_it_is_told_how_many_are_late_and_not_whose():
    said = "Of 2 open actions with a day, 1 is late, the oldest since 12 June 2026."
    assert plain(late_actions(seen(place_with_actions(), "public"))) == said


def test_where_no_action_is_late_it_says_so():
    place = place_of({"actions": ACTIONS[1:2]})
    assert plain(late_actions(seen(place))) == "1 action with a day is open, and none is late."


def told_with_links(*parts: Told) -> str:
    page = PlacePage([Topic("a-topic", "A topic", parts)])
    return str(page.linked(lambda behind: f"pack.html#{behind.anchor}").html())


def test_sentences_with_the_same_evidence_lead_to_it_once_after_the_last():
    html = told_with_links(Told("One.", BROKERS), Told("Two.", BROKERS), Told("Three.", ALONE))
    assert html.count('href="pack.html#about-brokers"') == 1
    assert html.index("Two.") < html.index("#about-brokers") < html.index("Three.")
    assert "Weave networks: Who links others?" in html


def test_without_a_pack_there_is_no_link():
    page = PlacePage([Topic("a-topic", "A topic", [Told("One.", BROKERS)])])
    assert "<a " not in str(page.linked(lambda behind: "").html())


def test_where_nobody_knows_the_way_it_is_told_in_words():
    page = PlacePage([Topic("a-topic", "A topic", [Told("One.", BROKERS), Told("Two.", BROKERS)])])
    html = str(page.linked(lambda behind: None).html())
    assert html.count(">Weave networks: Who links others?</span>") == 1
    assert 'data-workbook="03_weave_networks" data-anchor="about-brokers"' in html
    assert "<a " not in html


def test_what_was_typed_is_escaped():
    assert "&lt;b&gt;Tea&lt;/b&gt;" in told_with_links(Told("<b>Tea</b>.", BROKERS))
