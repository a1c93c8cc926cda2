"""Every page of the demonstration in Chromium, with the network cut."""

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


@pytest.fixture
def opened(request, browser: Browser, folder: Path):
    name, width = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 900}, offline=True, reduced_motion="reduce"
    )
    page = context.new_page()
    found = Opened(page)
    page.on("request", lambda sent: found.requests.append(sent.url))
    page.on("console", lambda message: found.told.append(message.text))
    page.on("pageerror", lambda error: found.told.append(str(error)))
    page.goto((folder / name).as_uri())
    yield found
    context.close()


LOOKED_AT = [name for name in PAGES if name.split("/")[0] in ("index.html", "whole-place", "good-work")]
"""The index, the whole place and a thin community: the others are made of the same parts."""

wide = pytest.mark.parametrize("opened", [(name, 1280) for name in LOOKED_AT], indirect=True, ids=LOOKED_AT)
phone = pytest.mark.parametrize("opened", [(name, 390) for name in LOOKED_AT], indirect=True, ids=LOOKED_AT)


@wide
def test_no_request_leaves_and_nothing_goes_wrong(opened):
    assert [url for url in opened.requests if not url.startswith("file:")] == []
    assert opened.told == []
    assert opened.page.locator("h1").count() == 1


@wide
def test_anyone_can_read_it(opened, axe):
    """axe-core finds nothing against WCAG 2.2 AA, with all folds open."""
    for fold in opened.page.locator("details").all():
        fold.evaluate("fold => fold.open = true")
    axe(opened.page)


@phone
def test_it_fits_a_phone(opened):
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert opened.page.locator("figure .wide:visible").count() == 0


@pytest.mark.parametrize("opened", [(f"whole-place/{w.name}.html", 1280) for w in WORKBOOKS], indirect=True)
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


@pytest.mark.parametrize("opened", [("index.html", 1280)], indirect=True)
def test_the_index_opens_a_pack(opened):
    opened.page.get_by_role("link", name="Plan events, Warm Homes").click()
    assert opened.page.locator("h1").inner_text() == "Plan events"
