"""Learning from what was done, in the workshop: questions one under the other, notes that are saved when they
are left and go to the other screen, and what is done otherwise because of them."""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd
import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

EDITOR = "learning_from_practice"

COMMUNITY = "Bee Friends"
EVENT, EARLIER, TOMORROW = "Honey day", "Hive day", "Bee day"
EXPECTED = "What did we expect to happen?"
CASE, HIVE = "What is the case?", "The hive that left"
HOSTILE = "<img src=x onerror=\"document.title='taken'\">"


@pytest.fixture(autouse=True)
def events(workshop):
    """A community with two events that were held and one to come; they and what is said at them are gone
    after the test."""
    today = dt.date.today()
    with workshop.place as place, place.change("Begin") as change:
        change.add("communities", {"name": COMMUNITY})
        for name, days in ((EARLIER, -20), (EVENT, -2), (TOMORROW, 1)):
            day = f"{today + dt.timedelta(days=days):%Y-%m-%d}"
            change.add("events", {"name": name, "community": COMMUNITY, "date": day})
    yield
    with workshop.place as place, place.change("Clear") as change:
        for table, column in (
            ("practice_notes", "event"),
            ("lessons", "community"),
            ("events", "community"),
            ("communities", "name"),
        ):
            for row, values in change.rows(table).items():
                if values[column] in (COMMUNITY, EVENT, EARLIER):
                    change.delete(table, row)


@pytest.fixture
def page(workshop, signed_in) -> Page:
    return workshop.open(signed_in, "06_build_knowledge", community=COMMUNITY)


def shown(page: Page) -> Locator:
    return page.locator("[data-editor*=learning_from_practice]")


@pytest.fixture
def editor(page) -> Locator:
    return shown(page)


def saved(editor: Locator, words: str = "Saved") -> None:
    expect(editor.locator(".status")).to_have_text(re.compile(rf"^{words} \d\d:\d\d$"))


def way(editor: Locator, name: str) -> None:
    editor.get_by_role("radio", name=re.compile(f"^{name}")).check()


def say(editor: Locator, question: str, words: str) -> None:
    field = editor.get_by_label(question)
    field.fill(words)
    field.press("Tab")


def notes(workshop) -> pd.DataFrame:
    with workshop.place as place:
        rows = place.read("practice_notes")
    return rows[rows["event"].isin([EVENT, EARLIER])].fillna("").reset_index(drop=True)


def test_an_event_that_was_only_offered_gives_way_to_one_of_today(workshop, page, editor):
    chosen = editor.get_by_label("Event", exact=True).locator("option:checked")
    expect(chosen).to_have_text(EVENT)
    with workshop.place as place, place.change("Today") as change:
        day = f"{dt.date.today():%Y-%m-%d}"
        change.add("events", {"name": "Landlord evening", "community": COMMUNITY, "date": day})
    page.reload()
    expect(chosen).to_have_text("Landlord evening")


def test_a_review_is_typed_and_saved_and_may_be_shared_as_a_whole(workshop, page, editor, wait_for):
    offered = editor.get_by_label("Event", exact=True).locator("option").all_inner_texts()
    assert offered[:2] == [EVENT, EARLIER]
    assert TOMORROW not in offered
    expect(editor.get_by_text("Choose a way of learning")).to_be_visible()
    way(editor, "After-action review")
    expect(editor.get_by_text("4 questions, about 55 minutes in all.")).to_be_visible()
    expect(editor.get_by_text(re.compile("^The questions follow US Army 1993"))).to_be_visible()
    say(editor, EXPECTED, "Ten jars")
    saved(editor)
    editor.get_by_label("May be shared outside the community").check()
    say(editor, "What did happen?", "Four jars,\nand a bear")
    wait_for(lambda: len(notes(workshop)) == 2, page)
    editor.get_by_label("Why was there a difference?").fill("The bear")
    page.reload()  # without leaving the field
    expect(editor.get_by_label("Why was there a difference?")).to_have_value("The bear")
    expect(editor.get_by_label("What did happen?")).to_have_value("Four jars,\nand a bear")
    wait_for(lambda: len(notes(workshop)) == 3, page)
    found = notes(workshop)
    assert list(found["position"]) == [1, 2, 3]
    assert list(found["note"]) == ["Ten jars", "Four jars,\nand a bear", "The bear"]
    assert set(found["practice"]) == {"after-action review"}
    wait_for(lambda: bool(notes(workshop)["may_be_shared"].all()), page)
    expect(editor.get_by_label("May be shared outside the community")).to_be_checked()
    say(editor, EXPECTED, "")
    saved(editor, "Deleted; Undo brings it back. Saved")
    assert len(notes(workshop)) == 2
    editor.get_by_role("button", name="Undo").click()
    expect(editor.get_by_label(EXPECTED)).to_have_value("Ten jars")


def test_by_keyboard_alone_a_question_of_our_own_and_a_lesson_are_added(workshop, page, editor, wait_for):
    page.keyboard.press("Tab")
    editor.get_by_role("radio").first.focus()
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    expect(editor.get_by_role("radio", name=re.compile("^Site visit"))).to_be_checked()
    own = editor.get_by_label("A question of our own", exact=True).last
    own.focus()
    page.keyboard.type(HOSTILE)
    page.keyboard.press("Enter")
    note = editor.get_by_role("textbox", name=HOSTILE, exact=True)
    expect(note).to_be_focused()
    page.keyboard.type(HOSTILE)
    page.keyboard.press("Tab")
    saved(editor)
    assert editor.locator("img").count() == 0
    wait_for(lambda: list(notes(workshop)["note"]) == [HOSTILE], page)
    assert notes(workshop)["position"].item() == 5
    note.fill("")
    note.press("Tab")
    wait_for(lambda: list(notes(workshop)["note"]) == [""], page)  # the question stays
    page.keyboard.press("Shift+Tab")
    lesson = editor.get_by_label(re.compile("^The lesson"))
    lesson.focus()
    page.keyboard.type("Bears read maps")
    page.keyboard.press("Tab")
    page.keyboard.type("Hives hang in trees")
    page.keyboard.press("Tab")
    page.keyboard.type("Ellery Council")
    page.keyboard.press("Enter")
    expect(editor.get_by_role("listitem").filter(has_text="Bears read maps")).to_have_text(
        "Bears read maps Hives hang in trees · Ellery Council · learnt"
    )
    expect(lesson).to_have_value("")
    expect(lesson).to_be_focused()
    with workshop.place as place:
        rows = place.read("lessons")
    row = rows[rows["name"] == "Bears read maps"].iloc[0]
    assert (row["event"], row["community"], row["state"]) == (EVENT, COMMUNITY, "learnt")
    assert row["learnt"].date() == dt.date.today() - dt.timedelta(days=2)
    editor.get_by_role("button", name=f"Delete the question: {HOSTILE}").press("Enter")
    saved(editor, "Deleted; Undo brings it back. Saved")
    assert notes(workshop).empty
    assert page.title() != "taken"


def test_two_clinics_stand_apart_and_two_screens_lose_nothing(workshop, browser, page, editor, wait_for):
    way(editor, "Case clinic")
    say(editor, CASE, "A hive is empty")
    saved(editor)
    editor.get_by_label("Written already").select_option(label="Another one …")
    expect(editor.get_by_label(CASE)).to_be_hidden()
    editor.get_by_label("Which one is it?").fill(HIVE)
    editor.get_by_label("Which one is it?").press("Enter")
    expect(editor.get_by_label(CASE)).to_have_value("")
    context = workshop.sign_in(browser)
    there = shown(workshop.open(context, "06_build_knowledge", community=COMMUNITY))
    expect(there.get_by_label(CASE)).to_have_value("A hive is empty")
    say(editor, CASE, "It left at noon")
    wait_for(lambda: len(notes(workshop)) == 2, page)
    there.get_by_label("Written already").select_option(label=HIVE)
    expect(there.get_by_label(CASE)).to_have_value("It left at noon")
    assert {(row.which, row.note) for row in notes(workshop).itertuples()} == {
        ("", "A hive is empty"),
        (HIVE, "It left at noon"),
    }
    came = "What came up in us while we listened?"
    there.get_by_label(came).fill("Sorrow")  # both type to one question that has no note yet
    say(editor, came, "A fog")
    wait_for(lambda: "A fog" in set(notes(workshop)["note"]), page)
    there.get_by_label(came).press("Tab")
    expect(there.get_by_role("alert").filter(has_text="'A fog'")).to_be_visible()
    expect(editor.get_by_label(came)).to_have_value("Sorrow")
    editor.get_by_label("Which one is it?").fill("The hive that came back")
    editor.get_by_label("Which one is it?").press("Enter")
    expect(there.get_by_label("Which one is it?")).to_have_value("The hive that came back")
    expect(there.get_by_label(CASE)).to_have_value("It left at noon")
    editor.get_by_label("Which one is it?").fill("")
    editor.get_by_label("Which one is it?").press("Enter")
    expect(editor.get_by_role("alert").filter(has_text="There is one without a name already")).to_be_visible()
    expect(editor.get_by_label("Which one is it?")).to_have_value("The hive that came back")
    there.get_by_label(CASE).fill("It left at ten")
    say(editor, CASE, "It left at one")
    wait_for(lambda: "It left at one" in set(notes(workshop)["note"]), page)
    there.page.reload()  # what was typed there is told, and does not take the place of what stands
    expect(there.get_by_label(CASE)).to_have_value("It left at one")
    expect(there.get_by_text("“It left at ten”")).to_be_visible()
    there.get_by_role("button", name="Add it to the note").click()
    expect(editor.get_by_label(CASE)).to_have_value("It left at one\nIt left at ten")
    context.close()


def test_it_fits_and_axe_finds_nothing(workshop, browser, axe, tmp_path):
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, bypass_csp=True, reduced_motion="reduce"
    )
    context.new_page().goto(f"{workshop.url}/?token=for-tests-only")
    page = workshop.open(context, "06_build_knowledge", community=COMMUNITY)
    editor = shown(page)
    way(editor, "Case clinic")
    say(editor, CASE, "A hive is empty, and nobody saw it leave although the whole street was up")
    editor.get_by_label("Which one is it?").fill(HIVE)
    editor.get_by_label("Which one is it?").press("Enter")
    own = editor.get_by_label("A question of our own", exact=True).last
    own.fill("Where does a queen go when a hive is too warm for her?")
    own.press("Enter")
    expect(editor.get_by_role("button", name=re.compile("^Delete the question"))).to_be_visible()
    page.locator("header.top").evaluate("(bar) => { bar.style.position = 'static'; }")
    for large in (False, True):
        if large:
            editor.get_by_role("button", name="Larger text").click()
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            pressed = editor.locator("button:visible, select:visible, input:visible, textarea:visible").all()
            assert min(each.bounding_box()["height"] for each in pressed) >= (44 if large else 28)
            axe(page, ".from-practice")
    context.close()
