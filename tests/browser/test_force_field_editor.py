"""The force field in the workshop: forces typed on both sides, weighed, and told what to weaken first."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

EDITOR = "force_field"

COMMUNITY = "Bee Friends"
CHANGE = "Hives on the roofs"


@pytest.fixture(autouse=True)
def community(workshop):
    """A community without forces; they and it are gone after the test."""
    with workshop.place as place, place.change("Begin") as change:
        change.add("communities", {"name": COMMUNITY})
    yield
    with workshop.place as place, place.change("Clear") as change:
        for table, column in (("forces", "community"), ("communities", "name")):
            for row, values in change.rows(table).items():
                if values[column] == COMMUNITY:
                    change.delete(table, row)


@pytest.fixture
def page(workshop, signed_in) -> Page:
    return workshop.open(signed_in, "05_clear_the_way", community=COMMUNITY)


def shown(page: Page) -> Locator:
    return page.locator("[data-editor*=force_field]")


@pytest.fixture
def editor(page) -> Locator:
    return shown(page)


def saved(editor: Locator, words: str = "Saved") -> None:
    expect(editor.locator(".status")).to_have_text(re.compile(rf"^{words} \d\d:\d\d$"))


def side(editor: Locator, name: str) -> Locator:
    return editor.get_by_role("region", name=name, exact=True)


def want(editor: Locator, change: str = CHANGE) -> None:
    editor.get_by_label("The change that is wanted").fill(change)
    editor.get_by_label("The change that is wanted").press("Enter")


def add(editor: Locator, question: str, *forces: str) -> None:
    for force in forces:
        field = editor.get_by_label(question)
        field.fill(force)
        field.press("Enter")
        expect(field).to_have_value("")
        expect(field).to_be_focused()


def forces(workshop) -> dict[str, tuple[str, int, str]]:
    with workshop.place as place:
        rows = place.read("forces")
    rows = rows[rows["community"] == COMMUNITY]
    return {row.force: (row.direction, int(row.strength), row.change) for row in rows.itertuples()}


def test_forces_are_typed_and_weighed_and_the_strongest_restraint_comes_first(workshop, page, editor):
    expect(side(editor, "Drives it")).to_be_hidden()
    want(editor)
    expect(editor.get_by_label("What drives it?")).to_be_focused()
    add(editor, "What drives it?", "Honey sells", "Schools ask")
    add(editor, "What holds it back?", "The insurance", "Stings")
    stings = side(editor, "Holds it back").get_by_role("group", name="Stings")
    stings.get_by_label("5", exact=True).check()
    saved(editor)
    expect(
        editor.get_by_role("region", name=re.compile("^Weaken first")).get_by_role("listitem")
    ).to_have_text(["Stings (5)", "The insurance (3)"])
    expect(
        editor.get_by_text("What holds it back: 2 forces, 8 in all. As judged here, more holds")
    ).to_be_visible()
    assert forces(workshop) == {
        "Honey sells": ("driving", 3, CHANGE),
        "Schools ask": ("driving", 3, CHANGE),
        "The insurance": ("restraining", 3, CHANGE),
        "Stings": ("restraining", 5, CHANGE),
    }
    page.reload()
    expect(shown(page).get_by_label("Which change")).to_have_value(re.compile(CHANGE))
    expect(stings.get_by_label("5", exact=True)).to_be_checked()
    stings.get_by_role("button", name="Delete: Stings").click()
    saved(editor, "Deleted; Undo brings it back. Saved")
    expect(side(editor, "Holds it back").get_by_label("In words")).to_be_focused()
    editor.get_by_role("button", name="Undo").click()
    expect(stings).to_be_visible()


def test_the_arrow_is_as_long_as_the_force_and_the_keys_change_it(workshop, page, editor, wait_for):
    want(editor)
    add(editor, "What drives it?", "Honey sells")
    side_now = side(editor, "Drives it")
    arrow = side_now.locator(".arrow")
    room = side_now.locator(".kept fieldset").first.bounding_box()
    three = arrow.bounding_box()
    assert three["width"] == pytest.approx(room["width"] * 0.6, abs=2)
    assert three["x"] + three["width"] == pytest.approx(room["x"] + room["width"], abs=2)  # at the middle
    side_now.get_by_label("3", exact=True).focus()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    expect(side_now.get_by_label("5", exact=True)).to_be_checked()
    wait_for(lambda: forces(workshop)["Honey sells"][1] == 5, page)
    assert arrow.bounding_box()["width"] == pytest.approx(room["width"], abs=2)


def test_other_words_for_the_change_go_to_all_forces_and_to_the_other_screen(
    workshop, signed_in, page, editor
):
    want(editor)
    add(editor, "What drives it?", "Honey sells", "Schools ask")
    there = shown(workshop.open(signed_in, "05_clear_the_way", community=COMMUNITY))
    expect(there.get_by_label("The change that is wanted")).to_have_value(CHANGE)
    want(editor, "Hives on all roofs")
    saved(editor)
    expect(there.get_by_label("The change that is wanted")).to_have_value("Hives on all roofs")
    expect(side(there, "Drives it").get_by_role("group", name="Schools ask")).to_be_visible()
    assert {change for *_, change in forces(workshop).values()} == {"Hives on all roofs"}
    add(there, "What holds it back?", "Stings")
    expect(side(editor, "Holds it back").get_by_role("group", name="Stings")).to_be_visible()
    there.get_by_label("Which change").select_option(label="Another change …")
    expect(there.get_by_label("The change that is wanted")).to_have_value("")
    expect(side(there, "Drives it")).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 390])
def test_it_fits_and_axe_finds_nothing(workshop, browser, width, axe):
    context = browser.new_context(
        viewport={"width": width, "height": 900}, bypass_csp=True, reduced_motion="reduce"
    )
    context.new_page().goto(f"{workshop.url}/?token=for-tests-only")
    page = workshop.open(context, "05_clear_the_way", community=COMMUNITY)
    editor = shown(page)
    want(editor)
    add(editor, "What drives it?", "Honey sells")
    add(editor, "What holds it back?", "The insurance of the roofs asks for a fence around each")
    page.locator("header.top").evaluate("(bar) => { bar.style.position = 'static'; }")
    left, right = (side(editor, name).bounding_box() for name in ("Drives it", "Holds it back"))
    assert (left["y"] == right["y"]) == (width == 1280)
    for large in (False, True):
        if large:
            editor.get_by_role("button", name="Larger text").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        pressed = editor.locator(
            "button:visible, select:visible, .mark:visible, input[type=text]:visible"
        ).all()
        assert min(each.bounding_box()["height"] for each in pressed) >= (44 if large else 28)
        axe(page, ".force-field")
    context.close()
