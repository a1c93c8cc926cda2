"""`copkit check` finds what is wrong with a place, and finds nothing wrong with a sound one."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from copkit.cli import main
from copkit.place.store import Place


@pytest.fixture(scope="module")
def town(tmp_path_factory, demo_town) -> bytes:
    path = tmp_path_factory.mktemp("town") / "town.place"
    with demo_town(path) as place, place.change("Rename") as change:
        change.update("communities", 1, {"name": "Warm Rooms"})
    return path.read_bytes()


@pytest.fixture
def where(tmp_path: Path, town: bytes) -> Path:
    path = tmp_path / "town.place"
    path.write_bytes(town)
    return path


def checked(where: Path) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["check", str(where)])
    assert "Traceback" not in done.output
    return done.exit_code, done.output


def spoilt(where: Path, *statements: str) -> tuple[int, str]:
    """The check of a place that another program has written to."""
    with closing(sqlite3.connect(where)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return checked(where)


def test_a_sound_place_is_well_and_is_not_changed(where, town):
    code, told = checked(where)
    assert code == 0
    assert told.startswith("All is well: ")
    assert told.rstrip().endswith("2 changes.")
    assert where.read_bytes() == town


def test_a_member_forgotten_and_a_change_undone_leave_it_sound(where):
    with Place.open(where) as place:
        place.undo()
        place.forget(place.read("members")["name"].iloc[0])
    assert checked(where)[0] == 0


def test_a_row_that_breaks_a_rule_is_told_with_its_sheet_and_row(where):
    code, told = spoilt(where, "UPDATE members SET kind = 'plumber' WHERE id = 3")
    assert code == 1
    assert "Members, row 4, column 'kind': 'plumber'" in told
    assert "Members, row 4: it is not as the history left it: another program has changed it" in told


def test_a_row_that_names_one_that_is_gone_is_told(where):
    code, told = spoilt(where, "PRAGMA foreign_keys = OFF", "DELETE FROM members WHERE id = 3")
    assert code == 1
    assert "a row names another row that is gone" in told
    assert "Members: 1 row is gone that the history still has" in told or "names another" in told


def test_a_row_of_another_program_is_told(where):
    code, told = spoilt(where, "INSERT INTO skills (name) VALUES ('Tea')")
    assert code == 1
    assert told.startswith("1 thing is wrong:")
    assert "another program has changed it" in told


def test_two_rows_that_say_the_same_are_told(where):
    code, told = spoilt(
        where,
        "DROP INDEX IF EXISTS no_such_index",
        "UPDATE skills SET name = (SELECT upper(name) FROM skills WHERE id = 1) WHERE id = 2",
    )
    assert code == 1
    assert "Skills, row 3: it says the same as row 2" in told


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DROP TABLE feedback", "Feedback: the table is missing"),
        ("ALTER TABLE feedback DROP COLUMN keep", "Feedback: the column 'keep' is missing"),
    ],
)
def test_a_table_or_column_that_was_taken_away_is_told(where, statement, said):
    code, told = spoilt(where, statement)
    assert code == 1
    assert said in told


@pytest.mark.parametrize("share", [0.001, 0.3, 0.6, 0.95, 0.999])
def test_a_place_that_is_cut_short_is_told(where, town, share):
    where.write_bytes(town[: int(len(town) * share)])
    code, told = checked(where)
    assert code == 1
    assert "damaged" in told or "not a place file" in told or "did not make it" in told


def test_a_page_in_the_middle_that_is_overwritten_is_told(where, town):
    for page in range(8, len(town) // 4096, 25):
        where.write_bytes(town[: page * 4096] + b"\x00" * 4096 + town[(page + 1) * 4096 :])
        code, told = checked(where)
        assert code == 1, page
        assert "damaged" in told, page
