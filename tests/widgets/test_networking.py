"""The editor of ties, from Python: its settings, and the sheet for those who write on paper."""

from __future__ import annotations

import pytest

from copkit import widgets
from copkit.place.schema.networking import TIE_KINDS
from copkit.place.view import view
from copkit.widgets.bundle import STATIC


@pytest.fixture
def editor():
    return widgets.tie_entry(view("demo", "Warm Homes"))


def test_it_asks_for_the_editor_that_there_is(editor):
    assert editor.settings == {"editor": "tie_entry"}
    assert "EDITORS.tie_entry" in (STATIC / "tie_entry_editor.js").read_text(encoding="utf-8")


def test_the_sheet_has_a_column_for_each_kind_of_tie(editor):
    labels = [label.casefold() for label, _ in editor.sheet.columns]
    assert labels == ["person", *TIE_KINDS, "how strong"]


def test_each_kind_of_tie_has_its_question():
    script = (STATIC / "tie_entry_editor.js").read_text(encoding="utf-8")
    assert all(f'"{kind}": [' in script for kind in TIE_KINDS)


def test_the_public_gets_the_sheet_only():
    shown = widgets.tie_entry(view("demo", "Warm Homes", audience="public"))._repr_mimebundle_()
    assert set(shown) == {"text/html", "text/plain"}
    assert "Whom do you go to?" in shown["text/html"]
    assert "data-editor" not in shown["text/html"]
