"""Forgetting one member takes nothing away from others, and tells which texts are left to look at."""

import pytest
from click.testing import CliRunner

from copkit.cli import main
from copkit.place.kept_aside import Aside
from copkit.place.store import Place

PEOPLE = {
    "Kim Lee": "lee@ex.org",
    "Ash Brown": "ashlee@ex.org",
    "Pat Doe": "office@ex.org",
    "Jo Fox": "office@ex.org",
    "May": "may@ex.org",
    "Mary Kim Lee": "mkl@ex.org",
    "Will Pike": "wp@ex.org",
}


def fill(place):
    with place.change("Begin") as change:
        change.add("communities", {"name": "A"})
        for name, email in PEOPLE.items():
            change.add("members", {"name": name, "email": email})
        purpose = "Mary Kim Lee tells. Pike will come."
        event = {"name": "A, 18 May 2026", "community": "A", "date": "2026-05-18", "purpose": purpose}
        change.add("events", event)
        cells = [
            ("Volunteers", 7, "Who", "Will Pike"),
            ("Volunteers", 7, "Tel", "1"),
            ("Rooms", 5, "Room", "Hall"),
            ("Rooms", 5, "Key at", "Will Pike"),
            ("Members", 2, "Known as", "Will Pike"),
            ("Members", 2, "Food", "nuts"),
            ("Events", 3, "Cost", "£20, see Will Pike"),
        ]
        change.keep_aside([Aside("t.xlsx", *cell) for cell in cells])


@pytest.fixture
def place():
    with Place.in_memory("town") as place:
        fill(place)
        yield place


@pytest.fixture
def file(tmp_path):
    where = tmp_path / "town.place"
    with Place.create(where) as place:
        fill(place)
    return where


@pytest.mark.parametrize("who", PEOPLE)
def test_the_others_keep_their_names_and_addresses(place, who):
    place.forget(who, doubtful=True)
    left = dict(place.read("members").set_index("name")["email"])
    assert left == {name: email for name, email in PEOPLE.items() if name != who}


def test_dates_stay_when_a_member_called_may_is_forgotten(place):
    place.forget("May")
    assert list(place.read("events")["name"]) == ["A, 18 May 2026"]


def test_the_history_keeps_what_is_of_others(place):
    place.forget("Kim Lee")
    with place.change("Jo goes") as change:
        row = next(id_ for id_, row in change.rows("members").items() if row["name"] == "Jo Fox")
        change.delete("members", row)
    place.forget("Pat Doe")
    place.undo()
    assert place.read("members").set_index("name")["email"]["Jo Fox"] == "office@ex.org"


def test_what_may_name_the_member_stays_and_is_told_with_its_place(place):
    done = place.forget("Will Pike")
    assert place.read("events")["purpose"].iloc[0] == "Mary Kim Lee tells. Pike will come."
    assert str(done.left[0]) == "Events, purpose, row 2: Mary Kim Lee tells. Pike will come."
    assert done.left_in_history == 1
    assert "may name the member still." in str(done)


def test_with_doubtful_it_is_reworded_in_the_history_as_well(place):
    done = place.forget("Will Pike", doubtful=True)
    assert place.read("events")["purpose"].iloc[0] == "Mary Kim Lee tells. a former member come."
    assert (done.left, done.left_in_history) == ([], 0)
    assert "by hand" not in str(done)


def test_of_cells_kept_aside_only_rows_about_the_member_go_whole(place):
    done = place.forget("Will Pike")
    left = {(cell.sheet, cell.column): cell.value for cell in place.kept_aside()}
    assert left == {
        ("Rooms", "Room"): "Hall",
        ("Rooms", "Key at"): "a former member",
        ("Events", "Cost"): "£20, see a former member",
    }
    assert [str(doubt) for doubt in done.left[1:]] == ["Kept aside from t.xlsx, Rooms, Room, row 5: Hall"]


def test_a_look_changes_nothing(file):
    before = file.read_bytes()
    with Place.open(file) as place:
        looked = place.forget("Will Pike", look=True)
        assert file.read_bytes() == before
        assert looked == place.forget("Will Pike")


def test_the_command_tells_what_is_doubtful_before_it_asks(file):
    no = CliRunner().invoke(main, ["forget", str(file), "Will Pike"], input="n\n")
    assert "Pike will come" in no.output.partition("Go on?")[0]
    assert "add --doubtful" in no.output
    yes = CliRunner().invoke(main, ["forget", str(file), "Will Pike", "--yes", "--doubtful"])
    assert yes.exit_code == 0, yes.output
    assert "Events, purpose: 1" in yes.output
    assert "by hand" not in yes.output
