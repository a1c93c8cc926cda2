"""In public no text names somebody who did not agree, wherever it was typed; in the room all stands."""

from __future__ import annotations

import pandas as pd
import pytest

from copkit import show
from copkit.place.store import Place
from copkit.place.view import view

DAY = "2026-06-30"
SILENT = "Tess Quill"
ELEMENTS = ("domain", "community", "practice", "value")


@pytest.fixture(scope="module")
def place() -> Place:
    """Twelve people answered two rounds; nearly every text of the place names one who did not agree."""
    place = Place.in_memory("town")
    with place.change("Begin") as change:
        change.add("members", {"name": SILENT})
        change.add("place", {"name": "Town", "outcome": f"Less, says {SILENT}", "note": f"Ask {SILENT}"})
        change.add("communities", {"name": "Repairs", "domain": f"Taps and {SILENT}"})
        change.add("communities", {"name": "Gardens", "domain": "Soil and seeds"})
        change.add("organisations", {"name": f"{SILENT} Ltd", "sector": "business"})
        for number, element in enumerate(ELEMENTS):
            statement = f"{SILENT} leads us well ({number})" if number < 2 else f"I like the {element}"
            change.add("survey_items", {"name": element, "statement": statement, "element": element})
        for month in (2, 3):
            wave = f"Month {month} with {SILENT}"
            opened, closed = f"2026-{month:02}-02", f"2026-{month:02}-20"
            change.add("survey_waves", {"name": wave, "opened": opened, "closed": closed})
            for person in range(12):
                for number, element in enumerate(ELEMENTS):
                    row = {"wave": wave, "community": "Repairs", "respondent": f"r{person}", "item": element}
                    change.add("responses", {**row, "score": 2 + (number + person) % 3})
        change.add("actions", {"name": f"{SILENT} rings", "state": "open", "may_be_shared": True})
        change.add("actions", {"name": "Mend the gate", "state": "open", "may_be_shared": True})
        change.add("issues", {"name": "Leaking taps of the quill"})
        change.add("issues", {"name": "Soil without seeds"})
        project = {"name": f"Walks of {SILENT}", "organisation": f"{SILENT} Ltd", "state": "under way"}
        change.add("initiatives", project)
        story = {"name": f"How {SILENT} did it", "cycle": "applied", "story": f"{SILENT} did it"}
        change.add("value_stories", {**story, "told": "2026-06-01", "may_be_shared": True})
    return place


def page(place: Place, section: str, community: str, audience: str) -> str:
    here = view(place, community, DAY, audience)
    shown = show.opening(here) if section == "opening" else getattr(show.health, section)(here)
    return f"{shown.plain()} {shown.html()}"


WITH_NAMES = ("opening", "answers", "who_answered", "change", "stories", "next_steps")


@pytest.mark.parametrize("community", ["", "Repairs"])
@pytest.mark.parametrize("section", WITH_NAMES)
def test_in_public_nobody_is_named(place: Place, section: str, community: str) -> None:
    assert SILENT not in page(place, section, community, "public")


@pytest.mark.parametrize("section", WITH_NAMES)
def test_in_the_room_the_texts_stand(place: Place, section: str) -> None:
    assert SILENT in page(place, section, "", "workshop")


def test_the_card_says_what_is_left_out(place: Place) -> None:
    card = show.opening(view(place, "Repairs", DAY, "public"))
    assert (card.outcome, card.community) == ("", "Repairs")
    assert card.note == (
        "The outcome, the domain and the note are not shown here: somebody named there did not agree."
    )


def test_a_card_that_names_nobody_is_told_whole() -> None:
    here = view("demo", "Warm Homes", audience="public")
    assert show.opening(here).note == show.opening(here.seen_by(view("demo").audience)).note


def test_a_round_is_told_by_its_day_and_statements_stay_apart(place: Place) -> None:
    told = page(place, "answers", "Repairs", "public")
    assert "the survey of 2 March 2026" in told
    assert "A statement that names somebody (1)" in told
    assert "A statement that names somebody (2)" in told
    assert "I like the value" in told


def test_an_action_that_names_somebody_keeps_its_state(place: Place) -> None:
    told = page(place, "next_steps", "", "public")
    assert "an action that names somebody" in told
    assert "Mend the gate" in told


def test_words_of_a_domain_that_names_somebody_are_no_reason_that_is_told(place: Place) -> None:
    public, room = (
        show.issue_map.coverage(view(place, "", DAY, reader)).plain() for reader in ("public", "workshop")
    )
    assert "its domain speaks of ‘quill’" in room
    assert "‘quill’" not in public
    assert "its domain speaks of the same" in public
    assert "its domain speaks of ‘seed’ and ‘soil’" in public


def test_two_rounds_of_one_day_are_told_apart(place: Place) -> None:
    twice = place.copied("twice")
    waves = twice.rows("survey_waves")
    with twice.change("On one day") as change:
        for row in waves:
            change.update("survey_waves", row, {"opened": pd.Timestamp("2026-02-02").date()})
    told = page(twice, "change", "Repairs", "public")
    assert "the survey of 2 February 2026 (2)" in told
