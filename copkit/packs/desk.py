"""The workbooks laid out in a folder of the facilitator's own, with the place already chosen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import nbformat
from papermill.parameterize import parameterize_notebook

from copkit.packs.files import write_whole
from copkit.packs.library import WORKBOOKS
from copkit.place.view import DEMO, view


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
        notebook = nbformat.read(workbook.path, as_version=4)
        ready = parameterize_notebook(notebook, {"place": where, "community": here.community})
        path = Path(folder) / workbook.path.name
        write_whole(path, nbformat.writes(ready))
        written.append(path)
    return written


def open_lab(folder: str | os.PathLike[str]) -> int:
    """Opens JupyterLab on a folder and waits until it is closed; gives its exit status."""
    command = [sys.executable, "-m", "jupyterlab", os.fspath(folder), "--LabApp.news_url=None"]
    return subprocess.run(command, check=False).returncode
