"""Workbook 3's findings on small networks, whose answers can be counted by hand."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

import pytest

from copkit.functions.networking import centrality, key_players
from copkit.place.store import Place
from copkit.place.view import View, view
from copkit.show import networking


def place_with(ties: list[tuple[str, str]], organisations: dict[str, str]) -> Place:
    place = Place.in_memory()
    names = sorted({name for tie in ties for name in tie} | set(organisations))
    with place.change("Begin") as change:
        change.add("communities", {"name": "Warm Homes"})
        for organisation in sorted(set(organisations.values())):
            change.add("organisations", {"name": organisation, "sector": "public"})
        for name in names:
            change.add("members", {"name": name, "organisation": organisations.get(name, "")})
            row = {"member": name, "community": "Warm Homes", "role": "active", "since": "2026-01-01"}
            change.add("memberships", row)
        for one, other in ties:
            row = {"member": one, "to_member": other, "kind": "advice", "seen": "2026-02-01"}
            change.add("ties", row)
    return place


def seen(place: Place, audience: str = "workshop") -> View:
    return view(place, "Warm Homes", "2026-06-30", audience)


CHAIN = list(pairwise(["Ann", "Bo", "Cy", "Di", "Ed"]))


def test_who_holds_others_in_the_network_is_named_with_what_would_break():
    told = networking.brokers(seen(place_with(CHAIN, {}))).plain()
    assert "If Cy left, 4 pairs of others could not reach each other any more." in told
    assert "3 members hold others in the network." in told
    assert "Di and Ed" in told.partition("What breaks if one leaves")[2]


def test_where_nobody_can_be_missed_it_says_so():
    ring = [*CHAIN, ("Ed", "Ann")]
    told = networking.brokers(seen(place_with(ring, {}))).plain()
    assert "If any one member left, all others could still reach each other." in told


def test_what_would_break_is_for_the_room_alone():
    told = networking.brokers(seen(place_with(CHAIN, {}), "public")).plain()
    assert "left" not in told


@pytest.mark.parametrize(
    ("across", "leaning"),
    [
        (False, "0% of the ties join people of different organisations: fewer than chance would give"),
        (True, "100% of the ties join people of different organisations: more than chance would give"),
    ],
)
def test_ties_across_organisations_are_set_beside_chance(across, leaning):
    one, other = [f"A{n}" for n in range(5)], [f"B{n}" for n in range(5)]
    of = {**dict.fromkeys(one, "Council"), **dict.fromkeys(other, "Police")}
    within = [*combinations(one, 2), *combinations(other, 2)]
    between = [(a, b) for a in one for b in other]
    told = networking.within_and_between(seen(place_with(between if across else within, of))).plain()
    assert leaning in told
    assert "(chance alone: 56%)" in told  # 25 of the 45 pairs


def test_the_map_draws_everybody_of_the_room():
    told = networking.the_map(seen(place_with(CHAIN, {}))).html()
    for name in ("Ann", "Bo", "Cy", "Di", "Ed"):
        assert f"<title>{name}</title>" in told


STAR = [("Hub", name) for name in ("Ann", "Bo", "Cy", "Di")]


def test_the_measures_of_a_star_are_those_of_freeman():
    told = networking.shape(seen(place_with(STAR, {}))).plain()
    for measure, value in [
        ("Degree centralisation", "100%"),
        ("Betweenness centralisation", "100%"),
        ("Mean distance", "1.6"),  # four pairs at one step, six at two
        ("Components", "1"),
        ("Isolates", "0"),
    ]:
        assert re.search(rf"{measure} +{re.escape(value)} ", told), measure
    assert "1 member forms the core of the network. The fit is 1 out of 1." in told


def test_estimates_are_told_with_their_error(monkeypatch):
    assert "random" not in networking.shape(seen(place_with(STAR, {}))).plain()
    monkeypatch.setattr(centrality, "MOST_EXACT", 3)
    told = networking.shape(seen(place_with(STAR, {}))).plain()
    assert "taken from random shortest ways (off by at most 0.025, with a probability of 99%)" in told
    assert "with a probability of 99% it is off by less than 1% for all" in (
        networking.brokers(seen(place_with(STAR, {}))).plain()
    )


def test_where_there_are_too_many_for_key_players_it_says_so(monkeypatch):
    monkeypatch.setattr(key_players, "MOST_MEMBERS", 4)
    told = networking.brokers(seen(place_with(STAR, {}))).plain()
    assert "Key players are looked for among at most 4 members; here are 5." in told
    assert "Hub ties people" in told


def test_who_named_nobody_is_told_with_each_measure_unless_they_said_so():
    place = place_with([*STAR, ("Ann", "Hub"), ("Bo", "Hub"), ("Cy", "Hub")], {})
    for section in (networking.shape, networking.brokers, networking.loose_ends):
        assert "1 of 5 members named nobody" in section(seen(place)).plain()
    with place.change("Di says so") as change:
        row = next(row for row, values in change.rows("members").items() if values["name"] == "Di")
        change.update("members", row, {"named_nobody": "2026-02-01"})
    assert "named nobody" not in networking.shape(seen(place)).plain()


def test_kinds_of_ties_are_counted_apart_with_the_years_before():
    place = place_with([("Ann", "Bo"), ("Bo", "Cy")], {"Di": "Council"})
    with place.change("Last year, and an introduction") as change:
        for other in ("Bo", "Di"):
            row = {"member": "Ann", "to_member": other, "kind": "advice", "seen": "2025-02-01"}
            change.add("ties", row)
        row = {"member": "Cy", "to_member": "Di", "introduced": "2026-03-01", "outcome": "met"}
        change.add("introductions", row)
        for day in (1, 2):
            change.add("events", {"name": f"E{day}", "community": "Warm Homes", "date": f"2026-04-0{day}"})
            for name in ("Ann", "Di"):
                change.add("attendance", {"event": f"E{day}", "member": name, "presence": "came"})
    told = networking.kinds_of_ties(seen(place)).plain()
    assert re.search(r"of whom one named the other +2 +2 +33%", told)
    assert re.search(r"met after an introduction +1 +0 +0", told)
    assert re.search(r"same events +1 +0 +0", told)
    assert re.search(r"same community +6 +0 +0", told)


def test_news_is_given_to_those_who_reach_the_most():
    names = [f"{hub}{leaf}" for hub in "ABC" for leaf in range(4)]
    ties = [*((name[0], name) for name in names), ("A", "B"), ("B", "C")]
    told = networking.brokers(seen(place_with(ties, {}))).plain()
    assert "If A, B and C left, 100% of the pairs who remain could not reach each other (now: 0%)." in told
    assert "100% of the members are within two steps of them." in told


def test_a_broker_beyond_chance_is_named_with_the_role():
    of = {**{f"C{n}": "Council" for n in range(4)}, **{f"P{n}": "Police" for n in range(4)}}
    ties = [*((f"P{n}", "C0") for n in range(4)), *(("C0", f"C{n}") for n in range(1, 4))]
    told = networking.brokers(seen(place_with(ties, of))).plain()
    assert "C0 stands out as a gatekeeper from others into the own organisation: 12 times" in told
    assert "stands out" not in networking.brokers(seen(place_with(ties, of), "public")).plain()


def test_a_skill_that_nobody_else_reaches_is_told_to_the_room_alone():
    place = place_with([*CHAIN, ("Fay", "Gus")], {})
    with place.change("Skills") as change:
        change.add("skills", {"name": "Mapping damp"})
        change.add("member_skills", {"member": "Gus", "skill": "Mapping damp", "level": 4})
    told = networking.loose_ends(seen(place)).plain()
    assert "1 small group holds skills that nobody else reaches: Mapping damp is with Fay and Gus." in told
    assert "Mapping damp" not in networking.loose_ends(seen(place, "public")).plain()


def test_communities_with_few_ties_and_an_issue_in_common_should_know_each_other():
    place = place_with(list(combinations(["Ann", "Bo", "Cy"], 2)), {})
    with place.change("A second community") as change:
        change.add("communities", {"name": "Safe Streets"})
        for name in ("Di", "Ed", "Fay"):
            change.add("members", {"name": name})
            row = {"member": name, "community": "Safe Streets", "role": "active", "since": "2026-01-01"}
            change.add("memberships", row)
        for one, other in combinations(["Di", "Ed", "Fay"], 2):
            row = {"member": one, "to_member": other, "kind": "advice", "seen": "2026-02-01"}
            change.add("ties", row)
        change.add("issues", {"name": "Damp"})
        for community in ("Warm Homes", "Safe Streets"):
            change.add("coverage", {"issue": "Damp", "community": community})
    here = view(place, "", "2026-06-30")
    told = networking.within_and_between(here).plain()
    assert "Safe Streets and Warm Homes should know each other better: both take up Damp" in told
    assert re.search(r"Safe Streets +Warm Homes +0 +3\.6 +Damp", told)  # 9 pairs, 6 of 15 are tied
    assert "Bring together Safe Streets and Warm Homes" in networking.next_steps(here).plain()


def test_the_next_round_pairs_those_far_apart_with_the_reason():
    told = networking.next_round(seen(place_with(CHAIN, {"Ann": "Council", "Ed": "Police"}))).plain()
    assert "2 introductions would reach the most people" in told
    assert (
        "Ann (Council) and Ed (Police) know nobody in common; they come from different organisations." in told
    )
    for met in ("Ann and Bo", "Bo and Cy", "Cy and Di", "Di and Ed"):
        assert f"{met} have not met" not in told


def test_a_round_keeps_limits_and_leaves_out_whom_it_was_told_to():
    place = place_with(CHAIN, {})
    with place.change("Ann wants none") as change:
        row = next(row for row, values in change.rows("members").items() if values["name"] == "Ann")
        change.update("members", row, {"introductions_wanted": 0})
        row = {"member": "Bo", "to_member": "Ed", "introduced": "2026-01-01", "outcome": "did not meet"}
        change.add("introductions", row)
    told = networking.next_round(seen(place)).plain()
    assert "Ann wants no introductions." in told
    assert "Bo and Ed" not in told
    assert "Bo and Di" in told


def test_who_came_to_two_of_the_same_events_is_not_introduced():
    place = place_with([("Ann", "Bo"), ("Bo", "Cy")], {})
    assert "Ann and Cy" in networking.next_round(seen(place)).plain()
    with place.change("Two events") as change:
        for day in (1, 2):
            change.add("events", {"name": f"E{day}", "community": "Warm Homes", "date": f"2026-04-0{day}"})
            for name in ("Ann", "Cy"):
                change.add("attendance", {"event": f"E{day}", "member": name, "presence": "came"})
    assert "Nobody can be introduced to somebody new." in networking.next_round(seen(place)).plain()


def test_the_next_round_names_nobody_in_public():
    place = place_with([(f"A{n}", f"B{n}") for n in range(6)], {})
    told = networking.next_round(seen(place, "public")).plain()
    assert "12 people" in told
    assert not re.search(r"\b[AB]\d\b", told)
