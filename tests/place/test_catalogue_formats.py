"""What each reader makes of files that were not made here (tests/data/catalogue)."""

import datetime as dt
from pathlib import Path

import pytest
from pybtex.database import parse_file

from copkit.place.exchange.catalogue import read
from copkit.place.exchange.catalogue.dublin_core import ELEMENT
from copkit.place.exchange.catalogue.kept import COLUMNS
from copkit.place.exchange.catalogue.latex import to_text

DATA = Path(__file__).parents[1] / "data" / "catalogue"


def entries(name):
    return {entry.row.get("name"): entry for entry in read(DATA / name).entries}


def test_bibtex_accents_names_and_hosts():
    found = entries("biblatex_examples.bib")
    aksin = next(entry for name, entry in found.items() if name.startswith("Effect of imm"))
    assert aksin.where == "line 28"
    assert aksin.row["creator"].startswith("Aksın, Özge; Türkmen, Hayati; Artok, Levent; Çetinkaya, Bekir")
    assert aksin.row["source"] == "J. Organomet. Chem. 691(13), 3027-3036"
    shore = found["Twice-Born, Once Conceived: Meaning Construction and Cultural Cognition"]
    assert shore.row["made"] == dt.date(1991, 3, 1)


def test_the_issn_of_an_article_is_that_of_its_journal():
    entry = entries("biblatex_examples.bib")[
        "Technical section: An algorithm for automatic capturing of the font outlines"
    ]
    assert "identifier" not in entry.row
    assert entry.unplaced["issn"] == "0097-8493"


def test_bibtex_crossref_gives_what_an_entry_lacks():
    found = next(e for name, e in entries("biblatex_examples.bib").items() if name.startswith("The True Fr"))
    assert found.row["source"] == "Space and Beyond, 55-65"
    assert found.row["publisher"] == "Greenwood"
    assert found.row["made"] == dt.date(2000, 1, 1)


def test_bibtex_agrees_with_pybtex():
    ours = {entry.where: entry for entry in read(DATA / "xampl.bib").entries}
    theirs = parse_file(str(DATA / "xampl.bib"))
    assert len(ours) == len(theirs.entries)
    for entry, other in zip(ours.values(), theirs.entries.values(), strict=True):
        if "title" in other.fields:
            assert entry.row["name"] == to_text(other.fields["title"])
        people = [
            ", ".join(
                to_text(" ".join(part))
                for part in (
                    one.prelast_names + one.last_names,
                    one.lineage_names,
                    one.first_names + one.middle_names,
                )
                if part
            )
            for one in other.persons.get("author", [])
        ]
        if people:
            assert entry.row["creator"] == "; ".join(people)
        if "journal" in other.fields:
            assert entry.row["source"].startswith(to_text(other.fields["journal"]))


def test_ris_of_scopus():
    (entry,) = read(DATA / "scopus.ris").entries
    assert entry.row["creator"] == "Federico, S.; Grillo, A.; Herzog, W."
    assert entry.row["identifier"] == "10.1016/j.jmps.2004.03.010"
    assert entry.row["source"] == "Journal of the Mechanics and Physics of Solids 52(10), 2309-2327"
    assert entry.unplaced["N1"] == "Cited By :44; Export Date: 1 April 2016"


def test_ris_of_endnote_has_lines_without_a_tag():
    (entry,) = read(DATA / "endnote.ris").entries
    assert entry.row["subject"].startswith("citation, reference, library, wizardry")
    assert entry.row["link"] == "https://www.endnote.com/"
    assert entry.unplaced["UR"] == "https://www.reference-jokes.org/"


def test_ris_with_numbers_above_the_records():
    one, two = read(DATA / "rispy_full.ris").entries
    assert (one.where, two.where) == ("line 2", "line 29")
    assert one.row["contributor"] == "Glattauer, Daniel"
    assert one.row["publisher"] == "Fun Factory"
    assert one.unplaced["PB"] == "Fun Factory USA"


def test_csl_names_dates_and_identifiers():
    found = entries("csl_editor.json")
    patent = found["Method for acetate consumption during ethanolic fermentation of cellulosic feedstocks"]
    assert patent.row["creator"] == "Zelle, Rintze M.; Shaw, IV, Arthur J.; Dijken, Johannes Pieter van"
    assert patent.row["made"] == dt.date(2016, 9, 15)
    assert found["Selected non-fictions"].row["identifier"] == "9780670849475"
    chapter = next(entry for name, entry in found.items() if name.startswith("Firms and the welfare"))
    assert chapter.row["identifier"] == "10.1093/0199247757.003.0005"
    assert chapter.unplaced["ISBN"] == "978-0-19-924775-2"
    assert found["Properties of expanding universes"].row["licence"].startswith("© Stephen Hawking")


@pytest.mark.parametrize(
    ("file", "name", "made", "source"),
    [
        ("rfc4287.atom", "Atom draft-07 snapshot", dt.date(2003, 12, 13), "dive into mark"),
        ("liftoff.rss", "Star City", dt.date(2003, 6, 3), "Liftoff News"),
        ("xmlcom.rdf", "Processing Inclusions with XSLT", dt.date(2000, 8, 9), "XML.com"),
    ],
)
def test_feeds_of_three_kinds(file, name, made, source):
    entry = entries(file)[name]
    assert (entry.row["made"], entry.row["source"]) == (made, source)
    assert "<" not in entry.row["description"]
    assert entry.row["link"].startswith("http")


def test_an_item_without_a_title_takes_its_first_words():
    assert any(name.startswith("Sky watchers in Europe") for name in entries("liftoff.rss"))


def test_the_columns_named_are_columns():
    assert set(ELEMENT) <= set(COLUMNS)
    assert set(COLUMNS) - set(ELEMENT) == {"community", "owner", "event", "full_text"}
