"""Whether groups differ on a condition, such as organisations or kinds of body, and whether it rises
along groups that have an order, such as the size of the team.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from copkit.functions.enablement.conditions import scores_of
from copkit.functions.small_samples.rank_tests import (
    FEWEST,
    holm,
    kendall_tau_b,
    kruskal_wallis,
    tau_b_interval,
)

TOO_FEW_GROUPS = "fewer than two groups are large enough"


def group_differences(scores: pd.DataFrame, group: str = "organisation", fewest: int = 5) -> pd.DataFrame:
    """Whether the groups in the column ``group`` differ, condition by condition.

    ``scores`` has one row for each rater and condition (as `scale_scores` or `latest_ratings` gives),
    with condition, score or rating, and ``group``; rows without a group or a score do not count. Groups
    of fewer than ``fewest`` raters (or of one) are left out. Gives a frame with the columns condition,
    groups, n, statistic (H of Kruskal and Wallis), p, p_adjusted (Holm, over all conditions tested),
    effect (epsilon squared, 0 to 1), method (in words) and left_out (the names of groups that were too
    small); by condition. What cannot be tested has no p, and says so as its method. Raises ValueError if
    ``scores`` has no such column.

    >>> rows = pd.DataFrame({"condition": ["time"] * 6, "kind": ["A"] * 3 + ["B"] * 3,
    ...     "rating": [1, 2, 2, 4, 5, 5]})
    >>> found = group_differences(rows, "kind", fewest=3)
    >>> found[["condition", "groups", "n", "p_adjusted"]].to_dict("records")
    [{'condition': 'time', 'groups': 2, 'n': 6, 'p_adjusted': 0.1}]
    """
    _check(scores, group)
    rows = []
    for condition, sets, left_out in _by_condition(scores, group, fewest):
        row = {"condition": condition, "groups": len(sets), "n": sum(map(len, sets.values()))}
        if len(sets) < 2:
            row |= {"statistic": np.nan, "p": np.nan, "effect": np.nan, "method": TOO_FEW_GROUPS}
        else:
            found = kruskal_wallis(list(sets.values()))
            row |= {
                "statistic": found.statistic,
                "p": found.p,
                "effect": found.effect,
                "method": found.method,
            }
        rows.append(row | {"left_out": left_out})
    columns = ["condition", "groups", "n", "statistic", "p", "p_adjusted", "effect", "method", "left_out"]
    return _adjusted(rows, columns)


def trend_over_groups(
    scores: pd.DataFrame, group: str, order: Sequence[str], fewest: int = 5, confidence: float = 0.95
) -> pd.DataFrame:
    """Whether scores rise or fall along groups in ``order``, condition by condition.

    ``scores`` as for `group_differences`; ``order`` names the groups from first to last. Gives a frame
    with the columns condition, groups, n, statistic (Kendall's tau-b, from -1 to 1: above 0 it rises),
    low and high (its interval), p, p_adjusted (Holm, over all conditions tested), method and left_out; by
    condition. Raises ValueError for a group that ``order`` does not name.

    >>> rows = pd.DataFrame({"condition": ["time"] * 6, "size": ["small"] * 3 + ["large"] * 3,
    ...     "rating": [1, 2, 2, 4, 2, 5]})
    >>> found = trend_over_groups(rows, "size", ["small", "large"], fewest=3)
    >>> round(float(found["statistic"].iloc[0]), 2)
    0.67
    """
    _check(scores, group)
    if unknown := sorted(set(scores[group].dropna().astype(str)) - set(order)):
        raise ValueError(f"The order does not name the group '{unknown[0]}': say where it stands.")
    rows = []
    for condition, sets, left_out in _by_condition(scores, group, fewest):
        ranked = [(place, sets[name]) for place, name in enumerate(order) if name in sets]
        row = {"condition": condition, "groups": len(ranked), "n": sum(len(part) for _, part in ranked)}
        if len(ranked) < 2:
            row |= {"statistic": np.nan, "low": np.nan, "high": np.nan, "p": np.nan, "method": TOO_FEW_GROUPS}
        else:
            places = np.concatenate([np.full(len(part), place) for place, part in ranked])
            answers = np.concatenate([part for _, part in ranked])
            found = kendall_tau_b(places, answers)
            low, high = tau_b_interval(places, answers, confidence) or (np.nan, np.nan)
            row |= {"statistic": found.statistic, "low": low, "high": high, "p": found.p}
            row |= {"method": found.method}
        rows.append(row | {"left_out": left_out})
    columns = [
        "condition",
        "groups",
        "n",
        "statistic",
        "low",
        "high",
        "p",
        "p_adjusted",
        "method",
        "left_out",
    ]
    return _adjusted(rows, columns)


def _check(scores: pd.DataFrame, group: str) -> None:
    if group not in scores:
        raise ValueError(f"There is no column '{group}' to tell the groups apart: name one that there is.")


def _by_condition(
    scores: pd.DataFrame, group: str, fewest: int
) -> list[tuple[str, dict[str, np.ndarray], tuple[str, ...]]]:
    """Each condition, the sorted scores of each group that is large enough, and those that are not."""
    rows = pd.DataFrame(
        {
            "condition": scores["condition"].astype("object"),
            "group": scores[group].astype("object"),
            "score": scores_of(scores),
        }
    ).dropna()
    found = []
    for condition, about in rows.groupby("condition"):
        sets = {str(name): np.sort(part.to_numpy()) for name, part in about.groupby("group")["score"]}
        large = {name: part for name, part in sets.items() if len(part) >= max(fewest, FEWEST)}
        found.append((str(condition), large, tuple(sorted(set(sets) - set(large)))))
    return found


def _adjusted(rows: list[dict[str, object]], columns: list[str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=[name for name in columns if name != "p_adjusted"])
    frame["p"] = frame["p"].astype("float64")
    return frame.assign(p_adjusted=holm(frame["p"]))[columns]
