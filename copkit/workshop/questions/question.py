"""What every question to the phones has in common: who answers it, under which code, and how it refuses."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from copkit.place.change import Change
from copkit.place.errors import ChangeRefused, CopkitError
from copkit.place.rules import fold

Rows = Mapping[int, Mapping[str, Any]]
Answer = Mapping[str, Any]
"""What a phone answered: a number for each thing that it chose, or what it said for each column."""
Stated = Mapping[str, object]
"""What a participant says of itself: columns that are alike on all its rows, and change together."""


class Refused(CopkitError):
    """What a phone asked for and does not get. Its text is one plain sentence; ``status`` is HTTP's."""

    def __init__(self, text: str, status: int = 400, *, closed: bool = False) -> None:
        super().__init__(text)
        self.status = status
        self.closed = closed


NOT_UNDERSTOOD = "This is not an answer that this page can give. Load the page again."


@dataclass(frozen=True)
class Question(ABC):
    """One question that is put to the phones."""

    community: str
    today: dt.date

    kind: ClassVar[str]
    table: ClassVar[str]
    who: ClassVar[str]
    """The column that says who answers."""

    @property
    @abstractmethod
    def heading(self) -> str:
        """What is asked, in words."""

    @property
    def same(self) -> tuple[str, ...]:
        """What two openings of one question have in common."""
        return (self.kind, fold(self.community), fold(self.heading))

    @property
    def offers(self) -> Sequence[tuple[str, str]]:
        """What a page offers to choose from: the name by which it is answered, and what it says."""
        return ()

    @abstractmethod
    def fixed(self, code: str, member: str) -> dict[str, object]:
        """What all rows of one participant have in common."""

    def code(self, number: int) -> str:
        """The code of a participant by number."""
        return f"p{number:02}"

    def used(self, rows: Rows) -> set[str]:
        """Codes that stand in the place for this question already."""
        alike = {name: value for name, value in self.fixed("", "").items() if name != self.who}
        return {
            fold(str(row[self.who])) for row in rows.values() if all(row[a] == b for a, b in alike.items())
        }

    @abstractmethod
    def read(self, answer: object, member: str) -> Answer:
        """An answer that fits what is asked. Raises `Refused`."""

    def stated(self, sector: object) -> Stated:
        """What a participant says of itself, where that is asked. Raises `Refused`."""
        if sector != "":
            raise Refused(NOT_UNDERSTOOD)
        return {}

    def own_code(self, typed: object) -> str:
        """The code that a participant chose, where one can be chosen; '' if none. Raises `Refused`."""
        if typed != "":
            raise Refused(NOT_UNDERSTOOD)
        return ""

    @abstractmethod
    def write(
        self,
        change: Change,
        own: Iterable[int],
        code: str,
        member: str,
        answer: Answer,
        stated: Stated,
    ) -> list[int]:
        """Puts an answer in the place of the participant's ``own`` rows; gives the rows that stand."""

    def take_back(self, change: Change, own: Iterable[int], code: str, member: str) -> list[int]:
        """Takes a participant's answer away, as if it had never been given; no row stands."""
        return self.write(change, own, code, member, {}, {})

    def standing(
        self, change: Change, own: Iterable[int], fixed: Mapping[str, object]
    ) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """Those of the participant's ``own`` rows that the facilitator has neither taken away nor given
        to somebody else."""
        for row in own:
            try:
                found = change.row(self.table, row)
            except ChangeRefused:
                continue
            if all(found[name] == value for name, value in fixed.items()):
                yield row, found
