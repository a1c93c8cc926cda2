"""Makes the picture of the README: two packs of the made-up town, on a wide screen and on a phone.

copkit packs demo --out demo-packs
python docs/picture.py demo-packs
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
PAGE = """
<body style="margin:0; background:#dfe7e7; display:flex; gap:28px; padding:28px; align-items:flex-start">
<img src="{wide}" style="width:860px; box-shadow:0 2px 14px #0004">
<img src="{phone}" style="width:300px; box-shadow:0 2px 14px #0004; border-radius:14px">
"""


def picture(packs: Path) -> Path:
    """Takes both pages and lays them side by side; gives the path of the picture."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        taken = {}
        for name, page, heading, width, height in (
            ("wide", "whole-place/01_map_issues.html", "What leads to what?", 1000, 885),
            ("phone", "warm-homes/07_assess_health.html", "What do people say?", 390, 985),
        ):
            tab = browser.new_page(viewport={"width": width, "height": height})
            tab.goto((packs / page).absolute().as_uri())
            tab.locator("h3", has_text=heading).evaluate("heading => heading.scrollIntoView()")
            taken[name] = packs / f"{name}.png"
            tab.screenshot(path=taken[name])
        sheet = packs / "picture.html"
        sheet.write_text(PAGE.format(wide="wide.png", phone="phone.png"), encoding="utf-8")
        tab = browser.new_page(viewport={"width": 1244, "height": 815})
        tab.goto(sheet.absolute().as_uri())
        tab.screenshot(path=HERE / "packs.png")
        browser.close()
    for made in (*taken.values(), sheet):
        made.unlink()
    return HERE / "packs.png"


if __name__ == "__main__":
    print(picture(Path(sys.argv[1])))
