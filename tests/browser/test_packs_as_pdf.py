"""Packs printed by the browser of the machine: tagged, A4, numbered, and without a word of the machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from copkit.cli import main
from copkit.packs.printing import SETTING, browser, printed
from copkit.place.errors import PacksNotMade

pytestmark = pytest.mark.browser

PAGE = (
    '<!doctype html><html lang="en-GB"><title>Warm Homes</title><style>@page {{ size: A4; margin: 20mm; '
    "@bottom-right {{ content: counter(page) ' of ' counter(pages) }} }} p {{ break-before: page }}</style>"
    "<h1>Warm Homes</h1>{}</html>"
)


@pytest.fixture(autouse=True)
def same_browser(monkeypatch, browser_path):
    monkeypatch.setenv(SETTING, browser_path)


def test_a_pdf_is_tagged_and_numbered_and_tells_nothing_of_the_machine(tmp_path):
    page = tmp_path / "secret-folder" / "pack.html"
    page.parent.mkdir()
    page.write_text(PAGE.format("<p>Two</p><p>Three</p>"), encoding="utf-8")
    (one,) = printed([page])
    assert one.why == ""
    read = PdfReader(one.pdf)
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is not False
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en-GB"
    assert read.metadata.title == "Warm Homes"
    assert [round(float(side)) for side in read.pages[0].mediabox[2:]] == [595, 842]
    told = [text.extract_text().split("\n") for text in read.pages]
    assert told == [["1 of 3", "Warm Homes"], ["2 of 3", "Two"], ["3 of 3", "Three"]]
    assert b"secret-folder" not in one.pdf.read_bytes()
    assert sorted(path.name for path in page.parent.iterdir()) == ["pack.html", "pack.pdf"]


def test_what_cannot_be_printed_is_told_and_no_old_pdf_stays(tmp_path, monkeypatch):
    monkeypatch.setenv(SETTING, "false")
    page = tmp_path / "pack.html"
    page.write_text(PAGE.format(""), encoding="utf-8")
    page.with_suffix(".pdf").write_bytes(b"old")
    (one,) = printed([page])
    assert one.why == "The browser could not print it. Open the pack and print it by hand."
    assert not one.pdf.exists()


def test_a_machine_without_a_browser_is_told_before_any_pack_is_made(tmp_path, monkeypatch):
    monkeypatch.setenv(SETTING, "no-such-browser")
    with pytest.raises(PacksNotMade, match="says 'no-such-browser', which is no program here"):
        browser()
    monkeypatch.delenv(SETTING)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    done = CliRunner().invoke(main, ["packs", "demo", "--out", str(tmp_path / "out"), "--pdf"])
    assert done.exit_code == 1
    assert "Install Chromium, Chrome or Edge" in done.output
    assert not Path(tmp_path / "out").exists()
