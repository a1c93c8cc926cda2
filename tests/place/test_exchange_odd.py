"""Excel files as other programs leave them: formulas, errors, wrong sizes, damage."""

import contextlib
import random
import zipfile
from pathlib import Path

import openpyxl
import pytest

from copkit.place.errors import CopkitError, LoadRefused, SpreadsheetUnreadable
from copkit.place.exchange import csv_folder, load, save, workbook
from copkit.place.store import Place


@pytest.fixture
def place() -> Place:
    return Place.in_memory()


def book(path: Path, **sheets: list[list[object]]) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        sheet = made.create_sheet(title.replace("_", " "))
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


def with_part_changed(path: Path, part: str, old: bytes, new: bytes) -> Path:
    """The file, with some bytes of one of its parts replaced."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


FIRST_SHEET = "xl/worksheets/sheet1.xml"
WITH_FORMULA = [["Name", "Sector"], ["Council", '="pub"&"lic"']]


def test_the_first_column_may_be_left_out_where_it_may_be_empty(tmp_path, place):
    """It is where a row is marked as an example."""
    folder = tmp_path / "rows"
    folder.mkdir()
    (folder / "communities.csv").write_text("name\nSafe Streets\n", encoding="utf-8")
    (folder / "process_changes.csv").write_text(
        "vital sign,changed,what\nvisits,2026-05-04,Meetings began again\n", encoding="utf-8"
    )
    load(place, folder)
    changes = place.read("process_changes")
    assert list(changes["what"]) == ["Meetings began again"]
    assert changes["community"].isna().all()


def test_a_formula_without_a_value_is_told_once_and_with_what_to_do(tmp_path, place):
    """openpyxl keeps no value for a formula that it writes. The row's name stays known to others."""
    people = [["Name", "Organisation"], ["Amina", "Council"]]
    path = book(tmp_path / "town.xlsx", Organisations=WITH_FORMULA, Members=people)
    with pytest.raises(LoadRefused, match="save it, and load it again") as refused:
        load(place, path)
    assert [(f.sheet, f.row, f.column) for f in refused.value.faults] == [("Organisations", 2, "sector")]


def test_a_formula_counts_as_the_value_that_the_file_holds(tmp_path, place):
    path = book(tmp_path / "town.xlsx", Organisations=WITH_FORMULA)
    old, new = (
        b'<c r="B2"><f>"pub"&amp;"lic"</f><v',
        b'<c r="B2" t="str"><f>"pub"&amp;"lic"</f><v>public</v><v',
    )
    load(place, with_part_changed(path, FIRST_SHEET, old, new))
    assert list(place.read("organisations")["sector"]) == ["public"]


def test_a_formula_that_gives_an_empty_text_is_an_empty_cell(tmp_path, place):
    path = book(tmp_path / "town.xlsx", Skills=[["Name", "Description"], ["Listening", '=""']])
    old, new = b'<c r="B2"><f>""</f>', b'<c r="B2" t="str"><f>""</f>'
    load(place, with_part_changed(path, FIRST_SHEET, old, new))
    assert place.read("skills")["description"].isna().all()


def test_a_cell_that_shows_an_error_is_a_fault_and_the_same_letters_typed_are_text(tmp_path, place):
    rows = [["Name", "Description"], ["Listening", "#REF!"]]
    path = book(tmp_path / "town.xlsx", Skills=rows)
    with pytest.raises(LoadRefused, match="row 2, column 'description': the cell shows the error #REF!"):
        load(place, path)
    with place.change("Add") as change:
        change.add("skills", {"name": "Listening", "description": "#REF!"})
    save(place, tmp_path / "again.xlsx")
    load(Place.in_memory(), tmp_path / "again.xlsx")


def test_the_size_that_the_file_claims_is_not_believed(tmp_path, place):
    path = book(tmp_path / "town.xlsx", Skills=[["Name"], ["a"], ["b"], ["c"]])
    load(place, with_part_changed(path, FIRST_SHEET, b'ref="A1:A4"', b'ref="A1"'))
    assert list(place.read("skills")["name"]) == ["a", "b", "c"]


def test_a_claim_of_every_cell_of_a_sheet_costs_nothing(tmp_path, place):
    path = book(tmp_path / "town.xlsx", Skills=[["Name"], ["a"]])
    load(place, with_part_changed(path, FIRST_SHEET, b'ref="A1:A2"', b'ref="A1:XFD1048576"'))
    assert list(place.read("skills")["name"]) == ["a"]


def test_a_row_number_that_excel_cannot_have_is_refused(tmp_path, place):
    path = book(tmp_path / "town.xlsx", Skills=[["Name"], ["a"]])
    with pytest.raises(SpreadsheetUnreadable, match="more than 1,048,576 rows"):
        load(place, with_part_changed(path, FIRST_SHEET, b'<row r="2">', b'<row r="2000000000">'))


ESCAPES = {b"a_x000D_\nb": "a\nb", b"_x005F_x0041_": "_x0041_", b"tea_x0020_": "tea_x0020_"}


@pytest.mark.parametrize("letters", ESCAPES)
def test_the_escapes_of_excel_are_read(tmp_path, place, letters):
    path = book(tmp_path / "town.xlsx", Skills=[["Name", "Description"], ["Listening", "told"]])
    load(place, with_part_changed(path, FIRST_SHEET, b"told", letters))
    assert list(place.read("skills")["description"]) == [ESCAPES[letters]]


@pytest.mark.parametrize("letters", ESCAPES)
def test_the_escapes_of_excel_are_read_where_cells_share_their_text(tmp_path, place, letters):
    """Excel keeps text in a part of its own; openpyxl writes it into the cell."""
    path = book(tmp_path / "town.xlsx", Skills=[["Name", "Description"], ["Listening", "told"]])
    with_part_changed(path, FIRST_SHEET, b't="inlineStr"><is><t>told</t></is>', b't="s"><v>0</v>')
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
    with_part_changed(path, "[Content_Types].xml", b"</Types>", override)
    with zipfile.ZipFile(path, "a") as archive:
        space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        archive.writestr(
            "xl/sharedStrings.xml", f'<sst xmlns="{space}"><si><t>{letters.decode()}</t></si></sst>'
        )
    load(place, path)
    assert list(place.read("skills")["description"]) == [ESCAPES[letters]]


def test_lists_that_openpyxl_does_not_know_are_passed_over_without_a_word(tmp_path, place, recwarn):
    path = book(tmp_path / "town.xlsx", Skills=[["Name"], ["a"]])
    more = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    load(place, with_part_changed(path, FIRST_SHEET, b"</worksheet>", more))
    assert not recwarn.list


def test_a_hidden_sheet_is_read(tmp_path, place):
    path = book(tmp_path / "town.xlsx", Skills=[["Name"], ["a"]], Issues=[["Name"]])
    made = openpyxl.load_workbook(path)
    made["Skills"].sheet_state = "hidden"
    made.save(path)
    load(place, path)
    assert list(place.read("skills")["name"]) == ["a"]


def test_two_sheets_of_one_name_are_refused(tmp_path, place):
    path = book(tmp_path / "town.xlsx", Issue_links=[["Cause", "Effect"]], Other=[["Cause", "Effect"]])
    with_part_changed(path, "xl/workbook.xml", b'name="Other"', b'name="issue_links"')
    with pytest.raises(LoadRefused, match="two sheets of this name, 'Issue links' and 'issue_links'"):
        load(place, path)


def test_words_that_begin_like_an_example_are_kept_when_the_name_does_not(tmp_path, place):
    rows = [["Description", "Name"], ["Example: a round of names", "Listening"], ["x", "Example: Chairing"]]
    load(place, book(tmp_path / "town.xlsx", Skills=rows))
    assert list(place.read("skills")["name"]) == ["Listening"]


@pytest.mark.parametrize(
    ("part", "told"),
    [("content.xml", "LibreOffice"), ("word/document.xml", "not an Excel workbook")],
)
def test_another_kind_of_document_is_named(tmp_path, place, part, told):
    with zipfile.ZipFile(tmp_path / "town.xlsx", "w") as archive:
        archive.writestr(part, "<a/>")
    with pytest.raises(SpreadsheetUnreadable, match=told):
        load(place, tmp_path / "town.xlsx")


def test_a_file_that_unpacks_to_more_than_the_limit_is_not_unpacked(tmp_path, place, monkeypatch):
    monkeypatch.setattr(workbook, "LARGEST", 1_000_000)
    path = book(tmp_path / "town.xlsx", Skills=[["Name"], ["a"]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros.bin", bytes(1_000_001))
    with pytest.raises(SpreadsheetUnreadable, match="unpacks to more than 1 MB"):
        load(place, path)


@pytest.mark.parametrize("seed", range(100))
def test_a_damaged_file_is_told_in_plain_words_if_it_does_not_load(tmp_path, seed):
    """No other error comes through. Bytes are changed at random: in one part, or in the archive itself."""
    draw = random.Random(seed)
    rows = [["Name", "Description"], *([f"Skill {n}", "words" * n] for n in range(5))]
    path = book(tmp_path / "town.xlsx", Skills=rows)
    whole = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        parts = {name: bytearray(archive.read(name)) for name in archive.namelist()}
    broken = parts[draw.choice(sorted(parts))] if seed % 2 else whole
    for _ in range(draw.randint(1, 4)):
        broken[draw.randrange(len(broken))] = draw.choice(b'<>/"0A \x00\xff')
    path.write_bytes(whole)
    if seed % 2:
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, bytes(content))
    with contextlib.suppress(CopkitError):
        load(Place.in_memory(), path)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b'name,description\na,"b\nc,d\n' + b"x" * 40_000, "line"),
        (b'name,description\na,"b" c\n', "the quotation marks in line 2 do not match"),
        (b"name,description\na," + b"x" * 40_000 + b"\n", "line 2 has more than 32,767 characters"),
        (b"PK\x03\x04 an Excel file", "no CSV file"),
        (b"\xff\xfea", "no encoding"),
    ],
)
def test_a_csv_file_that_cannot_be_read_is_told_in_plain_words(tmp_path, place, raw, told):
    (tmp_path / "Skills.csv").write_bytes(raw)
    with pytest.raises(SpreadsheetUnreadable, match=told):
        load(place, tmp_path)


def test_a_csv_file_beyond_the_limit_is_refused(tmp_path, place, monkeypatch):
    monkeypatch.setattr(csv_folder, "LARGEST", 1_000_000)
    (tmp_path / "Skills.csv").write_bytes(b"name\n" + b"a\n" * 500_000)
    with pytest.raises(SpreadsheetUnreadable, match="more than 1 MB"):
        load(place, tmp_path)


def test_one_csv_file_can_be_loaded_by_itself(tmp_path, place):
    (tmp_path / "Skills.csv").write_text("name\nListening\n")
    load(place, tmp_path / "Skills.csv")
    assert list(place.read("skills")["name"]) == ["Listening"]


@pytest.mark.parametrize("above", ["sep=;\n", "Skills, places, people and more, 2026\n", "\n\n"])
def test_the_separator_is_found_below_a_first_line_of_another_kind(tmp_path, place, above):
    (tmp_path / "Skills.csv").write_text(above + "Name;Description\nListening;to hear, to ask, to wait\n")
    load(place, tmp_path)
    assert list(place.read("skills")["description"]) == ["to hear, to ask, to wait"]
