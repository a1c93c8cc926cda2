"""A table that a reader may see: captioned, aligned, with small counts of people hidden."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
from markupsafe import Markup

from copkit.place.privacy import PUBLIC, Audience
from copkit.show import sentences
from copkit.show.addresses import linked

HIDDEN = "–"
"""Stands for what is not shown; the same for every reason, so that the sign itself tells nothing."""
ROWS_SHOWN = 15

_FORMATS: dict[str, Callable[[float], str]] = {
    "percent": sentences.percent,
    "whole": lambda value: f"{value:,.0f}",
    "one decimal": lambda value: f"{value:,.1f}",
    "two decimals": lambda value: f"{value:,.2f}",
    "month": lambda value: sentences.month(pd.Timestamp(value)),
    "words": str,
}


class Table:
    """A table for a reader.

    ``frame`` has one column for each column shown, already under its label; its index is not shown.
    ``people`` names the columns that count people; ``crossed`` says that they part the same people,
    and ``parts_of`` that one is a part of another (see `Audience.hidden_cells`). ``follows`` maps a
    column (a share, say) to the column of people that it could give away: it is hidden where that
    one is. ``behind``, in place of ``people``, has counts of people in the same rows, under the names of
    columns that do not count people themselves but rest on such counts. ``rounded`` gives these columns to
    the nearest 5 in public and leaves out what is below 10, each cell by itself (see `Audience.rounded`;
    nothing else is hidden then), and says so in the caption. ``formats`` maps a column to 'percent' (0.25
    is 25%), 'whole', 'one decimal', 'two decimals', 'month' or 'words'; whole numbers, dates and yes-or-no
    show as one expects without it.

    ``values`` is the frame with what must not be shown blanked: figures draw from it.
    ``text`` is the frame as the reader sees it, every cell a string.

    >>> frame = pd.DataFrame({"Role": ["core", "active"], "Members": [3, 12]})
    >>> list(Table("Members by role", frame, people=["Members"]).text["Members"])
    ['–', '–']
    """

    def __init__(
        self,
        caption: str,
        frame: pd.DataFrame,
        audience: Audience = PUBLIC,
        *,
        people: Sequence[str] = (),
        crossed: bool = False,
        parts_of: Mapping[str, str] | None = None,
        follows: Mapping[str, str] | None = None,
        behind: pd.DataFrame | None = None,
        rounded: bool = False,
        formats: Mapping[str, str] | None = None,
    ) -> None:
        self.caption = caption
        self.hides = False
        self.numeric = [name for name in frame if _is_numeric(frame[name])]
        frame = frame.reset_index(drop=True)
        formats = formats or {}
        counted = frame[list(people)] if behind is None else behind.reset_index(drop=True)
        coarse = rounded and audience.is_public and counted.shape[1] > 0
        hidden = pd.DataFrame(False, index=counted.index, columns=counted.columns)
        if coarse:
            self.caption = f"{caption}, to the nearest {audience.threshold}, from {audience.least_rounded}"
            hidden = (counted < audience.least_rounded) | (frame[list(counted)] < audience.least_rounded)
            told = {name: frame[name].map(audience.rounded).fillna(0).astype("int64") for name in counted}
            frame = frame.assign(**told)
        text = pd.DataFrame({name: _cells(frame[name], formats.get(name)) for name in frame}, dtype=object)
        values = frame.copy()
        if counted.shape[1] and len(frame):
            if not coarse:
                hidden = audience.hidden_cells(counted, crossed=crossed, parts_of=parts_of)
            covers = {**{name: name for name in counted}, **(follows or {})}
            for name, source in covers.items():
                if _is_numeric(frame[name]):
                    values[name] = frame[name].astype("Float64").mask(hidden[source]).astype("float64")
                else:
                    values[name] = frame[name].mask(hidden[source])
                text[name] = text[name].mask(hidden[source], HIDDEN)
            self.hides = bool(hidden.to_numpy().any())
        self.values = values
        self.text = text

    def html(self) -> Markup:
        """The table as HTML; long ones fold after the first rows."""
        rows = [self._row(cells) for cells in self.text.itertuples(index=False)]
        head = Markup("").join(
            Markup('<th scope="col"{}>{}</th>').format(self._class(name), name) for name in self.text
        )
        note = self._note()
        shown = self._table(head, rows[:ROWS_SHOWN], self.caption)
        if len(rows) <= ROWS_SHOWN:
            return shown + note
        more = sentences.count(len(rows) - ROWS_SHOWN, "more row")
        verb = "is" if len(rows) == ROWS_SHOWN + 1 else "are"
        rest = self._table(head, rows[ROWS_SHOWN:], f"{self.caption}: {more}")
        return (
            shown
            + Markup(
                '<details class="more"><summary>{0}</summary>{1}</details>'
                '<p class="on-paper">{0} {2} in the file and not on paper.</p>'
            ).format(more, rest, verb)
            + note
        )

    def plain(self) -> str:
        """The table as aligned text."""
        columns = [[str(name), *map(str, self.text[name])] for name in self.text]
        widths = [max(map(len, cells)) for cells in columns]
        lines = [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in zip(*columns, strict=True)
        ]
        return "\n".join([f"[{self.caption}]", *(f"  {line}" for line in lines)])

    def _table(self, head: Markup, rows: Sequence[Markup], caption: str) -> Markup:
        return Markup(
            '<div class="table" role="region" aria-label="{0}" tabindex="0"><table><caption>{0}</caption>'
            "<thead><tr>{1}</tr></thead><tbody>{2}</tbody></table></div>"
        ).format(caption, head, Markup("\n").join(rows))

    def _row(self, cells: tuple[str, ...]) -> Markup:
        first = Markup('<th scope="row">{}</th>').format(cells[0])
        rest = [
            Markup("<td{}>{}</td>").format(self._class(name), linked(cell))
            for name, cell in zip(list(self.text)[1:], cells[1:], strict=True)
        ]
        return Markup("<tr>{}{}</tr>").format(first, Markup("").join(rest))

    def _class(self, name: str) -> Markup:
        return Markup(' class="number"') if name in self.numeric else Markup("")

    def _note(self) -> Markup:
        if not self.hides:
            return Markup("")
        words = f"'{HIDDEN}' stands for a number that is not shown, so that nobody can be picked out."
        return Markup('<p class="note">{}</p>').format(words)


def _is_numeric(column: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def _cells(column: pd.Series, format_: str | None) -> list[str]:
    write = _FORMATS[format_] if format_ else _usual(column)
    return ["" if pd.isna(value) else write(value) for value in column]


def _usual(column: pd.Series) -> Callable[[object], str]:
    if pd.api.types.is_bool_dtype(column):
        return lambda value: "yes" if value else "no"
    if pd.api.types.is_datetime64_any_dtype(column):
        return lambda value: sentences.date(pd.Timestamp(str(value)))
    if _is_numeric(column):
        return lambda value: sentences.number(float(str(value)))
    return str
