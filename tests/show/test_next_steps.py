"""The card at the top of a page, and what to do next at its end."""

import pytest

from copkit.place.schema.health import FUNCTIONS
from copkit.place.store import Place
from copkit.place.view import View, view
from copkit.show.next_steps import opening, steps


@pytest.fixture(scope="module")
def here() -> View:
    return view("demo", "Warm Homes")


def test_the_card_says_which_place_community_day_and_reader(here):
    card = opening(here).plain()
    for words in (
        "Port Ellery (made up)",
        "Warm Homes: Cold and damp homes",
        "30 June 2026",
        "do not pass it on",
    ):
        assert words in card


def test_the_card_of_an_empty_place_says_so():
    card = opening(view(Place.in_memory(), audience="public")).plain()
    assert "not named yet" in card
    assert "no dates in the place yet" in card


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_function_has_its_open_actions_and_the_workbook_after_it(here, function):
    text = steps(here.whole, function, ["Do this first."]).plain()
    assert text.startswith("- Do this first.\n[Actions still open]")
    assert "Next: " in text


def test_an_action_past_its_day_is_called_overdue(here):
    text = steps(here.whole, "map issues", []).plain()
    line = next(line for line in text.splitlines() if "evening bus" in line)
    assert line.endswith("overdue")


def test_the_public_sees_no_name_and_no_action_that_may_not_be_shared(here):
    public = view(here.place, audience="public")
    text = steps(public, "plan events", []).plain()
    assert "Who" not in text
    assert "stopped coming" not in text


def test_no_action_says_how_to_add_one():
    assert "No action to map issues is open." in steps(view(Place.in_memory()), "map issues", []).plain()


def test_no_more_than_five_proposals(here):
    assert steps(here, "map issues", [f"Step {n}" for n in range(9)]).plain().count("- Step") == 5
