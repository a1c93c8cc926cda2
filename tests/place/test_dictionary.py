"""The data dictionary says of each column what may stand in it."""

import pytest

from copkit.place import dictionary
from copkit.place.schema import TABLES

TEXT = dictionary.markdown()
COLUMNS = [(table, field) for table in TABLES.values() for field in table.fields().values()]


def section(sheet: str) -> str:
    return TEXT.split(f"\n## {sheet}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize(("table", "field"), COLUMNS, ids=[f"{t.table_name()}.{f.name}" for t, f in COLUMNS])
def test_every_column_has_its_line(table, field):
    star = " *" if field.required else ""
    line = next(
        row for row in section(table.sheet()).splitlines() if row.startswith(f"| {field.label}{star} |")
    )
    cells = [cell.strip() for cell in line.strip("|").split(" | ")]
    assert cells[2] == field.hint
    assert all(choice in cells[1] for choice in field.choices)
    assert (cells[4] == "yes") == (field.personal != "not personal")


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_every_sheet_says_what_it_holds_and_what_tells_its_rows_apart(table):
    found = section(table.sheet())
    assert table.about() in found
    assert f"No two rows share the same {table.fields()[table.identity[0]].label}" in found


def test_a_reference_names_its_sheet():
    assert "| member * | a name from the sheet Members |" in section("Memberships")
