"""Sheets on A4, printed by Chromium: as many pages as there should be, and nothing cut or torn apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from playwright.sync_api import Browser, Page

from copkit.packs.export import to_html
from copkit.place.store import Place
from copkit.place.view import View, view
from copkit.show import on_paper
from copkit.show.page import Shown

pytestmark = pytest.mark.browser

EVENT = "Gathering of everybody who looks after a home in the harbour wards, 28 July 2026"
LONG_NAME = "Bartholomew-Alexander Featherstonehaugh-Cholmondeley of Llanfairpwllgwyngyll (Housing)"
LONG_ORGANISATION = "Port Ellery and the Northern Islands Joint Board for Housing, Health and Social Care"
MEMBERS, TABLES, ROUNDS = 47, 4, 8
MM = 96 / 25.4
"""Pixels of a page in a millimetre."""
WIDTH, HEIGHT = 180, 263
"""What the margins of a pack leave of A4, in millimetres."""


@pytest.fixture(scope="module")
def here() -> View:
    """A large event: long names, many rounds, many steps."""
    names = [LONG_NAME, *(f"Somebody Surname-{at:02}" for at in range(2, MEMBERS + 1))]
    place = Place.in_memory()
    with place.change("Begin") as change:
        for name in (LONG_ORGANISATION, "Ellery Council"):
            change.add("organisations", {"name": name, "sector": "public"})
        change.add("communities", {"name": "Homes"})
        change.add(
            "events",
            {
                "name": EVENT,
                "community": "Homes",
                "date": "2026-07-28",
                "starts": "09:30",
                "minutes": 420,
                "venue": "Harbour hall, by the ferry landing, upstairs",
                "purpose": "Choose three issues for the autumn, and say who does what by when",
            },
        )
        for at, name in enumerate(names):
            organisation = "Ellery Council" if at % 10 else LONG_ORGANISATION
            change.add("members", {"name": name, "organisation": organisation})
            change.add("memberships", {"member": name, "community": "Homes", "role": "active"})
            for number in range(1, ROUNDS + 1):
                group = (at * number + at // TABLES) % TABLES + 1
                seat = {"event": EVENT, "round": number, "member": name, "group": group, "hosts": at < 4}
                change.add("group_places", seat)
        for position in range(1, 41):
            item = {
                "event": EVENT,
                "position": position,
                "title": "1-2-4-All: what keeps a home warm, and who says so",
                "kind": "break" if position % 7 == 0 else "small groups",
                "minutes": 10,
                "lead": names[position],
            }
            change.add("agenda_items", item)
    return view(place)


def page_of(*papers: Shown) -> str:
    """A pack that shows them, each under a heading."""
    cells = [new_markdown_cell("# Plan events"), new_markdown_cell("## On paper")]
    for number, paper in enumerate(papers, 1):
        shown = new_code_cell("show.on_paper", outputs=[])
        shown.outputs = [new_output("display_data", data=paper._repr_mimebundle_())]
        cells += [new_markdown_cell(f"### Heading {number}\n\nA word about it."), shown]
    return to_html(new_notebook(cells=cells), "copkit-pack")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(offline=True, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def in_print(page: Page, *papers: Shown) -> Page:
    page.set_content(page_of(*papers))
    page.emulate_media(media="print")
    page.set_viewport_size({"width": round(WIDTH * MM), "height": round(HEIGHT * MM)})
    return page


def pages(page: Page) -> int:
    """How many sheets come out, without the first one (the title) and the last one (the foot)."""
    printed = page.pdf(prefer_css_page_size=True, tagged=True)
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) - 2


def cut(page: Page, selector: str) -> list[str]:
    """The elements that hold more than there is room for in them, or reach beyond the page."""
    return page.evaluate(
        """([selector, width]) => [...document.querySelectorAll(selector)].filter(each => {
            const room = each.getBoundingClientRect();
            const inside = part => part.top > room.top - 1 && part.bottom < room.bottom + 1
                && part.left > room.left - 1 && part.right < room.right + 1;
            const parts = [...each.querySelectorAll("*")].map(part => part.getBoundingClientRect());
            return !parts.every(inside) || each.scrollHeight > each.clientHeight + 1
                || room.right > width + 1;
        }).map(each => each.textContent.slice(0, 80))""",
        [selector, WIDTH * MM],
    )


def sizes(page: Page, selector: str) -> set[tuple[int, int]]:
    """Width and height in whole millimetres."""
    boxes = page.locator(selector).evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(box => [box.width, box.height])"
    )
    return {(round(width / MM), round(height / MM)) for width, height in boxes}


def test_badges_are_two_by_five_on_each_sheet(page, here):
    in_print(page, on_paper.badges(here))
    assert pages(page) == 5
    assert sizes(page, ".badges li") == {(90, 52)}
    assert cut(page, ".badges li") == []
    assert page.locator(".badges td").count() == MEMBERS * ROUNDS


def test_each_table_card_has_a_sheet_that_folds_in_half(page, here):
    in_print(page, on_paper.table_cards(here))
    assert pages(page) == TABLES * ROUNDS
    assert sizes(page, ".card") == {(WIDTH, 260)}
    assert cut(page, ".card .half:not(.turned)") == []
    halves = page.locator(".card").first.locator(".half")
    top = halves.first.evaluate("half => half.getBoundingClientRect()")
    margin = 16
    assert round(top["height"] / MM) + margin == 148  # the middle of A4 is at 148.5 mm


def test_the_sign_in_sheet_repeats_its_head_and_cuts_no_line(page, here):
    in_print(page, on_paper.sign_in_sheet(here))
    assert pages(page) == 3
    assert cut(page, ".sign-in tr") == []
    assert page.locator(".sign-in thead").evaluate("head => getComputedStyle(head).display") == (
        "table-header-group"
    )
    breaks = page.locator(".sign-in tbody tr").evaluate_all(
        "rows => rows.map(row => getComputedStyle(row).breakInside)"
    )
    assert set(breaks) == {"avoid"}


@pytest.mark.parametrize(("reader", "sheets"), [("participants", 2), ("helpers", 3), ("host", 3)])
def test_an_agenda_of_forty_steps(page, here, reader, sheets):
    in_print(page, on_paper.agenda_sheet(here, reader=reader))
    assert pages(page) == sheets
    assert cut(page, ".agenda tr") == []
    assert sizes(page, ".agenda").pop()[0] <= WIDTH


def test_two_feedback_forms_are_on_one_sheet(page, here):
    in_print(page, on_paper.feedback_form(here))
    assert pages(page) == 1
    assert cut(page, ".form") == []
    assert sizes(page, ".form li") == {(11, 11)}


def test_headings_and_hints_for_the_screen_take_no_paper(page, here):
    in_print(page, on_paper.feedback_form(here), on_paper.agenda_sheet(here), on_paper.feedback_form(here))
    assert pages(page) == 4
    assert not page.get_by_text("Heading 2").is_visible()
    assert not page.get_by_text("A word about it").first.is_visible()
    assert page.locator(".told:visible").count() == 0


def test_headings_above_what_is_still_needed_stay(page, here):
    in_print(page, on_paper.badges(view(Place.in_memory())))
    assert page.get_by_role("heading", name="Heading 1").is_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_on_a_screen_anyone_can_read_them(page, here, width, axe):
    papers = [on_paper.badges(here), on_paper.table_cards(here), on_paper.sign_in_sheet(here)]
    papers += [on_paper.agenda_sheet(here, reader=reader) for reader in on_paper.READERS]
    page.set_viewport_size({"width": width, "height": 900})
    page.set_content(page_of(*papers, on_paper.feedback_form(here)))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".paper .told:visible").count() == len(papers) + 1
    axe(page)
