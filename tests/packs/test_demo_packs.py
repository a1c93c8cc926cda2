"""The packs of the demonstration: complete, small, alone, private, the same every time."""

import getpass
import re
import socket
from html.parser import HTMLParser
from pathlib import Path

import pytest

from copkit.packs.files import write_whole
from copkit.packs.library import WORKBOOKS
from copkit.packs.make import make
from copkit.packs.orders import Order
from copkit.packs.own_script import needed, own_script, sign
from copkit.place.view import view

POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)
FOLDERS = ["whole-place", "warm-homes", "ageing-well", "safe-streets", "young-minds", "good-work"]
PACKS = [f"{folder}/{workbook.name}.html" for folder in FOLDERS for workbook in WORKBOOKS]


class Page(HTMLParser):
    """The tags of a page, and their ids and links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.elsewhere: list[tuple[str, str | None]] = []
        self.events: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if tag == "a" and name == "href" and str(value).startswith("http"):
                self.elsewhere.append((str(value), given.get("rel")))
            elif name in ("href", "src", "xlink:href"):
                self.links.append(value or "")
            if name.startswith("on"):
                self.events.append(name)


@pytest.fixture(params=PACKS)
def text(request, folder: Path) -> str:
    return (folder / request.param).read_text(encoding="utf-8")


@pytest.fixture
def page(text: str) -> Page:
    return Page(text)


def test_there_are_seven_for_each_community_and_the_place(folder, outcomes):
    assert [outcome.why for outcome in outcomes] == [""] * 42
    made = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    made = {name for name in made if not name.startswith(".made/")}  # the records: see test_records
    assert made == {*PACKS, "index.html"}


def test_it_stays_below_300_kb(text):
    assert len(text.encode()) < 300_000


def test_it_carries_its_policy_and_no_script_but_our_own(text, page):
    """Our own script, by its hash, where a map or a list is searched by it; nowhere else any script."""
    parts = needed(text)
    policy = f"{POLICY}; script-src '{sign(own_script(parts))}'" if parts else POLICY
    assert f'content="{policy}"' in text
    assert re.findall("<script.*?</script>", text, re.S) == (
        [f"<script>{own_script(parts)}</script>"] if parts else []
    )
    assert page.tags.count("script") == bool(parts)
    assert not {"iframe", "object", "embed", "link", "base", "form"} & set(page.tags)
    assert page.events == []


def test_nothing_in_it_is_fetched(page):
    assert [link for link in page.links if not link.startswith("#")] == []
    assert {rel for _, rel in page.elsewhere} <= {"noreferrer"}, (
        "what can be followed, if somebody chooses to"
    )


def test_every_link_leads_somewhere_and_no_id_is_there_twice(page):
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_it_shows_no_code_and_nothing_of_the_machine(text):
    for word in (
        "show.develop",
        "widgets.",
        "Traceback",
        "papermill",
        "In [",
        "&lt;module",
        str(Path.home()),
        str(Path.cwd()),
    ):
        assert word not in text
    assert not re.search(rf"\b{re.escape(socket.gethostname())}\b", text)
    user = getpass.getuser()
    assert user == "root" or not re.search(rf"\b{re.escape(user)}\b", text)


@pytest.fixture(scope="module")
def silent() -> list[str]:
    members = view("demo").place.read("members")
    return list(members.loc[~members["agrees_to_be_named"].fillna(False).astype(bool), "name"])


def test_it_names_nobody_who_did_not_agree(text, silent):
    assert silent
    assert [name for name in silent if name in text] == []


def test_every_figure_has_its_alternative_and_its_data(text):
    drawn, maps = text.count("<figure>"), text.count('<figure class="member-map">')
    assert text.count('role="img"') == drawn * 2 + maps
    assert text.count("<svg") == text.count('role="img"') + len(re.findall("<svg[^>]* aria-hidden", text))
    assert len(re.findall(r'role="img"[^>]*><title>[^<]+</title>', text)) == text.count('role="img"')
    assert text.count('<details class="data">') == drawn + maps
    assert "No description has been provided" not in text


def test_it_ends_with_the_sheets_to_print(text):
    flow, sheets = text.split('<h2 id="sheets">')
    assert 'class="sheet"' not in flow
    assert 'class="sheet"' in sheets
    assert 'id="Work-together"' not in text


def test_it_says_that_the_town_is_made_up(text):
    assert "Every person, body and figure here is made up." in text


def test_an_assessment_begins_with_the_page_to_decide_on(folder):
    text = (folder / "whole-place" / "07_assess_health.html").read_text(encoding="utf-8")
    assert text.index('class="decision"') < text.index('id="contents"')
    assert text.count('class="decision"') == text.count('id="To-decide-on"') == 1
    other = (folder / "whole-place" / "01_map_issues.html").read_text(encoding="utf-8")
    assert 'class="decision"' not in other


@pytest.mark.parametrize("name", ["01_map_issues", "03_weave_networks"])
def test_the_same_place_gives_the_same_bytes(folder, tmp_path, name):
    workbook = next(found for found in WORKBOOKS if found.name == name)
    order = Order(workbook, "demo", "Warm Homes", "2026-06-30", "public", tmp_path / "again.html")
    assert not make(order).failed
    assert (tmp_path / "again.html").read_bytes() == (folder / "warm-homes" / f"{name}.html").read_bytes()


def test_the_index_leads_to_every_pack(folder):
    page = Page((folder / "index.html").read_text(encoding="utf-8"))
    assert {link.partition("#")[0] for link in page.links if not link.startswith("#")} == set(PACKS)


def test_each_sentence_of_the_index_leads_to_its_evidence(folder):
    page = Page((folder / "index.html").read_text(encoding="utf-8"))
    ways = [link.partition("#") for link in page.links if "#" in link and not link.startswith("#")]
    assert len(ways) >= 8
    for pack, _, anchor in ways:
        assert anchor in Page((folder / pack).read_text(encoding="utf-8")).ids


def test_the_contents_of_the_index_lead_to_its_headings(folder):
    page = Page((folder / "index.html").read_text(encoding="utf-8"))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "page.html"
    write_whole(path, "old")
    monkeypatch.setattr("os.replace", _no_space)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, "new")
    assert path.read_text() == "old"
    assert [found.name for found in tmp_path.iterdir()] == ["page.html"]


def _no_space(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_the_guide_stands_with_the_sheets_and_not_in_the_list_of_contents(text):
    [before, after] = text.split(">How to run this workshop<")
    assert 'id="sheets"' in before
    assert "minutes" in after
