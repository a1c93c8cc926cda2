"""The library of activities: find what fits an event to come, and add it to the run sheet."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from copkit.functions.events.activities import fitting, library
from copkit.place.view import view
from copkit.widgets import activity_library

pytestmark = pytest.mark.browser

EDITOR = "activity_library"

SPOT = '[data-editor*=\'editor": "activity_library"\']'
EVENT = "Warm Homes, day on damp"
PLACED = """async settings => {
    const spot = document.createElement("div");
    spot.dataset.editor = settings;
    document.querySelector("#content").prepend(spot);
    (await import("/copkit/editors.js")).startPage();
}"""
"""Puts the editor onto a page whose workbook does not show it."""


@pytest.fixture(autouse=True)
def event(workshop):
    """An event of tomorrow, of an hour, with one step of ten minutes; gone after the test."""
    date = f"{dt.date.today() + dt.timedelta(days=1)}"
    given = {"name": EVENT, "community": "Warm Homes", "date": date, "starts": "10:00", "minutes": "60"}
    with workshop.place as place, place.change("Plan") as change:
        change.add("events", given)
        change.add(
            "agenda_items",
            {"event": EVENT, "position": 1, "title": "Welcome", "kind": "talk", "minutes": 10},
        )
    yield
    with workshop.place as place, place.change("Clear") as change:
        for table in ("agenda_items", "events"):
            for row, values in change.rows(table).items():
                if EVENT in (values.get("event"), values.get("name")):
                    change.delete(table, row)


def ready(page: Page) -> Locator:
    if not page.locator(SPOT).count():
        page.evaluate(PLACED, json.dumps(activity_library(view("demo")).settings))
    page.wait_for_selector(f"{SPOT}[data-ready]")
    found = page.locator(SPOT)
    expect(found.get_by_label("Event", exact=True).locator("option:checked")).to_have_text(EVENT)
    return found


@pytest.fixture
def page(workshop, signed_in) -> Page:
    return workshop.open(signed_in, "02_plan_events")


@pytest.fixture
def editor(page) -> Locator:
    return ready(page)


def steps(workshop) -> list[tuple[int, str, str, int]]:
    with workshop.place as place:
        rows = place.read("agenda_items")
    rows = rows[rows["event"] == EVENT].sort_values("position")
    return [tuple(row) for row in rows[["position", "title", "kind", "minutes"]].itertuples(index=False)]


def names(editor: Locator) -> list[str]:
    return editor.locator(".activities > li > strong").all_inner_texts()


def add(editor: Locator, name: str) -> Locator:
    return editor.get_by_role("button", name=f"Add to the run sheet: {name}", exact=True)


def saved(editor: Locator, words: str) -> None:
    expect(editor.locator(".status")).to_contain_text(re.compile(rf"{re.escape(words)}\. Saved \d\d:\d\d"))


def test_it_begins_with_the_next_event_and_its_run_sheet(editor):
    assert (
        editor.get_by_label("Event", exact=True).locator("optgroup").first.get_attribute("label") == "To come"
    )
    expect(editor.locator(".sheet-so-far li")).to_have_text(["10:00Welcome 10 minutes"])
    expect(editor.locator(".sum")).to_have_text("10 of 60 minutes: 50 left. It ends at 10:10.")
    assert names(editor) == sorted(library()["name"])


def test_added_at_the_end_with_its_usual_time_and_taken_back(workshop, page, editor):
    add(editor, "World Café").click()
    saved(editor, "World Café is the last step now, with 90 minutes")
    assert steps(workshop) == [(1, "Welcome", "talk", 10), (2, "World Café", "small groups", 90)]
    expect(editor.locator(".sheet-so-far li")).to_have_text(
        ["10:00Welcome 10 minutes", "10:10World Café 90 minutes"]
    )
    expect(editor.locator(".sum")).to_have_text("100 of 60 minutes: 40 too many. It ends at 11:40.")
    expect(add(editor, "World Café")).to_be_focused()
    page.reload()
    editor = ready(page)
    expect(editor.locator(".sheet-so-far li")).to_have_count(2)
    editor.get_by_role("button", name="Undo").click()
    expect(editor.locator(".sheet-so-far li")).to_have_count(1)
    assert steps(workshop) == [(1, "Welcome", "talk", 10)]


def test_quick_presses_are_added_one_after_the_other(workshop, editor):
    for name in ("Check-in", "1-2-4-All", "Break"):
        add(editor, name).click()
    expect(editor.locator(".sheet-so-far li")).to_have_count(4)
    assert [step[:2] for step in steps(workshop)] == [
        (1, "Welcome"),
        (2, "Check-in"),
        (3, "1-2-4-All"),
        (4, "Break"),
    ]
    expect(editor.locator(".alarm")).to_be_empty()


def test_by_keyboard_alone(workshop, page, editor):
    editor.get_by_label("What it is for").focus()
    page.keyboard.type("café")
    assert names(editor) == ["Conversation Café", "World Café"]
    page.keyboard.press("Tab")  # the list, which scrolls
    page.keyboard.press("Tab")
    expect(add(editor, "Conversation Café")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    fold = editor.locator("details[open]")
    expect(fold.get_by_role("listitem").first).to_have_text("Agree to listen, to be brief and not to debate")
    expect(fold).to_contain_text("Source: Lipmanowicz and McCandless 2013")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    saved(editor, "Conversation Café is the last step now, with 60 minutes")
    assert len(steps(workshop)) == 2


ASKED = [
    (None, None, ""),
    (4, None, ""),
    (16, 20, ""),
    (None, 45, "learn from a project"),
    (30, 60, "deciding on priorities"),
    (9, 30, "help with a case"),
    (2, 5, "zzzz"),
]
"""People who come, minutes there are, and what it is for."""


def test_what_fits_is_what_the_function_says(editor):
    for people, minutes, purpose in ASKED:
        editor.get_by_label("People who come").fill(str(people or ""))
        editor.get_by_label("Minutes there are").fill(str(minutes or ""))
        editor.get_by_label("What it is for").fill(purpose)
        expected = fitting(library(), people, minutes, purpose)["name"].tolist()
        assert names(editor) == expected
        told = f"{len(expected)} of 51 activities fit." if expected else "No activity fits."
        expect(editor.locator("p.counted[aria-live]")).to_contain_text(told)


def test_the_time_that_is_left_is_one_press(editor):
    editor.get_by_role("button", name="Use the 50 minutes left").click()
    expect(editor.get_by_label("Minutes there are")).to_have_value("50")
    assert names(editor) == fitting(library(), minutes=50)["name"].tolist()


def test_what_it_tells_of_an_activity(editor):
    editor.get_by_label("What it is for").fill("assist")
    told = editor.locator(".activities > li").first
    expect(told.locator("p").first).to_have_text("Learn from those who did it before, before you begin")
    expect(told.locator("dl")).to_contain_text("90 minutes, 60 at the least")
    expect(told.locator("dl")).to_contain_text("5 to 20 people, all together")
    expect(told.locator("dl")).to_contain_text("Flip chart; the facts on a page")


def test_what_another_screen_writes_appears(workshop, editor):
    with workshop.place as place, place.change("Longer") as change:
        rows = place.read("agenda_items")
        row = rows[rows["event"] == EVENT].index[0]
        change.update("agenda_items", int(row), {"minutes": "15"})
    expect(editor.locator(".sum")).to_have_text("15 of 60 minutes: 45 left. It ends at 10:15.")


def test_while_the_connection_is_lost_nothing_can_be_added(page, editor):
    page.route("**/copkit/place", lambda route: route.abort())
    expect(editor.locator(".lost")).to_be_visible()
    expect(add(editor, "TRIZ")).to_be_disabled()


def narrow(workshop, browser, width: int) -> tuple[BrowserContext, Page]:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, bypass_csp=True, reduced_motion="reduce"
    )
    context.new_page().goto(f"{workshop.url}/?token=for-tests-only")
    return context, workshop.open(context, "02_plan_events")


def test_it_fits_a_phone(workshop, browser):
    context, page = narrow(workshop, browser, 390)
    editor = ready(page)
    assert editor.evaluate("editor => editor.scrollWidth <= editor.clientWidth")
    assert editor.bounding_box()["width"] <= 390
    list_ = editor.get_by_role("region", name="Activities, a list to choose from")
    assert list_.evaluate("list => list.scrollWidth <= list.clientWidth")
    context.close()


def test_anyone_can_use_it(workshop, browser, axe):
    context, page = narrow(workshop, browser, 1280)
    editor = ready(page)
    for fold in editor.locator("details").all()[:3]:
        fold.evaluate("fold => fold.open = true")
    for large in (False, True):
        page.evaluate("large => document.documentElement.classList.toggle('copkit-large', large)", large)
        axe(page, SPOT)
    context.close()
