"""Saving: text stays text, files appear whole, nothing is written over unasked."""

import openpyxl
import pytest

from copkit.place.errors import CopkitError
from copkit.place.exchange import blank, save
from copkit.place.schema import TABLES
from copkit.place.store import Place


@pytest.fixture
def place() -> Place:
    made = Place.in_memory()
    with made.change("Add") as change:
        change.add("skills", {"name": '=HYPERLINK("http://example.org")', "description": "@SUM(A1)"})
    return made


def test_text_that_looks_like_a_formula_is_text_in_excel(tmp_path, place):
    save(place, tmp_path / "town.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "town.xlsx")["Skills"]["A2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_text_that_looks_like_a_formula_is_text_in_a_csv_file(tmp_path, place):
    save(place, tmp_path / "town")
    assert "\"'=HYPERLINK(" in (tmp_path / "town" / "Skills.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("name", ["town.xlsx", "town"])
def test_what_is_there_is_left_alone_unless_asked(tmp_path, place, name):
    save(place, tmp_path / name)
    with pytest.raises(CopkitError, match="is there already"):
        save(place, tmp_path / name)
    save(place, tmp_path / name, overwrite=True)


def test_other_files_in_the_folder_are_left_alone(tmp_path, place):
    (tmp_path / "town").mkdir()
    (tmp_path / "town" / "letter.txt").write_text("Dear all")
    save(place, tmp_path / "town", overwrite=True)
    assert (tmp_path / "town" / "letter.txt").read_text() == "Dear all"


def test_no_half_file_is_left(tmp_path, place):
    save(place, tmp_path / "town.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["town.xlsx"]


def test_a_blank_spreadsheet_has_a_sheet_a_hint_and_an_example_for_every_table(tmp_path):
    blank(tmp_path / "town.xlsx")
    book = openpyxl.load_workbook(tmp_path / "town.xlsx")
    assert book.sheetnames == ["Read me", *(table.sheet() for table in TABLES.values())]
    for table in TABLES.values():
        sheet = book[table.sheet()]
        for place, field in enumerate(table.fields().values(), 1):
            assert field.hint in sheet.cell(1, place).comment.text
        assert str(sheet.cell(2, 1).value).startswith("Example: ")


def test_a_choice_is_a_drop_down_list(tmp_path):
    blank(tmp_path / "town.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "town.xlsx")["Communities"]
    lists = [found.formula1 for found in sheet.data_validations.dataValidation if found.type == "list"]
    assert lists == ['"potential,coalescing,maturing,stewardship,transformation"']


def test_a_blank_spreadsheet_is_never_written_over_a_file(tmp_path):
    blank(tmp_path / "town.xlsx")
    with pytest.raises(CopkitError, match="is there already"):
        blank(tmp_path / "town.xlsx")
