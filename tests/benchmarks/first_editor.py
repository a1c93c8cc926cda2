"""Seconds from opening a workbook to its first editor that can be used: the workshop beside Voilà as it is.

    python tests/benchmarks/first_editor.py

Each is opened in Chromium, on a copy of the made-up town, in one run: plain Voilà, Voilà with preheated
kernels, and the workshop. Then how long the workshop takes from a click to 'Saved'.
"""

from __future__ import annotations

import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

from copkit.packs.desk import lay_out
from copkit.place.demo import fill_demo
from copkit.place.store import Place

TIMES = 5
BOOK = "06_build_knowledge"
EDITOR = ".copkit[data-ready]"


@contextmanager
def serving(command: list[str], port: int) -> Iterator[str]:
    """A server, from when it answers until it is no longer needed."""
    process = subprocess.Popen(
        [sys.executable, *command],
        start_new_session=True,
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    try:
        for _ in range(300):
            try:
                urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
                break
            except (URLError, OSError):
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def seconds(browser: Browser, url: str, door: str = "") -> float:
    """From the moment at which the page is asked for to the moment at which its first editor is ready."""
    context = browser.new_context()
    page = context.new_page()
    if door:
        page.goto(door)
    time.sleep(4)  # a person looks at the list first; a pool of kernels fills in the meantime
    start = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.locator(EDITOR).first.wait_for(state="visible", timeout=60_000)
    taken = time.perf_counter() - start
    context.close()
    return taken


def seconds_to_save(page: Page, number: int) -> float:
    editor = page.locator("[data-editor]").first
    editor.locator(".entry [data-column=name]").fill(f"Benchmark {number}")
    editor.locator(".entry [data-column=kind]").select_option("guide")
    return float(
        editor.evaluate(
            """editor => new Promise(done => {
                const start = performance.now();
                const status = editor.querySelector(".status");
                status.textContent = "";
                new MutationObserver((_, watch) => {
                    if (!status.textContent.startsWith("Saved")) return;
                    watch.disconnect();
                    done(performance.now() - start);
                }).observe(status, {childList: true, characterData: true, subtree: true});
                editor.querySelector(".entry .add").click();
            })"""
        )
        / 1000
    )


def main() -> None:
    folder = Path(tempfile.mkdtemp())
    place = folder / "town.place"
    with Place.create(place) as made:
        fill_demo(made)
    lay_out(str(place), "Warm Homes", folder / "books")
    book = str(folder / "books" / f"{BOOK}.ipynb")
    voila = ["-m", "voila", book, "--no-browser"]
    taken: dict[str, list[float]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        with serving([*voila, "--port=18701"], 18701) as url:
            taken["plain Voilà"] = [seconds(browser, url) for _ in range(TIMES)]
        heated = ["--preheat_kernel=True", "--pool_size=2"]
        with serving([*voila, "--port=18702", *heated], 18702) as url:
            taken["Voilà, preheated"] = [seconds(browser, url) for _ in range(TIMES)]
        workshop = ["-c", "from copkit.cli import main; main()", "workshop", str(place)]
        with serving([*workshop, "--no-open", "--token=t", "--port=18703"], 18703) as url:
            there = f"{url}/workbook/{BOOK}?community=Warm%20Homes"
            door = f"{url}/?token=t"
            taken["the workshop"] = [seconds(browser, there, door) for _ in range(TIMES)]
            page = browser.new_page()
            page.goto(door)
            page.goto(there)
            page.locator(EDITOR).first.wait_for()
            saving = [seconds_to_save(page, number) for number in range(20)]
        browser.close()
    shutil.rmtree(folder)
    ours = statistics.median(taken["the workshop"])
    for name, found in taken.items():
        median, spread = statistics.median(found), f"{min(found):.2f} to {max(found):.2f}"
        print(f"{name:18} {median:5.2f} s (from {spread}), {median / ours:.1f} times the workshop")
    middle, slowest = statistics.median(saving) * 1000, max(saving) * 1000
    print(f"click to 'Saved'   {middle:.0f} ms (the slowest of {len(saving)}: {slowest:.0f} ms)")


if __name__ == "__main__":
    main()
