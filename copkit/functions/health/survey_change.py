"""Whether a scale or a statement changed between two waves by more than chance.

Where people keep their code they are compared with themselves; else the two waves are two groups. That asks
what chance does to people who answer once more, so it knows no finite population: a change among all members
may still be chance.

Intervals were simulated: 2,000 samples of 5, 12 and 30 people for each of sixteen pairs of populations, from
answers in the middle to answers piled up at one end. Of 95% intervals held the true change: of two groups 95%
at worst and 98% on average, of the same people 94% and 97%.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from copkit.functions.health.survey_answers import FEWEST, HIGHEST, LOWEST
from copkit.functions.health.survey_scores import person_scores
from copkit.functions.small_samples.mean_intervals import mean_limits
from copkit.functions.small_samples.rank_tests import FEWEST as FEWEST_TO_TEST
from copkit.functions.small_samples.rank_tests import holm, kruskal_wallis
from copkit.functions.small_samples.signed_ranks import FEWEST_PAIRS, signed_rank_p

MATCHED = 0.5
"""From this share of the smaller wave on, those who answered both waves stand for it."""

PAIRED = "the same people, signed-rank test"
UNPAIRED = "two groups"

COLUMNS = [
    "community", "scale", "people_before", "people_after", "pairs", "before", "after", "change", "low",
    "high", "p", "p_adjusted", "method",
]  # fmt: skip


def change_between_waves(
    before: pd.DataFrame,
    after: pd.DataFrame,
    scale_of: pd.Series | None = None,
    fewest: int = FEWEST,
    confidence: float = 0.95,
    whole_place: bool = False,
) -> pd.DataFrame:
    """How each scale changed in each community, or in the whole place, from one wave to another.

    ``before`` and ``after`` are responses as for `answers_of_wave`, ``scale_of`` as for `person_scores`;
    only items asked in both waves count, so that a short form compares with a full one. Gives the columns
    community, scale, people_before, people_after, pairs (in both, by their own code), before, after (means,
    1 to 5), change, low, high (its interval), p (two-sided), p_adjusted (Holm, over all rows) and method;
    by community, the greatest change first. Of fewer than ``fewest`` people in either wave nothing is told.

    - The same people, where at least half of the smaller wave, ``fewest`` and six have a pair: means and
      change of the pairs only; the interval of the mean step (`mean_interval`); the signed-rank test.
    - Two groups, else: all who answered; the interval of the difference from those of the two means, added
      in squares (MOVER: Zou and Donner 2008, Construction of confidence limits about effect measures: a
      general approach, Statistics in Medicine 27: 1693-1702); the test of Mann and Whitney, by permutation
      where groups are small. Some may be in both without their code: then it is surer than it says.

    >>> said = pd.DataFrame({"community": "Homes", "respondent": list("kmnpqr"), "item": "trust",
    ...     "score": [1, 2, 3, 2, 3, 4]})
    >>> later = said.assign(score=[2, 4, 4, 3, 4, 5])
    >>> found = change_between_waves(said, later)
    >>> found[["pairs", "before", "after", "method"]].values.tolist()
    [[6, 2.5, 3.6666666666666665, 'the same people, signed-rank test']]
    >>> change_between_waves(said, later.assign(respondent=list("abcdef")))["method"].item()
    'two groups, Mann-Whitney test, by permutation'
    """
    shared = set(before["item"].dropna()) & set(after["item"].dropna())
    first, second = (
        person_scores(wave[wave["item"].isin(shared)], scale_of, whole_place) for wave in (before, after)
    )
    both = first.merge(second, on=[*_CELL, "who"], suffixes=("_before", "_after"))
    cells = _cells(first, second, both)
    cells = cells[cells[["people_before", "people_after"]].min(axis=1) >= max(fewest, FEWEST_TO_TEST)]
    smaller = cells[["people_before", "people_after"]].min(axis=1)
    paired = cells["pairs"] >= (MATCHED * smaller).clip(lower=max(fewest, FEWEST_PAIRS))
    parts = [
        _same_people(cells[paired], both, confidence),
        _two_groups(cells[~paired], first, second, confidence),
    ]
    parts = [part for part in parts if not part.empty]
    if not parts:
        return pd.DataFrame(columns=COLUMNS)
    found = pd.concat(parts, ignore_index=True)
    found = found.assign(p_adjusted=holm(found["p"]), step=found["change"].abs())
    order = found.sort_values(
        ["community", "step", "scale"], ascending=[True, False, True], ignore_index=True
    )
    return order[COLUMNS]


_CELL = ["community", "scale"]


def _cells(first: pd.DataFrame, second: pd.DataFrame, both: pd.DataFrame) -> pd.DataFrame:
    """Each community and scale that both waves have, with how many answered each, and both."""
    names = ("people_before", "people_after", "pairs")
    counts = [
        frame.groupby(_CELL).size().rename(name)
        for frame, name in zip((first, second, both), names, strict=True)
    ]
    cells = pd.concat(counts[:2], axis=1, join="inner").join(counts[2]).fillna(0)
    return cells.astype("int64").reset_index()


def _of_cells(cells: pd.DataFrame, scores: pd.DataFrame) -> pd.DataFrame:
    """The scores of these cells, with the number of each cell, in the order of the cells."""
    numbered = cells[_CELL].assign(cell=range(len(cells)))
    return scores.merge(numbered, on=_CELL).sort_values("cell", kind="stable")


def _same_people(cells: pd.DataFrame, both: pd.DataFrame, confidence: float) -> pd.DataFrame:
    """The change of people in both waves."""
    rows = _of_cells(cells, both)
    rows = rows.assign(step=rows["score_after"] - rows["score_before"])
    means = rows.groupby("cell")[["score_before", "score_after", "step"]].mean().to_numpy().reshape(-1, 3)
    width = HIGHEST - LOWEST
    low, high = mean_limits(rows["step"].to_numpy(), rows["cell"].to_numpy(), None, confidence, -width, width)
    tested = [signed_rank_p(steps.to_numpy()) for _, steps in rows.groupby("cell")["step"]]
    return cells.assign(
        before=means[:, 0], after=means[:, 1], change=means[:, 2], low=low, high=high,
        p=np.array(tested, dtype=float), method=PAIRED,
    )  # fmt: skip


def _two_groups(
    cells: pd.DataFrame, first: pd.DataFrame, second: pd.DataFrame, confidence: float
) -> pd.DataFrame:
    """The change between waves whose people are not known to be the same."""
    waves = [_of_cells(cells, wave) for wave in (first, second)]
    before, after = (wave.groupby("cell")["score"].mean().to_numpy() for wave in waves)
    (low_before, high_before), (low_after, high_after) = (
        mean_limits(wave["score"].to_numpy(), wave["cell"].to_numpy(), None, confidence, LOWEST, HIGHEST)
        for wave in waves
    )
    change = after - before
    groups = zip(*(wave.groupby("cell")["score"] for wave in waves), strict=True)
    tested = [kruskal_wallis(_in_one_order([part for _, part in pair])) for pair in groups]
    return cells.assign(
        before=before,
        after=after,
        change=change,
        low=change - np.hypot(after - low_after, high_before - before),
        high=change + np.hypot(high_after - after, before - low_before),
        p=np.array([each.p for each in tested], dtype=float),
        method=[f"{UNPAIRED}, {each.method}" for each in tested],
    )


def _in_one_order(waves: list[pd.Series]) -> list[np.ndarray]:
    """Two waves in an order that hangs on their scores only, so that drawn p are the same forth and back."""
    return sorted((np.sort(wave.to_numpy()) for wave in waves), key=lambda wave: (len(wave), wave.tolist()))
