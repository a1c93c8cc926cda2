"""The made-up town: the same every time, rich enough, and plainly made up."""

import pandas as pd
import pytest

from copkit.place.demo import fill_demo, given
from copkit.place.schema import TABLES
from copkit.place.schema.people import STAGES
from copkit.place.store import Place
from copkit.place.view import View, view


@pytest.fixture(scope="module")
def here() -> View:
    return view("demo")


def test_the_same_seed_gives_the_same_rows():
    assert given() == given()
    assert given(seed=1) != given(seed=2)


def test_it_has_the_size_that_it_is_said_to_have(here):
    assert (len(here["communities"]), len(here["members"]), len(here["organisations"])) == (5, 120, 12)


def test_every_table_has_rows(here):
    assert [name for name in TABLES if here[name].empty] == []


def test_there_is_a_community_in_each_stage(here):
    assert sorted(here["communities"]["stage"].astype(str)) == sorted(STAGES)


def test_it_says_that_it_is_made_up(here):
    card = here["place"].iloc[0]
    assert "made up" in card["name"]
    assert "made up" in card["note"]


def test_it_ends_on_one_day_and_plans_beyond_it(here):
    assert here.as_of == pd.Timestamp("2026-06-30")
    assert (here["events"]["date"] > here.as_of).sum() >= 15


@pytest.mark.parametrize(
    "table", ["events", "attendance", "resources", "responses", "observations", "actions"]
)
def test_every_community_has_something_to_say(here, table):
    thin = [name for name in here["communities"]["name"] if view(here.place, name)[table].empty]
    assert thin == []


def test_every_e_mail_address_is_one_that_nobody_has(here):
    assert here["members"]["email"].str.endswith("@example.org").all()


def test_it_can_be_filled_in_twice_without_a_change():
    place = Place.in_memory()
    fill_demo(place)
    again = fill_demo(place)
    assert sum(again.added.values()) == sum(again.changed.values()) == 0
