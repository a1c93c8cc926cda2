"""A sponsor's brief and an agreement, as they open on a phone and as they are printed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from copkit.packs.organisation_pages import AGREEMENTS, BRIEFS, organisation_pages

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("organisations")
    organisation_pages("demo", out)
    return out


@pytest.mark.parametrize("part", [BRIEFS, AGREEMENTS])
def test_it_fits_a_phone_and_anyone_can_read_it(made, browser, axe, part):
    context = browser.new_context(bypass_csp=True, viewport={"width": 390, "height": 800})
    page = context.new_page()
    longest = max((made / part).glob("*.html"), key=lambda path: path.stat().st_size)
    page.goto(longest.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    axe(page)
    context.close()


@pytest.mark.parametrize("part", [BRIEFS, AGREEMENTS])
def test_it_is_one_sheet_of_paper(made, browser, part):
    context = browser.new_context()
    page = context.new_page()
    for path in sorted((made / part).glob("*.html")):
        page.goto(path.as_uri())
        printed = page.pdf(prefer_css_page_size=True, format="A4")
        assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) == 1, path.name
    context.close()
