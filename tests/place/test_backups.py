"""The place file is copied before a load and before a new version; no copy keeps who was forgotten."""

import os
import stat
from pathlib import Path

import pytest

from copkit.place import backups, migrations
from copkit.place.errors import BackupFailed, LoadRefused
from copkit.place.exchange import load
from copkit.place.store import Place


def skills(folder: Path, *names: str) -> Path:
    path = folder / "Skills.csv"
    path.write_text("Name\n" + "".join(f"{name}\n" for name in names))
    return path


@pytest.fixture
def where(tmp_path: Path) -> Path:
    """A place with one skill, loaded when it was empty."""
    path = tmp_path / "town.place"
    with Place.create(path) as place:
        load(place, skills(tmp_path, "Facilitation"))
    return path


def names(path: Path) -> list[str]:
    with Place.open(path) as place:
        return list(place.read("skills")["name"])


def test_an_empty_place_needs_no_copy(where):
    assert backups.copies_of(str(where)) == []


def test_before_a_load_the_place_is_copied_as_it_stands(where, tmp_path):
    with Place.open(where) as place:
        load(place, skills(tmp_path, "Reading a damp meter"))
        [copy] = place.copies
    assert names(copy) == ["Facilitation"]
    assert names(where) == ["Facilitation", "Reading a damp meter"]


def test_a_load_that_is_refused_leaves_no_copy(where, tmp_path):
    path = tmp_path / "Members.csv"
    path.write_text("Name,Kind\nSam Lee,plumber\n")
    with Place.open(where) as place:
        with pytest.raises(LoadRefused):
            load(place, path)
        assert place.copies == []


def test_the_newest_copies_are_kept(where, tmp_path):
    with Place.open(where) as place:
        for number in range(backups.KEPT + 2):
            load(place, skills(tmp_path, f"Skill {number}"))
        assert len(place.copies) == backups.KEPT
        newest = place.copies[-1]
    assert names(newest)[-1] == f"Skill {backups.KEPT}"


def test_before_a_new_version_the_place_is_copied(where, monkeypatch):
    newer = (*migrations.MIGRATIONS, lambda connection: None)
    for step in (migrations.pending, migrations.migrate, migrations.unknown):
        monkeypatch.setattr(step, "__defaults__", (newer,))
    Place.open(where).close()
    assert len(backups.copies_of(str(where))) == 1
    Place.open(where).close()
    assert len(backups.copies_of(str(where))) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_a_copy_can_be_read_by_nobody_more_than_the_place(where, tmp_path):
    where.chmod(0o600)
    with Place.open(where) as place:
        load(place, skills(tmp_path, "Tea"))
        [copy] = place.copies
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700


def test_where_no_copy_can_be_made_nothing_is_loaded(where, tmp_path):
    backups.folder_of(str(where)).write_text("a file stands where the folder would")
    with Place.open(where) as place, pytest.raises(BackupFailed, match="nothing was changed"):
        load(place, skills(tmp_path, "Tea"))
    assert names(where) == ["Facilitation"]


def test_who_is_forgotten_is_in_no_copy(where, tmp_path):
    (tmp_path / "Members.csv").write_text("Name\nTess Quill\n")
    with Place.open(where) as place:
        load(place, tmp_path / "Members.csv")
        load(place, skills(tmp_path, "Tea"))
        done = place.forget("Tess Quill")
        assert (done.copies, place.copies) == (2, [])
        assert "Copies of the place from before loads, deleted: 2." in str(done)
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and path.name != "Members.csv"]
    assert [path for path in kept if b"Quill" in path.read_bytes()] == []


def test_a_damaged_place_tells_where_its_newest_copy_is(where, tmp_path):
    with Place.open(where) as place:
        load(place, skills(tmp_path, "Tea"))
        [copy] = place.copies
    whole = where.read_bytes()
    where.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(Exception, match="the file is damaged") as told:
        Place.open(where).read("skills")
    assert str(copy) in str(told.value)
