"""Packs that follow the place: for who rehearses a workshop and looks at the pages meanwhile."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Unpack

from copkit.packs.batch import Asked, How, packs_by
from copkit.packs.dask_workers import DaskWorkers
from copkit.packs.orders import Outcome
from copkit.packs.run_folder import run_folder
from copkit.packs.workers import Workers
from copkit.place.errors import PlaceUnreadable
from copkit.place.store import Place
from copkit.place.view import DEMO

LOOK = 0.1
"""Seconds between two looks at the place."""


def watched(
    workers: Workers | DaskWorkers,
    place: str | os.PathLike[str],
    out: str | os.PathLike[str],
    asked: Asked,
    **how: Unpack[How],
) -> Iterator[list[Outcome]]:
    """Makes all the packs, and then anew what each change of the place touches; gives what became of all of
    them, each time. Of the made-up town once, as nobody can change it. It ends when nobody asks for more.

    On this machine what the cells of each pack put out, and what took long to work out, is kept meanwhile, so
    that a change is in the pages soon: only the cells that read what was changed are run.
    """
    if os.fspath(place) == DEMO:
        yield packs_by(workers, place, out, asked, **how)
        return
    with Place.open(place) as opened, run_folder() as folder:
        if isinstance(workers, Workers):
            cells, worked_out = folder / "cells", folder / "worked out"
            worked_out.mkdir()
            how = {**how, "fresh": True, "cells_in": cells, "worked_out_in": worked_out}
        with suppress(PlaceUnreadable):
            opened.secret()  # made at first need: that alone is no news
        seen: tuple[int, ...] = ()
        while True:
            now = opened.state()
            if now == seen:
                time.sleep(LOOK)
                continue
            seen = now
            yield packs_by(workers, place, out, asked, **how)
            how["fresh"] = False
