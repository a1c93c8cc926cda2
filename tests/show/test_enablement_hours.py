"""Workbook 5: hours promised and given, what they cost, and who is stretched."""

import pytest

from copkit.place.store import Place
from copkit.place.view import View, view
from copkit.show import enablement


def seen(place: Place, audience: str = "workshop") -> View:
    return view(place, "", "2026-06-30", audience)


@pytest.fixture
def place() -> Place:
    """Six of the council come to three meetings of two hours, one of the trust writes down hours."""
    place = Place.in_memory()
    with place.change("Begin") as change:
        change.add("communities", {"name": "Warm Homes"})
        change.add("organisations", {"name": "Council", "sector": "public", "hour_costs": 20})
        change.add("organisations", {"name": "Trust", "sector": "public"})
        for number in range(6):
            row = {"name": f"C{number}", "organisation": "Council", "hours_a_month": 1 if number == 0 else 4}
            change.add("members", row)
        change.add("members", {"name": "T0", "organisation": "Trust"})
        for name in ("C0", "C1", "C2", "C3", "C4", "C5", "T0"):
            belongs = {"member": name, "community": "Warm Homes", "role": "active", "since": "2026-01-01"}
            change.add("memberships", belongs)
        for month in (4, 5, 6):
            name = f"Meeting {month}"
            row = {"name": name, "community": "Warm Homes", "date": f"2026-{month:02}-10", "minutes": 120}
            change.add("events", row)
            for number in range(6):
                change.add("attendance", {"event": name, "member": f"C{number}", "presence": "came"})
        hours = {"organisation": "Trust", "member": "T0", "community": "Warm Homes"}
        change.add("hours_given", {**hours, "month": "2026-05-01", "hours": 5})
        promise = {"organisation": "Trust", "hours_a_month": 10, "state": "promised", "made": "2026-03-01"}
        change.add("commitments", {"name": "Ten hours a month", **promise})
    return place


def test_hours_are_those_at_events_and_those_written_down(place):
    told = enablement.hours(seen(place)).plain()
    assert "41 hours were given in 3 months, to June 2026." in told


def test_promised_hours_stand_beside_those_of_the_same_organisations_and_months(place):
    told = enablement.hours(seen(place)).plain()
    assert (
        "1 organisation promised 30 hours from April 2026; in those months it gave 5, to any community."
        in told
    )
    assert "41 hours were given in 3 months, to June 2026; " not in told


def test_a_promise_can_be_late_though_its_hours_were_given(place):
    with place.change("Late") as change:
        change.add("organisations", {"name": "Police", "sector": "public"})
        change.add("members", {"name": "N0", "organisation": "Police"})
        given = {"organisation": "Police", "member": "N0", "community": "Warm Homes", "month": "2026-06-01"}
        change.add("hours_given", {**given, "hours": 9})
        promise = {"organisation": "Police", "hours_a_month": 4, "state": "promised", "due": "2026-06-01"}
        change.add("commitments", {"name": "Cover", **promise, "made": "2026-03-01"})
    told = enablement.hours(seen(place)).plain()
    assert "2 organisations promised 34 hours from April 2026; in those months they gave 14" in told
    assert "1 promise of hours is late." in told
    assert "late though they were given, where what was agreed is not done" in told


def test_shared_events_and_the_worth_of_an_hour_are_explained(place):
    told = enablement.hours(seen(place)).plain()
    assert "An event of several communities counts in full in each of them, and once for the place." in told
    assert "Source: HM Treasury, The Green Book" in told
    assert "CFR" not in told


def test_a_month_with_more_makes_up_for_one_with_less_and_who_is_behind_is_named(place):
    told = enablement.hours(seen(place)).plain()
    assert "Trust is furthest behind what it promised: 5 of 30 hours." in told


def test_what_has_no_price_is_not_priced_at_nothing(place):
    told = enablement.hours(seen(place)).plain()
    assert "The time given is worth about £720; 5 hours more have no price." in told


def test_the_public_does_not_learn_the_hours_of_few_people(place):
    told = enablement.hours(seen(place, "public")).plain()
    assert "Council" in told
    assert "Trust" not in told


def hours_of(*visits: tuple[str, str, str]) -> Place:
    """People of organisations X and Y, and the one-hour events they came to: who, whose, when."""
    place = Place.in_memory()
    with place.change("Come") as change:
        for name in ("Warm Homes", "Good Work"):
            change.add("communities", {"name": name})
        for name in ("X", "Y"):
            change.add("organisations", {"name": name, "sector": "public", "hour_costs": 20})
        for name, whose in sorted({(who, whose) for who, whose, _ in visits}):
            change.add("members", {"name": name, "organisation": whose})
            belongs = {"member": name, "community": "Warm Homes", "role": "active", "since": "2024-01-01"}
            change.add("memberships", belongs)
        for day in sorted({day for *_, day in visits}):
            row = {"name": f"E {day}", "community": "Warm Homes", "date": day, "minutes": 60}
            change.add("events", row)
        for who, _, day in visits:
            change.add("attendance", {"event": f"E {day}", "member": who, "presence": "came"})
    return place


def test_hours_of_few_do_not_follow_by_subtraction():
    """Five of X and two of Y in April, one of Y in May: the two of Y are in no sum, and May is blank."""
    april = [(f"X{one}", "X", "2026-04-10") for one in range(5)]
    april += [(f"Y{one}", "Y", "2026-04-10") for one in range(2)]
    told = enablement.hours(seen(hours_of(*april, ("Y0", "Y", "2026-05-10")), "public")).plain()
    lines = [line.split() for line in told.splitlines()]
    assert ["April", "2026", "5", "0"] in lines
    assert ["May", "2026", "0"] in lines
    assert "5 hours were given in 1 month of 3, to June 2026." in told
    assert "about £100." in told
    assert "Y" not in told.replace("You", "")


def test_only_the_people_of_the_months_shown_count():
    """Five of X came in 2024 and one in May 2026: nothing is told of that one."""
    long_ago = [(f"X{one}", "X", "2024-01-10") for one in range(5)]
    told = enablement.hours(seen(hours_of(*long_ago, ("X0", "X", "2026-05-10")), "public")).plain()
    assert told == "Too few people gave hours for them to be shown."


def test_what_one_gave_in_the_months_of_a_promise_is_not_told():
    """Five of X in April and one of them in May, when five of Y come; X has promised hours from May."""
    visits = [(f"X{one}", "X", "2026-04-10") for one in range(5)] + [("X0", "X", "2026-05-10")]
    visits += [(f"Y{one}", "Y", "2026-05-10") for one in range(5)]
    place = hours_of(*visits)
    promise = {"organisation": "X", "hours_a_month": 9, "state": "kept", "made": "2026-04-15"}
    with place.change("Promise") as change:
        change.add("commitments", {"name": "Nine hours", **promise})
    told = enablement.hours(seen(place, "public")).plain()
    assert "1 organisation promised 9 hours from May 2026." in told
    assert "it gave" not in told
    assert "Given in months" not in told
    assert "not yet" not in told
    assert "in those months it gave 1" in enablement.hours(seen(place)).plain()


def test_in_public_the_hours_of_a_community_are_not_told_beside_those_of_the_place(place):
    told = enablement.hours(view(place, "Warm Homes", "2026-06-30", "public")).plain()
    assert told.startswith("The hours that organisations gave are told for the whole place alone")


def test_who_gives_more_than_was_agreed_is_named_in_the_room_alone(place):
    told = enablement.stretched(seen(place)).plain()
    assert "1 member gives more hours than were agreed" in told
    assert "C0" in told
    assert "C0" not in enablement.stretched(seen(place, "public")).plain()
