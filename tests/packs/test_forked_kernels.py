"""Kernels that are forked: clean ones, as those that start anew, and gone with whoever forked them."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from copkit.packs import forked_kernels
from copkit.packs.forked_kernels import FORKS, ForkingManager

forks = pytest.mark.skipif(not FORKS, reason="this system starts every kernel anew")


def run(*cells: str, **more: object) -> list[str]:
    """What each cell of a notebook printed."""
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells])
    client = NotebookClient(notebook, kernel_name="python3", kernel_manager_class=ForkingManager, **more)
    client.execute()
    return ["".join(output.get("text", "") for output in cell.outputs).strip() for cell in notebook.cells]


def test_a_notebook_finds_nothing_of_the_one_before():
    leave = (
        "import os, sys, builtins, pandas\n"
        "left = builtins.left = 1\n"
        "os.environ['LEFT'] = 'yes'\n"
        "pandas.set_option('display.max_rows', 7)\n"
        "sys.modules['left'] = sys\n"
        "import copkit.show; copkit.show.left = 1"
    )
    look = (
        "import os, sys, builtins, pandas, copkit.show\n"
        "print('left' in globals(), hasattr(builtins, 'left'), 'LEFT' in os.environ, 'left' in sys.modules,\n"
        "      hasattr(copkit.show, 'left'), pandas.get_option('display.max_rows'))"
    )
    fresh = run(look)
    run(leave)
    assert run(look) == fresh == ["False False False False False 60"]


@forks
def test_chance_is_not_the_same_in_each():
    look = "import random; print(random.random())"
    assert run(look) != run(look)


@forks
def test_the_imports_are_paid_for():
    assert run("import sys; print('pandas' in sys.modules, 'copkit.show' in sys.modules)") == ["True True"]


def test_it_runs_in_the_folder_and_with_the_environment_that_are_asked_for(tmp_path, monkeypatch):
    monkeypatch.setenv("COPKIT_TRIED", "as given")
    notebook = new_notebook(
        cells=[new_code_cell("import os; print(os.getcwd(), os.environ['COPKIT_TRIED'])")]
    )
    client = NotebookClient(notebook, kernel_name="python3", kernel_manager_class=ForkingManager)
    client.execute(cwd=str(tmp_path))
    assert notebook.cells[0].outputs[0]["text"].split() == [str(tmp_path.resolve()), "as", "given"]


def test_where_nothing_forks_the_page_is_the_same(monkeypatch):
    cells = ("import copkit.place.view\nprint(copkit.place.view.view('demo').as_of)", "1 + 1", "1 / 0")
    forked = new_notebook(cells=[new_code_cell(cell) for cell in cells])
    started = nbformat.from_dict(forked)
    for notebook, can in ((forked, FORKS), (started, False)):
        monkeypatch.setattr(forked_kernels, "FORKS", can)
        client = NotebookClient(
            notebook, kernel_name="python3", kernel_manager_class=ForkingManager, allow_errors=True
        )
        client.execute()
    assert [cell.outputs for cell in forked.cells] == [cell.outputs for cell in started.cells]
    assert forked.cells[2].outputs[0]["ename"] == "ZeroDivisionError"


def test_a_kernel_that_dies_is_told():
    with pytest.raises(Exception, match="died"):
        run("import os; os._exit(1)")


FORKER = """
import asyncio, os
print("main runs", flush=True)
from copkit.packs.forked_kernels import ForkingManager

async def begin():
    kernel = ForkingManager(kernel_name="python3")
    await kernel.start_kernel()
    client = kernel.client()
    client.start_channels()
    await client.wait_for_ready()
    print(kernel.provisioner.pid, flush=True)
    os._exit(1)  # as a crash, without any goodbye

if __name__ == "__main__":
    asyncio.run(begin())
"""


@forks
def test_it_ends_with_whoever_forked_it_and_runs_no_main_of_theirs(tmp_path):
    script = tmp_path / "forker.py"
    script.write_text(FORKER)
    said = subprocess.run(
        [sys.executable, "-W", "ignore", script], capture_output=True, text=True, timeout=120
    )
    told, number = said.stdout.split("\n")[:2]
    assert (told, said.stdout.count("main runs")) == ("main runs", 1)
    for _ in range(300):
        try:
            os.kill(int(number), 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    raise AssertionError("the kernel is still there")
