"""Which pairs of many texts are worth comparing: those that share rare runs of letters.

All pairs of 100,000 titles are five thousand million; a misspelling spoils few of a title's q-grams, so two
titles that are alike share some of their rarest ones. This is the prefix filter of the set similarity join
(Chaudhuri, Ganti and Kaushik 2006, A primitive operator for similarity joins; Xiao and others 2011, Efficient
similarity joins for near-duplicate detection), over q-grams in the order of their rarity, counted by one
product of sparse matrices. Own code: no kept library does it for titles in bounded memory.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from scipy import sparse

GRAM = 4
"""Letters in a run."""

ALIKE = 0.55
"""The share of runs in common (Jaccard) from which two texts are sure to be paired, but for `COMMON`."""

COMMON = 400
"""A run in more texts than this says nothing, unless a text has no rarer ones."""

AT_ONCE = 4_000
"""Texts whose partners are counted at a time: bounds the memory."""


def pairs(texts: Sequence[str], first_new: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of places of texts that share rare runs of letters: the later place of each pair and the earlier,
    the later being ``first_new`` or beyond. Equal texts are always paired, each with the first of them.

    >>> later, earlier = pairs(["damp inspection handbook", "damp inspecton handbook", "ties that bind"])
    >>> later.tolist(), earlier.tolist()
    ([1], [0])
    """
    first: dict[str, int] = {}
    for place, text in enumerate(texts):
        first.setdefault(text, place)
    same = [
        (place, first[text])
        for place, text in enumerate(texts)
        if first[text] != place and place >= first_new
    ]
    distinct = np.array(sorted(first.values()), dtype=np.int64)
    alike = _alike([texts[place] for place in distinct], int(np.searchsorted(distinct, first_new)))
    equal = np.array(same, dtype=np.int64).reshape(-1, 2)
    later = np.concatenate([distinct[alike[0]], equal[:, 0]])
    earlier = np.concatenate([distinct[alike[1]], equal[:, 1]])
    return later, earlier


def _alike(texts: Sequence[str], first_new: int) -> tuple[np.ndarray, np.ndarray]:
    rare = _rarest(texts)
    across = rare.T.tocsr()
    found: list[tuple[np.ndarray, np.ndarray]] = []
    for start in range(first_new, len(texts), AT_ONCE):
        shared = (rare[start : start + AT_ONCE] @ across).tocoo()
        later, earlier = shared.row + start, shared.col
        enough = (earlier < later) & (shared.data >= _needed(rare, later, earlier))
        found.append((later[enough].astype(np.int64), earlier[enough].astype(np.int64)))
    if not found:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    return np.concatenate([one for one, _ in found]), np.concatenate([other for _, other in found])


def _needed(rare: sparse.csr_array, later: np.ndarray, earlier: np.ndarray) -> np.ndarray:
    """How many rare runs a pair must share: two, or one where either has few."""
    sizes = np.diff(rare.indptr)
    few = np.minimum(sizes[later], sizes[earlier])
    return np.where(few < 6, 1, np.where(few < 12, 2, 3))


def _rarest(texts: Sequence[str]) -> sparse.csr_array:
    """A row for each text with a one for each of its rarest runs."""
    known: dict[str, int] = {}
    runs = [sorted({known.setdefault(run, len(known)) for run in _runs(text)}) for text in texts]
    sizes = np.array([len(one) for one in runs], dtype=np.int64)
    flat = np.fromiter((run for one in runs for run in one), dtype=np.int64, count=int(sizes.sum()))
    often = np.bincount(flat, minlength=max(1, len(known)))
    kept: list[np.ndarray] = []
    ends = np.cumsum(sizes)
    for end, size in zip(ends, sizes, strict=True):
        own = flat[end - size : end]
        ranked = own[np.argsort(often[own], kind="stable")]
        prefix = ranked[: size - math.ceil(ALIKE * size) + 1]
        rare = prefix[often[prefix] <= COMMON]
        kept.append(rare if len(rare) >= 3 else prefix[:3])
    starts = np.concatenate([[0], np.cumsum([len(one) for one in kept])])
    places = np.concatenate(kept) if kept else np.empty(0, np.int64)
    ones = np.ones(len(places), dtype=np.int32)
    return sparse.csr_array((ones, places, starts), shape=(len(texts), max(1, len(known))))


def _runs(text: str) -> set[str]:
    letters = text.replace(" ", "")
    return {letters[at : at + GRAM] for at in range(max(1, len(letters) - GRAM + 1))}
