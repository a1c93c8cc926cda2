"""Whatever people typed into a place: a member's page names nobody who did not agree, and the note nobody."""

from __future__ import annotations

import html
import re
from collections import Counter
from pathlib import Path

import pytest

from copkit.packs.member_pages import NOTES, PAGES, member_pages
from copkit.place.schema import TABLES
from copkit.place.store import Place

TABLES_WITH_NAMES = (
    *("communities", "events", "resources", "issues", "skills", "actions", "value_stories", "initiatives"),
    *("sessions", "place"),
)
SPELLINGS = (
    "{first} {last}",
    "{last}, {first}",
    "{first}  {last}’s",
    "({last} {first})",
)


def spelt(name: str, number: int) -> str:
    first, _, last = name.partition(" ")
    said = SPELLINGS[number % len(SPELLINGS)].format(first=first, last=last)
    return said.upper() if number % 3 == 0 else said


def named(place: Place, people: list[str]) -> None:
    """Every third name and every text of the place gets somebody's name, in one spelling or another."""
    number = 0
    with place.change("Name people") as change:
        for table in TABLES_WITH_NAMES:
            for row_id, row in place.rows(table).items():
                number += 1
                new = {
                    column: f"{row[column]} with {spelt(people[number % len(people)], number)}"
                    for column in ("name", "purpose", "outcome")
                    if row.get(column) and (column != "name" or number % 3 == 0 or table == "place")
                }
                change.update(table, row_id, new)


@pytest.fixture(scope="module")
def town(tmp_path_factory, demo_town) -> Path:
    where = tmp_path_factory.mktemp("town") / "town.place"
    with demo_town(where) as place:
        members = place.read("members").set_index("name")
        silent = list(members.index[~members["agrees_to_be_named"].fillna(False).astype(bool)])
        named(place, silent)
    member_pages(where, where.parent / "out", jobs=1)
    return where


@pytest.fixture(scope="module")
def members(town):
    with Place.open(town) as place:
        return place.read("members").set_index("name")


def pages(town: Path, part: str, field: str = "For") -> dict[str, str]:
    """The words of each page or note, in small letters and without signs, by whose it is."""
    found = {}
    for path in (town.parent / "out" / part).iterdir():
        text = path.read_text(encoding="utf-8").partition("<main")[2]
        name = re.search(rf"<dt>{field}</dt><dd>(.*?)(?: alone\..*?)?</dd>", text)
        assert name
        plain = html.unescape(re.sub("<[^>]*>", " ", text)).casefold()
        found[html.unescape(name[1])] = " ".join(re.findall(r"\w+", plain))
    return found


def holds(text: str, name: str) -> bool:
    """By plain means, other than those of the code: the words of the name, in either order."""
    words = re.findall(r"\w+", name.casefold())
    return any(f" {' '.join(turn)} " in f" {text} " for turn in (words, [*words[-1:], *words[:-1]]))


def test_a_page_names_nobody_who_did_not_agree(town, members):
    silent = members.index[~members["agrees_to_be_named"].fillna(False).astype(bool)]
    assert len(silent) > 10
    for reader, text in pages(town, PAGES).items():
        assert not [name for name in silent if name != reader and holds(text, name)], reader


def test_a_note_names_nobody_but_the_member(town, members):
    notes = pages(town, NOTES, "About")
    assert notes
    for about, text in notes.items():
        assert not [name for name in members.index if name != about and holds(text, name)], about


def test_neutral_words_stand_in_place_of_such_texts(town):
    told = Counter(
        words
        for text in pages(town, PAGES).values()
        for words in (
            "an event of warm homes",
            "a resource ask your coordinator",
            "help with an issue",
            "a skill",
            "a community",
            "a community of yours meets",
        )
        if words in text
    )
    assert len(told) == 6, told


def test_a_member_reads_the_own_name_and_those_of_who_agreed(tmp_path):
    where = tmp_path / "small.place"
    with Place.create(where) as place, place.change("Begin") as change:
        change.add("communities", {"name": "Warm Homes"})
        for name, agrees in (("Ann Marsh", False), ("Bo Reed", True), ("Cy Pool", False), ("Hope", False)):
            change.add("members", {"name": name, "agrees_to_be_named": agrees, "agrees_to_note": True})
            change.add("memberships", {"member": name, "community": "Warm Homes", "role": "active"})
        for number, who in enumerate(("Ann Marsh and Bo Reed", "Bo Reed and CY POOL"), 1):
            change.add(
                "events",
                {
                    "name": f"Walk {number} with {who}",
                    "community": "Warm Homes",
                    "date": f"2026-07-0{number}",
                    "purpose": "We hope to see you",
                },
            )
    member_pages(where, tmp_path / "out", as_of="2026-06-30", jobs=1)
    made = {path.name[:3]: path.read_text(encoding="utf-8") for path in (tmp_path / "out" / PAGES).iterdir()}
    assert "Walk 1 with Ann Marsh and Bo Reed" in made["ann"]
    assert "An event of Warm Homes on 2 July 2026" in made["ann"]
    assert "An event of Warm Homes on 1 July 2026" in made["cy-"]
    assert "Walk 2 with Bo Reed and CY POOL" in made["cy-"]
    assert "We hope to see you" not in made["ann"]  # a member is called Hope: the text goes
    assert "We hope to see you" in made["hop"]


def test_reasons_speak_to_the_reader(town):
    text = " ".join(pages(town, PAGES).values())
    assert "you and " in text
    assert "which you want to learn" in text


def test_every_table_with_a_name_of_its_own_is_thought_of():
    """A new table whose rows have names must be asked about: can its names come onto a member's page?"""
    elsewhere = {
        *("members", "organisations", "rooms", "condition_items", "survey_items", "survey_waves"),
        *("indicators", "commitments", "barriers", "stakeholders", "questions", "lessons"),
    }
    assert {name for name, table in TABLES.items() if "name" in table.fields()} == elsewhere | set(
        TABLES_WITH_NAMES
    )
