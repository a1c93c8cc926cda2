"""The card of a resource, as a workbook shows it."""

from copkit.place.view import view
from copkit.widgets import resource_card, table


def test_the_sheet_asks_for_the_issues_and_is_not_that_of_the_table():
    here = view("demo")
    sheet = resource_card(here).sheet
    assert "Issues" in [label for label, _ in sheet.columns]
    assert sheet.title != table(here, "resources").sheet.title


def test_the_workshop_gets_a_spot_for_it(monkeypatch):
    monkeypatch.setenv("COPKIT_WORKSHOP", "yes")
    shown = resource_card(view("demo"))._repr_mimebundle_()
    assert "resource_card" in shown["text/html"]
