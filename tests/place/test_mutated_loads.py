"""Whatever a spreadsheet or a folder of CSV files holds: it is loaded whole, or refused in plain words.

The loads of this file come from `tests/soak/mutated_loads.py`, which makes 10,000 when it is run by hand.
"""

import datetime as dt
import os
import re
import subprocess
import sys
import time
import tracemalloc
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copkit.place.errors import CopkitError, LoadRefused, SpreadsheetUnreadable, showable
from copkit.place.exchange import load, save
from copkit.place.exchange.grid import Grid, sort_out
from copkit.place.intake import take_in
from copkit.place.schema import TABLES
from copkit.place.store import Place

SCRIPT = Path(__file__).parents[1] / "soak" / "mutated_loads.py"
COUNT = 300


@pytest.fixture(scope="module")
def soak(soak_script):
    return soak_script("mutated_loads")


@pytest.fixture
def place() -> Place:
    return Place.in_memory()


def test_mutated_files_are_loaded_whole_or_refused_in_plain_words():
    run = [sys.executable, str(SCRIPT), str(COUNT), "0"]
    done = subprocess.run(run, capture_output=True, text=True, errors="replace", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    told = re.match(rf"{COUNT} loads: (\d+) loaded, (\d+) refused, 0 failed", done.stdout)
    assert min(int(told[1]), int(told[2])) >= 20


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([10**400, -(10**400), 10**18]),
    st.floats(),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.timedeltas(),
    st.text(st.characters(codec="utf-8"), max_size=20),
)


@st.composite
def sheets(draw) -> list[Grid]:
    """Sheets of a place with any values at all in their cells."""
    chosen = draw(st.lists(st.sampled_from(list(TABLES.values())), min_size=1, max_size=3, unique=True))
    made = []
    for table in chosen:
        header = [field.label for field in table.fields().values()]
        row = st.lists(CELLS, max_size=len(header) + 2)
        made.append(Grid(table.sheet(), [header, *draw(st.lists(row, max_size=3))], "town.xlsx"))
    return made


@pytest.fixture(scope="module")
def town() -> Place:
    return Place.in_memory()


@settings(max_examples=100)
@given(grids=sheets())
def test_any_value_in_any_cell_is_loaded_and_can_be_undone_or_is_refused(town, grids):
    before = town.newest_change()
    try:
        found = sort_out(grids, "town.xlsx")
        take_in(town, found.rows, "town.xlsx", aside=found.aside, faults=found.faults)
    except CopkitError:
        assert town.newest_change() == before
    if town.newest_change() > before:
        assert town.check().sound
        town.undo()
    assert all(town.read(name).empty for name in ("skills", "members", "issues"))


# What was found so -------------------------------------------------------------------------------------


def csv(folder: Path, **sheets: str) -> Path:
    folder.mkdir(exist_ok=True)
    for title, text in sheets.items():
        (folder / f"{title.replace('_', ' ')}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("number", [10**400, -(10**400)])
def test_a_number_beyond_all_bounds_is_a_fault(place, number):
    rows = {"members": [(2, {"name": "Amina", "hours_a_month": number})]}
    with pytest.raises(LoadRefused, match=r"row 2, column 'hours a month': '-?1000.*…' is not a number"):
        take_in(place, rows, "town.xlsx")


@pytest.mark.parametrize("typed", ["0" * 3_000 + "77", "-" + "0" * 3_000 + "7", "0." + "0" * 300 + "1"])
def test_a_number_of_thousands_of_digits_is_not_told_in_full(tmp_path, place, typed):
    path = csv(tmp_path / "in", Rooms=f"Event,Name,Seats\nA,B,{typed}\n", Members=f"Name,Joined\nA,{typed}\n")
    with pytest.raises(LoadRefused) as refused:
        load(place, path)
    assert all(len(str(fault)) < 500 for fault in refused.value.faults)


@pytest.mark.parametrize("name", [3.0, True, dt.datetime(2026, 4, 3)])
def test_a_name_that_is_a_number_a_yes_or_a_date_is_found_by_the_rows_that_name_it(place, name):
    rows = {
        "skills": [(2, {"name": name})],
        "members": [(2, {"name": "Amina"})],
        "member_skills": [(2, {"member": "Amina", "skill": name, "level": 3})],
    }
    take_in(place, rows, "town.xlsx")
    assert list(place.read("member_skills")["skill"]) == list(place.read("skills")["name"])


@pytest.mark.parametrize(("name", "other"), [(3.0, "3.0"), (True, "True")])
def test_a_row_that_names_what_a_name_only_looks_like_is_a_fault(place, name, other):
    rows = {
        "skills": [(2, {"name": name})],
        "members": [(2, {"name": "Amina"})],
        "member_skills": [(2, {"member": "Amina", "skill": other, "level": 3})],
    }
    with pytest.raises(LoadRefused, match=f"'{other}' is not in the sheet Skills"):
        take_in(place, rows, "town.xlsx")


@pytest.mark.parametrize("number", ["²", "9" * 30, "9" * 5_000, "-1", "3.5", ""])
def test_a_cell_kept_aside_from_no_row_at_all_is_kept_as_it_stands(tmp_path, place, number):
    aside = f"source,sheet,row,column,value\nold.xlsx,Own,{number},Own,a\nold.xlsx,Own,3,Own,b\n"
    report = load(place, csv(tmp_path / "in", Skills="Name\nTea\n", Kept_aside=aside))
    kept = {(cell.sheet, cell.row, cell.column, cell.value) for cell in place.kept_aside()}
    odd = {("Kept aside", 2, "source", "old.xlsx"), ("Kept aside", 2, "value", "a")}
    assert kept >= {("Own", 3, "Own", "b"), *odd}
    assert (("Kept aside", 2, "row", number) in kept) == bool(number)
    assert "row 2 cannot be read as copkit writes them" in report.notes[-1]
    with_them = tmp_path / "out.xlsx"
    save(place, with_them)
    other = Place.in_memory()
    assert load(other, with_them).notes == []
    assert set(other.kept_aside()) == set(place.kept_aside())


def test_a_part_that_claims_to_be_larger_than_its_file_is_not_believed(tmp_path, place):
    """Python would take that much memory before it reads."""
    with zipfile.ZipFile(tmp_path / "town.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    raw = bytearray((tmp_path / "town.xlsx").read_bytes())
    listed = raw.index(b"PK\x01\x02")
    raw[listed + 20 : listed + 24] = (3_000_000_000).to_bytes(4, "little")
    (tmp_path / "town.xlsx").write_bytes(raw)
    tracemalloc.start()
    with pytest.raises(SpreadsheetUnreadable, match="the file is damaged"):
        load(place, tmp_path / "town.xlsx")
    taken = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert taken < 100_000_000


def test_a_folder_among_the_csv_files_is_told(tmp_path, place):
    (csv(tmp_path / "in", Skills="Name\nTea\n") / "Members.csv").mkdir()
    with pytest.raises(SpreadsheetUnreadable, match=r"'Members\.csv' cannot be read: it is a folder"):
        load(place, tmp_path / "in")


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_to_a_file_that_is_gone_is_told(tmp_path, place):
    (csv(tmp_path / "in", Skills="Name\nTea\n") / "Members.csv").symlink_to(tmp_path / "gone.csv")
    with pytest.raises(SpreadsheetUnreadable, match=r"'Members.csv' is not there, or not as a file"):
        load(place, tmp_path / "in")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have names of letters alone")
def test_a_file_and_a_folder_whose_names_are_in_another_encoding_load(tmp_path, place):
    folder = os.path.join(os.fsencode(tmp_path), b"Caf\xe9")
    os.mkdir(folder)
    for name in (b"Skills.csv", b"Th\xe9.csv"):
        with open(os.path.join(folder, name), "w") as file:
            file.write("Name\nTea\n")
    load(place, os.fsdecode(folder))
    assert {(cell.source, cell.sheet) for cell in place.kept_aside()} == {("Café", "Thé")}
    assert place.undo() == "Load Café"


@pytest.mark.parametrize("sign", ["\x07", "\x1b", "\x00", "\x9b", "\x7f", "\u202e", "\ud800"])
def test_no_sign_that_a_terminal_would_obey_is_told(place, sign):
    rows = {"members": [(2, {"name": "Amina", "joined": f"{sign}[31m"})]}
    with pytest.raises(LoadRefused) as refused:
        take_in(place, rows, f"{sign}.xlsx")
    assert sign not in str(refused.value)
    assert "Put right 1 fault" in str(refused.value)
    assert showable(f"a{sign}b\n\tc") == "a�b\n\tc"


def test_what_is_told_of_a_strange_column_holds_none_of_them_and_is_not_told_in_full(tmp_path, place):
    report = load(place, csv(tmp_path / "in", Skills="Name,\x1bh" + "h" * 20_000 + "\nTea,x\n"))
    assert "'�hhh" in str(report)
    assert max(map(len, str(report).splitlines())) < 500


# The fuzzer finds what is wrong ------------------------------------------------------------------------


def half_loaded(place: Place, path: Path, *, replace: bool) -> str:
    with place.change("Half") as change:
        change.add("skills", {"name": "Half a load"})
    raise SpreadsheetUnreadable(str(path), "it is damaged", "Try again.")


def unsound(place: Place, path: Path, *, replace: bool) -> str:
    with place._writing() as connection:
        connection.exec_driver_sql("INSERT INTO skills (name) VALUES ('Behind the back')")
    return "1 row added."


def with_a_traceback(place: Place, path: Path, *, replace: bool) -> str:
    raise KeyError("name")


def with_a_warning(place: Place, path: Path, *, replace: bool) -> str:
    warnings.warn("cannot keep a list", UserWarning, stacklevel=1)
    return "1 row added."


def with_an_endless_line(place: Place, path: Path, *, replace: bool) -> str:
    return "1 row added: " + "x" * 10_000


def with_a_bell(place: Place, path: Path, *, replace: bool) -> str:
    return "1 row added.\x07"


def too_slow(place: Place, path: Path, *, replace: bool) -> str:
    time.sleep(10)
    return "1 row added."


def with_a_copy_left(place: Place, path: Path, *, replace: bool) -> str:
    folder = Path(f"{place.where}.backups")
    folder.mkdir()
    (folder / ".unfinished").write_text("")
    raise SpreadsheetUnreadable(str(path), "it is damaged", "Try again.")


@pytest.mark.parametrize(
    ("loading", "said"),
    [
        (half_loaded, "it was refused, and the place is not as it was"),
        (unsound, "the place is no longer sound"),
        (with_a_traceback, "KeyError came through"),
        (with_a_warning, "warned: UserWarning"),
        (with_an_endless_line, "a line has 10,013 characters"),
        (with_a_bell, r"what is told holds '\\x07'"),
        (too_slow, "it took more than 1 seconds"),
        (with_a_copy_left, "it was refused, and left a copy of the place"),
    ],
)
def test_the_fuzzer_would_find_a_load(soak, tmp_path, monkeypatch, loading: Callable[..., str], said):
    if loading is too_slow and os.name == "nt":
        pytest.skip("Windows has no alarm")
    monkeypatch.setattr(soak, "SECONDS", 1)
    with Place.create(tmp_path / "town.place") as place, place.change("Begin") as change:
        change.add("skills", {"name": "Listening"})
    with pytest.raises(soak.Amiss, match=said):
        soak.judged(tmp_path / "Skills.csv", place, loading=loading)
    place.close()


def test_a_seed_makes_the_same_file_again(soak, tmp_path):
    towns = soak.Towns.made_in(tmp_path)
    for seed in range(6):
        made = []
        for name in ("one", "two"):
            (tmp_path / name / str(seed)).mkdir(parents=True)
            path, *_ = soak.mutated(seed, towns, tmp_path / name / str(seed))
            files = sorted(path.iterdir()) if path.is_dir() else [path]
            made.append([(file.name, file.read_bytes()) for file in files if file.is_file()])
        assert made[0] == made[1] != []
