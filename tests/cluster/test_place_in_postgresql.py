"""A place in a PostgreSQL database is the same place as one in a file, whoever else writes to it."""

from __future__ import annotations

import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pandas as pd
import psycopg
import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from copkit.cli import main
from copkit.place import engine
from copkit.place.demo import fill_demo
from copkit.place.errors import (
    ChangeRefused,
    LoadRefused,
    NothingToUndo,
    PlaceExists,
    PlaceUnreadable,
)
from copkit.place.exchange import load
from copkit.place.kept_aside import Aside
from copkit.place.schema import TABLES
from copkit.place.store import Place

NEW_ROWS = 15


@pytest.fixture(scope="module")
def small_place(postgres) -> str:
    where = postgres()
    with Place.create(where) as place, place.change("Begin") as change:
        change.add("organisations", {"name": "Ellery Council", "sector": "public"})
        change.add("communities", {"name": "Warm Homes", "stage": "maturing"})
        for name in ("Amina", "Zebedee Quillfeather"):
            change.add("members", {"name": name, "organisation": "Ellery Council", "joined": "3/4/2026"})
            change.add("memberships", {"member": name, "community": "Warm Homes", "role": "Core"})
    return where


@pytest.fixture
def url(postgres, small_place) -> str:
    """A place with one community, one organisation and two members, for one test."""
    return postgres(like=small_place)


def spreadsheet(path: Path, *skills: str) -> Path:
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "Skills"
    for row in (["Name"], *([name] for name in skills)):
        sheet.append(row)
    made.save(path)
    return path


def copkit(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def tables_of(url: str) -> set[str]:
    """The tables of a database, by its own account."""
    with closing(psycopg.connect(url.replace("+psycopg", ""))) as connection:
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return {name for (name,) in found}


# The same place -----------------------------------------------------------------------------------


def test_every_frame_is_that_of_the_same_place_in_a_file(town, tmp_path):
    with Place.open(town) as there, Place.create(tmp_path / "town.place") as here:
        fill_demo(here)
        for table in TABLES:
            pd.testing.assert_frame_equal(there.read(table), here.read(table))


def test_a_town_is_sound(town):
    with Place.open(town) as place:
        found = place.check()
    assert found.wrong == ()
    assert found.rows > 9_000
    assert found.changes == 1


def test_a_row_that_another_program_changed_is_told(url):
    with closing(psycopg.connect(url.replace("+psycopg", ""), autocommit=True)) as connection:
        connection.execute("UPDATE members SET name = 'Amira' WHERE name = 'Amina'")
    with Place.open(url) as place:
        assert place.check().wrong == (
            "Members, row 2: it is not as the history left it: another program has changed it.",
        )


def test_every_change_is_kept_and_can_be_undone(url):
    with Place.open(url) as place:
        before = {table: place.read(table) for table in TABLES}
        with place.change("Rename") as change:
            change.update("members", 1, {"name": "Amina Yusuf", "joined": "2026-05-01"})
        with place.change("Leave") as change:
            change.delete("memberships", 1)
        assert list(place.read("members")["name"]) == ["Amina Yusuf", "Zebedee Quillfeather"]
        assert [place.undo(), place.undo()] == ["Leave", "Rename"]
        for table in TABLES:
            pd.testing.assert_frame_equal(place.read(table), before[table])
        assert list(place.history()["did"].unique()) == [
            "Begin",
            "Rename",
            "Leave",
            "Undo: Leave",
            "Undo: Rename",
        ]
        assert place.check().sound
        assert place.undo() == "Begin"
        with pytest.raises(NothingToUndo):
            place.undo()


def test_a_change_that_is_refused_leaves_nothing_of_itself(url):
    def three_rows() -> None:
        with place.change("Three rows") as change:
            change.add("skills", {"name": "Facilitation"})
            change.update("members", 1, {"name": "Amira"})
            change.add("members", {"name": "Tom", "organisation": "Elery Council"})

    with Place.open(url) as place:
        with pytest.raises(ChangeRefused, match="did you mean 'Ellery Council'"):
            three_rows()
        assert place.read("skills").empty
        assert list(place.read("members")["name"]) == ["Amina", "Zebedee Quillfeather"]
        assert place.newest_change() == 1


def test_what_the_rules_let_through_the_keys_of_the_database_still_refuse(url):
    with Place.open(url) as place:
        refused = pytest.raises(ChangeRefused, match="the same row is there already")
        with refused, place.change("Twice") as change:
            change.add_read("skills", [{"name": "Facilitation"}, {"name": "Facilitation"}])
        assert place.read("skills").empty


def test_a_spreadsheet_is_loaded_all_of_it_or_nothing(url, tmp_path):
    with Place.open(url) as place:
        load(place, spreadsheet(tmp_path / "skills.xlsx", "Facilitation", "Budgets"))
        assert list(place.read("skills")["name"]) == ["Facilitation", "Budgets"]
        with pytest.raises(LoadRefused):
            load(place, spreadsheet(tmp_path / "more.xlsx", "Mediation", "mediation"))
        assert list(place.read("skills")["name"]) == ["Facilitation", "Budgets"]
        assert place.check().sound


def test_no_row_of_any_table_names_a_member_who_is_forgotten(url):
    who = "Zebedee Quillfeather"
    with Place.open(url) as place:
        with place.change(f"Add what {who} said") as change:
            change.add("skills", {"name": f"Tea as {who} makes it"})
            change.keep_aside([Aside("town.xlsx", "Members", 9, "Nick", who)])
        done = place.forget("zebedee quillfeather")
        assert done.removed == {"Members": 1, "Memberships": 1}
        assert place.check().sound
    with closing(psycopg.connect(url.replace("+psycopg", ""))) as connection:
        rows = [
            str(row) for table in tables_of(url) for row in connection.execute(f'SELECT * FROM "{table}"')
        ]
    assert any("Amina" in row for row in rows)
    assert [row for row in rows if "zebedee" in row.lower() or "quillfeather" in row.lower()] == []


def test_a_place_keeps_its_secret(url):
    with Place.open(url) as one, Place.open(url) as other:
        with ThreadPoolExecutor() as threads:
            first, second = threads.submit(one.secret), threads.submit(other.secret)
        assert first.result() == second.result()
        assert len(first.result()) == 32


# Several at once ----------------------------------------------------------------------------------


def test_two_who_write_at_once_wait_for_each_other(url):
    """Each change has a number of its own, by which a screen asks what is new."""
    begin = threading.Barrier(2)

    def write(name: str) -> None:
        with Place.open(url) as place:
            begin.wait()
            for number in range(NEW_ROWS):
                with place.change(f"{name} {number}") as change:
                    change.add("skills", {"name": f"{name} {number}"})

    with ThreadPoolExecutor() as threads:
        for done in [threads.submit(write, name) for name in ("Cooking", "Mending")]:
            done.result()
    with Place.open(url) as place:
        assert len(place.read("skills")) == 2 * NEW_ROWS
        assert place.history().groupby("change")["did"].nunique().to_dict() == dict.fromkeys(
            range(1, 2 * NEW_ROWS + 2), 1
        )
        assert place.check().sound


def test_the_same_row_by_two_at_once_is_refused_to_the_later(url):
    with Place.open(url) as one, Place.open(url) as other, ThreadPoolExecutor() as threads:

        def again() -> None:
            with other.change("The later") as change:
                change.add("ties", tie)

        tie = {"member": "Amina", "to_member": "Zebedee Quillfeather", "kind": "advice"}
        with one.change("The earlier") as change:
            change.add("ties", tie)
            later = threads.submit(again)
            with pytest.raises(TimeoutError):
                later.result(timeout=0.5)
        with pytest.raises(ChangeRefused, match="is there already"):
            later.result()
        assert len(one.read("ties")) == 1


def test_one_who_reads_does_not_wait_and_sees_a_place_as_it_stood_at_one_moment(url):
    with Place.open(url) as reader, Place.open(url) as writer:
        with writer.change("Two rows") as change:
            change.add("members", {"name": "Tom", "organisation": "Ellery Council"})
            change.add("memberships", {"member": "Tom", "community": "Warm Homes", "role": "Core"})
            assert len(reader.read("members")) == 2
        with reader._reading() as connection:
            before = list(connection.exec_driver_sql("SELECT name FROM members"))
            with writer.change("One more") as change:
                change.add("members", {"name": "Tess", "organisation": "Ellery Council"})
            assert list(connection.exec_driver_sql("SELECT name FROM members")) == before
        assert len(reader.read("members")) == 4


def test_a_place_that_another_program_writes_to_for_long_says_so(url, monkeypatch):
    with Place.open(url) as one, Place.open(url) as other:
        monkeypatch.setattr(engine, "WAIT_FOR_LOCK", 0.2)
        busy = pytest.raises(PlaceUnreadable, match="another program is writing to it")
        with one.change("A long load"), busy, other.change("Me, too") as change:
            change.add("skills", {"name": "Patience"})
        with other.change("Now") as change:
            change.add("skills", {"name": "Patience"})
        assert list(one.read("skills")["name"]) == ["Patience"]


def test_a_connection_that_the_server_has_closed_is_opened_anew(url):
    with Place.open(url) as place:
        before = place.read("members")
        with closing(psycopg.connect(url.replace("+psycopg", ""), autocommit=True)) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        pd.testing.assert_frame_equal(place.read("members"), before)


# What goes wrong, in one sentence -----------------------------------------------------------------


def with_password(url: str) -> str:
    return url.replace("postgres@", "postgres:tea-at-four@")


def in_another_database(url: str) -> str:
    return url + "-is-not-there"


def on_another_port(url: str, port: int) -> str:
    host, _, name = url.rpartition("/")
    return f"{host.rpartition(':')[0]}:{port}/{name}"


@pytest.mark.parametrize("open_or_create", [Place.open, Place.create])
def test_a_server_that_is_not_there_is_told(postgres, port_of_nobody, open_or_create):
    where = with_password(on_another_port(postgres(), port_of_nobody))
    with pytest.raises(PlaceUnreadable, match="the database does not answer") as told:
        open_or_create(where)
    assert "tea-at-four" not in str(told.value)
    assert f":{port_of_nobody}/" in str(told.value)


def test_a_database_that_is_not_there_is_told(url):
    with pytest.raises(
        PlaceUnreadable, match=r'the database refuses: .*is-not-there" does not exist'
    ) as told:
        Place.open(with_password(in_another_database(url)))
    assert "tea-at-four" not in str(told.value)


def test_a_database_that_is_no_place_is_told_and_left_as_it_is(postgres):
    empty = postgres()
    with pytest.raises(PlaceUnreadable, match=r"copkit did not make it.*copkit new"):
        Place.open(empty)
    assert tables_of(empty) == set()


def test_no_place_is_made_where_there_is_one(url):
    with pytest.raises(PlaceExists) as told:
        Place.create(with_password(url))
    assert "tea-at-four" not in str(told.value)
    with Place.open(url) as place:
        assert len(place.read("members")) == 2


@pytest.mark.parametrize(
    "where",
    [
        "nosuch://localhost/town",
        "postgresql+psycopg://me:tea-at-four@localhost:x/town",
        "postgresql+nosuch://localhost/town",
    ],
)
def test_a_url_that_cannot_be_read_is_told(where):
    with pytest.raises(PlaceUnreadable, match="the URL is not one of a database") as told:
        Place.open(where)
    assert "tea-at-four" not in str(told.value)


def test_a_package_that_is_not_installed_is_told(url, monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(PlaceUnreadable, match=r"'psycopg' is not installed.*copkit\[postgres\]"):
        Place.open(url)


def test_who_may_only_read_is_told_so_and_reads(url):
    with closing(psycopg.connect(url.replace("+psycopg", ""), autocommit=True)) as connection:
        connection.execute("DROP ROLE IF EXISTS reader")
        connection.execute("CREATE ROLE reader LOGIN")
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
    with Place.open(url.replace("postgres@", "reader@")) as place:
        assert len(place.read("members")) == 2
        with pytest.raises(PlaceUnreadable, match="it may not be written"), place.change("Add") as change:
            change.add("skills", {"name": "Patience"})
        with pytest.raises(PlaceUnreadable, match="the first time, something must be written"):
            place.secret()


# The command line ---------------------------------------------------------------------------------


def test_the_commands_take_a_url_where_they_take_a_file(postgres, tmp_path):
    where = postgres()
    skills = spreadsheet(tmp_path / "skills.xlsx", "Facilitation", "Budgets")
    assert copkit("new", where).output == f"Made {where}.\n"
    assert copkit("load", where, skills).exit_code == 0
    assert copkit("check", where).output == "All is well: 2 rows, 1 changes.\n"
    assert "skills.xlsx" in copkit("history", where).output
    assert copkit("save", where, tmp_path / "saved").exit_code == 0
    assert "Budgets" in (tmp_path / "saved" / "Skills.csv").read_text(encoding="utf-8-sig")
    assert copkit("undo", where).output.startswith("Taken back: ")
    assert copkit("check", where).output == "All is well: 0 rows, 2 changes.\n"


def test_no_command_makes_a_place_over_another(url):
    for command in ("new", "demo"):
        told = copkit(command, with_password(url))
        assert told.exit_code == 1
        assert "is there already" in told.output
        assert "tea-at-four" not in told.output
    with Place.open(url) as place:
        assert len(place.read("members")) == 2


@pytest.mark.parametrize(
    "words", [["new"], ["demo"], ["load", "skills.xlsx"], ["undo"], ["check"], ["packs", "--out", "packs"]]
)
def test_a_command_tells_of_a_server_that_is_not_there_without_a_traceback(
    postgres, port_of_nobody, words, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    spreadsheet(tmp_path / "skills.xlsx", "Facilitation")
    where = with_password(on_another_port(postgres(), port_of_nobody))
    command, *rest = words
    done = copkit(command, where, *rest)
    assert done.exit_code == 1
    assert "the database does not answer" in done.output
    assert "Traceback" not in done.output
    assert "tea-at-four" not in done.output
    assert not (tmp_path / "packs").exists()
