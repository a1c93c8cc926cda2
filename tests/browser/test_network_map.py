"""The map of people in a pack, opened from the disk: search, zoom, fingers and keys, paper, and no script."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copytree
from typing import Any

import nbformat
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from playwright.sync_api import Browser, Locator, Page, expect

from copkit.packs.export import to_html
from copkit.packs.library import TEMPLATE_FOLDER, WORKBOOKS
from copkit.show.member_map import member_map
from copkit.show.page import Finding, Section
from copkit.show.tables import Table

pytestmark = pytest.mark.browser

FIRST = [
    "Amina",
    "Beth",
    "Chloe",
    "Dev",
    "Esi",
    "Finn",
    "Grace",
    "Hana",
    "Ivan",
    "Jamal",
    "Kofi",
    "Leila",
    "Maya",
    "Nadia",
    "Omar",
]
LAST = [
    "Yusuf",
    "Okafor",
    "Marsh",
    "Pike",
    "Vale",
    "Ferrer",
    "Lamb",
    "Cole",
    "Orde",
    "Petrov",
    "Hughes",
    "Novak",
    "Shah",
    "Reid",
    "Lowe",
]
NASTY = '<img src=x onerror=alert(1)> ${7*7} "O\'Neill"'
HUB = "Dev Reid"
AMINA_KNOWS = ["Beth Okafor", "Chloe Marsh", "Zoë Ångström"]
AMINA = "Amina Yusuf (Warm Homes): tied to 3 people: Beth Okafor, Chloe Marsh, Zoë Ångström."


def people() -> tuple[pd.DataFrame, dict[str, str]]:
    """Some 200 people, of whom four are known."""
    chance = random.Random(5)
    names = [f"{first} {last}" for first in FIRST for last in LAST if first + last != "AminaYusuf"][:200]
    homes = ["Warm Homes", "Ageing Well", "Safe Streets", "Young Minds"]
    groups = {name: homes[at % 4] for at, name in enumerate(names)}
    tied = {
        (one, other)
        for one, other in (chance.sample(names, 2) for _ in range(4000))
        if (groups[one] == groups[other] and chance.random() < 0.8) or chance.random() < 0.03
    }
    groups |= {"Amina Yusuf": "Warm Homes", "Zoë Ångström": "Young Minds", NASTY: "Good Work"}
    return pd.DataFrame(
        chance.sample(sorted(tied), min(len(tied), 900))
        + [(HUB, other) for other in names[:30]]
        + [("Amina Yusuf", other) for other in AMINA_KNOWS],
        columns=["start", "end"],
    ), groups


def notebook(figure: Any) -> nbformat.NotebookNode:
    """What a workbook with one finding leaves."""
    shown = Section([Finding("Everyone hangs together.", [figure], "By hand.")])._repr_mimebundle_()
    cell = new_code_cell("show", outputs=[new_output("display_data", data=shown)])
    return new_notebook(cells=[new_markdown_cell("# Weave networks"), cell])


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ties, groups = people()
    table = Table("Members", pd.DataFrame({"Member": list(groups)}))
    figure = member_map("Amina has the most ties", table, ties, nodes=list(groups), groups=groups)
    path = tmp_path_factory.mktemp("pack") / "pack.html"
    path.write_text(to_html(notebook(figure), "copkit-pack"), encoding="utf-8")
    return path


@dataclass
class Map:
    """An opened pack and what went wrong in it."""

    page: Page
    wrong: list[str] = field(default_factory=list)

    @property
    def figure(self) -> Locator:
        return self.page.locator("figure.member-map")

    @property
    def stage(self) -> Locator:
        return self.page.locator(".map-stage")

    @property
    def told(self) -> Locator:
        return self.page.get_by_role("status")

    @property
    def field(self) -> Locator:
        return self.page.get_by_label("Find a person")

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()
        self.settle()

    def settle(self) -> None:
        """Two frames: what was asked for is drawn."""
        self.page.evaluate("() => new Promise((f) => requestAnimationFrame(() => requestAnimationFrame(f)))")

    def boxes(self, of: str = ".live text") -> list[dict[str, float]]:
        return self.page.eval_on_selector_all(
            f"figure.member-map svg[data-ties] {of}",
            """all => all.filter(one => one.checkVisibility()).map(one => {
                const {left, right, top, bottom} = one.getBoundingClientRect();
                return {left, right, top, bottom};
            })""",
        )

    def overlaps(self, of: str = ".live text") -> int:
        """Pairs of names that lie on each other."""
        boxes = self.boxes(of)
        return sum(
            one["left"] < other["right"]
            and other["left"] < one["right"]
            and one["top"] < other["bottom"]
            and other["top"] < one["bottom"]
            for at, one in enumerate(boxes)
            for other in boxes[at + 1 :]
        )

    def spot(self, name: str) -> tuple[float, float]:
        """Where the dot of somebody stands on the screen."""
        return tuple(
            self.page.evaluate(
                """name => {
                    const all = [...document.querySelectorAll(".dots path")];
                    const dot = all.find(one => one.textContent === name).getBoundingClientRect();
                    return [dot.left + dot.width / 2, dot.top + dot.height / 2];
                }""",
                name,
            )
        )


Opener = Callable[..., Map]


@pytest.fixture
def opened(browser: Browser, pack: Path) -> Iterator[Opener]:
    contexts = []

    def open_(width: int = 1280, path: Path = pack, **more: Any) -> Map:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, offline=True, reduced_motion="reduce", **more
        )
        contexts.append(context)
        found = Map(context.new_page())
        found.page.on("console", lambda message: found.wrong.append(message.text))
        found.page.on("pageerror", lambda error: found.wrong.append(str(error)))
        found.page.on("dialog", lambda dialog: found.wrong.append(dialog.message))
        found.page.goto(path.as_uri())
        if more.get("java_script_enabled", True):
            found.settle()
        return found

    yield open_
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_it_opens_from_the_disk_and_nothing_goes_wrong(opened, width):
    here = opened(width)
    assert here.figure.get_attribute("data-ready") == ""
    here.press("Zoom in")
    here.field.fill("amina y")
    here.field.press("Enter")
    here.settle()
    assert here.wrong == []
    assert here.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1280, 390])
def test_anyone_can_use_it(opened, axe, width):
    here = opened(width)
    axe(here.page)
    here.field.fill("Amina Yusuf")
    here.settle()
    axe(here.page)
    for name in ("Zoom in", "Zoom out", "All"):
        assert here.page.get_by_role("button", name=name, exact=True).bounding_box()["height"] >= 44
    assert here.field.bounding_box()["height"] >= 44


@pytest.mark.parametrize("width", [1280, 390])
def test_somebody_is_found_with_keys_alone(opened, width):
    here = opened(width)
    here.field.focus()
    here.page.keyboard.type("amina yus")
    here.page.keyboard.press("Enter")
    expect(here.told).to_have_text(AMINA)
    here.settle()
    stage = here.stage.bounding_box()
    across, down = here.spot("Amina Yusuf")
    assert across == pytest.approx(stage["x"] + stage["width"] / 2, abs=2)
    assert down == pytest.approx(stage["y"] + stage["height"] / 2, abs=2)
    assert here.page.locator(".dots path.near").count() == 4
    assert here.page.locator(".live .found").text_content() == "Amina Yusuf"
    for name in AMINA_KNOWS:
        beside, below = here.spot(name)
        assert stage["x"] <= beside <= stage["x"] + stage["width"]
        assert stage["y"] <= below <= stage["y"] + stage["height"]
    here.page.keyboard.press("Escape")
    expect(here.told).to_contain_text("Find a person or press a dot")
    expect(here.page.locator(".dots path.near")).to_have_count(0)


def test_a_name_without_its_accents_is_found_and_one_that_is_not_there_is_told(opened):
    here = opened()
    here.field.fill("zoe ang")
    here.field.press("Enter")
    expect(here.told).to_contain_text("Zoë Ångström (Young Minds): tied to 1 person: Amina Yusuf.")
    here.field.fill("beth")
    here.field.press("Enter")
    expect(here.told).to_contain_text("names fit: Beth ")
    here.field.fill("Nobody Known")
    here.field.press("Enter")
    expect(here.told).to_have_text("Nobody on this map is called “Nobody Known”.")


def test_a_name_that_looks_like_code_is_a_name(opened):
    here = opened()
    here.field.fill(NASTY)
    expect(here.told).to_have_text(f"{NASTY} (Good Work): no tie.")
    here.settle()
    assert here.page.locator(".member-map img").count() == 0
    assert here.wrong == []


def test_at_most_twelve_are_told(opened):
    here = opened()
    here.field.fill(HUB)
    words = here.told.inner_text()
    assert " more." in words
    assert words.count(",") == 11


def test_a_press_on_a_dot_finds_its_person_and_a_press_beside_lets_go(opened):
    here = opened()
    here.page.mouse.click(*here.spot("Chloe Marsh"))
    expect(here.told).to_contain_text("Chloe Marsh (")
    assert here.field.input_value() == "Chloe Marsh"
    here.press("All")
    stage = here.stage.bounding_box()
    here.page.mouse.click(stage["x"] + stage["width"] - 3, stage["y"] + 3)
    expect(here.told).to_contain_text("Find a person or press a dot")


@pytest.mark.parametrize("width", [1280, 390])
def test_zoom_shows_more_names_and_none_lies_on_another(opened, width):
    here = opened(width)
    assert here.overlaps() == 0
    before = here.page.locator(".live text").all_text_contents()
    seen, letters = set(before), here.boxes()[0]["bottom"] - here.boxes()[0]["top"]
    for _ in range(4):
        here.press("Zoom in")
        assert here.overlaps() == 0
        box = here.boxes()[0]
        assert box["bottom"] - box["top"] == pytest.approx(letters, abs=1.5)
        seen |= set(here.page.locator(".live text").all_text_contents())
    assert len(seen) > len(before)
    stage = here.stage.bounding_box()
    in_view = sum(
        stage["x"] < across < stage["x"] + stage["width"] and stage["y"] < down < stage["y"] + stage["height"]
        for across, down in map(here.spot, people()[1])
    )
    shown = here.page.locator(".live text").count()
    assert shown >= 0.8 * in_view > 0
    here.press("All")
    assert here.page.locator(".live text").all_text_contents() == before


def test_keys_move_and_zoom_the_map(opened):
    here = opened()
    here.stage.focus()
    at_first = here.spot("Beth Okafor")
    here.page.keyboard.press("ArrowRight")
    here.settle()
    moved = here.spot("Beth Okafor")
    assert moved[0] == pytest.approx(at_first[0] - 60, abs=1)
    here.page.keyboard.press("0")
    here.page.keyboard.press("+")
    here.settle()
    assert here.spot("Beth Okafor") != pytest.approx(at_first, abs=5)
    here.page.keyboard.press("-")
    here.settle()
    assert here.spot("Beth Okafor") == pytest.approx(at_first, abs=1)


def test_the_wheel_scrolls_the_page_unless_the_map_is_asked_for(opened):
    here = opened()
    box = here.stage.bounding_box()
    here.page.mouse.move(box["x"] + 300, box["y"] + 200)
    lines = here.page.locator(".ties")
    before = lines.get_attribute("transform")
    here.page.mouse.wheel(0, 120)
    for _ in range(100):
        if here.page.evaluate("scrollY"):
            break
        here.settle()
    assert here.page.evaluate("scrollY") > 0
    here.settle()
    assert lines.get_attribute("transform") == before
    here.page.evaluate("scrollTo(0, 0)")
    here.page.keyboard.down("Control")
    here.page.mouse.wheel(0, -200)
    here.page.keyboard.up("Control")
    here.settle()
    zoomed = lines.get_attribute("transform")
    assert zoomed != before
    here.stage.focus()
    here.page.mouse.wheel(0, -100)
    here.settle()
    assert lines.get_attribute("transform") != zoomed
    assert here.page.evaluate("scrollY") == 0


def test_a_drag_moves_the_map_only_when_it_is_zoomed(opened):
    here = opened()
    box = here.stage.bounding_box()

    def drag() -> tuple[float, float]:
        before = here.spot("Beth Okafor")
        here.page.mouse.move(box["x"] + 300, box["y"] + 200)
        here.page.mouse.down()
        here.page.mouse.move(box["x"] + 340, box["y"] + 230, steps=4)
        here.page.mouse.up()
        here.settle()
        after = here.spot("Beth Okafor")
        return after[0] - before[0], after[1] - before[1]

    assert drag() == pytest.approx((0, 0), abs=0.5)
    here.press("Zoom in")
    assert drag() == pytest.approx((40, 30), abs=1)
    expect(here.told).to_contain_text("Find a person or press a dot")


def test_two_fingers_zoom_and_one_scrolls(opened):
    here = opened(390, has_touch=True)
    assert here.stage.evaluate("one => getComputedStyle(one).touchAction") == "pan-x pan-y"
    before = here.page.locator(".ties").get_attribute("transform")
    here.stage.evaluate(
        """stage => {
            const box = stage.getBoundingClientRect();
            const tell = (kind, pointerId, x, y) => stage.dispatchEvent(new PointerEvent(kind, {
                pointerId, pointerType: "touch", clientX: box.left + x, clientY: box.top + y,
            }));
            stage.setPointerCapture = () => {};
            tell("pointerdown", 1, 150, 150);
            tell("pointerdown", 2, 200, 200);
            tell("pointermove", 2, 260, 260);
            tell("pointerup", 1, 150, 150);
            tell("pointerup", 2, 260, 260);
        }"""
    )
    here.settle()
    assert here.page.locator(".ties").get_attribute("transform") != before
    assert here.stage.evaluate("one => getComputedStyle(one).touchAction") == "none"


@pytest.mark.parametrize(("width", "names"), [(1280, ".wide text"), (390, ".narrow text")])
def test_without_a_script_it_stands_as_it_is(opened, width, names):
    here = opened(width, java_script_enabled=False)
    assert here.page.locator(".map-bar, .map-told").count() == 0
    boxes = here.boxes(names)
    assert len(boxes) >= 8
    assert here.overlaps(names) == 0
    assert all(10 <= box["bottom"] - box["top"] <= 18 for box in boxes)


def test_paper_has_the_whole_map_and_no_controls(opened):
    here = opened(680)
    here.field.fill("Amina Yusuf")
    here.press("Zoom in")
    here.page.emulate_media(media="print")
    here.settle()
    for part in (".map-bar", ".map-told", ".live", ".ring", ".spokes"):
        expect(here.page.locator(part)).to_be_hidden()
    drawing = here.page.locator("svg[data-ties]")
    assert drawing.get_attribute("viewBox").startswith("0 0 720 ")
    assert here.page.locator(".ties").get_attribute("transform") is None
    assert len(here.boxes(".wide text")) > 20
    assert here.figure.bounding_box()["height"] < 980
    assert here.page.pdf(prefer_css_page_size=True, tagged=True).startswith(b"%PDF")
    here.page.emulate_media(media="screen")
    here.settle()
    assert not drawing.get_attribute("viewBox").startswith("0 0 720 ")
    expect(here.page.locator(".map-bar")).to_be_visible()


def test_no_other_script_runs(opened, pack, tmp_path):
    """The policy of the page lets in our own script by its hash, and not one that somebody slips in."""
    slipped = tmp_path / "slipped.html"
    words = pack.read_text(encoding="utf-8").replace(
        "</main>", "<script>document.title = 'x'</script></main>"
    )
    slipped.write_text(words, encoding="utf-8")
    here = opened(path=slipped)
    assert here.page.title().startswith("Weave networks")
    assert any("Content Security Policy" in said for said in here.wrong)
    assert here.figure.get_attribute("data-ready") == ""


def test_a_pack_without_a_map_has_no_script():
    page = to_html(new_notebook(cells=[new_markdown_cell("# Plan events")]), "copkit-pack")
    assert "<script" not in page
    assert "script-src" not in page


def test_nbconvert_alone_makes_the_same_page(tmp_path, monkeypatch):
    """As ``jupyter nbconvert --template copkit-pack`` does, with the templates where Jupyter finds them. It
    spells a page anew at last, as BeautifulSoup does."""
    for name in ("pack", "assessment"):
        copytree(TEMPLATE_FOLDER / name, tmp_path / "nbconvert" / "templates" / f"copkit-{name}")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    figure = member_map(
        "Two",
        Table("Members", pd.DataFrame({"Member": ["a", "b"]})),
        pd.DataFrame({"start": ["a"], "end": ["b"]}),
    )
    made = notebook(figure)
    for name in ("copkit-pack", "copkit-assessment"):
        alone = HTMLExporter(template_name=name)
        page, _ = alone.from_notebook_node(made)
        assert page == str(BeautifulSoup(to_html(made, name), features="html.parser"))
        assert "script-src 'sha256-" in page


SHOWN = """
import pandas as pd
from copkit.show.member_map import member_map
from copkit.show.page import Finding, Section
from copkit.show.tables import Table
ties = pd.DataFrame({"start": ["Amina Yusuf", "Beth Lamb"], "end": ["Beth Lamb", "Kofi Marsh"]})
table = Table("Members", pd.DataFrame({"Member": ["Amina Yusuf"]}))
Section([Finding("Beth stands between.", [member_map("Beth stands between", table, ties)])])
"""


def test_it_runs_in_the_workshop_and_when_one_looks_again(served, browser, tmp_path):
    folder = tmp_path / "workbooks"
    folder.mkdir()
    for workbook in WORKBOOKS:
        whole = nbformat.read(workbook.path, as_version=4)
        whole.cells = [cell for cell in whole.cells if not cell.source.startswith(("show.", "widgets."))]
        whole.cells.append(new_code_cell(SHOWN))
        nbformat.write(whole, folder / workbook.path.name)
    elsewhere = f"library.WORKBOOK_FOLDER = pathlib.Path({str(folder)!r})"
    workshop = served(prelude=f"import pathlib; from copkit.packs import library; {elsewhere}")
    context = workshop.sign_in(browser)
    here = Map(workshop.open(context, "03_weave_networks"))
    here.page.on("console", lambda message: here.wrong.append(message.text))
    for again in (False, True):
        if again:
            here.page.get_by_role("button", name="Look again").click()
            here.page.wait_for_selector("#content:not([aria-busy])")
        here.field.fill("Beth Lamb")
        expect(here.page.locator(".map-told")).to_have_text(
            "Beth Lamb: tied to 2 people: Amina Yusuf, Kofi Marsh."
        )
        expect(here.page.locator(".dots path.near")).to_have_count(3)
    assert here.wrong == []
    context.close()
