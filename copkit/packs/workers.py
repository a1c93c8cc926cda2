"""Packs made side by side, by processes of this machine that have paid for the imports.

A server process imports what packs need, once; each worker is forked from it, and each notebook from its
worker (`copkit.packs.engine`). Where processes cannot fork, each worker starts anew. A worker that dies,
for want of memory say, takes its pack with it: what it had not finished is given to new ones.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.process import BaseProcess

from copkit.packs.forking import FORKS, end_with_asker, signalled_end_with_asker
from copkit.packs.orders import Order, Outcome

Make = Callable[[Order], Outcome]

PAID_FOR = ["copkit.packs.warm"]
"""What a worker finds imported."""

DEATHS = 3
"""So often workers may die before what is left counts as failed."""

LOOK = 5.0
"""Seconds after which it is seen to that those who work are alive, if nothing was made meanwhile."""

DIED = "The process that made it ended too early; perhaps there was too little memory."


class Workers:
    """So many processes, kept until `close`: the first packs wait for them, later ones do not. One alone is
    this process itself, unless it is to be one ``apart``; each notebook runs in a child in any case.

    >>> with Workers(1) as workers:
    ...     list(workers.made([], print))
    []
    """

    def __init__(self, number: int | None = None, *, apart: bool = False) -> None:
        self.number = number or os.cpu_count() or 1
        self._apart = apart
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def made(self, orders: Sequence[Order], make: Make) -> Iterator[Outcome]:
        """What becomes of each order, as it comes."""
        if not self._apart and self._pool is None and min(self.number, len(orders)) <= 1:
            yield from map(make, orders)
            return
        left = list(orders)
        for _ in range(DEATHS):
            with suppress(BrokenProcessPool):
                for outcome in self._tried(left, make):
                    left.remove(outcome.order)
                    yield outcome
            if not left:
                return
            self.close()
        yield from (Outcome(order, 0.0, why=DIED, detail=DIED) for order in left)

    def _tried(self, orders: Sequence[Order], make: Make) -> Iterator[Outcome]:
        pool = self._pool or self._begun(min(self.number, len(orders)) or 1)
        futures: list[Future[Outcome]] = []
        try:
            futures = [pool.submit(make, order) for order in orders]
            left = set(futures)
            while left:
                done, left = wait(left, timeout=LOOK, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
                if not done and not all(process.is_alive() for process in _processes_of(pool)):
                    raise BrokenProcessPool(DIED)  # one that died while it was begun goes unnoticed
        finally:
            for future in futures:
                future.cancel()

    def _begun(self, number: int) -> ProcessPoolExecutor:
        context = get_context("forkserver" if FORKS else "spawn")
        if FORKS:
            context.set_forkserver_preload(PAID_FOR)
        self._pool = ProcessPoolExecutor(number, mp_context=context, initializer=_begin)
        return self._pool

    def close(self) -> None:
        """Ends the processes, and what they were about to make."""
        if self._pool is not None:
            processes = _processes_of(self._pool)
            self._pool.shutdown(wait=False, cancel_futures=True)
            for process in processes:
                process.kill()
            for process in processes:
                process.join()
            self._pool = None


def _processes_of(pool: ProcessPoolExecutor) -> list[BaseProcess]:
    return list((pool._processes or {}).values())


def _begin() -> None:
    """In a worker: an interruption is the matter of who asked, and with them it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if FORKS:
        signalled_end_with_asker()
    else:
        threading.Thread(target=end_with_asker, daemon=True).start()
