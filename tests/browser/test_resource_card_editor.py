"""The card of a resource, in the workshop: what is like it already, and what it helps with."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

EDITOR = "resource_card"

SPOT = '[data-editor*="resource_card"]'
"""The page around it is looked at in test_workshop."""
SAVED = re.compile(r"^Saved \d\d:\d\d$")
DAMP = "How to check a home for damp"


def card(page: Page) -> Locator:
    return page.locator("[data-editor*=resource_card]")


@pytest.fixture
def page(workshop, signed_in) -> Page:
    return workshop.open(signed_in, "06_build_knowledge")


def helped(workshop, resource: str) -> list[str]:
    with workshop.place as place:
        rows = place.read("resource_issues")
    return sorted(rows[rows["resource"] == resource]["issue"])


def resource(workshop, name: str) -> dict:
    with workshop.place as place:
        rows = place.read("resources").set_index("name")
    return dict(rows.loc[name]) if name in rows.index else {}


def field(editor: Locator, name: str) -> Locator:
    return editor.locator(f"[data-column={name}]")


def add(editor: Locator, name: str, *issues: str) -> None:
    field(editor, "name").fill(name)
    field(editor, "kind").select_option("guide")
    for issue in issues:
        editor.get_by_label(issue).check()
    editor.get_by_role("button", name="Add this resource").click()
    expect(editor.locator(".status")).to_have_text(SAVED)


def open_card(editor: Locator, name: str) -> None:
    editor.get_by_label("Which one").select_option(label=name)


def test_a_resource_is_added_with_its_issues_in_one_edit(workshop, page):
    editor = card(page)
    add(editor, "Mould and children", "Children with asthma", "Damp in private lets")
    assert resource(workshop, "Mould and children")["community"] == "Warm Homes"
    assert helped(workshop, "Mould and children") == ["Children with asthma", "Damp in private lets"]
    expect(field(editor, "name")).to_have_value("")
    expect(editor.locator(".boxes :checked")).to_have_count(0)
    editor.get_by_role("button", name="Undo").click()
    expect(editor.locator(".status")).to_contain_text("Taken back")
    assert resource(workshop, "Mould and children") == {}
    assert helped(workshop, "Mould and children") == []


def test_skills_that_one_can_learn_from_it_go_with_it(workshop, page):
    editor = card(page)
    editor.get_by_role("group", name="Which skills").get_by_label("Reading a damp meter").check()
    add(editor, "The meter in three steps")
    with workshop.place as place:
        rows = place.read("resource_skills")
    assert list(rows[rows["resource"] == "The meter in three steps"]["skill"]) == ["Reading a damp meter"]


def test_a_tick_is_saved_at_once_where_the_resource_stands(workshop, page, wait_saved):
    editor = card(page)
    open_card(editor, DAMP)
    box = editor.get_by_label("Falls at home")
    box.check()
    expect(editor.locator(".status")).to_have_text(SAVED)
    assert "Falls at home" in helped(workshop, DAMP)
    page.reload()
    open_card(editor, DAMP)
    expect(box).to_be_checked()
    box.uncheck()
    box.check()  # before the first of the two is saved
    box.uncheck()
    wait_saved(page, editor)
    assert "Falls at home" not in helped(workshop, DAMP)
    expect(box).not_to_be_checked()


def test_a_change_is_saved_when_the_field_is_left_and_the_other_screen_sees_it(workshop, signed_in, page):
    there = workshop.open(signed_in, "06_build_knowledge")
    add(card(page), "Boiler notes")
    open_card(card(there), "Boiler notes")
    open_card(card(page), "Boiler notes")
    for each in (page, there):
        card(each).get_by_text("More about it").click()
    field(card(page), "publisher").fill("Ellery Council")
    field(card(page), "publisher").blur()
    expect(field(card(there), "publisher")).to_have_value("Ellery Council")
    expect(card(there).get_by_text("More about it")).to_have_text("More about it (1 filled in)")
    assert resource(workshop, "Boiler notes")["publisher"] == "Ellery Council"
    card(page).get_by_label("Falls at home").check()
    expect(card(there).get_by_label("Falls at home")).to_be_checked()


@pytest.mark.parametrize(
    "title", ["Checking homes for damp", "how to CHECK: your home, for damp!", "Damp: check a home"]
)
def test_a_title_like_one_that_stands_is_asked_about(page, title):
    editor = card(page)
    field(editor, "name").fill(title)
    asked = editor.locator(".alike").first
    expect(asked).to_contain_text("Is it one of these?")
    expect(asked.get_by_role("status")).to_contain_text(DAMP)
    asked.get_by_role("button", name=f"Open it: {DAMP}").click()
    expect(field(editor, "name")).to_have_value(DAMP)
    expect(field(editor, "name")).to_be_focused()
    open_card(editor, "A new resource")
    expect(field(editor, "name")).to_have_value(title)  # what was typed is kept
    editor.get_by_role("button", name="Empty the form").click()
    expect(field(editor, "name")).to_have_value("")


@pytest.mark.parametrize(
    "link",
    [
        "http://www.Example.org/the-quay-row-visits/",
        "example.org/the-quay-row-visits#top",
        "https://EXAMPLE.ORG/the-quay-row-visits?utm_source=post&utm_medium=mail",
    ],
)
def test_the_same_link_in_another_form_is_asked_about(page, link):
    editor = card(page)
    field(editor, "link").fill(link)
    expect(editor.locator(".alike").nth(1)).to_contain_text("The Quay Row visits")
    expect(editor.locator(".alike").nth(1).get_by_role("listitem")).to_have_count(1)


def test_what_is_not_alike_is_not_asked_about_and_the_question_stops_nobody(workshop, page):
    editor = card(page)
    field(editor, "name").fill("A choir for the quay")
    field(editor, "link").fill("https://example.org/the-quay-row-visits?page=2")
    page.wait_for_timeout(600)
    expect(editor.get_by_text("Is it one of these?").first).to_be_hidden()
    expect(editor.locator(".alike li")).to_have_count(0)
    editor.get_by_role("button", name="Empty the form").click()
    field(editor, "name").fill("How to check a home for damp 2")
    expect(editor.locator(".alike li")).not_to_have_count(0)
    add(editor, "How to check a home for damp 2")
    assert resource(workshop, "How to check a home for damp 2")["kind"] == "guide"


def test_a_fault_is_told_in_words_and_what_was_typed_stays(workshop, page):
    editor = card(page)
    field(editor, "name").fill("No kind")
    editor.get_by_label("Falls at home").check()
    editor.get_by_role("button", name="Add this resource").click()
    alarm = editor.get_by_role("alert").filter(has_text="Not saved")
    expect(alarm).to_contain_text("'kind': this must be filled in")
    expect(alarm.get_by_role("listitem")).to_have_count(1)
    expect(field(editor, "kind")).to_have_attribute("aria-invalid", "true")
    page.reload()
    expect(field(editor, "name")).to_have_value("No kind")
    expect(editor.get_by_label("Falls at home")).to_be_checked()
    assert resource(workshop, "No kind") == {}


def test_deleted_with_its_issues_and_brought_back(workshop, page):
    editor = card(page)
    editor.get_by_role("button", name="Empty the form").click()
    add(editor, "Soon gone", "Falls at home")
    open_card(editor, "Soon gone")
    editor.get_by_role("button", name="Delete").click()
    expect(editor.locator(".status")).to_contain_text("Deleted")
    assert resource(workshop, "Soon gone") == {}
    editor.get_by_role("button", name="Undo").click()
    expect(editor.locator(".status")).to_contain_text("Taken back")
    assert helped(workshop, "Soon gone") == ["Falls at home"]


def test_by_keyboard_alone(workshop, page):
    editor = card(page)
    field(editor, "name").focus()
    page.keyboard.type("Draught strips for old doors")
    page.keyboard.press("Tab")
    page.keyboard.type("tool")
    box = editor.get_by_label("Homes that cost too much to heat")
    for _ in range(60):
        page.keyboard.press("Tab")
        if box.evaluate("box => box === document.activeElement"):
            break
    page.keyboard.press("Space")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Add this resource":
            break
    page.keyboard.press("Enter")
    expect(editor.locator(".status")).to_have_text(SAVED)
    assert resource(workshop, "Draught strips for old doors")["kind"] == "tool"
    assert helped(workshop, "Draught strips for old doors") == ["Homes that cost too much to heat"]


@pytest.mark.parametrize("large", [False, True])
def test_anyone_can_use_it_and_it_fits_a_phone(workshop, browser, large, axe):
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    context.new_page().goto(f"{workshop.url}/?token=for-tests-only")
    page = workshop.open(context, "06_build_knowledge")
    page.evaluate("large => document.documentElement.classList.toggle('copkit-large', large)", large)
    field(card(page), "name").fill("Checking homes for damp")
    expect(card(page).get_by_text("Is it one of these?", exact=True).first).to_be_visible()
    page.evaluate("scrollTo(0, 0)")  # what lies under the bar of the page counts as too small to touch
    axe(page, SPOT)
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
