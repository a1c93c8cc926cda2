"""The page of the survey, as a workbook shows it."""

from copkit.place.store import Place
from copkit.place.view import view
from copkit.widgets import survey_page


def test_the_sheet_has_the_statements_of_the_place_and_is_for_one_person():
    here = view("demo")
    sheet = survey_page(here).sheet
    statements = list(here.place.read("survey_items")["statement"])
    assert [label for label, _ in sheet.columns][2:] == statements
    assert sheet.rows == 1
    assert "not your name" in sheet.instructions


def test_without_statements_the_sheet_is_that_of_the_answers(tmp_path):
    where = tmp_path / "new.place"
    Place.create(where).close()
    sheet = survey_page(view(str(where))).sheet
    assert [label for label, _ in sheet.columns][:3] == ["Wave", "Community", "Respondent"]


def test_the_settings_hold_nothing_that_people_answered():
    assert survey_page(view("demo")).settings == {"editor": "survey_page"}
