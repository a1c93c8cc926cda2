"""The survey of 40 communities of 200 people and 30 statements: each method, and change between two waves.

    python tests/benchmarks/survey.py

Answers are made up. The same again for 12 people in each community, where tests of two groups deal people out
anew.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from copkit.functions.health.survey_agreement import agreement_by_item
from copkit.functions.health.survey_change import change_between_waves
from copkit.functions.health.survey_reliability import reliability
from copkit.functions.health.survey_response import response_rates
from copkit.functions.health.survey_scores import scale_means
from copkit.functions.health.survey_spread import bar_segments, spread_of_answers

COMMUNITIES, ITEMS = 40, 30
ELEMENT = pd.Series(
    np.resize(["domain", "community", "practice", "value"], ITEMS), index=[f"i{n}" for n in range(ITEMS)]
)


def made_up(people: int, seed: int) -> pd.DataFrame:
    chance = np.random.default_rng(seed)
    own = np.repeat(chance.normal(3.5, 0.7, COMMUNITIES * people), ITEMS)
    return pd.DataFrame(
        {
            "community": np.repeat([f"C{n}" for n in range(COMMUNITIES)], people * ITEMS),
            "respondent": np.tile(np.repeat([f"k{n}" for n in range(people)], ITEMS), COMMUNITIES),
            "item": np.tile(list(ELEMENT.index), COMMUNITIES * people),
            "score": np.clip(np.round(own + chance.normal(0, 0.8, len(own))), 1, 5).astype(int),
        }
    )


def measure(people: int) -> None:
    before, after = made_up(people, 1), made_up(people, 2)
    others = after.assign(respondent="other " + after["respondent"])
    members = pd.DataFrame(
        [(f"C{n}", f"m{m}") for n in range(COMMUNITIES) for m in range(people * 3 // 2)],
        columns=["community", "member"],
    )
    runs: dict[str, Callable[[], pd.DataFrame]] = {
        "response rates": lambda: response_rates(after, members),
        "agreement with each statement": lambda: agreement_by_item(after, members),
        "means of elements": lambda: scale_means(after, ELEMENT, members),
        "reliability": lambda: reliability(after, ELEMENT),
        "spread": lambda: bar_segments(spread_of_answers(after)),
    }
    more: dict[str, Callable[[], pd.DataFrame]] = {
        "means of statements": lambda: scale_means(after, None, members),
        "change of elements, same people": lambda: change_between_waves(before, after, ELEMENT),
        "change of elements, two groups": lambda: change_between_waves(before, others, ELEMENT),
    }
    whole = 0.0
    for name, run in (runs | more).items():
        begun = time.perf_counter()
        rows = len(run())
        took = time.perf_counter() - begun
        whole += took if name in runs else 0
        print(f"{people} people: {name}: {rows} rows, {took:.2f} s")
    print(f"{people} people: one wave, the first five: {whole:.2f} s")


def main() -> None:
    for people in (200, 12):
        measure(people)


if __name__ == "__main__":
    main()
