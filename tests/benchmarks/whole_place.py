"""A whole place from a folder of CSV files to its index and its network pack, at growing sizes.

    python tests/benchmarks/whole_place.py [members ...]

Without numbers 1,000, 10,000 and 100,000 members, with ten ties each, a community for every hundred, and a
year of monthly events. Each step runs in a process of its own: the seconds, the most memory that it and its
children held at once, and how many times that is of the size before. The largest must load, and give its
index and its pack, within `LIMITS`.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import psutil

from copkit.place.store import Place

SIZES = (1_000, 10_000, 100_000)
LIMITS = {"load": (20.0, 8.0), "index": (10.0, 8.0), "network pack": (10.0, 8.0)}
"""Minutes and gigabytes that each step may take at the largest size."""

_STEPS = {
    "load": "from copkit.cli import main; main(['load', {place!r}, {source!r}], standalone_mode=False)",
    "index": (
        "from pathlib import Path\n"
        "from copkit.packs.index import index_page\n"
        "from copkit.place.view import view\n"
        "page = index_page(view({place!r}, audience='public'), Path({out!r}), [])\n"
        "Path({out!r}, 'index.html').write_text(page)"
    ),
    "network pack": (
        "from pathlib import Path\n"
        "from copkit.packs.library import workbook\n"
        "from copkit.packs.make import make\n"
        "from copkit.packs.orders import Order\n"
        "made = make(Order(workbook('3'), {place!r}, '', '2026-06-30', 'public', Path({out!r}, '3.html')))\n"
        "assert not made.failed, made.detail"
    ),
}


def write(folder: Path, people: int) -> None:
    """A place of so many members as a folder of CSV files."""
    chance = np.random.default_rng(1)
    groups, bodies = max(people // 100, 3), max(people // 50, 5)
    community = [f"Community {number:04}" for number in range(groups)]
    body = [f"Organisation {number:04}" for number in range(bodies)]
    name = [f"Member {number:06}" for number in range(people)]
    home = np.arange(people) % groups
    write_sheet(
        folder,
        "Communities",
        ["Name", "Stage", "Started"],
        ([c, "maturing", "2024-01-10"] for c in community),
    )
    write_sheet(folder, "Organisations", ["Name", "Sector"], ([b, "public"] for b in body))
    kinds = ("practitioner", "public", "politician")
    write_sheet(
        folder,
        "Members",
        ["Name", "Organisation", "Job", "Kind", "Agrees to be named", "Joined"],
        (
            [one, body[n % bodies], f"job {n % 30}", kinds[n % 7 % 3], "yes" if n % 3 else "no", "2025-01-16"]
            for n, one in enumerate(name)
        ),
    )
    second = [(n, (home[n] + 1 + n % 5) % groups) for n in range(people) if n % 3 == 0]
    first = [(n, home[n]) for n in range(people)]
    write_sheet(
        folder,
        "Memberships",
        ["Member", "Community", "Role", "Since"],
        (
            [name[n], community[c], ("core", "active", "peripheral", "peripheral")[n % 4], "2025-01-16"]
            for n, c in [*first, *second]
        ),
    )
    pairs = ties(chance, people, 10 * people, groups)
    write_sheet(
        folder,
        "Ties",
        ["Member", "To member", "Kind", "Strength", "Seen"],
        ([name[a], name[b], "advice", "0.5", "2026-02-12"] for a, b in pairs),
    )
    days = [f"{2025 + month // 12}-{month % 12 + 1:02}-18" for month in range(6, 18)]
    events = [(f"{c}, {day}", c, day) for c in community for day in days]
    write_sheet(
        folder, "Events", ["Name", "Community", "Kind", "Date"], ([n, c, "meeting", d] for n, c, d in events)
    )
    write_sheet(
        folder,
        "Attendance",
        ["Event", "Member", "Presence"],
        (
            [event, name[n], "came"]
            for place, (event, _, _) in enumerate(events)
            for n in range(place // len(days), people, groups)
            if (n // groups + place) % 5 == 0
        ),
    )
    issues = [f"Issue {n:05}" for n in range(5 * groups)]
    write_sheet(
        folder,
        "Issues",
        ["Name", "Theme", "Raised"],
        ([i, f"theme {n % 9}", "2025-09-18"] for n, i in enumerate(issues)),
    )
    write_sheet(
        folder,
        "Coverage",
        ["Issue", "Community", "Since"],
        ([i, community[n // 5], "2025-10-01"] for n, i in enumerate(issues) if n % 5),
    )
    write_sheet(
        folder,
        "Initiatives",
        ["Name", "Community", "Issue", "Organisation", "Lead", "Starts"],
        (
            [
                f"Project {n:05}",
                community[n // 2],
                issues[n * 3 % len(issues)],
                body[n % bodies],
                name[n * 7 % people],
                "2026-01-10",
            ]
            for n in range(2 * groups)
        ),
    )


def ties(chance: np.random.Generator, people: int, count: int, groups: int) -> list[list[int]]:
    """Few with many ties and many with few, seven in ten of them within a community."""
    pull = chance.pareto(1.5, people) + 1
    one = chance.choice(people, int(1.3 * count), p=pull / pull.sum())
    near = (one + groups * chance.integers(1, max(people // groups, 2), len(one))) % people
    far = chance.choice(people, len(one), p=pull / pull.sum())
    other = np.where(chance.random(len(one)) < 0.7, near, far)
    kept = chance.permutation(np.unique((one * people + other)[one != other]))[:count]
    return [list(divmod(pair, people)) for pair in kept.tolist()]


def write_sheet(folder: Path, sheet: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with (folder / f"{sheet}.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


def measured(code: str) -> tuple[float, float]:
    """The seconds that a program takes in a process of its own, and the most gigabytes that it and its
    children hold at once; what they share is counted once for each."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", code])
    most = 0
    while process.poll() is None:
        most = max(most, held(process.pid))
        time.sleep(0.05)
    if process.returncode:
        raise SystemExit(f"it ended with {process.returncode}")
    return time.perf_counter() - start, most / 1024**3


def held(pid: int) -> int:
    total = 0
    try:
        parent = psutil.Process(pid)
        for one in (parent, *parent.children(recursive=True)):
            try:
                total += one.memory_info().rss
            except psutil.NoSuchProcess:
                continue
    except psutil.NoSuchProcess:
        pass
    return total


def main(arguments: Sequence[str]) -> int:
    sizes = [int(word) for word in arguments] or list(SIZES)
    before: dict[str, tuple[float, float]] = {}
    amiss = False
    for people in sizes:
        print(f"\n{people:,} members, {10 * people:,} ties, {max(people // 100, 3):,} communities")
        with tempfile.TemporaryDirectory() as folder:
            source, place = Path(folder, "town"), Path(folder, "town.place")
            source.mkdir()
            write(source, people)
            Place.create(place).close()
            for step, code in _STEPS.items():
                seconds, gigabytes = measured(code.format(place=str(place), source=str(source), out=folder))
                growth = ""
                if step in before:
                    growth = (
                        f"   {seconds / before[step][0]:5.1f} times, {gigabytes / before[step][1]:4.1f} times"
                    )
                before[step] = seconds, gigabytes
                print(f"  {step:<14}{seconds / 60:8.2f} min {gigabytes:7.2f} GB{growth}", flush=True)
                minutes, most = LIMITS[step]
                amiss |= people == SIZES[-1] and (seconds / 60 > minutes or gigabytes > most)
            pages = [f"{one.name} {one.stat().st_size / 1024:,.0f} KB" for one in Path(folder).glob("*.html")]
            print(f"  {place.name} {place.stat().st_size / 1024**2:,.0f} MB; {', '.join(pages)}")
    return int(amiss)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
