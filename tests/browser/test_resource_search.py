"""The search of the resources in a pack, opened from the disk: as Python's own, by keys alone, on paper, and
without a script."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from playwright.sync_api import Browser, Locator, Page, expect

from copkit.functions.knowledge import SearchIndex, find
from copkit.functions.knowledge.offline_index import offline_index
from copkit.packs.export import to_html
from copkit.place.view import view
from copkit.show.knowledge.finding import SearchableList, documents
from copkit.show.page import Section

pytestmark = pytest.mark.browser

DATA = Path(__file__).parents[1] / "data"
NASTY = "</script><img src=x onerror=alert(1)> <!-- ${7*7} ' onload=x \"O'Neill\" & &amp; </div>"
QUERIES = [
    "damp",
    "dmap",
    "falls at home",
    "what do we have on mould",
    "repairs that wait",
    "how to",
    "guide",
    "children asthma damp",
    "visit -damp",
    "kind:guide damp",
    "zzzz damp",
    "tenants",
    "work",
    "young",
    "loneliness",
    "streat",
    "hom",
    "council",
    "check a home",
    "lesson",
]


def practices() -> pd.DataFrame:
    rows = pd.read_csv(DATA / "kubernetes_practices.csv")
    communities = pd.read_csv(DATA / "kubernetes_communities.csv", index_col="community")
    frame = pd.DataFrame({"name": rows["practice"], "kind": ["guide", "case", "tool"] * 78 + ["guide"] * 2})
    frame["description"] = rows["community"].map(communities["domain"])
    frame["community"] = rows["community"].map(communities["name"])
    return whole(frame)


def whole(frame: pd.DataFrame) -> pd.DataFrame:
    """With the columns that a list shows."""
    for name in ("description", "link"):
        if name not in frame:
            frame[name] = None
    if "issues" not in frame:
        frame["issues"] = [()] * len(frame)
    return frame


def hostile() -> pd.DataFrame:
    return whole(
        pd.DataFrame(
            {
                "name": [NASTY, "Plain"],
                "kind": ["guide", NASTY],
                "description": [f"damp {NASTY}", None],
                "issues": [(NASTY,), ()],
                "link": ["javascript:alert(1)", None],
            }
        )
    )


SHELVES: dict[str, Callable[[], pd.DataFrame]] = {
    "demo": lambda: documents(view("demo", audience="public")),
    "practices": practices,
    "hostile": hostile,
}


def notebook(frame: pd.DataFrame) -> nbformat.NotebookNode:
    index = SearchIndex(frame)
    shown = Section([SearchableList("These there are.", index.documents, offline_index(index))])
    output = new_output("display_data", data=shown._repr_mimebundle_())
    return new_notebook(cells=[new_markdown_cell("# Build knowledge"), new_code_cell("s", outputs=[output])])


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("packs")
    for name, shelf in SHELVES.items():
        (folder / f"{name}.html").write_text(to_html(notebook(shelf()), "copkit-pack"), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in SHELVES}


@dataclass
class Shelf:
    """An opened pack, and what it asked for and what went wrong in it."""

    page: Page
    wrong: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    @property
    def field(self) -> Locator:
        return self.page.get_by_label("Search the resources")

    @property
    def told(self) -> Locator:
        return self.page.get_by_role("status")

    @property
    def found(self) -> Locator:
        return self.page.locator(".found > .resource")

    def titles(self) -> list[str]:
        return self.page.locator(".found .title").all_text_contents()

    def search(self, query: str) -> list[str]:
        self.field.fill(query)
        self.field.press("Enter")
        return self.titles()


Opener = Callable[..., Shelf]


@pytest.fixture
def opened(browser: Browser, packs: dict[str, Path]) -> Iterator[Opener]:
    contexts = []

    def open_(name: str = "demo", width: int = 1280, **more: Any) -> Shelf:
        context = browser.new_context(viewport={"width": width, "height": 900}, offline=True, **more)
        contexts.append(context)
        here = Shelf(context.new_page())
        here.page.on("console", lambda message: here.wrong.append(message.text))
        here.page.on("pageerror", lambda error: here.wrong.append(str(error)))
        here.page.on("dialog", lambda dialog: here.wrong.append(dialog.message))
        here.page.on("request", lambda request: here.asked.append(request.url))
        here.page.goto(packs[name].as_uri())
        return here

    yield open_
    for context in contexts:
        context.close()


def of_python(frame: pd.DataFrame, queries: Sequence[str], *, typing: bool) -> list[tuple[list[str], str]]:
    index = SearchIndex(frame)
    found = [find(index, query, typing=typing) for query in queries]
    return [(each.rows["name"].tolist(), each.note) for each in found]


@pytest.mark.parametrize("name", ["demo", "practices"])
def test_the_first_ten_and_what_is_told_are_those_of_python(opened, packs, name):
    queries = QUERIES
    if name == "practices":
        queries = list(pd.read_csv(DATA / "kubernetes_queries.csv")["query"].unique()[::5])
        queries += ["authentification", "kubctl", "netw", "sched", "storage -volume", "a", "api of node"]
        queries += ["kind:tool cluster", "certificates", "pods in the cloud"]
    assert len(queries) == 20
    here = opened(name)
    for query, (titles, note) in zip(queries, of_python(SHELVES[name](), queries, typing=False), strict=True):
        assert here.search(query)[:10] == titles, query
        assert here.told.text_content().startswith(note)
    for query, (titles, _) in zip(queries, of_python(SHELVES[name](), queries, typing=True), strict=True):
        here.field.fill(query)
        assert here.titles()[:10] == titles, query
    assert here.wrong == []
    assert here.asked == [packs[name].as_uri()]


def test_words_are_marked_and_the_number_is_told(opened):
    here = opened()
    here.search("damps")
    number = here.found.count()
    expect(here.told).to_have_text(f"{number} resources have damps.")
    marks = here.page.locator(".found mark").all_text_contents()
    assert {mark.lower() for mark in marks} == {"damp"}
    here.search("dmap")
    expect(here.told).to_have_text(f"Showing results for 'damp'. {number} resources have damp.")
    here.search("the damp zzzzzz")
    expect(here.told).to_contain_text("Nothing has 'zzzzzz'.")
    assert here.found.count() == number


def test_a_kind_is_chosen_by_a_button_that_counts(opened):
    here = opened()
    here.search("damp")
    counts = find(SearchIndex(SHELVES["demo"]()), "damp").facets["kind"]
    shown = here.page.locator(".search-kinds button:visible").all_text_contents()
    assert sorted(shown) == sorted(f"{kind} {number}" for kind, number in counts.items())
    button = here.page.get_by_role("button", name=f"guide {counts['guide']}")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert here.found.count() == counts["guide"]
    assert set(here.page.locator(".found .kind").all_text_contents()) == {"guide"}
    expect(here.told).to_contain_text("of the kind guide")
    button.click()
    assert here.found.count() == counts.sum()


@pytest.mark.parametrize("width", [1280, 390])
def test_keys_alone_do(opened, width):
    here = opened("practices", width)
    here.page.keyboard.press("Tab")
    here.field.focus()
    here.page.keyboard.type("network")
    here.page.keyboard.press("Enter")
    here.page.keyboard.press("ArrowDown")
    expect(here.found.nth(0)).to_be_focused()
    here.page.keyboard.press("ArrowDown")
    expect(here.found.nth(1)).to_be_focused()
    here.page.keyboard.press("ArrowUp")
    here.page.keyboard.press("ArrowUp")
    expect(here.field).to_be_focused()
    here.page.keyboard.press("ArrowDown")
    here.page.keyboard.press("Escape")
    expect(here.field).to_be_focused()
    expect(here.field).to_have_value("")
    expect(here.found).to_have_count(0)
    expect(here.page.locator(".plain-list")).to_be_visible()
    expect(here.told).to_have_text("236 resources.")


def test_more_are_shown_when_asked_for(opened):
    here = opened("practices")
    here.search("cluster")
    assert here.found.count() == 20
    here.page.get_by_role("button", name=re.compile("Show .* more")).click()
    expect(here.found.nth(20)).to_be_focused()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", ["demo", "hostile"])
def test_anyone_can_use_it(opened, axe, name, width):
    here = opened(name, width)
    axe(here.page)
    here.search("damp")
    axe(here.page)
    assert here.page.evaluate("document.documentElement.scrollWidth") <= width
    for one in [here.field, *here.page.locator(".search-kinds button:visible").all()]:
        assert one.bounding_box()["height"] >= 44
    assert here.wrong == []


def test_what_somebody_typed_is_shown_as_typed(opened):
    here = opened("hostile")
    assert here.search("damp neill") == [NASTY]
    expect(here.told).to_have_text("1 resource has damp or neill; it has both.")
    assert here.page.locator(".found .kind").text_content() == "guide"
    assert here.page.locator(".found .about").text_content() == f"damp {NASTY}"
    assert here.page.locator("main :is(img, iframe, a[href^=javascript])").count() == 0
    here.field.fill(NASTY)
    here.field.press("Enter")
    assert here.page.locator("main img").count() == 0
    assert here.page.locator(".plain-list .title").all_text_contents() == sorted([NASTY, "Plain"])
    assert here.wrong == []


def test_on_paper_it_is_the_plain_list(opened):
    here = opened()
    here.search("damp")
    expect(here.page.locator(".plain-list")).to_be_hidden()
    here.page.emulate_media(media="print")
    expect(here.page.locator(".plain-list")).to_be_visible()
    expect(here.page.locator(".search-live")).to_be_hidden()


def test_without_a_script_it_is_a_plain_list(opened):
    here = opened("practices", java_script_enabled=False)
    assert here.page.locator(".plain-list .resource").count() == 236
    assert here.page.locator(".plain-list .resource:visible").count() == 15
    assert here.page.locator("input").count() == 0
