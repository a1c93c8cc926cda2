"""Workbook 3's findings on small networks, whose answers can be counted by hand."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

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
