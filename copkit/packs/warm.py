"""What every pack needs, imported: the server from which the workers are forked imports this, and nothing
here starts a thread, opens a socket or draws a figure."""

from importlib import import_module

import matplotlib.backends.backend_svg  # noqa: F401
from nbformat.v4 import new_markdown_cell, new_notebook

import copkit.packs.make
import copkit.packs.notebook_shell  # noqa: F401
from copkit.packs.export import to_html
from copkit.packs.library import WORKBOOKS
from copkit.show import FUNCTIONS

for imported in ("copkit.widgets", *(f"copkit.show.{function}" for function in FUNCTIONS)):
    import_module(imported)
for template in sorted({workbook.template for workbook in WORKBOOKS}):
    to_html(new_notebook(cells=[new_markdown_cell("# Nothing")]), template)  # what is compiled at first need
