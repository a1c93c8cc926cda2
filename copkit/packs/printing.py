"""Packs on paper: each page printed to a PDF by the browser that is on the machine.

The browser's own print of a page is tagged, so that a screen reader can follow it, and keeps to the rules for
paper that each pack carries: A4, numbered pages, no figure cut. Any browser built on Chromium does; it is run
without a window, with a profile of its own that is thrown away, and reaches no network.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from copkit.place.errors import PacksNotMade

LONGEST = 120
"""Seconds for one page."""

SETTING = "COPKIT_BROWSER"

_NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("microsoft-edge", "microsoft-edge-stable", "msedge", "brave-browser", "chromium-headless-shell"),
)
_WINDOWS = (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")
_MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_FLAGS = (
    *("--headless=new", "--disable-gpu", "--no-first-run", "--no-default-browser-check"),
    *(
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-extensions",
    ),
    *("--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer", "--export-tagged-pdf"),
)


@dataclass(frozen=True)
class Printed:
    """What became of a page: its PDF, or why there is none."""

    pdf: Path
    why: str = ""


def browser() -> str:
    """Where a browser is that can print: the one in the setting COPKIT_BROWSER, or one on this machine.

    Raises `PacksNotMade` if there is none.
    """
    wanted = os.environ.get(SETTING, "")
    if wanted:
        found = shutil.which(wanted)
        if found is None:
            raise PacksNotMade(
                f"The setting {SETTING} says '{wanted}', which is no program here. Put it right."
            )
        return found
    for candidate in _candidates():
        found = shutil.which(candidate)
        if found is not None:
            return found
    raise PacksNotMade(
        "No browser was found that prints to PDF. Install Chromium, Chrome or Edge, or say where it is in "
        f"the setting {SETTING}. The packs can be made without --pdf."
    )


def printed(pages: Sequence[Path], jobs: int | None = None) -> Iterator[Printed]:
    """Prints each page to a PDF of the same name beside it, in the order of ``pages``; ``jobs`` at once.

    A PDF from before is removed if the page cannot be printed. Raises `PacksNotMade` if there is no browser.
    """
    program = browser()
    with ThreadPoolExecutor(jobs or os.cpu_count() or 1) as pool:
        yield from pool.map(lambda page: _print(program, page), pages)


def _candidates() -> Iterable[str]:
    yield from _NAMES
    if sys.platform == "darwin":
        yield from _MACOS
    if sys.platform == "win32":
        for folder in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            yield from (str(Path(os.environ.get(folder, "")) / path) for path in _WINDOWS)


def _print(program: str, page: Path) -> Printed:
    target = page.with_suffix(".pdf")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        unfinished = Path(profile) / "page.pdf"
        as_root = hasattr(os, "geteuid") and os.geteuid() == 0
        command = [
            program,
            *_FLAGS,
            *(["--no-sandbox"] if as_root else []),
            f"--user-data-dir={profile}",
            f"--print-to-pdf={unfinished}",
            page.absolute().as_uri(),
        ]
        try:
            subprocess.run(command, capture_output=True, timeout=LONGEST, check=True)
            _put(unfinished, target)
        except (subprocess.SubprocessError, OSError):
            target.unlink(missing_ok=True)
            return Printed(target, "The browser could not print it. Open the pack and print it by hand.")
    return Printed(target)


def _put(unfinished: Path, target: Path) -> None:
    """Puts the file in its place whole, also where the two lie on different disks."""
    near = target.with_name(f".{target.name}.unfinished")
    shutil.copyfile(unfinished, near)
    os.replace(near, target)
