"""How skills grew from one wave of questions to the next: paired changes of level, with their test.

Levels are ordered steps: the test is Wilcoxon's signed-rank test (Wilcoxon 1945, Individual comparisons by
ranking methods, Biometrics Bulletin 1: 80-83), beside the mean change with Student's t interval (Student
1908, Biometrika 6: 1-25) and plain counts. As levels are few, many people change alike; then scipy's test is
exact up to 13 people only, at half a second for each, and a normal approximation above. Hence the exact
distribution with ties is counted here, up to `MOST_EXACT` people who changed (Streitberg and Röhmel 1986,
Exact distributions for permutation and rank tests, Statistical Software Newsletter 12: 10-17).
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from scipy.stats import rankdata, t, wilcoxon

ALL_SKILLS = "all skills"
MOST_EXACT = 50
COLUMNS = ["skill", "people", "before", "after", "change", "low", "high", "up", "same", "down", "p"]


def skill_growth(
    member_skills: pd.DataFrame, first: pd.Timestamp | str, last: pd.Timestamp | str, confidence: float = 0.95
) -> pd.DataFrame:
    """How the level of each skill changed between two waves, among those who were asked in both.

    ``member_skills`` has the columns member, skill, level (0 to 4), recorded. The level before is the newest
    up to ``first``; that after is the newest since then, up to ``last``. Gives a row for each skill, and last
    one for 'all skills', in which each person counts once, with the mean over their skills: skill, people,
    before and after (mean levels), change (mean; levels), low and high (t interval; missing for one person,
    or if all changed alike), up, same, down (how many), p (signed-rank test, two-sided; people without a
    change are left out of it; missing if nobody changed). With several skills some p are small by chance.
    Raises ValueError if ``last`` is not after ``first``.

    >>> rows = pd.DataFrame({"member": ["Ann", "Ann", "Bo", "Bo"], "skill": "damp", "level": [1, 3, 2, 2],
    ...     "recorded": pd.to_datetime(["2025-01-01", "2026-01-01"] * 2)})
    >>> skill_growth(rows, "2025-06-30", "2026-06-30")[["change", "up", "same"]].to_numpy().tolist()
    [[1.0, 1.0, 1.0], [1.0, 1.0, 1.0]]
    """
    start, end = pd.Timestamp(first), pd.Timestamp(last)
    if end <= start:
        raise ValueError("The second wave ends before the first. Give the earlier day first.")
    known = member_skills[member_skills["level"].notna() & member_skills["recorded"].notna()]
    known = known.sort_values(["recorded", "level"], kind="stable")
    keys = ["member", "skill"]
    before = known[known["recorded"] <= start].drop_duplicates(keys, keep="last")
    after = known[(known["recorded"] > start) & (known["recorded"] <= end)].drop_duplicates(keys, keep="last")
    both = before[[*keys, "level"]].merge(after[[*keys, "level"]], on=keys, suffixes=("_before", "_after"))
    both = both.astype({"level_before": "float64", "level_after": "float64", "skill": "object"})
    both = both.sort_values(keys, ignore_index=True)
    rows = [_change(str(skill), own, confidence) for skill, own in both.groupby("skill", sort=True)]
    if len(both):
        each = both.groupby("member", observed=True)[["level_before", "level_after"]].mean()
        rows.append(_change(ALL_SKILLS, each, confidence))
    return pd.DataFrame(rows, columns=COLUMNS)


def _change(skill: str, rows: pd.DataFrame, confidence: float) -> tuple[object, ...]:
    before, after = rows["level_before"].to_numpy(), rows["level_after"].to_numpy()
    change = (after - before).round(9)
    size, mean = len(change), float(change.mean())
    spread = float(change.std(ddof=1)) if size > 1 else 0.0
    half = float(t.ppf((1 + confidence) / 2, size - 1)) * spread / math.sqrt(size) if spread else math.nan
    p = _signed_rank_p(change[change != 0])
    signs = [int((np.sign(change) == sign).sum()) for sign in (1, 0, -1)]
    return (skill, size, before.mean(), after.mean(), mean, mean - half, mean + half, *signs, p)


def _signed_rank_p(change: np.ndarray) -> float:
    """Two-sided; of changes without 0."""
    size = len(change)
    if not size:
        return math.nan
    if size > MOST_EXACT:
        return float(wilcoxon(change, method="asymptotic").pvalue)
    ranks = np.rint(2 * rankdata(np.abs(change))).astype("int64")  # doubled: halves are ranks of ties
    chances = np.ones(1)
    for rank in ranks:
        without = np.concatenate([chances, np.zeros(rank)])
        without[rank:] += chances
        chances = without / 2
    upward = int(ranks[change > 0].sum())
    return min(1.0, 2 * float(min(chances[: upward + 1].sum(), chances[upward:].sum())))
