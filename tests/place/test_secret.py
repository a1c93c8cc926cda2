"""The secret of a place: made once, kept in the place, and nowhere else."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from copkit.place.errors import PlaceUnreadable
from copkit.place.exchange import load, save
from copkit.place.store import Place


@pytest.fixture
def where(tmp_path) -> Path:
    path = tmp_path / "town.place"
    with Place.create(path) as made, made.change("Add a skill") as change:
        change.add("skills", {"name": "Drawing"})
    return path


def secret_of(where: Path | str) -> bytes:
    with Place.open(where) as place:
        return place.secret()


def test_it_stays_the_same_and_differs_between_places(where, tmp_path):
    assert secret_of(where) == secret_of(where)
    Place.create(tmp_path / "other.place").close()
    assert secret_of(tmp_path / "other.place") != secret_of(where)
    assert len(secret_of(where)) == 32


def test_it_is_made_at_first_need(where):
    tables = "SELECT count(*) FROM sqlite_master WHERE name = 'place_secret'"
    with sqlite3.connect(where) as file:
        assert file.execute(tables).fetchone() == (0,)
    secret_of(where)
    with sqlite3.connect(where) as file:
        assert file.execute(tables).fetchone() == (1,)


def test_it_stands_in_no_history_and_no_undo_takes_it(where):
    made = secret_of(where)
    with Place.open(where) as place:
        assert len(place.history()) == 1
        assert place.undo() == "Add a skill"
        assert place.secret() == made


@pytest.mark.parametrize("name", ["town.xlsx", "town"])
def test_it_is_not_saved_and_loading_does_not_take_it(where, tmp_path, name):
    with Place.open(where) as place:
        save(place, tmp_path / "without.xlsx")
        made = place.secret()
        save(place, tmp_path / name)
        save(place, tmp_path / "with.xlsx")
        load(place, tmp_path / name, replace=True)
        assert place.secret() == made
    assert (tmp_path / "with.xlsx").read_bytes() == (tmp_path / "without.xlsx").read_bytes()
    saved = tmp_path / name
    for path in [saved] if saved.is_file() else saved.iterdir():
        assert made.hex().encode() not in path.read_bytes()
        assert made not in path.read_bytes()


def read_only(where: Path) -> str:
    return f"sqlite:///file:{where}?mode=ro&uri=true"


def test_a_place_that_may_not_be_written_gives_the_one_it_has(where):
    made = secret_of(where)
    assert secret_of(read_only(where)) == made


def test_a_place_that_may_not_be_written_and_has_none_says_what_to_do(where):
    with pytest.raises(PlaceUnreadable, match="Do this once where the file may be written"):
        secret_of(read_only(where))


def test_a_copy_of_the_file_has_the_same(where, tmp_path):
    made = secret_of(where)
    shutil.copy(where, tmp_path / "copy.place")
    assert secret_of(tmp_path / "copy.place") == made


def test_two_who_need_it_at_once_get_one(where):
    with Place.open(where) as one, Place.open(where) as other:
        assert one.secret() == other.secret() == one.secret()
