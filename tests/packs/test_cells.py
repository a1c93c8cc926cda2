"""While a place is watched, a cell is run again only if it would put out something else."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import nbformat
import pytest

from copkit.packs.batch import Asked, packs, packs_by
from copkit.packs.cells import is_part
from copkit.packs.library import WORKBOOKS, Workbook, workbook
from copkit.packs.workers import Workers
from copkit.place import readings
from copkit.place.readings import readings_meanwhile
from copkit.place.store import Place

COMMUNITY, DAY = "Young Minds", "2026-06-30"
ASKED = Asked(communities=[COMMUNITY], workbooks=(workbook("5"),), as_of=DAY)
PAGE = "young-minds/05_clear_the_way.html"
MARK = "What stood here before"


@pytest.fixture
def town(tmp_path, demo_town) -> Path:
    demo_town(tmp_path / "town.place").close()
    return tmp_path / "town.place"


def made(town: Path, asked: Asked = ASKED, **more: object) -> str:
    """The page of workbook 5, made with what its cells put out before."""
    folder = town.parent
    with Workers(1) as workers:
        (outcome,) = packs_by(workers, town, folder / "out", asked, cells_in=folder / "cells", **more)
    assert not outcome.failed
    return (folder / "out" / PAGE).read_text(encoding="utf-8")


def made_anew(town: Path) -> str:
    out = town.parent / "anew"
    packs(town, out, communities=[COMMUNITY], workbooks=ASKED.workbooks, as_of=DAY, jobs=1, fresh=True)
    return (out / PAGE).read_text(encoding="utf-8")


def marked(town: Path) -> list[str]:
    """Puts a mark into what each cell put out; gives the cells."""
    file = town.parent / "cells" / PAGE.replace(".html", ".json")
    kept = json.loads(file.read_text(encoding="utf-8"))
    for source, cell in kept["cells"].items():
        shown = {"text/html": f"<p>{MARK}: {source}</p>"}
        cell["outputs"] = [{"output_type": "display_data", "data": shown, "metadata": {}}]
    file.write_text(json.dumps(kept), encoding="utf-8")
    return list(kept["cells"])


def force_less(town: Path) -> None:
    with Place.open(town) as place, place.change("Fewer forces") as change:
        forces = place.read("forces")
        change.delete("forces", int(forces.index[forces["community"] == COMMUNITY][0]))


def test_the_cells_that_read_what_was_changed_are_run_and_no_others(town):
    made(town)
    cells = marked(town)
    force_less(town)
    page = made(town)
    assert f"{MARK}: show.enablement.statements(here)" in page
    assert f"{MARK}: show.enablement.force_field(here)" not in page
    assert 5 < page.count(MARK) < len(cells)


def test_the_page_is_that_of_all_cells_run(town):
    made(town)
    force_less(town)
    assert made(town) == made_anew(town)


def test_of_another_day_or_for_others_all_cells_are_run(town):
    made(town)
    marked(town)
    for other in ("2026-03-31", ""):
        asked = Asked([COMMUNITY], ASKED.workbooks, other, "public" if other else "workshop")
        assert MARK not in made(town, asked)


def test_what_cannot_be_read_is_run(town):
    first = made(town)
    (town.parent / "cells" / PAGE.replace(".html", ".json")).write_text("{", encoding="utf-8")
    assert made(town, fresh=True) == first


def test_a_pack_of_kept_cells_is_known_by_all_that_they_read(town):
    """Or the next run would keep a pack that would come out otherwise."""
    made(town)
    made(town, fresh=True)
    force_less(town)
    (outcome,) = packs(
        town, town.parent / "out", communities=[COMMUNITY], workbooks=ASKED.workbooks, as_of=DAY
    )
    assert not outcome.kept


@pytest.mark.parametrize(
    "source",
    [
        "show.a(",
        "x = show.a(here)",
        "show.a(here); show.b(here)",
        "print(here)",
        "show(here)",
        "show.a(found)",
        "show.a(f(here))",
    ],
)
def test_what_is_not_one_call_of_a_part_is_run_each_time(source):
    assert not is_part(source)


@pytest.mark.parametrize("of", WORKBOOKS, ids=lambda of: of.name)
def test_a_cell_tells_all_that_it_reads_whichever_cells_ran_before(of, monkeypatch, tmp_path):
    """What is worked out once for several cells would else count as read by the first of them alone."""
    notebook = nbformat.read(of.path, as_version=4)
    parts = [cell.source for cell in notebook.cells if cell.cell_type == "code" and is_part(cell.source)]
    assert len(parts) > 5
    there = read_by(parts, of, tmp_path / "there", monkeypatch)
    back = read_by(parts[::-1], of, tmp_path / "back", monkeypatch)
    assert there == back
    assert sum(bool(each) for each in there.values()) > 3


def read_by(parts: list[str], of: Workbook, file: Path, monkeypatch) -> dict[str, set[readings.Reading]]:
    """What each cell reads, run in this order."""
    monkeypatch.setenv(readings.VARIABLE, str(file))
    notebook = nbformat.read(of.path, as_version=4)
    (opening,) = [cell.source for cell in notebook.cells if "opening" in cell.metadata.get("tags", [])]
    names: dict[str, object] = {
        "place": "demo",
        "community": "Warm Homes",
        "as_of": DAY,
        "audience": "public",
    }
    names["compared_with"] = ""
    exec(opening.rpartition("\n")[0], names)
    read = {}
    for source in parts:
        with readings_meanwhile() as told:
            shown = eval(compile(ast.parse(source, mode="eval"), "cell", "eval"), names)
            shown._repr_mimebundle_()
        read[source] = set(told)
    return read
