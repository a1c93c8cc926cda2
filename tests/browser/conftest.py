"""A browser without a network, and a workshop to open in it. In CI their absence is a failure; elsewhere
these tests are passed over."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from copkit.packs.library import WORKBOOKS
from copkit.place.store import Place

TOKEN = "for-tests-only"

expect.set_options(timeout=20_000)  # a busy machine is slow, not wrong: how soon is for the benchmarks


RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def axe() -> Callable[..., None]:
    """``axe(page)`` or ``axe(page, ".part")``: axe-core finds nothing there against WCAG 2.2 AA. It is given
    to a page once, and asked for violations alone, as telling all that passes takes most of its time. What it
    finds while the connection is lost, and all fields are shut, is looked at again."""
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}

    def finds_nothing(page: Page, part: str | None = None) -> None:
        for _ in range(3):
            expect(page.locator(".lost:visible")).to_have_count(0)
            at_hand = {"axe_script": "0"} if page.evaluate("'axe' in window") else {}
            found = Axe(**at_hand).run(page, part, options)
            if not page.locator(".lost:visible").count():
                break
        assert found.violations_count == 0, found.generate_report()

    return finds_nothing


@pytest.fixture(scope="session")
def wait_for() -> Callable[..., None]:
    """``wait_for(holds, page)``: what ``holds()`` tells of the place comes true, soon enough."""

    def comes_true(holds: Callable[[], bool], page: Page) -> None:
        for _ in range(200):
            if holds():
                return
            page.wait_for_timeout(100)
        assert holds()

    return comes_true


@pytest.fixture(scope="session")
def wait_saved(wait_for) -> Callable[..., None]:
    """``wait_saved(page, editor)``: the editor says that it saved; nothing waits for its turn any more."""
    waits = """() => document.querySelectorAll("[data-saving]").length
        + Object.keys(localStorage).filter(key => key.startsWith('copkit:edit:')).length"""

    def comes_true(page: Page, editor: Locator) -> None:
        page.wait_for_timeout(100)
        wait_for(lambda: page.evaluate(waits) == 0, page)
        expect(editor.locator(".status")).to_have_text(re.compile(r"^Saved \d\d:\d\d$"))

    return comes_true


@pytest.fixture(scope="session")
def browser_path() -> str:
    names = ("chromium-headless-shell", "chromium", "chromium-browser")  # the first takes half the time
    path = os.environ.get("COPKIT_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is needed: apt-get install chromium")
        pytest.skip("Chromium is not installed: apt-get install chromium, or set COPKIT_CHROMIUM to its path")
    return path


@pytest.fixture(scope="session")
def browser(browser_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        yield opened
        opened.close()


@dataclass
class Workshop:
    """A workshop that is being served, of a copy of the made-up town."""

    where: Path
    port: int
    more: tuple[str, ...] = ()
    prelude: str = ""
    token: str = TOKEN
    process: subprocess.Popen[str] | None = None
    asked: list[str] = field(default_factory=list)
    cookies: list[Any] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def place(self) -> Place:
        return Place.open(self.where)

    def start(self) -> None:
        command = [
            sys.executable,
            "-c",
            f"{self.prelude}\nfrom copkit.cli import main; main()",
            "workshop",
            str(self.where),
        ]
        command += ["--no-open", "--token", self.token, "--port", str(self.port), *self.more]
        self.cookies = []
        self.process = subprocess.Popen(command, text=True, start_new_session=True)
        for _ in range(600):
            assert self.process.poll() is None, "the workshop ended before it opened"
            try:
                urlopen(f"{self.url}/login", timeout=1).close()
                return
            except (URLError, OSError):
                time.sleep(0.1)
        raise AssertionError("the workshop did not open in a minute")

    def kill(self) -> None:
        """Kills the server and every kernel of it at once, as a power cut would."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def sign_in(self, browser: Browser, width: int = 1280) -> BrowserContext:
        context = browser.new_context(viewport={"width": width, "height": 1000}, reduced_motion="reduce")
        context.set_default_timeout(90_000)
        context.on("request", lambda sent: self.asked.append(sent.url))
        if not self.cookies:
            page = context.new_page()
            page.goto(f"{self.url}/?token={self.token}")
            page.close()
            self.cookies = context.cookies()
        context.add_cookies(self.cookies)
        return context

    def open(self, context: BrowserContext, workbook: str, community: str = "Warm Homes") -> Page:
        """A workbook of the workshop, with all its editors ready."""
        page = context.new_page()
        page.set_default_timeout(90_000)  # of a context that was not made here, too
        page.goto(f"{self.url}/workbook/{workbook}?community={quote(community)}")
        page.wait_for_selector("#content:not([aria-busy])")
        for editor in page.locator("[data-editor]").all():
            editor.locator("xpath=self::*[@data-ready]").wait_for(state="attached")
        return page


FIRST_PORT, PORTS_EACH = 21_000, 500
_taken = iter(range(0, PORTS_EACH, 2))


def free_port() -> int:
    """A free port whose next one is free as well. Tests that run side by side never take the same: each
    worker has ports of its own, and takes each of them once."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    for offset in _taken:
        port = FIRST_PORT + worker % 16 * PORTS_EACH + offset
        try:
            for number in (port, port + 1):
                with socket.socket() as found:
                    found.bind(("127.0.0.1", number))
        except OSError:
            continue
        return port
    raise AssertionError("no port is free")


@pytest.fixture(scope="session")
def light_workshop(tmp_path_factory, demo_town) -> Iterator[Workshop]:
    """The workshop that all files of tests share, as a server takes long to start; see `workshop`."""
    folder = tmp_path_factory.mktemp("workshop")
    without_findings(folder / "workbooks")
    elsewhere = f"library.WORKBOOK_FOLDER = pathlib.Path({str(folder / 'workbooks')!r})"
    yield from serving(
        demo_town, folder, prelude=f"import pathlib; from copkit.packs import library; {elsewhere}"
    )


@pytest.fixture(scope="module")
def workshop(request, light_workshop: Workshop) -> Workshop:
    """A workshop with a town of its own for each file of tests. Its workbooks hold the editors and no
    findings, so that they open quickly; a file that says ``EDITOR = "timetable"`` has that editor alone, and
    one that says ``EDITOR = "(timetable|table)"`` those two.
    `whole_workshop` has all of them."""
    light_workshop.asked.clear()
    without_findings(light_workshop.where.parent / "workbooks", getattr(request.module, "EDITOR", ""))
    as_it_began(light_workshop.where)
    return light_workshop


@pytest.fixture(scope="module")
def whole_workshop(tmp_path_factory, demo_town) -> Iterator[Workshop]:
    """A workshop of its own for each file of tests, with the workbooks as they are."""
    yield from serving(demo_town, tmp_path_factory.mktemp("workshop"))


@pytest.fixture(scope="module")
def workshop_with_phones(tmp_path_factory, demo_town) -> Iterator[Workshop]:
    """A workshop of its own for each file of tests, in which phones can take part."""
    yield from serving(demo_town, tmp_path_factory.mktemp("phones"), more=("--share",))


@pytest.fixture
def shared(workshop_with_phones: Workshop) -> Workshop:
    """The workshop with phones, with the town as it began."""
    as_it_began(workshop_with_phones.where)
    return workshop_with_phones


def serving(demo_town: Callable[[Path], Place], folder: Path, **more: Any) -> Iterator[Workshop]:
    """Serves a copy of the made-up town from a folder."""
    where = folder / "town.place"
    demo_town(where).close()
    shutil.copy(where, pristine(where))
    served = Workshop(where, free_port(), **more)
    served.start()
    yield served
    served.kill()


def pristine(where: Path) -> Path:
    """Where the town is kept as it was when the server began."""
    return where.with_suffix(".pristine")


def as_it_began(where: Path) -> None:
    """Puts the town back to what it was, under the hands of the server that has it open."""
    with closing(sqlite3.connect(pristine(where))) as fresh, closing(sqlite3.connect(where)) as used:
        fresh.backup(used)


def without_findings(folder: Path, editor: str = "") -> None:
    """Writes the workbooks to a folder, each without the cells that work out what we see; with one kind of
    editor, or all."""
    folder.mkdir(exist_ok=True)
    others = re.compile(rf"show\.|widgets\.(?!{editor}\b)" if editor else r"show\.")
    for workbook in WORKBOOKS:
        notebook = nbformat.read(workbook.path, as_version=4)
        notebook.cells = [cell for cell in notebook.cells if not others.match(cell.source)]
        nbformat.write(notebook, folder / workbook.path.name)


@pytest.fixture
def served(tmp_path, demo_town) -> Iterator[Callable[..., Workshop]]:
    """Serves a workshop of its own for one test: ``served(prelude="...")``."""
    begun: list[Workshop] = []

    def begin(**more: Any) -> Workshop:
        where = tmp_path / "town.place"
        demo_town(where).close()
        begun.append(Workshop(where, free_port(), **more))
        begun[-1].start()
        return begun[-1]

    yield begin
    for each in begun:
        each.kill()


@pytest.fixture
def signed_in(workshop: Workshop, browser: Browser) -> Iterator[BrowserContext]:
    context = workshop.sign_in(browser)
    yield context
    context.close()
