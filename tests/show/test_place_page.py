"""The place on a page, on the demonstration and on places with nothing in them."""

from __future__ import annotations

import re
from functools import cache

import nbformat
import pytest

from copkit import show
from copkit.packs.library import workbook
from copkit.place.store import Place
from copkit.place.view import view
from copkit.show.page import Finding, Needs
from copkit.show.place_page import on_a_page
from copkit.show.place_page.parts import TITLES, PlacePage, Told, Topic

AUDIENCES = ["workshop", "public"]
SLIPS = re.compile(r"\bnan\b|\bNaN\b|\bNaT\b|\bNone\b|<NA>|\b1 people\b|\b1 have\b|\.\.|  +\.|Timestamp|\[\]")
BENEFITS = ["out-of-reach", "roots-elsewhere", "uneven-results", "nothing-connects"]


@pytest.fixture(scope="module")
def page():
    """The page of the demonstration, made once for each reader."""
    return cache(lambda audience: on_a_page(view("demo", audience=audience)))


def all_topics(page: PlacePage) -> dict[str, Topic]:
    return {one.slug: one for topic in page.topics for one in (topic, *topic.topics)}


def sentences(page: PlacePage) -> list[str]:
    parts = [part for topic in all_topics(page).values() for part in topic.parts]
    return [part.sentence for part in parts if isinstance(part, Told | Finding)]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_it_reads_well(page, audience):
    assert SLIPS.findall(page(audience).plain()) == []
    for sentence in sentences(page(audience)):
        assert re.match(r"[A-Z0-9£'‘]", sentence), sentence
        assert sentence.endswith("."), sentence


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_topic_of_the_demonstration_has_something_to_say(page, audience):
    for topic in all_topics(page(audience)).values():
        assert topic.parts
        assert not any(isinstance(part, Needs) for part in topic.parts), topic.heading


@pytest.mark.parametrize("slug", BENEFITS)
def test_each_of_the_four_benefits_has_findings_with_their_evidence_behind(page, slug):
    told = [part for part in all_topics(page("public"))[slug].parts if isinstance(part, Told)]
    assert 1 <= sum(one.behind is not None for one in told) <= 3


def test_nobody_who_did_not_agree_is_named_in_public(page):
    members = view("demo").place.read("members")
    silent = members.loc[~members["agrees_to_be_named"].fillna(False).astype(bool), "name"]
    html = str(page("public").html())
    assert [name for name in silent if name in html] == []


def test_all_that_stands_behind_is_a_cell_of_a_workbook_under_its_heading(page):
    behind = {
        part.behind
        for topic in all_topics(page("workshop")).values()
        for part in topic.parts
        if isinstance(part, Told) and part.behind
    }
    assert {one.workbook for one in behind} <= set(TITLES)
    for one in behind:
        found = workbook(one.workbook)
        assert found.title == TITLES[one.workbook]
        cells = {cell.id: cell.source for cell in nbformat.read(found.path, as_version=4).cells}
        assert cells[one.anchor].splitlines()[0] == f"### {one.heading}"


def test_the_communities_stand_in_the_order_of_the_place_and_have_no_rank(page):
    here = view("demo")
    table = next(
        part.evidence[0]
        for part in all_topics(page("workshop"))["communities"].parts
        if isinstance(part, Finding)
    )
    assert list(table.text["Community"]) == list(here["communities"]["name"])
    assert not any("rank" in column.lower() for column in table.text)


def test_the_public_is_told_members_to_the_nearest_five(page):
    table = next(
        part.evidence[0]
        for part in all_topics(page("public"))["communities"].parts
        if isinstance(part, Finding)
    )
    assert all(told == "–" or int(told) % 5 == 0 for told in table.text["Members"])


def test_from_one_community_it_is_the_whole_place(page):
    assert show.place_page.on_a_page(view("demo", "Warm Homes")).plain() == page("workshop").plain()


@pytest.mark.parametrize("audience", AUDIENCES)
def test_an_empty_place_is_told_what_it_needs_and_nothing_else(audience):
    page = on_a_page(view(Place.in_memory(), audience=audience))
    topics = all_topics(page)
    del topics["benefits"]
    assert all(topic.parts for topic in topics.values())
    assert all(isinstance(part, Needs) for topic in topics.values() for part in topic.parts)
    assert "could not be worked out" not in page.plain()


def test_in_a_workbook_no_heading_stands_above_those_of_the_workbook(page):
    assert set(re.findall(r"<h(\d)", str(page("workshop").html()))) == {"3", "4"}
    assert "<a " not in str(page("workshop").html())


def test_a_part_that_fails_leaves_the_others(monkeypatch):
    def fails(here):
        raise ZeroDivisionError("/home/anna")

    monkeypatch.setattr("copkit.show.place_page.outcome.opening", fails)
    told = on_a_page(view("demo")).plain()
    assert "This part could not be worked out." in told
    assert "/home/anna" not in told
    assert "Actions that are late" in told
