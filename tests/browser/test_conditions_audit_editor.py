"""One rater after the other, in the workshop: each mark saved at once, and nobody sees another's."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

EDITOR = "conditions_audit"

SPOT = '[data-editor*="conditions_audit"]'
"""The page around it is looked at in test_workshop."""
SAVED = re.compile(r"^Saved \d\d:\d\d$")


def editor(page: Page) -> Locator:
    return page.locator("[data-editor*=conditions_audit]")


@pytest.fixture
def page(workshop, signed_in) -> Page:
    return workshop.open(signed_in, "05_clear_the_way")


def begin(audit: Locator, organisation: str, role: str = "member") -> str:
    """Gives the organisation and the role, and tells the code that was offered."""
    field = audit.get_by_label("Organisation", exact=True)
    field.fill(organisation)
    field.blur()
    audit.get_by_label("Role of the rater").select_option(role)
    return audit.get_by_label("Code of the rater").input_value()


def mark(audit: Locator, statement: int, words: str) -> Locator:
    return audit.locator(".scale").nth(statement).get_by_label(words)


def rated(workshop, code: str) -> dict[str, tuple[str, int, str]]:
    with workshop.place as place:
        rows = place.read("conditions")
    mine = rows[rows["rater"] == code]
    assert [str(item).split("-")[0] for item in mine["item"]] == list(mine["condition"])
    return {row.item: (row.organisation, int(row.rating), row.rater_role) for row in mine.itertuples()}


@pytest.fixture
def without_statements(workshop):
    """A place that has no statements of its own; as it was after the test."""
    with workshop.place as place, place.change("Begin") as change:
        items = change.rows("condition_items")
        ratings = change.rows("conditions")
        for row in ratings:
            change.delete("conditions", row)
        for row in items:
            change.delete("condition_items", row)
    yield
    with workshop.place as place, place.change("Put back") as change:
        for table in ("conditions", "condition_items"):
            for row in change.rows(table):
                change.delete(table, row)
        for table, rows in (("condition_items", items), ("conditions", ratings)):
            for values in rows.values():
                change.add(table, values)


def test_each_mark_is_saved_at_once_and_found_again(workshop, page, wait_saved):
    audit = editor(page)
    code = begin(audit, "harbour police")
    expect(audit.get_by_label("Organisation", exact=True)).to_have_value("Harbour Police")
    mark(audit, 0, "4 Agree").check()
    expect(audit.locator(".status")).to_have_text(SAVED)
    mark(audit, 2, "1 Strongly disagree").check()
    expect(audit.get_by_text("2 of 14 rated")).to_be_visible()
    expect(audit.locator(".status")).to_have_text(SAVED)
    mark(audit, 0, "2 Disagree").check()
    audit.get_by_label("Role of the rater").select_option("manager")
    audit.get_by_label("Size of the rater's team").select_option("3 to 5")
    marks = {
        "time-1": ("Harbour Police", 2, "manager"),
        "space-1": ("Harbour Police", 1, "manager"),
    }
    wait_saved(page, audit)
    assert rated(workshop, code) == marks
    page.reload()
    editor(page).locator("xpath=self::*[@data-ready]").wait_for(state="attached")
    expect(mark(audit, 0, "2 Disagree")).to_be_checked()
    mark(audit, 2, "No answer").check()
    wait_saved(page, audit)
    assert set(rated(workshop, code)) == {"time-1"}
    with workshop.place as place:
        ratings = place.read("conditions")
    assert set(ratings.loc[ratings["rater"] == code, "team_size"]) == {"3 to 5"}


def test_the_next_rater_gets_a_clear_page_and_the_next_code(workshop, page):
    audit = editor(page)
    first = begin(audit, "Harbour Police")
    mark(audit, 2, "5 Strongly agree").check()
    expect(audit.locator(".status")).to_have_text(SAVED)
    audit.get_by_role("button", name="Next rater").click()
    expect(audit.get_by_label("Role of the rater")).to_be_focused()
    second = audit.get_by_label("Code of the rater").input_value()
    assert int(second[1:]) == int(first[1:]) + 1
    expect(audit.locator(".scale").first).to_be_hidden()
    audit.get_by_label("Role of the rater").select_option("manager")
    expect(mark(audit, 2, "No answer")).to_be_checked()
    expect(audit.get_by_label("Organisation", exact=True)).to_have_value("Harbour Police")


def test_a_code_that_rated_already_brings_its_ratings_and_says_so(workshop, page):
    audit = editor(page)
    first = begin(audit, "Port Ellery College", "manager")
    mark(audit, 6, "1 Strongly disagree").check()
    expect(audit.locator(".status")).to_have_text(SAVED)
    audit.get_by_role("button", name="Next rater").click()
    page.reload()
    editor(page).locator("xpath=self::*[@data-ready]").wait_for(state="attached")
    code = audit.get_by_label("Code of the rater")
    code.fill(first)
    code.blur()
    expect(audit.locator(".note")).to_contain_text(
        f"{first} has rated Port Ellery College on this date already"
    )
    expect(audit.get_by_label("Role of the rater")).to_have_value("manager")
    expect(mark(audit, 6, "1 Strongly disagree")).to_be_checked()


def test_an_unknown_organisation_is_told_in_words(page):
    audit = editor(page)
    begin(audit, "Nobody Ltd")
    alarm = audit.get_by_role("alert").filter(has_text="No organisation is called 'Nobody Ltd'")
    expect(alarm).to_be_hidden()  # the role was chosen since
    field = audit.get_by_label("Organisation", exact=True)
    field.fill("Nobody Ltd.")
    field.blur()
    expect(
        audit.get_by_role("alert").filter(has_text="No organisation is called 'Nobody Ltd.'")
    ).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(audit.locator(".scale").first).to_be_hidden()


def test_by_keyboard_alone(workshop, page, wait_for):
    audit = editor(page)
    audit.get_by_label("Organisation", exact=True).focus()
    page.keyboard.type("Harbour Police")
    page.keyboard.press("Tab")
    page.keyboard.type("member")
    code = audit.get_by_label("Code of the rater").input_value()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "radio":
            break
    for _ in range(3):
        page.keyboard.press("ArrowRight")  # from 'no answer' to 1, 2, 3, faster than each is saved
    expect(mark(audit, 0, "3 Neither")).to_be_checked()
    expect(audit.locator(".status")).to_have_text(SAVED)
    wait_for(lambda: rated(workshop, code) == {"time-1": ("Harbour Police", 3, "member")}, page)


def test_two_screens_count_together_and_do_not_take_the_same_code(workshop, signed_in, page):
    there = workshop.open(signed_in, "05_clear_the_way")
    here_audit, there_audit = editor(page), editor(there)
    code = begin(here_audit, "Ellery Coast NHS Trust")
    assert begin(there_audit, "Ellery Coast NHS Trust") == code
    before = there_audit.locator(".counted").first.inner_text()
    mark(here_audit, 0, "1 Strongly disagree").check()
    expect(here_audit.locator(".status")).to_have_text(SAVED)
    expect(there_audit.get_by_label("Code of the rater")).not_to_have_value(code)
    expect(mark(there_audit, 0, "No answer")).to_be_checked()
    expect(there_audit.locator(".counted").first).not_to_have_text(before)


def test_the_first_mark_of_two_screens_brings_the_standard_statements_once(
    workshop, without_statements, signed_in
):
    audits = [editor(workshop.open(signed_in, "05_clear_the_way")) for _ in range(2)]
    codes = ["one", "two"]
    for audit, code in zip(audits, codes, strict=True):
        begin(audit, "Harbour Police")
        audit.get_by_label("Code of the rater").fill(code)
        audit.get_by_label("Code of the rater").blur()
    with workshop.place as place:
        assert place.read("condition_items").empty
    for audit in audits:  # as near to at once as can be
        mark(audit, 1, "4 Agree").dispatch_event("click")
    for audit in audits:
        expect(audit.locator(".status")).to_have_text(SAVED)
        expect(audit.locator(".scale")).to_have_count(14)
    assert [rated(workshop, code) for code in codes] == [{"time-2": ("Harbour Police", 4, "member")}] * 2
    with workshop.place as place:
        assert len(place.read("condition_items")) == 14


def test_the_statements_stand_under_their_conditions_and_ratings_without_one_still_count(workshop, page):
    audit = editor(page)
    begin(audit, "Harbour Youth Trust")
    expect(audit.get_by_role("region", name="Sponsorship").locator(".scale")).to_have_count(2)
    before = audit.locator(".counted").first.inner_text()
    row = {
        "organisation": "Harbour Youth Trust",
        "condition": "time",
        "rater": "old",
        "rater_role": "manager",
    }
    with workshop.place as place, place.change("As it was") as change:
        added = change.add("conditions", {**row, "rating": 3, "rated": "2025-01-06"})
    expect(audit.locator(".counted").first).not_to_have_text(before)
    with workshop.place as place, place.change("Clear") as change:
        change.delete("conditions", added)
    expect(audit.locator(".counted").first).to_have_text(before)


def test_how_many_could_answer_is_saved_and_can_be_emptied(workshop, page, wait_for):
    audit = editor(page)
    begin(audit, "Harbour Police")
    members = audit.get_by_label("Members", exact=True)

    def people() -> dict[str, int]:
        with workshop.place as place:
            rows = place.read("people_to_ask")
        mine = rows[rows["organisation"] == "Harbour Police"]
        return dict(zip(mine["rater_role"], mine["people"].astype(int), strict=True))

    before = people()
    members.fill("41")
    members.press("Tab")
    expect(audit.locator(".status")).to_have_text(SAVED)
    assert people() == {**before, "member": 41}
    members.fill("many")
    members.press("Tab")
    expect(audit.get_by_role("alert").filter(has_text="Not saved")).to_be_visible()
    expect(members).to_have_attribute("aria-invalid", "true")
    members.fill("")
    members.press("Tab")
    expect(members).not_to_have_attribute("aria-invalid", "true")
    expect(audit.locator(".status")).to_have_text(SAVED)
    wait_for(lambda: people() == {"manager": before["manager"]}, page)
    members.fill(str(before["member"]))
    members.press("Tab")
    wait_for(lambda: people() == before, page)
    expect(audit.locator(".status")).to_have_text(SAVED)


@pytest.mark.parametrize("large", [False, True])
def test_anyone_can_use_it_and_it_fits_a_phone(workshop, browser, large, axe):
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    context.new_page().goto(f"{workshop.url}/?token=for-tests-only")
    page = workshop.open(context, "05_clear_the_way")
    page.evaluate("large => document.documentElement.classList.toggle('copkit-large', large)", large)
    begin(editor(page), "Ellery Council")
    page.evaluate("scrollTo(0, 0)")  # what lies under the bar of the page counts as too small to touch
    axe(page, SPOT)
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert mark(editor(page), 0, "4 Agree").locator("xpath=..").bounding_box()["height"] >= 44
    context.close()
