"""The invitation to an event, in the workshop: a calendar file that others read, and words to paste."""

from __future__ import annotations

import datetime as dt

import pytest
import vobject
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

EDITOR = "invitation"

COMMUNITY, EVENT = "Good Work", "Tea, buns & <b>talk</b>"
DAY = dt.date.today() + dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def event(workshop):
    with workshop.place as place, place.change("Begin") as change:
        row = {"name": EVENT, "community": COMMUNITY, "date": f"{DAY}", "starts": "10:00", "minutes": 90}
        change.add("events", row | {"venue": "Library"})
    yield
    with workshop.place as place, place.change("Clear") as change:
        for number, values in change.rows("events").items():
            if values["name"] == EVENT:
                change.delete("events", number)


@pytest.fixture
def editor(workshop, signed_in) -> Locator:
    page = workshop.open(signed_in, "02_plan_events", community=COMMUNITY)
    found = page.locator("[data-editor]").filter(has=page.locator(".invitation"))
    expect(found.get_by_label("Event", exact=True).locator("option:checked")).to_have_text(EVENT)
    return found


def saved(page: Page, editor: Locator, name: str) -> tuple[str, vobject.base.Component]:
    with page.expect_download() as download:
        editor.get_by_role("button", name=name).click()
    with open(download.value.path(), encoding="utf-8", newline="") as file:
        return download.value.suggested_filename, vobject.readOne(file.read())


def test_the_file_is_an_invitation_that_another_programme_reads(editor):
    name, calendar = saved(editor.page, editor, "Save the calendar file")
    assert name == "tea-buns-b-talk-b.ics"
    assert calendar.method.value == "REQUEST"
    assert calendar.vevent.summary.value == EVENT
    assert calendar.vevent.dtstart.value.replace(tzinfo=None) == dt.datetime.combine(DAY, dt.time(10))
    expect(editor.locator(".status")).to_have_text(f"{name} is in your downloads. Attach it to an e-mail.")


def test_the_words_say_when_where_and_what_for(editor):
    words = editor.get_by_label("Words for the e-mail").input_value()
    assert words.startswith(f"You are invited: {EVENT}\n\nWhen: {DAY:%A}")
    assert "10:00 to 11:30\nWhere: Library\n" in words


def test_what_is_called_off_is_taken_back(workshop, editor):
    with workshop.place as place, place.change("Off") as change:
        (row,) = [number for number, values in change.rows("events").items() if values["name"] == EVENT]
        change.update("events", row, {"cancelled": "yes"})
    expect(editor.locator(".says")).to_contain_text("called off: the file takes it back")
    _, calendar = saved(editor.page, editor, "Save the file that takes it back")
    assert calendar.method.value == "CANCEL"
    assert calendar.vevent.status.value == "CANCELLED"
    assert "is called off" in editor.get_by_label("Words for the e-mail").input_value()


def test_an_event_that_is_gone_is_told_in_words(workshop, editor):
    editor.page.route("**/copkit/place", refuse)
    editor.get_by_role("button", name="Save the calendar file").click()
    expect(editor.locator(".alarm")).to_have_text("This place has no event called that.")


def refuse(route) -> None:
    if route.request.post_data_json["do"] == "invitation":
        route.fulfill(json={"refused": [{"text": "This place has no event called that."}]})
    else:
        route.continue_()


def test_it_fits_and_axe_finds_nothing(workshop, browser, axe):
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, bypass_csp=True, reduced_motion="reduce"
    )
    context.new_page().goto(f"{workshop.url}/?token=for-tests-only")
    page = workshop.open(context, "02_plan_events", community=COMMUNITY)
    page.locator("header.top").evaluate("(bar) => { bar.style.position = 'static'; }")
    for large in (False, True):
        if large:
            page.get_by_role("button", name="Larger text").first.click()
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            axe(page, ".invitation")
    context.close()
