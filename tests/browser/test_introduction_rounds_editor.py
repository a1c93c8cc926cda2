"""Rounds of introductions in the workshop: planned, kept, told to those who are to meet, noted."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

EDITOR = "introduction_rounds"

COMMUNITY = "New Faces"
TODAY = dt.date.today()
ANA, BEN, CAL, DEE = NAMES = ["Ana Gates", "Ben Gates", "Cal Gates", "Dee Gates"]
REASON = "Both grow beans."


@pytest.fixture(autouse=True)
def community(workshop):
    """A community of four, of whom two know each other; gone after the test, with what was kept."""
    with workshop.place as place, place.change("Begin") as change:
        change.add("communities", {"name": COMMUNITY})
        for name in NAMES:
            change.add("members", {"name": name})
            change.add("memberships", {"member": name, "community": COMMUNITY, "role": "active"})
        change.add("ties", {"member": ANA, "to_member": BEN, "kind": "knows"})
    yield
    with workshop.place as place, place.change("Clear") as change:
        for table in ("introductions", "ties", "memberships", "members", "communities"):
            for row, values in change.rows(table).items():
                if {*NAMES, COMMUNITY} & {values.get("member"), values.get("name")}:
                    change.delete(table, row)


@pytest.fixture
def introduced(workshop) -> None:
    with workshop.place as place, place.change("Introduce") as change:
        row = {"member": ANA, "to_member": CAL, "introduced": f"{TODAY}", "reason": REASON}
        change.add("introductions", row | {"outcome": "not yet"})


@pytest.fixture
def page(workshop, signed_in) -> Page:
    return workshop.open(signed_in, "03_weave_networks", community=COMMUNITY)


def shown(page: Page) -> Locator:
    return page.locator("[data-editor]").filter(has=page.locator(".introduction-rounds"))


@pytest.fixture
def editor(page) -> Locator:
    return shown(page)


def plan(editor: Locator, rounds: int = 2) -> None:
    editor.get_by_label("Rounds", exact=True).fill(str(rounds))
    editor.get_by_role("button", name=re.compile("^Plan ")).click()
    expect(editor.get_by_text("Proposed, not kept yet")).to_be_focused(timeout=90_000)


def saved(editor: Locator, words: str) -> None:
    expect(editor.locator(".status")).to_have_text(re.compile(rf"^{words} \d\d:\d\d$"))


def rows(workshop) -> list[tuple[str, str, str, str]]:
    with workshop.place as place:
        found = place.read("introductions")
    found = found[found["member"].isin(NAMES)]
    days = found["introduced"].dt.strftime("%Y-%m-%d")
    outcomes = found["outcome"].astype("object").fillna("")
    return sorted(zip(found["member"], found["to_member"], days, outcomes, strict=True))


def test_rounds_are_proposed_and_nothing_is_kept_before_somebody_says_so(workshop, editor):
    plan(editor)
    expect(editor.locator(".round h5").first).to_contain_text(f"Round 1: {TODAY:%A}")
    expect(editor.locator(".round .groups li")).to_have_count(4)
    expect(editor.locator(".round .groups li").first).to_contain_text("know nobody in common")
    assert rows(workshop) == []
    editor.get_by_role("button", name="Not these").click()
    expect(editor.get_by_text("Proposed, not kept yet")).to_be_hidden()
    expect(editor.get_by_role("button", name="Plan the introductions")).to_be_focused()


def test_kept_rounds_stand_after_a_reload_and_go_with_one_undo(workshop, page, editor):
    with workshop.place as place, place.change("One before") as change:
        row = {"member": DEE, "to_member": "Tom Cole", "introduced": "2026-01-08"}
        change.add("introductions", row)
    editor.get_by_label("Who signs the messages").fill("Tom Cole")
    editor.get_by_label("Who signs the messages").press("Enter")
    plan(editor)
    editor.get_by_role("button", name="Keep these introductions").click()
    saved(editor, "The introductions are kept. Saved")
    expect(editor.locator(".kept > li")).to_have_count(2)
    with workshop.place as place:
        by = [row["introduced_by"] for row in place.rows("introductions").values() if row["member"] in NAMES]
    assert by.count("Tom Cole") == len(by) - 1
    later = f"{TODAY + dt.timedelta(weeks=2)}"
    assert [row[2] for row in rows(workshop)].count(later) == 2
    page.reload()
    editor = shown(page)
    editor.get_by_label("Day", exact=True).select_option(later)
    expect(editor.locator(".kept > li")).to_have_count(2)
    editor.get_by_role("button", name="Undo").click()
    expect(editor.get_by_label("Day", exact=True)).to_have_value("2026-01-08")
    assert [row[:2] for row in rows(workshop)] == [(DEE, "Tom Cole")]


def test_what_came_of_it_is_saved_at_once(workshop, page, introduced, editor):
    editor.get_by_label(f"What came of it: {ANA} and {CAL}").select_option("met again")
    saved(editor, f"{ANA} and {CAL}: met again. Saved")
    assert rows(workshop) == [(ANA, CAL, f"{TODAY}", "met again")]
    page.reload()
    expect(shown(page).get_by_label("What came of it")).to_have_value("met again")


def test_the_message_has_the_reason_and_is_signed(introduced, editor):
    editor.get_by_label("Who signs the messages").fill("Eve Moss")
    editor.get_by_label("Who signs the messages").press("Enter")
    editor.get_by_text("Message to").click()
    expect(editor.get_by_label("Subject", exact=True)).to_have_value(f"{ANA} and {CAL}: an introduction")
    text = editor.get_by_label("Text", exact=True)
    expect(text).to_have_value(re.compile(f"{re.escape(REASON)}.*With best wishes\nEve Moss$", re.DOTALL))
    editor.get_by_role("button", name="Copy the text").click()
    expect(editor.locator(".status")).to_contain_text("The text is")
    link = editor.get_by_role("link", name="Open as an e-mail")
    expect(link).to_have_attribute("href", re.compile("^mailto:.subject=Ana%20Gates.*body=Dear%20Ana"))


def test_an_introduction_is_deleted_and_brought_back(workshop, introduced, editor):
    editor.get_by_role("button", name=f"Delete the introduction of {ANA} and {CAL}").click()
    saved(editor, "Deleted; Undo brings it back. Saved")
    expect(editor.locator(".kept > li")).to_have_count(0)
    assert rows(workshop) == []
    editor.get_by_role("button", name="Undo").click()
    expect(editor.locator(".kept > li")).to_have_count(1)


def test_who_wants_no_introductions_is_left_out(workshop, page, editor):
    editor.get_by_label("Member", exact=True).fill(DEE)
    most = editor.get_by_label("How many at most")
    most.fill("0")
    most.press("Tab")
    saved(editor, f"{DEE}: no introductions. Saved")
    expect(editor.locator(".limits li")).to_contain_text(f"{DEE}: none")
    plan(editor, rounds=1)
    editor.get_by_text("Left out of all rounds: 1").click()
    expect(editor.get_by_text(f"{DEE} wants no introductions.")).to_be_visible()
    editor.get_by_role("button", name=f"No limit for {DEE}").click()
    saved(editor, f"{DEE}: no limit. Saved")
    expect(editor.locator(".limits li")).to_have_count(0)
    with workshop.place as place:
        limits = place.read("members").set_index("name")["introductions_wanted"]
    assert limits[NAMES].isna().all()


def test_it_fits_and_axe_finds_nothing(workshop, introduced, browser, axe):
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, bypass_csp=True, reduced_motion="reduce"
    )
    context.new_page().goto(f"{workshop.url}/?token=for-tests-only")
    page = workshop.open(context, "03_weave_networks", community=COMMUNITY)
    editor = shown(page)
    editor.get_by_text("Message to").click()
    plan(editor)
    page.locator("header.top").evaluate("(bar) => { bar.style.position = 'static'; }")
    for large in (False, True):
        if large:
            editor.get_by_role("button", name="Larger text").click()
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            low = min(
                each.bounding_box()["height"] for each in editor.locator("button:visible, summary").all()
            )
            assert low >= (44 if large else 28)
            axe(page, ".introduction-rounds")
    context.close()
