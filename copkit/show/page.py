"""The parts of a page: findings, what is still needed, sheets to print, the opening and the next steps.

Every function in `copkit.show` gives back a `Section`. In a notebook a section shows itself as HTML
and, for tests and terminals, as plain text. All text is escaped when it is put into HTML.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup

from copkit.place.privacy import Audience
from copkit.show.pictures import Figure
from copkit.show.sentences import date
from copkit.show.tables import Table

__all__ = ["Figure", "Finding", "Needs", "Opening", "Section", "Sheet", "Steps", "Table"]


class Shown:
    """Something that a notebook can show, as HTML and as plain text."""

    def html(self) -> Markup:
        raise NotImplementedError

    def plain(self) -> str:
        raise NotImplementedError

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": str(self.html()), "text/plain": self.plain()}

    def __repr__(self) -> str:
        return self.plain()


@dataclass(frozen=True, repr=False)
class Finding(Shown):
    """A sentence that states something with its number, and the evidence for it.

    ``method`` tells how it was worked out, in plain words, and ``source`` whose method it is: both
    stand in a fold.
    """

    sentence: str
    evidence: Sequence[Table | Figure] = ()
    method: str = ""
    source: str = ""

    def html(self) -> Markup:
        how = Markup("")
        if self.method:
            source = Markup("<p>Source: {}</p>").format(self.source) if self.source else Markup("")
            how = Markup(
                '<details class="method"><summary>How this was worked out</summary><p>{}</p>{}</details>'
            ).format(self.method, source)
        evidence = Markup("\n").join(part.html() for part in self.evidence)
        return Markup('<section class="finding"><p class="sentence">{}</p>{}{}</section>').format(
            self.sentence, evidence, how
        )

    def plain(self) -> str:
        how = (
            [f"(How: {self.method}{f' Source: {self.source}' if self.source else ''})"] if self.method else []
        )
        return "\n".join([self.sentence, *(part.plain() for part in self.evidence), *how])


@dataclass(frozen=True, repr=False)
class Needs(Shown):
    """What a section needs before it has something to say, and how to give it."""

    what: str
    how: str

    def html(self) -> Markup:
        return Markup('<p class="needs"><strong>{}</strong> {}</p>').format(self.what, self.how)

    def plain(self) -> str:
        return f"{self.what} {self.how}"


@dataclass(frozen=True, repr=False)
class Section(Shown):
    """What one cell of a workbook displays."""

    parts: Sequence[Shown | Table | Figure] = ()

    def html(self) -> Markup:
        return Markup("\n").join(part.html() for part in self.parts)

    def plain(self) -> str:
        return "\n\n".join(part.plain() for part in self.parts)


@dataclass(frozen=True, repr=False)
class Sheet(Shown):
    """A sheet to print and fill in by hand. ``columns`` are pairs of a label and a hint."""

    title: str
    instructions: str
    columns: Sequence[tuple[str, str]]
    rows: int = 10

    def html(self) -> Markup:
        head = Markup("").join(
            Markup('<th scope="col">{}<small>{}</small></th>').format(label, hint)
            for label, hint in self.columns
        )
        blank = Markup("<tr>{}</tr>").format(Markup("<td></td>") * len(self.columns))
        return Markup(
            '<section class="sheet"><p>{1}</p>'
            '<div class="table" role="region" aria-label="{0}, a sheet to print" tabindex="0">'
            "<table><caption>{0}</caption><thead><tr>{2}</tr></thead><tbody>{3}</tbody></table>"
            "</div></section>"
        ).format(self.title, self.instructions, head, blank * self.rows)

    def plain(self) -> str:
        columns = " | ".join(label for label, _ in self.columns)
        return f"[Sheet to print: {self.title}]\n{self.instructions}\n{columns}"


def card(lines: Sequence[tuple[str, str]]) -> Markup:
    """The card at the top of a page: labels and what stands beside each."""
    rows = Markup("").join(
        Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(label, text) for label, text in lines
    )
    return Markup('<dl class="opening">{}</dl>').format(rows)


@dataclass(frozen=True, repr=False)
class Opening(Shown):
    """The card at the top of a page: which place and community, as of when, for whom."""

    place: str
    outcome: str
    community: str
    as_of: pd.Timestamp
    audience: Audience
    note: str = ""

    @property
    def _lines(self) -> list[tuple[str, str]]:
        reader = (
            "Anyone. Names stand here by agreement only, and small numbers of people are not shown."
            if self.audience.is_public
            else "The people in the room. It names people: do not pass it on."
        )
        day = date(self.as_of) if pd.notna(self.as_of) else "no dates in the place yet"
        lines = [
            ("Place", self.place or "not named yet"),
            ("Outcome", self.outcome),
            ("Community", self.community or "The whole place"),
            ("As of", day),
            ("For", reader),
            ("Note", self.note),
        ]
        return [(label, text) for label, text in lines if text]

    def html(self) -> Markup:
        return card(self._lines)

    def plain(self) -> str:
        return "\n".join(f"{label}: {text}" for label, text in self._lines)


@dataclass(frozen=True, repr=False)
class Steps(Shown):
    """What to do next: what the findings ask for, the actions agreed, and the workbook to open next."""

    proposals: Sequence[str]
    actions: Table | Needs
    next_workbook: str

    def html(self) -> Markup:
        items = Markup("").join(Markup("<li>{}</li>").format(proposal) for proposal in self.proposals)
        asked = Markup('<ul class="proposals">{}</ul>').format(items) if self.proposals else Markup("")
        return Markup('<section class="steps">{}{}<p class="next">Next: {}</p></section>').format(
            asked, self.actions.html(), self.next_workbook
        )

    def plain(self) -> str:
        return "\n".join(
            [
                *(f"- {proposal}" for proposal in self.proposals),
                self.actions.plain(),
                f"Next: {self.next_workbook}",
            ]
        )
