"""Kernels that start in a tenth of a second: forked from a process that has paid for the imports.

Python's own fork server (`multiprocessing`) holds the imports and forks; ipykernel then runs in the
child as it does in a process of its own. Each workbook so gets a clean process: what one does, no
other sees. Where a process cannot fork (Windows), kernels start as usual, with the same results.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import random
import signal
import sys
import threading
from multiprocessing.context import ForkServerProcess
from types import ModuleType
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

PROVISIONER = "copkit-forked"
"""Under which name `pyproject.toml` tells Jupyter of `ForkedKernel`."""

IMPORTED = [
    "ipykernel.kernelapp",
    "copkit.show",
    "copkit.widgets",
    "matplotlib.backends.backend_svg",
]
"""What each kernel finds imported. None of these starts a thread or opens a socket."""

FORKS = "forkserver" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
"""macOS can fork, but its own libraries may fail in a child."""


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
    """In the child: ipykernel, in this folder and with this environment. It ends with whoever forked it."""
    from ipykernel.kernelapp import IPKernelApp

    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.setsid()
    os.chdir(where)
    os.environ.clear()
    os.environ.update(environment)
    random.seed()
    IPKernelApp.launch_instance(argv=[*arguments, f"--IPKernelApp.parent_handle={os.getppid()}"])
