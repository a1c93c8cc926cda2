"""Lessons, traced to the change in practice that they led to.

A lesson is learnt only when something is done otherwise: until then it is a lesson identified (NATO, Lessons
Learned Handbook, 4th edition 2022; Collison and Parcell 2004, Learning to Fly). How far each has come follows
'potential', 'applied' and 'realised' value (Wenger, Trayner and de Laat 2011).
"""

from __future__ import annotations

import pandas as pd

from copkit.place.schema.knowledge import LESSON_STATES


def lesson_trail(lessons: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """Each lesson, how far it has come into practice, and after how long.

    ``lessons`` has the columns name, learnt, change, changed and state. Gives name, state, change, days (from
    learnt to changed; NA where practice did not change, or a day is missing) and waits (days since it was
    learnt, for those that changed nothing yet). Those that wait longest first, then the newest change.

    >>> rows = pd.DataFrame({"name": ["Ring first"], "state": ["in use"], "change": ["We ring first"],
    ...     "learnt": pd.to_datetime(["2026-01-27"]), "changed": pd.to_datetime(["2026-03-02"])})
    >>> lesson_trail(rows, pd.Timestamp("2026-06-30"))["days"].tolist()
    [34]
    """
    found = lessons[["name", "state", "change", "learnt", "changed"]].reset_index(drop=True).copy()
    changed = found["changed"].where(~(found["changed"] > as_of))
    found["days"] = (changed - found["learnt"]).dt.days.astype("Int64")
    waits = (as_of - found["learnt"]).dt.days.astype("Int64")
    nothing_yet = (found["state"].astype("object") == "learnt") & changed.isna()
    found["waits"] = waits.where(nothing_yet.to_numpy())
    return found.sort_values(
        ["waits", "changed", "name"], ascending=[False, False, True], na_position="last", ignore_index=True
    )[["name", "state", "change", "learnt", "changed", "days", "waits"]]


def how_far(lessons: pd.DataFrame) -> pd.Series:
    """How many lessons stand where: a whole number for each of `LESSON_STATES`.

    >>> how_far(pd.DataFrame({"state": ["tried", "in use", "in use"]})).to_dict()
    {'learnt': 0, 'tried': 1, 'in use': 2, 'dropped': 0}
    """
    return (
        lessons["state"].astype("object").value_counts().reindex(LESSON_STATES, fill_value=0).astype("int64")
    )
