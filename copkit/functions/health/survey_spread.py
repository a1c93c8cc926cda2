"""How strongly people agree and disagree: the table behind diverging stacked bars.

The bar of each statement is laid out so that the middle of 'neither' stands at 0: who disagrees to the left,
who agrees to the right (Robbins and Heiberger 2011, Plotting Likert and other rating scales, Proceedings of
the Joint Statistical Meetings, Survey Research Methods Section: 1058-1066).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from copkit.functions.health.survey_answers import FEWEST, HIGHEST, LOWEST, answers_of_wave

SCALE = list(range(LOWEST, HIGHEST + 1))
_MIDDLE = len(SCALE) // 2


def spread_of_answers(
    responses: pd.DataFrame, fewest: int = FEWEST, whole_place: bool = False
) -> pd.DataFrame:
    """The share of each answer to each statement in each community, or in the whole place, in one wave.

    ``responses`` as for `answers_of_wave`. Gives the columns community, item, people, 1 to 5 (shares, 0 to
    1), left and right (how far the bar reaches to either side of 0, from -1 to 1); by community, the bar
    that reaches least to the right first. Items that fewer than ``fewest`` people answered are left out.

    >>> said = pd.DataFrame({"community": "Homes", "respondent": list("kmnp"), "item": "trust",
    ...     "score": [5, 4, 3, 2]})
    >>> found = spread_of_answers(said, fewest=4)
    >>> found[[1, 2, 3, 4, 5, "left", "right"]].values.tolist()
    [[0.0, 0.25, 0.25, 0.25, 0.25, -0.375, 0.625]]
    """
    rows = answers_of_wave(responses, whole_place)
    keys = rows.groupby(["community", "item"]).ngroup()
    named = rows.drop_duplicates(["community", "item"])[["community", "item"]]
    named = named.sort_values(["community", "item"], ignore_index=True)
    cell = keys.to_numpy() * len(SCALE) + rows["score"].round().astype("int64").to_numpy() - LOWEST
    counts = np.bincount(cell, minlength=len(named) * len(SCALE)).reshape(-1, len(SCALE))
    people = counts.sum(axis=1)
    shares = pd.DataFrame(counts / np.maximum(people, 1)[:, None], columns=SCALE)
    half = shares[SCALE[_MIDDLE]] / 2
    found = pd.concat([named.assign(people=people), shares], axis=1).assign(
        left=-(shares[SCALE[:_MIDDLE]].sum(axis=1) + half),
        right=shares[SCALE[_MIDDLE + 1 :]].sum(axis=1) + half,
    )
    found = found[found["people"] >= fewest]
    return found.sort_values(["community", "right", "item"], ignore_index=True)


def bar_segments(spread: pd.DataFrame) -> pd.DataFrame:
    """Where each part of each bar begins and ends: community, item, answer (1 to 5), share, start, end.

    ``spread`` as `spread_of_answers` gives; the bars keep its order, and their parts go from left to right.

    >>> said = pd.DataFrame({"community": "Homes", "respondent": list("kmnp"), "item": "trust",
    ...     "score": [5, 4, 3, 2]})
    >>> bar_segments(spread_of_answers(said, fewest=4))[["answer", "start", "end"]].values.tolist()[1:3]
    [[2.0, -0.375, -0.125], [3.0, -0.125, 0.125]]
    """
    shares = spread[SCALE].to_numpy(dtype=float)
    ends = spread["left"].to_numpy(dtype=float)[:, None] + shares.cumsum(axis=1)
    bars = spread.index.repeat(len(SCALE))
    return pd.DataFrame(
        {
            "community": spread["community"].loc[bars].to_numpy(),
            "item": spread["item"].loc[bars].to_numpy(),
            "answer": np.tile(SCALE, len(spread)),
            "share": shares.ravel(),
            "start": (ends - shares).ravel(),
            "end": ends.ravel(),
        }
    )
