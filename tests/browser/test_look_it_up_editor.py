"""'Look it up' in the workshop: found while one types, told in words, apart by community, never markup."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

EDITOR = "look_it_up"

HOSTILE = "Zebra <img src=x onerror=document.title='run'> 😀 crossing"
SECRET = "Zebra notes that we keep"


@pytest.fixture(autouse=True, scope="module")
def shelf(workshop):
    """A hostile title that all may see, one that another community keeps for itself, and a dozen more."""
    with workshop.place as place, place.change("Fill") as change:
        more = {"kind": "tool", "open_to": "public", "link": "javascript:document.title='run'"}
        change.add("resources", {"name": HOSTILE, "community": "Ageing Well", **more})
        secret = {"kind": "guide", "open_to": "members", "community": "Ageing Well"}
        change.add("resources", {"name": SECRET, **secret})
        for at in range(12):
            change.add("resources", {"name": f"Heron list {at:02}", "kind": "dataset", "community": None})


@pytest.fixture
def page(workshop, signed_in) -> Page:
    return workshop.open(signed_in, "06_build_knowledge")


def shown(page: Page) -> Locator:
    return page.locator("[data-editor*=look_it_up]")


@pytest.fixture
def editor(page) -> Locator:
    return shown(page)


def query(editor: Locator) -> Locator:
    return editor.get_by_label("What do you look for?")


def told(editor: Locator, words: str) -> None:
    expect(editor.locator(".told")).to_have_text(words)


def test_it_is_found_while_one_types_though_it_is_mistyped(page, editor):
    query(editor).focus()
    page.keyboard.type("dmap meter")
    told(editor, "Found: 4 resources, 12 people to ask.")
    have, who = (editor.get_by_role("region", name=name) for name in ("What have we on it?", "Who knows"))
    expect(have).to_contain_text("Showing results for 'damp meter'.")
    expect(have.locator("li").first).to_contain_text("How to check a home for damp")
    expect(have.locator("mark").first).to_have_text("damp")
    expect(have.locator("li").first).to_contain_text("kept by Warm Homes · anyone may see it")
    expect(who.locator("li").first).to_contain_text("Jamal Orde, Port Ellery Residents")
    expect(who.locator("li").first).to_contain_text("Answered 'Which meter do you use for damp?'.")
    assert editor.locator("a").count() == 0
    page.reload()
    expect(query(editor)).to_have_value("dmap meter")
    told(editor, "Found: 4 resources, 12 people to ask.")


def test_it_is_narrowed_by_kind_issue_and_community(page, editor):
    query(editor).fill("damp")
    told(editor, "Found: 3 resources, 12 people to ask.")
    editor.get_by_label("Kind").select_option(label="guide (2)")
    told(editor, "Found: 2 resources, 12 people to ask.")
    editor.get_by_label("Issue").select_option(label="Repairs that wait for months (1)")
    told(editor, "Found: 1 resource, 12 people to ask.")
    query(editor).fill("heron")
    expect(editor).to_contain_text("Nothing of that kind. Show all, or try another word.")
    editor.get_by_role("button", name="Show all").click()
    told(editor, "Found: 12 resources, no people to ask.")
    expect(editor).to_contain_text("And 2 more. Add a word")
    expect(editor).to_contain_text("Nobody is known to know about it.")
    expect(query(editor)).to_be_focused()


def test_what_others_keep_is_not_shown_and_markup_stays_text(workshop, signed_in, page, editor):
    query(editor).fill("zebra crossing")
    told(editor, "Found: 1 resource, no people to ask.")
    expect(editor.locator(".found li").first).to_contain_text(HOSTILE)
    expect(editor.locator(".found li").first).to_contain_text("javascript:document.title='run'")
    assert editor.locator("img").count() == 0
    assert page.title() != "run"
    theirs = shown(workshop.open(signed_in, "06_build_knowledge", community="Ageing Well"))
    query(theirs).fill("zebra")
    told(theirs, "Found: 2 resources, no people to ask.")


def test_it_fits_and_axe_finds_nothing(workshop, browser, axe):
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, bypass_csp=True, reduced_motion="reduce"
    )
    context.new_page().goto(f"{workshop.url}/?token=for-tests-only")
    page = workshop.open(context, "06_build_knowledge")
    editor = shown(page)
    page.locator("header.top").evaluate("(bar) => { bar.style.position = 'static'; }")
    for large in (False, True):
        if large:
            editor.get_by_role("button", name="Larger text").click()
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            query(editor).fill("dmap")
            told(editor, "Found: 3 resources, 12 people to ask.")
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            pressed = editor.locator("button:visible, select:visible, input:visible").all()
            assert min(each.bounding_box()["height"] for each in pressed) >= (44 if large else 28)
            axe(page, ".look-it-up")
    context.close()
