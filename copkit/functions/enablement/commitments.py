"""What organisations were asked for and promised: how it stands, when it is due, how many hours it gives.

A promise is followed as in the conversation for action: it is asked for, promised, and then kept,
withdrawn or broken (Winograd and Flores 1986, Understanding Computers and Cognition, chapter 5).
A frame of commitments has the columns name, organisation, hours_a_month, due and state.
"""

from __future__ import annotations

import pandas as pd

OPEN = ("asked", "promised")
"""States in which an answer or the thing itself is still to come."""

GIVES = ("promised", "kept", "late")
"""States that count towards the hours promised."""

STANDINGS = ("broken", "late", "asked", "promised", "kept", "withdrawn")
"""How a commitment can stand, what needs attention first."""


def standing_of(commitments: pd.DataFrame, as_of: pd.Timestamp) -> pd.Series:
    """How each commitment stands on a day: as written, but 'late' if it was asked for or promised and
    its day is past. Without a day (NaT) as written.

    >>> rows = pd.DataFrame({"state": ["promised"], "due": pd.to_datetime(["2026-05-01"])})
    >>> standing_of(rows, pd.Timestamp("2026-06-30")).tolist()
    ['late']
    """
    state = commitments["state"].astype("object")
    past = state.isin(OPEN) & (commitments["due"] < as_of)
    return state.where(~past, "late")


def due_soon(commitments: pd.DataFrame, as_of: pd.Timestamp, days: int = 92) -> pd.DataFrame:
    """The commitments still open that fall due within so many days of ``as_of``, the first one first."""
    ahead = (commitments["due"] >= as_of) & (commitments["due"] <= as_of + pd.Timedelta(days=days))
    return commitments[ahead & commitments["state"].isin(OPEN)].sort_values(["due", "name"], kind="stable")


def by_organisation(commitments: pd.DataFrame, standing: pd.Series) -> pd.DataFrame:
    """How many commitments of each organisation stand how, and the hours a month that they give.

    ``standing`` is what `standing_of` gives. Gives the columns organisation, one for each of
    `STANDINGS`, promised_hours (promised, kept or late) and kept_hours; those with most broken or late
    first, equal ones by name.

    >>> rows = pd.DataFrame({"organisation": ["Council"], "state": ["kept"], "hours_a_month": [24.0]})
    >>> by_organisation(rows, rows["state"])[["organisation", "kept", "kept_hours"]].to_dict("records")
    [{'organisation': 'Council', 'kept': 1, 'kept_hours': 24.0}]
    """
    rows = pd.DataFrame({"organisation": commitments["organisation"].astype("object")})
    for state in STANDINGS:
        rows[state] = (standing == state).astype("int64")
    hours = commitments["hours_a_month"].astype("float64").fillna(0.0)
    rows["promised_hours"] = hours.where(standing.isin(GIVES), 0.0)
    rows["kept_hours"] = hours.where(standing == "kept", 0.0)
    found = rows.groupby("organisation").sum().reset_index()
    behind = found["broken"] + found["late"]
    ordered = found.assign(behind=behind).sort_values(
        ["behind", "organisation"], ascending=[False, True], ignore_index=True
    )
    return ordered.drop(columns="behind")
