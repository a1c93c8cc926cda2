"""Sheets to print that are more than empty lines: statements with boxes to tick, a grid of four quarters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from copkit.show.page import Sheet

_DOTS = "…" * 14
_LINES_OF_A_PAGE = 13
_FIGURE = Markup(
    '<div class="table" role="region" aria-label="{0}, to fill in" tabindex="0">'
    "<table><caption>{0}</caption>{1}</table></div>"
)


def _columns(widths: Sequence[int]) -> Markup:
    each = Markup("").join(Markup('<col style="width: {}%">').format(width) for width in widths)
    return Markup("<colgroup>{}</colgroup>").format(each) if widths else each


@dataclass(frozen=True, repr=False)
class HeadedSheet(Sheet):
    """A sheet with something to write on top, before its lines. ``widths`` are those of its columns, in
    parts of a hundred."""

    top: Sequence[str] = ()
    widths: Sequence[int] = ()

    def html(self) -> Markup:
        head, mark, rest = super().html().partition(Markup("</caption>"))
        return self._with(Markup(""), Markup("{}{}{}{}").format(head, mark, _columns(self.widths), rest))

    def _with(self, before: Markup, sheet: Markup) -> Markup:
        """The sheet with what stands between its instructions and its table."""
        asked = Markup("").join(
            Markup('<p>{}: <span aria-hidden="true">{}</span></p>').format(label, _DOTS) for label in self.top
        )
        head, mark, rest = sheet.partition(Markup("</p>"))
        return Markup("{}{}{}{}{}").format(head, mark, asked, before, rest)

    def plain(self) -> str:
        title, instructions, *rest = super().plain().split("\n")
        return "\n".join([title, instructions, *(f"{label}: ____" for label in self.top), *rest])


@dataclass(frozen=True, repr=False)
class StatementSheet(HeadedSheet):
    """Statements in groups, each with a box for every mark. ``columns`` are the statement and the marks."""

    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def html(self) -> Markup:
        marks = len(self.columns) - 1
        head = Markup("").join(
            Markup('<th scope="col">{}<small>{}</small></th>').format(label, hint)
            for label, hint in self.columns
        )
        body = Markup("").join(
            Markup(
                '<tbody><tr><th scope="rowgroup" colspan="{}"><strong>{}</strong></th></tr>{}</tbody>'
            ).format(
                marks + 1, group, Markup("").join(self._line(statement, marks) for statement in statements)
            )
            for group, statements in self.groups.items()
        )
        table = Markup("{}<thead><tr>{}</tr></thead>{}").format(_columns(self.widths), head, body)
        sheet = Markup('<section class="sheet"><p>{}</p>{}</section>').format(
            self.instructions, _FIGURE.format(self.title, table)
        )
        return self._with(Markup(""), sheet)

    @staticmethod
    def _line(statement: str, marks: int) -> Markup:
        box = Markup('<td style="height: auto; text-align: center"><span aria-hidden="true">☐</span></td>')
        return Markup('<tr><th scope="row" style="font-weight: 400">{}</th>{}</tr>').format(
            statement, box * marks
        )

    def plain(self) -> str:
        said = [f"- {statement}" for statements in self.groups.values() for statement in statements]
        return "\n".join([super().plain(), *said])


@dataclass(frozen=True, repr=False)
class QuartersSheet(HeadedSheet):
    """An empty grid of four quarters, and lines below it. ``quarters`` are named by rows, the upper first."""

    quarters: Sequence[Sequence[str]] = ()
    across: Sequence[str] = ()
    down: Sequence[str] = ()

    def html(self) -> Markup:
        head = Markup("").join(Markup('<th scope="col">{}</th>').format(each) for each in self.across)
        rows = Markup("").join(
            Markup('<tr><th scope="row">{}</th>{}</tr>').format(
                side,
                Markup("").join(
                    Markup('<td style="height: 4cm; vertical-align: top">{}</td>').format(quarter)
                    for quarter in quarters
                ),
            )
            for side, quarters in zip(self.down, self.quarters, strict=True)
        )
        grid = Markup("{}<thead><tr><td></td>{}</tr></thead><tbody>{}</tbody>").format(
            _columns((14, 43, 43)), head, rows
        )
        return self._with(_FIGURE.format(f"{self.title}: the grid", grid), super().html())


@dataclass(frozen=True, repr=False)
class QuestionSheets(HeadedSheet):
    """A sheet for each of ``parts``: its title, what it is for, and its questions with their hints. Each
    question has ``rows`` lines to write on; where a page has no room for them, the last have fewer."""

    parts: Sequence[tuple[str, str, Sequence[tuple[str, str]]]] = ()

    def html(self) -> Markup:
        return Markup("\n").join(self._sheet(title, about, asked) for title, about, asked in self.parts)

    def _sheet(self, title: str, about: str, asked: Sequence[tuple[str, str]]) -> Markup:
        lines, over = divmod(_LINES_OF_A_PAGE, max(len(asked), 1))
        each = Markup(
            '<tbody style="break-inside: avoid"><tr><th scope="rowgroup">{}<small>{}</small></th></tr>{}'
            "</tbody>"
        )
        empty = Markup("<tr><td></td></tr>")
        body = Markup("").join(
            each.format(prompt, hint, empty * min(self.rows, lines + (at < over)))
            for at, (prompt, hint) in enumerate(asked)
        )
        sheet = Markup('<section class="sheet"><p>{} {}</p>{}</section>').format(
            about, self.instructions, _FIGURE.format(title, body)
        )
        return self._with(Markup(""), sheet)

    def plain(self) -> str:
        said = [[title, *(f"- {prompt}" for prompt, _ in asked)] for title, _, asked in self.parts]
        return "\n".join([super().plain(), *(line for lines in said for line in lines)])
