"""Members' goals, and when to look at them again."""

from __future__ import annotations

import pandas as pd


def due_goals(goals: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """The goals that are planned or under way and whose day of review is past, the oldest first."""
    going = goals["state"].isna() | goals["state"].isin(["planned", "under way"])
    due = goals[going & (goals["review"] < as_of)]
    return due.sort_values(["review", "member", "goal"], kind="stable")
