"""A search over 100,000 resources: time to build, to search and to type, and memory.

    python tests/benchmarks/search.py

The resources are made up: their words follow Zipf's law (the commonest is in nearly all, half are in hardly
any), 6 words a title, 20 a description and 100 of text. 200 queries of one to four words, drawn as often as
they stand in the resources, and as many that are harder. Every query must be answered in under 50 ms.
Seconds are those of the processor, as others may use the machine.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Sequence

import numpy as np
import pandas as pd
import psutil

from copkit.functions.knowledge import SearchIndex, find

RESOURCES = 100_000
WORDS = 50_000
QUERIES = 200
LIMIT = 0.050
KINDS = ("guide", "case", "tool", "template", "story", "lesson", "contact", "dataset", "recording")


def words_made_up(chance: np.random.Generator) -> np.ndarray:
    """Distinct words of 4 to 11 letters, as nobody spells them."""
    consonants, vowels = np.array(list("bcdfglmnprstvw")), np.array(list("aeiou"))
    made: dict[str, None] = {}
    while len(made) < WORDS:
        syllables = int(chance.integers(2, 5))
        parts = [chance.choice(consonants) + chance.choice(vowels) for _ in range(syllables)]
        made["".join(parts) + str(chance.choice(consonants))] = None
    return np.array(list(made))


def resources(chance: np.random.Generator, words: np.ndarray, share: np.ndarray) -> pd.DataFrame:
    def texts(length: int) -> list[str]:
        drawn = words[chance.choice(len(words), size=(RESOURCES, length), p=share)]
        return [" ".join(row) for row in drawn]

    issues = np.array([f"Issue {number:03}" for number in range(200)])
    return pd.DataFrame(
        {
            "name": [f"{text} {number}" for number, text in enumerate(texts(6))],
            "kind": chance.choice(KINDS, RESOURCES),
            "subject": texts(3),
            "description": texts(20),
            "text": texts(100),
            "community": [f"Community {number:02}" for number in chance.integers(0, 40, RESOURCES)],
            "issues": [tuple(issues[row]) for row in chance.integers(0, 200, (RESOURCES, 2))],
            "open_to": chance.choice(("public", "members"), RESOURCES),
        }
    )


def mistyped(chance: np.random.Generator, word: str) -> str:
    at = int(chance.integers(1, len(word) - 1))
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def seconds(index: SearchIndex, queries: Sequence[str], **how: object) -> np.ndarray:
    taken = []
    for query in queries:
        start = time.process_time()
        find(index, query, **how)  # type: ignore[arg-type]
        taken.append(time.process_time() - start)
    return np.array(taken)


def told(label: str, taken: np.ndarray) -> None:
    print(
        f"  {label:<34}median {np.median(taken) * 1000:>6.1f} ms, 95th of 100 "
        f"{np.quantile(taken, 0.95) * 1000:>6.1f}, worst {taken.max() * 1000:>6.1f}; "
        f"under {LIMIT * 1000:g} ms: {(taken < LIMIT).sum()} of {len(taken)}"
    )


def main() -> None:
    chance = np.random.default_rng(11)
    words = words_made_up(chance)
    share = 1 / np.arange(1, WORDS + 1)
    share /= share.sum()
    frame = resources(chance, words, share)
    gc.collect()
    before = psutil.Process().memory_info().rss
    start = time.process_time()
    index = SearchIndex(frame)
    built = time.process_time() - start
    gc.collect()
    grown = (psutil.Process().memory_info().rss - before) / 2**20
    print(
        f"{RESOURCES:,} resources, {len(index.vocabulary):,} words: built in {built:.1f} s, "
        f"{grown:.0f} MiB beside the resources"
    )
    drawn = [
        list(dict.fromkeys(words[chance.choice(WORDS, int(chance.integers(1, 5)), p=share)]))
        for _ in range(QUERIES)
    ]
    plain = [" ".join(query) for query in drawn]
    told("as typed", seconds(index, plain))
    wrong = [" ".join([mistyped(chance, query[0]), *query[1:]]) for query in drawn]
    told("one word mistyped", seconds(index, wrong))
    begun = [" ".join([*query[:-1], query[-1][:3]]) for query in drawn]
    told("while the last word is typed", seconds(index, begun, typing=True))
    rare = [" ".join(words[chance.integers(100, 2_000, 4)]) for _ in range(QUERIES)]
    told("four words of middling frequency", seconds(index, rare))
    told("two facets chosen", seconds(index, plain, kinds=["guide", "tool"], issues=["Issue 007"]))
    told(
        "a phrase of two words",
        seconds(index, [f'"{words[a]} {words[b]}"' for a, b in chance.integers(0, 60, (QUERIES, 2))]),
    )


if __name__ == "__main__":
    main()
