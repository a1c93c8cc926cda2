"""Questions in which a phone chooses from what is offered: each thing chosen is one row."""

from __future__ import annotations

from abc import ABC
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from copkit.place.change import Change
from copkit.workshop.questions.question import NOT_UNDERSTOOD, Answer, Question, Refused, Rows, Stated

MOST_DOTS = 100

COMES_FROM = {
    "public": "a public body",
    "voluntary": "a charity or voluntary group",
    "business": "a business",
    "resident": "I live here",
    "political": "politics",
}
"""The sectors, as a phone offers them after 'I come from'."""


def sector_stated(sector: object) -> Stated:
    """Where the participant comes from: one of `COMES_FROM`, or '' for who would rather not say. Raises
    `Refused`."""
    if not isinstance(sector, str) or (sector and sector not in COMES_FROM):
        raise Refused(NOT_UNDERSTOOD)
    return {"sector": sector or None}


@dataclass(frozen=True)
class Choices(Question, ABC):
    """A choice from what is offered, and from nothing else: a number (dots, a score, or 1) for each thing."""

    offered: tuple[str, ...]

    each: ClassVar[str]
    """The column that holds what was chosen."""
    value: ClassVar[str] = ""
    """The column that holds the number, if there is one."""
    least: ClassVar[int] = 1
    most: ClassVar[int] = 1

    @property
    def offers(self) -> Sequence[tuple[str, str]]:
        return [(name, name) for name in self.offered]

    def read(self, answer: object, member: str) -> dict[str, int]:
        if not isinstance(answer, dict):
            raise Refused(NOT_UNDERSTOOD)
        for name, number in answer.items():
            whole = isinstance(number, int) and not isinstance(number, bool)
            if name not in self.offered or not whole or not self.least <= number <= self.most:
                raise Refused(NOT_UNDERSTOOD)
        return {name: number for name, number in answer.items() if number}

    def write(
        self,
        change: Change,
        own: Iterable[int],
        code: str,
        member: str,
        answer: Answer,
        stated: Stated,
    ) -> list[int]:
        fixed = self.fixed(code, member)
        wanted = dict(answer)
        kept = []
        for row, found in self.standing(change, own, fixed):
            number = wanted.pop(str(found[self.each]), 0)
            if not number:
                change.delete(self.table, row)
                continue
            wants = {**self.counted(number), **stated}
            if any(found[name] != value for name, value in wants.items()):
                change.update(self.table, row, wants)
            kept.append(row)
        for name, number in wanted.items():
            values = {**fixed, **self.dated(), self.each: name, **self.counted(number), **stated}
            kept.append(change.add(self.table, values))
        return kept

    def counted(self, number: int) -> dict[str, object]:
        """The number of one thing that was chosen, in its column."""
        return {self.value: number} if self.value else {}

    def dated(self) -> dict[str, object]:
        """What a new row says of its day, where that does not tell rows apart."""
        return {}


@dataclass(frozen=True)
class Vote(Choices):
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

    def read(self, answer: object, member: str) -> dict[str, int]:
        read = super().read(answer, member)
        if sum(read.values()) > self.dots:
            raise Refused(f"These are more than {self.dots} dots. Take some back and send again.")
        return read

    def stated(self, sector: object) -> Stated:
        return sector_stated(sector)


@dataclass(frozen=True)
class Knows(Choices):
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

    def read(self, answer: object, member: str) -> dict[str, int]:
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
        """As for every choice; a tie that somebody else wrote down today stands as it is. Whoever names
        nobody has answered as well, and that is kept with the member."""
        own = set(own)
        fixed = self.fixed(code, member)
        elsewhere = {
            row[self.each]
            for number, row in change.rows(self.table).items()
            if number not in own and all(row[name] == value for name, value in fixed.items())
        }
        wanted = {name: number for name, number in answer.items() if name not in elsewhere}
        rows = super().write(change, sorted(own), code, member, wanted, stated)
        self._named_nobody(change, member, not rows and not elsewhere)
        return rows

    def take_back(self, change: Change, own: Iterable[int], code: str, member: str) -> list[int]:
        rows = super().take_back(change, own, code, member)
        self._named_nobody(change, member, False)
        return rows

    def _named_nobody(self, change: Change, member: str, nobody: bool) -> None:
        """Keeps that the member named nobody today, or no longer."""
        for row, found in change.rows("members").items():
            if found["name"] == member and nobody != (found["named_nobody"] == self.today):
                change.update("members", row, {"named_nobody": self.today if nobody else None})
