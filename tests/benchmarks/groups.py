"""Small groups: 200 people in 6 rounds, beside groups by chance; and the social golfer cases.

    python tests/benchmarks/groups.py

200 people who partly know each other, with organisations, sectors, communities, wishes and hosts, must be
seated within 20 s, with the gap to the proven bound stated. Seconds are those of the processor: the search
uses one core, and other work on the machine does not count.
"""

from __future__ import annotations

import random
import time
from itertools import combinations

import pandas as pd

from copkit.functions.events.group_seating import Seating, measured
from copkit.functions.events.group_wishes import even_sizes
from copkit.functions.events.groups import groups

LIMIT = 20.0
GOLFERS = (
    (3, 3, 4),
    (4, 4, 5),
    (5, 5, 6),
    (7, 7, 8),
    (5, 3, 7),
    (8, 4, 10),
    (7, 4, 9),
    (8, 3, 11),
    (10, 3, 14),
)
"""Groups, people in each, rounds: all can be done without anybody meeting twice."""


def made(people: int) -> tuple[list[str], pd.DataFrame]:
    chance = random.Random(11)
    names = [f"Member {number:03}" for number in range(people)]
    sizes = [1 / (place + 2) for place in range(40)]
    frame = pd.DataFrame(
        {
            "organisation": chance.choices([f"organisation {place}" for place in range(40)], sizes, k=people),
            "sector": chance.choices(["council", "health", "charity", "business"], [3, 2, 4, 1], k=people),
            "communities": [
                tuple(chance.sample([f"community {place}" for place in range(12)], chance.randint(1, 3)))
                for _ in names
            ],
        },
        index=names,
    )
    return names, frame


def past(names: list[str], events: int, attending: int) -> list[tuple[str, str]]:
    """Who sat together in groups of 6 in three rounds of earlier events."""
    chance = random.Random(5)
    pairs = []
    for _ in range(events):
        came = chance.sample(names, attending)
        for _ in range(3):
            chance.shuffle(came)
            pairs += [
                pair for start in range(0, attending, 6) for pair in combinations(came[start : start + 6], 2)
            ]
    return pairs


def by_chance(names: list[str], rounds: int, count: int) -> pd.DataFrame:
    chance = random.Random(3)
    rows = []
    for at in range(1, rounds + 1):
        order = iter(chance.sample(names, len(names)))
        for group, size in enumerate(even_sizes(len(names), count), start=1):
            rows += [(at, next(order), group, False) for _ in range(size)]
    return pd.DataFrame(rows, columns=["round", "member", "group", "hosts"])


def told(label: str, seating: Seating, plain: Seating, seconds: float) -> None:
    mix = ", ".join(f"{row.kind} {row.alike} (least {row.least})" for row in seating.mix.itertuples())
    chance = ", ".join(f"{row.kind} {row.alike}" for row in plain.mix.itertuples())
    ratio = f"{plain.repeats / seating.repeats:.1f} times as many" if seating.repeats else "instead of none"
    print(f"{label}: {seconds:.1f} s, at most {LIMIT:g}: {'kept' if seconds < LIMIT else 'NOT KEPT'}")
    print(f"  repeats {seating.repeats} of {seating.meetings}, bound {seating.bound}, gap {seating.gap}")
    print(f"  by chance: {plain.repeats} repeats, {ratio}")
    print(f"  in common: {mix or 'not asked'}; by chance: {chance or 'not asked'}")


def main() -> None:
    names, kinds = made(200)
    chance = random.Random(8)
    colleagues = [
        pair
        for _, members in kinds.groupby("organisation")
        for pair in combinations(sorted(members.index), 2)
    ]
    pairs = [tuple(chance.sample(names, 2)) for _ in range(30)]
    cases = {
        "200 people, 6 rounds, no past": {},
        "200 people, 6 rounds, kinds, 3 past events": {"met": past(names, 3, 60), "kinds": kinds},
        "200 people, 6 rounds, kinds, 10 past events": {"met": past(names, 10, 90), "kinds": kinds},
        "200 people, 6 rounds, kinds, 10 past events, colleagues known, wishes, hosts": {
            "met": past(names, 10, 90) + colleagues,
            "kinds": kinds,
            "apart": pairs[:20],
            "together": pairs[20:25],
            "hosts": set(chance.sample(names, 45)),
        },
    }
    for label, given in cases.items():
        start = time.process_time()
        seating = groups(names, 6, size=6, **given)
        seconds = time.process_time() - start
        asked = {name: given[name] for name in ("met", "kinds") if name in given}
        plain = measured(by_chance(names, 6, int(seating.rounds["group"].max())), **asked)
        told(label, seating, plain, seconds)
        print("  " + " ".join(seating.notes))
    heads = ("repeats", "seconds", "search only", "seconds", "meetings")
    print(f"\n{'golfers':<20}" + "".join(f"{head:>12}" for head in heads))
    for count, size, rounds in GOLFERS:
        row = f"{f'{count} of {size}, {rounds} rounds':<20}"
        for designs in (True, False):
            start = time.process_time()
            seating = groups([f"p{one}" for one in range(count * size)], rounds, count=count, designs=designs)
            row += f"{seating.repeats:>12}{time.process_time() - start:>12.1f}"
        print(f"{row}{seating.meetings:>12}")


if __name__ == "__main__":
    main()
