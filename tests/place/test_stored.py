"""The tables of a place are read again when they have changed, and only then."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from copkit.place import stored as holding
from copkit.place.errors import PlaceNotFound
from copkit.place.store import Place
from copkit.place.stored import Stored
from copkit.place.view import view


@pytest.fixture(autouse=True)
def nothing_held(monkeypatch):
    monkeypatch.setattr(holding, "_held", {})


@pytest.fixture
def file(tmp_path) -> Path:
    with Place.create(tmp_path / "town.place") as place:
        add(place, "skills", name="Listening")
        add(place, "members", name="Ann Vale", agrees_to_be_named=True)
    return tmp_path / "town.place"


def add(place: Place, table: str, **values: object) -> int:
    with place.change("Add") as change:
        return change.add(table, values)


def skills(stored: Stored) -> list[str]:
    return list(stored["skills"]["name"])


def test_a_table_is_read_once_until_it_is_looked_at_again(file):
    with Place.open(file) as place:
        stored = Stored(place)
        first = stored["skills"]
        add(place, "skills", name="Mapping")
        assert stored["skills"] is first
        stored.look_again()
        assert skills(stored) == ["Listening", "Mapping"]


def test_what_has_not_changed_stands_when_it_is_looked_at_again(file):
    with Place.open(file) as place:
        stored = Stored(place)
        first = stored["members"]
        add(place, "skills", name="Mapping")
        stored.look_again()
        assert stored["members"] is first


def test_a_name_that_changes_changes_the_tables_that_refer_to_it(file):
    with Place.open(file) as place:
        add(place, "organisations", name="Council", sector="public")
        with place.change("Employ") as change:
            change.update("members", 1, {"organisation": "Council"})
        stored = Stored(place)
        assert list(stored["members"]["organisation"]) == ["Council"]
        with place.change("Rename") as change:
            change.update("organisations", 1, {"name": "Borough"})
        stored.look_again()
        assert list(stored["members"]["organisation"]) == ["Borough"]


def test_what_is_made_of_tables_is_made_again_when_one_of_them_has_changed(file):
    made = []
    with Place.open(file) as place:
        stored = Stored(place)

        def names() -> list[str]:
            made.append("names")
            return skills(stored)

        def both() -> tuple[int, int]:
            made.append("both")
            return len(stored["members"]), len(stored.standing("names", names))

        assert stored.standing("names", names) == ["Listening"]
        assert stored.standing("both", both) == (1, 1)
        assert made == ["names", "both"]
        add(place, "members", name="Bo Hill")
        stored.look_again()
        assert stored.standing("both", both) == (2, 1)
        assert made == ["names", "both", "both"]
        add(place, "skills", name="Mapping")  # reaches 'both' by way of what it was made of
        stored.look_again()
        assert stored.standing("both", both) == (2, 2)


def test_what_is_held_is_not_read_again_by_who_opens_the_same_file(file, monkeypatch):
    here = view(file)
    first = here["skills"]
    here.hold()
    monkeypatch.setattr(Place, "read_anew", None)
    assert view(file)["skills"].equals(first)


def test_who_opens_a_held_file_sees_what_has_changed_since(file):
    here = view(file)
    here.read_all()
    here.hold()
    with Place.open(file) as place:
        add(place, "skills", name="Mapping")
    assert list(view(file)["skills"]["name"]) == ["Listening", "Mapping"]
    assert list(here["skills"]["name"]) == ["Listening"]  # a page that is being made stays of one state


def test_a_member_who_was_forgotten_is_held_no_more(file):
    here = view(file)
    here.read_all()
    here.hold()
    with Place.open(file) as place:
        place.forget("Ann Vale")
    assert view(file)["members"].empty
    assert view(file, audience="public")["members"].empty


def test_an_older_copy_that_was_put_back_is_seen(file, tmp_path):
    shutil.copy(file, tmp_path / "copy")
    with Place.open(file) as place:
        add(place, "skills", name="Mapping")
    here = view(file)
    here.read_all()
    here.hold()
    shutil.copy(tmp_path / "copy", file)
    assert list(view(file)["skills"]["name"]) == ["Listening"]


def test_a_place_is_looked_at_again_from_wherever_the_program_is_by_then(file, tmp_path, monkeypatch):
    monkeypatch.chdir(file.parent)
    here = view(file.name)
    assert len(here["skills"]) == 1
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    here.refresh()
    assert len(here["skills"]) == 1


def test_a_file_that_is_gone_is_told_in_words(file):
    here = view(file)
    file.unlink()
    with pytest.raises(PlaceNotFound, match=r"town\.place"):
        here.refresh()


def test_places_in_memory_do_not_take_each_other_s_rows():
    one, other = Place.in_memory(), Place.in_memory()
    add(one, "skills", name="Listening")
    here = view(one)
    here.read_all()
    here.hold()
    assert view(other)["skills"].empty


def test_a_forked_process_finds_read_what_was_held(file):
    if sys.platform == "win32":
        pytest.skip("Windows cannot fork")
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import os, sys\n"
            "from copkit.place.store import Place\n"
            "from copkit.place.view import view\n"
            "here = view(sys.argv[1]); here.read_all(); here.hold()\n"
            "if os.fork() == 0:\n"
            "    held, Place.read_anew = Place.read_anew, None\n"
            "    print(list(view(sys.argv[1])['skills']['name']), flush=True)\n"
            "    Place.read_anew = held\n"
            "    with Place.open(sys.argv[1]) as place, place.change('Add') as change:\n"
            "        change.add('skills', {'name': 'Mapping'})\n"
            "    print(list(view(sys.argv[1])['skills']['name']), flush=True)\n"
            "    os._exit(0)\n"
            "os.wait()\n"
            "print(list(view(sys.argv[1])['skills']['name']))\n",
            str(file),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.splitlines() == [
        "['Listening']",
        "['Listening', 'Mapping']",
        "['Listening', 'Mapping']",
    ]
