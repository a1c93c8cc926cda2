"""Workbook 5: barriers, the ladder, what recurs; forces, stakeholders and agreements."""

import pytest

from copkit.place.store import Place
from copkit.place.view import View, view
from copkit.show import enablement

DAY = "2026-06-30"


def seen(place: Place, audience: str = "workshop", community: str = "") -> View:
    return view(place, community, DAY, audience)


@pytest.fixture
def place() -> Place:
    """Two communities meet the first barrier, which nobody was asked about; the third may not be shared."""
    place = Place.in_memory()
    with place.change("Begin") as change:
        for name in ("Warm Homes", "Ageing Well"):
            change.add("communities", {"name": name})
        for name in ("Council", "Trust"):
            change.add("organisations", {"name": name, "sector": "public"})
        change.add("issues", {"name": "Falls"})
        for name, whose, state, shared in (
            ("No car for visits", "Trust", "open", True),
            ("Cars are not for visits", "Council", "open", True),
            ("Ms Pike blocks the room", "Council", "lifted", False),
        ):
            row = {"name": name, "organisation": whose, "condition": "time", "state": state}
            change.add("barriers", {**row, "raised": "2026-05-01", "may_be_shared": shared})
        for name, community in (
            ("No car for visits", "Warm Homes"),
            ("No car for visits", "Ageing Well"),
            ("Cars are not for visits", "Warm Homes"),
            ("Ms Pike blocks the room", "Warm Homes"),
        ):
            change.add("barrier_communities", {"barrier": name, "community": community})
        change.add("barrier_issues", {"barrier": "No car for visits", "issue": "Falls"})
        step = {"barrier": "Cars are not for visits", "level": "head of service", "asked": "2026-05-20"}
        change.add("barrier_steps", {**step, "answer_due": "2026-06-03"})
    return place


def test_a_barrier_whose_answer_is_overdue_goes_one_rung_up(place):
    told = enablement.barriers(seen(place)).plain()
    assert "3 barriers are written down, of which 1 is lifted; 2 are stuck" in told
    assert "Ask the chief officer: the head of service has not answered for 41 days." in told
    assert "All 2 open barriers are about time." in told
    assert "from the line manager through the head of service" in told


def test_a_barrier_that_two_communities_meet_is_told_once(place):
    told = enablement.recurring(seen(place)).plain()
    assert "1 barrier is met by several communities." in told
    assert "Ageing Well and Warm Homes meet 'No car for visits', which stands in the way of Falls." in told


@pytest.mark.parametrize(
    ("conditions", "told"),
    [
        (["time"], "The only open barrier is about time."),
        (["time", "time", "space"], "Most open barriers are about time: 2 of 3."),
        (
            ["time", "time", "space", "budget", "information"],
            "More open barriers are about time than about anything else: 2 of 5.",
        ),
        (["time", "space"], "As many open barriers are about space as about time: 1 of 2 each."),
        (
            ["time", "time", "space", "space", "budget"],
            "More open barriers are about space and time than about anything else: 2 of 5 each.",
        ),
    ],
)
def test_most_is_more_than_half_and_ties_are_named(conditions, told):
    place = Place.in_memory()
    with place.change("Write") as change:
        change.add("organisations", {"name": "Council", "sector": "public"})
        for number, condition in enumerate(conditions):
            row = {"name": f"Barrier {number}", "organisation": "Council", "condition": condition}
            change.add("barriers", {**row, "state": "open", "raised": "2026-05-01"})
    assert told in enablement.barriers(seen(place)).plain()


def test_how_many_members_are_stopped_is_blank_where_nobody_knows(place):
    with place.change("Count") as change:
        row = {"organisation": "Council", "state": "open", "raised": "2026-05-01"}
        change.add("barriers", {"name": "No money", "condition": "budget", "members_hurt": 7, **row})
        change.add("barriers", {"name": "Less money", "condition": "budget", **row})
    told = enablement.barriers(seen(place)).plain()
    time, budget = (
        next(line.split() for line in told.splitlines() if line.split()[:1] == [name])
        for name in ("time", "budget")
    )
    assert budget[-2:] == ["7", "1"], "for one of the two it is not known"
    assert time == ["time", "3", "2", "0", "1", "0", "3"], "no number is not 0"
    assert "Blank: for none of these barriers it is known" in told


def test_of_those_that_recur_it_is_said_which_are_lifted(place):
    with place.change("Lift") as change:
        row = {"name": "No key", "organisation": "Trust", "condition": "time", "state": "lifted"}
        change.add("barriers", {**row, "raised": "2026-05-01"})
        for community in ("Warm Homes", "Ageing Well"):
            change.add("barrier_communities", {"barrier": "No key", "community": community})
    told = enablement.recurring(seen(place)).plain()
    assert "2 barriers are met by several communities, of which 1 is lifted." in told
    assert "may lie in the rules between bodies" in told


def test_a_community_sees_what_it_shares_with_others(place):
    assert "No car for visits" in enablement.recurring(seen(place, community="Ageing Well")).plain()
    assert "Cars" not in enablement.barriers(seen(place, community="Ageing Well")).plain()


def test_the_public_learns_only_of_barriers_that_may_be_shared(place):
    for section in (enablement.barriers, enablement.recurring, enablement.next_steps):
        told = section(seen(place, "public")).plain()
        assert "Pike" not in told
        assert "not shown" not in told
    assert "2 barriers are written down; 2 are stuck" in enablement.barriers(seen(place, "public")).plain()


def test_the_two_sides_of_a_change_meet_and_what_to_weaken_comes_first():
    place = Place.in_memory()
    with place.change("Weigh") as change:
        for force, direction, strength in (
            ("Law", "driving", 4),
            ("Habit", "restraining", 5),
            ("Old IT", "restraining", 3),
        ):
            row = {"change": "Share records", "force": force, "direction": direction, "strength": strength}
            change.add("forces", row)
    told = enablement.force_field(seen(place)).plain()
    assert "Share records: more holds it back than drives it, 8 against 4. Weaken first: Habit." in told
    assert "Habit" not in enablement.force_field(seen(place, "public")).plain()


def test_key_players_who_do_not_support_it_are_to_be_won():
    place = Place.in_memory()
    with place.change("Place") as change:
        for name, power, interest, stance in (
            ("Director", 5, 4, "against"),
            ("Leader", 5, 5, "supports"),
            ("Press", 2, 2, None),
        ):
            row = {"name": name, "power": power, "interest": interest, "stance": stance}
            change.add("stakeholders", row)
    told = enablement.stakeholders(seen(place)).plain()
    assert "2 stakeholders are key players: much power and much interest. To be won: Director." in told
    assert "Director" not in enablement.stakeholders(seen(place, "public")).plain()


def test_agreements_say_which_is_next_and_who_has_none():
    place = Place.in_memory()
    with place.change("Agree") as change:
        change.add("communities", {"name": "Warm Homes"})
        for name in ("Council", "Trust"):
            change.add("organisations", {"name": name, "sector": "public"})
            for number in range(3):
                member = f"{name} {number}"
                change.add("members", {"name": member, "organisation": name})
                belongs = {"member": member, "community": "Warm Homes", "role": "active"}
                change.add("memberships", belongs)
        agreed = {"agreed": "2026-01-05", "review": "2026-06-15", "state": "signed"}
        change.add("agreements", {"organisation": "Council", **agreed})
    told = enablement.agreements(seen(place)).plain()
    assert "1 agreement is signed." in told
    assert "that with Council, on 15 June 2026 (its day is past)." in told
    assert "Trust has people here and no agreement." in told
    public = enablement.agreements(seen(place, "public")).plain()
    assert "Trust" not in public, "three people are too few to say that they are there"


def test_the_public_reads_no_agreement_that_names_who_did_not_agree():
    place = Place.in_memory()
    with place.change("Agree") as change:
        change.add("communities", {"name": "Friends of Tess Quill"})
        change.add("organisations", {"name": "Council", "sector": "public"})
        change.add("members", {"name": "Tess Quill"})
        row = {"organisation": "Council", "state": "signed", "agreed": "2026-01-05"}
        change.add("agreements", {**row, "rooms": "Room 1", "members_may_decide": "What Tess Quill says"})
        row = {**row, "community": "Friends of Tess Quill", "rooms": "A key from Tess Quill"}
        change.add("agreements", {**row, "members_may_decide": "Whom to visit"})
    public = enablement.agreements(seen(place, "public")).plain()
    assert "Quill" not in public
    for words in ("Room 1", "Whom to visit", "(it names somebody)", "one community"):
        assert words in public
    assert "A key from Tess Quill" in enablement.agreements(seen(place)).plain()
