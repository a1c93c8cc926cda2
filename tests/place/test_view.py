"""What a workbook sees: one community or all, as of a date. What is asked for wrongly is told in words."""

import pandas as pd
import pytest

from copkit.place.errors import CopkitError, PlaceNotFound, UnknownCommunity
from copkit.place.schema import TABLES
from copkit.place.scope import known_dates
from copkit.place.store import Place
from copkit.place.view import view


@pytest.fixture(scope="module")
def place() -> Place:
    return view("demo").place


def test_an_empty_place_has_no_date_and_every_table(place):
    here = view(Place.in_memory())
    assert pd.isna(here.as_of)
    assert all(here[table].empty for table in TABLES)


@pytest.mark.parametrize("table", [name for name, table in TABLES.items() if table.known_from])
def test_nothing_from_after_the_date_is_seen(place, table):
    here = view(place, as_of="2025-12-31")
    dates = known_dates(TABLES[table], here[table], lambda name: here[name])
    assert (dates.dropna() <= pd.Timestamp("2025-12-31")).all()


def test_dates_are_read_day_first(place):
    assert view(place, as_of="3/4/2026").as_of == pd.Timestamp("2026-04-03")


def test_the_parts_of_the_communities_make_up_the_whole(place):
    whole = view(place)
    events = {
        name
        for community in whole["communities"]["name"]
        for name in view(place, community)["events"]["name"]
    }
    assert events == set(whole["events"]["name"])


def test_a_community_has_its_own_members_only(place):
    here = view(place, "Good Work")
    assert set(here["members"]["name"]) == set(here["memberships"]["member"])
    assert set(here["memberships"]["community"]) == {"Good Work"}


def test_the_name_of_a_community_is_taken_in_any_case(place):
    assert view(place, "  wARM homes ").community == "Warm Homes"


def test_a_misspelt_community_is_told_with_the_near_one(place):
    with pytest.raises(UnknownCommunity, match="did you mean 'Warm Homes'"):
        view(place, "Warm Hones")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [({"as_of": "31 June 2026"}, "as_of: .*no such day"), ({"audience": "press"}, "workshop or public")],
)
def test_a_wrong_parameter_is_told_in_words(place, wrong, told):
    with pytest.raises(CopkitError, match=told):
        view(place, **wrong)


def test_a_place_that_is_not_there_is_told_with_what_to_do():
    with pytest.raises(PlaceNotFound, match="copkit new"):
        view("nowhere.place")


def test_frames_handed_out_can_be_changed_without_harm(place):
    here = view(place)
    mine = here["events"]
    mine["name"] = "changed"
    assert "changed" not in set(here["events"]["name"])


def test_changes_are_seen_after_a_refresh():
    place = Place.in_memory()
    here = view(place)
    assert here["skills"].empty
    with place.change("Add") as change:
        change.add("skills", {"name": "Facilitation"})
    here.refresh()
    assert list(here["skills"]["name"]) == ["Facilitation"]


def test_what_is_typed_into_the_demo_is_not_in_the_next_one():
    typed = view("demo").place
    with typed.change("Add") as change:
        change.add("skills", {"name": "Typed into one"})
    typed.undo()
    typed.undo()  # what was filled is taken back as well
    assert typed.read("skills").empty
    again = view("demo").place
    assert len(again.history()) > 0
    assert not again.read("skills").empty


def test_the_day_on_which_a_stage_was_said_counts_as_a_day_of_the_place():
    place = Place.in_memory()
    with place.change("Say") as change:
        change.add("events", {"name": "Walk", "kind": "meeting", "date": "2026-03-02"})
        change.add("communities", {"name": "Homes", "stage": "maturing", "stage_judged": "2026-03-09"})
    assert view(place).as_of == pd.Timestamp("2026-03-09")
