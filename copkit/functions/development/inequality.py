"""How unequally people contribute: Gini, the Lorenz curve, and the 90-9-1 split with its real figures.

Sources: Gini 1912, Variabilità e mutabilità; Lorenz 1905, Methods of measuring the concentration of wealth,
Publications of the American Statistical Association 9: 209-219; Deltas 2003, The small-sample bias of the
Gini coefficient, Review of Economics and Statistics 85: 226-234; Nielsen 2006, The 90-9-1 rule for
participation inequality; van Mierlo 2014, The 1% rule in four digital health social networks, Journal of
Medical Internet Research 16: e33, who measured 74.7%, 24.0% and 1.3%. It is a description, not a target.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

SPLIT = {"most active 1%": 0.01, "next 9%": 0.10, "other 90%": 1.0}
"""Each part, and the share of people that it and the parts before it take up."""


def gini(counts: pd.Series, *, corrected: bool = False) -> float | None:
    """The Gini coefficient of contributions: 0 if all give the same, near 1 if one gives all.

    ``counts`` has a number of 0 or more for each person; those who gave nothing count only if they stand in
    it, and make a large difference. Half the mean difference between two people, over the mean. With
    ``corrected`` it is multiplied by n/(n-1), so that one who gives all makes 1 in a group of any size.
    Missing values do not count. None without a contribution, and for fewer than two people if corrected.
    Raises ValueError for a number below 0.

    >>> gini(pd.Series([0, 0, 0, 8])), gini(pd.Series([0, 0, 0, 8]), corrected=True)
    (0.75, 1.0)
    """
    ordered = _ordered(counts)
    size = len(ordered)
    if not ordered.sum() or (corrected and size < 2):
        return None
    plain = _gini(ordered)
    return plain * size / (size - 1) if corrected else plain


def gini_interval(
    counts: pd.Series,
    *,
    corrected: bool = False,
    confidence: float = 0.95,
    repetitions: int = 2000,
    seed: int = 0,
) -> tuple[float, float] | None:
    """The bootstrap interval of the Gini coefficient: its lower and upper end.

    People are drawn anew, with replacement (percentile bootstrap: Efron and Tibshirani 1993, An Introduction
    to the Bootstrap, chapter 13); a draw without any contribution is left out. Where one person gives most of
    it, a small group's interval is too narrow. ``counts`` and ``corrected`` as for `gini`. None for fewer
    than two people or without a contribution. Raises ValueError without repetitions.

    >>> gini_interval(pd.Series([1, 1, 1, 1, 1]))
    (0.0, 0.0)
    """
    ordered = _ordered(counts)
    size = len(ordered)
    if size < 2 or not ordered.sum():
        return None
    if repetitions < 1:
        raise ValueError(f"There are to be {repetitions} repetitions. Ask for at least one.")
    chance = np.random.default_rng(seed)
    drawn = []
    for _ in range(repetitions):
        sample = np.sort(ordered[chance.integers(size, size=size)])
        if sample[-1]:
            drawn.append(_gini(sample))
    scale = size / (size - 1) if corrected else 1.0
    low, high = np.quantile(drawn, [(1 - confidence) / 2, (1 + confidence) / 2]) * scale
    return float(low), float(high)


def lorenz_curve(counts: pd.Series) -> pd.DataFrame:
    """What share of contributions the least active share of people made: the points of the Lorenz curve.

    Gives the columns people and contributions, both cumulative shares from 0 to 1, the least active first.
    No rows without a contribution.

    >>> lorenz_curve(pd.Series([3, 1])).to_numpy().tolist()
    [[0.0, 0.0], [0.5, 0.25], [1.0, 1.0]]
    """
    ordered = _ordered(counts)
    if not ordered.sum():
        return pd.DataFrame({"people": [], "contributions": []}, dtype="float64")
    made = np.concatenate([[0.0], np.cumsum(ordered) / ordered.sum()])
    return pd.DataFrame({"people": np.linspace(0, 1, len(ordered) + 1), "contributions": made})


def participation_split(counts: pd.Series) -> pd.DataFrame:
    """What the most active 1% of people, the next 9% and the other 90% contribute.

    The cut is at whole people: a hundredth and a tenth of all, rounded to the nearest (a half upwards), but
    the first part has at least one person: in a small group the '1%' is more than that, as people_share
    says. Which of several equally active people is above a cut makes no difference to the figures.
    Gives a row for each part: part, people, people_share, contributions, share (of all contributions, 0 to
    1; missing without any). ``counts`` as for `gini`.

    >>> participation_split(pd.Series([90, 5, 1, 1, 1, 1, 1, 0, 0, 0]))["share"].round(2).tolist()
    [0.9, 0.0, 0.1]
    """
    ranked = _ordered(counts)[::-1]
    size = len(ranked)
    cuts = [min(size, max(1, math.floor(size * until + 0.5))) for until in SPLIT.values()]
    people = np.diff([0, *cuts])
    made = np.diff(np.concatenate([[0.0], np.cumsum(ranked)])[[0, *cuts]])
    return pd.DataFrame(
        {
            "part": list(SPLIT),
            "people": people.astype("int64"),
            "people_share": people / size if size else np.nan,
            "contributions": made,
            "share": made / ranked.sum() if ranked.sum() else np.nan,
        }
    )


def _ordered(counts: pd.Series) -> np.ndarray:
    numbers = np.sort(counts.dropna().to_numpy(dtype=float))
    if len(numbers) and (numbers[0] < 0 or not np.isfinite(numbers).all()):
        raise ValueError("A number of contributions is below 0 or without end. Give numbers of 0 or more.")
    return numbers


def _gini(ordered: np.ndarray) -> float:
    size = len(ordered)
    weights = 2 * np.arange(1, size + 1) - size - 1
    return float(ordered @ weights) / (size * float(ordered.sum()))
