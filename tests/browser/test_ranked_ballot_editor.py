"""The ranked ballot in the workshop: one participant after the other puts issues in order."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

EDITOR = "ranked_ballot"

DAMP, FALLS, ASTHMA = "Damp in private lets", "Falls at home", "Children with asthma"


def shown(page: Page) -> Locator:
    return page.locator("[data-editor]").filter(has=page.locator(".ranked-ballot"))


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


def press(editor: Locator, word: str, issue: str) -> None:
    editor.get_by_role("button", name=f"{word}: {issue}").click()


def order(editor: Locator) -> Locator:
    return editor.get_by_role("list", name="Your order").get_by_role("listitem").locator(".name")


def numbers(editor: Locator) -> Locator:
    return editor.get_by_role("list", name="Your order").get_by_role("listitem").locator(".number")


def ballots(workshop, name: str) -> dict[tuple[str, str], int]:
    with workshop.place as place:
        found = place.read("ballots")
    return {(row.voter, row.issue): row.rank for row in found.itertuples() if row.round == name}


def test_nothing_is_placed_before_somebody_is_chosen(editor):
    expect(editor.get_by_label("Round", exact=True)).to_have_value("June 2026 workshop")
    editor.get_by_role("button", name=f"Add: {DAMP}").click(force=True)
    expect(editor.locator(".status")).to_contain_text("First choose the participant")
    expect(order(editor)).to_have_count(0)


def test_the_outcome_itself_is_not_placed(workshop, editor):
    with workshop.place as place:
        issues = place.read("issues")
    outcome = issues.loc[issues["is_outcome"].eq(True), "name"].item()
    names = editor.get_by_role("list", name="Not placed yet").locator(".name").all_inner_texts()
    assert outcome not in names
    assert DAMP in names


def test_every_press_saves_the_ranks_from_one_on(page, workshop, editor, wait_saved):
    begin(editor, "Presses")
    for issue in (DAMP, FALLS, ASTHMA):
        press(editor, "Add", issue)
    expect(order(editor)).to_have_text([DAMP, FALLS, ASTHMA])
    expect(editor.get_by_role("button", name=f"Add: {DAMP}")).to_have_count(0)
    wait_saved(page, editor)
    assert ballots(workshop, "Presses") == {("p01", DAMP): 1, ("p01", FALLS): 2, ("p01", ASTHMA): 3}
    press(editor, "Up", ASTHMA)
    expect(editor.locator(".left")).to_have_text(f"p01: 3 in order. {ASTHMA} is number 2")
    press(editor, "Down", DAMP)
    wait_saved(page, editor)
    assert ballots(workshop, "Presses") == {("p01", ASTHMA): 1, ("p01", DAMP): 2, ("p01", FALLS): 3}
    press(editor, "Take out", DAMP)
    expect(editor.get_by_role("button", name=f"Add: {DAMP}")).to_be_visible()
    wait_saved(page, editor)
    assert ballots(workshop, "Presses") == {("p01", ASTHMA): 1, ("p01", FALLS): 2}
    editor.get_by_role("button", name="Undo").click()
    expect(order(editor)).to_have_text([ASTHMA, DAMP, FALLS])


def test_the_next_participant_begins_afresh_and_says_where_from(page, workshop, editor, wait_saved):
    begin(editor, "Next one")
    editor.get_by_label("Comes from").select_option(label="a resident")
    press(editor, "Add", DAMP)
    editor.get_by_role("button", name="Next participant").click()
    expect(editor.get_by_label("Participant", exact=True)).to_have_value("p02")
    expect(order(editor)).to_have_count(0)
    expect(editor.get_by_label("Comes from")).to_have_value("")
    press(editor, "Add", FALLS)
    press(editor, "Add", DAMP)
    editor.get_by_label("Comes from").select_option(label="a charity or voluntary group")
    wait_saved(page, editor)
    with workshop.place as place:
        found = place.read("ballots")
    found = found[found["round"] == "Next one"]
    assert found.groupby("voter")["sector"].unique().map(list).to_dict() == {
        "p01": ["resident"],
        "p02": ["voluntary"],
    }


def test_with_the_keys_alone_the_focus_goes_along(page, workshop, editor, wait_saved):
    begin(editor, "Keys")
    first = editor.get_by_role("button", name=re.compile("^Add: ")).first
    first.focus()
    page.keyboard.press("Enter")
    expect(editor.get_by_role("button", name=re.compile("^Add: ")).first).to_be_focused()
    page.keyboard.press("Enter")
    low = order(editor).nth(1).inner_text()
    up = editor.get_by_role("button", name=f"Up: {low}")
    up.focus()
    page.keyboard.press("Enter")
    expect(order(editor).nth(0)).to_have_text(low)
    expect(up).to_be_focused()
    page.keyboard.press("Enter")  # at the top nothing moves
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(editor.get_by_role("button", name=f"Take out: {low}")).to_be_focused()
    page.keyboard.press("Enter")
    expect(order(editor)).to_have_count(1)
    expect(editor.get_by_role("button", name="Take out: ")).to_be_focused()
    page.keyboard.press("Enter")
    expect(editor.get_by_text("Your order", exact=True)).to_be_focused()
    wait_saved(page, editor)
    assert ballots(workshop, "Keys") == {}


def test_a_reload_finds_the_order_again(page, editor, wait_saved):
    begin(editor, "Reload")
    editor.get_by_label("Comes from").select_option(label="a business")
    press(editor, "Add", FALLS)
    press(editor, "Add", DAMP)
    wait_saved(page, editor)
    page.reload()
    editor = shown(page)
    expect(editor.get_by_label("Round", exact=True)).to_have_value("Reload")
    expect(order(editor)).to_have_text([FALLS, DAMP])
    expect(editor.get_by_label("Comes from")).to_have_value("business")


def test_equal_ranks_are_kept_until_something_is_moved(page, workshop, editor, wait_saved):
    begin(editor, "Equal")
    with workshop.place as place, place.change("Load") as change:
        for issue, rank in ((FALLS, 1), (DAMP, 2), (ASTHMA, 2)):
            change.add("ballots", {"round": "Equal", "voter": "p05", "issue": issue, "rank": rank})
    field = editor.get_by_label("Participant", exact=True)
    field.fill("p05")
    field.press("Enter")
    expect(order(editor)).to_have_text([FALLS, ASTHMA, DAMP])
    expect(numbers(editor)).to_have_text(["1.", "2.", "2."])
    expect(editor.get_by_text("Some places are equal")).to_be_visible()
    press(editor, "Up", DAMP)
    expect(numbers(editor)).to_have_text(["1.", "2.", "3."])
    expect(editor.get_by_text("Some places are equal")).to_be_hidden()
    wait_saved(page, editor)
    assert ballots(workshop, "Equal") == {("p05", FALLS): 1, ("p05", DAMP): 2, ("p05", ASTHMA): 3}


def test_a_fault_of_the_place_brings_the_order_back(page, editor, wait_saved):
    begin(editor, "Fault")
    press(editor, "Add", DAMP)
    wait_saved(page, editor)
    page.route("**/copkit/place", lambda route: refuse(route))
    press(editor, "Add", FALLS)
    expect(editor.locator(".alarm")).to_contain_text("There is no such issue")
    expect(order(editor)).to_have_text([DAMP])


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
    press(editor, "Add", DAMP)
    press(editor, "Add", FALLS)
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
            axe(page, ".ranked-ballot")
    context.close()
