"""An executed workbook becomes one page, by nbconvert with our own templates."""

from __future__ import annotations

from functools import cache
from typing import Any

import nbformat
from jinja2 import BaseLoader, FileSystemLoader, PrefixLoader
from nbconvert import HTMLExporter
from nbconvert.exporters.templateexporter import TemplateExporter

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
    return page


class PageExporter(HTMLExporter):
    """nbconvert's exporter, which takes each page apart and puts it together again to give words to images
    without any: five times as long as all else, and of our own pages none has an image."""

    def from_notebook_node(  # type: ignore[override]  # as nbconvert's own
        self, nb: nbformat.NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        page, told = TemplateExporter.from_notebook_node(self, nb, resources, **kw)
        return super().from_notebook_node(nb, resources, **kw) if "<img" in page else (str(page), told)


@cache
def exporter(template: str) -> HTMLExporter:
    """What makes pages by a template; loaded once in a process."""
    return PageExporter(
        template_name="base",
        template_file=f"{template}/index.html.j2",
        extra_loaders=[templates()],
        preprocessors=[OwnScript(enabled=True)],
        optimistic_validation=True,  # once, and not after each of the steps that are off
    )
