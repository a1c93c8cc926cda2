"""The score of a person on an element or a design principle, and the mean of a community with its interval.

A scale is the mean of its items (Likert 1932, A technique for the measurement of attitudes, Archives of
Psychology 140). People are the sample, not answers: a person's answers hang together, so an interval over all
answers would be too narrow.
"""

from __future__ import annotations

import pandas as pd

from copkit.functions.health.survey_answers import (
    FEWEST,
    HIGHEST,
    LOWEST,
    answers_of_wave,
    numbers_asked,
    population,
)
from copkit.functions.health.survey_bounds import mean_bounds
from copkit.functions.small_samples.mean_intervals import mean_limits

COLUMNS = ["community", "scale", "items", "people", "asked", "mean", "low", "high", "worst", "best"]


def person_scores(
    responses: pd.DataFrame, scale_of: pd.Series | None = None, whole_place: bool = False
) -> pd.DataFrame:
    """One row for each person and scale: the mean of the items answered, if at least half were.

    ``responses`` as for `answers_of_wave`. ``scale_of`` has the items as its index and says what each is
    about, such as its element or its principle; an item without one does not count, and without
    ``scale_of`` each item is a scale by itself. The half rule (Fayers and others 2001, EORTC QLQ-C30 Scoring
    Manual, 3rd edition) is by the items that anybody answered in this wave, so that a short form is whole.
    Gives the columns community, who, scale, score (1 to 5) and items (how many the scale has).

    >>> said = pd.DataFrame({"community": "Homes", "respondent": ["k", "k", "m"],
    ...     "item": ["trust", "belonging", "trust"], "score": [5, 2, 4]})
    >>> about = pd.Series("community", index=["trust", "belonging"])
    >>> person_scores(said, about)[["who", "score", "items"]].values.tolist()
    [['Homes: k', 3.5, 2], ['Homes: m', 4.0, 2]]
    """
    rows = answers_of_wave(responses, whole_place)
    rows["scale"] = rows["item"] if scale_of is None else rows["item"].map(scale_of.astype("object"))
    rows = rows.dropna(subset=["scale"])
    rows["scale"] = rows["scale"].astype("object")
    items = rows.drop_duplicates(["scale", "item"]).groupby("scale").size()
    found = (
        rows.groupby(["community", "who", "scale"])["score"].agg(score="mean", answered="size").reset_index()
    )
    found = found.assign(items=found["scale"].map(items).astype("int64"))
    found = found[found["answered"] * 2 >= found["items"]]
    return found[["community", "who", "scale", "score", "items"]].reset_index(drop=True)


def scale_means(
    responses: pd.DataFrame,
    scale_of: pd.Series | None = None,
    asked: pd.DataFrame | None = None,
    fewest: int = FEWEST,
    confidence: float = 0.95,
    whole_place: bool = False,
) -> pd.DataFrame:
    """The mean of each scale in each community, or in the whole place, in one wave.

    Arguments as for `person_scores`; ``asked`` as `asked_at` gives, or None where it is not known. Gives the
    columns community, scale, items, people (who have a score), asked (NaN where that is not known or less
    than people), mean (1 to 5), low and high (its interval for so many asked, see `mean_interval`), worst
    and best (see `survey_bounds`; NaN where asked is); by community, the lowest mean first. Of fewer than
    ``fewest`` people nothing is told.

    >>> said = pd.DataFrame({"community": "Homes", "respondent": list("kmnpqr"), "item": "trust",
    ...     "score": [5, 4, 4, 3, 2, 3]})
    >>> asked = pd.DataFrame({"community": "Homes", "member": list("abcdefgh")})
    >>> found = scale_means(said, pd.Series({"trust": "community"}), asked)
    >>> found[["mean", "low", "high", "worst", "best"]].round(2).values.tolist()
    [[3.5, 2.95, 4.05, 2.88, 3.88]]
    """
    scores = person_scores(responses, scale_of, whole_place)
    sizes = scores.groupby(["community", "scale"])["score"].transform("size")
    scores = scores[sizes >= fewest]
    grouped = scores.groupby(["community", "scale"])
    found = grouped.agg(items=("items", "first"), people=("score", "size"), mean=("score", "mean"))
    found = found.reset_index()
    in_all = population(found["community"], found["people"], numbers_asked(asked, whole_place))
    group = grouped.ngroup().to_numpy()
    low, high = mean_limits(scores["score"].to_numpy(), group, in_all.to_numpy(), confidence, LOWEST, HIGHEST)
    worst, best = mean_bounds(found["mean"].clip(LOWEST, HIGHEST), found["people"], in_all)
    found = found.assign(asked=in_all, low=low, high=high, worst=worst, best=best)
    return found.sort_values(["community", "mean", "scale"], ignore_index=True)[COLUMNS]
