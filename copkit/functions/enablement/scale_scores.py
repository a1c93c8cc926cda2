"""The score of a rater on a condition that several questions ask about, and who agrees with each question.

A scale is the mean of its items (Likert 1932, A technique for the measurement of attitudes, Archives of
Psychology 140); of several items together it may be averaged, where one alone is only ordinal (Carifio
and Perla 2007, Ten common misunderstandings about Likert scales, Journal of Social Sciences 3: 106-116).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from copkit.functions.enablement.conditions import AGREE, ROUND_GAP, latest_ratings, rounds
from copkit.functions.small_samples.share_intervals import share_interval

_RATER = ["organisation", "condition", "rater"]
_MIDDLE = 3


def scale_scores(ratings: pd.DataFrame, items: pd.DataFrame | None = None) -> pd.DataFrame:
    """One row for each rater, organisation and condition, with the score from the items answered.

    ``ratings`` has the columns organisation, condition, item, rater_role, rater, rating (1 to 5) and
    rated. Where ``item`` is empty or missing the condition was asked as a whole. ``items`` says what
    each role is asked, with the columns condition, item and rater_role; without it that is whatever
    anybody of the role answered. Only a rater's last sitting counts: answers within four weeks of the
    newest about that condition; the newest answer to each item; undated ones only if none has a date.

    The score is the mean of the items answered, if at least half of those that the rater could answer
    were (the half rule: Fayers and others 2001, EORTC QLQ-C30 Scoring Manual, 3rd edition); else what
    the rater said of the condition as a whole; else there is none, and no row. Gives the columns
    organisation, condition, rater_role, rater, score (1 to 5), rating (the score as a whole number,
    towards the middle of the scale, so that who scores 4 or more agrees in both), items (how many were
    answered; 0 for the condition as a whole) and rated; by organisation, condition and rater.

    >>> rows = pd.DataFrame({"organisation": "Council", "condition": "time", "rater_role": "member",
    ...     "rater": ["r1", "r1", "r1", "r2"], "item": ["cover", "hours", "peace", "cover"],
    ...     "rating": [5, 4, 2, 5], "rated": pd.Timestamp("2026-03-02")})
    >>> scale_scores(rows)[["rater", "score", "rating", "items"]].to_dict("records")
    [{'rater': 'r1', 'score': 3.6666666666666665, 'rating': 3, 'items': 3}]
    """
    rows = newest_answers(ratings)
    if rows.empty:
        columns = ["organisation", "condition", "rater_role", "rater", "score", "rating", "items", "rated"]
        return pd.DataFrame(columns=columns)
    single, whole = rows[rows["item"] != ""], rows[rows["item"] == ""]
    found = single.groupby(_RATER).agg(
        rater_role=("rater_role", "last"), score=("rating", "mean"), items=("rating", "count"),
        rated=("rated", "max"),
    )  # fmt: skip
    asked = _asked(single if items is None else items)
    could = [asked.get((condition, role), 0) for (_, condition, _), role in found["rater_role"].items()]
    found = found[found["items"] * 2 >= np.array(could, dtype=float)]
    as_whole = whole.set_index(_RATER)[["rater_role", "rating", "rated"]].rename(columns={"rating": "score"})
    as_whole = as_whole[~as_whole.index.isin(found.index)].assign(items=0)
    parts = [part for part in (found, as_whole) if not part.empty]
    scores = pd.concat(parts).reset_index() if parts else found.reset_index()
    scores = scores.assign(rating=towards_the_middle(scores["score"]))
    names = ["organisation", "condition", "rater_role", "rater", "score", "rating", "items", "rated"]
    return scores[names].sort_values(_RATER, ignore_index=True)


def scores_of_rounds(ratings: pd.DataFrame, items: pd.DataFrame | None = None) -> pd.DataFrame:
    """The same for each round (see `conditions.rounds`), one below the other: for `change_since_round`.

    >>> rows = pd.DataFrame({"organisation": "Council", "condition": "time", "rater_role": "member",
    ...     "rater": "r1", "item": ["cover", "hours", "cover"], "rating": [2, 3, 4],
    ...     "rated": pd.to_datetime(["2025-03-02", "2025-03-02", "2026-03-02"])})
    >>> scores_of_rounds(rows)["score"].tolist()
    [2.5, 4.0]
    """
    turns = rounds(ratings["rated"]).astype("float64").fillna(0)
    parts = [scale_scores(part, items) for _, part in ratings.groupby(turns)]
    return pd.concat(parts, ignore_index=True) if parts else scale_scores(ratings, items)


def towards_the_middle(scores: pd.Series) -> pd.Series:
    """Scores as whole numbers, each taken towards 3: a score of 3.9 does not yet agree, nor 2.1 disagree.

    >>> towards_the_middle(pd.Series([1.5, 2.1, 3.9, 4.5])).tolist()
    [2, 3, 3, 4]
    """
    values = scores.to_numpy(dtype=float)
    whole = np.where(values > _MIDDLE, np.floor(values), np.ceil(values))
    return pd.Series(whole.astype("int64"), index=scores.index)


def item_agreement(ratings: pd.DataFrame, fewest: int = 1, confidence: float = 0.95) -> pd.DataFrame:
    """Who agrees with each item: the newest answer of each rater in each organisation.

    ``ratings`` as for `scale_scores`. Items that fewer than ``fewest`` people answered are left out.
    Gives the columns condition, item, raters, agreeing (who gave 4 or 5), agree (their share, 0 to 1),
    low and high (its exact interval, see `share_interval`); the smallest share first, equal ones by name.

    >>> rows = pd.DataFrame({"organisation": "Council", "condition": "time", "rater_role": "member",
    ...     "rater": ["r1", "r2"], "item": "cover", "rating": [5, 3], "rated": pd.NaT})
    >>> item_agreement(rows)[["item", "raters", "agreeing", "agree"]].to_dict("records")
    [{'item': 'cover', 'raters': 2, 'agreeing': 1, 'agree': 0.5}]
    """
    rows = newest_answers(ratings)
    rows = rows[rows["item"] != ""].assign(agreeing=rows["rating"] >= AGREE)
    found = rows.groupby(["condition", "item"])["agreeing"].agg(["size", "sum"]).reset_index()
    found = found.rename(columns={"size": "raters", "sum": "agreeing"})
    found = found[found["raters"] >= fewest]
    ends = [
        share_interval(int(agreeing), int(raters), confidence=confidence)
        for agreeing, raters in zip(found["agreeing"], found["raters"], strict=True)
    ]
    found = found.assign(
        agreeing=found["agreeing"].astype("int64"),
        agree=(found["agreeing"] / found["raters"]).astype("float64"),
        low=[low for low, _ in ends],
        high=[high for _, high in ends],
    )
    return found.sort_values(["agree", "condition", "item"], ignore_index=True)


def newest_answers(ratings: pd.DataFrame) -> pd.DataFrame:
    """The newest answer to each item in each rater's last sitting; an empty item is ''. By date and item."""
    item = ratings["item"] if "item" in ratings else pd.Series("", index=ratings.index)
    rows = ratings.assign(item=item.astype("object").where(item.notna(), "").astype(str).str.strip())
    rows = rows[rows["rating"].notna()]
    if rows.empty:
        return rows
    rows = latest_ratings(rows.assign(rating=rows["rating"].astype("int64")))
    newest = rows.groupby(_RATER)["rated"].transform("max")
    inside = newest.isna() | (rows["rated"] >= newest - ROUND_GAP)
    return rows[inside].sort_values(["rated", *_RATER, "item"], ignore_index=True)


def _asked(items: pd.DataFrame) -> dict[tuple[str, str], int]:
    """How many items each role is asked about each condition."""
    names = ["condition", "rater_role"]
    return items.drop_duplicates([*names, "item"]).groupby(names).size().to_dict()
