"""Files that are broken, or meant to break something: a sentence each, and never a traceback."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from copkit.place.errors import SpreadsheetUnreadable
from copkit.place.exchange.catalogue import bibtex, csl_json, feeds, read, ris

XXE = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><title>t</title><item><title>&x;</title></item></channel></rss>"""
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><rss version='2.0'><channel><item><title>&j;</title></item></channel></rss>"
)


@pytest.mark.parametrize("raw", [XXE, LAUGHS, LAUGHS.decode().encode("utf-16")])
def test_a_feed_with_entities_of_its_own_is_not_read(tmp_path, raw):
    path = tmp_path / "feed.xml"
    path.write_bytes(raw)
    with pytest.raises(
        SpreadsheetUnreadable, match=r"declares entities of its own.* for safety it was not read"
    ):
        read(path)


@pytest.mark.parametrize("ending", [".bib", ".ris", ".json", ".xml"])
def test_fifty_megabytes_of_nothing(tmp_path, ending):
    path = tmp_path / f"nothing{ending}"
    path.write_bytes(b"\0" * 50_000_000)
    with pytest.raises(SpreadsheetUnreadable, match="there is nothing in it"):
        read(path)


@pytest.mark.parametrize("ending", [".bib", ".ris", ".json", ".atom", ".rss", ".csv", ".xlsx", ".doc", ""])
def test_no_such_file(tmp_path, ending):
    with pytest.raises(SpreadsheetUnreadable, match="there is no such file"):
        read(tmp_path / f"none{ending}")


def test_a_format_that_is_unknown_names_those_that_are(tmp_path):
    (tmp_path / "a.enl").write_text("x", encoding="utf-8")
    with pytest.raises(
        SpreadsheetUnreadable, match=r"'.enl' is no format of a catalogue. It can be a folder, or"
    ):
        read(tmp_path / "a.enl")


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("a.json", '[{"id": 1,', "it is no JSON: the text breaks off or is wrong in line 1"),
        ("a.json", "[" * 200_000, "it"),
        ("a.json", "[1, 2]", "item 1 is no item of CSL JSON"),
        ("a.json", "{}", "item 1 is no item of CSL JSON"),
        ("a.bib", "Dear all, see below", "there is no entry in it"),
        ("a.bib", "@article{a, title={Unclosed", "the entry in line 1 is broken"),
        ("a.ris", "Dear all, see below", "there is no record in it"),
        ("a.xml", "<html><body>no</body></html>", "it is no feed"),
        ("a.xml", "<rss version='2.0'><channel></channel></rss>", "there is no item in the feed"),
    ],
)
def test_a_file_that_is_something_else(tmp_path, name, text, why):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SpreadsheetUnreadable) as refused:
        read(path)
    assert why in str(refused.value)


def test_a_broken_record_costs_only_itself():
    reading = bibtex.parse(
        b"@book{a, title={One}}\n@book{b, title={Two}\n@book{c, title={Three}, title={Third}}\n"
        b"@book{a, title={Same key}}\n@book(d, title={Four})\n"
    )
    assert [(entry.where, entry.row["name"]) for entry in reading.entries] == [
        ("line 1", "One"),
        ("line 3", reading.entries[1].row["name"]),
        ("line 4", "Same key"),
        ("line 5", "Four"),
    ]
    assert any("line 2 is broken and was left out" in note for note in reading.notes)
    assert any(note.startswith("Line 3: 'c' gives title twice") for note in reading.notes)


def test_crossrefs_in_a_circle_end():
    reading = bibtex.parse(b"@book{a, title={A}, crossref={b}}\n@book{b, title={B}, crossref={a}, year=2001}")
    assert [entry.row["name"] for entry in reading.entries] == ["A", "B"]


def test_a_record_of_ris_that_does_not_end():
    reading = ris.parse(b"TY  - JOUR\nTI  - One\n\nTY  - BOOK\nTI  - Two\nER  - \nTY  - GEN\nER  - \n")
    assert [(entry.where, entry.row["name"]) for entry in reading.entries] == [
        ("line 1", "One"),
        ("line 4", "Two"),
    ]
    assert reading.notes == ["The record in line 7 holds nothing and was left out."]


def test_letters_of_windows_and_of_old_macs_and_byte_order_marks():
    text = "TY  - BOOK\r\nTI  - Müller’s café\r\nER  - \r\n"
    for raw in (text.encode("cp1252"), text.encode("utf-8-sig"), text.encode("utf-16"), text.encode()):
        assert ris.parse(raw).entries[0].row["name"] == "Müller’s café"
    assert ris.parse(text.replace("\r\n", "\r").encode()).entries[0].row["name"] == "Müller’s café"


def test_a_feed_cut_short_gives_what_can_be_made_out():
    reading = feeds.parse(b"<rss version='2.0'><channel><item><title>One & two</title></item><item><title>Th")
    assert reading.entries[0].row["name"] == "One & two"
    assert reading.notes == ["The feed is not well-formed XML; what could be made out was read."]


def test_scripts_in_a_feed_are_left_out():
    reading = feeds.parse(
        b"<rss version='2.0'><channel><item><title>T</title><description>&lt;script&gt;x()&lt;/script&gt;"
        b"words</description></item></channel></rss>"
    )
    assert reading.entries[0].row["description"] == "words"


PIECES = st.sampled_from(
    [
        b"@book{a,",
        b"title={",
        b"}",
        b'"',
        b"#",
        b"crossref=a,",
        b'\\"{o',
        b"$",
        b"TY  - JOUR\n",
        b"TI  - x\n",
        b"ER  - \n",
        b"UR  - \n",
        b"stray\n",
        b'{"id":',
        b"[",
        b"]",
        b'"issued":{"date-parts":[[',
        b"<rss>",
        b"<item>",
        b"<title>",
        b"</",
        b"&",
        b"\xff",
        b"\x00",
        b"\n",
        b"1",
        b"@string{",
        b"@comment{",
    ]
)


@pytest.mark.parametrize("module", [bibtex, ris, csl_json, feeds])
@given(raw=st.lists(PIECES, max_size=14).map(b"".join))
@example(raw=b"@a{b,c={" + b"{" * 3_000)
@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_breaks_a_reader(module, raw):
    for entry in module.parse(raw).entries:
        assert entry.where
