"""Mentors and mentees in the workshop: planned, kept, ended; what each takes, and whom each would like."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

EDITOR = "mentor_matching"

COMMUNITY = "Bee Friends"
SKILL = "Keeping bees"
TODAY = dt.date.today()
ANA, BEN = TEACHERS = "Ana Gates", "Ben Gates"
CAL, DEE = LEARNERS = "Cal Gates", "Dee Gates"
NAMES = {*TEACHERS, *LEARNERS}
TABLES = ("mentor_choices", "mentoring", "member_skills", "memberships", "members", "skills", "communities")


@pytest.fixture(autouse=True)
def community(workshop):
    """Two who teach a skill, one mentee each, and two who want to learn it; gone after the test."""
    with workshop.place as place, place.change("Begin") as change:
        change.add("communities", {"name": COMMUNITY})
        change.add("skills", {"name": SKILL})
        for name in (*TEACHERS, *LEARNERS):
            change.add("members", {"name": name, "mentees_wanted": 1 if name in TEACHERS else None})
            change.add("memberships", {"member": name, "community": COMMUNITY, "role": "active"})
            said = {"level": 4, "can_teach": True} if name in TEACHERS else {"level": 1, "wants": 3}
            change.add("member_skills", {"member": name, "skill": SKILL, **said})
    yield
    with workshop.place as place, place.change("Clear") as change:
        for table in TABLES:
            for row, values in change.rows(table).items():
                if {*NAMES, COMMUNITY, SKILL} & {values.get(each) for each in ("member", "mentor", "name")}:
                    change.delete(table, row)


@pytest.fixture
def paired(workshop) -> None:
    with workshop.place as place, place.change("Pair") as change:
        row = {"mentor": ANA, "mentee": CAL, "skill": SKILL, "since": "2026-01-15"}
        change.add("mentoring", row)


@pytest.fixture
def page(workshop, signed_in) -> Page:
    return workshop.open(signed_in, "04_develop_members", community=COMMUNITY)


def shown(page: Page) -> Locator:
    return page.locator("[data-editor]").filter(has=page.locator(".mentor-matching"))


@pytest.fixture
def editor(page) -> Locator:
    return shown(page)


def plan(editor: Locator) -> None:
    editor.get_by_role("button", name=re.compile("^Plan ")).click()
    expect(editor.get_by_text("Proposed, not kept yet")).to_be_focused(timeout=90_000)


def saved(editor: Locator, words: str) -> None:
    expect(editor.locator(".status")).to_have_text(re.compile(rf"^{words} \d\d:\d\d$"))


def pairs(workshop) -> list[tuple[str, str]]:
    with workshop.place as place:
        found = place.read("mentoring")
    found = found[found["mentor"].isin(NAMES)]
    return sorted(zip(found["mentor"], found["mentee"], strict=True))


def choices(workshop, member: str) -> list[str]:
    with workshop.place as place:
        found = place.read("mentor_choices")
    found = found[found["member"].eq(member)].sort_values("rank")
    assert found["rank"].tolist() == list(range(1, len(found) + 1))
    return list(found["chosen"])


def test_only_the_ticked_pairs_are_kept_and_go_with_one_undo(workshop, page, editor):
    plan(editor)
    expect(editor.get_by_role("checkbox")).to_have_count(2)
    expect(editor.locator(".kept").first).to_contain_text(f"{CAL} wants to learn {SKILL} (1 now, 3 wanted)")
    assert pairs(workshop) == []
    editor.get_by_label(f"{BEN} mentors {DEE}: {SKILL}").uncheck()
    editor.get_by_role("button", name="Keep the ticked pairs").click()
    saved(editor, "The ticked pairs are kept. Saved")
    expect(editor.get_by_text("One pair.")).to_be_focused()
    assert pairs(workshop) == [(ANA, CAL)]
    page.reload()
    editor = shown(page)
    expect(editor.locator(".pairs > li")).to_contain_text(f"{ANA} mentors {CAL}{SKILL} · since")
    editor.get_by_role("button", name="Undo").click()
    expect(editor.locator(".pairs > li")).to_have_count(0)
    assert pairs(workshop) == []


def test_who_stays_without_as_a_mentor_takes_nobody_is_told_what_to_do(workshop, editor):
    editor.get_by_label("Member", exact=True).fill(BEN)
    most = editor.get_by_label("How many at once")
    most.fill("0")
    most.press("Tab")
    saved(editor, f"{BEN}: takes no mentees. Saved")
    expect(editor.locator(".limits li").nth(1)).to_contain_text(f"{BEN}: none")
    editor.get_by_label("So that all together fit best").check()
    expect(editor.get_by_label("The mentees'")).to_be_hidden()
    plan(editor)
    expect(editor.get_by_text("as many as can be.")).to_be_visible()
    expect(editor.locator(".groups li")).to_contain_text(f"Ask {ANA} to take a second mentee: ")
    editor.get_by_role("button", name="Not these").click()
    expect(editor.get_by_role("button", name="Plan the pairs")).to_be_focused()
    expect(editor.get_by_text("Proposed, not kept yet")).to_be_hidden()
    editor.get_by_role("button", name=f"Clear for {BEN}").click()
    saved(editor, f"{BEN}: not said. Saved")
    assert pairs(workshop) == []


def test_a_pair_is_ended_today_or_deleted_and_undo_brings_it_back(workshop, paired, editor):
    line = editor.locator(".pairs > li")
    editor.get_by_role("button", name=f"Ended today: {ANA} and {CAL}").click()
    saved(editor, f"{ANA} and {CAL}: ended today. Saved")
    expect(line).to_have_count(0)
    with workshop.place as place:
        kept = place.read("mentoring").set_index("mentee")
    assert kept.loc[CAL, "until"].date() == TODAY
    editor.get_by_role("button", name="Undo").click()
    expect(line).to_have_count(1)
    editor.get_by_role("button", name=f"Delete the pair {ANA} and {CAL}").click()
    saved(editor, "Deleted; Undo brings it back. Saved")
    expect(editor.get_by_text("No pair yet.")).to_be_focused()
    assert pairs(workshop) == []
    editor.get_by_role("button", name="Undo").click()
    expect(line).to_have_count(1)


def test_own_choices_are_saved_at_every_press_and_the_plan_follows_them(workshop, page, editor, wait_for):
    editor.get_by_label("Who chooses").fill(CAL)
    order = editor.locator(".in-order .name")
    for name in TEACHERS:
        editor.get_by_label("Whom", exact=True).fill(name)
        editor.get_by_label("Whom", exact=True).press("Enter")
        expect(order.last).to_have_text(name)
        saved(editor, "Saved")
    editor.get_by_role("button", name=f"Up: {BEN}").click()
    expect(order).to_have_text([BEN, ANA])
    expect(editor.get_by_text("All who have named somebody: 1")).to_be_visible()
    wait_for(lambda: choices(workshop, CAL) == [BEN, ANA], page)
    page.reload()
    editor = shown(page)
    editor.get_by_label("Who chooses").fill(CAL)
    editor.get_by_role("button", name=f"Take out: {ANA}").click()
    expect(editor.get_by_role("button", name=f"Take out: {BEN}")).to_be_focused()
    saved(editor, "Saved")
    assert choices(workshop, CAL) == [BEN]
    plan(editor)
    expect(editor.get_by_label(f"{BEN} mentors {CAL}: {SKILL}")).to_be_checked()


def test_it_fits_and_axe_finds_nothing(workshop, paired, browser, axe):
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, bypass_csp=True, reduced_motion="reduce"
    )
    context.new_page().goto(f"{workshop.url}/?token=for-tests-only")
    page = workshop.open(context, "04_develop_members", community=COMMUNITY)
    editor = shown(page)
    editor.get_by_label("Who chooses").fill(DEE)
    editor.get_by_label("Whom", exact=True).fill(BEN)
    editor.get_by_role("button", name="Add", exact=True).click()
    saved(editor, "Saved")
    editor.get_by_text("All who have named somebody: 1").click()
    plan(editor)
    page.locator("header.top").evaluate("(bar) => { bar.style.position = 'static'; }")
    for large in (False, True):
        if large:
            editor.get_by_role("button", name="Larger text").click()
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            pressed = editor.locator("button:visible, summary, input[type=checkbox], input[type=radio]").all()
            assert min(each.bounding_box()["height"] for each in pressed) >= (44 if large else 28)
            axe(page, ".mentor-matching")
    context.close()
