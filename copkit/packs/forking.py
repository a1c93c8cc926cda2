"""A child process that starts from what this process has imported, and is gone when its work is done."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import random
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any

if sys.platform != "win32":
    import fcntl

FORKS = hasattr(os, "fork") and sys.platform != "darwin"
"""macOS can fork, but its own libraries may fail in a child."""

Send = Callable[[tuple[Any, ...]], None]

_PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """From now on this process is killed when its parent ends, however that goes. Linux alone can do so
    without a thread that waits; elsewhere nothing happens."""
    if sys.platform != "linux":
        return
    parent = os.getppid()
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended in between
        os._exit(1)


def end_with_asker() -> None:
    """Waits until the process that asked `multiprocessing` for this one is gone, however it went, and goes as
    well. It need not be the parent: a server may have forked this one."""
    asker = multiprocessing.parent_process()
    if asker is not None:
        asker.join()
        os._exit(1)


def signalled_end_with_asker() -> None:
    """The same without a thread that waits, for a process that forks: the line to the asker falls silent when
    that one ends, and the system then sends a signal that ends this process, too."""
    asker = multiprocessing.parent_process()
    if asker is None:
        return
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    line = int(asker.sentinel)
    fcntl.fcntl(line, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(line, fcntl.F_SETFL, fcntl.fcntl(line, fcntl.F_GETFL) | os.O_ASYNC)
    if not asker.is_alive():  # it ended in between
        os._exit(1)


def leave_inherited_alone() -> None:
    """From now on the search for garbage looks at nothing that this process had at its fork: going through it
    finds none, takes a third of the start of a kernel, and copies the memory that is shared."""
    gc.freeze()


@contextmanager
def forked(work: Callable[[Send], None]) -> Iterator[tuple[Connection, int]]:
    """A child that does ``work``: what it sends, and its number. It is gone at the end of the block, with all
    that it started, whether its work is done or not."""
    here, there = Pipe(duplex=False)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    with warnings.catch_warnings():
        # where this process has threads, none of them is needed in the child, nor what they hold
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid == 0:
        here.close()
        _be_a_child(work, there)
    there.close()
    try:
        yield here, pid
    finally:
        here.close()
        _end(pid)


def how_it_ended(pid: int) -> str:
    """By which signal a child was ended, in words; nothing if by none, or if that cannot be known."""
    with suppress(ChildProcessError):
        status = os.waitpid(pid, 0)[1]
        if os.WIFSIGNALED(status):
            return f" (signal {os.WTERMSIG(status)})"
    return ""


def _be_a_child(work: Callable[[Send], None], there: Connection) -> None:
    """Does the work and ends, without a look at what the parent would still do."""
    code = 1
    try:
        leave_inherited_alone()
        os.setsid()
        end_with_parent()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        random.seed()
        if "numpy" in sys.modules:
            sys.modules["numpy"].random.seed()
        work(there.send)
        there.close()
        code = 0
    finally:
        os._exit(code)


def _end(pid: int) -> None:
    with suppress(ProcessLookupError, PermissionError):  # gone, or so young that it has no group yet
        os.killpg(pid, signal.SIGKILL)
    with suppress(ProcessLookupError, ChildProcessError):
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
