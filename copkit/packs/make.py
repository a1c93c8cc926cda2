"""One pack: a workbook run by papermill with its parameters, then exported to one HTML file."""

from __future__ import annotations

import logging
import tempfile
import time
import warnings
from dataclasses import dataclass
from pathlib import Path

import nbformat
import papermill
from papermill.exceptions import PapermillExecutionError

from copkit.packs.export import to_html
from copkit.packs.files import write_whole
from copkit.packs.forked_kernels import ForkingManager
from copkit.packs.library import Workbook
from copkit.place import errors


@dataclass(frozen=True)
class Order:
    """One pack to make: which workbook, about what, for whom, to which file, and compared with which day."""

    workbook: Workbook
    place: str
    community: str
    as_of: str
    audience: str
    path: Path
    compared_with: str = ""

    @property
    def parameters(self) -> dict[str, str]:
        compared = {"compared_with": self.compared_with} if self.workbook.compares else {}
        return {
            "place": self.place,
            "community": self.community,
            "as_of": self.as_of,
            "audience": self.audience,
            **compared,
        }


@dataclass(frozen=True)
class Outcome:
    """What became of an order: its size in bytes, or why it failed.

    ``why`` is a plain sentence that may be shared; ``detail`` is for whoever mends it.
    """

    order: Order
    seconds: float
    size: int = 0
    why: str = ""
    detail: str = ""

    @property
    def failed(self) -> bool:
        return bool(self.why)


def make(order: Order) -> Outcome:
    """Makes one pack. Whatever stops it is told in the outcome; a file from before is then removed,
    so that an old pack is never taken for the new one."""
    start = time.perf_counter()
    try:
        page = to_html(run(order), order.workbook.template)
        write_whole(order.path, page)
    except (PapermillExecutionError, errors.CopkitError, RuntimeError, OSError) as error:
        order.path.unlink(missing_ok=True)
        why, detail = explain(error)
        return Outcome(order, time.perf_counter() - start, why=why, detail=detail)
    return Outcome(order, time.perf_counter() - start, size=order.path.stat().st_size)


def run(order: Order) -> nbformat.NotebookNode:
    """Runs the workbook from top to bottom; gives the executed notebook."""
    logging.getLogger("papermill").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        # papermill and its kernel client warn about each other's ways; nobody who runs packs can act on it
        warnings.simplefilter("ignore")
        return papermill.execute_notebook(
            str(order.workbook.path),
            None,
            parameters=order.parameters,
            progress_bar=False,
            kernel_manager_class=ForkingManager,
            extra_arguments=["--IPKernelApp.log_level=50"],
            cwd=folder,
        )


def explain(error: Exception) -> tuple[str, str]:
    """Why a pack failed: a sentence that may be shared, and the detail for whoever mends it."""
    if not isinstance(error, PapermillExecutionError):
        if isinstance(error, errors.CopkitError):
            return str(error), str(error)
        return "The workbook could not be run or written on this machine.", f"{type(error).__name__}: {error}"
    detail = f"cell {error.cell_index}: {error.ename}: {error.evalue}"
    known = getattr(errors, error.ename, None)
    if isinstance(known, type) and issubclass(known, errors.CopkitError):
        return str(error.evalue), detail
    return "One part of the workbook could not be worked out, so there is no pack.", detail
