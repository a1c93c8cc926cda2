"""The register of barriers in the workshop: written down once, ticked, taken up the ladder, and chased."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

EDITOR = "barriers_register"

COMMUNITY, OTHER = "Bee Friends", "Warm Homes"
ROOFS = "Roofs may not be entered by volunteers"
OURS = "Bees count as livestock"
SECRET = "Honey may not be sold at the hospital"
TODAY = dt.date.today()
TABLES = ("barrier_steps", "barrier_issues", "barrier_communities", "barriers", "communities")


def days(number: int) -> str:
    return f"{TODAY + dt.timedelta(days=number):%Y-%m-%d}"


@pytest.fixture(autouse=True)
def community(workshop):
    """A community with one barrier; another meets one that it shares and one that it does not."""
    with workshop.place as place, place.change("Begin") as change:
        change.add("communities", {"name": COMMUNITY})
        for name, shared, where in ((OURS, False, COMMUNITY), (ROOFS, True, OTHER), (SECRET, False, OTHER)):
            raised = {"raised": days(-60), "state": "open", "may_be_shared": shared}
            change.add("barriers", {"name": name, **raised})
            change.add("barrier_communities", {"barrier": name, "community": where})
        step = {"barrier": OURS, "level": "line manager", "asked": days(-41), "answer_due": days(-20)}
        change.add("barrier_steps", {**step, "asked_of": "Head gardener"})
    names = {OURS, ROOFS, SECRET, COMMUNITY}
    yield
    with workshop.place as place, place.change("Clear") as change:
        for table in TABLES:
            for row, values in change.rows(table).items():
                its = values.get("barrier") or values["name"]
                if its in names or its.startswith("Bee ") or values.get("community") == COMMUNITY:
                    change.delete(table, row)


@pytest.fixture
def page(workshop, signed_in) -> Page:
    return workshop.open(signed_in, "05_clear_the_way", community=COMMUNITY)


def shown(page: Page) -> Locator:
    return page.locator("[data-editor*=barriers_register]")


@pytest.fixture
def editor(page) -> Locator:
    return shown(page)


def saved(editor: Locator, words: str = "Saved") -> None:
    expect(editor.locator(".status")).to_have_text(re.compile(rf"^{words} \d\d:\d\d$"))


def told_of(workshop, table: str, barrier: str) -> list[dict]:
    with workshop.place as place:
        rows = place.rows(table)
    return [row for row in rows.values() if row["barrier"] == barrier]


def open_barrier(editor: Locator, name: str) -> None:
    editor.get_by_label("Which one").select_option(label=name)


def test_a_barrier_is_added_with_its_ticks_and_keeps_what_was_typed(workshop, page, editor, wait_for):
    expect(editor.get_by_label(COMMUNITY, exact=True)).to_be_checked()
    field = editor.locator("[data-column=name]")
    field.fill("Bee hives need a permit")
    editor.get_by_label("Falls at home").check()
    page.reload()
    expect(field).to_have_value("Bee hives need a permit")
    expect(editor.get_by_label("Falls at home")).to_be_checked()
    editor.get_by_role("button", name="Add this barrier").click()
    saved(editor)
    name = "Bee hives need a permit"
    assert [row["community"] for row in told_of(workshop, "barrier_communities", name)] == [COMMUNITY]
    assert [row["issue"] for row in told_of(workshop, "barrier_issues", name)] == ["Falls at home"]
    expect(editor.locator(".waiting")).to_contain_text("Nobody asked yet, named today")
    open_barrier(editor, name)
    editor.get_by_label(OTHER, exact=True).check()
    saved(editor)
    editor.get_by_label("Falls at home").uncheck()
    wait_for(lambda: told_of(workshop, "barrier_issues", name) == [], page)
    met = told_of(workshop, "barrier_communities", name)
    assert sorted(row["community"] for row in met) == [COMMUNITY, OTHER]
    editor.get_by_role("region", name="One barrier").get_by_role("button", name="Delete").click()
    saved(editor, "Deleted; Undo brings it back. Saved")
    assert told_of(workshop, "barrier_communities", name) == []


def test_one_that_reads_alike_is_ticked_and_not_written_twice(workshop, page, editor):
    field = editor.locator("[data-column=name]")
    field.fill("Honey may not be sold at hospitals")
    alike = editor.locator(".alike li")
    expect(alike).to_contain_text(f"One that {OTHER} does not share yet: ask there")
    expect(alike.get_by_role("button")).to_have_count(0)
    assert SECRET not in editor.get_by_label("Which one").inner_text()
    field.fill("Volunteers may not enter roofs")
    expect(alike).to_contain_text(f"{ROOFS}, met by {OTHER}")
    alike.get_by_role("button", name=f"Tick it for {COMMUNITY}").click()
    saved(editor, f"Ticked for {COMMUNITY}. Saved")
    expect(field).to_have_value(ROOFS)
    expect(editor.get_by_label(COMMUNITY, exact=True)).to_be_checked()
    assert sorted(row["community"] for row in told_of(workshop, "barrier_communities", ROOFS)) == [
        COMMUNITY,
        OTHER,
    ]
    expect(editor.locator(".waiting")).to_contain_text(ROOFS)
    page.reload()
    expect(field).to_have_value("")


def test_the_next_level_is_asked_and_what_it_said_is_kept(workshop, page, editor):
    waiting = editor.locator(".waiting li")
    expect(waiting).to_contain_text("Line manager asked 41 days ago, answer overdue by 20 days")
    waiting.get_by_role("button", name=f"Open it: {OURS}").click()
    ladder = editor.get_by_role("region", name="Who was asked to lift it?")
    form = ladder.locator(".adding")
    expect(form.get_by_label("Who is asked now")).to_have_value("head of service")
    expect(form.get_by_label("Asked on")).to_have_value(days(0))
    expect(form.get_by_label("Answer due by")).to_have_value(days(21))
    form.get_by_label("Asked of").fill("Head of parks")
    page.reload()
    open_barrier(editor, OURS)
    expect(form.get_by_label("Asked of")).to_have_value("Head of parks")
    form.get_by_role("button", name="Add this step").click()
    saved(editor)
    expect(waiting).to_contain_text("Head of service asked today, no answer yet")
    expect(form.get_by_label("Who is asked now")).to_have_value("chief officer")
    last = ladder.get_by_role("group", name="Head of service")
    last.get_by_label("Answered on").fill(days(0))
    last.get_by_label("Outcome").select_option("lifted")
    last.get_by_label("What was said").fill("They do not count any more.")
    last.get_by_label("What was said").blur()
    saved(editor)
    ladder.get_by_role("button", name="Write this barrier down as lifted").click()
    expect(editor.locator("[data-column=state]")).to_have_value("lifted")
    expect(waiting).to_have_count(0)
    first, second = told_of(workshop, "barrier_steps", OURS)
    assert (first["level"], second["level"]) == ("line manager", "head of service")
    assert second["asked_of"] == "Head of parks"
    assert second["outcome"] == "lifted"
    assert second["answer"] == "They do not count any more."


def test_two_screens_see_the_same(workshop, signed_in, page, editor):
    there = shown(workshop.open(signed_in, "05_clear_the_way", community=COMMUNITY))
    for each in (editor, there):
        open_barrier(each, OURS)
    editor.get_by_label("Damp in private lets").check()
    expect(there.get_by_label("Damp in private lets")).to_be_checked()
    there.locator("[data-column=rule]").fill("By-law 7")
    there.locator("[data-column=rule]").press("Tab")
    expect(editor.locator("[data-column=rule]")).to_have_value("By-law 7")
    editor.get_by_role("button", name="Delete the step: line manager").click()
    saved(editor, "Deleted; Undo brings it back. Saved")
    expect(there.locator(".waiting li")).to_contain_text("Nobody asked yet, named 60 days ago")
    editor.get_by_role("button", name="Undo").click()
    expect(there.locator(".waiting li")).to_contain_text("answer overdue by 20 days")


def test_it_fits_and_axe_finds_nothing(workshop, browser, axe):
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, bypass_csp=True, reduced_motion="reduce"
    )
    context.new_page().goto(f"{workshop.url}/?token=for-tests-only")
    page = workshop.open(context, "05_clear_the_way", community=COMMUNITY)
    editor = shown(page)
    page.locator("header.top").evaluate("(bar) => { bar.style.position = 'static'; }")
    editor.locator("[data-column=name]").fill("Volunteers may not enter roofs")
    expect(editor.locator(".alike li")).to_be_visible()
    axe(page, ".barriers-register")
    open_barrier(editor, OURS)
    for large in (False, True):
        if large:
            editor.get_by_role("button", name="Larger text").click()
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            pressed = editor.locator("button:visible, select:visible, input:visible, .ticks label").all()
            assert min(each.bounding_box()["height"] for each in pressed) >= (44 if large else 28)
            axe(page, ".barriers-register")
    context.close()
