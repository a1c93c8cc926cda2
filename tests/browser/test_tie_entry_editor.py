"""'Whom do you go to?' in the workshop: ticks for one member, and a round of introductions."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import Locator, Page, expect

SPOT = '[data-editor*="tie_entry"]'
"""The page around it is looked at in test_workshop."""
WORKBOOK = "03_weave_networks"
SAVED = re.compile(r"Saved (both ways )?\d\d:\d\d")

pytestmark = pytest.mark.browser

EDITOR = "tie_entry"


@pytest.fixture
def page(workshop, signed_in) -> Page:
    return workshop.open(signed_in, WORKBOOK)


@pytest.fixture
def editor(page) -> Locator:
    return of(page)


@pytest.fixture(autouse=True)
def as_it_was(workshop):
    """Each test leaves the ties of the town behind as they were."""
    with workshop.place as place:
        before = set(place.read("ties").index)
        asked = {row: found["named_nobody"] for row, found in place.rows("members").items()}
    yield
    with workshop.place as place, place.change("Back") as change:
        for row in set(place.rows("ties")) - before:
            change.delete("ties", row)
        for row, day in asked.items():
            change.update("members", row, {"named_nobody": day})


def of(page: Page) -> Locator:
    return page.locator("[data-editor]").first


def today(workshop) -> set[tuple[str, str, str, float | None]]:
    """The ties of today: who, whom, kind and strength."""
    with workshop.place as place:
        rows = place.rows("ties").values()
    return {
        (row["member"], row["to_member"], row["kind"], row["strength"])
        for row in rows
        if row["seen"] == dt.date.today()
    }


def answering(editor: Locator, member: str) -> None:
    who = editor.get_by_label("Who answers")
    who.fill(member)
    who.press("Enter")
    expect(editor.get_by_role("group", name=f"{member}: Whom do you")).to_be_visible()


def saved(editor: Locator) -> None:
    expect(editor.locator(".status")).to_have_text(SAVED)


def named_nobody_today(workshop) -> set[str]:
    with workshop.place as place:
        rows = place.rows("members").values()
    return {row["name"] for row in rows if row["named_nobody"] == dt.date.today()}


def test_who_names_nobody_has_answered_until_somebody_is_named(workshop, editor):
    answering(editor, "Beth Lamb")
    nobody = editor.get_by_role("checkbox", name="Nobody: asked, and named no one")
    expect(editor).to_contain_text("0 of")
    nobody.check()
    saved(editor)
    assert named_nobody_today(workshop) == {"Beth Lamb"}
    expect(editor).to_contain_text("1 of")
    editor.get_by_role("checkbox", name="Tom Cole").check()
    expect(nobody).to_be_hidden()
    assert named_nobody_today(workshop) == set()
    assert today(workshop) == {("Beth Lamb", "Tom Cole", "advice", None)}
    editor.get_by_role("button", name="Undo").click()
    expect(nobody).to_be_checked()
    assert named_nobody_today(workshop) == {"Beth Lamb"}


def test_a_tick_is_saved_at_once_and_taken_away_again(workshop, editor):
    answering(editor, "Beth Lamb")
    tick = editor.get_by_role("checkbox", name="Tom Cole")
    tick.check()
    saved(editor)
    assert today(workshop) == {("Beth Lamb", "Tom Cole", "advice", None)}
    tick.uncheck()
    expect(editor.locator(".status")).to_contain_text("Taken away")
    assert not today(workshop)
    editor.get_by_role("button", name="Undo").click()
    expect(tick).to_be_checked()
    assert today(workshop) == {("Beth Lamb", "Tom Cole", "advice", None)}


def test_how_strong_is_chosen_in_words_even_in_haste(workshop, editor, wait_for):
    answering(editor, "Beth Lamb")
    editor.get_by_label("Question").select_option("Whom do you trust?")
    editor.get_by_role("checkbox", name="Kofi Marsh").check()
    strength = editor.get_by_label("How strong, for Kofi Marsh")
    strength.select_option("fair")
    saved(editor)
    expect(strength).to_have_value("0.6")
    wait_for(lambda: today(workshop) == {("Beth Lamb", "Kofi Marsh", "trusts", 0.6)}, editor.page)


def test_what_was_said_on_a_date_comes_ticked(editor):
    answering(editor, "Beth Lamb")
    editor.get_by_label("Date").fill("2026-05-12")
    expect(editor.get_by_role("checkbox", name="Tom Cole")).to_be_checked()
    expect(editor.get_by_role("checkbox", name="Rosa Vale")).not_to_be_checked()
    expect(editor.get_by_label("How strong, for Tom Cole")).to_have_value("0.6")
    expect(
        editor.get_by_text(re.compile(r"^\d+ of \d+ members of Warm Homes .* on 12 May 2026"))
    ).to_be_visible()


def test_somebody_from_elsewhere_is_found_and_ticked_with_enter(workshop, editor):
    answering(editor, "Beth Lamb")
    with workshop.place as place:
        here = place.read("memberships").query("community == 'Warm Homes'")["member"]
        elsewhere = sorted(set(place.read("members")["name"]) - set(here))[0]
    expect(editor.get_by_role("checkbox", name=elsewhere)).to_have_count(0)
    find = editor.get_by_label("Find others")
    find.fill(elsewhere.upper())
    expect(editor.get_by_text("1 found, press Enter to tick")).to_be_visible()
    find.press("Enter")
    saved(editor)
    expect(find).to_have_value("")
    expect(editor.get_by_role("checkbox", name=elsewhere)).to_be_checked()
    assert today(workshop) == {("Beth Lamb", elsewhere, "advice", None)}


def test_the_next_who_has_not_answered_and_how_many_have(workshop, editor):
    answering(editor, "Amina Hassan")
    expect(editor.get_by_text(re.compile(r"^0 of \d+ members of Warm Homes"))).to_be_visible()
    editor.get_by_role("checkbox", name="Beth Lamb").check()
    saved(editor)
    expect(editor.get_by_text(re.compile(r"^1 of \d+ members of Warm Homes"))).to_be_visible()
    answering(editor, "Amina Brand")
    editor.get_by_role("button", name="Next who has not answered").click()
    expect(editor.get_by_label("Who answers")).not_to_have_value("Amina Hassan")
    expect(editor.locator(".status")).to_contain_text("answers.")
    expect(editor.get_by_role("checkbox", checked=True)).to_have_count(0)


def test_an_unknown_name_is_told_in_words(editor):
    who = editor.get_by_label("Who answers")
    who.fill("Nobody At All")
    who.press("Enter")
    expect(
        editor.get_by_role("alert").filter(has_text="Nobody here is called 'Nobody At All'")
    ).to_be_visible()
    expect(who).to_have_attribute("aria-invalid", "true")
    expect(editor.get_by_role("group", name="Whom do you")).to_have_count(0)


def test_after_a_reload_the_same_member_and_ticks_are_there(workshop, page, editor):
    answering(editor, "Beth Lamb")
    editor.get_by_role("checkbox", name="Tom Cole").check()
    saved(editor)
    page.reload()
    expect(of(page).get_by_label("Who answers")).to_have_value("Beth Lamb")
    expect(of(page).get_by_role("checkbox", name="Tom Cole")).to_be_checked()


def test_another_screen_shows_what_was_ticked_here(workshop, signed_in, page, editor):
    answering(editor, "Beth Lamb")
    other = of(workshop.open(signed_in, WORKBOOK))
    answering(other, "Beth Lamb")
    editor.get_by_role("checkbox", name="Tom Cole").check()
    expect(other.get_by_role("checkbox", name="Tom Cole")).to_be_checked()


def in_a_round(editor: Locator) -> tuple[Locator, Locator]:
    editor.get_by_label("A round of introductions").check()
    return editor.get_by_label("First name"), editor.get_by_label("Second name")


def test_two_names_and_enter(workshop, editor):
    first, second = in_a_round(editor)
    first.fill("tom  cole")
    first.press("Enter")
    expect(second).to_be_focused()
    second.fill("Rosa Vale")
    second.press("Enter")
    saved(editor)
    assert today(workshop) == {("Tom Cole", "Rosa Vale", "knows", None)}
    expect(first).to_be_focused()
    expect(first).to_have_value("")
    editor.get_by_role("button", name="Delete Tom Cole knows Rosa Vale").click()
    expect(editor.locator(".status")).to_contain_text("Deleted")
    assert not today(workshop)


def test_both_ways_is_one_change(workshop, editor):
    first, second = in_a_round(editor)
    editor.get_by_label("Kind of tie").select_option("works with")
    editor.get_by_label("Both ways").check()
    first.fill("Tom Cole")
    second.fill("Rosa Vale")
    editor.get_by_role("button", name="Add").click()
    saved(editor)
    both = {("Tom Cole", "Rosa Vale", "works with", None), ("Rosa Vale", "Tom Cole", "works with", None)}
    assert today(workshop) == both
    first.fill("Tom Cole")
    second.fill("Rosa Vale")
    second.press("Enter")
    expect(editor.locator(".status")).to_contain_text("There already")
    editor.get_by_role("button", name="Undo").click()
    expect(editor.get_by_text("0 ties on")).to_be_visible()
    assert not today(workshop)


def test_a_wrong_name_is_told_once_and_stays_to_be_put_right(workshop, page, editor):
    first, second = in_a_round(editor)
    editor.get_by_label("Both ways").check()
    first.fill("Tom Cole")
    second.fill("Rosa Vael")
    second.press("Enter")
    alarm = editor.get_by_role("alert").filter(has_text="Not saved")
    expect(alarm).to_contain_text("Rosa Vael")
    expect(alarm.get_by_role("listitem")).to_have_count(1)
    expect(alarm).not_to_contain_text("Line")
    expect(second).to_have_attribute("aria-invalid", "true")
    expect(second).to_be_focused()
    assert not today(workshop)
    page.reload()
    expect(of(page).get_by_label("Second name")).to_have_value("Rosa Vael")


def test_by_keyboard_alone(workshop, page, editor, wait_for):
    editor.get_by_role("radio", name="One member answers").focus()
    for _ in range(8):  # a date has three fields and a button
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "SELECT":
            break
    page.keyboard.press("Tab")
    page.keyboard.type("Beth Lamb")
    page.keyboard.press("Tab")
    expect(editor.get_by_role("button", name="Next who has not answered")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("Tom Cole")
    page.keyboard.press("Tab")
    expect(editor.get_by_role("checkbox", name="Tom Cole")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(editor.get_by_label("How strong, for Tom Cole")).to_be_focused()
    page.keyboard.type("str")
    wait_for(lambda: today(workshop) == {("Beth Lamb", "Tom Cole", "advice", 1.0)}, page)


@pytest.mark.parametrize(("width", "large"), [(1280, False), (390, False), (390, True)])
def test_accessible_and_no_wider_than_the_screen(workshop, browser, width, large, axe):
    context = workshop.sign_in(browser, width)
    page = workshop.open(context, WORKBOOK)
    editor = of(page)
    if large:
        editor.get_by_role("button", name="Larger text").click()
    answering(editor, "Beth Lamb")
    editor.get_by_role("checkbox", name="Tom Cole").check()
    saved(editor)
    check(page, axe)
    first, second = in_a_round(editor)
    first.fill("Beth Lamb")
    second.fill("Nobody At All")
    second.press("Enter")
    expect(editor.get_by_role("alert").filter(has_text="Not saved")).to_be_visible()
    check(page, axe)
    context.close()


def check(page: Page, axe) -> None:
    page.evaluate("scrollTo(0, 0)")  # axe takes what the page's fixed bar half covers for a small target
    axe(page, SPOT)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
