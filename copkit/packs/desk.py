"""The workbooks laid out in a folder of the facilitator's own, with the place already chosen."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import nbformat
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from copkit.packs.files import write_whole
from copkit.packs.library import WORKBOOKS, Workbook
from copkit.place.view import DEMO, view


def with_parameters(workbook: Workbook, parameters: Mapping[str, str]) -> nbformat.NotebookNode:
    """A workbook in which these parameters are given, as papermill gives them."""
    return parameterize_notebook(load_notebook_node(str(workbook.path)), dict(parameters))


def lay_out(place: str, community: str, folder: str | os.PathLike[str]) -> list[Path]:
    """Copies the seven workbooks to a folder, for this place and community; gives their paths.

    Workbooks that are there already are laid anew: nothing that a facilitator types is kept in
    them, all of it is in the place. Raises `PlaceNotFound` and its kin, and `UnknownCommunity`.
    """
    here = view(place, community)
    where = place if "://" in place or place == DEMO else str(Path(place).absolute())
    here.place.close()
    written = []
    for workbook in WORKBOOKS:
        ready = with_parameters(workbook, {"place": where, "community": here.community})
        for cell in ready.cells:
            if cell.cell_type == "code":
                cell.metadata["jupyter"] = {"source_hidden": True}
        path = Path(folder) / workbook.path.name
        write_whole(path, nbformat.writes(ready))
        written.append(path)
    return written


def open_lab(folder: str | os.PathLike[str]) -> int:
    """Opens JupyterLab on a folder and waits until it is closed; gives its exit status."""
    command = [sys.executable, "-m", "jupyterlab", os.fspath(folder), "--LabApp.news_url=None"]
    return subprocess.run(command, check=False).returncode
