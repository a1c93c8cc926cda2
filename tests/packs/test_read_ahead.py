"""From the second pack of a place on, a workbook finds its tables read, as they are now."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from copkit.packs import library
from copkit.packs import make as making
from copkit.packs.forking import FORKS
from copkit.packs.library import workbook
from copkit.packs.make import make, read_ahead
from copkit.packs.orders import Order
from copkit.place import stored
from copkit.place.store import Place

pytestmark = pytest.mark.skipif(not FORKS, reason="this system starts a kernel for every notebook")

CODE = (
    "import pathlib\n"
    "from copkit.place import stored\n"
    "from copkit.place.view import view\n"
    "held = 'skills' in [table for each in stored._held.values() for table in each._frames]\n"
    "here = view(place, community, as_of, audience)\n"
    "names = list(here['skills']['name'])\n"
    "here._stored._frames.clear(); here._stored._made.clear()  # what a notebook spoils is its own\n"
    "told = pathlib.Path(place).parent / 'told'\n"
    "told.write_text(f'{held}: {names}')\n"
)


@pytest.fixture
def order(tmp_path, monkeypatch) -> Order:
    """A workbook that tells whether the skills were read before, and which there are."""
    monkeypatch.setattr(stored, "_held", {})
    monkeypatch.setattr(making, "_made_of", set())
    notebook = nbformat.read(workbook("5").path, as_version=4)
    given = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    cells = [*given, nbformat.v4.new_code_cell(CODE)]
    path = tmp_path / "workbooks" / "05_clear_the_way.ipynb"
    path.parent.mkdir()
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=notebook.metadata), path)
    monkeypatch.setattr(library, "WORKBOOK_FOLDER", path.parent)
    with Place.create(tmp_path / "town.place") as place:
        learn(place, "Listening")
    return Order(workbook("5"), str(tmp_path / "town.place"), "", "2026-06-30", "public", tmp_path / "p.html")


def learn(place: Place, skill: str) -> None:
    with place.change("Learn") as change:
        change.add("skills", {"name": skill})


def told(order: Order) -> str:
    """Makes the pack; what its workbook told."""
    outcome = make(order)
    assert not outcome.failed, outcome.detail
    return Path(order.place).with_name("told").read_text()


def test_one_pack_alone_reads_what_it_needs_itself(order):
    assert told(order) == "False: ['Listening']"


def test_the_next_find_it_read_whatever_one_before_did_to_it(order):
    told(order)
    assert told(order) == "True: ['Listening']"
    assert told(order) == "True: ['Listening']"


def test_what_was_changed_between_two_packs_is_seen(order):
    told(order)
    told(order)
    with Place.open(order.place) as place:
        learn(place, "Mapping")
    assert told(order) == "True: ['Listening', 'Mapping']"


def test_a_place_that_cannot_be_read_ahead_fails_its_pack_in_words(order):
    told(order)
    Path(order.place).unlink()
    outcome = make(order)
    assert outcome.failed
    assert "There is no" in outcome.why


def test_of_a_database_nothing_is_read_ahead(order, monkeypatch):
    monkeypatch.setattr(making, "view", None)
    for _ in range(2):
        read_ahead(Order(order.workbook, "postgresql://nowhere/town", "", "", "public", order.path))
    assert stored._held == {}
