"""Small groups in the workshop: made, kept, shown, moved, and a place for who is late."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

EDITOR = "small_groups"

EVENT, COMMUNITY = "Groups today", "Good Work"
SAVED = re.compile(r"Saved \d\d:\d\d")
HERE = ["Ana Gates", "Ben Gates", "Cal Gates", "Dee Gates", "Eli Gates", "Flo Gates"]


@pytest.fixture(autouse=True)
def event(workshop):
    """An event of today to which six came; gone after the test, with its groups."""
    with workshop.place as place, place.change("Begin") as change:
        change.add("events", {"name": EVENT, "community": COMMUNITY, "date": f"{dt.date.today()}"})
        for name in HERE:
            change.add("members", {"name": name})
            change.add("attendance", {"event": EVENT, "member": name, "presence": "came"})
    yield
    with workshop.place as place, place.change("Clear") as change:
        for table in ("group_places", "attendance", "events", "members"):
            for row, values in change.rows(table).items():
                if EVENT in (values.get("event"), values.get("name")) or values.get("name") in HERE:
                    change.delete(table, row)


@pytest.fixture
def page(workshop, signed_in) -> Page:
    return workshop.open(signed_in, "02_plan_events", community=COMMUNITY)


def shown(page: Page) -> Locator:
    found = page.locator("[data-editor]").filter(has=page.locator(".small-groups"))
    expect(found.get_by_label("Event", exact=True).locator("option:checked")).to_have_text(EVENT)
    return found


@pytest.fixture
def editor(page) -> Locator:
    return shown(page)


def make(editor: Locator, rounds: int = 2, size: int = 3) -> None:
    editor.get_by_label("Groups of", exact=True).select_option("the 6 ticked as here")
    editor.get_by_label("Rounds", exact=True).fill(str(rounds))
    editor.get_by_label("People in a group").fill(str(size))
    editor.get_by_role("button", name=re.compile("^Make the groups")).click()
    expect(editor.get_by_role("button", name="Keep these groups")).to_be_visible(timeout=90_000)


def keep(editor: Locator, rounds: int = 2) -> None:
    make(editor, rounds)
    editor.get_by_role("button", name="Keep these groups").click()
    expect(editor.locator(".status")).to_have_text(re.compile(r"^The groups are kept\. Saved \d\d:\d\d$"))


def seats(workshop) -> list[tuple[int, str, int]]:
    with workshop.place as place:
        rows = place.read("group_places")
    rows = rows[rows["event"] == EVENT].sort_values(["round", "member"])
    return list(rows[["round", "member", "group"]].itertuples(index=False, name=None))


def tables(editor: Locator) -> list[list[str]]:
    return [each.locator("li > span").all_inner_texts() for each in editor.locator(".groups section").all()]


def test_groups_are_proposed_and_nothing_is_kept_before_somebody_says_so(workshop, editor):
    make(editor)
    expect(editor.locator(".title")).to_have_text("Proposed, not kept yet: round 1")
    expect(editor.locator(".notes")).to_contain_text("meetings")
    assert sorted(name for table in tables(editor) for name in table) == HERE
    assert seats(workshop) == []
    editor.get_by_role("button", name="Not these").click()
    expect(editor.locator(".groups")).to_be_hidden()
    expect(editor.get_by_role("button", name="Make the groups")).to_be_focused()


def test_kept_groups_stand_after_a_reload_and_go_with_one_undo(workshop, page, editor):
    keep(editor)
    assert [(number, name) for number, name, _ in seats(workshop)] == [
        (number, name) for number in (1, 2) for name in HERE
    ]
    first = tables(editor)
    page.reload()
    editor = shown(page)
    expect(editor.locator(".title")).to_have_text("Round 1")
    assert tables(editor) == first
    keep(editor, rounds=1)
    expect(editor.get_by_role("button", name="Round 2")).to_have_count(0)
    assert len(seats(workshop)) == 6
    editor.get_by_role("button", name="Undo").click()
    expect(editor.get_by_role("button", name="Round 2")).to_be_visible()
    assert len(seats(workshop)) == 12


def test_who_is_late_gets_a_place_in_the_rounds_that_are_left(workshop, editor):
    keep(editor)
    editor.get_by_label("From round").select_option("2")
    name = editor.get_by_label("Name", exact=True)
    name.fill("amina  yusuf")
    name.press("Enter")
    expect(editor.locator(".status")).to_have_text(
        re.compile(r"^Amina Yusuf sits in group \d in round 2\. .*Saved")
    )
    expect(name).to_be_focused()
    expect(name).to_have_value("")
    found = [(number, group) for number, member, group in seats(workshop) if member == "Amina Yusuf"]
    assert [number for number, _ in found] == [2]
    name.fill("Nobody At All")
    name.press("Enter")
    expect(editor.locator(".alarm")).to_contain_text("Nobody here is called ‘Nobody At All’")
    expect(name).to_have_value("Nobody At All")


def test_who_is_ticked_as_here_later_is_offered_a_place(workshop, editor):
    keep(editor)
    with workshop.place as place, place.change("Tick") as change:
        change.add("attendance", {"event": EVENT, "member": "Kofi Marsh", "presence": "came"})
    editor.get_by_role("button", name="Find a place for Kofi Marsh").click()
    expect(editor.locator(".status")).to_contain_text("Kofi Marsh sits in group")
    expect(editor.get_by_role("button", name="Find a place for Kofi Marsh")).to_have_count(0)
    assert [number for number, name, _ in seats(workshop) if name == "Kofi Marsh"] == [1, 2]


def test_people_are_moved_by_hand_and_leave(workshop, editor):
    keep(editor)
    editor.get_by_role("button", name="Round 2").click()
    editor.get_by_role("button", name="Move people").click()
    where = editor.get_by_label("Where Ana Gates sits in round 2")
    other = "2" if where.input_value() == "1" else "1"
    where.focus()
    where.select_option(f"Group {other}")
    expect(editor.locator(".status")).to_contain_text(f"Ana Gates sits in group {other} in round 2. Saved")
    expect(where).to_be_focused()
    assert (2, "Ana Gates", int(other)) in seats(workshop)
    editor.get_by_label("Where Ben Gates sits in round 2").select_option("Nowhere: has left")
    expect(editor.locator(".status")).to_contain_text("Ben Gates has left round 2. Saved")
    assert [number for number, name, _ in seats(workshop) if name == "Ben Gates"] == [1]


def test_what_cannot_be_done_is_told_and_what_was_typed_stays(editor):
    editor.get_by_label("Rounds", exact=True).fill("40")
    editor.get_by_role("button", name="Make the groups").click()
    expect(editor.locator(".alarm")).to_have_text("That is more than 20 rounds. Ask for fewer.")
    expect(editor.get_by_label("Rounds", exact=True)).to_have_value("40")


def test_another_screen_sees_the_groups(workshop, browser, editor):
    context = workshop.sign_in(browser)
    there = shown(workshop.open(context, "02_plan_events", community=COMMUNITY))
    keep(editor)
    expect(there.locator(".groups section")).to_have_count(2)
    assert tables(there) == tables(editor)
    context.close()


def test_it_fits_and_axe_finds_nothing(workshop, browser, axe):
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, bypass_csp=True, reduced_motion="reduce"
    )
    context.new_page().goto(f"{workshop.url}/?token=for-tests-only")
    page = workshop.open(context, "02_plan_events", community=COMMUNITY)
    editor = shown(page)
    keep(editor)
    editor.get_by_role("button", name="Move people").click()
    page.locator("header.top").evaluate("(bar) => { bar.style.position = 'static'; }")
    for large in (False, True):
        if large:
            editor.get_by_role("button", name="Larger text").click()
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            low = min(each.bounding_box()["height"] for each in editor.locator("button:visible").all())
            assert low >= (44 if large else 28)
            axe(page, ".small-groups")
    context.close()
