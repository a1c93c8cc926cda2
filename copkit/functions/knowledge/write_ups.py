"""Which events left nothing behind that others can learn from."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd


def events_without_resource(
    events: pd.DataFrame, resources: pd.DataFrame, kinds: Sequence[str]
) -> pd.DataFrame:
    """The events of some kinds that left no resource behind, the newest first.

    ``events`` has the columns name, kind and date; ``resources`` the column event. After each event to
    learn from, what was learnt is to be written up (Collison and Parcell 2004, Learning to Fly).
    """
    left = events[events["kind"].isin(list(kinds)) & ~events["name"].isin(resources["event"].dropna())]
    return left.sort_values(["date", "name"], ascending=[False, True], kind="stable")
