"""Events of which nothing was written down that others can learn from."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd


def events_without_write_up(
    events: pd.DataFrame, written: Sequence[pd.DataFrame], kinds: Sequence[str]
) -> pd.DataFrame:
    """The events of some kinds of which nothing was written down, the newest first.

    ``events`` has the columns name, kind and date; each frame of ``written`` (resources, lessons, notes) the
    column event. After each event to learn from, what was learnt is to be written up (Collison and Parcell
    2004, Learning to Fly).

    >>> held = pd.DataFrame({"name": ["A", "B"], "kind": "site visit", "date": pd.to_datetime("2026-06-18")})
    >>> list(events_without_write_up(held, [pd.DataFrame({"event": ["A", None]})], ["site visit"])["name"])
    ['B']
    """
    known = {name for rows in written for name in rows["event"].dropna()}
    silent = events[events["kind"].isin(list(kinds)) & ~events["name"].isin(known)]
    return silent.sort_values(["date", "name"], ascending=[False, True], kind="stable")
