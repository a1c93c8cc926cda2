"""The workshop as a whole: sign-in, and a page for each workbook."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field

import nbformat
import pytest
from playwright.sync_api import Page, expect

from copkit.packs.library import PLACE_PAGE, WORKBOOK_FOLDER, WORKBOOKS

NAMES = [workbook.name for workbook in WORKBOOKS]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def workshop(whole_workshop):
    """Here the workbooks are as they are, with all that they find."""
    return whole_workshop


def test_nobody_gets_in_without_the_token(workshop, browser):
    context = browser.new_context()
    page = context.new_page()
    for path in ("/", "/workbook/06_build_knowledge"):
        page.goto(f"{workshop.url}{path}")
        assert "/login" in page.url
    assert page.request.post(f"{workshop.url}/copkit/place", data="{}").status == 403
    context.close()


def test_who_comes_without_the_key_is_told_where_it_stands_and_can_type_it(workshop, browser, axe):
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{workshop.url}/workbook/06_build_knowledge")
    expect(page.get_by_role("heading", level=1)).to_have_text("Open the workshop")
    axe(page)
    page.get_by_label("Key").fill("not this one")
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("alert")).to_contain_text("This is not the key of this workshop.")
    page.get_by_label("Key").fill(workshop.token)
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Build knowledge")
    context.close()


def test_a_page_from_before_a_restart_does_not_sign_out_who_signed_in_since(workshop, browser):
    """Its refusal may arrive after the sign-in, and must not tell the browser to forget who it is."""
    context = workshop.sign_in(browser)
    ours = next(cookie for cookie in context.cookies() if cookie["name"].startswith("username"))
    context.add_cookies([{**ours, "value": "of the last start"}])
    refused = context.request.post(f"{workshop.url}/copkit/place", data="{}")
    assert refused.status == 403
    assert "set-cookie" not in refused.headers
    context.close()


def test_another_site_cannot_write_in_the_name_of_who_signed_in(workshop, signed_in):
    """The sign-in alone is not enough: a request must come from a page of ours."""
    question = '{"do": "open", "tables": ["members"]}'
    for headers in ({}, {"Origin": "http://elsewhere.example"}, {"Referer": "http://elsewhere.example/"}):
        answer = signed_in.request.post(f"{workshop.url}/copkit/place", data=question, headers=headers)
        assert answer.status in (403, 404)
        assert "agrees_to_be_named" not in answer.text()


@pytest.mark.parametrize(
    "path", ["/api/kernels", "/api/contents", "/voila/files/01_map_issues.ipynb", "/voila/tree"]
)
def test_neither_kernels_nor_files_can_be_asked_for(workshop, signed_in, path):
    page = signed_in.new_page()
    assert page.goto(f"{workshop.url}{path}").status == 404


@dataclass
class Opened:
    """A page of the workshop, what it asked for and what it told while it opened."""

    page: Page
    asked: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def opened(request, workshop, browser) -> Iterator[Opened]:
    """The page of a workbook, or the first page; opened once for the tests that look at it."""
    context = workshop.sign_in(browser)
    found = Opened(context.new_page())
    context.on("request", lambda sent: found.asked.append(sent.url))
    context.on("console", lambda message: found.told.append(message.text))
    if request.param:
        found.page.close()
        found.page = workshop.open(context, request.param)
    else:
        found.page.goto(workshop.url)
    yield found
    context.close()


every_page = pytest.mark.parametrize("opened", ["", PLACE_PAGE.name, *NAMES], indirect=True)


@every_page
def test_it_opens_without_code_and_nothing_leaves(workshop, opened):
    assert opened.asked
    assert [url for url in opened.asked if not url.startswith(workshop.url)] == []
    assert opened.told == []
    text = opened.page.locator("main").inner_text()
    for word in ("widgets.", "show.", "here =", "Traceback", "could not be worked out", "could not be shown"):
        assert word not in text


@every_page
def test_it_fits_a_phone_and_double_size(opened):
    for width in (640, 390):
        opened.page.set_viewport_size({"width": width, "height": 800})
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


@every_page
def test_anyone_can_use_it(opened, axe):
    """axe-core finds nothing against WCAG 2.2 AA; with larger text too."""
    page = opened.page
    page.set_viewport_size({"width": 1280, "height": 900})
    for large in (False, True):
        page.evaluate("large => document.documentElement.classList.toggle('copkit-large', large)", large)
        assert too_small(page, *((24, 44) if large else (16, 24))) == []
        expect(page.locator("fieldset.body:disabled")).to_have_count(0)  # a busy machine loses the connection
        axe(page)


def too_small(page: Page, letters: int, target: int) -> list[str]:
    """What in the editors is written smaller than so many pixels, or is smaller to press."""
    return page.evaluate(
        """([letters, target]) => [...document.querySelectorAll(".copkit *")].filter(each => {
            const box = each.getBoundingClientRect();
            if (!box.width || !box.height || each.closest(".unseen, svg, [hidden]")) return false;
            const written = [...each.childNodes].some(part => part.nodeType === 3 && part.textContent.trim());
            const pressed = each.matches("button, select, input, textarea");
            const small = parseFloat(getComputedStyle(each).fontSize) < letters;
            return (small && (written || pressed)) || (pressed && box.height < target - 0.5);
        }).map(each => `${each.tagName} ${each.className} ${each.textContent.slice(0, 30)}`)""",
        [letters, target],
    )


@pytest.mark.parametrize("opened", NAMES, indirect=True)
def test_the_guide_is_folded_until_somebody_wants_it(opened):
    guide = opened.page.locator("details.guide")
    steps = guide.get_by_role("list").first
    expect(guide).to_have_count(1)
    expect(steps).to_be_hidden()
    guide.get_by_role("heading", name="How to run this workshop").click()
    expect(steps).to_be_visible()
    guide.locator("summary").click()
    expect(steps).to_be_hidden()


def test_each_sentence_of_the_place_on_a_page_leads_to_its_evidence(workshop, signed_in):
    page = workshop.open(signed_in, PLACE_PAGE.name)
    page.get_by_role("link", name="Weave networks: Who links others?").click()
    page.wait_for_url("**/workbook/03_weave_networks?community=#about-brokers")
    expect(page.get_by_role("heading", name="Who links others?")).to_be_in_viewport()


def test_another_community_is_another_run(workshop, signed_in):
    page = workshop.open(signed_in, "06_build_knowledge")
    page.get_by_label("Community", exact=True).first.select_option("Good Work")
    page.wait_for_url("**community=Good+Work**")
    expect(page.locator(".opening")).to_contain_text("Good Work")


def test_a_failing_cell_is_one_sentence_and_the_others_run(tmp_path, browser, served):
    folder = tmp_path / "workbooks"
    shutil.copytree(WORKBOOK_FOLDER, folder)
    path = folder / "06_build_knowledge.ipynb"
    notebook = nbformat.read(path, as_version=4)
    broken = next(at for at, cell in enumerate(notebook.cells) if cell.source.startswith("show.knowledge"))
    notebook.cells[broken].source = "raise RuntimeError('/home/anna/secret')"
    nbformat.write(notebook, path)
    elsewhere = f"library.WORKBOOK_FOLDER = pathlib.Path({str(folder)!r})"
    workshop = served(prelude=f"import pathlib; from copkit.packs import library; {elsewhere}")
    context = workshop.sign_in(browser)
    page = workshop.open(context, "06_build_knowledge")
    expect(page.locator(".failed")).to_have_text(
        "This part could not be worked out. The other parts of the page stand."
    )
    assert "secret" not in page.content()
    assert page.locator("section.finding").count() > 3
    context.close()
