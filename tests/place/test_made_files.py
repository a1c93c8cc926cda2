"""Files made from the declared tables are current."""

from pathlib import Path

import openpyxl

from copkit.place import dictionary
from copkit.place.exchange import blank

ROOT = Path(__file__).parents[2]


def shown(path: Path) -> dict[str, object]:
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: (
            [
                [(c.value, c.comment.text if c.comment else "", c.number_format) for c in row]
                for row in sheet.rows
            ],
            [(str(v.sqref), v.type, v.formula1, v.prompt) for v in sheet.data_validations.dataValidation],
            {letter: found.width for letter, found in sheet.column_dimensions.items()},
        )
        for sheet in book.worksheets
    }


def test_the_blank_spreadsheet_is_current(tmp_path):
    """To renew it: delete templates/place.xlsx, then copkit.place.exchange.blank("templates/place.xlsx")."""
    blank(tmp_path / "place.xlsx")
    assert shown(ROOT / "templates" / "place.xlsx") == shown(tmp_path / "place.xlsx")


def test_the_data_dictionary_is_current():
    """To renew it: write the text of copkit.place.dictionary.markdown() to docs/data_dictionary.md."""
    assert (ROOT / "docs" / "data_dictionary.md").read_text(encoding="utf-8") == dictionary.markdown()
