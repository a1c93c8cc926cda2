"""Workbook 7: how far the value has come, its weakest link, and what backs a story; and what stays hidden."""

from __future__ import annotations

import datetime as dt

import pytest

from copkit.place.store import Place
from copkit.place.view import view
from copkit.show.health import stories, value_chain
from copkit.show.health.value_read import ways_of_figures
from copkit.show.health.value_verdicts import HOLDS, WEAKEST, value_verdicts
from copkit.show.health.verdicts import AT_RISK, WELL

BETTER = [9, 10, 9, 10, 9, 10, 9, 10, 9, 4, 5, 4, 5, 4, 5, 4]
AS_OF = "2026-06-30"


@pytest.fixture
def place() -> Place:
    """Two communities; the figure of Homes gets better month by month."""
    made = Place.in_memory()
    with made.change("Fill") as change:
        for name in ("Homes", "Streets"):
            change.add("communities", {"name": name})
        change.add("members", {"name": "Sam Lee", "agrees_to_be_named": False})
        change.add("issues", {"name": "Damp"})
        change.add("issues", {"name": "Ill health", "is_outcome": True})
        change.add("issue_links", {"cause": "Damp", "effect": "Ill health", "strength": 0.5})
        change.add(
            "indicators", {"name": "Wet homes", "community": "Homes", "issue": "Damp", "better": "lower"}
        )
        for number, value in enumerate(BETTER):
            period = dt.date(2025 + number // 12, number % 12 + 1, 1)
            row = {"indicator": "Wet homes", "unit": "all", "period": period, "numerator": value * 100}
            change.add("observations", row)
        change.add(
            "initiatives", {"name": "Checks", "community": "Homes", "issue": "Damp", "state": "under way"}
        )
    return made


def tell(place: Place, *cycles: str, community: str = "Homes", **more) -> None:
    with place.change("Tell") as change:
        for cycle in cycles:
            row = {"name": f"On {cycle} {community}", "community": community, "cycle": cycle}
            change.add("value_stories", {**row, "story": "It went well.", "may_be_shared": True, **more})


def cells(text: str, row: str) -> list[str]:
    line = next(line for line in text.splitlines() if line.strip().startswith(row))
    return [cell.strip() for cell in line.split("  ") if cell.strip()]


def verdicts(place: Place, community: str = "") -> list:
    return [(one.way, one.about) for one in value_verdicts(view(place, community, AS_OF))]


def test_an_empty_place_says_what_is_needed_and_how_to_give_it():
    here = view(Place.in_memory())
    assert value_chain(here).plain().startswith("No story and no figure tells yet what came of it. Ask: ")
    assert value_verdicts(here) == []


def test_each_cycle_says_its_stories_and_figures_and_the_gap_is_the_weakest_link(place):
    tell(place, "immediate", "applied")
    said = value_chain(view(place, as_of=AS_OF)).plain()
    assert cells(said, "Value") == ["Value", "Homes", "Streets"]
    assert cells(said, "Immediate") == ["Immediate", "1 story", "nothing yet"]
    assert cells(said, "Potential") == ["Potential", "nothing yet", "nothing yet"]
    assert cells(said, "Realised") == ["Realised", "1 figure better", "nothing yet"]
    own = value_chain(view(place, "Homes", AS_OF)).plain()
    assert own.startswith(
        "The weakest link is potential value. An indicator of realised value got better, but"
    )
    assert "What did you take away" in own.partition("[The next question]")[2]
    assert verdicts(place, "Homes") == verdicts(place) == [(AT_RISK, WEAKEST)]


def test_many_communities_have_a_row_each(place):
    with place.change("Add") as change:
        for number in range(6):
            change.add("communities", {"name": f"Circle {number}"})
    said = value_chain(view(place, as_of=AS_OF)).plain()
    assert cells(said, "Homes") == ["Homes", *["nothing yet"] * 3, "1 figure better"]
    assert cells(said, "Circle 5") == ["Circle 5", *["nothing yet"] * 4]


def test_a_chain_that_has_only_begun_is_no_risk_and_one_to_a_better_figure_goes_well(place):
    tell(place, "immediate", community="Streets")
    assert verdicts(place, "Streets") == []
    tell(place, "immediate", "potential", "applied")
    assert verdicts(place, "Homes") == verdicts(place) == [(WELL, HOLDS)]
    said = value_verdicts(view(place, as_of=AS_OF))[0].said
    assert said.startswith("In 1 of 2 communities (Homes) something tells of each step")
    assert "does not show yet what made it better" in said


def test_the_links_from_an_activity_to_the_outcome_say_what_backs_them(place):
    tell(place, "applied", initiative="Checks", indicator="Wet homes")
    said = value_chain(view(place, "Homes", AS_OF)).plain().partition("[From activity to outcome: Checks]")[2]
    assert cells(said, "Event to story")[1] == "Missing"
    assert cells(said, "Story to project")[1:] == ["Holds", "'On applied Homes'."]
    assert cells(said, "Project to figure")[1:] == ["Holds", "Wet homes: got better."]
    assert cells(said, "Issue to outcome")[1:] == ["Holds", "Damp → Ill health."]


def test_a_project_that_has_not_begun_has_no_chain(place):
    with place.change("Wait") as change:
        change.update("initiatives", 1, {"state": "planned"})
    assert "Checks" not in value_chain(view(place, "Homes", AS_OF)).plain()


def test_a_story_says_what_backs_it_or_that_nothing_does(place):
    tell(place, "applied", indicator="Wet homes", initiative="Checks")
    tell(place, "realised")
    said = stories(view(place, as_of=AS_OF)).plain()
    assert said.startswith(
        "2 stories: 2 of value that was put to use or further; 1 names a figure, and it got "
    )
    assert "Wet homes: got better." in said
    assert "Led to the project: Checks." in said
    assert cells(said, "On realised Homes")[3] == "No figure backs this yet."


def test_the_public_reads_no_story_that_is_not_shared_or_names_somebody(place):
    tell(place, "applied", initiative="Checks", may_be_shared=False, name="The quiet one")
    tell(place, "realised", story="Sam Lee came to my door.")
    tell(place, "potential", name="What Sam Lee said")
    with place.change("Name") as change:
        change.add("initiatives", {"name": "Sam Lee's visits", "community": "Homes", "state": "under way"})
    for community in ("", "Homes"):
        here = view(place, community, AS_OF, "public")
        said = stories(here).plain() + value_chain(here).plain()
        assert "Sam Lee" not in said
        assert "The quiet one" not in said
        assert "3 stories may not be told here." in said
        assert "a project (1)" in said
    assert "1 story that may not be told here" in said
    assert "Sam Lee's visits" in value_chain(view(place, "Homes", AS_OF)).plain()


def test_a_story_may_rest_on_a_figure_of_another_community(place):
    tell(place, "realised", community="Streets", indicator="Wet homes")
    streets, whole = view(place, "Streets", AS_OF), view(place, "", AS_OF)
    assert "Wet homes" not in set(streets["indicators"]["name"])
    assert ways_of_figures(streets)["Wet homes"] == ways_of_figures(whole)["Wet homes"] == "better"


@pytest.mark.parametrize("audience", ["workshop", "public"])
def test_a_figure_moved_the_same_way_on_each_page(audience):
    whole = view("demo", audience=audience)
    of_all = ways_of_figures(whole)
    for name in whole["communities"]["name"]:
        own = ways_of_figures(whole.within(name))
        assert len(own)
        assert own.to_dict() == of_all[own.index].to_dict()
