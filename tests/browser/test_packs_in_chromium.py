"""Every page of the demonstration in Chromium, with the network cut."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from copkit.packs.library import WORKBOOKS

FOLDERS = ["whole-place", "warm-homes", "ageing-well", "safe-streets", "young-minds", "good-work"]
PAGES = ["index.html", *(f"{folder}/{workbook.name}.html" for folder in FOLDERS for workbook in WORKBOOKS)]

pytestmark = pytest.mark.browser


@dataclass
class Opened:
    """A page and what it did while it opened."""

    page: Page
    requests: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


LOOKED_AT = [name for name in PAGES if name.split("/")[0] in ("index.html", "whole-place", "good-work")]
"""At the index, the whole place and a thin community from all sides: the others are made of the same parts,
and so are looked at once."""


@contextmanager
def on_a_phone(browser: Browser, file: Path) -> Iterator[Opened]:
    context = browser.new_context(
        viewport={"width": 390, "height": 900}, offline=True, reduced_motion="reduce"
    )
    page = context.new_page()
    found = Opened(page)
    page.on("request", lambda sent: found.requests.append(sent.url))
    page.on("console", lambda message: found.told.append(message.text))
    page.on("pageerror", lambda error: found.told.append(str(error)))
    page.goto(file.as_uri())
    yield found
    context.close()


@pytest.fixture(scope="module", params=LOOKED_AT)
def opened(request, browser: Browser, folder: Path) -> Iterator[Opened]:
    """A page that was opened on a phone, once for the tests that look at it."""
    with on_a_phone(browser, folder / request.param) as found:
        yield found


def test_it_fits_a_phone(opened):
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert opened.page.locator("figure .wide:visible").count() == 0


def test_it_can_be_enlarged_to_400_per_cent(opened):
    """A screen of 1280 by 1024, four times as large: only tables scroll sideways (WCAG 1.4.10)."""
    page = opened.page
    page.set_viewport_size({"width": 320, "height": 256})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    cut = """() => [...document.querySelectorAll('h1, h2, h3, p, li, dd, summary')].filter(each =>
        each.checkVisibility() && !each.closest('.table, .sheet, .leaves, .unseen, svg')
        && each.scrollWidth > each.clientWidth + 1
        && getComputedStyle(each).overflowX !== 'visible').map(each => each.textContent.slice(0, 40))"""
    assert page.evaluate(cut) == []
    page.set_viewport_size({"width": 390, "height": 900})


def test_the_keyboard_reaches_everything_in_the_order_of_the_page(opened):
    """Each press of Tab goes on to something further down, that can be seen and shows where one is."""
    page = opened.page
    page.evaluate("window.scrollTo(0, 0); document.activeElement.blur()")
    expected = page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
            .filter(each => each.checkVisibility() && !each.disabled).length"""
    )
    order = []
    for _ in range(min(expected, 30)):
        page.keyboard.press("Tab")
        order.append(
            page.evaluate(
                """() => { const now = document.activeElement, look = getComputedStyle(now);
                const all = [...document.querySelectorAll('*')];
                const seen = look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2;
                return [all.indexOf(now), seen]; }"""
            )
        )
    places = [place for place, _ in order]
    assert places == sorted(set(places))
    assert all(seen for _, seen in order)


def test_nothing_moves_for_who_wants_no_motion(opened):
    moving = """() => [...document.querySelectorAll('*')].filter(each => {
        const look = getComputedStyle(each);
        return parseFloat(look.animationDuration) > 0 || parseFloat(look.transitionDuration) > 0
            || look.scrollBehavior === 'smooth'; }).length"""
    assert opened.page.evaluate("matchMedia('(prefers-reduced-motion: reduce)').matches")
    assert opened.page.evaluate(moving) == 0
    assert opened.page.evaluate("document.getAnimations().length") == 0


def test_it_says_its_language_and_what_it_is(opened):
    page = opened.page
    assert page.evaluate("document.documentElement.lang") == "en-GB"
    heading = page.locator("h1").inner_text()
    assert page.title().startswith(heading)


def test_it_prints_on_a4_and_nothing_is_cut(opened):
    page = opened.page
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 1000})
    tallest = page.evaluate(
        "Math.max(0, ...[...document.querySelectorAll('figure')].map(f => f.getBoundingClientRect().height))"
    )
    assert tallest < 980
    assert page.evaluate("document.documentElement.scrollWidth") <= 680
    assert page.pdf(prefer_css_page_size=True, tagged=True).startswith(b"%PDF")


def test_anyone_can_read_it(opened, axe):
    """axe-core finds nothing against WCAG 2.2 AA, with all folds open."""
    opened.page.emulate_media(media="screen")
    opened.page.set_viewport_size({"width": 1280, "height": 900})
    open_all_folds(opened.page)
    axe(opened.page)


def open_all_folds(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")


def test_no_request_leaves_and_nothing_goes_wrong(opened):
    assert_quiet(opened)


def assert_quiet(opened: Opened) -> None:
    assert [url for url in opened.requests if not url.startswith("file:")] == []
    assert opened.told == []
    assert opened.page.locator("h1").count() == 1


@pytest.mark.parametrize("name", [name for name in PAGES if name not in LOOKED_AT])
def test_so_do_the_packs_of_the_other_communities(browser, folder, axe, name):
    with on_a_phone(browser, folder / name) as opened:
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390
        open_all_folds(opened.page)
        axe(opened.page)
        assert_quiet(opened)


def test_the_index_opens_a_pack(browser, folder):
    context = browser.new_context(offline=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    page.get_by_role("link", name="Plan events, Warm Homes").click()
    assert page.locator("h1").inner_text() == "Plan events"
    context.close()
