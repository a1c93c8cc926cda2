"""Files as people really have them: what loads, and how a fault is told."""

from pathlib import Path

import openpyxl
import pytest

from copkit.place.errors import LoadRefused, SpreadsheetUnreadable
from copkit.place.exchange import load
from copkit.place.store import Place


@pytest.fixture
def place() -> Place:
    return Place.in_memory()


def folder(path: Path, **files: str | bytes) -> Path:
    path.mkdir(exist_ok=True)
    for name, content in files.items():
        raw = content if isinstance(content, bytes) else content.encode()
        (path / f"{name.replace('_', ' ')}.csv").write_bytes(raw)
    return path


def book(path: Path, **sheets: list[list[object]]) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        sheet = made.create_sheet(title.replace("_", " "))
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


ENCODED = {
    "Windows-1252": "name,sector\nCafé Müller – Söhne,business\n".encode("cp1252"),
    "UTF-8 with its mark": "\ufeffname,sector\nCafé Müller – Söhne,business\n".encode(),
    "UTF-16": "name\tsector\nCafé Müller – Söhne\tbusiness\n".encode("utf-16"),
    "semicolons": "name;sector\nCafé Müller – Söhne;business\n".encode(),
    "old Mac line ends": "name,sector\rCafé Müller – Söhne,business\r".encode(),
}


@pytest.mark.parametrize("kind", ENCODED)
def test_a_csv_file_loads_however_it_was_saved(tmp_path, place, kind):
    load(place, folder(tmp_path / "in", Organisations=ENCODED[kind]))
    assert list(place.read("organisations")["name"]) == ["Café Müller – Söhne"]


def test_headers_may_be_in_any_case_with_spaces_or_underscores_and_a_star(tmp_path, place):
    text = "NAME *,Agrees_To_Be_Named\nAmina,Yes\n"
    load(place, folder(tmp_path / "in", members=text))
    assert bool(place.read("members")["agrees_to_be_named"].iloc[0])


def test_blank_rows_are_passed_over_and_rows_keep_their_numbers(tmp_path, place):
    rows = [
        ["Name", "Sector"],
        ["Council", "public"],
        [None, None],
        ["", " "],
        ["Shop", "busness"],
        [None],
        [None],
    ]
    with pytest.raises(LoadRefused) as refused:
        load(place, book(tmp_path / "town.xlsx", Organisations=rows))
    assert [(fault.row, fault.near) for fault in refused.value.faults] == [(5, "business")]


def test_dates_are_read_day_first(tmp_path, place):
    load(place, folder(tmp_path / "in", Events="name,date\nMeeting,3/4/2026\n"))
    assert f"{place.read('events')['date'].iloc[0]:%d %B %Y}" == "03 April 2026"


def test_a_title_may_stand_above_the_header(tmp_path, place):
    rows = [["Our skills 2026"], [], ["Name", "Description"], ["Facilitation", None]]
    load(place, book(tmp_path / "town.xlsx", Skills=rows))
    assert list(place.read("skills")["name"]) == ["Facilitation"]


def test_columns_and_sheets_of_ones_own_are_kept_aside_and_told(tmp_path, place):
    rows = [["Name", "Colour"], ["Facilitation", "blue"]]
    report = load(place, book(tmp_path / "town.xlsx", Skills=rows, Budget=[["Item"], ["Tea"]]))
    assert {(cell.sheet, cell.column, cell.value) for cell in place.kept_aside()} >= {
        ("Skills", "Colour", "blue"),
        ("Budget", "Item", "Tea"),
    }
    assert "Colour" in str(report)
    assert "Budget" in str(report)


def test_a_misspelt_column_that_need_not_be_there_is_told_with_the_one_that_may_be_meant(tmp_path, place):
    report = load(place, folder(tmp_path / "in", Members="name,joned\nAmina,3/4/2026\n"))
    assert report.notes == [
        "Members: 'joned' is not a column of this sheet; its 1 cell was kept aside. Did you mean 'joined'?"
    ]


def test_an_example_row_is_never_loaded(tmp_path, place):
    load(place, folder(tmp_path / "in", Skills="name\nExample: Facilitation\nListening\n"))
    assert list(place.read("skills")["name"]) == ["Listening"]


def test_every_fault_is_told_at_once_and_nothing_is_changed(tmp_path, place):
    with pytest.raises(LoadRefused) as refused:
        load(
            place,
            folder(
                tmp_path / "in",
                Members="name,organisation,kind\nAmina,Councl,practitioner\nTom,Council,polititian\n",
                Organisations="name,sector\nCouncil,public\n",
                Memberships="member,community,role\nAmina,Warm Homes,Activ\n",
            ),
        )
    told = str(refused.value)
    assert "Members, row 2, column 'organisation': 'Councl' is not in the sheet Organisations;" in told
    assert "did you mean 'Council'?" in told
    assert "Members, row 3, column 'kind': 'polititian' is not a kind; did you mean 'politician'?" in told
    assert "Memberships, row 2, column 'role': 'Activ' is not a role; did you mean 'active'?" in told
    assert "nothing was changed" in told
    assert place.read("organisations").empty


def test_the_same_fault_in_many_rows_is_told_once(tmp_path, place):
    rows = "name,sector\n" + "".join(f"Shop {n},shop\n" for n in range(500))
    with pytest.raises(LoadRefused) as refused:
        load(place, folder(tmp_path / "in", Organisations=rows))
    assert len(refused.value.faults) == 1
    assert "in 499 more rows" in str(refused.value)


def test_a_missing_header_is_told_once_with_the_one_that_may_be_meant(tmp_path, place):
    with pytest.raises(LoadRefused, match="the column 'name' is missing; there is 'Nmae'") as refused:
        load(place, folder(tmp_path / "in", Organisations="Nmae,sector\nCouncil,public\nPolice,public\n"))
    assert len(refused.value.faults) == 1


def test_a_header_that_stands_there_twice_is_refused(tmp_path, place):
    with pytest.raises(LoadRefused, match="stands there twice"):
        load(place, folder(tmp_path / "in", Skills="name,Name\na,b\n"))


def test_a_merged_header_is_refused_with_what_to_do(tmp_path, place):
    path = book(tmp_path / "town.xlsx", Skills=[["Name", "Description"], ["Facilitation", "x"]])
    made = openpyxl.load_workbook(path)
    made["Skills"].merge_cells("A1:B1")
    made.save(path)
    with pytest.raises(LoadRefused, match="Take the merging off"):
        load(place, path)


def unreadable(tmp_path: Path, name: str) -> Path:
    path = tmp_path / name
    contents = {
        "notes.xlsx": b"just some words",
        "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "empty.xlsx": b"",
        "cut.xlsx": None,
    }
    if name == "folder":
        path.mkdir()
    elif contents.get(name) is not None:
        path.write_bytes(contents[name])
    elif name == "cut.xlsx":
        whole = book(tmp_path / "whole.xlsx", Skills=[["Name"], ["a"]]).read_bytes()
        path.write_bytes(whole[: len(whole) // 2])
    elif name == "strangers.xlsx":
        book(path, Sheet1=[["a"], ["b"]])
    return path


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("notes.xlsx", "not an Excel file"),
        ("old.xls", "password, or in the old Excel format"),
        ("empty.xlsx", "the file is empty"),
        ("cut.xlsx", "its end is missing"),
        ("strangers.xlsx", "none of its sheets has a known name"),
        ("folder", "no CSV file"),
        ("nowhere.xlsx", "no such file"),
    ],
)
def test_what_cannot_be_read_is_told_in_plain_words(tmp_path, place, name, told):
    with pytest.raises(SpreadsheetUnreadable, match=told):
        load(place, unreadable(tmp_path, name))


def test_replace_deletes_what_the_file_does_not_have(tmp_path, place):
    load(place, folder(tmp_path / "in", Skills="name\na\nb\n"))
    report = load(place, folder(tmp_path / "in", Skills="name\nb\nc\n"), replace=True)
    assert list(place.read("skills")["name"]) == ["b", "c"]
    assert (report.added["skills"], report.deleted["skills"]) == (1, 1)


def test_a_load_can_be_undone(tmp_path, place):
    load(place, folder(tmp_path / "in", Skills="name\na\nb\n"))
    place.undo()
    assert place.read("skills").empty
