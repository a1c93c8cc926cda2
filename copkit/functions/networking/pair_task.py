"""Who may be paired with whom, and what that is worth: the people by number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Pair = tuple[int, int]
Group = tuple[int, ...]


@dataclass(frozen=True)
class PairTask:
    """The people by number; who may meet, and what it is worth, in thousandths of a point.

    ``worth`` has the pairs that are valued, the lower number first; every other pair is worth 0.
    ``banned`` are the pairs that never meet. ``limits`` is how many rounds each takes part in at most.
    """

    names: tuple[str, ...]
    worth: dict[Pair, int]
    banned: frozenset[Pair]
    limits: tuple[int, ...]

    def of(self, one: int, other: int) -> int:
        return self.worth.get((min(one, other), max(one, other)), 0)


def pairs_of(groups: Iterable[Group]) -> set[Pair]:
    """Who meets whom in groups of two or three."""
    return {(a, b) for group in groups for a in group for b in group if a < b}
