"""What can be asked of participants' phones, what a phone may answer, and the rows that come of it.

Three questions: dots for issues, the survey, and 'I know these people'. Each knows what it offers, and
takes nothing else.
"""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from copkit.place.change import Change
from copkit.place.errors import ChangeRefused, CopkitError
from copkit.place.rules import fold

Rows = Mapping[int, Mapping[str, Any]]
Answer = dict[str, int]
"""What a phone answered: for each thing offered that it chose, a number (dots, a score, or 1)."""
Stated = Mapping[str, object]
"""What a participant says of itself: columns that are alike on all its rows, and change together."""

MOST_DOTS = 100

COMES_FROM = {
    "public": "a public body",
    "voluntary": "a charity or voluntary group",
    "business": "a business",
    "resident": "I live here",
    "political": "politics",
}
"""The sectors of a vote, as a phone offers them after 'I come from'."""


class Refused(CopkitError):
    """What a phone asked for and does not get. Its text is one plain sentence; ``status`` is HTTP's."""

    def __init__(self, text: str, status: int = 400, *, closed: bool = False) -> None:
        super().__init__(text)
        self.status = status
        self.closed = closed


NOT_UNDERSTOOD = "This is not an answer that this page can give. Load the page again."


@dataclass(frozen=True)
class Question(ABC):
    """One question that is put to the phones. ``offered`` are the only things that can be chosen."""

    community: str
    offered: tuple[str, ...]
    today: dt.date

    kind: ClassVar[str]
    table: ClassVar[str]
    each: ClassVar[str]
    """The column that holds what was chosen."""
    value: ClassVar[str] = ""
    """The column that holds the number, if there is one."""
    who: ClassVar[str]
    """The column that says who answers."""
    least: ClassVar[int] = 1
    most: ClassVar[int] = 1

    @property
    @abstractmethod
    def heading(self) -> str:
        """What is asked, in words."""

    @property
    def same(self) -> tuple[str, ...]:
        """What two openings of one question have in common."""
        return (self.kind, fold(self.community), fold(self.heading))

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

    def read(self, answer: object, member: str) -> Answer:
        """An answer that fits what is offered. Raises `Refused`."""
        if not isinstance(answer, dict):
            raise Refused(NOT_UNDERSTOOD)
        for name, number in answer.items():
            whole = isinstance(number, int) and not isinstance(number, bool)
            if name not in self.offered or not whole or not self.least <= number <= self.most:
                raise Refused(NOT_UNDERSTOOD)
        return {name: number for name, number in answer.items() if number}

    def stated(self, sector: object) -> Stated:
        """What a participant says of itself, where that is asked. Raises `Refused`."""
        if sector != "":
            raise Refused(NOT_UNDERSTOOD)
        return {}

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
        fixed = self.fixed(code, member)
        wanted = dict(answer)
        standing = []
        for row in own:
            found = _found(change, self.table, row)
            if found is None or any(found[name] != value for name, value in fixed.items()):
                continue
            number = wanted.pop(str(found[self.each]), 0)
            if not number:
                change.delete(self.table, row)
                continue
            wants = {**self.counted(number), **stated}
            if any(found[name] != value for name, value in wants.items()):
                change.update(self.table, row, wants)
            standing.append(row)
        for name, number in wanted.items():
            values = {**fixed, **self.dated(), self.each: name, **self.counted(number), **stated}
            standing.append(change.add(self.table, values))
        return standing

    def counted(self, number: int) -> dict[str, object]:
        """The number of one thing that was chosen, in its column."""
        return {self.value: number} if self.value else {}

    def dated(self) -> dict[str, object]:
        """What a new row says of its day, where that does not tell rows apart."""
        return {}


@dataclass(frozen=True)
class Vote(Question):
    """Dots for issues in one round of voting."""

    round: str
    dots: int

    kind = "vote"
    comes_from: ClassVar = COMES_FROM
    table = "votes"
    each = "issue"
    value = "dots"
    who = "voter"
    least = 0
    most = MOST_DOTS

    @property
    def heading(self) -> str:
        return f"Vote: {self.round}"

    def fixed(self, code: str, member: str) -> dict[str, object]:
        return {"round": self.round, "voter": code}

    def dated(self) -> dict[str, object]:
        return {"cast": self.today}

    def read(self, answer: object, member: str) -> Answer:
        read = super().read(answer, member)
        if sum(read.values()) > self.dots:
            raise Refused(f"These are more than {self.dots} dots. Take some back and send again.")
        return read

    def stated(self, sector: object) -> Stated:
        """Where the participant comes from: one of `COMES_FROM`, or '' for who would rather not say."""
        if not isinstance(sector, str) or (sector and sector not in COMES_FROM):
            raise Refused(NOT_UNDERSTOOD)
        return {"sector": sector or None}


@dataclass(frozen=True)
class Survey(Question):
    """One wave of the health survey. ``statements`` are what the items say, in their order."""

    wave: str
    statements: tuple[str, ...]
    number: int

    kind = "survey"
    table = "responses"
    each = "item"
    value = "score"
    who = "respondent"
    most = 5

    @property
    def heading(self) -> str:
        return f"Survey: {self.wave}"

    def fixed(self, code: str, member: str) -> dict[str, object]:
        return {"wave": self.wave, "community": self.community, "respondent": code}

    def code(self, number: int) -> str:
        return f"s{self.number}{super().code(number)}"

    def read(self, answer: object, member: str) -> Answer:
        read = super().read(answer, member)
        if not read:
            raise Refused("Answer at least one statement, then send.")
        return read


@dataclass(frozen=True)
class Knows(Question):
    """'I know these people': ties from a member who is in the room to others of the community."""

    kind = "knows"
    table = "ties"
    each = "to_member"
    who = "member"

    @property
    def heading(self) -> str:
        return "I know these people"

    def fixed(self, code: str, member: str) -> dict[str, object]:
        return {"member": member, "kind": "knows", "seen": self.today}

    def used(self, rows: Rows) -> set[str]:
        return set()  # rows bear the member's name, and no code

    def read(self, answer: object, member: str) -> Answer:
        if not member:
            raise Refused("First choose who you are.")
        read = super().read(answer, member)
        if member in read:
            raise Refused(NOT_UNDERSTOOD)
        return read

    def write(
        self,
        change: Change,
        own: Iterable[int],
        code: str,
        member: str,
        answer: Answer,
        stated: Stated,
    ) -> list[int]:
        """As for every question; a tie that somebody else wrote down today stands as it is."""
        own = set(own)
        fixed = self.fixed(code, member)
        elsewhere = {
            row[self.each]
            for number, row in change.rows(self.table).items()
            if number not in own and all(row[name] == value for name, value in fixed.items())
        }
        wanted = {name: number for name, number in answer.items() if name not in elsewhere}
        return super().write(change, sorted(own), code, member, wanted, stated)


def _found(change: Change, table: str, row: int) -> Mapping[str, Any] | None:
    try:
        return change.row(table, row)
    except ChangeRefused:  # taken away since, by the facilitator
        return None


def pairs(question: Question) -> Sequence[tuple[str, str]]:
    """What a page offers: the name by which it is answered, and what it says."""
    says = question.statements if isinstance(question, Survey) else question.offered
    return list(zip(question.offered, says, strict=True))
