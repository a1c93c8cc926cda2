"""papermill's engine `copkit`: what a kernel gives, without one, and nothing of one notebook in another."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import nbformat
import papermill
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output
from papermill.exceptions import PapermillExecutionError

from copkit.packs import engine
from copkit.packs.forking import FORKS

forks = pytest.mark.skipif(not FORKS, reason="this system starts a kernel for every notebook")

PYTHON = {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}}


def run(
    folder: Path, *cells: str | NotebookNode, engine_name: str = "copkit", **more: object
) -> list[NotebookNode]:
    """The cells of a notebook after it ran; an error in a cell is an output of it."""
    notebook = new_notebook(
        cells=[cell if isinstance(cell, NotebookNode) else new_code_cell(cell) for cell in cells],
        metadata=PYTHON,
    )
    before, after = folder / "before.ipynb", folder / "after.ipynb"
    nbformat.write(notebook, before)
    with suppress(PapermillExecutionError):
        papermill.execute_notebook(
            str(before), str(after), engine_name=engine_name, progress_bar=False, cwd=str(folder), **more
        )
    done = nbformat.read(after, as_version=4)
    return [cell for cell in done.cells if cell.cell_type == "code"]


def said(cell: NotebookNode) -> str:
    return "".join(output.get("text", "") for output in cell.outputs).strip()


CELLS = {
    "what is printed, and a value": "print('a'); print('c')\n5",
    "what is complained of": "import sys\nprint('b', file=sys.stderr)",
    "a value that is not asked for": "x = 5;",
    "something shown twice and changed": (
        "from IPython.display import HTML, display\n"
        "shown = display(HTML('<b>x</b>'), display_id=True)\nshown.update(HTML('<i>y</i>'))\n1"
    ),
    "outputs that are cleared": (
        "from IPython.display import clear_output\nprint('gone'); clear_output(); print('stays')"
    ),
    "outputs that are cleared by the next": (
        "from IPython.display import clear_output\nprint('gone'); clear_output(wait=True); print('stays')"
    ),
    "a figure of pyplot": (
        "import matplotlib\n%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]);"
    ),
    "something awaited": "import asyncio\nawait asyncio.sleep(0.01)\nprint('awaited')",
    "cells and values from before": "get_ipython().__class__\n3\nOut[1] if 1 in Out else None, In[-1][:3]",
    "a table": "import pandas as pd\npd.DataFrame({'a': [1]})",
    "an image": "from IPython.display import Image\nImage(data=b'\\x89PNG\\r\\n\\x1a\\n' + b'0' * 30)",
    "its own name": "__name__",
    "a log": "import logging\nlogging.warning('beware')",
    "nothing": "  ",
}


@pytest.fixture(scope="module")
def of_both(tmp_path_factory) -> dict[str, list[NotebookNode]]:
    folder = tmp_path_factory.mktemp("both")
    return {name: run(folder, *CELLS.values(), engine_name=name) for name in ("copkit", "nbclient")}


def whole(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """The outputs with each stream in one piece: when a kernel sends what it has, chance decides."""
    put: list[NotebookNode] = []
    for output in outputs:
        if put and output.output_type == put[-1].output_type == "stream" and output.name == put[-1].name:
            put[-1].text += output.text
        else:
            put.append(output.copy())
    return put


@pytest.mark.parametrize("kind", CELLS)
def test_a_cell_gives_what_a_kernel_gives(of_both, kind):
    ours, theirs = (of_both[name][list(CELLS).index(kind)] for name in ("copkit", "nbclient"))
    assert whole(ours.outputs) == whole(theirs.outputs)
    assert ours.execution_count == theirs.execution_count


def test_an_error_ends_the_notebook_and_says_what_and_where(tmp_path):
    cells = run(tmp_path, "1", "def f():\n    return 1 / 0\nf()", "print('never')")
    (error,) = cells[1].outputs
    assert (error.ename, error.evalue) == ("ZeroDivisionError", "division by zero")
    assert "ZeroDivisionError" in "\n".join(error.traceback)
    assert cells[2].outputs == []
    assert cells[1].metadata.papermill.status == "failed"


def test_an_error_that_is_meant_ends_nothing(tmp_path):
    meant = new_code_cell("1 / 0", metadata={"tags": ["raises-exception"]})
    assert said(run(tmp_path, meant, "print('on')")[-1]) == "on"


def test_a_command_of_the_system_is_run(tmp_path):
    assert said(run(tmp_path, "!echo hi")[0]) == "hi"


@forks
def test_what_the_process_writes_past_python_is_kept(tmp_path):
    assert said(run(tmp_path, "import os\nos.write(1, b'raw\\n');")[0]) == "raw"


def test_parameters_are_given(tmp_path):
    given = new_code_cell("town = 'none'", metadata={"tags": ["parameters"]})
    assert said(run(tmp_path, given, "print(town)", parameters={"town": "Seaborough"})[-1]) == "Seaborough"


LEAVE = """import builtins, os, random, sys
import numpy as np, pandas as pd, copkit.show, matplotlib as mpl, matplotlib.pyplot as plt
left = builtins.left = copkit.show.left = 1
os.environ["LEFT"] = "yes"
os.chdir("/")
os.umask(0o777)
sys.path.append("/left")
sys.modules["left"] = sys
pd.set_option("display.max_rows", 7)
mpl.rcParams["font.size"] = 77
plt.plot([1])
random.seed(1); np.random.seed(1)
get_ipython().define_macro("left", "1")
"""
LOOK = """import builtins, os, sys
import pandas as pd, copkit.show, matplotlib as mpl, matplotlib.pyplot as plt
umask = os.umask(0o022)
print("left" in globals(), hasattr(builtins, "left"), hasattr(copkit.show, "left"), "LEFT" in os.environ,
      os.getcwd() == "/", umask == 0o777, "/left" in sys.path, "left" in sys.modules,
      pd.get_option("display.max_rows"), mpl.rcParams["font.size"], plt.get_fignums(), len(Out))
"""


def test_a_notebook_finds_nothing_of_the_one_before(tmp_path):
    fresh = said(run(tmp_path, LOOK)[0])
    run(tmp_path, LEAVE)
    assert said(run(tmp_path, LOOK)[0]) == fresh
    assert fresh.startswith("False False False False False False False False 60 10.0 []")


@forks
def test_nor_does_the_process_that_asked(tmp_path):
    before = os.getcwd(), dict(os.environ), set(sys.path)
    run(tmp_path, LEAVE)
    assert (os.getcwd(), dict(os.environ), set(sys.path)) == before
    assert not hasattr(__import__("builtins"), "left")


@forks
def test_chance_is_not_the_same_in_each(tmp_path):
    look = "import random, numpy as np\nprint(random.random(), np.random.random())"
    one, other = (said(run(tmp_path, look)[0]).split() for _ in range(2))
    assert one[0] != other[0]
    assert one[1] != other[1]


@pytest.mark.parametrize("which", ["notebook_timeout", "execution_timeout"])
def test_one_that_hangs_is_stopped_and_the_cell_says_so(tmp_path, which):
    begun = time.monotonic()
    cells = run(tmp_path, "1", "import time\ntime.sleep(60)", "2", **{which: 2})
    assert time.monotonic() - begun < 40
    assert cells[1].outputs[-1].ename == "TimeoutError"
    assert cells[2].outputs == []


@forks
def test_what_it_started_is_stopped_with_it(tmp_path):
    start = "import subprocess\nprint(subprocess.Popen(['sleep', '60']).pid, flush=True)"
    cells = run(tmp_path, start, "import time\ntime.sleep(60)", notebook_timeout=3)
    child = int(said(cells[0]))
    for _ in range(100):
        if not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text().split()[2]:
            return
        time.sleep(0.05)
    raise AssertionError("it still runs")


@forks
def test_one_whose_process_dies_says_in_which_cell_and_how(tmp_path):
    cells = run(tmp_path, "1", "import os\nos.kill(os.getpid(), 9)", "2")
    (error,) = cells[1].outputs
    assert error.ename == "DeadKernelError"
    assert "signal 9" in error.evalue


@forks
def test_it_ends_with_whoever_asked(tmp_path):
    wait = "import os, time\nopen('pid', 'w').write(str(os.getpid()))\ntime.sleep(60)"
    notebook = new_notebook(cells=[new_code_cell(wait)], metadata=PYTHON)
    nbformat.write(notebook, tmp_path / "slow.ipynb")
    command = [sys.executable, "-m", "papermill", "slow.ipynb", "out.ipynb", "--engine", "copkit"]
    asking = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL)
    for _ in range(600):
        if (tmp_path / "pid").exists() and (tmp_path / "pid").read_text():
            break
        time.sleep(0.1)
    child = Path("/proc", (tmp_path / "pid").read_text())
    assert child.exists()
    asking.kill()
    asking.wait()
    for _ in range(100):
        if not child.exists():
            return
        time.sleep(0.1)
    raise AssertionError("the notebook outlived papermill")


def test_where_nothing_can_fork_a_kernel_gives_the_same(tmp_path, monkeypatch):
    cells = ["print('a')", "import pandas as pd\npd.DataFrame({'a': [1]})"]
    forked = run(tmp_path, *cells)
    monkeypatch.setattr(engine, "FORKS", False)
    assert [cell.outputs for cell in run(tmp_path, *cells)] == [cell.outputs for cell in forked]


def test_a_stream_that_is_interrupted_by_an_output_goes_on_after_it():
    from copkit.packs.notebook_shell import Outputs

    outputs = Outputs()
    for text in ("a", "b"):
        outputs.stream("stdout", text)
    outputs.add(new_output("display_data", data={}))
    outputs.stream("stdout", "c")
    assert [output.get("text") for output in outputs.of_cell] == ["ab", None, "c"]
