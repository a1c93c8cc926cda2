"""The page of the survey, as a workbook shows it."""

from copkit.place.instruments import instrument
from copkit.place.store import Place
from copkit.place.view import view
from copkit.widgets import survey_page
from copkit.widgets.desk import Desk


def test_the_sheet_has_the_statements_of_the_place_and_is_for_one_person():
    here = view("demo")
    sheet = survey_page(here).sheet
    statements = list(here.place.read("survey_items")["statement"])
    html = str(sheet.html())
    assert [html.count(f">{statement}</th>") for statement in statements] == [1] * len(statements)
    assert html.count("☐") == 5 * len(statements)
    assert sheet.title == "Survey: Spring 2026"
    assert "not your name" in sheet.instructions
    assert {"Community", "Your own code"} < set(sheet.top)
    assert "Community" not in survey_page(view("demo", "Warm Homes")).sheet.top


def test_the_sheet_of_a_pulse_leaves_out_what_is_for_the_full_survey_alone():
    place = Place.in_memory()
    with place.change("Begin") as change:
        change.add("survey_waves", {"name": "Quick", "opened": "2026-03-02", "form": "pulse"})
        for name, form in (("trust", "pulse"), ("levels", "full"), ("own", None)):
            item = {"name": name, "statement": f"We have {name}.", "element": "community", "form": form}
            change.add("survey_items", item)
    sheet = survey_page(view(place)).sheet
    assert sheet.title == "Survey, short form: Quick"
    assert sheet.groups == {"Community": ["We have trust.", "We have own."]}


def test_without_statements_the_standard_ones_are_on_the_sheet_and_offered():
    editor = survey_page(view(Place.in_memory()))
    items = instrument("health_full")
    assert editor.settings["items"] == items
    assert str(editor.sheet.html()).count("☐") == 5 * len(items) == 140
    assert "Round, such as Spring 2026" in editor.sheet.top


def test_the_settings_hold_nothing_that_people_answered():
    assert survey_page(view("demo")).settings == survey_page(view(Place.in_memory())).settings


def test_a_code_that_is_a_name_is_told_before_it_is_written():
    desk = Desk(view("demo").place, "Warm Homes")
    ask = lambda code: desk.answer({"do": "survey_code", "code": code})["why_not"]  # noqa: E731
    assert ask("ma07") == ""
    assert "may be a name" in ask("Beth Lamb 7")
