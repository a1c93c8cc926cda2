"""How much there is of each condition, as members and managers of organisations rate it.

Ratings are ordinal, from 1 (strongly disagree that there is enough) to 5 (strongly agree). So the share
that agrees and the median lead, and the mean only puts things in order (Jamieson 2004, Likert scales:
how to (ab)use them, Medical Education 38: 1217-1218). A frame of ratings has the columns organisation,
condition, rater_role, rater, rating and rated; and score, where several items make it (`scale_scores`).
"""

from __future__ import annotations

import pandas as pd

AGREE = 4
"""From this rating on, somebody agrees that there is enough."""

SCALE = [1, 2, 3, 4, 5]

ROUND_GAP = pd.Timedelta(days=28)
"""After this long without a rating, the next one opens a new round."""

_CELL = ["organisation", "condition"]


def latest_ratings(conditions: pd.DataFrame) -> pd.DataFrame:
    """The newest rating of each rater, organisation and condition; and item, if there is that column.

    A rating without a date counts only where the rater has no dated one; of several, the last written.
    Gives rows of ``conditions``, in their order. An empty frame gives an empty one.

    >>> two = pd.DataFrame({"organisation": ["Council"] * 2, "condition": ["time"] * 2,
    ...     "rater": ["r1"] * 2, "rating": [2, 4], "rated": pd.to_datetime(["2026-03-02", "2025-09-22"])})
    >>> latest_ratings(two)["rating"].tolist()
    [2]
    """
    ordered = conditions.sort_values("rated", na_position="first", kind="stable")
    of_each = [*_CELL, "rater", *(["item"] if "item" in conditions else [])]
    return ordered.drop_duplicates(of_each, keep="last").sort_index()


def scores_of(ratings: pd.DataFrame) -> pd.Series:
    """What each row counts as, 1 to 5: its score if it has one, else its rating.

    >>> scores_of(pd.DataFrame({"rating": [3], "score": [3.5]})).tolist()
    [3.5]
    """
    return ratings["score" if "score" in ratings else "rating"].astype("float64")


def with_enough_raters(ratings: pd.DataFrame, fewest: int) -> pd.DataFrame:
    """The ratings of each condition in each organisation where at least ``fewest`` people rated it.

    Whatever is worked out from the rest holds nothing of a smaller group: no total, and no difference
    between two totals, gives it away. ``ratings`` has one rating of each rater at most for each cell,
    as `latest_ratings` gives. Primary suppression by a threshold rule (Hundepool and others 2012,
    Statistical Disclosure Control, chapter 4), before any total is made.

    >>> few = pd.DataFrame({"organisation": ["Council", "Council", "Police"], "condition": ["time"] * 3,
    ...     "rater": ["r1", "r2", "r1"], "rating": [2, 4, 5]})
    >>> with_enough_raters(few, 2)["organisation"].tolist()
    ['Council', 'Council']
    """
    if ratings.empty:
        return ratings
    sizes = ratings.groupby([ratings[name].astype("object") for name in _CELL])["rater"].transform("nunique")
    return ratings[sizes >= fewest]


def ratings_by(ratings: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """The spread of ratings by condition, by organisation, or by both.

    Gives the columns named, raters (different people: a code counts once in each organisation), ratings
    (how many), mean, median, agreeing (how many ratings of 4 or 5), agree (their share, 0 to 1), and 1
    to 5 (the share of each rating); the lowest mean first, equal ones by name. Median, share and spread
    are how ordinal answers are told (Jamieson 2004). Mean and median are of the scores, where there are.

    >>> ratings = pd.DataFrame({"organisation": ["Council"] * 3, "condition": ["time", "time", "space"],
    ...     "rater": ["r1", "r2", "r1"], "rating": [1, 4, 5]})
    >>> ratings_by(ratings, "condition")[["condition", "raters", "median", "agree"]].to_dict("records")[0]
    {'condition': 'time', 'raters': 2, 'median': 2.5, 'agree': 0.5}
    """
    measures = ["raters", "ratings", "mean", "median", "agreeing", "agree", *SCALE]
    if ratings.empty:
        return pd.DataFrame(columns=[*columns, *measures])
    keys = [ratings[name].astype("object").rename(name) for name in columns]
    scores = ratings["rating"].astype("int64")
    rows = pd.DataFrame({score: (scores == score).astype("float64") for score in SCALE}).assign(
        who=ratings["organisation"].astype("str") + "|" + ratings["rater"].astype("str"),
        score=scores_of(ratings) if "score" in ratings else scores,
        agreeing=(scores >= AGREE).astype("int64"),
    )
    grouped = rows.groupby(keys)
    found = pd.DataFrame(
        {
            "raters": grouped["who"].nunique(),
            "ratings": grouped.size(),
            "mean": grouped["score"].mean(),
            "median": grouped["score"].median(),
            "agreeing": grouped["agreeing"].sum(),
            "agree": grouped["agreeing"].mean(),
        }
    ).join(grouped[SCALE].mean())
    return found.reset_index().sort_values(["mean", *columns], ignore_index=True)


def rounds(rated: pd.Series) -> pd.Series:
    """The round in which each rating was given: 1, 2 and so on; NA without a date.

    A round ends when nobody rates for four weeks, so a round of interviews may take a month.

    >>> rounds(pd.Series(pd.to_datetime(["2025-09-22", "2025-10-06", "2026-03-02"]))).tolist()
    [1, 1, 2]
    """
    days = rated.dropna().sort_values(kind="stable")
    numbers = (days.diff() > ROUND_GAP).cumsum() + 1
    return numbers.astype("Int64").reindex(rated.index)


def change_since_round(conditions: pd.DataFrame, fewest: int = 1) -> pd.DataFrame:
    """What the last round and the one before say of each condition, in the organisations that have both.

    An organisation counts for a condition only where at least ``fewest`` people rated it in each of the
    two rounds, so that a change is not one of who was asked. Codes need not be the same in both.

    Gives the columns condition, before, after (means, 1 to 5), agree_before, agree_after (shares, 0 to
    1), raters_before, raters_after, the greatest loss first; empty with fewer than two rounds. A trend
    of repeated cross-sections (Firebaugh 1997, Analyzing Repeated Surveys).
    """
    columns = ["condition", *(f"{name}_{when}" for name in _COMPARED for when in ("before", "after"))]
    numbers = rounds(conditions["rated"])
    last = numbers.max()
    if pd.isna(last) or last < 2:
        return pd.DataFrame(columns=columns).rename(columns=_SHORT)
    halves = [
        with_enough_raters(latest_ratings(conditions[(numbers == turn).fillna(False)]), fewest)
        for turn in (last - 1, last)
    ]
    cells = [set(zip(half["organisation"], half["condition"], strict=True)) for half in halves]
    shared = cells[0] & cells[1]
    parts = []
    for half in halves:
        inside = [cell in shared for cell in zip(half["organisation"], half["condition"], strict=True)]
        parts.append(ratings_by(half[inside], "condition")[["condition", *_COMPARED]])
    both = parts[0].merge(parts[1], on="condition", suffixes=("_before", "_after"))[columns]
    both = both.rename(columns=_SHORT)
    step = (both["after"] - both["before"]).astype("float64")
    return both.assign(step=step).sort_values(["step", "condition"], ignore_index=True).drop(columns="step")


_COMPARED = ["mean", "agree", "raters"]
_SHORT = {"mean_before": "before", "mean_after": "after"}
