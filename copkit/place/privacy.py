"""Who reads, and what they may see of people: names by agreement, and no count small enough to tell.

A ``public`` reader never sees a count of people from 1 to one below the threshold, nor one that
follows from a total (secondary suppression), nor the name of a member who did not agree. Where the counts
of communities could be taken from those of the place, they are given to the nearest 5, from 10
(`Audience.rounded`).
A ``workshop`` reader is in the room with the data's owners and sees all of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from copkit.place.suppression import suppressed

THRESHOLD = 5
"""Counts below this are hidden: the common '<5' policy (see NHS England, Anonymisation standard ISB1523)."""

AUDIENCES = ("workshop", "public")


@dataclass(frozen=True)
class Audience:
    """For whom a page is made.

    >>> public = Audience("public")
    >>> public.people(3), public.people(12), Audience("workshop").people(3)
    ('fewer than 5', '12', '3')
    """

    name: str = "public"
    threshold: int = THRESHOLD

    def __post_init__(self) -> None:
        if self.name not in AUDIENCES:
            raise ValueError(f"an audience is 'workshop' or 'public', not {self.name!r}")

    @property
    def is_public(self) -> bool:
        return self.name == "public"

    def hides(self, count: float) -> bool:
        """Whether a count of people, taken alone, is too small to show. Nobody (0) may be shown."""
        return self.is_public and 0 < count < self.threshold

    def people(self, count: float) -> str:
        """A count of people in words fit for this reader: '12', or 'fewer than 5'."""
        return f"fewer than {self.threshold}" if self.hides(count) else f"{int(count):,}"

    @property
    def least_rounded(self) -> int:
        """The least count that `rounded` tells: twice the threshold for the public, in the room any."""
        return 2 * self.threshold if self.is_public else 0

    def rounded(self, count: float) -> int | None:
        """A count as it is told where differences could be taken: for the public to the nearest 5, and None
        (not told) below 10, be it few or nobody; in the room as it is.

        Rounding to base 5 is that of NHS England (`codonPython <https://github.com/NHSDigital/codonPython>`_,
        its suppression: 8 becomes 10, 16 becomes 15, 57 becomes 55). It tells 2 as 5 and 0 as 0; here both
        are left out, as a whole of 5 and a part of 5 leave 1 and 1 for two parts that are not nobody. Each
        count is told or left out by itself alone. So of a whole and its parts every number left out can as
        well be nobody, or 5 or more: a sum that left it from 1 to 4 alone would have to be known to closer
        than 5. This holds for one line of parts; do not show, in public, two lines that cross (roles by
        community with the totals of both): there it can fail.

        >>> public = Audience("public")
        >>> [public.rounded(count) for count in (0, 2, 9, 10, 16, 57, 10023)]
        [None, None, None, 10, 15, 55, 10025]
        """
        if not self.is_public:
            return int(count)
        if count < self.least_rounded:
            return None
        return self.threshold * int((count + self.threshold / 2) // self.threshold)

    def share(self, part: float) -> float:
        """A share from 0 to 1 as it is told: for the public to the nearest 5%; in the room as it is.

        >>> Audience("public").share(0.43), Audience("workshop").share(0.43)
        (0.45, 0.43)
        """
        return round(part * 20) / 20 if self.is_public else part

    def about(self, count: float) -> str:
        """A count of people as `rounded`, for a sentence: 'fewer than 10', 'about 15'; in the room '12'.

        >>> Audience("public").about(0), Audience("public").about(13), Audience("workshop").about(13)
        ('fewer than 10', 'about 15', '13')
        """
        if not self.is_public:
            return self.people(count)
        told = self.rounded(count)
        return f"fewer than {self.least_rounded}" if told is None else f"about {told:,}"

    def of(self, part: float, whole: float) -> str:
        """'12 of 40', or words that tell neither the part nor the rest where either is small.

        >>> Audience("public").of(12, 40), Audience("public").of(3, 40), Audience("public").of(38, 40)
        ('12 of 40', 'fewer than 5 of 40', 'nearly all of 40')
        >>> Audience("public").of(2, 4)
        'some of fewer than 5'
        """
        if self.hides(whole):
            return f"{'none' if part == 0 else 'all' if part == whole else 'some'} of {self.people(whole)}"
        if self.hides(part):
            return f"fewer than {self.threshold} of {int(whole):,}"
        if self.hides(whole - part):
            return f"nearly all of {int(whole):,}"
        return f"{int(part):,} of {int(whole):,}"

    def hidden_cells(
        self,
        counts: pd.DataFrame,
        *,
        crossed: bool = False,
        parts_of: Mapping[str, str] | None = None,
    ) -> pd.DataFrame:
        """Which cells of a table of people must be hidden; True where hidden. Same shape as ``counts``.

        A small count is hidden. ``parts_of`` maps a column to the column of which it is a part: it is
        hidden as well where the rest of the whole is small. The total of each column is taken as known
        to the reader, and, in a ``crossed`` table (one in which the columns part the same people), that
        of each row: so wherever exactly one cell of a line is hidden, the smallest other cell that is
        not 0 is hidden with it, and a 0 where there is nothing else. Then further ones are hidden until no
        small count follows from several lines together, or all is hidden: see `copkit.place.suppression`.
        """
        return suppressed(counts, self.hides, crossed, parts_of or {})


WORKSHOP = Audience("workshop")
PUBLIC = Audience("public")
