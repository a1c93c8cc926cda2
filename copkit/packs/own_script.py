"""Our own script in a page, and the sign by which the page's policy lets in this script and no other."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import Any

import nbformat
from nbconvert.preprocessors import Preprocessor

from copkit.packs.library import TEMPLATE_FOLDER

PARTS = tuple(f"network_map{part}.js" for part in ("_people", "_labels", "_gestures", ""))
"""The files of the script, in their order."""

NEEDED_BY = '<figure class="member-map">'
"""What stands in a page that needs the script. What somebody typed never holds it: there '<' is escaped."""


@cache
def own_script() -> str:
    """The script, as it stands in a page and as the workshop serves it."""
    parts = (TEMPLATE_FOLDER / "pack" / name for name in PARTS)
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
        pages = (
            "".join(output.get("data", {}).get("text/html", ""))
            for cell in nb.cells
            for output in cell.get("outputs", [])
        )
        if any(NEEDED_BY in page for page in pages):
            resources["own_script"] = {"text": own_script(), "sign": sign(own_script())}
        return nb, resources
