"""What takes seconds is worked out once for all pages that are made side by side."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from copkit.show.worked_out import VARIABLE, worked_out

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
