"""Phases of a process: after a deliberate change a figure has a mean and limits of its own.

NHSRplotthedots calls it rebasing. There as here, a phase begins at its first point: no moving range and no
run of points leads from one phase into the next, and the newest phase speaks for the figure. There a date
that no point has is passed over; here the phase begins at the next point.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd


def phase_numbers(periods: pd.Index, changed_at: Iterable[Any] = ()) -> np.ndarray:
    """The phase of each period, from 1 on; a date of change that leaves no period before it makes none.

    ``periods`` rise; ``changed_at`` are dates (or numbers, as the periods are) from which something was done
    in another way. Raises ValueError if the periods do not rise and there is a change.

    >>> months = pd.date_range("2026-01-01", periods=4, freq="MS")
    >>> phase_numbers(months, ["2026-02-15"]).tolist()
    [1, 1, 2, 2]
    """
    changes = list(changed_at)
    if not changes:
        return np.ones(len(periods), dtype="int64")
    if not periods.is_monotonic_increasing:
        raise ValueError("The periods do not rise: sort the figures by time before they are cut into phases.")
    starts = pd.DatetimeIndex(changes) if isinstance(periods, pd.DatetimeIndex) else pd.Index(changes)
    begun = np.sort(np.unique(np.asarray(periods.searchsorted(starts, side="left"))))
    return 1 + np.searchsorted(begun[begun > 0], np.arange(len(periods)), side="right").astype("int64")
