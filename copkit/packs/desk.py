"""The workbooks laid out in a folder of the facilitator's own, with the place already chosen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import nbformat
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from copkit.packs.files import address_of, write_whole
from copkit.packs.library import PLACE_PAGE, WORKBOOKS, Workbook
from copkit.place.view import view

_SETTINGS = ".jupyterlab"
"""The folder, beside the workbooks, that holds what JupyterLab is told."""

_QUIET = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}
"""No question about news and updates on a projector."""


def with_parameters(workbook: Workbook, parameters: Mapping[str, str]) -> nbformat.NotebookNode:
    """A workbook in which these parameters are given, as papermill gives them."""
    return parameterize_notebook(load_notebook_node(str(workbook.path)), dict(parameters))


def lay_out(place: str, community: str, folder: str | os.PathLike[str]) -> list[Path]:
    """Copies the place on a page and the seven workbooks to a folder, for this place and community; gives
    their paths.

    Workbooks that are there already are laid anew: nothing that a facilitator types is kept in
    them, all of it is in the place. Raises `PlaceNotFound` and its kin, and `UnknownCommunity`.
    """
    here = view(place, community)
    where = address_of(place)
    here.place.close()
    written = []
    for workbook in (PLACE_PAGE, *WORKBOOKS):
        ready = with_parameters(workbook, {"place": where, "community": here.community})
        for cell in ready.cells:
            if cell.cell_type == "code":
                cell.metadata["jupyter"] = {"source_hidden": True}
        path = Path(folder) / workbook.path.name
        write_whole(path, nbformat.writes(ready))
        written.append(path)
    write_whole(Path(folder) / _SETTINGS / "overrides.json", json.dumps(_QUIET, indent=1))
    return written


def lab_command(folder: str | os.PathLike[str]) -> list[str]:
    """How JupyterLab is started on a folder that was laid out: with this Python, and without its news."""
    settings = Path(folder).absolute() / _SETTINGS
    return [
        sys.executable,
        "-m",
        "jupyterlab",
        os.fspath(folder),
        "--LabApp.news_url=None",
        f"--LabApp.app_settings_dir={settings}",
    ]


def open_lab(folder: str | os.PathLike[str]) -> int:
    """Opens JupyterLab on a folder and waits until it is closed; gives its exit status."""
    return subprocess.run(lab_command(folder), check=False).returncode
