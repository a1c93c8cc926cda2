"""Packs made side by side: all of them, whatever happens to one or to the process that makes it."""

from __future__ import annotations

import os
from concurrent.futures import Future
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest

from copkit.packs import workers
from copkit.packs.library import workbook
from copkit.packs.orders import Order, Outcome
from copkit.packs.workers import DIED, Workers

ORDERS = [
    Order(workbook(number), "demo", community, "2026-06-30", "public", Path(f"{community}-{number}.html"))
    for community in ("Warm Homes", "Good Work")
    for number in "1234"
]


def made(order: Order, trace: str = "") -> Outcome:
    """Stands for a pack: leaves a line with the process that made it."""
    with open(trace, "a") as file:
        file.write(f"{os.getpid()}\n")
    return Outcome(order, 0.0, size=1)


def dies_once(order: Order, trace: str = "") -> Outcome:
    """The first time that this pack is made, its process is killed."""
    if order == ORDERS[3] and not os.path.exists(f"{trace}.died"):
        Path(f"{trace}.died").touch()
        os.kill(os.getpid(), 9)
    return made(order, trace)


def dies(order: Order, trace: str = "") -> Outcome:
    if order == ORDERS[3]:
        os.kill(os.getpid(), 9)
    return made(order, trace)


@pytest.mark.parametrize("number", [1, 2])
def test_each_is_made_once(tmp_path, number):
    with Workers(number) as at_work:
        outcomes = list(at_work.made(ORDERS, partial(made, trace=str(tmp_path / "trace"))))
    assert {outcome.order for outcome in outcomes} == set(ORDERS)
    assert len(outcomes) == len(ORDERS)
    assert len((tmp_path / "trace").read_text().splitlines()) == len(ORDERS)


def test_one_alone_is_this_process_unless_it_is_to_be_apart(tmp_path):
    for apart, trace in ((False, tmp_path / "here"), (True, tmp_path / "apart")):
        with Workers(1, apart=apart) as at_work:
            list(at_work.made(ORDERS[:1], partial(made, trace=str(trace))))
        assert (trace.read_text().strip() == str(os.getpid())) is not apart


def test_the_workers_stay_for_the_next(tmp_path):
    with Workers(1, apart=True) as at_work:
        for _ in range(2):
            list(at_work.made(ORDERS[:1], partial(made, trace=str(tmp_path / "trace"))))
    assert len(set((tmp_path / "trace").read_text().splitlines())) == 1


def test_where_a_worker_dies_new_ones_go_on(tmp_path):
    with Workers(2) as at_work:
        outcomes = list(at_work.made(ORDERS, partial(dies_once, trace=str(tmp_path / "trace"))))
    assert {outcome.order for outcome in outcomes} == set(ORDERS)
    assert [outcome.why for outcome in outcomes if outcome.failed] == []


def test_one_that_kills_every_worker_fails_and_says_so(tmp_path):
    with Workers(2) as at_work:
        outcomes = list(at_work.made(ORDERS, partial(dies, trace=str(tmp_path / "trace"))))
    assert {outcome.order for outcome in outcomes} == set(ORDERS)
    failed = [outcome for outcome in outcomes if outcome.failed]
    assert ORDERS[3] in {outcome.order for outcome in failed}
    assert {outcome.why for outcome in failed} == {DIED}
    assert len(failed) <= 3


class Deaf:
    """A pool that does not notice that its process died, as one does that is killed while it is begun."""

    def __init__(self) -> None:
        process = get_context("spawn").Process(target=int)
        process.start()
        process.kill()
        process.join()
        self._processes = {process.pid: process}

    def submit(self, *_: object) -> Future[Outcome]:
        return Future()

    def shutdown(self, **_: object) -> None:
        pass


def test_one_that_died_unnoticed_is_seen_to_be_gone(monkeypatch):
    def begun(workers: Workers, _: int) -> Deaf:
        workers._pool = Deaf()
        return workers._pool

    monkeypatch.setattr(workers, "LOOK", 0.1)
    monkeypatch.setattr(Workers, "_begun", begun)
    with Workers(2) as two:
        outcomes = list(two.made(ORDERS, made))
    assert [outcome.why for outcome in outcomes] == [DIED] * len(ORDERS)
