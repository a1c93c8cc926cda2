"""The editor of 'Learn from what was done' in Python: its questions, its sheets, and what two may write."""

from __future__ import annotations

import re

import pytest

from copkit.place.instruments import practices
from copkit.place.schema.knowledge import PRACTICES
from copkit.place.view import View, demo_place, view
from copkit.widgets import learning_from_practice
from copkit.widgets.desk import Desk

EVENT = "Warm Homes, 27 January 2026"


@pytest.fixture(scope="module")
def here() -> View:
    return view("demo")


def test_each_way_of_learning_has_its_questions_in_order_and_says_when_it_is_of_use(here):
    settings = learning_from_practice(here).settings
    assert list(settings["ways"]) == list(PRACTICES)
    assert settings["questions"] == practices()
    for practice in PRACTICES:
        assert settings["ways"][practice].endswith(".")
        positions = [int(row["position"]) for row in practices() if row["practice"] == practice]
        assert positions == list(range(1, len(positions) + 1)) != []


def test_there_is_a_sheet_for_each_way_with_its_questions_and_lines_to_write_on(here):
    sheets = str(learning_from_practice(here).sheet.html()).split("</section>")[:-1]
    assert len(sheets) == len(PRACTICES)
    for practice, sheet in zip(PRACTICES, sheets, strict=True):
        assert sheet.count('<section class="sheet">') == 1
        assert f"<caption>{practice.capitalize()}</caption>" in sheet
        asked = re.findall(r'<th scope="rowgroup">([^<]*)<small>', sheet)
        assert asked[:-1] == [row["prompt"] for row in practices() if row["practice"] == practice]
        lines = [part.count("<td></td>") for part in sheet.split("<tbody")[1:]]
        assert min(lines) >= 2
        assert sum(lines) == 13  # as many as a page has room for
        assert "Event and date" in sheet
        assert "Write no names" in sheet


def test_the_public_gets_the_sheets_alone_and_a_terminal_the_questions():
    shown = learning_from_practice(view("demo", audience="public"))._repr_mimebundle_()
    assert set(shown) == {"text/html", "text/plain"}
    assert "data-editor" not in shown["text/html"]
    assert all(f"- {row['prompt']}" in shown["text/plain"] for row in practices())


def test_two_screens_that_write_to_one_question_both_end_in_the_history():
    desk = Desk(demo_place(), "Warm Homes")
    note = {"event": EVENT, "practice": "case clinic", "position": "1", "prompt": "What is the case?"}
    first, again, other = (
        desk.answer(
            {"do": "write", "by": by, "edit": by, "steps": [{"add": "practice_notes", "values": values}]}
        )
        for by, values in (
            ("s1", {**note, "which": "", "note": "Damp"}),
            ("s2", {**note, "which": "", "note": "Cold"}),
            ("s3", {**note, "which": "The flat without heating", "note": "Dark"}),
        )
    )
    assert "refused" in again
    assert first["written"] != other["written"]
    step = {
        "set": "practice_notes",
        "row": first["written"][0],
        "values": {"note": "Cold"},
        "seen": {"note": ""},
    }
    answer = desk.answer({"do": "write", "by": "s2", "edit": "s2b", "steps": [step]})
    assert answer["clashes"] == [{"step": 0, "column": "note", "theirs": "Damp", "yours": "Cold"}]
