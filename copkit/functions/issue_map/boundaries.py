"""Who takes which issue, and where causes and effects lie on two sides of a boundary."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd


def takers(issues: Sequence[str], coverage: pd.DataFrame) -> pd.Series:
    """For each issue, the sorted names of the communities that take it, as a tuple (empty if none)."""
    by_issue = coverage.groupby("issue")["community"].agg(lambda names: tuple(sorted(set(names))))
    return pd.Series([by_issue.get(issue, ()) for issue in issues], index=list(issues), dtype=object)


def crossing_links(links: pd.DataFrame, coverage: pd.DataFrame) -> pd.DataFrame:
    """The links whose cause and effect no community takes together, though each is taken by one.

    Gives the rows of ``links`` with two more columns, cause_takers and effect_takers (tuples)."""
    names = sorted({*links["cause"], *links["effect"]})
    taken = takers(names, coverage)
    frame = links.assign(
        cause_takers=[taken[name] for name in links["cause"]],
        effect_takers=[taken[name] for name in links["effect"]],
    )
    apart = [
        bool(cause) and bool(effect) and not set(cause) & set(effect)
        for cause, effect in zip(frame["cause_takers"], frame["effect_takers"], strict=True)
    ]
    return frame[np.array(apart, dtype=bool)]
