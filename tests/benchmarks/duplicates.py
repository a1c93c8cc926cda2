"""Duplicates among 100,000 resources: time, recall and precision; and what the blocking misses.

    python tests/benchmarks/duplicates.py

1,000 of the 100,000 are made from others: with a typing mistake or two, without the subtitle, in other case,
or with another form of the same identifier and a retyped title. All are taken as new at once, the slowest
case; the target is 2 minutes. A vocabulary of 3,000 words is that of a narrow field. Then, of 2,000 resources
with 200 such copies, every pair is compared, and what the blocking found is held against that.
"""

from __future__ import annotations

import datetime as dt
import random
import resource
import time
from collections.abc import Sequence
from unittest.mock import patch

import numpy as np

from copkit.place.exchange.catalogue import duplicates as module
from copkit.place.exchange.catalogue.duplicates import duplicates

LIMIT = 120.0
_SYLLABLES = [a + b + c for a in "bcdfghklmnprstvw" for b in "aeiou" for c in ("", "n", "r", "s", "l")]
_STOCK = (
    "an evaluation of",
    "a guide to",
    "the role of",
    "a systematic review of",
    "lessons from",
    "how to",
    "improving",
    "communities of practice in",
    "annual report of",
    "",
    "",
    "",
    "",
    "",
)
_SMALL = ("of", "in", "and", "for", "the", "with")


def words(chance: random.Random, vocabulary: int) -> list[str]:
    return ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(vocabulary)]


def made(
    count: int, copies: int, seed: int = 9, vocabulary: int = 30_000
) -> tuple[list[dict[str, object]], dict[int, int]]:
    """Resources, and of each copy the place of what it was made from."""
    chance = random.Random(seed)
    known = words(chance, vocabulary)
    weights = [1 / (rank + 10) for rank in range(len(known))]
    pool = chance.choices(known, weights, k=count * 9 + 100)
    rows: list[dict[str, object]] = []
    for number in range(count - copies):
        length = chance.randint(3, 10)
        main = [pool.pop() if pool and place % 3 else chance.choice(known) for place in range(length)]
        main.insert(length // 2, chance.choice(_SMALL))
        title = f"{chance.choice(_STOCK)} {' '.join(main)}".strip().capitalize()
        if chance.random() < 0.4:
            title += ": " + " ".join(chance.choice(known) for _ in range(chance.randint(2, 6)))
        rows.append(
            {
                "name": title,
                "creator": f"{chance.choice(known).capitalize()}, {chance.choice('ABCDEFG')}.",
                "made": dt.date(chance.randint(1990, 2026), 1, 1),
                **(
                    {"identifier": f"10.{chance.randint(1000, 1300)}/r{number}"}
                    if chance.random() < 0.5
                    else {}
                ),
            }
        )
    origin = chance.sample(range(len(rows)), copies)
    truth = {}
    for number, place in enumerate(origin):
        truth[len(rows)] = place
        rows.append(_copied(rows[place], number % 4, chance))
    return rows, truth


def _copied(row: dict[str, object], way: int, chance: random.Random) -> dict[str, object]:
    copy = {**row}
    title = str(row["name"])
    if way < 3:
        copy.pop("identifier", None)
    if way == 0:
        copy["name"] = _mistyped(title, chance, chance.randint(1, 2))
    elif way == 1 and ": " in title:
        copy["name"] = title.split(": ")[0]
    elif way == 3 and "identifier" in copy:
        copy["identifier"] = f"https://dx.doi.org/{str(copy['identifier']).upper()}"
        copy["name"] = _mistyped(title.split(": ")[0].title(), chance, 2)
    else:
        copy["name"] = title.upper()
    if chance.random() < 0.3:
        copy.pop("creator")
    return copy


def _mistyped(text: str, chance: random.Random, times: int) -> str:
    for _ in range(times):
        at = chance.randrange(1, len(text) - 1)
        text = chance.choice(
            (
                text[:at] + text[at + 1 :],
                text[:at] + chance.choice("aeiourst") + text[at:],
                text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :],
            )
        )
    return text


def main() -> None:
    slowest = 0.0
    for vocabulary in (30_000, 3_000):
        rows, truth = made(100_000, 1_000, vocabulary=vocabulary)
        start = time.perf_counter()
        found = duplicates(rows)
        seconds = time.perf_counter() - start
        slowest = max(slowest, seconds)
        pairs = {(one.new, one.other) for one in found}
        right = len(pairs & set(truth.items()))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"100,000 new resources, {vocabulary:,} words: {seconds:.0f} s (target {LIMIT:.0f} s), "
            f"{memory:,.0f} MB; recall {right / len(truth):.1%}, "
            f"precision {right / max(1, len(pairs)):.1%} ({len(pairs):,} found)"
        )
    start = time.perf_counter()
    few = duplicates(rows[-1_000:], rows[:-1_000])
    print(f"1,000 new beside 99,000: {time.perf_counter() - start:.0f} s, {len(few):,} found")
    rows, truth = made(2_000, 200)
    blocked = {(one.new, one.other) for one in duplicates(rows)}
    with patch.object(module, "pairs", _all_pairs):
        whole = {(one.new, one.other) for one in duplicates(rows)}
    both = len(blocked & whole)
    print(
        f"2,000 resources: the blocking finds {both} of the {len(whole)} that a comparison of all "
        f"{len(rows) * (len(rows) - 1) // 2:,} pairs finds ({both / max(1, len(whole)):.1%})"
    )
    assert slowest < LIMIT


def _all_pairs(texts: Sequence[str], first_new: int = 0) -> tuple[np.ndarray, np.ndarray]:
    later, earlier = np.tril_indices(len(texts), -1)
    new = later >= first_new
    return later[new], earlier[new]


if __name__ == "__main__":
    main()
