"""The tables of a place as it holds them: read when first asked for, and again only when they have changed.

What is made of tables alone, as the frames of a `View` are, stands as long as each of these tables has the
same mark, a digest of its rows. So after a change only what rests on the changed tables is made anew; and
what one process holds (`hold`) need not be read by those that are forked from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import pandas as pd

from copkit.place.store import Place

Result = TypeVar("Result")

Marks = dict[str, str]
"""Tables, and the mark that each had."""

_held: dict[str, Stored] = {}


class Stored:
    """The tables of a place, shared by the views of it.

    >>> stored = Stored(Place.in_memory())
    >>> stored.standing("how many", lambda: len(stored["skills"]))
    0
    """

    def __init__(self, place: Place) -> None:
        self._place = place
        self._state = place.state()
        self._frames: dict[str, pd.DataFrame] = {}
        self._marks: Marks = {}
        self._made: dict[str, tuple[Any, Marks]] = {}
        self._doubtful: set[str] = set()
        self._used: list[Marks] = []

    def __getitem__(self, table: str) -> pd.DataFrame:
        mark = self._mark(table)
        self.use({table: mark})
        return self._frames[table]

    def look_again(self) -> None:
        """From now on it is seen to, before a table is given, whether it has changed."""
        self._state = self._place.state()
        self._doubtful = set(self._marks)

    def standing(self, name: str, make: Callable[[], Result]) -> Result:
        """What ``make`` gives out of these tables alone: kept under a name, and made anew when one of the
        tables has changed; do not change it."""
        if name not in self._made or not self.are(self._made[name][1]):
            with self.using() as used:
                self._made[name] = make(), used
        found: Result
        found, used = self._made[name]
        self.use(used)  # whatever is made of this rests on the same tables
        return found

    @contextmanager
    def using(self) -> Iterator[Marks]:
        """Which tables are used meanwhile."""
        used: Marks = {}
        self._used.append(used)
        try:
            yield used
        finally:
            self._used.pop()

    def use(self, used: Marks) -> None:
        """Tells whatever is being made that it rests on these tables."""
        for each in self._used:
            each.update(used)

    def are(self, marks: Marks) -> bool:
        """Whether the tables are as they were when they had these marks."""
        return all(self._mark(table) == mark for table, mark in marks.items())

    def hold(self) -> None:
        """Keeps what was read and made so far for who opens the same place later: in this process, or in one
        that is forked from it."""
        if self._place.is_file:
            self._place.close()  # a child shall find no open file; it is opened again at need
        _held[self._place.where] = self

    @classmethod
    def of(cls, place: Place) -> Stored:
        """The tables of a place that was just opened, with what is held of it."""
        found, held = cls(place), _held.get(place.where)
        if held is not None:
            found._frames, found._marks, found._made = dict(held._frames), dict(held._marks), dict(held._made)
            if found._state != held._state or held._doubtful or not place.is_file:
                found._doubtful = set(found._marks)
        return found

    def _mark(self, table: str) -> str:
        if table not in self._marks or table in self._doubtful:
            mark, frame = self._place.read_anew(table, self._marks.get(table, ""))
            if frame is not None:
                self._frames[table], self._marks[table] = frame, mark
            self._doubtful.discard(table)
        return self._marks[table]
