"""The editors of workbook 1 in Python: which editor, and its sheet on paper."""

from __future__ import annotations

import re

import pytest

from copkit.place.view import View, view
from copkit.widgets import dot_voting, impact_by_effort, issue_map, near_duplicates, ranked_ballot
from copkit.widgets.bundle import STATIC, script

EDITORS = ["issue_map", "near_duplicates", "dot_voting", "ranked_ballot", "impact_by_effort"]


@pytest.fixture(scope="module")
def here() -> View:
    return view("demo", community="Warm Homes")


def test_each_names_its_editor(here):
    assert issue_map(here).settings == {"editor": "issue_map"}
    assert near_duplicates(here).settings == {"editor": "near_duplicates"}
    assert dot_voting(here).settings == {"editor": "dot_voting"}
    assert ranked_ballot(here).settings == {"editor": "ranked_ballot"}
    assert impact_by_effort(here).settings == {"editor": "impact_by_effort"}


@pytest.mark.parametrize("name", EDITORS)
def test_the_script_holds_its_editor(name):
    assert f"EDITORS.{name} = async function" in script()


def test_the_map_on_paper_asks_for_links(here):
    assert [label for label, _ in issue_map(here).sheet.columns] == ["Cause", "Effect", "Strength"]


def test_the_ballot_asks_for_a_code_and_says_what_dot_voting_is_not(here):
    sheet = dot_voting(here).sheet
    assert [label for label, _ in sheet.columns] == ["Issue", "Dots"]
    assert "not your name" in sheet.instructions
    assert "not proportional" in sheet.instructions


@pytest.mark.parametrize(
    ("sheet_of", "columns"),
    [
        (ranked_ballot, ["Place", "Issue"]),
        (impact_by_effort, ["Issue", "Impact", "Effort"]),
        (near_duplicates, ["First issue", "Second issue", "The same?"]),
    ],
)
def test_the_other_sheets_ask_for(here, sheet_of, columns):
    assert [label for label, _ in sheet_of(here).sheet.columns] == columns


@pytest.mark.parametrize("sheet_of", [ranked_ballot, impact_by_effort])
def test_a_sheet_for_each_person_asks_for_a_code(here, sheet_of):
    assert "One sheet for each person" in sheet_of(here).sheet.instructions
    assert "not your name" in sheet_of(here).sheet.instructions


def test_the_public_gets_the_sheet_alone():
    public = view("demo", audience="public")
    shown = issue_map(public)._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" not in shown
    assert "sheet" in shown["text/html"]


@pytest.mark.parametrize(
    ("file", "scope"),
    [*((f"{name}_editor", name.replace("_", "-")) for name in EDITORS), ("voting_round", "by-participant")],
)
def test_its_style_touches_nothing_else(file, scope):
    style = (STATIC / f"{file}.css").read_text(encoding="utf-8")
    rules = re.sub(r"@(?:media|container)[^{]*\{(.*)\}\s*$", r"\1", style, flags=re.MULTILINE)
    heads = [part for rule in re.findall(r"([^{}]+)\{", rules) for part in rule.split(",")]
    assert heads
    assert all(part.strip().startswith(f".copkit .{scope} ") for part in heads)
