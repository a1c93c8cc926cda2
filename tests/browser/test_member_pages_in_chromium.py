"""A member's page and the note on a member, as they open from an e-mail on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest

from copkit.packs.member_pages import NOTES, PAGES, member_pages

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("pages")
    member_pages("demo", out, communities=["Warm Homes"], jobs=1)
    return out


@pytest.mark.parametrize("part", [PAGES, NOTES])
def test_it_fits_a_phone_and_anyone_can_read_it(made, browser, axe, part):
    context = browser.new_context(bypass_csp=True, viewport={"width": 390, "height": 800})
    page = context.new_page()
    longest = max((made / part).glob("*.html"), key=lambda path: path.stat().st_size)
    page.goto(longest.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    axe(page)
    context.close()


def test_it_asks_for_nothing_and_complains_of_nothing(made, browser):
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    told: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    page.on("console", lambda message: told.append(message.text))
    first = next((made / PAGES).glob("*.html")).as_uri()
    page.goto(first)
    assert asked == [first]
    assert told == []
    assert page.pdf(prefer_css_page_size=True, tagged=True).startswith(b"%PDF")
    context.close()
