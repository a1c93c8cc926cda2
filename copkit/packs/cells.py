"""Cells that would come out the same are not run again, while somebody changes a place and looks at packs.

A cell that is one call of a part (``show.events.calendar(here)``) follows from the view that it is given and
from the rows that it reads of it, and nothing after it follows from it. What it put out is kept in a folder
that goes when the watching ends, with a digest of its rows, as in the record of a pack
(`copkit.packs.records`).
"""

from __future__ import annotations

import ast
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode, from_dict

from copkit.packs.files import write_whole
from copkit.packs.records import Standing, sealed
from copkit.place.readings import Reading
from copkit.place.view import View

PARTS = ("show", "widgets")
VIEW = "here"

GIVEN = (VIEW, "place", "community", "as_of", "audience", "compared_with")
"""Names that a part may be given: the view, and the parameters, which belong to what was asked."""


@dataclass(frozen=True)
class Cells:
    """Where it is kept what the cells of one pack put out: of one workbook and its parameters (``asked``)."""

    path: Path
    asked: str
    seal: bytes


class CellsKept:
    """The cells of a pack while it is made: those that stand from before, and those that are run."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._before = _kept_in(cells)
        self._now: dict[str, Any] = {}
        self._standing: Standing | None = None

    def outputs(self, source: str, names: dict[str, Any]) -> list[NotebookNode] | None:
        """What a cell put out before, if it would put out the same; None if it is to be run.

        ``names`` are those of the notebook.
        """
        here = names.get(VIEW)
        known = self._before.get(source)
        if known is None or not isinstance(here, View):
            return None
        if self._standing is None:
            self._standing = Standing(here, self._cells.seal)
        if not self._standing.same(known["read"], known["rows"]):
            return None
        self._now[source] = known
        return [from_dict(output) for output in known["outputs"]]

    def keep(self, source: str, outputs: list[NotebookNode], read: dict[Reading, str]) -> None:
        """Keeps what a cell put out, if it is a part."""
        if is_part(source):
            rows = sealed(self._cells.seal, read.items())
            self._now[source] = {"read": [list(each) for each in read], "rows": rows, "outputs": outputs}

    def write(self) -> None:
        """Writes down what all cells put out."""
        write_whole(self._cells.path, json.dumps({"asked": self._cells.asked, "cells": self._now}))


def is_part(source: str) -> bool:
    """Whether a cell is one call of a part of copkit, with the view, parameters and plain values alone.

    >>> is_part("show.events.calendar(here)"), is_part('widgets.table(here, "actions", function="events")')
    (True, True)
    >>> is_part("found = show.events.calendar(here)"), is_part("print(here)"), is_part("show.a(b(here))")
    (False, False, False)
    """
    try:
        (only,) = ast.parse(source).body
    except (SyntaxError, ValueError):
        return False
    if not isinstance(only, ast.Expr) or not isinstance(only.value, ast.Call):
        return False
    given = [*only.value.args, *(each.value for each in only.value.keywords)]
    if not all(
        isinstance(each, ast.Constant) or (isinstance(each, ast.Name) and each.id in GIVEN) for each in given
    ):
        return False
    called = only.value.func
    while isinstance(called, ast.Attribute):
        called = called.value
    return isinstance(called, ast.Name) and called.id in PARTS and called is not only.value.func


def _kept_in(cells: Cells) -> dict[str, Any]:
    try:
        known = json.loads(cells.path.read_text(encoding="utf-8"))
        return dict(known["cells"]) if known["asked"] == cells.asked else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}  # nothing from before, or nothing that can be read
