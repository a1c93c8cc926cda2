"""What takes seconds is worked out once for all pages that are made side by side."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from copkit.place.readings import VARIABLE as READINGS
from copkit.place.readings import readings_meanwhile
from copkit.place.store import Place
from copkit.place.view import View, view
from copkit.show.worked_out import VARIABLE, worked_out, worked_out_of

done: list[object] = []


def counted(value: object, **how: object) -> int:
    """The how-manieth time it is worked out."""
    done.append(value)
    return len(done)


def impossible(_: object) -> None:
    done.append("tried")
    raise ValueError("It cannot be done.")


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    done.clear()
    return tmp_path


def frame(*names: str) -> pd.DataFrame:
    return pd.DataFrame({"name": list(names)})


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Damp", "Damp"),
        ([("Ann", "Bo"), None], [("Ann", "Bo"), None]),
        ({"Ann", "Bo", "Cy"}, frozenset({"Cy", "Bo", "Ann"})),
        (frame("Ann", "Bo"), frame("Ann", "Bo")),
        (frame("Ann", "Bo")["name"], frame("Ann", "Bo")["name"]),
    ],
)
def test_of_the_same_it_is_worked_out_once(folder, first, second):
    assert worked_out(counted, first, effort=3.0) == 1
    assert worked_out(counted, second, effort=3.0) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Damp", "damp"),
        (1, 1.0),
        (1, "1"),
        (["a", "b"], ["b", "a"]),
        (["a, b"], ["a", "b"]),
        (frame("Ann", "Bo"), frame("Bo", "Ann")),
        (frame("Ann")["name"], frame("Ann")),
        (frame("Ann"), frame("Ann").rename(columns={"name": "member"})),
        ({"a": 1}, {"a": 2}),
    ],
)
def test_of_anything_else_it_is_worked_out_anew(folder, first, second):
    assert worked_out(counted, first) == 1
    assert worked_out(counted, second) == 2


def test_how_it_is_asked_counts_and_so_does_what_is_done(folder):
    worked_out(counted, 1, effort=1.0)
    worked_out(counted, 1, effort=2.0)
    worked_out(repr, 1)
    assert len(done) == 2
    assert len(list(folder.iterdir())) == 3


def test_what_goes_wrong_is_raised_each_time_and_not_kept(folder):
    for _ in range(2):
        with pytest.raises(ValueError, match="It cannot be done"):
            worked_out(impossible, 1)
    assert done == ["tried", "tried"]
    assert list(folder.iterdir()) == []


def test_without_a_folder_it_is_worked_out_each_time(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    done.clear()
    assert [worked_out(counted, 1) for _ in range(2)] == [1, 2]


def test_what_has_no_plain_words_is_refused(folder):
    with pytest.raises(TypeError, match="object"):
        worked_out(counted, object())


def test_another_process_finds_it(folder):
    there = "from copkit.show.worked_out import worked_out; worked_out(sorted, ['Bo', 'Ann'], reverse=False)"
    subprocess.run([sys.executable, "-c", there], check=True)
    (kept,) = folder.iterdir()
    made = kept.stat().st_mtime_ns
    assert worked_out(sorted, ["Bo", "Ann"], reverse=False) == ["Ann", "Bo"]
    assert kept.stat().st_mtime_ns == made


# Of a view ---------------------------------------------------------------------------------------


@pytest.fixture
def run(folder, tmp_path, monkeypatch) -> Path:
    """A run in which somebody wants to know what is read; the place."""
    monkeypatch.setenv(READINGS, str(tmp_path / "readings"))
    with Place.create(tmp_path / "town.place") as place, place.change("Add") as change:
        change.add("skills", {"name": "Listening"})
        change.add("communities", {"name": "Warm Homes", "stage": "maturing"})
    return tmp_path / "town.place"


def skills(here: View) -> list[str]:
    done.append("skills")
    return list(here["skills"]["name"])


def test_what_rests_on_tables_that_stand_is_worked_out_once(run):
    assert worked_out_of(view(run), skills) == ["Listening"]
    with Place.open(run) as place, place.change("Add") as change:
        change.add("members", {"name": "Ann Vale"})  # another table
    assert worked_out_of(view(run), skills) == ["Listening"]
    assert done == ["skills"]


def test_what_rests_on_a_table_that_has_changed_is_worked_out_anew(run):
    worked_out_of(view(run), skills)
    with Place.open(run) as place, place.change("Add") as change:
        change.add("skills", {"name": "Mapping"})
    assert worked_out_of(view(run), skills) == ["Listening", "Mapping"]


@pytest.mark.parametrize(
    "other",
    [{"community": "Warm Homes"}, {"as_of": "2026-06-30"}, {"audience": "public"}],
)
def test_a_view_with_other_limits_is_worked_out_by_itself(run, other):
    worked_out_of(view(run), skills)
    worked_out_of(view(run, **other), skills)
    assert done == ["skills", "skills"]


def test_one_who_looks_back_is_worked_out_by_themselves(run):
    day = pd.Timestamp("2026-06-30")
    worked_out_of(view(run, as_of="2026-06-30"), skills)
    worked_out_of(view(run, as_of="2026-06-30").at(day), skills)
    assert done == ["skills", "skills"]


def test_who_finds_it_worked_out_has_read_the_rows_all_the_same(run):
    worked_out_of(view(run), skills)
    here = view(run)
    with readings_meanwhile() as read:
        worked_out_of(here, skills)
    assert [reading.table for reading in read] == ["skills"]
    assert done == ["skills"]


def test_where_nobody_wants_to_know_what_is_read_nothing_of_a_view_is_kept(run, monkeypatch):
    monkeypatch.delenv(READINGS)
    before = set(run.parent.iterdir())
    assert worked_out_of(view(run), skills) == worked_out_of(view(run), skills)
    assert done == ["skills", "skills"]
    assert set(run.parent.iterdir()) == before
