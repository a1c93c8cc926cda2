"""A place in which every text is an attack. In Chromium nothing of it runs, and it shows as it was typed."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from copkit.packs.batch import packs
from copkit.packs.library import PLACE_PAGE, workbook
from copkit.packs.member_pages import member_pages
from copkit.packs.organisation_pages import organisation_pages
from copkit.place.schema import TABLES
from copkit.place.store import Place

pytestmark = pytest.mark.browser

DAY = "2026-06-30"
PAYLOADS = (
    "<script>window.hurt = 1</script>",
    "<img src=x onerror=\"window.hurt = 1; fetch('https://evil.example/')\">",
    "<svg onload=window.hurt=1><animate onbegin=window.hurt=1 attributeName=x dur=1s></svg>",
    "</title></style></textarea></script><script>window.hurt=1</script>",
    '" autofocus onfocus="window.hurt=1" x=\'',
    "<style>@import 'https://evil.example/a.css'; body { background: url(https://evil.example/b) }</style>",
    "<iframe src='javascript:parent.hurt=1'></iframe><base href='https://evil.example/'>",
    "![a](https://evil.example/c.png) [b](javascript:window.hurt=1)",
    "<a href='javascript:window.hurt=1'>d</a> javascript:window.hurt=1",
    r"$\href{javascript:window.hurt=1}{e}$ $x^2$ \(y\) $",
    "{{ 7*7 }} {% raw %} {# f #} ${window.hurt=1} `${alert(1)}`",
    "<math><mtext><table><mglyph><style><img src=x onerror=window.hurt=1>",
    "&lt;script&gt;window.hurt=1&lt;/script&gt; &amp; \u202egpj.exe\u202c",
)
CREATED = (
    "img[src='x'], iframe, base, object, embed, math, svg[onload], animate, "
    "a[href^='javascript'], a[href*='evil'], link[href*='evil'], meta[http-equiv=refresh]"
)


def thin_out(where: Path) -> None:
    """Leaves every third row of the long tables that no other row names: far more than there are attacks.
    Ties stay, as of few nothing would be shown."""
    named = {field.refers_to for table in TABLES.values() for field in table.fields().values()}
    with closing(sqlite3.connect(where)) as opened, opened:
        for name in TABLES.keys() - named - {"ties"}:
            rows = opened.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            if rows >= 9 * len(PAYLOADS):
                opened.execute(f"DELETE FROM {name} WHERE id % 3 > 0")


def spoil(where: Path) -> None:
    """Puts an attack behind every text of a place, each kind in its turn."""
    with Place.open(where) as place:
        rows = {name: list(place.rows(name)) for name in TABLES}
        with place.change("Attack") as change:
            for name, table in TABLES.items():
                texts = [
                    column for column, field in table.fields().items() if field.kind in ("text", "words")
                ]
                for number, row in enumerate(rows[name]):
                    standing = change.row(name, row)
                    put = {
                        column: f"{standing[column]} {PAYLOADS[(number + place_of) % len(PAYLOADS)]}"
                        for place_of, column in enumerate(texts)
                        if isinstance(standing[column], str) and (name, column) != ("survey_waves", "form")
                    }
                    if table.shared_if:
                        put[table.shared_if] = True if table.shared_if.startswith("may") else "public"
                    if put:
                        change.update_read(name, row, put)


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory, demo_town) -> Path:
    """The made-up town with an attack behind every text."""
    where = tmp_path_factory.mktemp("spoiled") / "town.place"
    demo_town(where).close()
    thin_out(where)
    spoil(where)
    return where


@pytest.fixture
def attacked(served, spoiled) -> Callable[..., Any]:
    """``attacked(more=...)``: a workshop of the town with the attacks in it."""

    def begin(**more: Any) -> Any:
        workshop = served(**more)
        with closing(sqlite3.connect(spoiled)) as town, closing(sqlite3.connect(workshop.where)) as used:
            town.backup(used)
        return workshop

    return begin


@pytest.fixture(scope="module")
def made(tmp_path_factory, spoiled) -> Path:
    """The packs of the room for the whole place and two public ones, the index, and pages for people."""
    folder = tmp_path_factory.mktemp("hostile")
    where = shutil.copy(spoiled, folder / "town.place")
    outcomes = packs(where, folder / "room", communities=[""], as_of=DAY, audience="workshop", jobs=1)
    with Place.open(where) as place:
        community = str(place.read("communities")["name"].iloc[0])
    some = [workbook(name) for name in ("1", "6")]
    outcomes += packs(
        where,
        folder / "public",
        communities=[community],
        workbooks=some,
        as_of=DAY,
        audience="public",
        jobs=1,
    )
    assert [outcome.detail for outcome in outcomes if outcome.failed] == []
    member_pages(str(where), folder / "members", communities=[community], as_of=DAY, jobs=1)
    organisation_pages(str(where), folder / "organisations", as_of=DAY)
    return folder


class Watched:
    """A page of which every request, dialog and complaint is kept."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self.asked: list[str] = []
        self.told: list[str] = []
        self.page.on("request", lambda sent: self.asked.append(sent.url))
        self.page.on("console", lambda message: self.told.append(message.text))
        self.page.on("pageerror", lambda error: self.told.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.told.append(dialog.message), dialog.dismiss()))

    def is_unhurt(self, own: str = "") -> None:
        """Nothing ran, nothing was made of what was typed, and nobody else was asked for anything."""
        self.page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
        self.page.mouse.move(200, 200)
        self.page.wait_for_timeout(200)
        assert self.page.evaluate("typeof window.hurt") == "undefined"
        assert self.told == []
        assert {urlsplit(url).netloc for url in self.asked if not url.startswith("data:")} <= {own}
        assert self.page.locator(CREATED).evaluate_all("found => found.map(each => each.outerHTML)") == []
        handlers = """() => [...document.querySelectorAll('*')].filter(each =>
            [...each.attributes].some(one => one.name.startsWith('on'))).map(each => each.outerHTML)"""
        assert self.page.evaluate(handlers) == []


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    context = browser.new_context()
    yield Watched(context)
    context.close()


def test_no_file_runs_what_was_typed_or_asks_for_it(made, browser):
    files = sorted(made.rglob("*.html"))
    assert len(files) > 30
    shown = dict.fromkeys(PAYLOADS, 0)
    context = browser.new_context()
    for path in files[:24] + files[24::12]:
        watched = Watched(context)
        watched.page.goto(path.as_uri())
        watched.is_unhurt()
        text = " ".join(watched.page.evaluate("document.documentElement.textContent").split())
        for payload in PAYLOADS:
            shown[payload] += " ".join(payload.split()) in text
        watched.page.close()
    context.close()
    assert [payload for payload, times in shown.items() if not times] == []


def test_no_page_of_the_workshop_runs_what_was_typed(attacked, browser):
    workshop = attacked()
    context = workshop.sign_in(browser)
    own = urlsplit(workshop.url).netloc
    for path in (
        "/",
        f"/workbook/{PLACE_PAGE.name}",
        "/workbook/06_build_knowledge",
    ):
        watched = Watched(context)
        watched.page.goto(f"{workshop.url}{path}")
        expect(watched.page.locator("[aria-busy=true]")).to_have_count(0, timeout=60_000)
        watched.is_unhurt(own)
        watched.page.close()
    context.close()


def test_no_phone_runs_what_was_typed(attacked, browser, watched):
    workshop = attacked(more=("--share",))
    context = workshop.sign_in(browser)
    desk = context.new_page()
    desk.goto(f"{workshop.url}/phones")
    desk.locator("input[name=question]").first.check()
    desk.get_by_role("button", name="Open").click()
    port = desk.locator(".address").inner_text().rpartition(":")[2]
    watched.page.goto(f"http://127.0.0.1:{port}/?code={desk.locator('.code').inner_text()}")
    watched.page.wait_for_selector("main:not([inert]) #answer")
    own = urlsplit(watched.page.url).netloc
    watched.is_unhurt(own)
    context.close()
