"""The editor of the conditions, as a workbook shows it."""

from copkit.place.schema.enablement import CONDITIONS
from copkit.place.view import view
from copkit.widgets import conditions_audit
from copkit.widgets.enablement import STATEMENTS


def test_every_condition_has_its_statement_and_no_two_are_the_same():
    assert tuple(STATEMENTS) == CONDITIONS
    assert len(set(STATEMENTS.values())) == len(CONDITIONS)


def test_the_sheet_is_for_one_person_and_asks_for_a_code():
    sheet = conditions_audit(view("demo")).sheet
    assert sheet.rows == 1
    assert "not your name" in sheet.instructions
    assert [label for label, _ in sheet.columns][-7:] == list(STATEMENTS.values())


def test_what_may_be_passed_on_shows_the_sheet_alone():
    shown = conditions_audit(view("demo", audience="public"))._repr_mimebundle_()
    assert set(shown) == {"text/html", "text/plain"}
    assert "data-editor" not in shown["text/html"]
