"""The map of issues in the workshop, the agreed one and a group's own: moved and linked with the mouse and
with the keys alone."""

import datetime as dt
import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

EDITOR = "issue_map"

SAVED = re.compile(r"^Saved \d\d:\d\d$")
ASTHMA, DAMP, BUS, FALLS = (
    "Children with asthma",
    "Damp in private lets",
    "No bus after seven",
    "Falls at home",
)
AGREED, ANOTHER, RESIDENTS = "The map we agree on", "A group's own map …", "Residents' table"
OUTCOME = "People ill, afraid or alone"


def shown(page: Page) -> Locator:
    """The map's editor on its page."""
    return page.locator("[data-editor]").filter(has=page.locator(".issue-map"))


@pytest.fixture
def page(workshop, signed_in) -> Page:
    return workshop.open(signed_in, "01_map_issues", community="")


@pytest.fixture
def editor(page) -> Locator:
    return shown(page)


def strengths(workshop) -> dict[tuple[str, str], float]:
    with workshop.place as place:
        links = place.read("issue_links")
    return {(row.cause, row.effect): row.strength for row in links.itertuples()}


def drawn_by(workshop, group: str) -> dict[tuple[str, str], float]:
    """The links on a group's own map."""
    with workshop.place as place:
        links = place.read("map_links")
    return {(row.cause, row.effect): row.strength for row in links[links["map"] == group].itertuples()}


def comes(true: Callable[[], bool]) -> bool:
    """Whether it is so within five seconds: what was pressed is saved one after the other."""
    until = time.monotonic() + 5
    while not (so := true()) and time.monotonic() < until:
        time.sleep(0.05)
    return so


def choose_map(editor: Locator, whose: str) -> None:
    editor.get_by_label("Whose map").select_option(label=whose)


def begin_map(page: Page, editor: Locator, name: str) -> None:
    choose_map(editor, ANOTHER)
    expect(editor.get_by_label("Name of the group")).to_be_focused()
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    expect(editor.get_by_label("Name of the group")).to_be_hidden()


def node(editor: Locator, name: str) -> Locator:
    return editor.locator(f'.node[data-issue="{name}"]')


def middle(part: Locator) -> tuple[float, float]:
    part.scroll_into_view_if_needed()
    box = part.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, part: Locator, to: tuple[float, float]) -> None:
    page.mouse.move(*middle(part))
    page.mouse.down()
    page.mouse.move(*to, steps=8)
    page.mouse.up()


def add_link(editor: Locator, cause: str, effect: str, strength: str = "0.5") -> None:
    editor.get_by_label("From", exact=True).select_option(cause)
    editor.get_by_label("To", exact=True).select_option(effect)
    editor.get_by_label("Strength", exact=True).last.select_option(strength)
    editor.get_by_role("button", name="Add link").click()


def test_every_issue_is_named_with_its_links(editor):
    expect(editor.locator(".node")).to_have_count(20)
    expect(editor.get_by_role("button", name=f"{DAMP}, 3 links")).to_have_count(1)
    expect(editor.locator(".counted")).to_have_text("20 issues, 35 links")
    expect(editor.get_by_role("group", name=AGREED)).to_have_count(1)
    expect(editor.get_by_role("heading", name=AGREED)).to_have_count(1)


def test_the_outcome_stands_out(editor):
    expect(editor.get_by_role("button", name=f"{OUTCOME}, outcome, 7 links")).to_have_count(1)
    expect(editor.locator(".node.outcome")).to_have_count(1)
    outer, inner = (node(editor, OUTCOME).locator(part).bounding_box() for part in (".box", ".inner"))
    assert outer["x"] + 3 < inner["x"]
    assert inner["y"] + inner["height"] < outer["y"] + outer["height"] - 3
    strokes = [
        node(editor, name).locator(".inner").evaluate("(box) => getComputedStyle(box).stroke")
        for name in (OUTCOME, DAMP)
    ]
    assert strokes[0] != "none"
    assert strokes[1] == "none"
    expect(editor.get_by_text("An issue with a double border is the outcome.")).to_be_visible()


def test_no_box_lies_on_another_and_all_are_inside(editor):
    edge = editor.locator(".drawing").bounding_box()
    boxes = [box.bounding_box() for box in editor.locator(".node .box").all()]
    for number, one in enumerate(boxes):
        assert edge["x"] <= one["x"]
        assert one["x"] + one["width"] <= edge["x"] + edge["width"]
        for other in boxes[number + 1 :]:
            beside = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
            over = one["y"] + one["height"] <= other["y"] or other["y"] + other["height"] <= one["y"]
            assert beside or over


def test_an_issue_is_dragged_and_stays_there_on_this_screen(page, editor):
    x, y = middle(node(editor, ASTHMA).locator(".box"))
    drag(page, node(editor, ASTHMA).locator(".box"), (x - 40, y + 60))
    before = node(editor, ASTHMA).get_attribute("transform")
    page.reload()
    expect(node(shown(page), ASTHMA)).to_have_attribute("transform", before)
    shown(page).get_by_role("button", name="Tidy up").click()
    expect(node(shown(page), ASTHMA)).not_to_have_attribute("transform", before)


def test_a_link_is_drawn_from_the_handle_and_its_strength_set(page, workshop, editor):
    target = middle(node(editor, FALLS).locator(".box"))
    drag(page, node(editor, BUS).locator(".handle"), target)
    expect(editor.locator(".status")).to_have_text(SAVED)
    assert strengths(workshop)[BUS, FALLS] == 0.5
    strength = editor.get_by_role("group", name="The chosen link").get_by_role("slider", name="Strength")
    expect(strength).to_be_focused()
    for _ in range(7):
        page.keyboard.press("ArrowLeft")
    expect(editor.locator("output")).to_have_text("−0.2: slightly lessens")
    expect(editor.locator(".link.lessens.is-chosen")).to_have_count(1)
    expect(editor.locator(".status")).to_have_text(SAVED)
    assert comes(lambda: strengths(workshop)[BUS, FALLS] == -0.2)
    expect(editor.locator(".alarm")).to_be_empty()
    editor.get_by_role("button", name="Delete link", exact=True).click()
    expect(editor.locator(".status")).to_contain_text("Deleted")
    assert (BUS, FALLS) not in strengths(workshop)
    editor.get_by_role("button", name="Undo").click()
    expect(editor.locator(".status")).to_contain_text("Taken back")
    assert strengths(workshop)[BUS, FALLS] == -0.2


def test_a_link_that_is_there_already_is_opened(page, workshop, editor):
    before = len(strengths(workshop))
    add_link(editor, DAMP, ASTHMA)
    expect(editor.locator(".status")).to_contain_text("there already")
    expect(editor.locator(".chosen")).to_contain_text(f"{DAMP} → {ASTHMA}")
    assert len(strengths(workshop)) == before


def test_the_number_on_a_link_chooses_it(editor):
    editor.locator(".number").filter(has_text="−0.2").first.click(force=True)
    expect(editor.locator(".chosen output")).to_have_text("−0.2: slightly lessens")


def test_a_fault_is_told_in_words(editor):
    add_link(editor, FALLS, FALLS)
    expect(editor.locator(".alarm")).to_contain_text("Not saved")
    expect(editor.locator(".alarm")).to_contain_text(f"'{FALLS}' stands in 'cause' too")
    editor.get_by_label("New issue").fill(FALLS)
    editor.get_by_role("button", name="Add issue").click()
    expect(editor.locator(".alarm")).to_contain_text("Not saved")
    expect(editor.get_by_label("New issue")).to_have_value(FALLS)
    editor.get_by_label("New issue").fill("")


def test_with_the_keys_alone(page, workshop, editor):
    editor.get_by_label("New issue").focus()
    page.keyboard.type("Nowhere to dry washing")
    page.keyboard.press("Enter")
    expect(editor.locator(".status")).to_have_text(SAVED)
    new = node(editor, "Nowhere to dry washing")
    expect(new).to_have_attribute("aria-label", "Nowhere to dry washing, 0 links")
    new.focus()
    before = new.get_attribute("transform")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(new).not_to_have_attribute("transform", before)
    expect(new).to_be_focused()
    page.keyboard.press("Enter")
    expect(editor.locator(".status")).to_contain_text("A link from 'Nowhere to dry washing'")
    node(editor, DAMP).focus()
    page.keyboard.press("Enter")
    expect(editor.locator(".status")).to_have_text(SAVED)
    assert strengths(workshop)["Nowhere to dry washing", DAMP] == 0.5
    editor.get_by_label(f"Strength of Nowhere to dry washing → {DAMP}").select_option("0.9")
    expect(editor.locator(".number.is-chosen text")).to_have_text("+0.9")
    expect(editor.locator(".chosen output")).to_have_text("+0.9: strongly worsens")
    assert strengths(workshop)["Nowhere to dry washing", DAMP] == 0.9
    delete = editor.get_by_role("button", name=f"Delete Nowhere to dry washing → {DAMP}")
    delete.focus()
    page.keyboard.press("Enter")
    expect(delete).to_have_count(0)
    assert ("Nowhere to dry washing", DAMP) not in strengths(workshop)
    page.wait_for_function("['BUTTON', 'SELECT'].includes(document.activeElement.tagName)")


def test_another_screen_sees_the_link_within_two_seconds(page, workshop, signed_in, editor):
    other = shown(workshop.open(signed_in, "01_map_issues", community=""))
    add_link(editor, "Short and unsure hours", FALLS, "-0.4")
    row = other.get_by_label(f"Strength of Short and unsure hours → {FALLS}")
    expect(row).to_have_value("-0.4")
    page.reload()
    expect(shown(page).get_by_label(f"Strength of Short and unsure hours → {FALLS}")).to_have_value("-0.4")


def test_a_community_begins_with_its_own_issues_and_their_neighbours(workshop, signed_in):
    editor = shown(workshop.open(signed_in, "01_map_issues"))
    expect(node(editor, DAMP)).to_have_count(1)
    expect(node(editor, "Debt and unpaid bills")).to_have_count(1)
    expect(node(editor, "Dark and empty quayside")).to_have_count(0)
    editor.get_by_label("Show all issues").check()
    expect(node(editor, "Dark and empty quayside")).to_have_count(1)
    editor.get_by_label("Show all issues").uncheck()


def test_a_group_s_map_is_shown_alone_and_the_choice_is_remembered(page, workshop, editor):
    choose_map(editor, RESIDENTS)
    links = drawn_by(workshop, RESIDENTS)
    expect(editor.get_by_role("heading", name=f"The map of {RESIDENTS}")).to_have_count(1)
    expect(editor.get_by_role("group", name=f"The map of {RESIDENTS}")).to_have_count(1)
    expect(editor.locator(".alone")).to_be_visible()
    expect(editor.locator(".counted")).to_contain_text(f"{len(links)} links")
    expect(editor.locator(".links li")).to_have_count(len(links))
    expect(editor.locator(".drawing .link")).to_have_count(len(links))
    trust = "Repairs that wait for months → People who do not trust the council"
    expect(editor.get_by_label(f"Strength of {trust}")).to_have_value("0.9")
    page.reload()
    expect(shown(page).get_by_label("Whose map")).to_have_value(RESIDENTS)
    expect(shown(page).get_by_label(f"Strength of {trust}")).to_have_value("0.9")
    choose_map(shown(page), AGREED)
    expect(shown(page).get_by_label(f"Strength of {trust}")).to_have_value("0.4")
    expect(shown(page).locator(".alone")).to_be_hidden()


def test_a_group_draws_a_map_of_its_own_and_the_agreed_one_is_untouched(page, workshop, editor):
    agreed, group = strengths(workshop), "Young people's table"
    begin_map(page, editor, f"  {group} ")
    expect(editor.get_by_label("Whose map")).to_be_focused()
    expect(editor.get_by_label("Whose map")).to_have_value(group)
    expect(editor.locator(".counted")).to_contain_text("0 links")
    expect(editor.get_by_text("No link yet.")).to_be_visible()

    # by the form; a link that stands on the agreed map too
    add_link(editor, DAMP, ASTHMA, "-0.3")
    expect(editor.locator(".status")).to_have_text(SAVED)
    # by the keys, in the drawing
    node(editor, BUS).focus()
    page.keyboard.press("Enter")
    node(editor, OUTCOME).focus()
    page.keyboard.press("Enter")
    expect(editor.locator(".chosen")).to_contain_text(f"{BUS} → {OUTCOME}")
    page.keyboard.press("ArrowRight")
    assert comes(lambda: drawn_by(workshop, group) == {(DAMP, ASTHMA): -0.3, (BUS, OUTCOME): 0.6})
    # by the mouse, from the handle
    drag(page, node(editor, FALLS).locator(".handle"), middle(node(editor, ASTHMA).locator(".box")))
    assert comes(lambda: (FALLS, ASTHMA) in drawn_by(workshop, group))
    editor.get_by_role("button", name=f"Delete {FALLS} → {ASTHMA}").click()
    assert comes(lambda: (FALLS, ASTHMA) not in drawn_by(workshop, group))
    # a link that is there already is opened, on this map
    add_link(editor, DAMP, ASTHMA)
    expect(editor.locator(".chosen output")).to_have_text("−0.3: slightly lessens")

    page.reload()
    expect(shown(page).get_by_label("Whose map")).to_have_value(group)
    expect(shown(page).locator(".links li")).to_have_count(2)
    expect(shown(page).get_by_label(f"Strength of {DAMP} → {ASTHMA}")).to_have_value("-0.3")
    expect(shown(page).get_by_label(f"Strength of {BUS} → {OUTCOME}")).to_have_value("0.6")
    with workshop.place as place:
        days = {row["drawn"] for row in place.rows("map_links").values() if row["map"] == group}
    assert days == {dt.date.today()}
    assert strengths(workshop) == agreed


def test_undo_shows_the_map_on_which_it_took_something_back(page, workshop, editor):
    agreed = strengths(workshop)
    begin_map(page, editor, "table 4")
    add_link(editor, BUS, ASTHMA)
    expect(editor.locator(".links li")).to_have_count(1)
    editor.get_by_role("button", name="Undo").click()
    expect(editor.locator(".links li")).to_have_count(0)
    assert drawn_by(workshop, "table 4") == {}
    add_link(editor, BUS, ASTHMA)
    expect(editor.locator(".links li")).to_have_count(1)
    choose_map(editor, AGREED)
    editor.get_by_role("button", name="Undo").click()
    expect(editor.get_by_label("Whose map")).to_have_value("table 4")
    expect(editor.locator(".status")).to_contain_text("Taken back")
    expect(editor.locator(".status")).to_contain_text("The map of table 4 is shown now.")
    expect(editor.locator(".links li")).to_have_count(0)
    assert strengths(workshop) == agreed


def test_a_new_map_needs_a_name_and_one_that_is_there_is_chosen(page, editor):
    choose_map(editor, ANOTHER)
    name = editor.get_by_label("Name of the group")
    page.keyboard.type("   ")
    page.keyboard.press("Enter")
    expect(name).to_have_attribute("aria-invalid", "true")
    expect(editor.get_by_role("heading", name=AGREED)).to_have_count(1)
    name.fill("residents'  TABLE")
    page.reload()  # what was typed is kept
    expect(shown(page).get_by_label("Name of the group")).to_have_value("residents'  TABLE")
    shown(page).get_by_role("button", name="Draw this map").click()
    expect(shown(page).get_by_label("Whose map")).to_have_value(RESIDENTS)
    page.reload()
    expect(shown(page).get_by_label("Whose map")).to_have_value(RESIDENTS)
    expect(shown(page).get_by_label("Name of the group")).to_be_hidden()
    # a name that was begun is given up by choosing another map
    choose_map(shown(page), ANOTHER)
    page.keyboard.type("table")
    choose_map(shown(page), AGREED)
    page.reload()
    expect(shown(page).get_by_label("Whose map")).to_have_value("")


def test_what_is_typed_is_never_markup(page, editor):
    editor.get_by_label("New issue").fill("<b>Bold</b> & loud")
    editor.get_by_role("button", name="Add issue").click()
    expect(node(editor, "<b>Bold</b> & loud")).to_have_count(1)
    begin_map(page, editor, "<b>Table</b> & chairs")
    expect(editor.locator(".whose")).to_have_text("The map of <b>Table</b> & chairs")
    expect(editor.locator("b")).to_have_count(0)


def test_it_fits_and_axe_finds_nothing(workshop, browser, axe):
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, bypass_csp=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{workshop.url}/?token=for-tests-only")
    page.close()
    page = workshop.open(context, "01_map_issues", community="")
    # what has scrolled beneath the page's own bar is not the editor's
    page.locator("header.top").evaluate("(bar) => { bar.style.position = 'static'; }")
    for large in (False, True):
        if large:
            shown(page).get_by_role("button", name="Larger text").click()
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            size = (
                shown(page).locator(".node text").first.evaluate("(text) => getComputedStyle(text).fontSize")
            )
            assert size == ("24px" if large else "16px")
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            edge = shown(page).locator(".drawing").bounding_box()
            for box in [each.bounding_box() for each in shown(page).locator(".node .box").all()]:
                assert edge["x"] <= box["x"]
                assert box["x"] + box["width"] <= edge["x"] + edge["width"]
            choose_map(shown(page), RESIDENTS)
            choose_map(shown(page), ANOTHER)
            shown(page).locator(".number").first.click(force=True)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            if large:
                for control in [*shown(page).locator("select, .naming button, .naming input").all()]:
                    if control.is_visible():
                        assert control.bounding_box()["height"] >= 44
            axe(page, ".issue-map")
    context.close()
