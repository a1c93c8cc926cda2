"""All packs of a place: every workbook for every community and for the whole place."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypedDict

import pandas as pd

from copkit.packs.dask_workers import DaskWorkers, workers_at
from copkit.packs.files import WHOLE_PLACE, address_of, file_names, folder_at, folder_made, write_whole
from copkit.packs.index import index_page
from copkit.packs.library import WORKBOOKS, Workbook
from copkit.packs.make import TIMEOUT, make, rows_read, told_where
from copkit.packs.orders import Order, Outcome, longest_first
from copkit.packs.records import Standing, asked_of_index, record, record_state, seal_of, state_of
from copkit.packs.run_folder import run_folder
from copkit.packs.workers import Workers
from copkit.place.called import community_called
from copkit.place.view import View, day_before, view
from copkit.show.worked_out import VARIABLE

Progress = Callable[[Iterable[Outcome], int], Iterable[Outcome]]


class How(TypedDict, total=False):
    """How packs are made: see `packs`."""

    fresh: bool
    timeout: float
    progress: Progress
    cells_in: Path | None
    worked_out_in: Path | None


@dataclass(frozen=True)
class Asked:
    """Which packs: of which communities (each, and the whole place, where none is named) and workbooks, of
    which day, for whom, and compared with the day of the last assessment (three months before, where that is
    left out)."""

    communities: Sequence[str] = ()
    workbooks: Sequence[Workbook] = WORKBOOKS
    as_of: str = ""
    audience: str = "public"
    compared_with: str = ""


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
    dask: str = "",
    fresh: bool = False,
    timeout: float = TIMEOUT,
    progress: Progress = lambda outcomes, _: outcomes,
) -> list[Outcome]:
    """Makes the packs and the index of a place; gives what became of each, in the order of the index.

    ``communities``, ``workbooks``, ``as_of``, ``audience`` and ``compared_with`` are those of `Asked`.
    ``out`` is a folder, or a URL that fsspec knows. ``jobs`` is how many packs are made at once; the number
    of processors if left out. ``dask`` is the address of a Dask scheduler whose workers make them instead.

    A pack that was made before and would come out the same is kept (`Outcome.kept`), unless ``fresh``. A
    workbook is stopped after ``timeout`` seconds. ``progress`` wraps the outcomes of those that are made,
    as they come. A pack that fails is told in its outcome and in the index; the others are made all the
    same.

    Raises `PlaceNotFound` and its kin, `UnknownCommunity`, `PacksNotMade`, and `CopkitError` for a date
    that is none.
    """
    asked = Asked(communities, workbooks, as_of, audience, compared_with)
    with workers_at(dask) if dask else Workers(jobs) as workers, run_folder() as folder:
        how = How(fresh=fresh, timeout=timeout, progress=progress)
        if isinstance(workers, Workers):  # others may be where this folder is not
            how["worked_out_in"] = folder
        return packs_by(workers, place, out, asked, **how)


def packs_by(
    workers: Workers | DaskWorkers,
    place: str | os.PathLike[str],
    out: str | os.PathLike[str],
    asked: Asked,
    *,
    fresh: bool = False,
    timeout: float = TIMEOUT,
    progress: Progress = lambda outcomes, _: outcomes,
    cells_in: Path | None = None,
    worked_out_in: Path | None = None,
) -> list[Outcome]:
    """As `packs`, by workers that are there already, and stay. For ``cells_in`` and ``worked_out_in`` see
    `make`."""
    here = view(place, as_of=asked.as_of, audience=asked.audience)
    folder = folder_at(out)
    earlier = day_before(here, asked.compared_with)
    wanted = [community_called(here.place, name) for name in asked.communities]
    orders = plan(here, os.fspath(place), folder, wanted, asked.workbooks, earlier)
    folder_made(folder)
    seal = seal_of(here)
    before = state_of(here.place)
    standing = Standing(here, seal)
    made = {} if fresh else standing.kept(orders)
    left = longest_first(order for order in orders if order not in made)
    if left:
        making = workers.made(
            left,
            partial(make, seal=seal, timeout=timeout, cells_in=cells_in, worked_out_in=worked_out_in),
        )
        made |= {outcome.order: outcome for outcome in progress(making, len(left))}
    outcomes = [made[order] for order in orders]
    if cells_in:
        here.hold()  # somebody changes the place and will ask again
    index = folder / "index.html"
    asked_for_index = asked_of_index(here, folder, outcomes, seal)
    if fresh or not seal or not standing.holds(index, asked_for_index):
        with rows_read() as told, told_where(VARIABLE, worked_out_in):
            write_whole(index, index_page(here, folder, outcomes))
        if seal:
            record(index, asked_for_index, seal, told)
    record_state(folder, before if before == state_of(here.place) else "", len(orders))
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
