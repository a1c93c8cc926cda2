"""The reference copies that nbval compares fresh runs with: one of each workbook, with all its findings."""

from pathlib import Path

import nbformat
import pytest

from copkit.packs.library import PLACE_PAGE, WORKBOOKS, Workbook

HERE = Path(__file__).parent
ALL = (PLACE_PAGE, *WORKBOOKS)


def cells(path: Path) -> list[tuple[str, str]]:
    return [(cell.cell_type, cell.source) for cell in nbformat.read(path, as_version=4).cells]


def test_there_is_one_for_each_workbook():
    assert {path.stem for path in HERE.glob("*.ipynb")} == {workbook.name for workbook in ALL}


@pytest.mark.parametrize("workbook", ALL, ids=lambda workbook: workbook.name)
def test_it_is_of_the_workbook_as_it_is_now(workbook: Workbook):
    assert cells(HERE / f"{workbook.name}.ipynb") == cells(workbook.path), "run tests/workbooks/refresh.py"


@pytest.mark.parametrize("workbook", ALL, ids=lambda workbook: workbook.name)
def test_every_cell_that_shows_something_has_its_text_to_compare(workbook: Workbook):
    notebook = nbformat.read(HERE / f"{workbook.name}.ipynb", as_version=4)
    silent = [
        cell.source
        for cell in notebook.cells
        if cell.cell_type == "code"
        and "parameters" not in cell.metadata.get("tags", [])
        and not any(output.get("data", {}).get("text/plain") for output in cell.outputs)
    ]
    assert silent == []
