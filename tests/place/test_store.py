"""The store: one file, transactions, frames with proper dtypes, a history that can be undone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest

from copkit.place import migrations
from copkit.place.errors import (
    ChangeRefused,
    NothingToUndo,
    PlaceExists,
    PlaceNotFound,
    PlaceUnreadable,
)
from copkit.place.schema import TABLES
from copkit.place.store import Place


@pytest.fixture
def place() -> Place:
    place = Place.in_memory()
    with place.change("Begin") as change:
        change.add("organisations", {"name": "Ellery Council", "sector": "public"})
        change.add("communities", {"name": "Warm Homes", "stage": "maturing"})
        change.add("members", {"name": "Amina", "organisation": "ellery council", "joined": "3/4/2026"})
        change.add("memberships", {"member": "Amina", "community": "Warm Homes", "role": "Core"})
    return place


def test_frames_hold_names_and_proper_dtypes(place: Place) -> None:
    members = place.read("members")
    assert members.loc[1, "organisation"] == "Ellery Council"
    assert members.loc[1, "joined"] == pd.Timestamp(2026, 4, 3)
    assert members.dtypes.astype(str).to_dict()["agrees_to_be_named"] == "boolean"
    roles = place.read("memberships")["role"]
    assert list(roles.cat.categories) == ["coordinator", "core", "active", "peripheral", "outside"]
    assert roles.cat.ordered


@pytest.mark.parametrize("table", TABLES)
def test_every_table_reads_when_empty(table: str) -> None:
    frame = Place.in_memory().read(table)
    assert list(frame.columns) == list(TABLES[table].fields())
    assert frame.empty


def test_a_place_is_one_file_that_opens_again(tmp_path: Path) -> None:
    path = tmp_path / "town.place"
    with Place.create(path) as place, place.change("Add") as change:
        change.add("communities", {"name": "Warm Homes"})
    assert list(tmp_path.iterdir()) == [path]
    with Place.open(path) as place:
        assert list(place.read("communities")["name"]) == ["Warm Homes"]


def test_a_change_that_fails_leaves_nothing(place: Place) -> None:
    def two_rows() -> None:
        with place.change("Two rows") as change:
            change.add("skills", {"name": "Facilitation"})
            change.add("members", {"name": "Tom", "organisation": "Elery Council"})

    with pytest.raises(ChangeRefused):
        two_rows()
    assert place.read("skills").empty


def test_a_refusal_names_the_column_and_the_near_word(place: Place) -> None:
    wrong = pytest.raises(ChangeRefused, match="'Activ' is not a role; did you mean 'active'\\?")
    with wrong, place.change("Wrong") as change:
        change.add("memberships", {"member": "Amina", "community": "Warm Homes", "role": "Activ"})


def test_the_same_row_twice_is_refused_whatever_the_case(place: Place) -> None:
    with pytest.raises(ChangeRefused, match="is there already"), place.change("Again") as change:
        change.add("communities", {"name": "WARM  homes"})


def test_a_row_that_is_named_elsewhere_cannot_be_deleted(place: Place) -> None:
    used = pytest.raises(ChangeRefused, match=r"still named in Memberships \(1 row\)")
    with used, place.change("Delete") as change:
        change.delete("members", 1)


def test_every_change_is_kept_and_can_be_undone(place: Place) -> None:
    before = place.read("members")
    with place.change("Rename") as change:
        change.update("members", 1, {"name": "Amina Yusuf"})
    with place.change("Leave") as change:
        change.delete("memberships", 1)
    history = place.history()
    assert list(history["did"].unique()) == ["Begin", "Rename", "Leave"]
    assert '"name": "Amina"' in history.iloc[-2]["before"]
    assert [place.undo(), place.undo()] == ["Leave", "Rename"]
    pd.testing.assert_frame_equal(place.read("members"), before)
    assert len(place.read("memberships")) == 1
    assert place.undo() == "Begin"
    with pytest.raises(NothingToUndo):
        place.undo()


def test_opening_what_is_no_place_says_so(tmp_path: Path) -> None:
    with pytest.raises(PlaceNotFound):
        Place.open(tmp_path / "none.place")
    text = tmp_path / "text.place"
    text.write_text("Dear all")
    with pytest.raises(PlaceUnreadable, match="not a place file"):
        Place.open(text)
    other = tmp_path / "other.place"
    sqlite3.connect(other).execute("CREATE TABLE t (a)").connection.close()
    with pytest.raises(PlaceUnreadable, match="copkit did not make it"):
        Place.open(other)
    with pytest.raises(PlaceExists):
        Place.create(text)


def test_a_place_that_another_program_writes_to_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("copkit.place.engine.WAIT_FOR_LOCK", 0.1)
    path = tmp_path / "town.place"
    Place.create(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(PlaceUnreadable, match="another program is writing to it"):
            Place.open(path).read("members")
        other.execute("ROLLBACK")
    with Place.open(path) as place:
        assert place.read("members").empty


def test_an_older_place_is_migrated_and_a_newer_one_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "town.place"
    Place.create(path).close()
    ran = []

    def add_a_word(connection: object) -> None:
        ran.append("add_a_word")

    newer = (*migrations.MIGRATIONS, add_a_word)
    for step in (migrations.pending, migrations.migrate, migrations.unknown):
        monkeypatch.setattr(step, "__defaults__", (newer,))
    Place.open(path).close()
    Place.open(path).close()
    assert ran == ["add_a_word"]
    monkeypatch.undo()
    with pytest.raises(PlaceUnreadable, match="newer copkit"):
        Place.open(path)
