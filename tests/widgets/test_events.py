"""The editors of workbook 02: what they are told, and their sheets to print."""

from __future__ import annotations

import json

import pytest

from copkit.functions.events.activities import library
from copkit.place.view import view
from copkit.widgets import (
    activity_library,
    after_event,
    attendance,
    availability,
    invitation,
    run_sheet_timer,
    small_groups,
    timetable,
)
from copkit.widgets.bundle import script, style
from copkit.widgets.editor import WORKSHOP

EDITORS = {
    "activity_library": activity_library,
    "after_event": after_event,
    "availability": availability,
    "attendance": attendance,
    "invitation": invitation,
    "run_sheet_timer": run_sheet_timer,
    "small_groups": small_groups,
    "timetable": timetable,
}


@pytest.fixture(scope="module")
def here():
    return view("demo")


@pytest.mark.parametrize("name", EDITORS)
def test_each_names_an_editor_that_is_in_the_script(here, name):
    editor = EDITORS[name](here)
    assert editor.settings["editor"] == name
    assert json.loads(json.dumps(editor.settings)) == editor.settings
    assert f"EDITORS.{name} = async function" in script()


def test_on_paper_each_is_a_sheet_of_its_own(here):
    sheets = [make(here).sheet for make in EDITORS.values()]
    assert len({sheet.title for sheet in sheets}) == len(sheets)
    for sheet in sheets:
        assert sheet.html().count("<tr>") == sheet.rows + 1


def test_the_public_gets_the_sheet_and_no_names(monkeypatch):
    monkeypatch.setenv(WORKSHOP, "yes")
    shown = attendance(view("demo", "Warm Homes", audience="public"))._repr_mimebundle_()
    assert "Who is here" in shown["text/html"]
    assert "data-editor" not in shown["text/html"]
    assert "Beth Lamb" not in shown["text/html"]


def test_in_the_workshop_there_is_a_spot_for_the_editor(monkeypatch):
    monkeypatch.setenv(WORKSHOP, "yes")
    assert "data-editor" in availability(view("demo"))._repr_mimebundle_()["text/html"]


def test_the_library_travels_whole_to_the_screen():
    known = activity_library(view("demo")).settings["activities"]
    assert [one["name"] for one in known] == library()["name"].tolist()
    first = known[0]
    assert (first["name"], first["minutes_usual"], first["group_most"]) == ("1-2-4-All", 12, None)
    assert first["steps"][0] == "Put one open question to the room"
    assert "ideas" in first["terms"]
    assert len(json.dumps(known)) < 40_000  # it stands in the page of each workshop


def test_their_styles_touch_nothing_else():
    for own in (".activity-library", ".date-poll", ".tick-list", ".timer", ".timetable"):
        assert f".copkit {own}" in style()
