"""The editors of 'Clear the way' in Python: sheets, what is worked out, and what two may write at once."""

from __future__ import annotations

import pytest

from copkit.functions.enablement.stakeholder_grid import HIGH, QUADRANTS
from copkit.place.instruments import instrument
from copkit.place.store import Place
from copkit.place.view import View, demo_place, view
from copkit.widgets import barriers_register, conditions_audit, force_field, stakeholder_grid
from copkit.widgets.desk import Desk
from copkit.widgets.enablement import QUARTERS

EDITORS = (conditions_audit, barriers_register, force_field, stakeholder_grid)


@pytest.fixture(scope="module")
def here() -> View:
    return view("demo")


@pytest.mark.parametrize("make", EDITORS, ids=lambda make: make.__name__)
def test_each_names_its_editor_and_the_public_gets_the_sheet_alone(here, make):
    assert make(here).settings["editor"] == make.__name__
    shown = make(view("demo", audience="public"))._repr_mimebundle_()
    assert set(shown) == {"text/html", "text/plain"}
    assert "data-editor" not in shown["text/html"]
    assert 'class="sheet"' in shown["text/html"]


def test_the_sheet_of_conditions_asks_each_statement_of_the_place_by_a_code():
    place = Place.in_memory()
    with place.change("Own statements") as change:
        row = {"name": "own", "statement": "We may say <no>.", "condition": "flexibility"}
        change.add("condition_items", row)
    sheet = conditions_audit(view(place)).sheet
    assert "not your name" in sheet.instructions
    assert "members and managers apart" in sheet.instructions
    assert {"Code", "Member or manager"} < set(sheet.top)
    html = str(sheet.html())
    assert html.count("☐") == 5
    assert "We may say &lt;no&gt;." in html
    assert "<strong>Flexibility</strong>" in html
    assert "Budget" not in html


def test_without_statements_of_its_own_a_place_is_asked_the_standard_ones():
    editor = conditions_audit(view(Place.in_memory()))
    items = instrument("conditions")
    assert editor.settings["items"] == items
    assert str(editor.sheet.html()).count("☐") == 5 * len(items)
    assert items[0]["statement"] in editor.sheet.plain()


def test_a_row_that_two_screens_write_once_stands_once_and_both_marks_are_saved():
    place = Place.in_memory()
    with place.change("Begin") as change:
        change.add("organisations", {"name": "Harbour Police", "sector": "public"})
    mark = {"organisation": "Harbour Police", "condition": "time", "item": "time-1", "rating": 2}
    for rater in ("r01", "r02"):
        steps = [
            {"add": "condition_items", "values": item, "once": True} for item in instrument("conditions")
        ]
        values = {**mark, "rater": rater, "rater_role": "member", "rated": "2026-06-01"}
        said = Desk(place).answer(
            {
                "do": "write",
                "by": rater,
                "edit": rater,
                "steps": [*steps, {"add": "conditions", "values": values}],
            }
        )
        assert "saved" in said
    assert len(place.read("condition_items")) == len(instrument("conditions"))
    assert sorted(place.read("conditions")["rater"]) == ["r01", "r02"]


def test_a_row_that_is_not_written_once_is_refused_the_second_time():
    desk, step = Desk(Place.in_memory()), {"add": "communities", "values": {"name": "Buses"}}
    said = [desk.answer({"do": "write", "by": "s", "edit": each, "steps": [step]}) for each in ("e1", "e2")]
    assert ["refused" in each for each in said] == [False, True]


def test_the_quarters_on_the_drawing_are_those_of_the_method(here):
    assert [quarter.lower().removesuffix("s") for quarter in QUARTERS] == list(QUADRANTS)
    editor = stakeholder_grid(here)
    assert editor.settings["high"] == HIGH
    assert "4 and 5 are high, 3 still counts as low" in editor.sheet.instructions
    html = str(editor.sheet.html())
    assert all(f">{quarter}</td>" in html for quarter in QUARTERS)
    assert html.index("Keep satisfied") < html.index("Key players") < html.index("Minimal effort")


def test_the_sheet_of_forces_has_both_columns_and_the_change_on_top(here):
    sheet = force_field(here).sheet
    assert [label for label, _ in sheet.columns] == [
        "What drives it →",
        "Strength",
        "Its strength",
        "← What holds it back",
    ]
    assert "The change that is wanted" in str(sheet.html())


def test_barriers_stand_on_their_ladder_the_longest_overdue_first():
    place = demo_place()
    found = Desk(place, "Warm Homes").answer({"do": "barriers_standing"})["standings"]
    overdue = [each["overdue"] or 0 for each in found]
    assert overdue == sorted(overdue, reverse=True)
    assert {each["barrier"] for each in found} <= set(place.read("barriers")["name"])
    assert all(each["next_step"] for each in found)


def test_a_barrier_that_reads_alike_is_found_and_the_same_one_too():
    desk = Desk(demo_place(), "Young Minds")
    ask = lambda name: desk.answer({"do": "barriers_alike", "name": name})["alike"]  # noqa: E731
    assert ask("rooms can not be booked by bodies outside") == ["Rooms cannot be booked by outside bodies"]
    assert ask("A SECOND form for each visit")[0] == "A second form for each visit"
    assert ask("Nothing like it") == ask(" ") == []


def test_every_community_sees_who_else_meets_a_barrier():
    place = demo_place()
    rows = Desk(place, "Young Minds").answer({"do": "open", "tables": ["barrier_communities"]})
    assert len(rows["tables"]["barrier_communities"]["rows"]) == len(place.read("barrier_communities"))
