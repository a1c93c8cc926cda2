"""Closed triads: a names b, b names c, and a names c. Many measures count them.

Each is found from the tie that closes it, by looking through the fewer of those whom a names and those
who name c: so that a person with ten thousand ties does not make for a hundred million ways to look at.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.sparse import csr_array

from copkit.functions.networking.adjacency import rows_of
from copkit.functions.networking.spans import spans

MOST_AT_ONCE = 4_000_000


def closed_triads(tied: csr_array) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """The closed triads, some million at a time: the number of the tie a to c, and the place of b.

    ``tied`` is the matrix of an `Adjacency`; its ties are numbered in the order in which they are kept.

    >>> tied = csr_array(np.array([[0, 1, 1], [0, 0, 1], [0, 0, 0]]))
    >>> [[int(part) for part in found[0]] for found in zip(*closed_triads(tied))]
    [[1], [1]]
    """
    people = tied.shape[0]
    named = csr_array(tied.T)
    named.sort_indices()
    first, last = rows_of(tied), tied.indices.astype(np.int64)
    out, into = np.diff(tied.indptr), np.diff(named.indptr)
    ties = first * people + last
    forwards = out[first] <= into[last]
    for ahead in (True, False):
        numbers = np.flatnonzero(forwards == ahead)
        ends, lengths = (first, out) if ahead else (last, into)
        kept = tied if ahead else named
        work = np.cumsum(lengths[ends[numbers]])
        cuts = np.searchsorted(work, np.arange(MOST_AT_ONCE, work[-1] if len(work) else 0, MOST_AT_ONCE))
        for some in np.split(numbers, np.unique(cuts)):
            at, span = spans(kept.indptr[ends[some]], lengths[ends[some]])
            middle = kept.indices[at].astype(np.int64)
            number = some[span]
            across = middle * people + last[number] if ahead else first[number] * people + middle
            found = np.searchsorted(ties, across)
            closed = np.take(ties, found, mode="clip") == across if len(ties) else np.zeros(0, dtype=bool)
            yield number[closed], middle[closed]


def closings(tied: csr_array, weights: np.ndarray | None = None) -> np.ndarray:
    """For each tie, how many closed triads it closes; or the sum of the weights of those in the middle.

    >>> closings(csr_array(np.array([[0, 1, 1], [1, 0, 1], [1, 1, 0]]))).tolist()
    [1, 1, 1, 1, 1, 1]
    """
    total = np.zeros(tied.nnz, dtype=np.int64 if weights is None else np.float64)
    for number, middle in closed_triads(tied):
        total += np.bincount(number, None if weights is None else weights[middle], minlength=tied.nnz).astype(
            total.dtype, copy=False
        )
    return total
