"""Makes the reference copies anew: each workbook as it runs on the made-up town.

    python tests/workbooks/refresh.py

Read the difference before you commit it: each changed sentence is one that readers will get.
"""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from copkit.packs.library import PLACE_PAGE, WORKBOOKS

HERE = Path(__file__).parent
DRAWING = re.compile(r"<svg.*?</svg>", re.DOTALL)


def reference(path: Path) -> nbformat.NotebookNode:
    """The executed workbook, without its drawings, widgets and times: as `sanitize.cfg` compares it."""
    notebook = nbformat.read(path, as_version=4)
    metadata = notebook.metadata.copy()
    NotebookClient(notebook, record_timing=False, store_widget_state=False).execute()
    notebook.metadata = metadata
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop("application/vnd.jupyter.widget-view+json", None)
            if "text/html" in output.get("data", {}):
                output.data["text/html"] = DRAWING.sub("(a drawing)", output.data["text/html"])
    return notebook


if __name__ == "__main__":
    for workbook in (PLACE_PAGE, *WORKBOOKS):
        nbformat.write(reference(workbook.path), HERE / f"{workbook.name}.ipynb")
        print(f"{workbook.name}.ipynb")
