"""The index of a place: which packs it leads to, and what it does with those that are not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from copkit.packs.batch import plan
from copkit.packs.index import index_page
from copkit.packs.library import WORKBOOKS
from copkit.packs.orders import Outcome
from copkit.place.store import Place
from copkit.place.view import View, view


@pytest.fixture(scope="module")
def here() -> View:
    return view("demo", audience="public")


def links(page: str) -> set[str]:
    return {link for link in re.findall(r'href="([^"]*)"', page) if not link.startswith("#")}


def made(out: Path, name: str) -> None:
    (out / name).parent.mkdir(parents=True, exist_ok=True)
    (out / name).write_text("a pack")


def test_sentences_lead_to_a_pack_of_the_whole_place_that_was_made(here, tmp_path):
    made(tmp_path, "whole-place/01_map_issues.html")
    made(tmp_path, "warm-homes/03_weave_networks.html")
    found = links(index_page(here, tmp_path, []))
    assert {link.partition("#")[0] for link in found} == {
        "whole-place/01_map_issues.html",
        "warm-homes/03_weave_networks.html",
    }
    assert "whole-place/01_map_issues.html#about-coverage" in found
    assert not any(link.startswith("warm-homes") and "#" in link for link in found)


def test_nothing_leads_to_a_pack_that_failed(here, tmp_path):
    made(tmp_path, "whole-place/03_weave_networks.html")
    order = next(
        one
        for one in plan(here, "demo", tmp_path, [], WORKBOOKS)
        if not one.community and one.workbook.name == "03_weave_networks"
    )
    page = index_page(here, tmp_path, [Outcome(order, 1.0, why="It could not be read.")])
    assert links(page) == set()
    assert "It could not be read." in page


def test_without_packs_it_tells_the_place_all_the_same(here, tmp_path):
    page = index_page(here, tmp_path, [])
    assert "No pack is here yet." in page
    assert "Projects that nothing on record connects" in page
    assert links(page) == set()


def test_the_index_of_an_empty_place_asks_for_what_it_needs(tmp_path):
    page = index_page(view(Place.in_memory(), audience="public"), tmp_path, [])
    assert "There is no community yet." in page
    assert "could not be worked out" not in page


def test_it_is_light_and_names_each_table_once(here, tmp_path):
    page = index_page(here, tmp_path, [])
    assert len(page.encode()) < 100_000
    captions = re.findall(r"<caption>(.*?)</caption>", page)
    assert len(captions) == len(set(captions)) >= 2
