"""Workbook 7, who takes part: months in which nobody came, and what is asked for if something is missing."""

import datetime as dt

import pytest

from copkit.place.store import Place
from copkit.place.view import view
from copkit.show.health import at_a_glance, taking_part
from copkit.show.health.decide import verdicts
from copkit.show.health.empty_months import taking_part_verdicts

TOLD = "Nobody came in 2 of the last 12 months (December 2025 and January 2026)."
NAMES = [f"M{number:02}" for number in range(20)]


def place_with(*, skipped=(), unvisited=(), attendance=True, members=True, since=(2025, 1)) -> Place:
    """A community with an event of twenty people in each month from ``since`` to June 2026, but for those
    skipped, and those to which nobody came."""
    place = Place.in_memory()
    with place.change("Fill") as change:
        change.add("communities", {"name": "Homes"})
        for name in NAMES:
            change.add("members", {"name": name})
            if members:
                change.add("memberships", {"member": name, "community": "Homes", "role": "active"})
        for month in range(since[0] * 12 + since[1] - 1, 2026 * 12 + 6):
            day = dt.date(month // 12, month % 12 + 1, 10)
            if (day.year, day.month) in skipped:
                continue
            event = f"Meeting {day:%B %Y}"
            change.add("events", {"name": event, "community": "Homes", "kind": "meeting", "date": day})
            if attendance and (day.year, day.month) not in unvisited:
                for name in NAMES:
                    change.add("attendance", {"event": event, "member": name, "presence": "came"})
    return place


def here_of(place: Place, community: str = "Homes", audience: str = "workshop"):
    return view(place, community, "2026-06-30", audience)


def told(place: Place, **of: str) -> str:
    return taking_part(here_of(place, **of)).plain()


@pytest.mark.parametrize("audience", ["workshop", "public"])
def test_months_without_anybody_are_told_and_are_a_risk(audience):
    place = place_with(skipped=[(2025, 12), (2026, 1)])
    assert f"{TOLD} No event was held in them." in told(place, audience=audience)
    here = here_of(place, audience=audience)
    (found,) = [one for one in verdicts(here) if one.section == "taking-part"]
    assert (found.way, found.said) == ("at risk", f"{TOLD} No event was held in them.")
    assert found.ask == "Find out why there was no event, and set the days of the next three"


def test_the_room_alone_learns_that_nobody_came_to_an_event():
    """In public a count left out must be free to be nobody."""
    place = place_with(unvisited=[(2025, 12), (2026, 1)])
    said = f"{TOLD} An event was held in 2 of them, but nobody is written down as having come."
    assert said in told(place)
    assert [one.said for one in taking_part_verdicts(here_of(place))] == [said]
    assert "Nobody came" not in told(place, audience="public")
    assert taking_part_verdicts(here_of(place, audience="public")) == []


def test_one_month_is_no_verdict_and_a_whole_place_has_none():
    assert taking_part_verdicts(here_of(place_with(skipped=[(2026, 1)]))) == []
    place = place_with(skipped=[(2025, 12), (2026, 1)])
    assert taking_part_verdicts(here_of(place, community="")) == []
    assert "Nobody came" not in told(place, community="")


def test_months_before_the_first_event_do_not_count():
    assert taking_part_verdicts(here_of(place_with(since=(2026, 2)))) == []


def test_events_before_anybody_wrote_down_who_came_do_not_count():
    before = [(2025, month) for month in range(1, 13)]
    assert taking_part_verdicts(here_of(place_with(unvisited=before))) == []


def test_nobody_in_a_whole_year_is_told():
    place = place_with(skipped=[(2025, month) for month in range(7, 13)] + [(2026, m) for m in range(1, 7)])
    assert told(place).startswith("Nobody came in the last 12 months. No event was held in them.")
    assert told(place, community="").startswith("Nobody came to an event in the last year.")
    assert told(place, community="", audience="public").startswith("Too few came to an event")


def test_only_what_is_missing_is_asked_for():
    no_attendance = told(place_with(attendance=False))
    assert no_attendance.startswith("Nobody has written down yet who came to an event.")
    assert "Memberships" not in no_attendance
    assert taking_part_verdicts(here_of(place_with(attendance=False))) == []
    assert "Came" not in at_a_glance(here_of(place_with(attendance=False))).plain()
    assert "came" not in at_a_glance(here_of(place_with(attendance=False))).plain()
    assert "Came" in at_a_glance(here_of(place_with())).plain()
    no_members = told(place_with(members=False))
    assert no_members.startswith("20 people came to at least one event in the last year.")
    assert "'Memberships'" in no_members
    assert "'Attendance'" not in no_members
    nothing = told(place_with(attendance=False, members=False))
    assert "'Memberships' (workbook 4) and 'Attendance' (workbook 2)" in nothing
