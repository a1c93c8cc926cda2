"""Every page of the demonstration in Chromium, with the network cut."""

from collections.abc import Iterator
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
"""The index, the whole place and a thin community: the others are made of the same parts."""


@pytest.fixture(scope="module", params=LOOKED_AT)
def opened(request, browser: Browser, folder: Path) -> Iterator[Opened]:
    """A page that was opened on a phone, once for the tests that look at it."""
    context = browser.new_context(
        viewport={"width": 390, "height": 900}, offline=True, reduced_motion="reduce"
    )
    page = context.new_page()
    found = Opened(page)
    page.on("request", lambda sent: found.requests.append(sent.url))
    page.on("console", lambda message: found.told.append(message.text))
    page.on("pageerror", lambda error: found.told.append(str(error)))
    page.goto((folder / request.param).as_uri())
    yield found
    context.close()


def test_it_fits_a_phone(opened):
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert opened.page.locator("figure .wide:visible").count() == 0


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
    page = opened.page
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    axe(page)


def test_no_request_leaves_and_nothing_goes_wrong(opened):
    assert [url for url in opened.requests if not url.startswith("file:")] == []
    assert opened.told == []
    assert opened.page.locator("h1").count() == 1


def test_the_index_opens_a_pack(browser, folder):
    context = browser.new_context(offline=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    page.get_by_role("link", name="Plan events, Warm Homes").click()
    assert page.locator("h1").inner_text() == "Plan events"
    context.close()
