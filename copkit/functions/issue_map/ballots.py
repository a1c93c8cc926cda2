"""Ranked ballots and approvals: which issues a group wants first, told by the standard methods.

Sources: Borda 1781; Schulze 2011, Social Choice and Welfare 36: 267-303; Kendall and Babington Smith
1939 (W, with the correction for ties); Thiele 1895 for proportional approval voting, as in Lackner
and Skowron 2023, Multi-Winner Voting with Approval Preferences.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
import pandas as pd
from scipy import stats

MOST_COMMITTEES = 200_000
"""Sets of issues that are compared one by one; beyond that they are built up step by step."""


def rank_table(ballots: pd.DataFrame, issues: Sequence[str] = ()) -> pd.DataFrame:
    """Ranks by voter (rows) and issue (columns), 1 first; equal ranks share their mean.

    ``ballots`` has the columns voter, issue, rank. What a voter left out stands last, together.
    """
    names = sorted({*issues, *ballots["issue"]})
    given = ballots.pivot_table(index="voter", columns="issue", values="rank", aggfunc="min")
    given = given.reindex(columns=names)
    last = given.max(axis=1, skipna=True) + 1
    return given.apply(lambda column: column.fillna(last)).rank(axis=1, method="average")


def borda(ranks: pd.DataFrame, weights: Sequence[float] | None = None) -> pd.Series:
    """Points of each issue: on each ballot the number of issues ranked below it, half for equals.

    ``ranks`` is a `rank_table`; ``weights`` counts of equal ballots. The most points first.
    """
    points = ranks.shape[1] - ranks
    total = points.mul(_counts(ranks, weights), axis=0).sum()
    return total.sort_values(ascending=False, kind="stable").rename("points")


def pairwise(ranks: pd.DataFrame, weights: Sequence[float] | None = None) -> pd.DataFrame:
    """How many ballots put the issue of the row before that of the column."""
    values, counts = ranks.to_numpy(dtype=float), _counts(ranks, weights)
    before = values[:, :, None] < values[:, None, :]
    return pd.DataFrame(
        (before * counts[:, None, None]).sum(axis=0), index=ranks.columns, columns=ranks.columns
    )


def condorcet_winner(preferred: pd.DataFrame) -> str | None:
    """The issue that beats every other one by one; None if there is none. Takes `pairwise`."""
    for name in preferred.index:
        others = [other for other in preferred.index if other != name]
        if others and all(preferred.loc[name, other] > preferred.loc[other, name] for other in others):
            return str(name)
    return None


def strongest_paths(preferred: pd.DataFrame) -> pd.DataFrame:
    """The strength of the strongest path of wins between each two issues (Schulze), by winning votes."""
    wins = preferred.to_numpy(dtype=float)
    strength = np.where(wins > wins.T, wins, 0.0)
    for middle in range(len(strength)):
        through = np.minimum(strength[:, middle, None], strength[None, middle, :])
        strength = np.maximum(strength, through)
    np.fill_diagonal(strength, 0.0)
    return pd.DataFrame(strength, index=preferred.index, columns=preferred.columns)


def schulze(preferred: pd.DataFrame) -> list[tuple[str, ...]]:
    """The order by Schulze's method, the first place first. Issues that tie stand together.

    >>> ballots = pd.DataFrame({"voter": ["p", "p", "q", "q"], "issue": ["a", "b", "a", "b"],
    ...                         "rank": [1, 2, 1, 2]})
    >>> schulze(pairwise(rank_table(ballots)))
    [('a',), ('b',)]
    """
    paths = strongest_paths(preferred)
    beaten_by = {
        name: sum(paths.loc[other, name] > paths.loc[name, other] for other in paths.index)
        for name in paths.index
    }
    places: dict[int, list[str]] = {}
    for name, count in beaten_by.items():
        places.setdefault(int(count), []).append(str(name))
    return [tuple(sorted(places[count])) for count in sorted(places)]


@dataclass(frozen=True)
class Agreement:
    """Kendall's W, from 0 (no agreement) to 1 (all say the same), and its test against chance."""

    w: float
    voters: int
    issues: int
    p: float


def kendalls_w(ranks: pd.DataFrame) -> Agreement | None:
    """How far the voters agree, corrected for ties; None for under two voters or issues, or where every
    voter ties everything. The test is the chi-square one with issues less one degrees of freedom."""
    voters, issues = ranks.shape
    if voters < 2 or issues < 2:
        return None
    spread = float(((ranks.sum() - ranks.sum().mean()) ** 2).sum())
    ties = sum(
        float((counts**3 - counts).sum()) for counts in (row.value_counts() for _, row in ranks.iterrows())
    )
    most = voters**2 * (issues**3 - issues) - voters * ties
    if most <= 0:
        return None
    w = min(12 * spread / most, 1.0)
    return Agreement(w, voters, issues, float(stats.chi2.sf(voters * (issues - 1) * w, issues - 1)))


def approval(approved: Mapping[str, Iterable[str]], seats: int) -> list[tuple[str, ...]]:
    """The sets of ``seats`` issues that the most people approve; several if they tie.

    ``approved`` maps a voter to the issues that the voter approves. A majority can take every seat.
    """
    return _best(approved, seats, lambda chosen: float(chosen))


def proportional_approval(approved: Mapping[str, Iterable[str]], seats: int) -> list[tuple[str, ...]]:
    """The sets of ``seats`` issues that please the most people in proportion: a voter's second issue
    counts a half, the third a third (Thiele). Built up step by step beyond `MOST_COMMITTEES` sets."""
    return _best(approved, seats, lambda chosen: sum(1 / place for place in range(1, chosen + 1)))


def _best(approved: Mapping[str, Iterable[str]], seats: int, score: object) -> list[tuple[str, ...]]:
    assert callable(score)
    ballots = [frozenset(names) for names in approved.values()]
    issues = sorted({name for ballot in ballots for name in ballot})
    seats = min(seats, len(issues))
    points = [score(chosen) for chosen in range(seats + 1)]

    def total(chosen: Iterable[str]) -> float:
        named = frozenset(chosen)
        return round(sum(points[len(ballot & named)] for ballot in ballots), 9)

    if comb(len(issues), seats) > MOST_COMMITTEES:
        chosen: list[str] = []
        for _ in range(seats):
            left = [name for name in issues if name not in chosen]
            chosen.append(max(left, key=lambda name: (total([*chosen, name]), [-ord(sign) for sign in name])))
        return [tuple(sorted(chosen))]
    scored = {chosen: total(chosen) for chosen in combinations(issues, seats)}
    most = max(scored.values(), default=0.0)
    return [chosen for chosen, points_of in scored.items() if points_of == most]


def _counts(ranks: pd.DataFrame, weights: Sequence[float] | None) -> np.ndarray:
    return np.ones(len(ranks)) if weights is None else np.asarray(weights, dtype=float)
