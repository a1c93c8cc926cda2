"""Finding the names of 5,000 people in 100,000 texts, beside one pattern of all names.

    python tests/benchmarks/names_in_text.py

Names and texts are made up; each text holds twelve first names and one whole name. One regular expression of
all names is what one would write first; it finds no other spelling. Both must find the name.
"""

from __future__ import annotations

import random
import re
import statistics
import time

from copkit.place.names_in_text import NamesInText

PEOPLE, TEXTS, RUNS = 5_000, 100_000, 5


def made_up() -> tuple[list[str], list[str]]:
    chance = random.Random(1)
    parts = [a + b for a in "bdfgklmnprst" for b in "aeiou"]

    def word(size: int) -> str:
        return "".join(chance.choices(parts, k=size))

    firsts = [word(2) for _ in range(200)]
    people = [f"{chance.choice(firsts)} {word(3)}" for _ in range(PEOPLE)]
    told = [" ".join(chance.choices(firsts, k=12)) + f" {chance.choice(people)}" for _ in range(TEXTS)]
    return people, told


def main() -> None:
    people, told = made_up()
    own, plain = [], []
    for _ in range(RUNS):
        begun = time.perf_counter()
        matcher = NamesInText(people)
        assert all(matcher.held(text) for text in told)
        own.append(time.perf_counter() - begun)
        pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, people)) + r")\b")
        begun = time.perf_counter()
        assert all(pattern.search(text) for text in told[:: TEXTS // 1_000])
        plain.append((time.perf_counter() - begun) * TEXTS / 1_000)
    ratio = statistics.median(plain) / statistics.median(own)
    print(f"names in text: median {statistics.median(own):.2f} s ({min(own):.2f} to {max(own):.2f})")
    print(f"one pattern: median {statistics.median(plain):.2f} s, worked out from 1,000; {ratio:.1f} times")


if __name__ == "__main__":
    main()
