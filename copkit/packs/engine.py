"""papermill's engine `copkit`: a notebook runs in a child that is forked from the process that asks.

The child finds all imports of this process done, and runs the cells without a kernel of its own, without
sockets, and without anything that is left from another notebook: it ends with its notebook. So

    papermill --engine copkit in.ipynb out.ipynb

gives what plain papermill gives, sooner. Where a process cannot fork (Windows, macOS), or the notebook is not
in Python, a kernel is started as papermill does.
"""

from __future__ import annotations

import logging
import time
from multiprocessing.connection import Connection
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output
from papermill.engines import Engine, NBClientEngine, NotebookExecutionManager

from copkit.packs.cells import Cells, CellsKept
from copkit.packs.forking import FORKS, Send, forked, how_it_ended
from copkit.place.readings import readings_meanwhile

ENGINE = "copkit"


class ForkingEngine(Engine):
    """What `pyproject.toml` tells papermill of, under the name `copkit`."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        *,
        notebook_timeout: float | None = None,
        execution_timeout: float | None = None,
        cells: Cells | None = None,
        **kwargs: Any,
    ) -> None:
        """Runs the notebook. ``notebook_timeout`` is how many seconds it may take as a whole, and
        ``execution_timeout`` how many each cell. ``cells`` are those from before, which are not run again if
        they would put out the same; where a process cannot fork, all are run.

        A cell that takes too long, or whose process dies, has an output that says so, as any error has.
        """
        if not FORKS or cls.nb_language(nb_man.nb) != "python":
            most = [given for given in (notebook_timeout, execution_timeout) if given is not None]
            patience = {"execution_timeout": int(min(most))} if most else {}
            NBClientEngine.execute_managed_notebook(nb_man, kernel_name, **patience, **kwargs)
            return
        ends = time.monotonic() + notebook_timeout if notebook_timeout is not None else None
        with forked(lambda send: run_cells(nb_man.nb, send, cells)) as (child, pid):
            _follow(nb_man, child, pid, ends, execution_timeout)


def _follow(
    nb_man: NotebookExecutionManager,
    child: Connection,
    pid: int,
    ends: float | None,
    for_each_cell: float | None,
) -> None:
    """Takes in what the child tells, cell by cell, until its end."""
    cells = nb_man.nb.cells
    running: int | None = None
    while True:
        until = [] if ends is None else [ends]
        if for_each_cell is not None and running is not None:
            until.append(time.monotonic() + for_each_cell)
        if not child.poll(max(min(until) - time.monotonic(), 0) if until else None):
            _stop(nb_man, running, "TimeoutError", "It took longer than it may, and was stopped.")
            return
        try:
            event, *told = child.recv()
        except EOFError:
            why = how_it_ended(pid)
            _stop(nb_man, running, "DeadKernelError", f"The process in which it ran is gone{why}.")
            return
        if event == "done":
            return
        index = told[0]
        if event == "begins":
            running = index
            nb_man.cell_start(cells[index], index)
            continue
        cells[index].outputs, cells[index].execution_count, failed = told[1:]
        if failed:
            nb_man.cell_exception(cells[index], index)
        nb_man.cell_complete(cells[index], cell_index=index)


def _stop(nb_man: NotebookExecutionManager, index: int | None, name: str, why: str) -> None:
    """Writes into the cell that ran, or else into the first, why the notebook came to no end."""
    at = index if index is not None else _code_cells(nb_man.nb)[0][0]
    cell = nb_man.nb.cells[at]
    cell.outputs = [*cell.outputs, new_output("error", ename=name, evalue=why, traceback=[why])]
    nb_man.cell_exception(cell, at)


def _code_cells(notebook: NotebookNode) -> list[tuple[int, NotebookNode]]:
    return [(index, cell) for index, cell in enumerate(notebook.cells) if cell.cell_type == "code"]


def run_cells(notebook: NotebookNode, send: Send, cells: Cells | None = None) -> None:
    """In the child: runs one cell after the other until one fails, and sends what comes of each."""
    from copkit.packs.notebook_shell import NotebookShell, ProcessStreams

    logging.basicConfig(handlers=[], level=logging.WARNING, force=True)  # where a log goes is the notebook's
    shell = NotebookShell.instance()
    streams = ProcessStreams(shell.outputs)
    kept = CellsKept(cells) if cells else None
    for index, cell in _code_cells(notebook):
        send(("begins", index))
        if not cell.source.strip():
            send(("ended", index, [], None, False))
            continue
        before = kept.outputs(cell.source, shell.user_ns) if kept else None
        if before is not None:
            send(("ended", index, before, shell.execution_count, False))
            shell.execution_count += 1
            continue
        with readings_meanwhile() as read:
            number = shell.run(cell.source)
        streams.tell()
        outputs = list(shell.outputs.of_cell)
        wrong = any(output.output_type == "error" for output in outputs)
        failed = wrong and "raises-exception" not in cell.metadata.get("tags", [])
        send(("ended", index, outputs, number, failed))
        if failed:
            break
        if kept and not wrong:
            kept.keep(cell.source, outputs, read)
    if kept:
        kept.write()
    send(("done",))
