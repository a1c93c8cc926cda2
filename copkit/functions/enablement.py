"""Function 5: what organisations allow, as members and managers rate it, and what they promised."""

from __future__ import annotations

import numpy as np
import pandas as pd

AGREE = 4
"""From this rating on, somebody agrees that there is enough."""


def latest_ratings(conditions: pd.DataFrame) -> pd.DataFrame:
    """The newest rating of each rater, organisation and condition; without a date, the last one.

    ``conditions`` has the columns organisation, condition, rater_role, rater, rating, rated.
    """
    ordered = conditions.sort_values("rated", na_position="first", kind="stable")
    return ordered.drop_duplicates(["organisation", "condition", "rater"], keep="last").sort_index()


def ratings_by(ratings: pd.DataFrame, column: str) -> pd.DataFrame:
    """The spread of ratings by condition or by organisation.

    Gives the columns ``column``, raters (different people), ratings, mean, agree (the share of
    ratings of 4 or 5), and 1 to 5 (the share of ratings of each kind), the lowest mean first.
    """
    if ratings.empty:
        return pd.DataFrame(columns=[column, "raters", "ratings", "mean", "agree", 1, 2, 3, 4, 5])
    scores = ratings["rating"].astype("int64")
    who = ratings["organisation"].astype("str") + "|" + ratings["rater"].astype("str")
    rows = pd.DataFrame({column: ratings[column].astype("object"), "rating": scores, "who": who})
    found = (
        rows.groupby(column)
        .agg(raters=("who", "nunique"), ratings=("rating", "size"), mean=("rating", "mean"))
        .join(rows.assign(agree=scores >= AGREE).groupby(column)["agree"].mean())
    )
    shares = pd.crosstab(rows[column], rows["rating"], normalize="index")
    shares = shares.reindex(columns=[1, 2, 3, 4, 5], fill_value=0.0)
    joined = found.join(shares).reset_index()
    return joined.sort_values(["mean", column], ignore_index=True)


def cliffs_delta(first: pd.Series, second: pd.Series) -> float | None:
    """Cliff's delta: how much more often a value of ``first`` is above one of ``second`` than below,
    from -1 to 1; None if either is empty.

    Cliff 1993, Dominance statistics, Psychological Bulletin 114: 494-509.

    >>> cliffs_delta(pd.Series([3, 4, 5]), pd.Series([2, 3]))
    0.8333333333333334
    """
    one, other = first.dropna().to_numpy(dtype=float), second.dropna().to_numpy(dtype=float)
    if not len(one) or not len(other):
        return None
    return float(np.sign(one[:, None] - other[None, :]).mean())


def size_in_words(delta: float) -> str:
    """How large a Cliff's delta is: negligible, small, medium or large (Romano and others 2006:
    0.147, 0.33, 0.474).

    >>> size_in_words(-0.4)
    'medium'
    """
    bounds = (0.147, 0.33, 0.474)
    return ("negligible", "small", "medium", "large")[int(np.searchsorted(bounds, abs(delta), side="right"))]


def change_since_round(conditions: pd.DataFrame) -> pd.DataFrame:
    """The mean rating in the last two rounds, by condition. A round is a day on which ratings
    were given; those without a date are left out.

    Gives the columns condition, before, after (means, 1 to 5), raters_before, raters_after; empty
    with fewer than two rounds.
    """
    dated = conditions[conditions["rated"].notna()]
    days = sorted(dated["rated"].unique())[-2:]
    if len(days) < 2:
        return pd.DataFrame(columns=["condition", "before", "after", "raters_before", "raters_after"])
    parts = [ratings_by(dated[dated["rated"] == day], "condition") for day in days]
    kept = [part[["condition", "mean", "raters"]] for part in parts]
    both = kept[0].merge(kept[1], on="condition", suffixes=("_before", "_after"))
    return both.rename(columns={"mean_before": "before", "mean_after": "after"})[
        ["condition", "before", "after", "raters_before", "raters_after"]
    ]


def standing_of(commitments: pd.DataFrame, as_of: pd.Timestamp) -> pd.Series:
    """The state of each commitment on a day: as written, but 'late' if it was asked for or promised
    and its day is past."""
    state = commitments["state"].astype("object")
    past = state.isin(["asked", "promised"]) & (commitments["due"] < as_of)
    return state.where(~past, "late")
