"""Answers to the health survey: shares with their intervals, change, and reliability."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import f as f_distribution

from copkit.place.shares import wilson

AGREE = 4
"""From this score on, somebody agrees."""


def items(responses: pd.DataFrame) -> pd.DataFrame:
    """Answers to each item of one wave.

    ``responses`` has the columns community, respondent, item, score (1 to 5). Gives the columns item,
    people, mean, agree (share of 4 and 5), low, high (Wilson's 95% interval), and 1 to 5 (shares),
    the lowest share first.
    """
    if responses.empty:
        return pd.DataFrame(columns=["item", "people", "mean", "agree", "low", "high", 1, 2, 3, 4, 5])
    scores = responses["score"].astype("int64")
    rows = pd.DataFrame(
        {"item": responses["item"].astype("object"), "score": scores, "agreed": scores >= AGREE}
    )
    found = rows.groupby("item").agg(
        people=("score", "size"), mean=("score", "mean"), agree=("agreed", "mean"), agreed=("agreed", "sum")
    )
    bounds = [wilson(int(a), int(n)) for a, n in zip(found["agreed"], found["people"], strict=True)]
    found[["low", "high"]] = np.array(bounds)
    shares = pd.crosstab(rows["item"], rows["score"], normalize="index").reindex(
        columns=[1, 2, 3, 4, 5], fill_value=0.0
    )
    joined = found.drop(columns="agreed").join(shares).reset_index()
    return joined.sort_values(["agree", "mean", "item"], ignore_index=True)


@dataclass(frozen=True)
class Reliability:
    """Cronbach's alpha with its 95% interval, from so many people and items."""

    alpha: float
    low: float
    high: float
    people: int
    items: int


def cronbach_alpha(answers: pd.DataFrame, confidence: float = 0.95) -> Reliability | None:
    """How far the items of a scale hang together (Cronbach 1951), with Feldt's interval (Feldt 1965).

    ``answers`` has one row for each person and one column for each item. People who left an item out
    are left out. None for fewer than two people or items, or if nobody differs.

    >>> answers = pd.DataFrame([[3, 4, 3], [2, 3, 4], [4, 4, 5], [3, 2, 3], [4, 4, 4]])
    >>> round(cronbach_alpha(answers).alpha, 5)
    0.73256
    """
    scores = answers.dropna().to_numpy(dtype=float)
    people, count = scores.shape
    if people < 2 or count < 2:
        return None
    total = scores.sum(axis=1).var(ddof=1)
    if total == 0:
        return None
    alpha = count / (count - 1) * (1 - scores.var(axis=0, ddof=1).sum() / total)
    tail = (1 - confidence) / 2
    degrees = (people - 1, (people - 1) * (count - 1))
    low = 1 - (1 - alpha) * float(f_distribution.isf(tail, *degrees))
    high = 1 - (1 - alpha) * float(f_distribution.isf(1 - tail, *degrees))
    return Reliability(float(alpha), low, high, people, count)


def by_person(responses: pd.DataFrame) -> pd.DataFrame:
    """Answers as a table: a row for each community and respondent, a column for each item."""
    rows = responses.assign(score=responses["score"].astype("float64"))
    return rows.pivot_table(index=["community", "respondent"], columns="item", values="score", observed=True)


def elements(responses: pd.DataFrame, element_of: pd.Series) -> pd.DataFrame:
    """Mean score and share who agree for each element (domain, community, practice, value) of one wave.

    ``element_of`` maps items to elements. Gives the columns element, people (who answered any of its
    items), mean, agree.
    """
    rows = pd.DataFrame(
        {
            "element": responses["item"].map(element_of).astype("object"),
            "who": responses["community"].astype("str") + "|" + responses["respondent"].astype("str"),
            "score": responses["score"].astype("float64"),
        }
    )
    rows["agreed"] = rows["score"] >= AGREE
    return rows.groupby("element", as_index=False).agg(
        people=("who", "nunique"), mean=("score", "mean"), agree=("agreed", "mean")
    )
