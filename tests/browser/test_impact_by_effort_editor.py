"""Impact by effort in the workshop: two answers for each issue, saved as soon as both are given."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

EDITOR = "impact_by_effort"

DAMP, FALLS = "Damp in private lets", "Falls at home"
GOOD, EFFORT = re.compile("^How much good"), re.compile("^How much effort")


def shown(page: Page) -> Locator:
    return page.locator("[data-editor]").filter(has=page.locator(".impact-by-effort"))


@pytest.fixture
def page(workshop, signed_in) -> Page:
    return workshop.open(signed_in, "01_map_issues", community="")


@pytest.fixture
def editor(page) -> Locator:
    return shown(page)


def begin(editor: Locator, name: str) -> None:
    """A round of its own, with its first participant."""
    editor.get_by_label("Round", exact=True).select_option(label="A new round …")
    editor.get_by_label("Name of the new round").fill(name)
    editor.get_by_role("button", name="Begin this round").click()
    editor.get_by_role("button", name="Next participant").click()
    expect(editor.get_by_label("Participant", exact=True)).to_have_value("p01")


def line(editor: Locator, issue: str) -> Locator:
    return editor.get_by_role("group", name=issue, exact=True)


def mark(editor: Locator, issue: str, asked: re.Pattern[str], value: str) -> Locator:
    return line(editor, issue).get_by_role("group", name=asked).get_by_role("radio", name=value, exact=True)


def ratings(workshop, name: str) -> dict[tuple[str, str], tuple[int, int]]:
    with workshop.place as place:
        found = place.read("issue_ratings")
    return {
        (row.rater, row.issue): (row.impact, row.effort) for row in found.itertuples() if row.round == name
    }


def test_nothing_is_marked_before_somebody_is_chosen(editor):
    expect(editor.get_by_label("Round", exact=True)).to_have_value("June 2026 workshop")
    mark(editor, DAMP, GOOD, "4").click()
    expect(editor.locator(".status")).to_contain_text("First choose the participant")
    expect(mark(editor, DAMP, GOOD, "4")).not_to_be_checked()


def test_the_outcome_itself_is_not_weighed(workshop, editor):
    with workshop.place as place:
        issues = place.read("issues")
    outcome = issues.loc[issues["is_outcome"].eq(True), "name"].item()
    expect(line(editor, DAMP)).to_have_count(1)
    expect(line(editor, outcome)).to_have_count(0)


def test_a_rating_is_saved_when_both_answers_are_given(page, workshop, editor, wait_saved):
    begin(editor, "Both")
    mark(editor, DAMP, GOOD, "4").check()
    expect(line(editor, DAMP).get_by_text("Say the effort too")).to_be_visible()
    expect(editor.locator(".left")).to_have_text(re.compile("^p01: 0 of .* 1 half said$"))
    page.wait_for_timeout(600)
    assert ratings(workshop, "Both") == {}
    mark(editor, DAMP, EFFORT, "2").check()
    expect(line(editor, DAMP).get_by_text("Say the effort too")).to_be_hidden()
    wait_saved(page, editor)
    assert ratings(workshop, "Both") == {("p01", DAMP): (4, 2)}
    mark(editor, DAMP, EFFORT, "5").check()
    wait_saved(page, editor)
    assert ratings(workshop, "Both") == {("p01", DAMP): (4, 5)}
    mark(editor, DAMP, GOOD, "No answer").check()
    expect(line(editor, DAMP).get_by_text("Say the good too")).to_be_visible()
    wait_saved(page, editor)
    assert ratings(workshop, "Both") == {}
    expect(mark(editor, DAMP, EFFORT, "5")).to_be_checked()
    editor.get_by_role("button", name="Undo").click()
    expect(mark(editor, DAMP, GOOD, "4")).to_be_checked()


def test_a_reload_finds_what_was_saved_and_the_half(page, editor, wait_saved):
    begin(editor, "Reload")
    mark(editor, DAMP, GOOD, "1").check()
    mark(editor, DAMP, EFFORT, "5").check()
    mark(editor, FALLS, EFFORT, "3").check()
    wait_saved(page, editor)
    page.reload()
    editor = shown(page)
    expect(editor.get_by_label("Round", exact=True)).to_have_value("Reload")
    expect(mark(editor, DAMP, GOOD, "1")).to_be_checked()
    expect(mark(editor, DAMP, EFFORT, "5")).to_be_checked()
    expect(mark(editor, FALLS, EFFORT, "3")).to_be_checked()
    expect(line(editor, FALLS).get_by_text("Say the good too")).to_be_visible()


def test_the_next_participant_begins_afresh(page, workshop, editor, wait_saved):
    begin(editor, "Next one")
    mark(editor, DAMP, GOOD, "5").check()
    mark(editor, DAMP, EFFORT, "1").check()
    mark(editor, FALLS, GOOD, "3").check()
    wait_saved(page, editor)
    editor.get_by_role("button", name="Next participant").click()
    expect(editor.get_by_label("Participant", exact=True)).to_have_value("p02")
    for issue in (DAMP, FALLS):
        expect(mark(editor, issue, GOOD, "No answer")).to_be_checked()
    mark(editor, DAMP, EFFORT, "4").check()
    mark(editor, DAMP, GOOD, "2").check()
    wait_saved(page, editor)
    assert ratings(workshop, "Next one") == {("p01", DAMP): (5, 1), ("p02", DAMP): (2, 4)}


def test_with_the_keys_alone(page, workshop, editor, wait_saved):
    begin(editor, "Keys")
    mark(editor, DAMP, GOOD, "No answer").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(mark(editor, DAMP, GOOD, "4")).to_be_checked()
    page.keyboard.press("Tab")
    expect(mark(editor, DAMP, EFFORT, "No answer")).to_be_focused()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    expect(mark(editor, DAMP, EFFORT, "3")).to_be_focused()
    expect(mark(editor, DAMP, EFFORT, "3")).to_be_checked()
    wait_saved(page, editor)
    assert ratings(workshop, "Keys") == {("p01", DAMP): (4, 3)}


def test_what_another_screen_changes_is_shown(workshop, editor):
    begin(editor, "Others")
    with workshop.place as place, place.change("Load") as change:
        change.add(
            "issue_ratings", {"round": "Others", "rater": "p07", "issue": FALLS, "impact": 3, "effort": 2}
        )
    field = editor.get_by_label("Participant", exact=True)
    field.fill("p07")
    field.press("Enter")
    expect(mark(editor, FALLS, GOOD, "3")).to_be_checked()
    expect(editor.locator(".left")).to_have_text(re.compile("^p07: 1 of "))


def test_it_fits_and_axe_finds_nothing(workshop, browser, axe):
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, bypass_csp=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{workshop.url}/?token=for-tests-only")
    page.close()
    page = workshop.open(context, "01_map_issues", community="Warm Homes")
    editor = shown(page)
    begin(editor, "Axe")
    mark(editor, DAMP, GOOD, "4").check()
    # what has scrolled beneath the page's own bar is not the editor's
    page.locator("header.top").evaluate("(bar) => { bar.style.position = 'static'; }")
    for large in (False, True):
        if large:
            editor.get_by_role("button", name="Larger text").click()
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            targets = [*editor.locator("button:visible").all(), *line(editor, DAMP).locator(".mark").all()]
            assert min(each.bounding_box()["height"] for each in targets) >= (44 if large else 28)
            axe(page, ".impact-by-effort")
    context.close()
