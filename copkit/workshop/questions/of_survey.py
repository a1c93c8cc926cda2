"""The health survey on a phone: a mark for each statement, under a code of one's own or one that is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from copkit.functions.health.survey_codes import HOW_TO_BUILD, LONGEST, why_not
from copkit.place.change import Change
from copkit.place.rules import fold
from copkit.workshop.questions.choices import COMES_FROM, Choices, sector_stated
from copkit.workshop.questions.question import NOT_UNDERSTOOD, Answer, Refused, Stated


@dataclass(frozen=True)
class Survey(Choices):
    """One wave of the health survey. ``statements`` are what the items say, in their order; ``names`` those
    of the members, which are no codes."""

    wave: str
    statements: tuple[str, ...]
    number: int
    names: tuple[str, ...] = ()

    kind = "survey"
    comes_from: ClassVar = COMES_FROM
    how_to_build: ClassVar = HOW_TO_BUILD
    longest: ClassVar = LONGEST
    table = "responses"
    each = "item"
    value = "score"
    who = "respondent"
    most = 5

    @property
    def heading(self) -> str:
        return f"Survey: {self.wave}"

    @property
    def offers(self) -> Sequence[tuple[str, str]]:
        return list(zip(self.offered, self.statements, strict=True))

    def fixed(self, code: str, member: str) -> dict[str, object]:
        return {"wave": self.wave, "community": self.community, "respondent": code}

    def code(self, number: int) -> str:
        return f"s{self.number}{super().code(number)}"

    def own_code(self, typed: object) -> str:
        if not isinstance(typed, str):
            raise Refused(NOT_UNDERSTOOD)
        code = fold(typed)
        if code and (why := why_not(code, self.names)):
            raise Refused(why)
        return code

    def read(self, answer: object, member: str) -> dict[str, int]:
        read = super().read(answer, member)
        if not read:
            raise Refused("Answer at least one statement, then send.")
        return read

    def stated(self, sector: object) -> Stated:
        return sector_stated(sector)

    def write(
        self,
        change: Change,
        own: Iterable[int],
        code: str,
        member: str,
        answer: Answer,
        stated: Stated,
    ) -> list[int]:
        """As for every choice; where the participant comes from stands once, beside the answers."""
        kept = super().write(change, own, code, member, answer, {})
        self._comes_from(change, self.fixed(code, member), stated.get("sector"))
        return kept

    @staticmethod
    def _comes_from(change: Change, fixed: Mapping[str, object], sector: object) -> None:
        standing = [
            (number, row["sector"])
            for number, row in change.rows("respondents").items()
            if all(fold(str(row[name])) == fold(str(value)) for name, value in fixed.items())
        ]
        for number, said in standing:
            if sector is None:
                change.delete("respondents", number)
            elif said != sector:
                change.update("respondents", number, {"sector": sector})
        if sector is not None and not standing:
            change.add("respondents", {**fixed, "sector": sector})
