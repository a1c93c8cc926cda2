"""Whether conditions changed between two rounds by more than chance: the same raters, before and after.

Raters who keep their code are compared with themselves, by the signed-rank test (see `signed_ranks`), with
Holm's correction over the conditions.
"""

from __future__ import annotations

import pandas as pd

from copkit.functions.enablement.conditions import scores_of
from copkit.functions.small_samples.rank_tests import holm
from copkit.functions.small_samples.signed_ranks import signed_rank_p

COLUMNS = ["condition", "pairs", "before", "after", "p", "p_adjusted"]


def paired_change(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """How the raters who scored a condition in both rounds changed.

    Each frame has one row for each rater, organisation and condition, with organisation, condition, rater and
    score or rating. Gives the columns condition, pairs (raters in both), before and after (their means, 1 to
    5), p (two-sided; NA with fewer than six pairs, 1 where nobody changed) and p_adjusted (Holm); the
    greatest change first, equal ones by name.

    >>> first = pd.DataFrame({"organisation": "Council", "condition": "time", "rater": list("abcdef"),
    ...     "rating": [1, 2, 1, 2, 3, 1]})
    >>> found = paired_change(first, first.assign(rating=first["rating"] + 1))
    >>> found[["pairs", "before", "p"]].round(3).values.tolist()
    [[6.0, 1.667, 0.031]]
    """
    keys = ["organisation", "condition", "rater"]
    sides = [
        frame[keys].astype("object").assign(score=scores_of(frame).to_numpy()) for frame in (before, after)
    ]
    both = sides[0].merge(sides[1], on=keys, suffixes=("_before", "_after")).dropna()
    rows = []
    for condition, about in both.groupby("condition"):
        steps = (about["score_after"] - about["score_before"]).to_numpy(dtype=float)
        p = signed_rank_p(steps)
        rows.append((condition, len(steps), about["score_before"].mean(), about["score_after"].mean(), p))
    found = pd.DataFrame(rows, columns=COLUMNS[:-1])
    found["p"] = found["p"].astype("float64")
    found = found.assign(p_adjusted=holm(found["p"]), step=(found["after"] - found["before"]).abs())
    return found.sort_values(["step", "condition"], ascending=[False, True], ignore_index=True)[COLUMNS]
