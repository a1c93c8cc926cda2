"""The neighbours of many members at once, as flat arrays."""

from __future__ import annotations

import numpy as np


def spans(starts: np.ndarray, lengths: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The positions start, start + 1, ... of each span one after the other, and to which span each belongs.

    >>> [part.tolist() for part in spans(np.array([4, 9]), np.array([2, 1]))]
    [[4, 5, 9], [0, 0, 1]]
    """
    span = np.repeat(np.arange(len(starts), dtype=np.int64), lengths)
    first = np.cumsum(lengths) - lengths
    return np.arange(len(span)) + (starts - first)[span], span
