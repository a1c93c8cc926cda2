"""Everything that a person can call or fill in is named in the documentation."""

from pathlib import Path

import pytest

from copkit.cli import main
from copkit.packs.library import WORKBOOKS
from copkit.place.schema import TABLES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_in_the_readme(command):
    assert f"| `copkit {command} " in README


@pytest.mark.parametrize(
    "option", [option.opts[0] for option in main.commands["packs"].params if option.opts[0][0] == "-"]
)
def test_every_option_of_packs_is_in_the_readme(option):
    assert option in README


@pytest.mark.parametrize("workbook", [workbook.name for workbook in WORKBOOKS])
def test_every_workbook_is_in_the_readme(workbook):
    assert f"| `{workbook}` |" in README


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_in_the_data_dictionary(table):
    dictionary = (ROOT / "docs" / "data_dictionary.md").read_text(encoding="utf-8")
    assert f"\n## {TABLES[table].sheet()}\n" in dictionary


def test_every_command_says_what_it_does():
    assert [name for name, command in main.commands.items() if not command.help] == []
