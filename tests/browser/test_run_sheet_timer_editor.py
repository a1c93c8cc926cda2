"""The run sheet on the wall: the clock of the browser is set by hand, so that an hour takes no time."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

pytestmark = pytest.mark.browser

EDITOR = "run_sheet_timer"

SPOT = '[data-editor*=\'editor": "run_sheet_timer"\']'
ON_TIME = dt.datetime(2026, 7, 28, 10, 0)
"""When the event of Warm Homes begins: 95 minutes of items in an event of 120 minutes."""


@pytest.fixture
def context(workshop, browser):
    opened = browser.new_context(reduced_motion="reduce", timezone_id="Europe/London", bypass_csp=True)
    opened.new_page().goto(f"{workshop.url}/?token=for-tests-only")
    yield opened
    opened.close()


@pytest.fixture
def page(workshop, context) -> Page:
    return at(workshop, context, ON_TIME)


@pytest.fixture
def timer(page) -> Locator:
    return page.locator(SPOT)


def at(workshop, context: BrowserContext, moment: dt.datetime) -> Page:
    """The workbook, with its clock held at a moment of London's summer time."""
    stopped = (moment - dt.timedelta(hours=1)).replace(tzinfo=dt.UTC)
    context.clock.install(time=stopped - dt.timedelta(hours=1))
    page = workshop.open(context, "02_plan_events")
    page.clock.pause_at(stopped)
    return page


def press(timer: Locator, name: str) -> None:
    timer.get_by_role("button", name=name, exact=True).click()


def left(timer: Locator, words: str, digits: str) -> None:
    expect(timer.locator(".word")).to_have_text(words)
    expect(timer.locator(".digits")).to_have_text(digits)


def forward(page: Page, minutes: float) -> None:
    page.clock.fast_forward(round(minutes * 60_000))


def said(timer: Locator) -> Locator:
    return timer.locator(".timer [role=status]")


def test_before_the_start_it_shows_what_is_planned(timer):
    expect(timer.locator(".title")).to_have_text("Welcome, and who is new")
    left(timer, "the first item, not begun", "10:00")
    expect(timer.locator(".ending")).to_have_text("planned from 10:00 to 12:00")
    times = timer.locator("li .at").all_inner_texts()
    assert times == ["10:00", "10:10", "10:25", "11:00", "11:10", "11:30"]
    expect(timer.locator("[aria-current]")).to_have_count(0)
    expect(timer.get_by_role("button", name="Undo")).to_be_hidden()


def test_it_counts_down_and_says_what_is_next(page, timer):
    press(timer, "Start")
    left(timer, "left", "10:00")
    expect(timer.locator(".next-item")).to_have_text("next: What has changed since last time, 15 minutes")
    expect(timer.locator(".ending")).to_have_text("ends at 11:35, 25 minutes early")
    expect(timer.locator("[aria-current=step]")).to_contain_text("Welcome, and who is new")
    forward(page, 1.5)
    left(timer, "left", "8:30")
    press(timer, "Next")
    expect(timer.locator(".title")).to_have_text("What has changed since last time")
    left(timer, "left", "15:00")
    expect(said(timer)).to_have_text("Now: What has changed since last time, 15 minutes.")
    press(timer, "Back")
    left(timer, "left", "8:30")
    press(timer, "+1 minute")
    left(timer, "left", "9:30")
    expect(timer.locator("[aria-current=step]")).to_contain_text("11 minutes")


def test_an_overrun_stands_in_words_and_moves_the_end(page, timer):
    press(timer, "Start")
    forward(page, 12 + 10 / 60)
    left(timer, "over by", "2:10")
    expect(timer.locator(".ending")).to_have_text("ends at 11:37, 23 minutes early")
    forward(page, 30)
    left(timer, "over by", "32:10")
    expect(timer.locator(".ending")).to_have_text("ends at 12:07, 7 minutes late")


def test_two_minutes_left_is_said_once_and_not_every_second(page, timer):
    press(timer, "Start")
    expect(said(timer)).to_have_text("Now: Welcome, and who is new, 10 minutes.")
    page.evaluate(
        """spot => {
            window.heard = [];
            const region = document.querySelector(spot + " .timer [role=status]");
            const hear = () => window.heard.push(region.textContent);
            new MutationObserver(hear).observe(region, {childList: true});
        }""",
        SPOT,
    )
    page.clock.run_for(11 * 60_000)
    assert page.evaluate("window.heard") == [
        "Two minutes left: Welcome, and who is new.",
        "Time is up: Welcome, and who is new.",
    ]
    assert timer.locator(".left").get_attribute("aria-live") is None  # a timer's own region is silent


def test_a_pause_holds_the_time_and_moves_the_end(page, timer):
    press(timer, "Start")
    forward(page, 4)
    press(timer, "Pause")
    forward(page, 5)
    left(timer, "paused, left", "6:00")
    expect(timer.locator(".ending")).to_have_text("ends at 11:40, 20 minutes early")
    press(timer, "Go on")
    forward(page, 1)
    left(timer, "left", "5:00")


def test_keys_work_in_the_timer_and_not_in_a_field(page, timer):
    timer.get_by_role("group", name="Run sheet timer", exact=True).last.focus()
    page.keyboard.press("Space")
    left(timer, "left", "10:00")
    page.keyboard.press("ArrowRight")
    expect(timer.locator(".title")).to_have_text("What has changed since last time")
    page.keyboard.press("ArrowLeft")
    expect(timer.locator(".title")).to_have_text("Welcome, and who is new")
    page.keyboard.press("Space")
    left(timer, "paused, left", "10:00")
    timer.get_by_label("Event", exact=True).focus()
    page.keyboard.press("ArrowRight")
    expect(timer.locator(".title")).to_have_text("Welcome, and who is new")


def test_space_after_a_click_pauses_and_space_on_a_button_presses_it(page, timer):
    press(timer, "Start")
    press(timer, "Next")
    page.keyboard.press("Space")
    left(timer, "paused, left", "15:00")
    timer.get_by_role("button", name="Next", exact=True).focus()
    page.keyboard.press("Space")
    expect(timer.locator(".title")).to_have_text("A case from somebody's work")


def test_a_closed_laptop_goes_on_from_the_clock(page, timer):
    press(timer, "Start")
    press(timer, "Next")
    page.clock.fast_forward("05:00")
    page.reload()
    page.wait_for_selector(f"{SPOT}[data-ready]")
    expect(timer.locator(".title")).to_have_text("What has changed since last time")
    left(timer, "left", "10:00")


def test_to_the_end_and_from_the_beginning(page, timer):
    press(timer, "Start")
    for _ in range(5):
        forward(page, 1)
        press(timer, "Next")
    press(timer, "End")
    left(timer, "ended at", "10:05")
    expect(timer.locator(".ending")).to_have_text("ended at 10:05, 115 minutes early")
    expect(timer.get_by_role("button", name="Next")).to_be_disabled()
    press(timer, "Begin again")
    press(timer, "Press again to begin again")
    left(timer, "the first item, not begun", "10:00")


def test_on_another_day_it_counts_from_its_own_start(workshop, context):
    page = at(workshop, context, dt.datetime(2026, 7, 20, 15, 0))
    timer = page.locator(SPOT)
    press(timer, "Start")
    expect(timer.locator(".ending")).to_have_text("ends at 16:35, 25 minutes early")


def test_it_writes_nothing_and_goes_on_without_a_connection(workshop, page, timer):
    with workshop.place as place:
        before = place.newest_change()
    page.route("**/copkit/place", lambda route: route.abort())
    press(timer, "Start")
    forward(page, 1)
    expect(timer.locator(".lost")).to_be_visible()
    press(timer, "Next")
    left(timer, "left", "15:00")
    with workshop.place as place:
        assert place.newest_change() == before


def test_a_longer_item_from_another_screen_appears(workshop, page, timer):
    press(timer, "Start")
    with workshop.place as place, place.change("Longer") as change:
        items = place.read("agenda_items")
        first = items[(items["event"] == "Warm Homes, 28 July 2026") & (items["position"] == 1)].index[0]
        change.update("agenda_items", int(first), {"minutes": "12"})
    page.clock.resume()
    expect(timer.locator("[aria-current=step]")).to_contain_text("12 minutes")
    with workshop.place as place, place.change("As before") as change:
        change.update("agenda_items", int(first), {"minutes": "10"})


def test_the_whole_screen(page, timer):
    press(timer, "Start")
    press(timer, "Full screen")
    expect(timer.get_by_role("button", name="Leave full screen")).to_be_visible()
    size = timer.locator(".digits").evaluate("digits => parseFloat(getComputedStyle(digits).fontSize)")
    assert size > 150
    press(timer, "Leave full screen")
    expect(timer.get_by_role("button", name="Full screen", exact=True)).to_be_visible()


def test_anyone_can_use_it(page, timer, axe):
    page.clock.resume()
    press(timer, "Start")
    for large in (False, True):
        page.evaluate("large => document.documentElement.classList.toggle('copkit-large', large)", large)
        axe(page, SPOT)
