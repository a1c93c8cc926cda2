"""An executed workbook becomes one page, by nbconvert with our own templates."""

from __future__ import annotations

from functools import cache

import nbformat
from jinja2 import BaseLoader, FileSystemLoader, PrefixLoader
from nbconvert import HTMLExporter

from copkit.packs.library import TEMPLATE_FOLDER
from copkit.packs.own_script import OwnScript

FOLDERS = {
    "copkit-pack": "pack",
    "copkit-assessment": "assessment",
    "copkit-index": "index",
    "copkit-one-page": "one_page",
    "copkit-workshop": "workshop",
}
"""What Jupyter calls each template, and its folder here. Installed, both stand where Jupyter looks;
this way they are found in a checkout, too."""


def templates() -> BaseLoader:
    """Finds our templates by the names under which they know each other."""
    return PrefixLoader(
        {name: FileSystemLoader(TEMPLATE_FOLDER / folder) for name, folder in FOLDERS.items()}
    )


def to_html(notebook: nbformat.NotebookNode, template: str) -> str:
    """The page of an executed workbook, as text.

    ``template`` is ``copkit-pack`` or ``copkit-assessment``.

    >>> from nbformat.v4 import new_markdown_cell, new_notebook
    >>> page = to_html(new_notebook(cells=[new_markdown_cell("# Plan events")]), "copkit-pack")
    >>> "<h1" in page and "<script" not in page
    True
    """
    page, _ = exporter(template).from_notebook_node(notebook)
    return str(page)


@cache
def exporter(template: str) -> HTMLExporter:
    """What makes pages by a template; loaded once in a process."""
    return HTMLExporter(
        template_name="base",
        template_file=f"{template}/index.html.j2",
        extra_loaders=[templates()],
        preprocessors=[OwnScript(enabled=True)],
    )
