"""How many agree with each statement, and how sure that is in a community of few members."""

from __future__ import annotations

import pandas as pd

from copkit.functions.health.survey_answers import FEWEST, answers_of_wave, numbers_asked, population
from copkit.functions.health.survey_bounds import share_bounds
from copkit.functions.small_samples.share_intervals import share_limits

AGREE = 4
"""From this score on, somebody agrees."""

COLUMNS = ["community", "item", "people", "asked", "agreeing", "agree", "low", "high", "worst", "best"]


def agreement_by_item(
    responses: pd.DataFrame,
    asked: pd.DataFrame | None = None,
    fewest: int = FEWEST,
    confidence: float = 0.95,
    whole_place: bool = False,
) -> pd.DataFrame:
    """The share who agree with each statement in each community, or in the whole place, in one wave.

    ``responses`` as for `answers_of_wave`, ``asked`` as `asked_at` gives, or None where it is not known.
    Gives the columns community, item, people (who answered it), asked (NaN where that is not known or less
    than people), agreeing (how many gave 4 or 5), agree (their share, 0 to 1), low and high (its exact
    interval for so many asked, see `share_interval`: what chance does, if those who answered are a random
    sample), worst and best (see `survey_bounds`: what those who did not answer could do; NaN where asked
    is); by community, the smallest share first. Items that fewer than ``fewest`` people answered are left
    out.

    >>> said = pd.DataFrame({"community": "Homes", "respondent": list("kmnpqr"), "item": "trust",
    ...     "score": [5, 4, 4, 4, 2, 3]})
    >>> asked = pd.DataFrame({"community": "Homes", "member": list("abcdefgh")})
    >>> agreement_by_item(said, asked)[["agree", "low", "high", "worst", "best"]].round(2).values.tolist()
    [[0.67, 0.5, 0.75, 0.5, 0.75]]
    """
    rows = answers_of_wave(responses, whole_place)
    rows["agreed"] = rows["score"] >= AGREE
    found = rows.groupby(["community", "item"])["agreed"].agg(people="size", agreeing="sum").reset_index()
    found = found[found["people"] >= fewest].astype({"people": "int64", "agreeing": "int64"})
    in_all = population(found["community"], found["people"], numbers_asked(asked, whole_place))
    low, high = share_limits(
        found["agreeing"].to_numpy(), found["people"].to_numpy(), in_all.to_numpy(), confidence
    )
    worst, best = share_bounds(found["agreeing"], found["people"], in_all)
    agree = (found["agreeing"] / found["people"]).astype("float64")
    found = found.assign(asked=in_all, agree=agree, low=low, high=high, worst=worst, best=best)
    return found.sort_values(["community", "agree", "item"], ignore_index=True)[COLUMNS]


def agreement_by_element(
    responses: pd.DataFrame, element_of: pd.Series, whole_place: bool = False
) -> pd.DataFrame:
    """The mean score and the share of answers that agree for each element, in one wave of one community.

    ``responses`` as for `answers_of_wave`; ``element_of`` has the items as its index and says which element
    each is about. Gives the columns element, people (who answered any of its items), mean (1 to 5) and agree
    (0 to 1), by element.

    >>> said = pd.DataFrame({"community": "Homes", "respondent": ["k", "m", "m"],
    ...     "item": ["trust", "trust", "tools"], "score": [5, 2, 4]})
    >>> about = pd.Series({"trust": "community", "tools": "practice"})
    >>> agreement_by_element(said, about).values.tolist()
    [['community', 2, 3.5, 0.5], ['practice', 1, 4.0, 1.0]]
    """
    rows = answers_of_wave(responses, whole_place)
    rows = rows.assign(element=rows["item"].map(element_of).astype("object"), agreed=rows["score"] >= AGREE)
    return rows.groupby("element", as_index=False).agg(
        people=("who", "nunique"), mean=("score", "mean"), agree=("agreed", "mean")
    )
