"""Resources into a place and out of it: one change, all or nothing, nothing merged and nothing twice."""

import datetime as dt
from pathlib import Path

import pytest

from copkit.place.errors import CopkitError, SpreadsheetUnreadable, UnknownCommunity
from copkit.place.exchange.catalogue import load_catalogue, save_catalogue
from copkit.place.store import Place

DATA = Path(__file__).parents[1] / "data" / "catalogue"


@pytest.fixture
def place():
    place = Place.in_memory()
    with place.change("Set up") as change:
        change.add("communities", {"name": "Warm Homes"})
    return place


def names(place):
    return sorted(row["name"] for row in place.rows("resources").values())


def ris(tmp_path, *titles, more=""):
    path = tmp_path / "list.ris"
    path.write_text("".join(f"TY  - RPRT\nTI  - {t}\n{more}ER  - \n" for t in titles), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "file",
    [
        "xampl.bib",
        "biblatex_examples.bib",
        "scopus.ris",
        "endnote.ris",
        "rispy_full.ris",
        "csl_editor.json",
        "rfc4287.atom",
        "liftoff.rss",
        "xmlcom.rdf",
        "documents",
    ],
)
@pytest.mark.parametrize("duplicates", ["leave out", "add"])
def test_a_second_load_adds_nothing(place, file, duplicates):
    first = load_catalogue(place, DATA / file, community="Warm Homes", duplicates=duplicates)
    before = place.rows("resources")
    assert first.added["resources"] == len(before) > 0
    again = load_catalogue(place, DATA / file, community="Warm Homes", duplicates=duplicates)
    assert not again.added.get("resources")
    assert not again.changed
    assert place.rows("resources") == before


def test_one_change_that_can_be_undone(place):
    load_catalogue(place, DATA / "csl_editor.json")
    assert place.undo() == "Load csl_editor.json"
    assert names(place) == []


def test_a_likely_duplicate_is_left_out_and_told(place, tmp_path):
    load_catalogue(place, ris(tmp_path, "Damp inspection handbook"))
    report = load_catalogue(place, ris(tmp_path, "Damp inspecton handbook", "Meals for all"))
    assert names(place) == ["Damp inspection handbook", "Meals for all"]
    assert report.notes == [
        "line 1: 'Damp inspecton handbook' is probably 'Damp inspection handbook': the titles are 98% alike. "
        "It was left out."
    ]


def test_or_added_where_that_is_wanted(place, tmp_path):
    load_catalogue(place, ris(tmp_path, "Damp inspection handbook"))
    report = load_catalogue(place, ris(tmp_path, "Damp inspecton handbook"), duplicates="add")
    assert len(names(place)) == 2
    assert report.notes[0].endswith("It was added all the same.")


def test_what_stands_is_never_changed(place, tmp_path):
    load_catalogue(place, ris(tmp_path, "Damp at home", more="AB  - First words.\n"))
    before = place.rows("resources")
    for duplicates in ("leave out", "add"):
        load_catalogue(place, ris(tmp_path, "DAMP AT HOME", more="AB  - Others.\n"), duplicates=duplicates)
        assert before.items() <= place.rows("resources").items()
    assert names(place) == ["DAMP AT HOME (2)", "Damp at home"]


def test_two_works_of_one_title_are_told_apart(place, tmp_path):
    path = tmp_path / "two.ris"
    path.write_text(
        "TY  - CHAP\nTI  - Introduction\nAU  - Smith, J.\nPY  - 1990\nER  - \n"
        "TY  - CHAP\nTI  - Introduction\nAU  - Jones, K.\nPY  - 2015\nER  - \n",
        encoding="utf-8",
    )
    report = load_catalogue(place, path)
    assert names(place) == ["Introduction", "Introduction (Jones, 2015)"]
    assert report.notes == [
        "2 resources dated 1 January: it stands for a year without a day.",
        "line 6: another resource has its title, so it is called 'Introduction (Jones, 2015)'.",
    ]
    assert load_catalogue(place, path).added == {}


def test_fields_without_a_column_are_kept_aside_and_told(place):
    report = load_catalogue(place, DATA / "scopus.ris")
    assert any(
        note.startswith("A resource has no column for these fields") and "DB (1)" in note
        for note in report.notes
    )
    assert ("DB", "Scopus") in {(cell.column, cell.value) for cell in place.kept_aside()}


def test_long_titles_and_many_makers_are_cut_and_the_whole_is_kept_aside(place, tmp_path):
    makers = "".join(f"AU  - Maker{number}, A.\n" for number in range(60))
    report = load_catalogue(place, ris(tmp_path, "word " * 60, more=makers))
    (row,) = place.rows("resources").values()
    assert len(row["name"]) <= 200
    assert row["creator"].endswith("; et al.")
    assert any("was cut to 200" in note for note in report.notes)
    assert {cell.column for cell in place.kept_aside()} == {"name", "creator"}


def test_a_record_without_a_title_is_told(place, tmp_path):
    report = load_catalogue(place, ris(tmp_path, "", "Damp", more="AB  - x\n"))
    assert report.notes == ["Line 1 has no title and was left out."]
    assert names(place) == ["Damp"]


def test_a_community_that_is_unknown(place):
    with pytest.raises(UnknownCommunity, match="did you mean 'Warm Homes'"):
        load_catalogue(place, DATA / "scopus.ris", community="Warm Home")


def test_a_file_that_cannot_be_read_changes_nothing(place, tmp_path):
    with pytest.raises(SpreadsheetUnreadable):
        load_catalogue(place, tmp_path / "none.bib")
    assert names(place) == []


FULL = {
    "name": "How to check a home for damp",
    "kind": "tool",
    "description": "Ten checks.\n\nWith photographs.",
    "creator": "Yusuf, Amina; Ellery Council",
    "publisher": "Port Ellery",
    "subject": "damp, inspection",
    "language": "en",
    "link": "https://example.org/damp",
    "community": "Warm Homes",
    "made": dt.date(2025, 11, 3),
    "review": dt.date(2026, 11, 3),
    "licence": "OGL",
    "open_to": "public",
    "identifier": "10.1000/182",
    "contributor": "Brand, Tom",
    "source": "Journal of Public Health 12(3)",
    "relation": "Replaces the list of 2023",
    "coverage": "England",
    "format": "PDF, 4 pages",
    "full_text": "Look first at the outer walls.",
}


@pytest.mark.parametrize("name", ["a.bib", "a.ris", "a.json", "a.atom", "a.xml", "a.csv", "a.xlsx", "folder"])
def test_all_of_a_resource_comes_back(place, tmp_path, name):
    with place.change("Add") as change:
        change.add("resources", FULL)
        change.add("resources", {"name": "Hidden", "kind": "guide", "open_to": "members"})
    save_catalogue(place, tmp_path / name)
    other = Place.in_memory()
    with other.change("Set up") as change:
        change.add("communities", {"name": "Warm Homes"})
    load_catalogue(other, tmp_path / name)
    (row,) = other.rows("resources").values()
    assert {column: value for column, value in row.items() if value is not None} == FULL
    assert not load_catalogue(place, tmp_path / name).added


def test_a_name_that_the_other_place_lacks_is_kept_aside(place, tmp_path):
    with place.change("Add") as change:
        change.add("resources", FULL)
    save_catalogue(place, tmp_path / "a.ris")
    other = Place.in_memory()
    report = load_catalogue(other, tmp_path / "a.ris")
    assert report.notes == ["'Warm Homes' is no community of this place; it was kept aside for 1 resource."]


def test_the_public_does_not_see_owners_who_did_not_agree(place, tmp_path):
    with place.change("Add") as change:
        change.add("members", {"name": "Amina Yusuf", "agrees_to_be_named": True})
        change.add("members", {"name": "Tom Brand"})
        for name, owner in (("Damp", "Amina Yusuf"), ("Meals", "Tom Brand")):
            change.add("resources", {"name": name, "kind": "guide", "open_to": "public", "owner": owner})
    save_catalogue(place, tmp_path / "public.ris")
    text = (tmp_path / "public.ris").read_text(encoding="utf-8")
    assert "Amina Yusuf" in text
    assert "Tom Brand" not in text
    save_catalogue(place, tmp_path / "all.ris", open_to="all")
    assert "Tom Brand" in (tmp_path / "all.ris").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", ["a.bib", "a.ris", "a.json", "a.atom", "a.csv", "a.xlsx", "folder"])
def test_the_public_reads_nobodys_name_in_words(place, tmp_path, file):
    with place.change("Add") as change:
        change.add("members", {"name": "Zorblax Quimby"})
        open_ = {"kind": "guide", "open_to": "public"}
        change.add("resources", {**open_, "name": "A walk with Zorblax Quimby"})
        change.add("resources", {**open_, "name": "Meals", "creator": "Quimby, Zorblax", "link": "Shelf 2"})
    notes = save_catalogue(place, tmp_path / file)
    assert notes[:2] == [
        "1 resource was left out: the title names somebody who did not agree.",
        "Words that name somebody who did not agree to be named were left out of 1 resource.",
    ]
    other = Place.in_memory()
    load_catalogue(other, tmp_path / file)
    rows = other.read("resources")
    assert list(rows["name"]) == ["Meals"]
    assert "Quimby" not in rows.to_string()


def test_nothing_is_written_over_unasked(place, tmp_path):
    (tmp_path / "a.bib").write_text("mine", encoding="utf-8")
    with pytest.raises(CopkitError, match="is there already"):
        save_catalogue(place, tmp_path / "a.bib")
    save_catalogue(place, tmp_path / "a.bib", overwrite=True)
    with pytest.raises(CopkitError, match=r"cannot be saved as 'a\.docx'"):
        save_catalogue(place, tmp_path / "a.docx")


def test_a_folder_written_anew_keeps_what_others_wrote(place, tmp_path):
    folder = tmp_path / "all"
    with place.change("Add") as change:
        row = change.add("resources", {"name": "Damp", "kind": "guide", "open_to": "public"})
    save_catalogue(place, folder)
    (folder / "own.md").write_text("# Mine\n", encoding="utf-8")
    with place.change("Rename") as change:
        change.update("resources", row, {"name": "Mould"})
    save_catalogue(place, folder, overwrite=True)
    assert sorted(path.name for path in folder.iterdir()) == ["mould.md", "own.md"]
