"""What people want to see to first: dots, by whom, and what good it would do for what effort.

Ranked ballots are in `copkit.functions.issue_map.ballots`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

SHUFFLES = 999
SCALE_MIDDLE = 3.0
"""The middle of the scale from 1 to 5, on which impact and effort are rated."""

EFFORT_QUADRANTS = ("quick win", "major project", "fill-in", "thankless task")
"""High impact and low effort; both high; both low; low impact and high effort."""


def latest_round(votes: pd.DataFrame) -> str | None:
    """The name of the round of voting that was held last; without dates, the one that stands last."""
    if votes.empty:
        return None
    when = votes.groupby("round", sort=False)["cast"].max()
    return str(when.idxmax()) if when.notna().any() else str(votes["round"].iloc[-1])


def dot_votes(votes: pd.DataFrame) -> pd.DataFrame:
    """Dots and voters of each issue in one round of dot voting, the most dots first.

    ``votes`` has the columns voter, issue, dots and holds one round. Gives the columns issue, dots,
    voters, share (of all dots). Dot voting is not proportional: a majority that agrees can take all
    first places (Lackner and Skowron 2023, Multi-Winner Voting with Approval Preferences).
    """
    cast = votes[votes["dots"].fillna(0) > 0]
    counted = cast.groupby("issue").agg(dots=("dots", "sum"), voters=("voter", "nunique")).reset_index()
    counted = counted.astype({"issue": "str", "dots": "int64", "voters": "int64"})
    counted["share"] = counted["dots"] / max(int(counted["dots"].sum()), 1)
    return counted.sort_values(["dots", "issue"], ascending=[False, True], ignore_index=True)


def dots_by_sector(votes: pd.DataFrame) -> pd.DataFrame:
    """Dots and voters of each issue (rows) and sector, in one round.

    ``votes`` has the columns voter, issue, dots, sector; votes without a sector are left out. Gives a
    frame by issue with two levels of columns: dots or voters, and the sector.
    """
    cast = votes[(votes["dots"].fillna(0) > 0) & votes["sector"].notna()]
    cast = cast.assign(sector=cast["sector"].astype("str"))
    grouped = cast.groupby(["issue", "sector"])
    both = {"dots": grouped["dots"].sum(), "voters": grouped["voter"].nunique()}
    return pd.concat({name: counted.unstack(fill_value=0) for name, counted in both.items()}, axis=1)


@dataclass(frozen=True)
class Difference:
    """How far two groups spread their dots apart: 0 where they give every issue the same share, 1 where
    they have no issue in common; and how often chance alone parts two such groups as far."""

    apart: float
    p: float
    voters: tuple[int, int]


def sector_difference(votes: pd.DataFrame, one: str, other: str, *, seed: int = 0) -> Difference | None:
    """Whether two sectors want the same: half the sum of the differences of their shares of dots (total
    variation), and its permutation test: voters keep their dots and are dealt to the two sectors anew
    (Edgington and Onghena 2007, Randomization Tests). None where a sector has under two voters.

    ``votes`` as for `dots_by_sector`, of one round.
    """
    cast = votes[votes["sector"].astype("str").isin([one, other]) & (votes["dots"].fillna(0) > 0)]
    by_voter = cast.pivot_table(index="voter", columns="issue", values="dots", aggfunc="sum", fill_value=0)
    sector = cast.groupby("voter")["sector"].first().astype("str").reindex(by_voter.index)
    first = (sector == one).to_numpy()
    sizes = int(first.sum()), int((~first).sum())
    if min(sizes) < 2:
        return None
    dots = by_voter.to_numpy(dtype=float)
    chance = np.random.default_rng(seed)
    seen = _apart(dots, first)
    dealt = [_apart(dots, chance.permutation(first)) for _ in range(SHUFFLES)]
    as_far = sum(apart >= seen - 1e-12 for apart in dealt)
    return Difference(seen, (as_far + 1) / (SHUFFLES + 1), sizes)


def _apart(dots: np.ndarray, first: np.ndarray) -> float:
    shares = [group.sum(axis=0) / group.sum() for group in (dots[first], dots[~first])]
    return float(np.abs(shares[0] - shares[1]).sum() / 2)


def impact_by_effort(ratings: pd.DataFrame) -> pd.DataFrame:
    """The mean impact and effort of each issue in one round, and its quadrant.

    ``ratings`` has the columns rater, issue, impact, effort (1 to 5). Gives a frame with the columns
    issue, impact, effort, raters, quadrant (see `EFFORT_QUADRANTS`; a mean on the middle of the scale
    counts as low), the most impact for its effort first. The impact and effort matrix: Andersen,
    Fagerhaug and Beltz 2010, Root Cause Analysis and Improvement in the Healthcare Sector.

    >>> said = {"rater": ["p1", "p2"], "issue": ["a", "a"], "impact": [5, 4], "effort": [1, 2]}
    >>> impact_by_effort(pd.DataFrame(said)).loc[0, "quadrant"]
    'quick win'
    """
    grouped = ratings.groupby("issue", sort=True)
    frame = grouped.agg(impact=("impact", "mean"), effort=("effort", "mean"), raters=("rater", "nunique"))
    frame = frame.reset_index().astype({"issue": "str", "impact": "float64", "effort": "float64"})
    good, dear = frame["impact"] > SCALE_MIDDLE, frame["effort"] > SCALE_MIDDLE
    frame["quadrant"] = np.select(
        [good & ~dear, good & dear, ~good & ~dear], EFFORT_QUADRANTS[:3], EFFORT_QUADRANTS[3]
    )
    frame["gain"] = frame["impact"] - frame["effort"]
    ordered = frame.sort_values(["gain", "issue"], ascending=[False, True], ignore_index=True)
    return ordered.drop(columns="gain")
