"""The communities on the page of a place: stage and vital signs, each in a word."""

from __future__ import annotations

import pandas as pd
import pytest

from copkit.place.store import Place
from copkit.place.view import view
from copkit.show.page import Section
from copkit.show.place_page.communities import communities

MONTHS = pd.date_range("2025-01-01", periods=18, freq="MS") + pd.Timedelta(days=14)
STEADY = [12, 13, 12, 11, 12, 13, 12, 11, 12, 13, 12, 11, 12, 13, 12, 11, 12]


def place_with(came: list[int], stage: str = "") -> Place:
    """One community to whose monthly meeting so many came, the last on 15 June 2026."""
    place = Place.in_memory()
    members = [f"Member {number}" for number in range(max(came))]
    with place.change("Begin") as change:
        change.add("communities", {"name": "Warm Homes", "stage": stage} if stage else {"name": "Warm Homes"})
        change.add("communities", {"name": "Good Work"})
        for name in members:
            change.add("members", {"name": name})
            row = {"member": name, "community": "Warm Homes", "role": "active", "since": "2025-01-01"}
            change.add("memberships", row)
        for day, number in zip(MONTHS[-len(came) :], came, strict=True):
            event = f"Meeting of {day:%B %Y}"
            change.add("events", {"name": event, "date": f"{day:%Y-%m-%d}", "community": "Warm Homes"})
            for name in members[:number]:
                change.add("attendance", {"event": event, "member": name, "presence": "came"})
    return place


def told(place: Place, audience: str = "workshop") -> str:
    return Section(communities(view(place, "", "2026-06-30", audience))).plain()


@pytest.fixture(scope="module")
def full() -> Place:
    """A place in which many more than ever came to the last meeting."""
    return place_with([*STEADY, 30])


def test_a_sign_that_moved_beyond_chance_is_named(full):
    page = told(full)
    assert "Vital signs are known for 1: beyond chance they changed in 1." in page
    assert "Better: people who came" in page


def test_of_a_community_without_records_the_signs_are_not_known(full):
    line = next(line for line in told(full).splitlines() if line.strip().startswith("Good Work"))
    assert line.split("  ")[-1].strip() == "not known"


def test_where_nothing_moved_they_are_as_usual():
    assert "beyond chance they changed in none" in told(place_with([*STEADY, 12]))


def test_the_stage_is_that_of_the_coordinator():
    page = told(place_with([12, 12, 12], "coalescing"))
    assert page.startswith("2 communities with")
    assert "For 1 of 2 communities the coordinator has said at which stage it is." in page
    line = next(line for line in page.splitlines() if line.strip().startswith("Warm Homes"))
    assert "coalescing" in line


def test_in_public_signs_of_few_people_are_not_known():
    few = [3, 4, 3, 4, 3, 4, 3, 4, 3, 4, 3, 4, 3, 4, 3, 4, 3, 9]
    assert "Better" in told(place_with(few))
    assert "Of none are there vital signs that can be told here." in told(place_with(few), "public")
