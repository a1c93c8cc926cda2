"""Everything that a person can call or fill in is named in the documentation."""

import re
from pathlib import Path

import pytest

from copkit.cli import main
from copkit.packs.library import WORKBOOKS
from copkit.place.schema import TABLES

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "docs").glob("*.md"))
COMMAND = re.compile(r"\bcopkit ([a-z][a-z-]+)((?: [^`\n]*)?)")
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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_page_of_documents_is_linked_in_the_readme(page):
    assert f"(docs/{page.name})" in README


@pytest.mark.parametrize("page", [ROOT / "README.md", *PAGES], ids=lambda page: page.stem)
def test_every_command_on_a_page_can_be_given(page):
    wrong = []
    for line in re.findall(r"^ {4}.*|`[^`]+`", page.read_text(encoding="utf-8"), re.M):
        for name, rest in COMMAND.findall(line):
            command = main.commands.get(name)
            options = {option for each in command.params for option in each.opts} if command else set()
            wrong += [] if command else [name]
            wrong += [f"{name} {given}" for given in re.findall(r"--[a-z-]+", rest) if given not in options]
    assert wrong == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_file_that_a_page_names_is_there(page):
    text = page.read_text(encoding="utf-8")
    named = re.findall(r"(?:copkit|tests|templates|workbooks)/[\w/*]+\.(?:py|ipynb|xlsx)", text)
    assert [name for name in named if not list(ROOT.glob(name))] == []


def test_what_is_to_be_run_for_analysts_is_python():
    text = (ROOT / "docs" / "analysts.md").read_text(encoding="utf-8")
    parts = re.findall(r"(?:^ {4}.*\n|^\n)+", text, re.M)
    programs = [part for part in parts if "import" in part]
    assert len(programs) == 1
    for program in programs:
        compile("\n".join(line[4:] for line in program.splitlines()), "analysts.md", "exec")
