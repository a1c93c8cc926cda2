"""A folder of documents: title and text of each, and a sentence for each that cannot be read."""

import datetime as dt
import shutil
import zipfile
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader, PdfWriter

from copkit.place.columns import LONGEST_WORDS
from copkit.place.errors import SpreadsheetUnreadable
from copkit.place.exchange.catalogue import documents, pdf, word

DATA = Path(__file__).parents[1] / "data" / "catalogue" / "documents"


def rows(folder):
    return {entry.where: entry.row for entry in documents.read(folder).entries}


def test_pdf_of_chromium_and_word_of_word():
    found = rows(DATA)
    speech = found["gettysburg.pdf"]
    assert speech["name"] == "The Gettysburg Address"
    assert "all men are created equal" in " ".join(speech["full_text"].split())
    assert (speech["link"], speech["format"]) == ("gettysburg.pdf", "PDF, 1 page")
    lorem = found["blk-paras-and-tables.docx"]
    assert lorem["full_text"].startswith("Lorem ipsum dolor sit amet")
    assert (lorem["creator"], lorem["made"]) == ("Steve Canny", dt.date(2023, 11, 3))


def test_a_document_without_text_is_told():
    assert "'doc-coreprops.docx' was passed over: there is no text in it." in documents.read(DATA).notes


def test_titles_properties_then_heading_then_file_name(tmp_path):
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep/er/own.html").write_text(
        "<html lang='cy'><head><title>Tamprwydd</title><meta name='DC.creator' content='Owen, A.'>"
        "<meta name='citation_doi' content='doi:10.1000/X'></head><body><script>no()</script><h1>Arall</h1>"
        "<p>Geiriau</p></body></html>",
        encoding="utf-8",
    )
    (tmp_path / "headed.md").write_text(
        "```\n# not this\n```\n\n## *Ten* checks\n\nLook.\n", encoding="utf-8"
    )
    (tmp_path / "set.md").write_text("Ten checks\n==========\n\nLook.\n", encoding="utf-8")
    (tmp_path / "damp_report.html").write_text("<title>Untitled</title><p>words</p>", encoding="utf-8")
    (tmp_path / "front.md").write_text(
        "---\ntitle: Guide\nauthor: [Yusuf, Amina, Brand]\ndate: 2025-11-03\n"
        "tags: [damp, homes]\nx: 1\n---\nText.\n",
        encoding="utf-8",
    )
    (tmp_path / ".hidden.md").write_text("no", encoding="utf-8")
    (tmp_path / "~$lock.docx").write_text("no", encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"no")
    found = rows(tmp_path)
    assert {where: row["name"] for where, row in found.items()} == {
        "damp_report.html": "damp report",
        "deep/er/own.html": "Tamprwydd",
        "front.md": "Guide",
        "headed.md": "Ten checks",
        "set.md": "Ten checks",
    }
    own = found["deep/er/own.html"]
    assert (own["language"], own["creator"], own["identifier"]) == ("cy", "Owen, A.", "10.1000/x")
    assert "no()" not in own["full_text"]
    front = found["front.md"]
    assert (front["subject"], front["made"]) == ("damp, homes", dt.date(2025, 11, 3))


def test_word_takes_its_first_heading_and_its_tables(tmp_path):
    made = Document()
    made.add_paragraph("before")
    made.add_heading("Ten checks", 1)
    made.add_table(1, 2).rows[0].cells[1].text = "in a cell"
    made.core_properties.title = "Microsoft Word - draft7.doc"
    made.save(str(tmp_path / "a.docx"))
    row = rows(tmp_path)["a.docx"]
    assert row["name"] == "Ten checks"
    assert "in a cell" in row["full_text"]
    assert "creator" not in row


def locked(path):
    writer = PdfWriter()
    writer.append(PdfReader(DATA / "gettysburg.pdf"))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(path)


def test_what_cannot_be_read_is_told_one_by_one_and_the_rest_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(documents, "LARGEST", 100_000)
    shutil.copy(DATA / "gettysburg.pdf", tmp_path / "good.pdf")
    whole = (DATA / "gettysburg.pdf").read_bytes()
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "damaged.pdf").write_bytes(b"%PDF-1.7\n" + whole[300:4000])
    (tmp_path / "no.pdf").write_bytes(b"<html>not a PDF</html>")
    (tmp_path / "no.docx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "old.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    (tmp_path / "huge.md").write_text("a" * 100_001, encoding="utf-8")
    (tmp_path / "blank.md").write_text(" \n\n", encoding="utf-8")
    locked(tmp_path / "locked.pdf")
    reading = documents.read(tmp_path)
    assert [entry.where for entry in reading.entries] == ["good.pdf"]
    assert reading.notes == [
        "'blank.md' was passed over: there is no text in it.",
        "'damaged.pdf' was passed over: it is damaged, or no PDF.",
        "'empty.pdf' was passed over: there is nothing in it.",
        "'huge.md' was passed over: it has more than 0 MB.",
        "'locked.pdf' was passed over: it is locked with a password.",
        "'no.docx' was passed over: it is damaged, or no Word document.",
        "'no.pdf' was passed over: it is damaged, or no PDF.",
        "'old.docx' was passed over: it is locked with a password, or saved by an old Word; save it anew as "
        ".docx.",
    ]


def test_a_zip_bomb_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(word, "LARGEST_INSIDE", 1_000_000)
    with zipfile.ZipFile(DATA / "blk-paras-and-tables.docx") as source:
        parts = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as bomb:
        for name, content in parts.items():
            bomb.writestr(name, content)
        bomb.writestr("word/media/image1.bin", b"\0" * 2_000_000)
    (note,) = documents.read(tmp_path).notes
    assert note == "'bomb.docx' was passed over: unpacked it would have more than 1 MB."


def test_entities_in_word_are_not_followed(tmp_path):
    inside = (
        '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document '
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
        "seen &x;</w:t></w:r></w:p></w:body></w:document>"
    )
    with zipfile.ZipFile(DATA / "blk-paras-and-tables.docx") as source:
        parts = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(tmp_path / "xxe.docx", "w") as archive:
        for name, content in (parts | {"word/document.xml": inside.encode()}).items():
            archive.writestr(name, content)
    reading = documents.read(tmp_path)
    assert "root:" not in "".join(str(entry.row) for entry in reading.entries)


def test_a_page_that_draws_too_much_is_passed_over(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf, "LARGEST_PAGE", 10)
    shutil.copy(DATA / "gettysburg.pdf", tmp_path)
    assert documents.read(tmp_path).notes == [
        "'gettysburg.pdf' was passed over: there is no text in it: perhaps it was scanned."
    ]


def test_text_is_kept_as_far_as_a_resource_can(tmp_path):
    (tmp_path / "long.md").write_text("# Long\n" + "word " * 50_000, encoding="utf-8")
    assert len(rows(tmp_path)["long.md"]["full_text"]) == LONGEST_WORDS


@pytest.mark.parametrize(
    "front",
    ["a: &a [1]\nb: [*a, *a]", "a: [", "a: !!python/object/apply:os.system [ls]", "date: 2025-99-99\n: : :"],
)
def test_front_matter_that_is_no_plain_yaml_is_told(tmp_path, front):
    (tmp_path / "a.md").write_text(f"---\n{front}\n---\ntext\n", encoding="utf-8")
    (note,) = documents.read(tmp_path).notes
    assert "front matter" in note


def test_a_folder_without_documents_says_what_it_looks_for(tmp_path):
    with pytest.raises(SpreadsheetUnreadable, match=r"there is no document in it. A document's name ends in"):
        documents.read(tmp_path)
