"""Whether a community keeps up with what it owes: answers to questions, and actions that fall due."""

from __future__ import annotations

import pandas as pd

from copkit.functions.health.by_month import every_month, last_whole_month, month_number, scoped

ANSWER_WITHIN = 30
"""Days within which a question is answered, or counts as not answered in time."""


def questions_answered(
    questions: pd.DataFrame,
    answers: pd.DataFrame,
    as_of: pd.Timestamp,
    whole_place: bool = False,
    within: int = ANSWER_WITHIN,
) -> pd.DataFrame:
    """The share of the questions asked in each month that were answered within so many days; see
    `every_month`.

    ``questions`` has the columns name, community, asked, state; ``answers`` question, answered. Questions
    that were dropped, or have no day, are left out; an answer without a day does not count. A month is told
    when that many days are over for all its questions at the end of ``as_of``.

    >>> asked = pd.DataFrame({"name": ["Who?", "How?"], "community": "Homes", "state": "open",
    ...                       "asked": pd.to_datetime(["2026-01-02", "2026-01-03"])})
    >>> said = pd.DataFrame({"question": ["Who?"], "answered": pd.to_datetime(["2026-02-01"])})
    >>> questions_answered(asked, said, pd.Timestamp("2026-03-31"))["value"].tolist()
    [0.5, nan]
    """
    days = pd.Timedelta(days=within)
    rows = scoped(questions, whole_place, ["asked"])
    rows = rows[rows["state"].astype("object") != "dropped"]
    soonest = pd.to_datetime(answers["answered"]).groupby(answers["question"].astype("object")).min()
    came = pd.to_datetime(soonest.reindex(rows["name"].astype("object")).to_numpy())
    day = pd.to_datetime(rows["asked"])
    return _shares(rows, day, came - day <= days, as_of - days)


def actions_done(actions: pd.DataFrame, as_of: pd.Timestamp, whole_place: bool = False) -> pd.DataFrame:
    """The share of the actions due in each month that are done; see `every_month`.

    ``actions`` has the columns community, due, state, finished. Those that were dropped, or have no day by
    which they are due, are left out. An action counts if it was done by the end of the month in which it was
    due; one that is done and does not say when counts too, so that old months may look better than they were.

    >>> due = pd.DataFrame({"community": "Homes", "state": ["done", "open"],
    ...                     "due": pd.to_datetime(["2026-01-02", "2026-01-03"]), "finished": pd.NaT})
    >>> actions_done(due, pd.Timestamp("2026-01-31"))["value"].tolist()
    [0.5]
    """
    rows = scoped(actions, whole_place, ["due"])
    rows = rows[rows["state"].astype("object") != "dropped"]
    due = pd.to_datetime(rows["due"])
    late = pd.to_datetime(rows["finished"]) > due + pd.offsets.MonthEnd(0)
    return _shares(rows, due, (rows["state"].astype("object") == "done") & ~late, as_of)


def _shares(rows: pd.DataFrame, days: pd.Series, kept: pd.Series, until: pd.Timestamp) -> pd.DataFrame:
    found = pd.DataFrame({"community": rows["community"], "month": month_number(days), "kept": kept})
    counted = found.groupby(["community", "month"], as_index=False).agg(
        numerator=("kept", "sum"), denominator=("kept", "size")
    )
    return every_month(counted, counted.groupby("community")["month"].min(), last_whole_month(until))
