"""Packs made past one machine, by the workers of a Dask cluster: Dask distributes, and nothing here does.

The place stands where all of them reach it, at a URL say, and so does the folder of the packs. Each worker
of the cluster has one process apart in which it makes packs, as on one machine; for Dask's own process has
threads, and a process with threads should not fork.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from multiprocessing import current_process
from socket import create_connection
from threading import local
from typing import Any

from copkit import __version__
from copkit.packs.orders import Order, Outcome
from copkit.packs.workers import DIED, Make, Workers
from copkit.place.errors import PacksNotMade

PATIENCE = 10
"""Seconds to wait for a scheduler."""

OTHER = "A worker of the cluster has copkit {theirs}, and this machine {ours}: install the same on both."

_of_thread = local()


class DaskWorkers:
    """The workers of a cluster, as long as somebody speaks to its scheduler."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def __enter__(self) -> DaskWorkers:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def made(self, orders: Sequence[Order], make: Make) -> Iterator[Outcome]:
        """What becomes of each order, as it comes. One whose workers died again and again has failed."""
        from distributed import as_completed

        asked = {
            self._client.submit(make_apart, order, make, __version__, pure=False): order for order in orders
        }
        try:
            for future in as_completed(list(asked)):
                if future.status == "error":
                    detail = f"{type(future.exception()).__name__}: {future.exception()}"
                    yield Outcome(asked[future], 0.0, why=DIED, detail=detail)
                else:
                    yield future.result()
        finally:
            self._client.cancel(list(asked))


def workers_at(address: str) -> DaskWorkers:
    """The workers of the scheduler at an address such as ``tcp://scheduler:8786``. Raises `PacksNotMade`."""
    try:
        from distributed import Client
        from distributed.comm import get_address_host_port
    except ImportError as error:
        raise PacksNotMade('--dask needs a package more: pip install "copkit[dask]"') from error
    try:
        # a client that finds nobody is in the way of the next, so somebody else knocks first
        create_connection(get_address_host_port(address), PATIENCE).close()
        return DaskWorkers(Client(address, timeout=PATIENCE))
    except (OSError, ValueError) as error:
        raise PacksNotMade(
            f"No Dask scheduler answers at '{address}'. Start one with 'dask scheduler'; it says its address."
        ) from error


def make_apart(order: Order, make: Make, version: str) -> Outcome:
    """On a worker of the cluster: makes a pack in the process that this thread keeps for it."""
    if version != __version__:
        said = OTHER.format(theirs=__version__, ours=version)
        return Outcome(order, 0.0, why=said, detail=said)
    if not hasattr(_of_thread, "workers"):
        # Dask's nanny starts workers as daemons, which may have no children as nobody would end them; ours
        # end with their parent
        current_process().daemon = False
        _of_thread.workers = Workers(1, apart=True)
    return next(iter(_of_thread.workers.made([order], make)))
