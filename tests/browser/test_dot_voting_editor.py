"""Dot voting in the workshop: one participant after the other, each press saved."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

EDITOR = "dot_voting"

DAMP, FALLS, ASTHMA = "Damp in private lets", "Falls at home", "Children with asthma"


def shown(page: Page) -> Locator:
    return page.locator("[data-editor]").filter(has=page.locator(".dot-voting"))


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


def more(editor: Locator, issue: str) -> Locator:
    return editor.get_by_role("button", name=f"One dot more for {issue}")


def less(editor: Locator, issue: str) -> Locator:
    return editor.get_by_role("button", name=f"One dot less for {issue}")


def row(editor: Locator, issue: str) -> Locator:
    return editor.locator(".issues li").filter(has_text=issue)


def votes(workshop, name: str) -> dict[tuple[str, str], int]:
    with workshop.place as place:
        found = place.read("votes")
    return {(vote.voter, vote.issue): vote.dots for vote in found.itertuples() if vote.round == name}


def test_it_begins_with_the_newest_round(editor):
    expect(editor.get_by_label("Round", exact=True)).to_have_value("June 2026 workshop")
    expect(editor.locator(".left")).to_have_text("No participant chosen yet.")
    more(editor, DAMP).click(force=True)
    expect(editor.locator(".status")).to_contain_text("First choose the participant")
    editor.get_by_label("Round", exact=True).select_option(label="A new round …")
    expect(editor.get_by_label("Name of the new round")).to_have_value(
        re.compile(r"^Workshop, \d+ \w+ \d{4}$")
    )


def test_each_press_is_saved_and_the_budget_holds(page, workshop, editor, wait_saved):
    begin(editor, "Budget")
    for _ in range(3):
        more(editor, DAMP).click()
    more(editor, FALLS).click()
    more(editor, ASTHMA).click()
    expect(editor.locator(".left")).to_have_text("p01, dots left: 0")
    expect(more(editor, FALLS)).to_be_disabled()
    expect(row(editor, DAMP).locator(".dots")).to_have_text("●●●")
    expect(row(editor, "Dark and empty quayside").locator(".dots")).to_be_empty()
    expect(row(editor, DAMP).locator(".count")).to_have_text("3")
    wait_saved(page, editor)
    expect(editor.locator(".alarm")).to_be_empty()
    assert votes(workshop, "Budget") == {("p01", DAMP): 3, ("p01", FALLS): 1, ("p01", ASTHMA): 1}
    less(editor, FALLS).click()
    less(editor, DAMP).click()
    expect(editor.locator(".left")).to_have_text("p01, dots left: 2")
    expect(row(editor, DAMP).locator(".dots")).to_have_text("●●○○")
    wait_saved(page, editor)
    assert votes(workshop, "Budget") == {("p01", DAMP): 2, ("p01", ASTHMA): 1}
    editor.get_by_role("button", name="Undo").click()
    expect(row(editor, DAMP).locator(".count")).to_have_text("3")


def test_the_next_participant_gets_the_next_free_code_and_sees_no_totals(page, workshop, editor, wait_saved):
    begin(editor, "Next one")
    more(editor, DAMP).click()
    wait_saved(page, editor)
    expect(editor.locator(".totals")).to_be_hidden()
    editor.get_by_role("button", name="Show the totals").click()
    expect(editor.locator(".totals tbody tr")).to_have_text([f"{DAMP}11"])
    editor.get_by_role("button", name="Next participant").click()
    expect(editor.get_by_label("Participant", exact=True)).to_have_value("p02")
    expect(editor.locator(".totals")).to_be_hidden()
    expect(row(editor, DAMP).locator(".count")).to_have_text("0")


def test_a_name_is_not_taken_for_a_code(page, editor):
    begin(editor, "Codes")
    field = editor.get_by_label("Participant", exact=True)
    field.fill("Amina")
    field.blur()
    expect(editor.locator(".alarm")).to_contain_text("'Amina' may be a name. Write a code")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("p09")
    field.press("Enter")
    expect(editor.locator(".left")).to_have_text("p09, dots left: 5")
    expect(editor.locator(".alarm")).to_be_empty()


def test_with_the_keys_alone_the_focus_stays(page, workshop, editor, wait_saved):
    begin(editor, "Keys")
    more(editor, FALLS).focus()
    for key in ("Enter", "Space", "Enter", "Enter", "Enter", "Enter"):
        page.keyboard.press(key)
    expect(more(editor, FALLS)).to_be_focused()
    expect(editor.locator(".left")).to_have_text("p01, dots left: 0")
    page.keyboard.press("Shift+Tab")
    expect(less(editor, FALLS)).to_be_focused()
    page.keyboard.press("Enter")
    wait_saved(page, editor)
    assert votes(workshop, "Keys") == {("p01", FALLS): 4}


def test_a_reload_finds_round_participant_budget_and_dots_again(page, editor, wait_saved):
    begin(editor, "Reload")
    editor.get_by_label("Dots for each person").fill("3")
    editor.get_by_label("Dots for each person").blur()
    more(editor, DAMP).click()
    wait_saved(page, editor)
    page.reload()
    editor = shown(page)
    expect(editor.get_by_label("Round", exact=True)).to_have_value("Reload")
    expect(editor.locator(".left")).to_have_text("p01, dots left: 2")
    expect(row(editor, DAMP).locator(".dots")).to_have_text("●○○")


def test_two_screens_count_together_and_do_not_share_a_code(page, workshop, signed_in, editor):
    begin(editor, "Two screens")
    other = shown(workshop.open(signed_in, "01_map_issues", community=""))
    expect(other.get_by_label("Round", exact=True)).to_have_value("Two screens")
    other.get_by_label("Participant", exact=True).fill("")
    other.get_by_role("button", name="Next participant").click()
    other.get_by_role("button", name="Show the totals").click()
    taken = other.get_by_label("Participant", exact=True).input_value()
    editor.get_by_label("Participant", exact=True).fill(taken)
    editor.get_by_label("Participant", exact=True).press("Enter")
    more(editor, DAMP).click()
    expect(other.get_by_label("Participant", exact=True)).not_to_have_value(taken)
    expect(other.locator(".status")).to_contain_text(f"{taken} has begun to vote on another screen")
    other.get_by_role("button", name="Show the totals").click()
    expect(other.locator(".totals tbody tr")).to_have_text([f"{DAMP}11"])
    more(editor, DAMP).click()
    expect(other.locator(".totals tbody tr")).to_have_text([f"{DAMP}21"])


def sectors(workshop, name: str) -> dict[str, set[str | None]]:
    with workshop.place as place:
        found = [row for row in place.rows("votes").values() if row["round"] == name]
    return {
        voter: {row["sector"] for row in found if row["voter"] == voter}
        for voter in sorted({row["voter"] for row in found})
    }


def test_where_a_participant_comes_from_is_kept_with_the_dots(page, workshop, editor, wait_saved):
    begin(editor, "Sectors")
    field = editor.get_by_label("Comes from", exact=True)
    expect(field.locator("option")).to_have_text(
        [
            "not said",
            "a public body",
            "a charity or voluntary group",
            "a business",
            "a resident",
            "a politician",
        ]
    )
    field.select_option(label="a resident")
    more(editor, DAMP).click()
    more(editor, FALLS).click()
    wait_saved(page, editor)
    assert sectors(workshop, "Sectors") == {"p01": {"resident"}}
    editor.get_by_role("button", name="Next participant").click()
    expect(field).to_have_value("")
    more(editor, DAMP).click()
    wait_saved(page, editor)
    assert sectors(workshop, "Sectors") == {"p01": {"resident"}, "p02": {None}}
    editor.get_by_label("Participant", exact=True).fill("p01")
    editor.get_by_label("Participant", exact=True).press("Enter")
    expect(field).to_have_value("resident")
    field.select_option(label="a politician")
    wait_saved(page, editor)
    assert sectors(workshop, "Sectors") == {"p01": {"political"}, "p02": {None}}
    editor.get_by_role("button", name="Undo").click()
    expect(field).to_have_value("resident")
    assert sectors(workshop, "Sectors")["p01"] == {"resident"}
    field.select_option(label="not said")
    wait_saved(page, editor)
    assert sectors(workshop, "Sectors")["p01"] == {None}


def test_a_reload_finds_where_the_participant_comes_from_before_a_dot(page, workshop, editor, wait_saved):
    begin(editor, "Sector first")
    editor.get_by_label("Comes from", exact=True).select_option(label="a business")
    page.reload()
    editor = shown(page)
    expect(editor.get_by_label("Comes from", exact=True)).to_have_value("business")
    more(editor, DAMP).click()
    wait_saved(page, editor)
    less(editor, DAMP).click()
    more(editor, FALLS).click()
    wait_saved(page, editor)
    assert sectors(workshop, "Sector first") == {"p01": {"business"}}


def test_the_outcome_itself_gets_no_dots(workshop, editor):
    with workshop.place as place:
        issues = place.read("issues")
    outcome = issues.loc[issues["is_outcome"].eq(True), "name"].item()
    expect(row(editor, DAMP)).to_have_count(1)
    expect(row(editor, outcome)).to_have_count(0)


def test_a_fault_of_the_place_is_told_in_words(page, workshop, editor):
    begin(editor, "Fault")
    with workshop.place as place, place.change("An issue goes") as change:
        change.add("issues", {"name": "Gone in a moment"})
    more(editor, "Gone in a moment").wait_for()
    page.route("**/copkit/place", lambda route: refuse(route))
    more(editor, "Gone in a moment").click()
    expect(editor.locator(".alarm")).to_contain_text("There is no such issue")
    expect(row(editor, "Gone in a moment").locator(".count")).to_have_text("0")


def refuse(route) -> None:
    if route.request.post_data_json["do"] == "write":
        route.fulfill(json={"refused": [{"text": "There is no such issue"}]})
    else:
        route.continue_()


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
    more(editor, DAMP).click()
    editor.get_by_role("button", name="Show the totals").click()
    # what has scrolled beneath the page's own bar is not the editor's
    page.locator("header.top").evaluate("(bar) => { bar.style.position = 'static'; }")
    for large in (False, True):
        if large:
            editor.get_by_role("button", name="Larger text").click()
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            low = min(each.bounding_box()["height"] for each in editor.locator("button:visible").all())
            assert low >= (44 if large else 28)
            axe(page, ".dot-voting")
    context.close()
