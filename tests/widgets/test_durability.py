"""What the desk has said is saved stays saved, whenever the program is killed."""

from __future__ import annotations

import multiprocessing
import random
import time
from multiprocessing.connection import Connection
from pathlib import Path

from copkit.place.store import Place
from copkit.widgets.desk import Desk

KILLS = 200


def write_until_killed(where: Path, run: int, told: Connection) -> None:
    """Writes issues one after another, and tells each that was acknowledged."""
    with Place.open(where) as place:
        desk = Desk(place)
        for number in range(10_000):
            name = f"Issue {run}-{number}"
            step = {"add": "issues", "values": {"name": name}}
            answer = desk.answer({"do": "write", "by": f"screen {run}", "edit": name, "steps": [step]})
            if "saved" in answer:
                told.send(name)


def killed_at_random(where: Path, run: int, chance: random.Random) -> list[str]:
    """Starts a writer, kills it at a moment of chance, and gives what it had acknowledged."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["copkit.widgets.desk"])
    told, telling = context.Pipe(duplex=False)
    writer = context.Process(target=write_until_killed, args=(where, run, telling))
    writer.start()
    telling.close()
    told.poll(5)
    time.sleep(chance.random() * 0.02)
    writer.kill()
    writer.join()
    acknowledged = []
    try:
        while told.poll(0):
            acknowledged.append(told.recv())
    except EOFError:
        pass
    return acknowledged


def test_two_hundred_kills_lose_nothing_that_was_acknowledged(tmp_path):
    where = tmp_path / "town.place"
    Place.create(where).close()
    chance = random.Random(7)
    acknowledged = [name for run in range(KILLS) for name in killed_at_random(where, run, chance)]
    assert len(acknowledged) >= KILLS
    with Place.open(where) as place:
        names = list(place.read("issues")["name"])
        added = place.history().query("table == 'issues' and before.isna()")
    assert set(acknowledged) <= set(names)
    assert len(names) == len(set(names)) == len(added)


def test_an_edit_that_is_sent_again_after_a_kill_is_written_once(tmp_path):
    where = tmp_path / "town.place"
    Place.create(where).close()
    acknowledged = killed_at_random(where, 0, random.Random(1))
    with Place.open(where) as place:
        before = list(place.read("issues")["name"])
        for name in acknowledged:
            step = {"add": "issues", "values": {"name": name}}
            again = Desk(place).answer({"do": "write", "by": "screen 0", "edit": name, "steps": [step]})
            assert "saved" in again
        assert list(place.read("issues")["name"]) == before
