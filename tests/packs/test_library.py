"""The workbooks: thin, without outputs, with their parameters explained."""

import re

import nbformat
import papermill
import pytest

from copkit import widgets
from copkit.packs.library import PLACE_PAGE, WORKBOOKS, Workbook, workbook
from copkit.place.errors import PacksNotMade
from copkit.place.schema import TABLES
from copkit.place.schema.health import FUNCTIONS


@pytest.fixture(params=WORKBOOKS, ids=lambda found: found.name)
def found(request) -> Workbook:
    return request.param


@pytest.fixture
def notebook(found) -> nbformat.NotebookNode:
    return nbformat.read(found.path, as_version=4)


def tagged(notebook: nbformat.NotebookNode, tag: str) -> list[nbformat.NotebookNode]:
    return [cell for cell in notebook.cells if tag in cell.metadata.get("tags", [])]


def test_there_is_one_for_each_function():
    assert [found.title.lower().replace(" the ", " ") for found in WORKBOOKS] == [
        name.replace(" the ", " ") for name in FUNCTIONS
    ]


def test_it_is_committed_without_outputs(notebook):
    for cell in notebook.cells:
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None
    assert set(notebook.metadata) <= {"kernelspec", "language_info"}


def test_it_is_valid_and_no_two_cells_share_an_id(notebook):
    nbformat.validate(notebook)
    ids = [cell.id for cell in notebook.cells]
    assert len(ids) == len(set(ids))


def test_its_title_is_that_of_the_library(found, notebook):
    assert notebook.cells[0].source.startswith(f"# {found.title}\n")


def test_its_cells_are_thin(notebook):
    for cell in notebook.cells:
        lines = cell.source.splitlines()
        assert len(lines) <= (40 if "guide" in cell.metadata.get("tags", []) else 12)
        if cell.cell_type == "code" and not set(cell.metadata.get("tags", [])) & {"parameters", "opening"}:
            assert len(lines) == 1
            assert re.fullmatch(
                r'(show\.\w+|widgets)\.\w+\(here(, "\w+")?(, function="[\w ]+")?(, compared_with)?\)',
                lines[0],
            )


def test_its_parameters_are_explained(found):
    parameters = papermill.inspect_notebook(str(found.path))
    own = ["compared_with"] if found.compares else []
    assert list(parameters) == ["place", "community", "as_of", "audience", *own]
    assert all(parameter["help"] for parameter in parameters.values())


def test_its_editors_are_for_tables_that_there_are(notebook):
    cells = tagged(notebook, "work-together")
    found = [re.match(r'widgets\.(\w+)\(here(?:, "(\w+)")?', cell.source) for cell in cells]
    editors = [match for match in found if match]
    assert editors
    assert {match[1] for match in editors} <= set(widgets.__all__)
    assert {match[2] for match in editors if match[2]} <= set(TABLES)


def test_everything_of_working_together_is_tagged(notebook):
    """So that a pack can leave it out and print the sheets at its end."""
    for cell in notebook.cells:
        working = cell.source.startswith(("widgets.", "## Work together", "### Actions"))
        assert not working or "work-together" in cell.metadata.tags


def test_headings_have_different_names(notebook):
    heads = [line for cell in notebook.cells for line in cell.source.splitlines() if line.startswith("#")]
    assert len(heads) == len(set(heads))


@pytest.mark.parametrize(
    "name", ["7", "07", "07_assess_health", "assess_health", "Assess health", "ASSESS-HEALTH"]
)
def test_a_workbook_is_found_by_its_number_or_name(name):
    assert workbook(name).title == "Assess health"


def test_an_unknown_workbook_is_told_with_those_that_there_are():
    with pytest.raises(PacksNotMade, match=r"It can be 01_map_issues, .* or 07_assess_health"):
        workbook("8")


def guide_of(notebook: nbformat.NotebookNode) -> str:
    [cell] = tagged(notebook, "guide")
    return cell.source


def test_it_has_a_guide_for_whoever_runs_the_workshop(notebook):
    guide = guide_of(notebook)
    assert guide.startswith("## How to run this workshop\n")
    assert [
        part
        for part in ("Before.", "In the room", "If time is short,", "Take care.", "Afterwards.")
        if f"**{part}" not in guide
    ] == []
    assert [line for line in guide.splitlines()[1:] if line.startswith("#")] == []


def test_the_minutes_of_the_guide_are_those_of_the_title(notebook):
    stated = {"about an hour": 60}
    title = notebook.cells[0].source
    said = re.search(r"takes (?:about (\d+) minutes|(about an hour))", title)
    assert said
    minutes = int(said[1]) if said[1] else stated[said[2]]
    guide = guide_of(notebook)
    assert sum(map(int, re.findall(r"^\d\. (\d+) minutes\.", guide, re.M))) == minutes
    assert f"**In the room: {minutes} minutes" in guide


def test_what_the_guide_points_to_is_there(notebook):
    headings = [
        line.lstrip("# ") for cell in notebook.cells for line in cell.source.splitlines() if line[:1] == "#"
    ]
    named = re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", guide_of(notebook))
    assert named
    assert [name for name in named if not any(head.startswith(name.rstrip(".")) for head in headings)] == []


def test_the_page_of_the_whole_place_is_as_thin_as_a_workbook():
    notebook = nbformat.read(PLACE_PAGE.path, as_version=4)
    nbformat.validate(notebook)
    assert notebook.cells[0].source.startswith(f"# {PLACE_PAGE.title}\n")
    assert list(papermill.inspect_notebook(str(PLACE_PAGE.path))) == [
        "place",
        "community",
        "as_of",
        "audience",
    ]
    assert notebook.cells[-1].source == "show.place_page.on_a_page(here)"
    assert [cell for cell in notebook.cells if cell.get("outputs")] == []


def test_the_page_of_the_whole_place_is_no_pack_of_its_own():
    with pytest.raises(PacksNotMade):
        workbook("0")
    assert workbook("0", (PLACE_PAGE, *WORKBOOKS)) is PLACE_PAGE
