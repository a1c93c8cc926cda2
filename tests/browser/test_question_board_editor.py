"""The question board in the workshop: asked, found again, answered, dropped, corrected."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

EDITOR = "question_board"

WAITS = "How do we tell a landlord that a tenant spoke to us?"
ANSWERED = "Which meter do you use for damp?"
HOSTILE = "<img src=x onerror=document.title='run'> Which damp paint?"
TODAY = dt.date.today()


@pytest.fixture(autouse=True)
def as_before(workshop):
    """Each test finds the questions of the made-up town."""
    with workshop.place as place:
        before = {table: set(place.rows(table)) for table in ("answers", "questions")}
    yield
    with workshop.place as place, place.change("Clear") as change:
        for table, ids in before.items():
            for row in set(change.rows(table)) - ids:
                change.delete(table, row)


@pytest.fixture
def page(workshop, signed_in) -> Page:
    return workshop.open(signed_in, "06_build_knowledge")


def shown(page: Page) -> Locator:
    return page.locator("[data-editor*=question_board]")


@pytest.fixture
def editor(page) -> Locator:
    return shown(page)


def part(editor: Locator, name: str) -> Locator:
    return editor.get_by_role("region", name=name)


def line(editor: Locator, where: str, question: str) -> Locator:
    return part(editor, where).locator(".kept > li").filter(has=editor.page.get_by_text(question, exact=True))


def saved(editor: Locator, words: str = "Saved") -> None:
    expect(editor.locator(".status")).to_have_text(re.compile(rf"^{words} \d\d:\d\d$"))


def asked(workshop, name: str) -> dict:
    with workshop.place as place:
        return next((row for row in place.rows("questions").values() if row["name"] == name), {})


def said(workshop, name: str) -> list[dict]:
    with workshop.place as place:
        return [row for row in place.rows("answers").values() if row["question"] == name]


def test_while_one_types_what_is_there_is_told_and_the_draft_stays(workshop, page, editor):
    form = part(editor, "Ask a question")
    form.get_by_label("The question").fill("Which damp meter is best?")
    found = form.locator(".on-it")
    expect(found).to_contain_text("Was it asked before?")
    expect(found).to_contain_text("A pin meter; the others mislead on plaster with foil.")
    expect(found.locator("mark").first).to_have_text(re.compile("damp", re.IGNORECASE))
    expect(found).to_contain_text("Jamal Orde, Port Ellery Residents")
    expect(found.get_by_role("status")).to_have_text("Found on it: 1 question, 3 resources, 3 people.")
    form.get_by_label("Who asks").fill("Jamal Orde")
    expect(found.locator("div").last).not_to_contain_text("Jamal Orde, Port")
    found.get_by_role("button", name=f"Go to it: {ANSWERED}").click()
    expect(line(editor, "Answered questions", ANSWERED).locator("strong").first).to_be_focused()
    page.reload()
    expect(form.get_by_label("The question")).to_have_value("Which damp meter is best?")
    expect(form.get_by_label("Who asks")).to_have_value("Jamal Orde")
    expect(found).to_contain_text("Was it asked before?")
    form.get_by_role("button", name="Empty the form").click()
    expect(found.get_by_text("Was it asked before?")).to_be_hidden()
    expect(form.get_by_label("Who is asked")).to_have_value("Warm Homes")


def test_a_question_is_asked_by_keyboard_and_markup_stays_text(workshop, page, editor):
    field = part(editor, "Ask a question").get_by_label("The question")
    field.focus()
    page.keyboard.type(HOSTILE)
    page.keyboard.press("Enter")
    saved(editor, "Asked. Saved")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    row = asked(workshop, HOSTILE)
    assert (row["community"], row["asked"], row["state"]) == ("Warm Homes", TODAY, "open")
    its = line(editor, "Open questions", HOSTILE)
    expect(its).to_contain_text("asked today")
    expect(its).to_contain_text("Who may know:")
    expect(part(editor, "Open questions")).to_contain_text("2 questions wait for an answer")
    expect(part(editor, "Open questions").locator(".kept > li strong").first).to_have_text(WAITS)
    assert page.locator(".question-board img").count() == 0
    assert page.title() != "run"
    its.locator(".its-answers summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("<b>None</b> of them")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Add the answer":
            break
    page.keyboard.press("Enter")
    saved(editor, "Answered. Saved")
    expect(part(editor, "Open questions").get_by_text("1 question waits for an answer.")).to_be_focused()
    done = part(editor, "Answered questions").locator(".kept > li").first
    expect(done.locator("strong").first).to_have_text(HOSTILE)
    expect(done.locator("details").first).not_to_have_attribute("open", "")
    assert page.locator(".question-board b").count() == 0


def test_the_first_answer_and_the_state_are_one_edit(workshop, signed_in, page, editor):
    there = shown(workshop.open(signed_in, "06_build_knowledge"))
    its = line(editor, "Open questions", WAITS)
    its.get_by_text("Answer", exact=True).click()
    form = its.locator(".its-answers .fields")
    its.get_by_role("button", name="Add the answer").click()
    expect(editor.get_by_role("alert").filter(has_text="Not saved")).to_contain_text(
        "write what was said, or choose a resource that it points to"
    )
    form.get_by_label("What was said").fill("Ask the tenant first.")
    form.get_by_label("Who answers").fill("Lena Ward")
    page.reload()
    expect(form.get_by_label("What was said")).to_have_value("Ask the tenant first.")
    its.get_by_role("button", name="Add the answer").click()
    saved(editor, "Answered. Saved")
    assert asked(workshop, WAITS)["state"] == "answered"
    (answer,) = said(workshop, WAITS)
    assert (answer["answered_by"], answer["answered"]) == ("Lena Ward", TODAY)
    expect(line(there, "Answered questions", WAITS)).to_contain_text("1 answer")
    editor.get_by_role("button", name="Undo").click()
    expect(line(there, "Open questions", WAITS)).to_have_count(1)
    assert (said(workshop, WAITS), asked(workshop, WAITS)["state"]) == ([], "open")


def test_what_stands_is_corrected_deleted_and_brought_back(workshop, page, editor, wait_for):
    its = line(editor, "Answered questions", ANSWERED)
    its.get_by_text("2 answers").click()
    first = its.get_by_role("group", name="Answer 1, by Jamal Orde")
    first.get_by_label("What was said").fill("A pin meter, and two readings.")
    first.get_by_label("What was said").blur()
    wait_for(lambda: said(workshop, ANSWERED)[0]["answer"] == "A pin meter, and two readings.", page)
    its.get_by_role("button", name="Delete the answer 2").click()
    saved(editor, "Deleted; Undo brings it back. Saved")
    assert asked(workshop, ANSWERED)["state"] == "answered"
    its.get_by_role("button", name="Delete the answer 1").click()
    expect(line(editor, "Open questions", ANSWERED)).to_have_count(1)
    assert asked(workshop, ANSWERED)["state"] == "open"
    for _ in range(3):
        editor.get_by_role("button", name="Undo").click()
        expect(editor.locator(".status")).to_contain_text("Taken back")
    expect(its).to_contain_text("2 answers")
    assert said(workshop, ANSWERED)[0]["answer"].startswith("A pin meter; the others")


def test_one_is_dropped_opened_again_shared_or_not_and_renamed(workshop, page, editor, wait_for):
    its = line(editor, "Open questions", WAITS)
    its.get_by_label("It may be shared outside the community").uncheck()
    wait_for(lambda: asked(workshop, WAITS)["may_be_shared"] is False, page)
    its.get_by_label("It may be shared outside the community").check()
    wait_for(lambda: asked(workshop, WAITS)["may_be_shared"] is True, page)
    its.get_by_role("button", name=f"Drop it: {WAITS}").click()
    expect(part(editor, "Open questions")).to_contain_text("No question is open.")
    editor.get_by_text("Dropped: 1").click()
    editor.get_by_role("button", name=f"Open it again: {WAITS}").click()
    expect(its).to_have_count(1)
    its.get_by_text("Correct the question").click()
    its.locator("[data-column=name]").fill("How do we begin with a landlord?")
    its.locator("[data-column=name]").blur()
    renamed = line(editor, "Open questions", "How do we begin with a landlord?")
    expect(renamed).to_have_count(1)
    editor.get_by_role("button", name="Undo").click()
    expect(its).to_have_count(1)


@pytest.mark.parametrize("width", [1280, 390])
def test_it_fits_and_axe_finds_nothing(workshop, browser, width, axe):
    context = browser.new_context(
        viewport={"width": width, "height": 900}, bypass_csp=True, reduced_motion="reduce"
    )
    context.new_page().goto(f"{workshop.url}/?token=for-tests-only")
    page = workshop.open(context, "06_build_knowledge")
    editor = shown(page)
    page.locator("header.top").evaluate("(bar) => { bar.style.position = 'static'; }")
    editor.locator("[data-column=name]").first.fill("Which damp meter is best?")
    expect(editor.locator(".on-it li").first).to_be_visible()
    for fold in editor.locator("details").all():
        fold.evaluate("(fold) => { fold.open = true; }")
    if width < 1000:
        editor.get_by_role("button", name="Larger text").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    pressed = editor.locator("button:visible, select:visible, input:visible:not([type=checkbox])").all()
    assert min(each.bounding_box()["height"] for each in pressed) >= (44 if width < 1000 else 28)
    axe(page, ".question-board")
    context.close()
