"""What people want to see to first: dots and ranked ballots, and how far they agree."""

from __future__ import annotations

import pandas as pd


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
