"""How soon a change is in the packs while a place is watched: by the cells that it touches, beside all cells.

    python tests/benchmarks/watch.py [--rounds 5] [--jobs 2]

Somebody rehearses with one community of the made-up town. Each change is written, and the seconds until the
last pack that it touches is written, and until the index is, are told: the median of the rounds, with the
least and the most. The packs made either way are compared, byte for byte.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from copkit.packs.batch import Asked, packs_by
from copkit.packs.orders import Outcome
from copkit.packs.workers import Workers
from copkit.place.change import Change
from copkit.place.demo import fill_demo
from copkit.place.store import Place

COMMUNITY, DAY = "Young Minds", "2026-06-30"


def first(change: Change, table: str) -> int:
    """The first row of the community."""
    return next(row for row, values in change.rows(table).items() if values["community"] == COMMUNITY)


CHANGES: dict[str, Callable[[Change, int], object]] = {
    "a force weighed": lambda change, at: change.update(
        "forces", first(change, "forces"), {"strength": 1 + at % 5}
    ),
    "an event renamed": lambda change, at: change.update(
        "events", first(change, "events"), {"name": f"Evening {at}"}
    ),
    "an issue more": lambda change, at: change.add("issues", {"name": f"Damp {at}", "raised": DAY}),
    "an action changed": lambda change, at: change.update(
        "actions", first(change, "actions"), {"action": f"Ask {at}"}
    ),
    "a question more": lambda change, at: change.add(
        "questions", {"name": f"Why {at}?", "community": COMMUNITY, "asked": DAY, "state": "open"}
    ),
}


def made(workers: Workers, town: Path, out: Path, cells: Path | None) -> tuple[int, float, float]:
    """How many packs were made, and the seconds until the last of them and until the index."""
    begun = time.perf_counter()
    last = 0.0

    def progress(outcomes: Iterable[Outcome], _: int) -> Iterator[Outcome]:
        nonlocal last
        for outcome in outcomes:
            last = time.perf_counter() - begun
            yield outcome

    asked = Asked(communities=[COMMUNITY], as_of=DAY)
    shared = cells and cells / "worked out"
    outcomes = packs_by(workers, town, out, asked, progress=progress, cells_in=cells, worked_out_in=shared)
    assert not any(outcome.failed for outcome in outcomes), "a pack failed"
    return sum(not outcome.kept for outcome in outcomes), last, time.perf_counter() - begun


def pages(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*.html")}


def told(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):5.2f} ({min(seconds):.2f} to {max(seconds):.2f})"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Workers(asked.jobs, apart=True) as workers:
        town, cells = Path(folder, "town.place"), Path(folder, "cells")
        outs = {"cells": Path(folder, "by_cells"), "whole": Path(folder, "whole")}
        with Place.create(town) as place:
            fill_demo(place)
        Path(cells, "worked out").mkdir(parents=True)
        for way, out in outs.items():
            made(workers, town, out, cells if way == "cells" else None)
        print("seconds to the last pack: by cells | all cells; to the index, by cells; packs touched")
        for name, write in CHANGES.items():
            found: dict[str, list[tuple[int, float, float]]] = {way: [] for way in outs}
            for at in range(asked.rounds):
                with Place.open(town) as place, place.change(name) as change:
                    write(change, at)
                for way, out in outs.items():
                    found[way].append(made(workers, town, out, cells if way == "cells" else None))
                assert pages(outs["cells"]) == pages(outs["whole"]), "the packs differ"
            by_cells, whole = ([last for _, last, _ in found[way]] for way in outs)
            index = [end for _, _, end in found["cells"]]
            touched = found["cells"][-1][0]
            print(f"{name:18}: {told(by_cells)} | {told(whole)}; {told(index)}; {touched}", flush=True)


if __name__ == "__main__":
    main()
