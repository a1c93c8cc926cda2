"""The matrix of skills, from Python: its settings, and the sheet for those who write on paper."""

from __future__ import annotations

import pytest

from copkit import widgets
from copkit.place.schema.development import LEVELS
from copkit.place.view import view
from copkit.widgets.bundle import STATIC


@pytest.fixture
def editor():
    return widgets.skills_matrix(view("demo", "Warm Homes"))


def test_it_asks_for_the_editor_that_there_is(editor):
    assert editor.settings == {"editor": "skills_matrix"}
    assert "EDITORS.skills_matrix" in (STATIC / "skills_matrix_editor.js").read_text(encoding="utf-8")


def test_the_sheet_asks_for_what_the_editor_asks_for(editor):
    assert [label for label, _ in editor.sheet.columns] == ["Skill", "Level now", "Level wanted", "Can teach"]


@pytest.mark.parametrize(
    ("level", "words"), list(enumerate(["none", "aware", "with help", "alone", "expert"], LEVELS[0]))
)
def test_the_levels_have_the_same_words_on_paper_and_on_the_screen(editor, level, words):
    assert f"{level} {words}" in editor.sheet.instructions
    assert f'"{words}"' in (STATIC / "skills_matrix_editor.js").read_text(encoding="utf-8")


def test_the_public_gets_the_sheet_only():
    shown = widgets.skills_matrix(view("demo", "Warm Homes", audience="public"))._repr_mimebundle_()
    assert set(shown) == {"text/html", "text/plain"}
    assert "What can you do" in shown["text/html"]
    assert "data-editor" not in shown["text/html"]
