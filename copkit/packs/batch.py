"""All packs of a place: every workbook for every community and for the whole place."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

import pandas as pd

from copkit.packs.files import WHOLE_PLACE, address_of, file_names, folder_made, write_whole
from copkit.packs.index import index_page
from copkit.packs.library import WORKBOOKS, Workbook
from copkit.packs.make import Order, Outcome, make
from copkit.place.called import community_called
from copkit.place.view import View, day_before, view

Progress = Callable[[Iterable[Outcome], int], Iterable[Outcome]]


def packs(
    place: str | os.PathLike[str],
    out: str | os.PathLike[str],
    *,
    communities: Sequence[str] = (),
    workbooks: Sequence[Workbook] = WORKBOOKS,
    as_of: str = "",
    audience: str = "public",
    compared_with: str = "",
    jobs: int | None = None,
    progress: Progress = lambda outcomes, _: outcomes,
) -> list[Outcome]:
    """Makes the packs and the index of a place; gives what became of each, in the order of the index.

    ``communities`` empty means each community and the whole place. ``jobs`` is how many packs are
    made at once; the number of processors if left out. ``compared_with`` is the date of the last assessment;
    three months before if left out. ``progress`` wraps the outcomes as they come.

    A pack that fails is told in its outcome and in the index; the others are made all the same.
    Raises `PlaceNotFound` and its kin, `UnknownCommunity`, `PacksNotMade`, and `CopkitError` for a date that
    is none.
    """
    here = view(place, as_of=as_of, audience=audience)
    earlier = day_before(here, compared_with)
    wanted = [community_called(here.place, name) for name in communities]
    orders = plan(here, os.fspath(place), Path(out), wanted, workbooks, earlier)
    folder_made(Path(out))
    made = {outcome.order: outcome for outcome in progress(_make_all(orders, jobs), len(orders))}
    outcomes = [made[order] for order in orders]
    write_whole(Path(out) / "index.html", index_page(here, Path(out), outcomes))
    return outcomes


def plan(
    here: View,
    place: str,
    out: Path,
    communities: Sequence[str],
    workbooks: Sequence[Workbook],
    earlier: pd.Timestamp = pd.NaT,
) -> list[Order]:
    """Which packs to make: for the communities named, or for the whole place and each community. What
    compares does so with the day ``earlier``."""
    known = list(here.place.read("communities")["name"])
    folders = {"": WHOLE_PLACE, **file_names(known)}
    as_of, compared_with = ("" if pd.isna(day) else f"{day:%Y-%m-%d}" for day in (here.as_of, earlier))
    return [
        Order(
            workbook=workbook,
            place=address_of(place),
            community=community,
            as_of=as_of,
            audience=here.audience.name,
            path=out / folders[community] / f"{workbook.name}.html",
            compared_with=compared_with,
        )
        for community in (communities or ["", *known])
        for workbook in workbooks
    ]


def _make_all(orders: Sequence[Order], jobs: int | None) -> Iterator[Outcome]:
    workers = min(jobs or os.cpu_count() or 1, len(orders))
    if workers <= 1:
        yield from map(make, orders)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for future in as_completed([pool.submit(make, order) for order in orders]):
            yield future.result()
