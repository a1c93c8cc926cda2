"""A pack that is asked for, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from copkit.packs.library import Workbook


@dataclass(frozen=True)
class Order:
    """One pack to make: which workbook, about what, for whom, to which file, and compared with which day."""

    workbook: Workbook
    place: str
    community: str
    as_of: str
    audience: str
    path: Path
    compared_with: str = ""

    @property
    def parameters(self) -> dict[str, str]:
        compared = {"compared_with": self.compared_with} if self.workbook.compares else {}
        return {
            "place": self.place,
            "community": self.community,
            "as_of": self.as_of,
            "audience": self.audience,
            **compared,
        }


def longest_first(orders: Iterable[Order]) -> list[Order]:
    """The order in which packs are begun: were the longest the last, it would be made alone at the end."""
    return sorted(orders, key=lambda order: -order.workbook.takes)


@dataclass(frozen=True)
class Outcome:
    """What became of an order: its size in bytes, or why it failed. ``kept`` is one from before that would
    come out the same.

    ``why`` is a plain sentence that may be shared; ``detail`` is for whoever mends it.
    """

    order: Order
    seconds: float
    size: int = 0
    why: str = ""
    detail: str = ""
    kept: bool = False

    @property
    def failed(self) -> bool:
        return bool(self.why)
