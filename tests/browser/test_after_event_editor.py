"""After an event, in the workshop: lessons are kept, what it leaves goes into the knowledge base, and actions
get a name and a date."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

EDITOR = "after_event"

COMMUNITY = "Good Work"
TODAY = dt.date.today()
EVENT = "Held today"


@pytest.fixture(autouse=True)
def event(workshop):
    """An event of today, one of tomorrow and one that was called off; gone after the test, with what came
    of them."""
    days = {EVENT: 0, "Not held yet": 1}
    with workshop.place as place, place.change("Begin") as change:
        for name, days_on in days.items():
            day = TODAY + dt.timedelta(days=days_on)
            change.add("events", {"name": name, "community": COMMUNITY, "date": f"{day}"})
        off = {"name": "Called off", "community": COMMUNITY, "date": f"{TODAY}", "cancelled": "yes"}
        change.add("events", off)
    yield
    with workshop.place as place, place.change("Clear") as change:
        for table in ("lessons", "resources", "actions", "events"):
            for row, values in change.rows(table).items():
                if {EVENT, "Not held yet", "Called off"} & {values.get("event"), values.get("name")}:
                    change.delete(table, row)


@pytest.fixture
def page(workshop, signed_in) -> Page:
    return workshop.open(signed_in, "02_plan_events", community=COMMUNITY)


def shown(page: Page) -> Locator:
    found = page.locator("[data-editor]").filter(has=page.locator(".after-event"))
    expect(found.get_by_label("Event", exact=True).locator("option:checked")).to_have_text(EVENT)
    return found


@pytest.fixture
def editor(page) -> Locator:
    return shown(page)


def row_of(workshop, table: str) -> dict[str, object]:
    with workshop.place as place:
        rows = place.read(table)
    (found,) = rows[rows["event"] == EVENT].to_dict("records")
    return found


def test_only_events_that_were_held_are_offered(editor):
    names = editor.get_by_label("Event", exact=True).locator("option").all_inner_texts()
    assert EVENT in names
    assert "Not held yet" not in names
    assert "Called off" not in names


def test_a_lesson_is_kept_with_what_will_be_done_otherwise(workshop, page, editor):
    lesson = editor.get_by_label("The lesson (needed)")
    lesson.fill("Ask for the room twice")
    editor.get_by_label("What we do otherwise").fill("Ring the day before.")
    editor.get_by_role("button", name="Add the lesson").click()
    expect(editor.locator(".status")).to_have_text(re.compile(r"^Saved \d\d:\d\d$"))
    expect(lesson).to_be_focused()
    expect(lesson).to_have_value("")
    expect(editor.locator(".written li").first).to_contain_text("Ask for the room twice Ring the day before.")
    row = row_of(workshop, "lessons")
    assert (row["state"], row["community"], row["learnt"].date()) == ("learnt", COMMUNITY, TODAY)
    page.reload()
    expect(shown(page).locator(".written li").first).to_contain_text("Ask for the room twice")


def test_what_the_event_leaves_goes_into_the_knowledge_base(workshop, editor):
    editor.get_by_label("What it is called (needed)").fill("The plan of the room")
    editor.get_by_label("Of which kind").select_option("template")
    editor.get_by_label("Where it is").fill("Shelf 2")
    editor.get_by_role("button", name="Add it to the knowledge base").click()
    expect(editor.locator(".written li")).to_have_text(re.compile("The plan of the room.*template · Shelf 2"))
    row = row_of(workshop, "resources")
    assert (row["kind"], row["community"], row["made"].date()) == ("template", COMMUNITY, TODAY)


def test_an_action_gets_an_owner_and_a_date(workshop, editor):
    editor.get_by_label("What will be done (needed)").fill("Ring the caretaker")
    editor.get_by_label("Who does it").fill("Kofi Marsh")
    due = editor.get_by_label("By when", exact=True)
    due.fill(f"{TODAY + dt.timedelta(days=14)}")
    due.press("Enter")
    expect(editor.locator(".written li")).to_have_count(1)
    expect(editor.locator(".written li")).to_contain_text("Ring the caretaker Kofi Marsh · by ")
    row = row_of(workshop, "actions")
    assert (row["who"], row["state"], row["function"]) == ("Kofi Marsh", "open", "plan events")
    assert row["agreed"].date() == TODAY
    editor.get_by_role("button", name="Undo").click()
    expect(editor.locator(".written li")).to_have_count(0)


def test_a_name_that_nobody_has_is_told_and_what_was_typed_stays_even_after_a_reload(page, editor):
    editor.get_by_label("What will be done (needed)").fill("Ring the mayor")
    editor.get_by_label("Who does it").fill("Nobody At All")
    editor.get_by_role("button", name="Add the action").click()
    expect(editor.locator(".alarm")).to_contain_text("Nobody At All")
    expect(editor.get_by_label("Who does it")).to_have_attribute("aria-invalid", "true")
    page.reload()
    expect(shown(page).get_by_label("What will be done (needed)")).to_have_value("Ring the mayor")


def test_it_fits_and_axe_finds_nothing(workshop, browser, axe):
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, bypass_csp=True, reduced_motion="reduce"
    )
    context.new_page().goto(f"{workshop.url}/?token=for-tests-only")
    page = workshop.open(context, "02_plan_events", community=COMMUNITY)
    editor = shown(page)
    page.locator("header.top").evaluate("(bar) => { bar.style.position = 'static'; }")
    for large in (False, True):
        if large:
            editor.get_by_role("button", name="Larger text").click()
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            axe(page, ".after-event")
    context.close()
