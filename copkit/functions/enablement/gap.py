"""The gap between what managers say and what members live, condition by condition.

Managers and members are two groups of people who rate the same thing: how much more often a manager's
score is above a member's than below it is Cliff's delta (see `dominance`).
"""

from __future__ import annotations

import pandas as pd

from copkit.functions.enablement.conditions import AGREE, scores_of
from copkit.functions.small_samples.dominance import cliffs_delta, cliffs_interval
from copkit.functions.small_samples.rank_tests import FEWEST, holm, kruskal_wallis

ALL = "all conditions"
"""In place of a condition: each rater's mean over the conditions that they scored."""

MEASURES = [
    "managers", "members", "managers_agree", "members_agree", "delta", "low", "high", "p", "p_adjusted",
]  # fmt: skip


def gap_between_roles(scores: pd.DataFrame, fewest: int = 5, confidence: float = 0.95) -> pd.DataFrame:
    """How managers' scores differ from members', over all organisations: overall, then by condition.

    ``scores`` has one row for each rater, organisation and condition, with organisation, condition,
    rater_role ('manager' or 'member'), rater, and score or rating. Gives a frame with the columns
    condition, managers, members (how many), managers_agree, members_agree (shares, 0 to 1), delta
    (Cliff's, -1 to 1: above 0 managers score higher), low, high (its interval), p (two-sided test of
    Mann and Whitney, by permutation where the groups are small) and p_adjusted (Holm, over the
    conditions; the row for all conditions is one question of its own and counts apart). The widest gap
    comes first. Only conditions with at least ``fewest`` of both roles are told; one of
    either is none. Overall counts who scored at least half of the conditions.

    >>> rows = pd.DataFrame({"organisation": "Council", "condition": "time",
    ...     "rater_role": ["manager"] * 3 + ["member"] * 3, "rater": list("abcdef"),
    ...     "rating": [4, 5, 5, 1, 2, 4]})
    >>> found = gap_between_roles(rows, fewest=3)
    >>> found[["condition", "managers", "members_agree"]].to_dict("records")[1]
    {'condition': 'time', 'managers': 3, 'members_agree': 0.3333333333333333}
    >>> [round(float(delta), 2) for delta in found["delta"]]
    [0.89, 0.89]
    """
    rows = _rows(scores)
    overall = _gaps(_means(rows).assign(condition=ALL), ["condition"], fewest, confidence)
    each = _gaps(rows, ["condition"], fewest, confidence)
    parts = [part for part in (overall, each) if not part.empty]
    return pd.concat(parts, ignore_index=True) if parts else each


def gap_by_organisation(scores: pd.DataFrame, fewest: int = 5, confidence: float = 0.95) -> pd.DataFrame:
    """The same for each condition in each organisation that has at least ``fewest`` of both roles.

    Gives the column organisation and those of `gap_between_roles`. Holm's correction counts every
    condition in every organisation: that is how often one could be misled. The widest gap comes first.

    >>> rows = pd.DataFrame({"organisation": "Council", "condition": "time",
    ...     "rater_role": ["manager"] * 3 + ["member"] * 3, "rater": list("abcdef"),
    ...     "rating": [4, 5, 5, 1, 2, 4]})
    >>> gap_by_organisation(rows, fewest=3)["organisation"].tolist()
    ['Council']
    """
    return _gaps(_rows(scores), ["organisation", "condition"], fewest, confidence)


def _rows(scores: pd.DataFrame) -> pd.DataFrame:
    names = ["organisation", "condition", "rater_role", "rater"]
    rows = scores[names].astype("object").assign(score=scores_of(scores))
    return rows.dropna()


def _means(rows: pd.DataFrame) -> pd.DataFrame:
    """Each rater's mean over conditions: of those who scored at least half of the conditions there are."""
    half = rows["condition"].nunique() / 2
    found = rows.groupby(["organisation", "rater_role", "rater"])["score"].agg(["mean", "count"])
    return found[found["count"] >= half].rename(columns={"mean": "score"}).reset_index()


def _gaps(rows: pd.DataFrame, by: list[str], fewest: int, confidence: float) -> pd.DataFrame:
    found = []
    for names, about in rows.groupby(by):
        managers, members = (
            about.loc[about["rater_role"] == role, "score"].sort_values() for role in ("manager", "member")
        )
        if min(len(managers), len(members)) < max(fewest, FEWEST):
            continue
        delta = cliffs_delta(managers, members)
        low, high = cliffs_interval(managers, members, confidence) or (float("nan"), float("nan"))
        p = kruskal_wallis([managers.to_numpy(), members.to_numpy()]).p
        shares = [(each >= AGREE).mean() for each in (managers, members)]
        found.append((*names, len(managers), len(members), *shares, delta, low, high, p))
    frame = pd.DataFrame(found, columns=[*by, *MEASURES[:-1]])
    frame["p"] = frame["p"].astype("float64")
    widest = frame["delta"].astype("float64").abs()
    frame = frame.assign(p_adjusted=holm(frame["p"]), widest=widest)
    order = frame.sort_values(["widest", *by], ascending=[False] + [True] * len(by), ignore_index=True)
    return order[[*by, *MEASURES]]
