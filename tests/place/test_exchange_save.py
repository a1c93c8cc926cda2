"""Saving: text stays text, files appear whole, nothing is written over unasked."""

import openpyxl
import pytest

from copkit.place.errors import CopkitError
from copkit.place.exchange import blank, load, save
from copkit.place.instruments import instrument
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


@pytest.mark.parametrize("name", ["town.csv", "town.xls", "town.ods", "town.place"])
def test_a_name_of_another_format_is_refused_with_what_to_choose(tmp_path, place, name):
    with pytest.raises(CopkitError, match=r"ends in \.xlsx"):
        save(place, tmp_path / name)
    assert not list(tmp_path.iterdir())


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("copkit.place.exchange.whole.os.replace", full)


@pytest.mark.parametrize("name", ["town.xlsx", "town"])
def test_a_place_that_cannot_be_written_leaves_nothing(tmp_path, place, full_disk, name):
    with pytest.raises(CopkitError, match="No space left on device"):
        save(place, tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_file_that_cannot_be_replaced_stays_as_it_was(tmp_path, place, full_disk):
    (tmp_path / "town.xlsx").write_bytes(b"as it was")
    with pytest.raises(CopkitError, match="No space left on device"):
        save(place, tmp_path / "town.xlsx", overwrite=True)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("town.xlsx", b"as it was")]


def test_what_was_kept_aside_before_does_not_stay_in_a_folder_that_is_written_over(tmp_path, place):
    (tmp_path / "town").mkdir()
    (tmp_path / "town" / "Kept aside.csv").write_text(
        "source,sheet,row,column,value\nold,Skills,2,Colour,blue\n"
    )
    save(place, tmp_path / "town", overwrite=True)
    assert not (tmp_path / "town" / "Kept aside.csv").exists()


def test_the_same_place_gives_the_same_bytes(tmp_path, place):
    save(place, tmp_path / "one.xlsx")
    save(place, tmp_path / "two.xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_the_blank_spreadsheet_is_the_same_bytes_each_time(tmp_path):
    blank(tmp_path / "one.xlsx")
    blank(tmp_path / "two.xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_the_blank_spreadsheet_holds_the_statements_to_ask_and_no_other_row(tmp_path):
    blank(tmp_path / "town.xlsx")
    place = Place.in_memory()
    report = load(place, tmp_path / "town.xlsx")
    assert str(report) == "42 rows added.\n  Condition items: 14 added\n  Survey items: 28 added"
    for table, name in (("condition_items", "conditions"), ("survey_items", "health_full")):
        assert list(place.read(table)["name"]) == [row["name"] for row in instrument(name)]


def test_a_reference_offers_the_names_of_its_sheet_and_takes_others(tmp_path):
    blank(tmp_path / "town.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "town.xlsx")["Memberships"]
    by_column = {str(found.sqref)[0]: found for found in sheet.data_validations.dataValidation}
    assert by_column["A"].formula1 == "'Members'!$A$3:$A$2000"
    assert not by_column["A"].showErrorMessage


def test_the_hints_and_lists_of_the_blank_spreadsheet_are_short_enough_for_excel(tmp_path):
    """Excel refuses a file with a list above 255 characters, a prompt above 255 or its title above 32."""
    blank(tmp_path / "town.xlsx")
    for sheet in openpyxl.load_workbook(tmp_path / "town.xlsx").worksheets:
        for found in sheet.data_validations.dataValidation:
            assert len(found.formula1 or "") <= 257
            assert len(found.prompt) <= 255
            assert len(found.promptTitle) <= 32


def test_text_that_excel_cannot_hold_is_refused_and_not_cut(tmp_path, place):
    with place.change("Add") as change:
        change.add("skills", {"name": "Long", "description": "_x0041_" * 4_000})
    with pytest.raises(CopkitError, match="too long for a cell of Excel"):
        save(place, tmp_path / "town.xlsx")
    save(place, tmp_path / "town")
