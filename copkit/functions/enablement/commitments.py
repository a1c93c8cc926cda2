"""What organisations were asked for and promised: how it stands, when it is due, how many hours it gives.

A promise is followed as in the conversation for action: it is asked for, promised, and then kept,
withdrawn or broken (Winograd and Flores 1986, Understanding Computers and Cognition, chapter 5).
A frame of commitments has the columns name, organisation, hours_a_month, due and state.
"""

from __future__ import annotations

import pandas as pd

OPEN = ("asked", "promised")
"""States in which an answer or the thing itself is still to come."""

STANDINGS = ("broken", "late", "unanswered", "asked", "promised", "kept", "withdrawn")
"""How a commitment can stand, what needs attention first."""


def standing_of(commitments: pd.DataFrame, as_of: pd.Timestamp) -> pd.Series:
    """How each commitment stands on a day: as written, but 'late' if it was promised and its day is past,
    and 'unanswered' if it was only asked for: what nobody promised is not late. Without a day (NaT) as
    written.

    >>> rows = pd.DataFrame({"state": ["promised"], "due": pd.to_datetime(["2026-05-01"])})
    >>> standing_of(rows, pd.Timestamp("2026-06-30")).tolist()
    ['late']
    """
    state = commitments["state"].astype("object")
    past = commitments["due"] < as_of
    state = state.mask(past & (state == "promised"), "late")
    return state.mask(past & (state == "asked"), "unanswered")


def due_soon(commitments: pd.DataFrame, as_of: pd.Timestamp, days: int = 92) -> pd.DataFrame:
    """The commitments still open that fall due within so many days of ``as_of``, the first one first."""
    ahead = (commitments["due"] >= as_of) & (commitments["due"] <= as_of + pd.Timedelta(days=days))
    return commitments[ahead & commitments["state"].isin(OPEN)].sort_values(["due", "name"], kind="stable")


def promise_record(commitments: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """How each organisation has kept what it promised.

    Gives the columns organisation; kept, late and broken; not_due (promised, and its day is to come or
    is not written); withdrawn (both sides let it go) and unanswered (asked for and never promised),
    neither of which counts for or against; come_due (kept, late and broken: those whose day has come or
    that are closed) and share_kept (of those, 0 to 1; NA where none is). Those with most come due first,
    then the lowest share, then by name. A late one may still be kept. A share of a few is no verdict:
    show the numbers with it.

    >>> rows = pd.DataFrame({"organisation": ["Council"] * 3, "state": ["kept", "promised", "withdrawn"],
    ...     "due": pd.to_datetime(["2026-05-01", "2026-06-01", "2026-05-01"])})
    >>> promise_record(rows, pd.Timestamp("2026-06-30"))[["kept", "late", "share_kept"]].values.tolist()
    [[1.0, 1.0, 0.5]]
    """
    standing = standing_of(commitments, as_of).replace({"asked": "unanswered", "promised": "not_due"})
    rows = pd.DataFrame({"organisation": commitments["organisation"].astype("object")})
    for column in ("kept", "late", "broken", "not_due", "withdrawn", "unanswered"):
        rows[column] = (standing == column).astype("int64")
    found = rows.groupby("organisation").sum().reset_index()
    found["come_due"] = found["kept"] + found["late"] + found["broken"]
    found["share_kept"] = found["kept"] / found["come_due"].where(found["come_due"] > 0)
    order = ["come_due", "share_kept", "organisation"]
    return found.sort_values(order, ascending=[False, True, True], ignore_index=True)
