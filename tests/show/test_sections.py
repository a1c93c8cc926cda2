"""Every section of every workbook: on the demo, for both readers, on places with little in them."""

import re
from functools import cache
from importlib import import_module

import nbformat
import pytest

from copkit.packs.library import WORKBOOKS
from copkit.place.schema import TABLES
from copkit.place.store import Place
from copkit.place.view import view
from copkit.show.page import Finding, Needs, Section

CALL = re.compile(r"show\.(\w+)\.(\w+)\(here\)")
SECTIONS = [
    found.groups()
    for workbook in WORKBOOKS
    if workbook.path.exists()
    for cell in nbformat.read(workbook.path, as_version=4).cells
    if (found := CALL.search(cell.source))
]
COMMUNITIES = ["", "Good Work"]
SLIPS = re.compile(
    r"\bnan\b|\bNaN\b|\bNaT\b|\bNone\b|<NA>|\b0 of 0\b|\b1 people\b|\b1 have\b|\.\.|  +\.|Timestamp|\[\]"
)


@pytest.fixture(scope="module")
def demo() -> Place:
    return view("demo").place


@pytest.fixture(scope="module")
def seen(demo):
    """The demonstration as one reader sees it; opened once, as nothing that is shown changes it."""
    return cache(lambda community="", audience="workshop": view(demo, community, audience=audience))


@pytest.fixture(scope="module")
def shown(seen):
    """A section of the demonstration, worked out once however many tests look at it."""
    return cache(lambda section, community="", audience="workshop": section(seen(community, audience)))


@pytest.fixture(scope="module")
def silent(demo) -> list[str]:
    members = demo.read("members")
    return list(members.loc[~members["agrees_to_be_named"].fillna(False).astype(bool), "name"])


@pytest.fixture(params=SECTIONS, ids=".".join)
def section(request):
    module, function = request.param
    return getattr(import_module(f"copkit.show.{module}"), function)


def sentences(shown: Section) -> list[str]:
    return [part.sentence for part in shown.parts if isinstance(part, Finding)]


@pytest.mark.parametrize("community", COMMUNITIES)
@pytest.mark.parametrize("audience", ["workshop", "public"])
def test_on_the_demo_it_reads_well(shown, silent, section, community, audience):
    page = shown(section, community, audience)
    assert SLIPS.findall(page.plain()) == []
    for sentence in sentences(page):
        assert re.match(r"[A-Z0-9£'‘]", sentence), sentence
        assert sentence.endswith("."), sentence
    if audience == "public":
        html = str(page.html())
        assert [name for name in silent if name in html] == []


def test_for_the_whole_demo_it_has_something_to_say(shown, section):
    assert not any(isinstance(part, Needs) for part in shown(section).parts)


@pytest.fixture(scope="module")
def nothing():
    return view(Place.in_memory(), audience="public")


def test_on_an_empty_place_it_says_what_it_needs_or_what_to_do(nothing, section):
    shown = section(nothing)
    assert shown.plain().strip()
    assert sentences(shown) == []


def _thin(whole_rows: bool) -> Place:
    """A place with one row in each table, from the examples of the declarations; whole, or only what
    is needed."""
    place = Place.in_memory()
    with place.change("Fill") as change:

        def add(table: str, wanted: dict[str, object]) -> None:
            fields = TABLES[table].fields()
            row = {name: field.example for name, field in fields.items() if whole_rows or field.required}
            row |= wanted
            for name, value in row.items():
                other = fields[name].refers_to
                if other and str(value) not in change.names(other):
                    add(other, {"name": value})
            if "name" not in row or row["name"] not in change.names(table):
                change.add(table, row)

        for name in TABLES:
            add(name, {})
    return place


@pytest.fixture(scope="module", params=[True, False], ids=["one full row", "one bare row"])
def thin(request):
    place = _thin(request.param)
    return cache(lambda community, audience: view(place, community, audience=audience))


@pytest.mark.parametrize("audience", ["workshop", "public"])
def test_on_a_place_with_one_row_in_each_table_it_does_not_fail(thin, section, audience):
    for community in ("", "Warm Homes"):
        assert SLIPS.findall(section(thin(community, audience)).plain()) == []
