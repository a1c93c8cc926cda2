"""Who can do what, in the workshop: all skills of one member, and everybody in one matrix."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import Locator, Page, expect

SPOT = '[data-editor*="skills_matrix"]'
"""The page around it is looked at in test_workshop."""
WORKBOOK = "04_develop_members"
SAVED = re.compile(r"Saved \d\d:\d\d")
METER, FALLS, ENERGY = "Reading a damp meter", "Falls assessment", "Reading an energy bill"

pytestmark = pytest.mark.browser

EDITOR = "skills_matrix"


@pytest.fixture(autouse=True)
def nobody_said(workshop):
    """Each test begins with nothing said about Rosa Vale and Tom Cole."""
    with workshop.place as place, place.change("Begin") as change:
        for row, values in place.rows("member_skills").items():
            if values["member"] in ("Rosa Vale", "Tom Cole"):
                change.delete("member_skills", row)


@pytest.fixture
def page(workshop, signed_in) -> Page:
    return workshop.open(signed_in, WORKBOOK)


@pytest.fixture
def editor(page) -> Locator:
    return of(page)


def of(page: Page) -> Locator:
    return page.locator("[data-editor*=skills_matrix]")


def said(workshop, member: str = "Rosa Vale") -> list[tuple[object, ...]]:
    """What stands about a member: skill, level, level wanted, can teach, recorded."""
    with workshop.place as place:
        rows = [row for row in place.rows("member_skills").values() if row["member"] == member]
    return [(row["skill"], row["level"], row["wants"], row["can_teach"], row["recorded"]) for row in rows]


def about(editor: Locator, member: str) -> None:
    who = editor.get_by_label("Member", exact=True)
    who.fill(member)
    who.press("Enter")
    expect(editor.get_by_text(f"{member}: each choice is saved at once")).to_be_visible()


def saved(editor: Locator) -> None:
    expect(editor.locator(".status")).to_have_text(SAVED)


def now(editor: Locator, skill: str) -> Locator:
    return editor.get_by_label(f"{skill}: level now", exact=True)


def test_the_first_choice_adds_a_row_and_later_ones_change_it(workshop, editor, wait_for):
    about(editor, "Rosa Vale")
    now(editor, METER).select_option("2 with help")
    saved(editor)
    assert said(workshop) == [(METER, 2, None, None, dt.date.today())]
    editor.get_by_label(f"{METER}: level wanted").select_option("4 expert")
    editor.get_by_label(f"{METER}: can teach").check()
    wait_for(lambda: said(workshop) == [(METER, 2, 4, True, dt.date.today())], editor.page)
    editor.get_by_label(f"{METER}: can teach").uncheck()
    wait_for(lambda: said(workshop) == [(METER, 2, 4, False, dt.date.today())], editor.page)


def test_a_choice_is_taken_back(workshop, editor):
    about(editor, "Rosa Vale")
    now(editor, METER).select_option("3 alone")
    saved(editor)
    editor.get_by_role("button", name="Undo").click()
    expect(now(editor, METER)).to_have_value("")
    assert said(workshop) == []


def test_the_next_member(workshop, editor):
    about(editor, "Rosa Vale")
    now(editor, METER).select_option("3 alone")
    saved(editor)
    editor.get_by_role("button", name="Next member").click()
    expect(editor.get_by_label("Member", exact=True)).to_have_value("Samir Aziz")
    expect(editor.locator(".status")).to_have_text("Now the skills of Samir Aziz.")
    about(editor, "Rosa Vale")
    expect(now(editor, METER)).to_have_value("3")


def test_a_skill_that_is_missing_is_added_and_filled_in(workshop, editor, wait_for):
    about(editor, "Rosa Vale")
    missing = editor.get_by_label("A skill that is missing")
    missing.fill("Listening to tenants")
    missing.press("Enter")
    saved(editor)
    expect(missing).to_have_value("")
    now(editor, "Listening to tenants").select_option("1 aware")
    wait_for(
        lambda: said(workshop) == [("Listening to tenants", 1, None, None, dt.date.today())], editor.page
    )


def test_faults_are_told_in_words(page, editor):
    missing = editor.get_by_label("A skill that is missing")
    missing.fill(METER)
    missing.press("Enter")
    expect(editor.get_by_role("alert").filter(has_text="Not saved")).to_contain_text(METER)
    expect(missing).to_have_value(METER)
    page.reload()
    expect(of(page).get_by_label("A skill that is missing")).to_have_value(METER)
    of(page).get_by_label("A skill that is missing").fill("")
    who = of(page).get_by_label("Member", exact=True)
    who.fill("Nobody At All")
    who.press("Enter")
    expect(of(page).get_by_role("alert").filter(has_text="Nobody here is called")).to_be_visible()
    expect(who).to_have_attribute("aria-invalid", "true")


def test_in_the_matrix_a_cell_is_a_level_now(workshop, page, editor):
    editor.get_by_label("Everybody in one matrix").check()
    cell = editor.get_by_label(f"{ENERGY}: level now of Tom Cole")
    cell.select_option("4 expert")
    saved(editor)
    assert said(workshop, "Tom Cole") == [(ENERGY, 4, None, None, dt.date.today())]
    page.reload()
    expect(of(page).get_by_label(f"{ENERGY}: level now of Tom Cole")).to_have_value("4")
    of(page).get_by_label("One member, all skills").check()
    about(of(page), "Tom Cole")
    expect(now(of(page), ENERGY)).to_have_value("4")


def test_names_and_skills_stay_in_sight_while_the_matrix_is_scrolled(editor):
    editor.get_by_label("Everybody in one matrix").check()
    region = editor.get_by_role("region", name="Levels of all members")
    region.evaluate("region => region.scrollTo(300, 300)")
    edges = region.evaluate(
        """region => {
            const [box, name, skill] = [region, region.querySelector("tbody tr:last-child th"),
                region.querySelector("thead th")].map((each) => each.getBoundingClientRect());
            return [Math.abs(name.left - box.left), Math.abs(skill.top - box.top)];
        }"""
    )
    assert max(edges) < 3
    cell = editor.get_by_label(re.compile(f"^{FALLS}: level now of ")).nth(3)
    cell.focus()
    assert cell.evaluate(
        """cell => {
            const box = cell.getBoundingClientRect();
            return document.elementFromPoint(box.left + 8, box.top + box.height / 2) === cell;
        }"""
    ), "the cell with the focus is not behind the names or the skills"


def test_another_screen_shows_what_was_chosen_here(workshop, signed_in, editor):
    about(editor, "Rosa Vale")
    other = of(workshop.open(signed_in, WORKBOOK))
    other.get_by_label("Everybody in one matrix").check()
    now(editor, METER).select_option("2 with help")
    expect(other.get_by_label(f"{METER}: level now of Rosa Vale")).to_have_value("2")


def test_by_keyboard_alone(workshop, page, editor, wait_for):
    editor.get_by_role("radio", name="One member, all skills").focus()
    page.keyboard.press("Tab")
    page.keyboard.type("Rosa Vale")
    for place in (editor.get_by_role("button", name="Next member"), editor.get_by_role("region")):
        page.keyboard.press("Tab")
        expect(place).to_be_focused()
    page.keyboard.press("Tab")
    expect(now(editor, METER)).to_be_focused()
    page.keyboard.type("2")
    page.keyboard.press("Tab")
    page.keyboard.type("4")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    wait_for(lambda: said(workshop) == [(METER, 2, 4, True, dt.date.today())], page)


@pytest.mark.parametrize(("width", "large"), [(1280, False), (390, False), (390, True)])
def test_accessible_and_no_wider_than_the_screen(workshop, browser, width, large, axe):
    context = workshop.sign_in(browser, width)
    page = workshop.open(context, WORKBOOK)
    editor = of(page)
    if large:
        editor.get_by_role("button", name="Larger text").click()
    about(editor, "Rosa Vale")
    now(editor, METER).select_option("2 with help")
    saved(editor)
    check(page, axe)
    editor.get_by_label("Everybody in one matrix").check()
    check(page, axe)
    context.close()


def check(page: Page, axe) -> None:
    page.evaluate("scrollTo(0, 0)")  # axe takes what the page's fixed bar half covers for a small target
    axe(page, SPOT)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_was_said_on_an_earlier_day_stays_so_that_growth_is_seen(workshop, page, editor):
    before = dt.date.today() - dt.timedelta(days=200)
    with workshop.place as place, place.change("Earlier") as change:
        row = {"member": "Rosa Vale", "skill": METER, "level": 1, "wants": 3, "recorded": f"{before}"}
        change.add("member_skills", row)
    about(editor, "Rosa Vale")
    level = editor.get_by_label(f"{METER}: level now", exact=True)
    expect(level).to_have_value("1")
    level.select_option("2")
    saved(editor)
    expect(editor.get_by_label(f"{METER}: level wanted")).to_have_value("3")
    assert sorted(said(workshop), key=lambda row: row[4]) == [
        (METER, 1, 3, None, before),
        (METER, 2, 3, None, dt.date.today()),
    ]
