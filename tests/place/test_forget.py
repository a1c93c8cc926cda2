"""A member is taken out of every table, text, line of history and byte of the file; nothing else is lost."""

import sqlite3
from pathlib import Path
from shutil import copy

import pytest
from click.testing import CliRunner

from copkit.cli import main
from copkit.place.errors import UnknownMember
from copkit.place.kept_aside import Aside
from copkit.place.schema import TABLES
from copkit.place.store import Place

WHO = "Zebedee Quillfeather"


@pytest.fixture(scope="module")
def with_zebedee(tmp_path_factory, demo_town):
    """The made-up town, in which somebody takes part in everything, and is named in texts."""
    where = tmp_path_factory.mktemp("town") / "town.place"
    with demo_town(where) as place:
        with place.change("Add Zebedee Quillfeather") as change:
            person = {"name": WHO, "email": "zeb@example.org", "organisation": "Ellery Council"}
            change.add("members", person)
            other = change.names("members")[0]
            change.add("memberships", {"member": WHO, "community": "Warm Homes", "role": "active"})
            change.add("ties", {"member": WHO, "to_member": other, "kind": "advice"})
            change.add("ties", {"member": other, "to_member": WHO, "kind": "advice"})
            event = {"name": f"Tea with {WHO}", "kind": "social", "date": "2026-02-03"}
            change.add("events", event)
            change.add("attendance", {"event": event["name"], "member": WHO, "presence": "came"})
            change.add("attendance", {"event": event["name"], "member": other, "presence": "came"})
            story = {
                "name": "A story",
                "cycle": "applied",
                "story": "Quillfeather, Zebedee said so",
                "member": WHO,
            }
            change.add("value_stories", story)
            cells = {"Nick": WHO, "Food": "allergic to nuts"}
            change.keep_aside([Aside("town.xlsx", "Members", 9, *cell) for cell in cells.items()])
        with place.change("Put right") as change:
            row = next(id_ for id_, row in change.rows("resources").items())
            change.update("resources", row, {"owner": WHO})
            change.update("resources", row, {"owner": other})
    return where


@pytest.fixture
def town(with_zebedee, tmp_path):
    """A copy of it for one test."""
    return Path(copy(with_zebedee, tmp_path / "town.place"))


def test_no_byte_of_the_file_names_the_member_and_the_rest_stands(town):
    with Place.open(town) as place:
        before = {table: len(place.read(table)) for table in TABLES}
        done = place.forget(WHO.upper())
        after = {table: len(place.read(table)) for table in TABLES}
        story = place.read("value_stories").set_index("name").loc["A story"]
        assert place.kept_aside() == []
        assert "Tea with a former member" in set(place.read("events")["name"])
    for trace in (b"zebedee", b"quillfeather", b"zeb@", b"allergic"):
        assert trace not in town.read_bytes().lower()
    assert {table: before[table] - after[table] for table in TABLES if before[table] != after[table]} == {
        "members": 1, "memberships": 1, "ties": 2, "attendance": 1,
    }  # fmt: skip
    assert story["story"] == "a former member said so"
    assert str(story["member"]) == "nan"
    assert done.unnamed == {"Value stories": 1}
    assert done.reworded == {"Events, name": 1, "Value stories, story": 1}
    assert done.aside == 2
    assert done.history > 5


def test_it_cannot_be_taken_back_and_what_came_before_still_can(town):
    with Place.open(town) as place:
        place.forget(WHO)
        assert place.history()["did"].iloc[-1] == "Forget a member"
        assert place.undo() == "Put right"
        assert place.undo() == "Add a former member"
        assert WHO not in set(place.read("members")["name"])
        assert place.undo() == "Load the demonstration"


def test_another_of_the_same_name_stays(town):
    with Place.open(town) as place:
        with place.change("Add") as change:
            change.add("members", {"name": f"{WHO} (Parks)"})
        place.forget(WHO)
        assert f"{WHO} (Parks)" in set(place.read("members")["name"])


def test_rows_that_would_read_alike_are_told_apart(town):
    with Place.open(town) as place:
        with place.change("Add") as change:
            tea = {"name": "Tea with Quillfeather, Zebedee", "kind": "social", "date": "2026-02-04"}
            change.add("events", tea)
        place.forget(WHO)
        names = [name for name in place.read("events")["name"] if name.startswith("Tea with a")]
        assert names == ["Tea with a former member", "Tea with a former member 2"]


def test_whoever_is_not_there_is_said_and_nothing_changes(town):
    before = town.read_bytes()
    with Place.open(town) as place, pytest.raises(UnknownMember, match="did you mean 'Zebedee Quillfeather'"):
        place.forget("Zebedee Quilfeather")
    assert town.read_bytes() == before


def test_the_command_asks_first_and_says_where_and_what_is_left_to_do(town):
    no = CliRunner().invoke(main, ["forget", str(town), WHO], input="n\n")
    assert no.exit_code == 1
    assert b"Quillfeather" in town.read_bytes()
    yes = CliRunner().invoke(main, ["forget", str(town), WHO, "--yes"])
    assert yes.exit_code == 0, yes.output
    assert "Ties: 2" in yes.output
    assert "Not reached from here: packs" in yes.output
    with sqlite3.connect(town) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
