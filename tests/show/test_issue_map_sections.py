"""What workbook 1 says, on places made for the purpose: groups' maps, outcomes, scenarios, votes, orphans."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from copkit.place.store import Place
from copkit.place.view import view
from copkit.show import issue_map

Rows = dict[str, list[dict[str, object]]]


def place_of(rows: Rows) -> Place:
    place = Place.in_memory()
    with place.change("Begin") as change:
        for table, given in rows.items():
            for row in given:
                change.add(table, row)
    return place


def issues(*names: str, outcome: str = "") -> list[dict[str, object]]:
    return [{"name": name, "is_outcome": name == outcome} for name in names]


def links(*drawn: tuple[str, str, float], **more: object) -> list[dict[str, object]]:
    return [
        {"cause": cause, "effect": effect, "strength": strength, **more} for cause, effect, strength in drawn
    ]


def said(section, place: Place, **how: str) -> str:
    return section(view(place, **how)).plain()


GROUPS: Rows = {
    "issues": issues("Damp", "Asthma", "Debt"),
    "map_links": [
        *links(("Damp", "Asthma", 0.8), ("Debt", "Damp", 0.4), map="Residents"),
        *links(("Damp", "Asthma", 0.4), ("Debt", "Damp", -0.4), map="Services"),
    ],
}


def test_what_groups_drew_is_put_together_and_contradictions_come_first():
    told = said(issue_map.several_maps, place_of(GROUPS))
    assert told.startswith("2 maps hold 2 links in all; 2 are on every map.")
    assert "contradict each other: first on whether Debt makes Damp worse or better" in told


def test_one_map_alone_cannot_be_compared():
    rows = {**GROUPS, "map_links": GROUPS["map_links"][:2]}
    assert said(issue_map.several_maps, place_of(rows)).startswith("No two groups have drawn")


def test_a_link_that_the_room_left_out_is_told():
    rows = {**GROUPS, "issue_links": links(("Debt", "Damp", 0.2))}
    assert "not on the map that the room agreed on: first Damp → Asthma, on 2 of 2 maps" in said(
        issue_map.several_maps, place_of(rows)
    )


def test_without_an_agreed_map_the_mean_of_the_groups_counts():
    told = said(issue_map.causal_map, place_of(GROUPS))
    assert "Damp   Asthma  0.60" in told
    assert "The strength of a link is the mean over 2 maps." in told


CHAIN: Rows = {
    "organisations": [{"name": "Trust", "sector": "public"}, {"name": "Council", "sector": "public"}],
    "communities": [{"name": "Homes", "domain": "Damp homes"}, {"name": "Wells", "domain": "Later life"}],
    "issues": [
        {"name": "Late discharge", "organisation": "Trust"},
        {"name": "No home-care slots"},
        {"name": "Care workers leave", "organisation": "Council"},
    ],
    "issue_links": links(
        ("No home-care slots", "Late discharge", 0.8), ("Care workers leave", "No home-care slots", 0.6)
    ),
    "coverage": [{"issue": "Late discharge", "community": "Wells"}],
}


def test_a_root_across_a_boundary_is_told_as_a_chain_with_who_takes_it():
    told = said(issue_map.boundaries, place_of(CHAIN))
    assert (
        "1 problem has a root in another organisation than its own: first Late discharge ← No home-care "
        "slots ← Care workers leave. Nobody takes the root."
    ) in told
    assert "No problem on the map has a root in another community than its own." in told


def test_a_community_sees_the_chains_that_end_or_begin_with_it():
    assert "← Care workers leave" in said(issue_map.boundaries, place_of(CHAIN), community="Wells")


def test_an_organisation_that_works_on_an_issue_is_touched_by_it():
    initiative = {
        "name": "Stay",
        "organisation": "Trust",
        "issue": "Care workers leave",
        "state": "under way",
    }
    told = said(issue_map.boundaries, place_of({**CHAIN, "initiatives": [initiative]}))
    assert "No problem on the map has a root in another organisation" in told


def test_the_outcome_is_no_issue_for_somebody_to_take_or_to_find_evidence_for():
    rows = {**CHAIN, "issues": [*CHAIN["issues"], {"name": "Well lives", "is_outcome": True}]}
    place = place_of(rows)
    assert "Well lives" not in said(issue_map.coverage, place)
    assert said(issue_map.register, place).startswith("3 issues are on the map")
    assert "Well lives" not in said(issue_map.next_steps, place)


@pytest.mark.parametrize("section", [issue_map.ways, issue_map.what_if], ids=["ways", "what if"])
def test_without_an_outcome_the_most_driven_issue_stands_for_it_and_that_is_said(section):
    assert "No issue is marked as the outcome; this is about Late discharge" in said(section, place_of(CHAIN))


def test_with_an_outcome_nothing_stands_for_it():
    rows = {**CHAIN, "issues": [*CHAIN["issues"][1:], {"name": "Late discharge", "is_outcome": True}]}
    assert "No issue is marked" not in said(issue_map.ways, place_of({**rows, "coverage": []}))


def test_scenarios_that_were_written_down_are_run_beside_doing_nothing():
    scenario = {"scenario": "Better pay", "issue": "Care workers leave", "level": 0.1}
    told = said(issue_map.what_if, place_of({**CHAIN, "scenarios": [scenario]}))
    assert told.startswith("‘Better pay’ lessens Late discharge (−")
    assert "No home-care slots (−" in told
    assert "100%" in told


def test_without_a_scenario_the_furthest_reaching_issues_are_tried_and_that_is_said():
    told = said(issue_map.what_if, place_of(CHAIN))
    assert "Nobody has written a scenario yet" in told
    assert "Without Care workers leave" in told


def test_a_scenario_that_makes_things_worse_is_not_praised():
    scenario = {"scenario": "Cut pay", "issue": "Care workers leave", "level": 0.9}
    told = said(issue_map.what_if, place_of({**CHAIN, "scenarios": [scenario]}))
    assert told.startswith("‘Cut pay’ does not lessen Late discharge on this map.")
    assert "+0." in told


def ballots(*orders: Iterable[str]) -> list[dict[str, object]]:
    return [
        {"round": "June", "voter": f"p{number}", "issue": issue, "rank": rank, "cast": "2026-06-18"}
        for number, order in enumerate(orders, 1)
        for rank, issue in enumerate(order, 1)
    ]


def test_a_tie_is_told_as_a_tie():
    rows = {"issues": issues("a", "b", "c"), "ballots": ballots("abc", "bac")}
    told = said(issue_map.ranking, place_of(rows))
    assert "a and b tie and come first" in told
    assert told.count("1, tied") == 4
    assert "3" in told


def test_a_clear_winner_and_full_agreement_are_told():
    rows = {"issues": issues("a", "b", "c"), "ballots": ballots(*["abc"] * 6)}
    told = said(issue_map.ranking, place_of(rows))
    assert "a comes first: it beats every other issue one by one." in told
    assert "agree almost wholly (Kendall's W 1.00)" in told


def test_where_two_methods_differ_both_are_told():
    # 3 of 5 put a before b; but b has more points, for the others put a last
    rows = {"issues": issues("a", "b", "c"), "ballots": ballots("abc", "abc", "abc", "bca", "bca")}
    told = said(issue_map.ranking, place_of(rows))
    assert "a comes first" in told
    assert "By points (Borda) b would come first" in told


def test_the_public_does_not_see_how_few_ranked_or_rated():
    rated = [{"round": "June", "rater": f"p{n}", "issue": "a", "impact": 5, "effort": 1} for n in range(3)]
    rows = {"issues": issues("a", "b"), "ballots": ballots("ab", "ba"), "issue_ratings": rated}
    place = place_of(rows)
    for section in (issue_map.ranking, issue_map.effort):
        told = said(section, place, audience="public")
        assert told.startswith("Too few people")
        assert "3" not in told


def voted(sector: str, issue: str, people: int) -> list[dict[str, object]]:
    return [
        {
            "round": "June",
            "voter": f"{sector}{n}",
            "issue": issue,
            "dots": 5,
            "cast": "2026-06-18",
            "sector": sector,
        }
        for n in range(people)
    ]


def test_sectors_that_want_different_things_are_told_with_the_chance_of_it():
    rows = {
        "issues": issues("buses", "records"),
        "votes": [*voted("resident", "buses", 12), *voted("public", "records", 12)],
    }
    told = said(issue_map.priorities, place_of(rows), audience="public")
    assert (
        "Residents and public bodies want different things first: residents gave buses 100% of their dots"
        in told
    )
    assert "in under 1% of cases" in told


def test_sectors_that_vote_alike_are_not_told_to_differ():
    rows = {
        "issues": issues("buses", "records"),
        "votes": [*voted("resident", "buses", 12), *voted("public", "buses", 12)],
    }
    assert "Residents and public bodies may well want the same" in said(issue_map.priorities, place_of(rows))


def test_the_public_sees_no_sector_of_a_few_people():
    rows = {
        "issues": issues("buses"),
        "votes": [*voted("resident", "buses", 12), *voted("public", "buses", 9)],
    }
    told = said(issue_map.priorities, place_of(rows), audience="public")
    assert "Public bodies" not in told


def test_the_reason_of_a_proposal_hides_how_few_have_a_skill_from_the_public():
    rows = {
        **CHAIN,
        "issues": [*CHAIN["issues"], {"name": "Damp cellars"}],
        "members": [{"name": f"M{n}"} for n in range(3)],
        "memberships": [{"member": f"M{n}", "community": "Homes", "role": "active"} for n in range(3)],
        "skills": [{"name": "Damp meters"}],
        "member_skills": [{"member": f"M{n}", "skill": "Damp meters", "level": 4} for n in range(3)],
    }
    place = place_of(rows)
    assert "its domain speaks of ‘damp’; 3 people can do ‘Damp meters’" in said(issue_map.coverage, place)
    public = said(issue_map.coverage, place, audience="public")
    assert "fewer than 5 people can do ‘Damp meters’" in public


def test_an_issue_that_three_communities_take_is_crowded():
    rows = {
        "communities": [{"name": name} for name in "ABC"],
        "issues": issues("Damp"),
        "coverage": [{"issue": "Damp", "community": name} for name in "ABC"],
    }
    assert "Damp is crowded: agree who leads." in said(issue_map.coverage, place_of(rows))
