"""Questions about one event: which of its sessions to see, and whether it was worth one's time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from copkit.place.change import Change
from copkit.place.rules import Misread, fold, read_value
from copkit.place.schema import TABLES
from copkit.workshop.questions.choices import Choices
from copkit.workshop.questions.question import NOT_UNDERSTOOD, Answer, Question, Refused, Rows, Stated

MOST_SIGNS = 2_000
"""How long each text of a phone may be: about a page, and far less than the place itself takes."""


@dataclass(frozen=True)
class ChooseSessions(Choices):
    """Which sessions of an event a participant wants to see. ``offered`` are their titles, without hosts."""

    event: str

    kind = "sessions"
    table = "session_choices"
    each = "session"
    who = "chooser"

    @property
    def heading(self) -> str:
        return f"Sessions: {self.event}"

    def fixed(self, code: str, member: str) -> dict[str, object]:
        return {"chooser": code}

    def used(self, rows: Rows) -> set[str]:
        """Codes by which somebody chose a session of this event already."""
        return {fold(str(row[self.who])) for row in rows.values() if row[self.each] in self.offered}


@dataclass(frozen=True)
class Feedback(Question):
    """Whether an event was worth one's time: a number, and words for who wants to say more. One row for
    each participant."""

    event: str

    kind = "feedback"
    table = "feedback"
    who = "respondent"

    @property
    def heading(self) -> str:
        return f"Feedback: {self.event}"

    @property
    def longest(self) -> int:
        """How many characters each of the two texts may have."""
        return MOST_SIGNS

    def fixed(self, code: str, member: str) -> dict[str, object]:
        return {"event": self.event, "respondent": code}

    def code(self, number: int) -> str:
        """Not the letter of other questions: nobody is to think that it is one person."""
        return f"k{number:02}"

    def read(self, answer: object, member: str) -> Answer:
        if not isinstance(answer, dict) or answer.keys() - {"worth", "keep", "change", "may_be_shared"}:
            raise Refused(NOT_UNDERSTOOD)
        if "worth" not in answer:
            raise Refused("Choose a number from 1 to 5, then send.")
        worth, shared = answer["worth"], answer.get("may_be_shared", False)
        whole = isinstance(worth, int) and not isinstance(worth, bool)
        if not whole or not 1 <= worth <= 5 or not isinstance(shared, bool):
            raise Refused(NOT_UNDERSTOOD)
        said = {column: _words(column, answer.get(column, "")) for column in ("keep", "change")}
        return {"worth": worth, **said, "may_be_shared": shared}

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
        for row, found in self.standing(change, own, fixed):
            if any(found[column] != value for column, value in answer.items()):
                change.update(self.table, row, answer)
            return [row]
        return [change.add(self.table, {**fixed, **answer})]


def _words(column: str, typed: object) -> str | None:
    """What somebody wrote, by the rules of its column; None if that is nothing. Raises `Refused`."""
    if not isinstance(typed, str):
        raise Refused(NOT_UNDERSTOOD)
    if len(typed) > MOST_SIGNS:
        told = f"{len(typed):,} characters are too long; up to {MOST_SIGNS:,} can be sent"
        raise Refused(f"What you wrote on what to {column}: {told}.")
    try:
        read = read_value(TABLES["feedback"].fields()[column], typed)
    except Misread as misread:
        allowed = f"; {misread.allowed} can be kept" if misread.allowed else ""
        raise Refused(f"What you wrote on what to {column}: {misread.wrong}{allowed}.") from None
    return None if read is None else str(read)
