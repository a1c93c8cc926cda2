"""The survey on one page, in the workshop: one person after the other, and nobody sees another's answers."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

EDITOR = "survey_page"

SPOT = '[data-editor*="survey_page"]'
"""The page around it is looked at in test_workshop."""
SAVED = re.compile(r"^Saved \d\d:\d\d$")


def survey(page: Page) -> Locator:
    return page.locator("[data-editor*=survey_page]")


@pytest.fixture
def page(workshop, signed_in) -> Page:
    return workshop.open(signed_in, "07_assess_health")


def begin(editor: Locator, code: str) -> None:
    editor.get_by_label("Your own code").fill(code)
    editor.get_by_role("button", name="Begin").click()
    expect(editor.locator(".answering")).to_contain_text(code)


def mark(editor: Locator, item: int, words: str) -> Locator:
    return editor.locator(".scale").nth(item).get_by_label(words)


def answered(workshop, code: str) -> dict[str, int]:
    with workshop.place as place:
        rows = place.read("responses")
    mine = rows[
        (rows["respondent"] == code) & (rows["wave"] == "Spring 2026") & (rows["community"] == "Warm Homes")
    ]
    return dict(zip(mine["item"], mine["score"].astype(int), strict=True))


def sectors(workshop, code: str) -> list[str]:
    with workshop.place as place:
        rows = place.read("respondents")
    return list(rows.loc[rows["respondent"] == code, "sector"])


def test_each_answer_is_saved_at_once_changed_and_taken_away(workshop, page, wait_for):
    editor = survey(page)
    begin(editor, "ma07")
    expect(editor.locator(".scale")).to_have_count(26)
    mark(editor, 0, "5 Strongly agree").check()
    expect(editor.locator(".status")).to_have_text(SAVED)
    mark(editor, 3, "2 Disagree").check()
    expect(editor.get_by_text("2 of 26 answered")).to_be_visible()
    wait_for(lambda: answered(workshop, "ma07") == {"shared cause": 5, "trust": 2}, page)
    mark(editor, 0, "3 Neither agree nor disagree").check()
    mark(editor, 3, "No answer").check()
    wait_for(lambda: answered(workshop, "ma07") == {"shared cause": 3}, page)


def test_the_next_person_sees_nothing_of_the_one_before(workshop, page):
    editor = survey(page)
    begin(editor, "be12")
    mark(editor, 0, "1 Strongly disagree").check()
    expect(editor.locator(".status")).to_have_text(SAVED)
    editor.get_by_role("button", name="Done: next person").click()
    code = editor.get_by_label("Your own code")
    expect(code).to_be_focused()
    expect(code).to_have_value("")
    expect(editor.locator(".scale").first).to_be_hidden()
    expect(editor.get_by_role("button", name="Undo")).to_be_hidden()
    assert "be12" not in editor.inner_text()
    assert "be12" not in page.evaluate("JSON.stringify(localStorage)")
    begin(editor, "ce30")
    expect(mark(editor, 0, "No answer")).to_be_checked()
    expect(editor.get_by_role("button", name="Undo")).to_be_hidden()
    page.reload()
    expect(editor.get_by_label("Your own code")).to_have_value("")


def test_a_code_with_answers_asks_whose_they_are_before_they_come_up(workshop, page):
    editor = survey(page)
    begin(editor, "de05")
    mark(editor, 1, "4 Agree").check()
    expect(editor.locator(".status")).to_have_text(SAVED)
    editor.get_by_role("button", name="Done: next person").click()
    page.reload()
    editor.locator("xpath=self::*[@data-ready]").wait_for(state="attached")
    editor.get_by_label("Your own code").fill(" DE05 ")
    editor.get_by_role("button", name="Begin").click()
    question = editor.get_by_text("Somebody has answered this round with the code de05: 1 of 26")
    expect(question).to_be_focused()
    expect(editor.locator(".scale").first).to_be_hidden()
    editor.get_by_role("button", name="Not mine: make another code").click()
    expect(editor.get_by_label("Your own code")).to_be_focused()
    editor.get_by_label("Your own code").fill("De05")
    editor.get_by_role("button", name="Begin").click()
    editor.get_by_role("button", name="They are mine: go on").click()
    expect(mark(editor, 1, "4 Agree")).to_be_checked()
    mark(editor, 1, "5 Strongly agree").check()
    expect(editor.locator(".status")).to_have_text(SAVED)
    assert answered(workshop, "de05") == {"matters to my work": 5}


def test_undo_takes_back_the_own_answer_and_goes_away(workshop, page):
    editor = survey(page)
    begin(editor, "fa21")
    mark(editor, 0, "4 Agree").check()
    editor.get_by_role("button", name="Undo").click()
    expect(editor.locator(".status")).to_contain_text("Taken back")
    expect(mark(editor, 0, "No answer")).to_be_checked()
    expect(editor.get_by_role("button", name="Undo")).to_be_hidden()
    assert answered(workshop, "fa21") == {}


def test_what_is_missing_is_told_in_words(page):
    editor = survey(page)
    editor.get_by_role("button", name="Begin").click()
    expect(editor.get_by_role("alert").filter(has_text="Please give your own code first.")).to_be_visible()
    expect(editor.get_by_label("Your own code")).to_be_focused()
    expect(editor.get_by_label("Your own code")).to_have_attribute("aria-invalid", "true")


def test_a_name_is_no_code_and_where_somebody_comes_from_is_kept_beside_the_answers(workshop, page, wait_for):
    editor = survey(page)
    editor.get_by_label("Your own code").fill("Beth Lamb 7")
    editor.get_by_role("button", name="Begin").click()
    expect(editor.get_by_role("alert").filter(has_text="This may be a name.")).to_be_visible()
    begin(editor, "la14")
    editor.get_by_label("You come from").select_option("resident")
    expect(editor.locator(".status")).to_have_text(SAVED)
    wait_for(lambda: sectors(workshop, "la14") == ["resident"], page)
    editor.get_by_role("button", name="Done: next person").click()
    begin(editor, "lb15")
    expect(editor.get_by_label("You come from")).to_have_value("")


@pytest.fixture
def without_statements(workshop):
    """A place that has no statements; as it was after the test."""
    tables = ("survey_items", "responses")
    with workshop.place as place, place.change("Begin") as change:
        kept = {table: change.rows(table) for table in tables}
        for table in reversed(tables):
            for row in kept[table]:
                change.delete(table, row)
        wave, first = next(
            (w, row) for w, row in change.rows("survey_waves").items() if row["form"] == "full"
        )
        change.update("survey_waves", wave, {"form": "pulse"})
    yield
    with workshop.place as place, place.change("Put back") as change:
        change.update("survey_waves", wave, {"form": first["form"]})
        for table in reversed(tables):
            for row in change.rows(table):
                change.delete(table, row)
        for table in tables:
            for values in kept[table].values():
                change.add(table, values)


def test_a_place_without_statements_takes_the_standard_ones_and_a_pulse_asks_the_short_form(
    workshop, without_statements, page
):
    editor = survey(page)
    editor.get_by_role("button", name="Use the standard statements").click()
    expect(editor.get_by_text("8 statements: the short form.")).to_be_visible()
    begin(editor, "ma09")
    expect(editor.locator(".scale")).to_have_count(8)
    with workshop.place as place:
        assert len(place.read("survey_items")) == 28


def test_by_keyboard_alone(workshop, page, wait_for):
    editor = survey(page)
    editor.get_by_label("Your own code").focus()
    page.keyboard.type("ga18")
    page.keyboard.press("Enter")
    expect(editor.locator(".answering")).to_be_focused()
    page.keyboard.press("Tab")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowLeft")
    expect(mark(editor, 0, "4 Agree")).to_be_checked()
    expect(mark(editor, 1, "5 Strongly agree")).to_be_checked()
    said = {"shared cause": 4, "matters to my work": 5}
    wait_for(lambda: answered(workshop, "ga18") == said, page)
    editor.get_by_role("button", name="Done: next person").focus()
    page.keyboard.press("Enter")
    expect(editor.get_by_label("Your own code")).to_be_focused()


def test_for_the_whole_place_the_person_says_which_community(workshop, signed_in):
    page = workshop.open(signed_in, "07_assess_health", community="")
    editor = survey(page)
    editor.get_by_label("Your own code").fill("ha02")
    editor.get_by_role("button", name="Begin").click()
    expect(editor.get_by_role("alert").filter(has_text="Please give the community first.")).to_be_visible()
    editor.get_by_label("Community").select_option("Warm Homes")
    editor.get_by_role("button", name="Begin").click()
    mark(editor, 0, "4 Agree").check()
    expect(editor.locator(".status")).to_have_text(SAVED)
    assert answered(workshop, "ha02") == {"shared cause": 4}


def test_another_screen_with_the_same_code_shows_the_change_and_a_new_statement(workshop, signed_in, page):
    there = workshop.open(signed_in, "07_assess_health")
    begin(survey(page), "ja09")
    begin(survey(there), "ja09")
    mark(survey(page), 2, "2 Disagree").check()
    expect(mark(survey(there), 2, "2 Disagree")).to_be_checked()
    with workshop.place as place, place.change("A statement") as change:
        row = next(id_ for id_, row in change.rows("survey_items").items() if row["name"] == "trust")
        change.update("survey_items", row, {"statement": "I can ask for help without fear"})
    expect(survey(there).get_by_text("I can ask for help without fear")).to_be_visible()


@pytest.mark.parametrize("large", [False, True])
def test_anyone_can_use_it_and_it_fits_a_phone(workshop, browser, large, axe):
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    context.new_page().goto(f"{workshop.url}/?token=for-tests-only")
    page = workshop.open(context, "07_assess_health")
    page.evaluate("large => document.documentElement.classList.toggle('copkit-large', large)", large)
    begin(survey(page), "ka11")
    page.evaluate("scrollTo(0, 0)")  # what lies under the bar of the page counts as too small to touch
    axe(page, SPOT)
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
