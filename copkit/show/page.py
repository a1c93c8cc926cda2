"""The parts of a page: findings, tables, figures, what is still needed, and sheets to print.

Every function in `copkit.show` gives back a `Section`. In a notebook a section shows itself as HTML
and, for tests and terminals, as plain text. All text is escaped when it is put into HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd
from matplotlib.figure import Figure as Canvas

from copkit.place.privacy import PUBLIC, Audience


class Table:
    """A table that a reader may see: captioned, with small counts of people hidden.

    ``frame`` has one column for each column shown, already under its label; its index is not shown.
    ``people`` names the columns that count people. ``follows`` maps a column (a share, say) to the
    column of people that it could give away: it is hidden where that one is. ``formats`` maps a
    column to 'percent' (0.25 is 25%), 'one decimal', 'two decimals', 'month' or 'words'; whole
    numbers, dates and yes-or-no show as one expects without it.

    ``values`` is the frame with what must not be shown blanked: figures draw from it.
    ``text`` is the frame as the reader sees it, every cell a string.
    """

    def __init__(
        self,
        caption: str,
        frame: pd.DataFrame,
        audience: Audience = PUBLIC,
        *,
        people: Sequence[str] = (),
        follows: Mapping[str, str] | None = None,
        formats: Mapping[str, str] | None = None,
    ) -> None: ...


@dataclass(frozen=True)
class Figure:
    """A picture of a table. ``title`` states the finding; it is the text alternative as well.

    ``draw(canvas, width)`` draws on an empty matplotlib figure ``width`` inches wide: it is called
    twice, for a wide page and for a phone. Made by the functions of `copkit.show.figures`.
    """

    title: str
    table: Table
    draw: Callable[[Canvas, float], None]


@dataclass(frozen=True)
class Finding:
    """A sentence that states something with its number, and the evidence for it.

    ``method`` tells how it was worked out, in plain words, and ``source`` whose method it is: both
    stand in a fold.
    """

    sentence: str
    evidence: Sequence[Table | Figure] = ()
    method: str = ""
    source: str = ""


@dataclass(frozen=True)
class Needs:
    """What a section needs before it has something to say, and how to give it."""

    what: str
    how: str


@dataclass(frozen=True)
class Section:
    """What one cell of a workbook displays."""

    parts: Sequence[Finding | Needs | Table] = field(default_factory=tuple)
