"""Packs that are made in one run share what took long to work out, and come out the same."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from copkit.packs import library
from copkit.packs.batch import Asked, packs, packs_by
from copkit.packs.library import workbook
from copkit.packs.workers import Workers
from copkit.show.worked_out import VARIABLE

COMMUNITIES = ("Warm Homes", "Good Work")


@pytest.fixture
def timetables(tmp_path, monkeypatch) -> library.Workbook:
    """The workbook of events, with its timetables alone."""
    notebook = nbformat.read(workbook("2").path, as_version=4)
    kept = [cell for cell in notebook.cells if cell.cell_type == "markdown" or "place =" in cell.source]
    kept += [
        cell for cell in notebook.cells if "view(" in cell.source or "show.events.timetables" in cell.source
    ]
    path = tmp_path / "workbooks" / "02_plan_events.ipynb"
    path.parent.mkdir()
    nbformat.write(nbformat.v4.new_notebook(cells=kept, metadata=notebook.metadata), path)
    monkeypatch.setattr(library, "WORKBOOK_FOLDER", path.parent)
    return workbook("2")


def pages(out: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(out.glob("*/*.html"))]


def test_one_timetable_is_worked_out_for_all_who_see_it(tmp_path, timetables):
    kept, out = tmp_path / "kept", tmp_path / "shared"
    kept.mkdir()
    with Workers(1) as workers:
        made = packs_by(workers, "demo", out, Asked(COMMUNITIES, (timetables,)), worked_out_in=kept)
        assert sum(b"functions.events.timetable" in file.read_bytes() for file in kept.iterdir()) == 1
        packs_by(workers, "demo", tmp_path / "each", Asked(COMMUNITIES, (timetables,)))
    assert not any(outcome.failed for outcome in made)
    assert len(pages(out)) == 2
    assert all("in the timetable" in page for page in pages(out))
    assert pages(out) == pages(tmp_path / "each")


def test_the_run_shares_and_leaves_nothing_behind(tmp_path, timetables):
    told = tmp_path / "told"
    telling = f"import os, pathlib\npathlib.Path({str(told)!r}).write_text(os.environ[{VARIABLE!r}])"
    notebook = nbformat.read(timetables.path, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell(telling))
    nbformat.write(notebook, timetables.path)
    packs("demo", tmp_path / "out", communities=COMMUNITIES[:1], workbooks=(timetables,), jobs=1)
    folder = Path(told.read_text(encoding="utf-8"))
    assert folder.is_absolute()
    assert not folder.exists()
