"""A public view names those who agreed, and no one else, in any table."""

import pandas as pd
import pytest

from copkit.place.schema import TABLES
from copkit.place.sharing import NOT_SHOWN
from copkit.place.store import Place
from copkit.place.view import View, demo_place, view


@pytest.fixture(scope="module")
def place() -> Place:
    return view("demo").place


@pytest.fixture(scope="module")
def public(place: Place) -> View:
    return view(place, audience="public")


@pytest.fixture(scope="module")
def silent(place: Place) -> list[str]:
    """Those who did not agree."""
    members = place.read("members")
    return list(members.loc[~members["agrees_to_be_named"].fillna(False).astype(bool), "name"])


@pytest.mark.parametrize("table", TABLES)
def test_no_table_holds_the_name_of_someone_who_did_not_agree(public, silent, table):
    text = public[table].to_csv()
    assert [name for name in silent if name in text] == []


def test_those_who_agreed_keep_their_names(public, place):
    members = place.read("members")
    agreed = set(members.loc[members["agrees_to_be_named"].fillna(False).astype(bool), "name"])
    assert agreed <= set(public["members"]["name"])


def test_members_stay_apart(public):
    assert public["members"]["name"].is_unique


def test_ties_still_join_the_same_people(public, place):
    named, hidden = view(place)["ties"], public["ties"]
    pairs = pd.DataFrame({"name": named["member"], "public": hidden["member"]}).drop_duplicates()
    assert pairs["name"].is_unique
    assert pairs["public"].is_unique


def test_no_address_and_no_job_is_left(public):
    assert public["members"][["email", "job"]].isna().all().all()


def test_a_story_stands_there_only_if_it_may_be_shared(public):
    stories = public["value_stories"]
    kept = stories["may_be_shared"].fillna(False).astype(bool)
    assert (stories.loc[~kept, "story"] == NOT_SHOWN).all()
    assert (stories.loc[kept, "story"] != NOT_SHOWN).all()


def test_an_empty_answer_to_may_you_be_named_counts_as_no():
    place = Place.in_memory()
    with place.change("Add") as change:
        change.add("members", {"name": "Ann Other"})
    assert list(view(place, audience="public")["members"]["name"]) == ["a member (1)"]


@pytest.mark.parametrize(
    ("table", "column"), [("lessons", "change"), ("value_stories", "story"), ("feedback", "keep")]
)
def test_a_text_that_was_approved_and_names_who_did_not_agree_is_not_shown(silent, table, column):
    place = demo_place()
    row = next(id_ for id_, values in place.rows(table).items() if isinstance(values[column], str))
    with place.change("Approve") as change:
        change.update(table, row, {column: f"As {silent[0].upper()} says", "may_be_shared": True})
    assert view(place, audience="public")[table].loc[row, column] == NOT_SHOWN
    assert silent[0].upper() in view(place)[table].loc[row, column]
