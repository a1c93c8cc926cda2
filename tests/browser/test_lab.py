"""The workbooks in JupyterLab: code folded, the place chosen, and what is saved survives the kernel."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Locator, Page, expect

from copkit.packs.desk import lab_command, lay_out
from copkit.place.store import Place

TOKEN = "for-tests-only"
PORT = 18_888

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def where(tmp_path_factory, demo_town) -> Path:
    path = tmp_path_factory.mktemp("lab") / "town.place"
    demo_town(path).close()
    return path


@pytest.fixture(scope="module")
def lab(where: Path) -> Iterator[str]:
    folder = where.parent / "workbooks"
    lay_out(str(where), "Warm Homes", folder)
    command = [*lab_command(folder), "--no-browser", f"--ServerApp.port={PORT}", "--allow-root"]
    command += [f"--IdentityProvider.token={TOKEN}", "--ServerApp.log_level=ERROR"]
    settings = {**os.environ, "JUPYTERLAB_SETTINGS_DIR": str(where.parent / "settings")}
    process = subprocess.Popen(command, start_new_session=True, env=settings)
    for _ in range(300):
        try:
            urlopen(f"http://127.0.0.1:{PORT}/login", timeout=1).close()
            break
        except (URLError, OSError):
            time.sleep(0.1)
    yield f"http://127.0.0.1:{PORT}"
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


asked: list[str] = []
"""Every address that JupyterLab's page asked."""


def open_workbook(browser, lab: str) -> Page:
    """The workbook, run from top to bottom by the menu."""
    page = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
    page.on("request", lambda sent: asked.append(sent.url))
    page.goto(f"{lab}/lab/tree/06_build_knowledge.ipynb?reset&token={TOKEN}")
    expect(page.locator(".jp-Notebook").first).to_be_visible()
    expect(page.locator(".jp-StatusBar-Widget")).to_contain_text("| Idle", timeout=60_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    expect(page.locator(".copkit[data-ready]").first).to_be_visible(timeout=90_000)
    assert page.get_by_text("official Jupyter news").count() == 0
    return page


def resources(page: Page) -> Locator:
    return page.locator(".copkit").filter(has=page.locator(".entry [data-column=publisher]"))


def test_it_is_saved_and_there_again_after_the_kernel_was_killed(browser, lab, where):
    page = open_workbook(browser, lab)
    assert page.locator(".jp-CodeCell .jp-InputArea-editor:visible").count() == 0
    editor = resources(page)
    editor.locator(".entry [data-column=name]").fill("Typed in JupyterLab")
    editor.locator(".entry [data-column=kind]").select_option("guide")
    editor.get_by_role("button", name="Add", exact=True).click()
    expect(editor.locator(".status")).to_contain_text(re.compile(r"Saved \d\d:\d\d"))
    with Place.open(where) as place:
        assert "Typed in JupyterLab" in set(place.read("resources")["name"])
    kill_kernels_of(lab)
    # what the page stood still for is not counted
    expect(editor.locator(".lost")).to_be_visible(timeout=60_000)
    page.context.close()
    page = open_workbook(browser, lab)
    newest = resources(page).locator("tbody:not(.entry) [data-column=name]").first
    expect(newest).to_have_value("Typed in JupyterLab")
    page.context.close()
    assert [
        url for url in asked if not url.startswith((lab, lab.replace("http", "ws"), "data:", "blob:"))
    ] == []


def kill_kernels_of(lab: str) -> None:
    """Kills the kernels that this JupyterLab started: those of its own process group."""
    leaders = {os.getpgid(int(found)) for found in _pids("jupyterlab") if f"port={PORT}" in _words(found)}
    for found in _pids("ipykernel_launcher"):
        parent = (Path("/proc") / found / "status").read_text().split("PPid:\t")[1].split("\n")[0]
        if os.getpgid(int(parent)) in leaders:
            os.kill(int(found), signal.SIGKILL)


def _pids(word: str) -> list[str]:
    return [folder.name for folder in Path("/proc").glob("[0-9]*") if word in _words(folder.name)]


def _words(pid: str) -> str:
    try:
        return (Path("/proc") / pid / "cmdline").read_text()
    except OSError:
        return ""
