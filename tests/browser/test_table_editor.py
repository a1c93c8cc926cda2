"""The table that is edited in place, in the workshop: add, change, delete, undo, sort, find, paste."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

EDITOR = "table"


@pytest.fixture
def page(workshop, signed_in) -> Page:
    return workshop.open(signed_in, "06_build_knowledge")


@pytest.fixture
def resources(page) -> Locator:
    return page.locator("[data-editor]").filter(has=page.locator(".entry [data-column=publisher]"))


def names(workshop) -> list[str]:
    with workshop.place as place:
        return list(place.read("resources")["name"])


def add(editor: Locator, name: str) -> None:
    editor.locator(".entry [data-column=name]").fill(name)
    editor.locator(".entry [data-column=kind]").select_option("guide")
    editor.get_by_role("button", name="Add", exact=True).click()
    expect(editor.locator(".entry [data-column=name]")).to_have_value("")
    expect(editor.locator(".status")).to_contain_text(re.compile(r"^Saved \d\d:\d\d$"))


def test_a_new_row_is_saved_and_shown(workshop, resources):
    add(resources, "Draughts in old windows")
    assert "Draughts in old windows" in names(workshop)
    expect(resources.locator("tbody:not(.entry) [data-column=name]").first).to_have_value(
        "Draughts in old windows"
    )
    expect(resources.locator(".entry [data-column=name]")).to_have_value("")


def test_who_goes_on_to_another_field_while_a_row_is_saved_stays_there(page, resources):
    held = []
    page.route("**/copkit/place", lambda route: held.append(route) if not held else route.continue_())
    resources.locator(".entry [data-column=name]").fill("Slow to be saved")
    resources.locator(".entry [data-column=kind]").select_option("guide")
    resources.get_by_role("button", name="Add", exact=True).click()
    find = resources.get_by_role("searchbox", name="Find")
    find.focus()
    for _ in range(200):
        if held:
            break
        page.wait_for_timeout(50)
    held[0].continue_()
    expect(resources.locator(".entry [data-column=name]")).to_have_value("")
    expect(find).to_be_focused()


def test_a_change_is_saved_when_the_field_is_left(workshop, resources):
    add(resources, "Loft guide")
    field = resources.locator("tbody:not(.entry) [data-column=publisher]").first
    resources.locator(".status").evaluate("status => { status.textContent = ''; }")
    field.fill("Ellery Council")
    field.blur()
    expect(resources.locator(".status")).to_contain_text("Saved")
    with workshop.place as place:
        row = place.read("resources").set_index("name").loc["Loft guide"]
    assert row["publisher"] == "Ellery Council"


def test_a_fault_is_told_where_it_stands_and_what_was_typed_stays(workshop, resources):
    resources.locator(".entry [data-column=name]").fill("No kind given")
    resources.locator(".entry [data-column=owner]").fill("Nobody At All")
    resources.get_by_role("button", name="Add", exact=True).click()
    alarm = resources.get_by_role("alert").filter(has_text="Not saved")
    expect(alarm).to_contain_text("'kind': this must be filled in")
    expect(resources.locator(".entry [data-column=kind]")).to_have_attribute("aria-invalid", "true")
    expect(resources.locator(".entry [data-column=name]")).to_have_value("No kind given")
    assert "No kind given" not in names(workshop)


def test_deleted_and_brought_back(workshop, resources):
    add(resources, "To be deleted")
    resources.get_by_role("button", name="Delete To be deleted").click()
    expect(resources.locator(".status")).to_contain_text("Deleted")
    assert "To be deleted" not in names(workshop)
    resources.get_by_role("button", name="Undo").click()
    expect(resources.locator(".status")).to_contain_text("Taken back")
    assert "To be deleted" in names(workshop)


def test_fifty_rows_are_pasted_from_a_spreadsheet(workshop, resources):
    lines = ["Name\tKind\tSubject", *(f"Pasted {number}\tguide\tdamp" for number in range(50))]
    paste(resources, "\n".join(lines))
    expect(resources.locator(".status")).to_contain_text("50 rows saved")
    assert sum(name.startswith("Pasted") for name in names(workshop)) == 50


def test_a_fault_in_what_is_pasted_names_the_line_and_saves_none_of_it(workshop, resources):
    paste(resources, "Wrong 1\tguide\nWrong 2\tgiude")
    alarm = resources.get_by_role("alert").filter(has_text="Not saved")
    expect(alarm).to_contain_text("Line 2, 'kind': 'giude' is not a kind; did you mean 'guide'?")
    expect(alarm.get_by_role("textbox")).to_have_value("Wrong 1\tguide\nWrong 2\tgiude")
    assert "Wrong 1" not in names(workshop)


def test_find_and_sort(resources):
    add(resources, "Zebra crossings")
    add(resources, "Aardvark notes")
    resources.get_by_role("searchbox", name="Find").fill("aardvark")
    expect(resources.locator(".counted")).to_have_text("1 row")
    resources.get_by_role("searchbox", name="Find").fill("")
    resources.get_by_role("button", name="Name *").click()
    expect(resources.get_by_role("columnheader", name="Name *")).to_have_attribute("aria-sort", "ascending")
    shown = [field.input_value() for field in resources.locator("tbody:not(.entry) [data-column=name]").all()]
    assert shown == sorted(shown, key=str.lower)


def test_what_is_typed_but_not_complete_is_there_after_a_reload(page, resources):
    resources.locator(".entry [data-column=name]").fill("Half a resource")
    page.reload()
    expect(page.locator("[data-editor] .entry [data-column=name]").first).to_have_value("Half a resource")
    page.locator("[data-editor] .entry [data-column=name]").first.fill("")


def paste(editor: Locator, text: str) -> None:
    editor.locator(".entry [data-column=name]").evaluate(
        """(field, text) => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            const how = {clipboardData: data, bubbles: true, cancelable: true};
            field.dispatchEvent(new ClipboardEvent("paste", how));
        }""",
        text,
    )
