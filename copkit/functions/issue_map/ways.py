"""The ways by which each issue acts on an outcome, for better and for worse.

Kosko 1986, Fuzzy cognitive maps: the effect along a way is its weakest link, and the total effect the
strongest of the ways. He lets opposite ways stand beside each other as 'indeterminate'; here the two are
kept apart by sign. The strongest way is found as the widest path (Pollack 1960), over issues and signs.
"""

from __future__ import annotations

import heapq

import numpy as np
import pandas as pd

from copkit.functions.issue_map.cognitive_map import UnknownIssue

_Stop = tuple[str, int]
"""An issue, and whether the way from it worsens (1) or lessens (-1) the outcome."""


def total_effects(weights: pd.DataFrame, outcome: str) -> pd.DataFrame:
    """The strongest way from each issue to an outcome, for worse and for better.

    ``weights`` is square; rows act on columns. Gives a frame by issue with the columns worsens and
    lessens (from 0 to 1), worsens_by and lessens_by (the issues on that way, from this one to the
    outcome; empty if there is none). A way ends where it first meets the outcome; it may pass another
    issue twice, once on each sign. Raises `UnknownIssue`.

    >>> weights = pd.DataFrame([[0, 0.8, 0], [0, 0, -0.5], [0, 0, 0]], index=list("abc"), columns=list("abc"))
    >>> total_effects(weights, "c").loc["a", "lessens_by"]
    ('a', 'b', 'c')
    """
    if outcome not in weights.index:
        raise UnknownIssue(f"The map has no issue called '{outcome}'.")
    strengths, following = _widest(weights, outcome)
    frame = pd.DataFrame(index=pd.Index(weights.index, name="issue"))
    signs = {"worsens": 1, "lessens": -1}
    strengths[outcome, 1] = 0.0
    for word, sign in signs.items():
        frame[word] = [strengths.get((issue, sign), 0.0) for issue in frame.index]
    for word, sign in signs.items():
        frame[f"{word}_by"] = [_way((issue, sign), following) for issue in frame.index]
    return frame


def _widest(weights: pd.DataFrame, outcome: str) -> tuple[dict[_Stop, float], dict[_Stop, _Stop]]:
    """The width of the widest way from each stop, and the stop that follows on it."""
    names = list(weights.index)
    values = weights.reindex(columns=names).to_numpy(dtype=float)
    into = {names[column]: np.flatnonzero(values[:, column]) for column in range(len(names))}
    place = {name: number for number, name in enumerate(names)}
    strengths: dict[_Stop, float] = {}
    following: dict[_Stop, _Stop] = {}
    waiting: list[tuple[float, int, str, int, _Stop | None]] = [(-np.inf, 0, outcome, 1, None)]
    while waiting:
        width, steps, issue, sign, after = heapq.heappop(waiting)
        stop = (issue, sign)
        if stop in strengths:
            continue
        strengths[stop] = -width
        if after is not None:
            following[stop] = after
        for row in into[issue]:
            link = float(values[row, place[issue]])
            before = (names[row], sign if link > 0 else -sign)
            if before not in strengths and before[0] != outcome:
                heapq.heappush(waiting, (max(width, -abs(link)), steps + 1, *before, stop))
    return strengths, following


def _way(stop: _Stop, following: dict[_Stop, _Stop]) -> tuple[str, ...]:
    """The issues on the widest way from a stop to the outcome."""
    if stop not in following:
        return ()
    way = [stop]
    while way[-1] in following:
        way.append(following[way[-1]])
    return tuple(issue for issue, _ in way)
