"""One pack: a workbook run by papermill with its parameters, then exported to one HTML file."""

from __future__ import annotations

import logging
import os
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import nbformat
import papermill
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError

from copkit.packs.cells import Cells
from copkit.packs.engine import ENGINE, ForkingEngine
from copkit.packs.export import to_html
from copkit.packs.files import write_whole
from copkit.packs.forking import FORKS
from copkit.packs.orders import Order, Outcome
from copkit.packs.records import asked_of, forget_record, record
from copkit.place import errors, readings
from copkit.place.engine import is_url
from copkit.place.view import view
from copkit.show.worked_out import VARIABLE

TIMEOUT = 3600.0
"""Seconds that a workbook may take: of a place with 100,000 members none takes a fifth of it."""

STOPPED = {
    "TimeoutError": "It took longer than it may, and was stopped.",
    "CellTimeoutError": "It took longer than it may, and was stopped.",
    "DeadKernelError": "The process in which it ran ended too early; perhaps there was too little memory.",
}
"""What is told of a workbook that came to no end."""

_made_of: set[str] = set()
"""Places of which this process has made a pack."""

papermill_engines.register(ENGINE, ForkingEngine)  # found where copkit is not installed, too


def make(
    order: Order,
    seal: bytes = b"",
    timeout: float = TIMEOUT,
    cells_in: Path | None = None,
    worked_out_in: Path | None = None,
) -> Outcome:
    """Makes one pack, in at most ``timeout`` seconds; with a ``seal`` a record of it is kept.

    With a folder ``cells_in``, what its cells put out is kept there, and those that would put out the same
    are not run again. With a folder ``worked_out_in``, what took long to work out is shared there with other
    packs: see `copkit.show.worked_out`.

    Whatever stops it is told in the outcome; a file from before is then removed, so that an old pack is never
    taken for the new one.
    """
    start = time.perf_counter()
    try:
        read_ahead(order)
        with rows_read() if seal else nullcontext() as told, told_where(VARIABLE, worked_out_in):
            cells = cells_of(order, seal, cells_in) if seal and cells_in else None
            page = to_html(run(order, timeout, cells), order.workbook.template)
        write_whole(order.path, page)
        if told is not None:
            record(order.path, asked_of(order, seal), seal, told)
    except Exception as error:  # whatever it is, the other packs are made
        forget_record(order)
        order.path.unlink(missing_ok=True)
        why, detail = explain(error)
        return Outcome(order, time.perf_counter() - start, why=why, detail=detail)
    return Outcome(order, time.perf_counter() - start, size=len(page.encode()))


def read_ahead(order: Order) -> None:
    """From the second pack of a place on its tables are read before the workbook runs, as the child in which
    it runs then finds them read; and again only what has changed. Of a database it takes as long to see what
    has changed as to read it."""
    if FORKS and order.place in _made_of and not is_url(order.place):
        here = view(order.place, as_of=order.as_of, audience=order.audience)
        here.read_all()
        here.hold()
    _made_of.add(order.place)


@contextmanager
def rows_read() -> Iterator[dict[readings.Reading, str]]:
    """What workbooks that run meanwhile read: filled at the end of the block."""
    told: dict[readings.Reading, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "readings"
        try:
            with told_where(readings.VARIABLE, file):
                yield told
        finally:
            told.update(readings.readings_in(file))


@contextmanager
def told_where(variable: str, path: Path | None) -> Iterator[None]:
    """Tells the workbooks that run meanwhile of a file or folder; of none where there is none."""
    if path is None:
        yield
        return
    os.environ[variable] = str(path)
    try:
        yield
    finally:
        del os.environ[variable]


def cells_of(order: Order, seal: bytes, folder: Path) -> Cells:
    """Where the cells of a pack are kept."""
    file = folder / order.path.parent.name / f"{order.path.stem}.json"
    return Cells(file, asked_of(order, seal), seal)


def run(order: Order, timeout: float = TIMEOUT, cells: Cells | None = None) -> nbformat.NotebookNode:
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
            engine_name=ENGINE,
            notebook_timeout=timeout,
            cells=cells,
            cwd=folder,
        )


def explain(error: Exception) -> tuple[str, str]:
    """Why a pack failed: a sentence that may be shared, and the detail for whoever mends it."""
    if isinstance(error, PapermillExecutionError):
        name, said = error.ename, str(error.evalue)
        detail = f"cell {error.cell_index}: {name}: {said}"
    else:
        name, said = type(error).__name__, str(error)
        detail = said if isinstance(error, errors.CopkitError) else f"{name}: {said}"
    known = getattr(errors, name, None)
    if isinstance(known, type) and issubclass(known, errors.CopkitError):
        return said, detail
    if name in STOPPED:
        return STOPPED[name], detail
    if isinstance(error, PapermillExecutionError):
        return "One part of the workbook could not be worked out, so there is no pack.", detail
    return "The workbook could not be run or written on this machine.", detail
