"""A form saves straight to the place, tells faults in words, and keeps what was typed."""

import datetime as dt

import pytest

from copkit.place.schema import TABLES
from copkit.place.store import Place
from copkit.place.view import View, view
from copkit.widgets import Form, form


@pytest.fixture
def here() -> View:
    place = Place.in_memory()
    with place.change("Begin") as change:
        change.add("communities", {"name": "Warm Homes"})
        change.add("members", {"name": "Amina Yusuf"})
    return view(place, "Warm Homes")


@pytest.fixture
def issues(here: View) -> Form:
    made = form(here, "issues")
    made.inputs["name"].value = "Damp in private lets"
    return made


def test_save_puts_a_row_into_the_place(here, issues):
    issues.inputs["raised"].value = dt.date(2026, 6, 18)
    issues.save.click()
    row = here.place.read("issues").iloc[0]
    assert (row["name"], f"{row['raised']:%Y-%m-%d}") == ("Damp in private lets", "2026-06-18")
    assert "Saved at" in issues.message.value


def test_after_saving_the_form_is_ready_for_the_next(issues):
    issues.save.click()
    assert issues.inputs["name"].value == ""
    assert "Damp in private lets" in issues.rows.value


def test_a_fault_is_told_and_nothing_typed_is_lost(here, issues):
    issues.inputs["raised_by"].value = "Amina Yusof"
    issues.save.click()
    assert "did you mean &#39;Amina Yusuf&#39;" in issues.message.value
    assert issues.inputs["name"].value == "Damp in private lets"
    assert here.place.read("issues").empty


def test_a_row_can_be_chosen_and_changed(here, issues):
    issues.save.click()
    issues.chooser.value = 1
    assert issues.inputs["name"].value == "Damp in private lets"
    issues.inputs["theme"].value = "homes"
    issues.save.click()
    assert list(here.place.read("issues")["theme"]) == ["homes"]


def test_a_row_can_be_deleted_and_brought_back(here, issues):
    issues.save.click()
    issues.chooser.value = 1
    issues.delete.click()
    assert here.place.read("issues").empty
    issues.undo.click()
    assert list(here.place.read("issues")["name"]) == ["Damp in private lets"]


def test_nothing_to_undo_is_told_in_words():
    empty = form(view(Place.in_memory()), "skills")
    empty.undo.click()
    assert "nothing to undo" in empty.message.value


def test_a_preset_column_is_not_asked_for_and_is_saved(here):
    actions = form(here, "actions", function="map issues")
    assert "function" not in actions.inputs
    actions.inputs["name"].value = "Ask the landlords"
    actions.inputs["state"].value = "open"
    actions.save.click()
    row = here.place.read("actions").iloc[0]
    assert (row["function"], row["community"]) == ("map issues", "Warm Homes")


def test_what_somebody_typed_is_never_run(issues):
    issues.inputs["name"].value = "<img src=x onerror=alert(1)>"
    issues.save.click()
    assert "<img" not in issues.rows.value + issues.message.value


def test_what_is_saved_stands_after_the_file_is_opened_again(tmp_path):
    Place.create(tmp_path / "town.place").close()
    first = form(view(tmp_path / "town.place"), "skills")
    first.inputs["name"].value = "Facilitation"
    first.save.click()
    again = form(view(tmp_path / "town.place"), "skills")
    assert "Facilitation" in again.rows.value


@pytest.mark.parametrize("table", TABLES)
def test_there_is_a_form_and_a_sheet_for_every_table(here, table):
    made = form(here, table)
    assert list(made.inputs) == list(TABLES[table].fields())
    assert TABLES[table].sheet() in made.sheet.plain()


@pytest.mark.parametrize("audience", ["workshop", "public"])
def test_the_public_gets_the_sheet_only(here, audience):
    bundle = form(view(here.place, audience=audience), "issues")._repr_mimebundle_()
    assert ("application/vnd.jupyter.widget-view+json" in bundle) == (audience == "workshop")
    assert "Amina" not in bundle["text/html"]
