"""Runs the cells of a notebook in this very process and gives their outputs as a kernel would send them.

IPython runs the code; what a kernel adds is small: the value of the last expression, what is displayed, both
streams, and errors become outputs of the cell. Written here because IPython's own `capture_output` misses the
value and the streams of a shell without a terminal, and because no socket is needed between a process and the
child that it forked.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat import NotebookNode, from_dict
from traitlets.config import Config


def made(kind: str, **of_it: Any) -> NotebookNode:
    """An output as nbformat makes it, which would check each against its whole schema: half the time of a
    small notebook, for what is made right here."""
    output: NotebookNode = from_dict({"output_type": kind, **of_it})
    return output


class Outputs:
    """The outputs of the cell that runs. What is shown under a name is shown anew wherever it stands."""

    def __init__(self) -> None:
        self.of_cell: list[NotebookNode] = []
        self._named: dict[str, list[NotebookNode]] = {}
        self._clear_at_next = False

    def begin(self) -> None:
        self.of_cell = []
        self._clear_at_next = False

    def add(self, output: NotebookNode) -> None:
        if self._clear_at_next:
            self.clear(wait=False)
        self.of_cell.append(output)

    def stream(self, name: str, text: str) -> None:
        last = self.of_cell[-1] if self.of_cell and not self._clear_at_next else {}
        if last.get("output_type") == "stream" and last["name"] == name:
            last["text"] += text
        elif text:
            self.add(made("stream", name=name, text=text))

    def show(self, data: dict[str, Any], metadata: dict[str, Any], name: str | None, update: bool) -> None:
        if name and update:
            for output in self._named.get(name, []):
                output.update(NotebookNode(data=data, metadata=metadata))
            return
        self.add(made("display_data", data=data, metadata=metadata))
        if name:
            self._named.setdefault(name, []).append(self.of_cell[-1])

    def clear(self, *, wait: bool) -> None:
        self._clear_at_next = wait
        if not wait:
            self.of_cell.clear()


class Stream(io.TextIOBase):
    """What `print` writes to."""

    encoding = "utf-8"

    def __init__(self, name: str, outputs: Outputs) -> None:
        self.name = name
        self._outputs = outputs

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self._outputs.stream(self.name, text)
        return len(text)


class Publisher(DisplayPublisher):
    """Where `display` goes."""

    def publish(
        self,
        data: dict[str, Any],
        metadata: dict[str, Any] | None = None,
        source: Any = None,
        *,
        transient: dict[str, Any] | None = None,
        update: bool = False,
        **_: Any,
    ) -> None:
        shell: Any = self.shell
        shell.outputs.show(data, metadata or {}, (transient or {}).get("display_id"), update)

    def clear_output(self, wait: bool = False) -> None:
        shell: Any = self.shell
        shell.outputs.clear(wait=wait)


class LastValue(DisplayHook):
    """Where the value of the last expression goes."""

    def start_displayhook(self) -> None:
        self._found: tuple[dict[str, Any], dict[str, Any]] = ({}, {})

    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None) -> None:
        self._found = (format_dict, md_dict or {})

    def finish_displayhook(self) -> None:
        data, metadata = self._found
        if data:
            shell: Any = self.shell
            shell.outputs.add(
                made("execute_result", data=data, metadata=metadata, execution_count=self.prompt_count)
            )


class NotebookShell(InteractiveShell):
    """IPython without a terminal: for a process of which nothing is needed when the notebook is done."""

    def __init__(self, **kwargs: Any) -> None:
        self.outputs = Outputs()
        settings = Config()
        settings.HistoryManager.enabled = False
        super().__init__(config=settings, displayhook_class=LastValue, display_pub_class=Publisher, **kwargs)

    def enable_gui(self, gui: Any = None) -> None:
        """There is no window; figures are displayed."""

    def system(self, cmd: str) -> None:
        """A command of the system in a cell (``!ls``): what it says is an output."""
        done = subprocess.run(
            cmd, shell=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        print(done.stdout, end="")
        self.user_ns["_exit_code"] = done.returncode

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:
        said = made("error", ename=etype.__name__, evalue=str(evalue), traceback=list(stb))
        self.outputs.add(said)

    def run(self, source: str) -> int:
        """Runs a cell; gives its number. What it put out is in ``outputs``."""
        self.outputs.begin()
        number = self.execution_count
        self.run_cell(source, store_history=True)
        return number


class ProcessStreams:
    """What the process itself writes, past Python (a solver in C, say), told after each cell."""

    def __init__(self, outputs: Outputs) -> None:
        self._outputs = outputs
        names = ("stdout", "stderr")
        self._files = {name: tempfile.TemporaryFile() for name in names}  # noqa: SIM115
        self._told = dict.fromkeys(self._files, 0)
        for number, file in enumerate(self._files.values(), start=1):
            os.dup2(file.fileno(), number)
        sys.stdout, sys.stderr = (Stream(name, outputs) for name in self._files)

    def tell(self) -> None:
        for name, file in self._files.items():
            size = os.fstat(file.fileno()).st_size
            if size > self._told[name]:
                text = os.pread(file.fileno(), size - self._told[name], self._told[name])
                self._told[name] = size
                self._outputs.stream(name, text.decode("utf-8", "replace"))
