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
    assert "41 hours were given in 3 months, to June 2026; 30 were promised for them." in told


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


def test_who_gives_more_than_was_agreed_is_named_in_the_room_alone(place):
    told = enablement.stretched(seen(place)).plain()
    assert "1 member gives more hours than were agreed" in told
    assert "C0" in told
    assert "C0" not in enablement.stretched(seen(place, "public")).plain()
