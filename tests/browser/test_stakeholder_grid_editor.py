"""The stakeholder grid in the workshop: who is where, by the same rule as the method, with points to move."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from playwright.sync_api import Locator, Page, expect

from copkit.functions.enablement.stakeholder_grid import stakeholder_grid

pytestmark = pytest.mark.browser

EDITOR = "stakeholder_grid"

COMMUNITY = "Bee Friends"
DIRECTOR = "Director of roofs"


@pytest.fixture(autouse=True)
def community(workshop):
    """A community without stakeholders of its own, and no others in the place; as it was after the test."""
    with workshop.place as place, place.change("Begin") as change:
        change.add("communities", {"name": COMMUNITY})
        others = change.rows("stakeholders")
        for row in others:
            change.delete("stakeholders", row)
    yield
    with workshop.place as place, place.change("Clear") as change:
        for row in change.rows("stakeholders"):
            change.delete("stakeholders", row)
        for row, values in change.rows("communities").items():
            if values["name"] == COMMUNITY:
                change.delete("communities", row)
        for values in others.values():
            change.add("stakeholders", values)


@pytest.fixture
def everywhere(workshop) -> pd.DataFrame:
    """One stakeholder on each spot of the grid, and eight more on one."""
    spots = [(power, interest) for power in range(1, 6) for interest in range(1, 6)] + [(4, 4)] * 8
    stances = ("supports", "undecided", "against", None)
    rows = [
        {
            "name": f"Office {at}",
            "community": COMMUNITY,
            "power": power,
            "interest": interest,
            "stance": stances[at % 4],
        }
        for at, (power, interest) in enumerate(spots)
    ]
    with workshop.place as place, place.change("Fill") as change:
        for row in rows:
            change.add("stakeholders", row)
    return pd.DataFrame(rows)


@pytest.fixture
def page(workshop, signed_in) -> Page:
    return workshop.open(signed_in, "05_clear_the_way", community=COMMUNITY)


def shown(page: Page) -> Locator:
    return page.locator("[data-editor*=stakeholder_grid]")


@pytest.fixture
def editor(page) -> Locator:
    return shown(page)


def saved(editor: Locator, words: str = "Saved") -> None:
    expect(editor.locator(".status")).to_have_text(re.compile(rf"^{words} \d\d:\d\d$"))


def points(editor: Locator) -> Locator:
    return editor.get_by_role("group", name="Stakeholders by power and interest").get_by_role("button")


def add(editor: Locator, name: str, power: str, interest: str, stance: str = "") -> None:
    form = editor.locator(".adding")
    form.get_by_label("Who").fill(name)
    for label, value in (("Power", power), ("Interest", interest), ("Stance", stance)):
        form.get_by_label(label).select_option(value)
    form.get_by_role("button").click()


def stakeholder(workshop, name: str) -> tuple[int, int, str]:
    with workshop.place as place:
        rows = place.read("stakeholders").set_index("name")
    row = rows.loc[name]
    return int(row["power"]), int(row["interest"]), row["stance"]


def test_a_stakeholder_is_added_and_moves_with_the_keys_and_the_list(workshop, page, editor, wait_for):
    expect(editor.get_by_text("Write offices rather than names")).to_be_visible()
    add(editor, DIRECTOR, "4", "3", "undecided")
    saved(editor)
    point = points(editor)
    expect(point).to_have_accessible_name(f"1: {DIRECTOR}, power 4, interest 3, undecided, keep satisfied")
    point.focus()
    for key in ("ArrowUp", "ArrowUp", "ArrowRight"):  # 5 is the most
        page.keyboard.press(key)
    expect(point).to_have_accessible_name(f"1: {DIRECTOR}, power 5, interest 4, undecided, key players")
    expect(point).to_be_focused()
    wait_for(lambda: stakeholder(workshop, DIRECTOR) == (5, 4, "undecided"), page)
    page.keyboard.press("Enter")
    line = editor.locator(".kept > li")
    expect(line.get_by_label("Power")).to_be_focused()
    line.get_by_label("Stance").select_option("supports")
    saved(editor)
    page.reload()
    expect(points(editor)).to_have_accessible_name(re.compile("supports it, key players"))
    editor.get_by_role("button", name=f"Delete: {DIRECTOR}").click()
    saved(editor, "Deleted; Undo brings it back. Saved")
    expect(points(editor)).to_have_count(0)
    editor.get_by_role("button", name="Undo").click()
    expect(points(editor)).to_have_count(1)


def test_each_spot_lies_in_the_quarter_of_the_method_and_no_two_points_lie_on_each_other(everywhere, editor):
    expected = stakeholder_grid(everywhere).set_index("name")["quadrant"]
    expect(points(editor)).to_have_count(len(everywhere))
    told = points(editor).evaluate_all("(all) => all.map((each) => each.getAttribute('aria-label'))")
    quarters = {re.search(r"Office \d+", each).group(): each.rsplit(", ", 1)[1] for each in told}
    assert {name: quarter.removesuffix("s") for name, quarter in quarters.items()} == expected.to_dict()
    spots = [each.bounding_box() for each in points(editor).all()]
    middles = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in spots]
    apart = [
        max(abs(one[0] - other[0]), abs(one[1] - other[1]))
        for at, one in enumerate(middles)
        for other in middles[at + 1 :]
    ]
    assert min(apart) >= 30
    border = editor.locator(".quarter.first").bounding_box()
    inside = [
        border["x"] < x < border["x"] + border["width"] and border["y"] < y < border["y"] + border["height"]
        for x, y in middles
    ]
    assert sum(inside) == sum(expected == "key player")


def test_what_is_missing_is_told_and_two_screens_see_the_same(workshop, signed_in, page, editor):
    add(editor, DIRECTOR, "5", "")
    expect(editor.get_by_role("alert").filter(has_text="Not saved")).to_be_visible()
    expect(editor.locator(".adding").get_by_label("Interest")).to_have_attribute("aria-invalid", "true")
    page.reload()
    expect(editor.locator(".adding").get_by_label("Who")).to_have_value(DIRECTOR)  # typing is kept
    there = shown(workshop.open(signed_in, "05_clear_the_way", community=COMMUNITY))
    add(editor, DIRECTOR, "5", "2")
    saved(editor)
    expect(points(there)).to_have_accessible_name(re.compile("power 5, interest 2, keep satisfied"))
    there.locator(".kept").get_by_label("Interest").select_option("5")
    expect(points(editor)).to_have_accessible_name(re.compile("power 5, interest 5, key players"))


def test_it_fits_and_axe_finds_nothing(workshop, everywhere, browser, axe):
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, bypass_csp=True, reduced_motion="reduce"
    )
    context.new_page().goto(f"{workshop.url}/?token=for-tests-only")
    page = workshop.open(context, "05_clear_the_way", community=COMMUNITY)
    editor = shown(page)
    page.locator("header.top").evaluate("(bar) => { bar.style.position = 'static'; }")
    for large in (False, True):
        if large:
            editor.get_by_role("button", name="Larger text").click()
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            page.wait_for_timeout(300)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            pressed = editor.locator("button:visible, select:visible, .drawing .point[role=button]").all()
            assert min(each.bounding_box()["height"] for each in pressed) >= (44 if large else 28)
            axe(page, ".stakeholder-grid")
    context.close()
