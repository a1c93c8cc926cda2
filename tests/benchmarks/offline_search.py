"""The search in a pack with 2,000 resources: how long a search takes in the page, and how large the page is.

    python tests/benchmarks/offline_search.py

Resources and words are made up as in search.py: 6 words a title, 20 a description, and as many of text as is
said. Measured in Chromium (its path in COPKIT_CHROMIUM, if it is not on the PATH), from setting the field to
the list laid out anew. The median of 20 searches must be under 100 ms.
"""

from __future__ import annotations

import gzip
import os
import shutil
import sys
import tempfile
from pathlib import Path

import nbformat
import numpy as np
import pandas as pd
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from playwright.sync_api import Page, sync_playwright

from copkit.functions.knowledge.offline_index import offline_index
from copkit.functions.knowledge.search_index import SearchIndex
from copkit.packs.export import to_html
from copkit.show.knowledge.finding import SearchableList
from copkit.show.page import Section

sys.path.insert(0, str(Path(__file__).parent))
from search import KINDS, mistyped, words_made_up

RESOURCES, SEARCHES, LIMIT = 2_000, 20, 100.0

MEASURE = """([queries, how]) => queries.map((query) => {
    const field = document.querySelector(".search-bar input");
    const list = document.querySelector(".resource-search");
    const start = performance.now();
    field.value = query;
    field.dispatchEvent(how === "Enter" ? new KeyboardEvent("keydown", {key: "Enter", bubbles: true})
        : new Event("input", {bubbles: true}));
    list.getBoundingClientRect();
    return performance.now() - start;
})"""


def resources(chance: np.random.Generator, words: np.ndarray, share: np.ndarray, text: int) -> pd.DataFrame:
    def texts(length: int) -> list[str]:
        return [" ".join(row) for row in words[chance.choice(len(words), size=(RESOURCES, length), p=share)]]

    return pd.DataFrame(
        {
            "name": texts(6),
            "kind": chance.choice(KINDS, RESOURCES),
            "description": texts(20),
            "text": texts(text),
            "issues": [(f"Issue {number:03}",) for number in chance.integers(0, 100, RESOURCES)],
            "link": [f"https://example.org/{number}" for number in range(RESOURCES)],
        }
    )


def page_of(frame: pd.DataFrame) -> str:
    index = SearchIndex(frame)
    shown = Section([SearchableList("Made up.", index.documents, offline_index(index))])
    cell = new_code_cell("show", outputs=[new_output("display_data", data=shown._repr_mimebundle_())])
    notebook: nbformat.NotebookNode = new_notebook(cells=[new_markdown_cell("# Build knowledge"), cell])
    return to_html(notebook, "copkit-pack")


def measured(page: Page, label: str, queries: list[str], how: str) -> None:
    taken = np.array(page.evaluate(MEASURE, [queries, how]))
    print(
        f"  {label:<34}median {np.median(taken):>6.1f} ms, worst {taken.max():>6.1f}; "
        f"under {LIMIT:g} ms: {(taken < LIMIT).sum()} of {len(taken)}"
    )


def main() -> None:
    chance = np.random.default_rng(11)
    words = words_made_up(chance)
    share = 1 / np.arange(1, len(words) + 1)
    share /= share.sum()
    chromium = (
        os.environ.get("COPKIT_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    )
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for text in (0, 100):
            made = page_of(resources(chance, words, share, text))
            path = Path(folder) / "pack.html"
            path.write_text(made, encoding="utf-8")
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(path.as_uri())
            page.wait_for_selector(".resource-search[data-ready]")
            begun = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
            size, zipped = len(made.encode()) / 1e6, len(gzip.compress(made.encode())) / 1e6
            print(
                f"{RESOURCES:,} resources with {text} words of text: page of {size:.1f} MB "
                f"({zipped:.1f} zipped), ready in {begun / 1000:.1f} s"
            )
            plain = [
                list(dict.fromkeys(words[chance.choice(len(words), int(chance.integers(1, 5)), p=share)]))
                for _ in range(SEARCHES)
            ]
            typed = [" ".join(query) for query in plain]
            measured(page, "as typed", typed, "Enter")
            wrong = [" ".join([mistyped(chance, query[0]), *query[1:]]) for query in plain]
            measured(page, "one word mistyped", wrong, "Enter")
            long = [mistyped(chance, str(word)) for word in words if len(word) >= 9][:SEARCHES]
            measured(page, "one long word mistyped", long, "Enter")
            measured(
                page,
                "while the last word is typed",
                [" ".join([*query[:-1], query[-1][:2]]) for query in plain],
                "input",
            )
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
