"""Kernels that start in a tenth of a second: forked from a process that has paid for the imports.

Python's own fork server (`multiprocessing`) holds the imports and forks; ipykernel then runs in the
child as it does in a process of its own. Each workbook so gets a clean process: what one does, no
other sees. Where a process cannot fork (Windows), kernels start as usual, with the same results.
"""

from __future__ import annotations

import asyncio
import atexit
import multiprocessing
import os
import random
import shutil
import signal
import sys
import tempfile
import threading
from functools import cache
from multiprocessing.context import ForkServerProcess
from types import ModuleType
from typing import Any
from uuid import uuid4

from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from copkit.packs.forking import FORKS, end_with_asker, leave_inherited_alone
from copkit.show import FUNCTIONS

PROVISIONER = "copkit-forked"
"""Under which name `pyproject.toml` tells Jupyter of `ForkedKernel`."""

IMPORTED = [
    "ipykernel.kernelapp",
    "copkit.show",
    *(f"copkit.show.{function}" for function in FUNCTIONS),
    "copkit.widgets",
    "matplotlib.backends.backend_svg",
]
"""What each kernel finds imported. None of these starts a thread or opens a socket."""

LONGEST_FOLDER = 50
"""Of the 107 characters that the address of a socket may have; the names of kernels take the rest."""


@cache
def lines() -> tuple[str, str]:
    """How kernels are spoken to, and the folder for it, which goes with this process.

    Sockets in a folder of the user's, where there are such: two processes that look for a free port at
    once could find the same."""
    folder = tempfile.mkdtemp(prefix="copkit-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return ("ipc" if FORKS and len(folder) <= LONGEST_FOLDER else "tcp"), folder


class Child:
    """A forked kernel, with the questions that a provisioner asks of a process."""

    stdin = stdout = stderr = None

    def __init__(self, process: ForkServerProcess) -> None:
        self._process = process
        self.pid = int(process.pid or 0)

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self) -> int | None:
        self._process.join()
        return self._process.exitcode

    def send_signal(self, signum: int) -> None:
        os.kill(self.pid, signum)

    def kill(self) -> None:
        self._process.kill()

    def terminate(self) -> None:
        self._process.terminate()


class ForkedKernel(LocalProvisioner):
    """Forks what Jupyter would otherwise start anew."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Starts a kernel by a command; other kernels than Python's own of this environment as usual."""
        if not FORKS or cmd[1:3] != ["-m", "ipykernel_launcher"]:
            return await super().launch_kernel(cmd, **kwargs)
        forking = multiprocessing.get_context("forkserver")
        forking.set_forkserver_preload(IMPORTED)
        where = str(kwargs.get("cwd") or os.getcwd())
        process = forking.Process(
            target=run_kernel, args=(cmd[3:], where, dict(kwargs.get("env") or os.environ)), daemon=True
        )
        await asyncio.get_running_loop().run_in_executor(None, start, process)
        child: Any = Child(process)
        self.process, self.pid, self.pgid, self.cwd = child, child.pid, None, where
        return self.connection_info


class ForkingManager(AsyncKernelManager):
    """A manager whose kernels are forked: the ``kernel_manager_class`` for papermill and nbclient."""

    def __init__(self, **kwargs: Any) -> None:
        transport, folder = lines()
        file = os.path.join(folder, f"{uuid4().hex}.json")
        super().__init__(**{"transport": transport, "connection_file": file, **kwargs})

    @property
    def kernel_spec(self) -> Any:
        found: Any = super().kernel_spec
        if found:
            found.metadata["kernel_provisioner"] = {"provisioner_name": PROVISIONER}
        return found


def start(process: ForkServerProcess) -> None:
    """Starts a child that leaves the main module of this process alone: `multiprocessing` would run it
    again in each child, imports and all, and a kernel has a main module of its own."""
    with _starting:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            process.start()
        finally:
            sys.modules["__main__"] = main


_starting = threading.Lock()


def run_kernel(arguments: list[str], where: str, environment: dict[str, str]) -> None:
    """In the child: ipykernel, in this folder and with this environment."""
    sys.modules["debugpy"] = None  # type: ignore[assignment]  # half of what a start would still import
    from ipykernel.kernelapp import IPKernelApp

    leave_inherited_alone()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.setsid()
    os.chdir(where)
    os.environ.clear()
    os.environ.update(environment)
    random.seed()
    threading.Thread(target=end_with_asker, daemon=True).start()
    IPKernelApp.launch_instance(argv=[*arguments, f"--IPKernelApp.parent_handle={os.getppid()}"])
