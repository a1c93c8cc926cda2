"""Our own script in a page, and the sign by which the page's policy lets in this script and no other."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from typing import Any

import nbformat
from nbconvert.preprocessors import Preprocessor

from copkit.packs.library import TEMPLATE_FOLDER

PARTS = {
    '<figure class="member-map">': tuple(
        f"network_map{part}.js" for part in ("_people", "_labels", "_gestures", "")
    ),
    '<section class="finding resource-search">': tuple(
        f"resource_search{part}.js" for part in ("_words", "_index", "")
    ),
}
"""What stands in a page that needs a part of the script, and the files of that part, in their order. What
somebody typed never holds it: there '<' is escaped."""


def needed(page: str) -> tuple[str, ...]:
    """Which parts of the script a page needs: keys of `PARTS`.

    >>> needed("<p>A map of people would stand here.</p>")
    ()
    """
    return tuple(mark for mark in PARTS if mark in page)


@cache
def own_script(parts: tuple[str, ...] = tuple(PARTS)) -> str:
    """The script with these parts, as it stands in a page; with all, as the workshop serves it."""
    return "".join(_closed(PARTS[part]) for part in parts)


def _closed(names: Iterable[str]) -> str:
    """Files that share their names with each other and with nothing else in the page."""
    parts = (TEMPLATE_FOLDER / "pack" / name for name in names)
    inside = "\n".join(part.read_text(encoding="utf-8").strip() for part in parts)
    return f'(() => {{\n"use strict";\n{inside}\n}})();\n'


def sign(script: str) -> str:
    """How a content security policy names a script.

    >>> sign("alert(1)")
    'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='
    """
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"


class OwnScript(Preprocessor):
    """Gives the template the script and its sign, if the page needs them. The template names this class in
    its ``conf.json``, so that plain ``jupyter nbconvert --template copkit-pack`` makes the same page."""

    def preprocess(
        self, nb: nbformat.NotebookNode, resources: dict[str, Any]
    ) -> tuple[nbformat.NotebookNode, dict[str, Any]]:
        page = "\n".join(
            "".join(output.get("data", {}).get("text/html", ""))
            for cell in nb.cells
            for output in cell.get("outputs", [])
        )
        if parts := needed(page):
            resources["own_script"] = {"text": own_script(parts), "sign": sign(own_script(parts))}
        return nb, resources
