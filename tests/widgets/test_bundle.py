"""The editors' script: every part of it is in the module, once, and it fetches nothing."""

import re

import pytest

from copkit import widgets
from copkit.place.view import view
from copkit.widgets.bundle import STATIC, script, style


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.js")), ids=lambda path: path.name)
def test_every_part_is_there_once(path):
    assert script().count(path.read_text(encoding="utf-8")) == 1


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.css")), ids=lambda path: path.name)
def test_every_style_is_there_and_stays_within_the_editors(path):
    text = path.read_text(encoding="utf-8")
    assert text in style()
    selectors = re.findall(r"(?m)^\s*([^@\s}][^{}]*)\{", text)
    assert [found for found in selectors if not found.strip().startswith((".copkit", "from", "to"))] == []


def test_every_exercise_has_its_editor():
    here = view("demo", "Warm Homes")
    tables = {"table": ("issues",), "card": ("issues",)}
    kinds = {
        getattr(widgets, name)(here, *tables.get(name, ())).settings["editor"] for name in widgets.__all__
    }
    assert kinds == set(re.findall(r"EDITORS\.(\w+) =", script()))


def test_it_asks_nobody_else_and_runs_no_text():
    text = script()
    for word in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval("):
        assert word not in text.replace("http://www.w3.org/2000/svg", "")
    assert re.findall(r"fetch\(([^,]+),", text) == ['"/copkit/place"']
