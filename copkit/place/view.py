"""What a workbook sees of a place: one community or all, as of one date, for one audience."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import Any, Generic, TypeVar

import pandas as pd

from copkit.place.agreed_texts import NAMED_IN, AgreedTexts, agreed_texts
from copkit.place.called import community_called
from copkit.place.columns import Field
from copkit.place.demo import fill_demo
from copkit.place.errors import CopkitError
from copkit.place.privacy import AUDIENCES, Audience
from copkit.place.readings import Reading, digest, readings_meanwhile, tell
from copkit.place.rules import Misread, read_value
from copkit.place.schema import TABLES
from copkit.place.scope import belonging, known_at, latest_date
from copkit.place.sharing import public_frame, public_names
from copkit.place.store import Place
from copkit.place.stored import Marks, Stored

Result = TypeVar("Result")

DEMO = "demo"
"""Asked for by this name, the made-up town is opened in memory: nothing typed into it is kept."""


@dataclass(frozen=True)
class Worked(Generic[Result]):
    """What was worked out of a view, the rows that were read for it, with their digests, and the tables on
    which it rests: as long as these have the same marks, the same would come out."""

    made: Result
    read: dict[Reading, str]
    tables: Marks


class View:
    """The frames of a place, limited to what is asked for.

    ``here["events"]`` is the frame of a table; see `Place.read` for its columns and dtypes.
    ``here.whole["events"]`` is the same for the whole place. Tables are read once, when first asked
    for, and shared by the views that are made from this one; `refresh` reads anew what has changed.
    """

    def __init__(
        self,
        place: Place,
        community: str,
        as_of: pd.Timestamp,
        audience: Audience,
        stored: Stored,
    ) -> None:
        self.place = place
        self.community = community
        self.as_of = as_of
        self.audience = audience
        self.looks_back = False
        self._stored = stored
        self._kept: dict[str, Worked[Any]] = {}
        self._others: dict[Audience, View] = {}

    @cached_property
    def whole(self) -> View:
        """The same place, date and audience without the limit to one community."""
        return self._like(community="") if self.community else self

    @property
    def is_demo(self) -> bool:
        """Whether this is the made-up town in memory."""
        return self.place.where == DEMO

    def at(self, day: pd.Timestamp) -> View:
        """The same place, community and audience on another day, which is known to be past (``looks_back``).

        >>> view("demo", as_of="2026-06-30").at(pd.Timestamp("2026-03-31")).as_of.month
        3
        """
        made = self._like(as_of=day)
        made.looks_back = True
        return made

    def within(self, community: str) -> View:
        """The same, limited to one community by its name as the place writes it. What was read and worked out
        for the whole place is shared.

        >>> here = view("demo")
        >>> here.within("Warm Homes").whole is here
        True
        """
        made = self._like(community=community)
        made.whole = self.whole
        return made

    def seen_by(self, audience: Audience) -> View:
        """The same place, community and day for another audience.

        >>> view("demo", audience="public").seen_by(Audience("workshop")).audience.is_public
        False
        """
        if audience == self.audience:
            return self
        if audience not in self._others:
            made = self._others[audience] = self._like(audience=audience)
            if self.community:
                made.whole = self.whole.seen_by(audience)
        return self._others[audience]

    def _like(
        self,
        *,
        community: str | None = None,
        as_of: pd.Timestamp | None = None,
        audience: Audience | None = None,
    ) -> View:
        """The same but for what is given."""
        made = View(
            self.place,
            self.community if community is None else community,
            self.as_of if as_of is None else as_of,
            audience or self.audience,
            self._stored,
        )
        made.looks_back = self.looks_back
        return made

    def __getitem__(self, table: str) -> pd.DataFrame:
        frame = self._frame(table)
        tell(self.reading(table), lambda: self.digest(table))
        # pandas copies a frame when either of the two is written to, and not before
        return frame.copy(deep=False)

    def reading(self, table: str) -> Reading:
        """What is read where a table is asked of this view."""
        day = "" if pd.isna(self.as_of) else f"{self.as_of:%Y-%m-%d}"
        return Reading(table, self.community, day, str(self.audience.name))

    def stored(self, table: str) -> pd.DataFrame:
        """All rows of a table as the place holds them, of every community and day and with every name: to
        work figures out of, never to show.

        >>> len(view("demo", "Warm Homes", audience="public").stored("communities"))
        5
        """
        tell(Reading(table), lambda: self.digest_of_stored(table))
        return self._stored[table].copy(deep=False)

    def digest(self, table: str) -> str:
        """A digest of the rows that ``here[table]`` gives."""
        return self._stored.standing(f"digest of {table}, {self.limits}", lambda: digest(self._frame(table)))

    def digest_of_stored(self, table: str) -> str:
        """A digest of the rows that `stored` gives."""
        return self._stored.standing(f"digest of {table}", lambda: digest(self._stored[table]))

    def kept(self, name: str, make: Callable[[], Result]) -> Result:
        """What ``make`` gives out of the rows of this view, kept under a name as long as it would give the
        same; do not change it.

        >>> here = view("demo")
        >>> here.kept("a list", list) is here.kept("a list", list)
        True
        """
        if name not in self._kept or not self.stands(self._kept[name]):
            self._kept[name] = self.worked(make)
        found: Result = self.taken(self._kept[name])
        return found

    def worked(self, make: Callable[[], Result]) -> Worked[Result]:
        """What ``make`` gives out of the rows of this view, with all that it rests on."""
        with readings_meanwhile() as read, self._stored.using() as tables:
            made = make()
        return Worked(made, read, tables)

    def stands(self, worked: Worked[Any]) -> bool:
        """Whether the same would come out now."""
        return self._stored.are(worked.tables)

    def taken(self, worked: Worked[Result]) -> Result:
        """What was worked out before, used again: its rows count as read now."""
        for reading, rows in worked.read.items():
            tell(reading, partial(str, rows))
        self._stored.use(worked.tables)
        return worked.made

    def refresh(self) -> None:
        """Sees changes made since: what rests on tables that have changed is made anew. So do the views that
        were made from this one, and those that it was made from."""
        self._stored.look_again()

    def read_all(self) -> None:
        """Reads all tables now, and not when they are asked for."""
        for table in TABLES:
            self.digest(table)
            self.digest_of_stored(table)

    def hold(self) -> None:
        """Keeps what was read for who opens the same place later: in this process, or in one that is forked
        from it. What has changed by then is read anew."""
        self._stored.hold()

    @property
    def limits(self) -> str:
        """What this view is limited to, in words that no other limits have."""
        return f"{self.community!r}, {self.as_of}, {self.audience}"

    def _frame(self, table: str) -> pd.DataFrame:
        return self._stored.standing(
            f"rows of {table}, {self.limits}",
            lambda: (
                belonging(TABLES[table], self.community, self.whole._frame, self._frame)
                if self.community
                else self._whole_frame(table)
            ),
        )

    def _whole_frame(self, table: str) -> pd.DataFrame:
        frame = self._stored[table]
        if self.audience.is_public:
            frame = public_frame(
                TABLES[table],
                frame,
                self._public_names(),
                lambda text: self._agreed_texts().for_anybody(text),
            )
        return known_at(TABLES[table], frame, self.as_of, self._frame)

    @property
    def agreed_texts(self) -> AgreedTexts:
        """Looks for names of members in texts, with everybody who stands in the place on whatever day."""
        for table in NAMED_IN:
            self.stored(table)  # told as read
        return self._agreed_texts()

    def _agreed_texts(self) -> AgreedTexts:
        return self._stored.standing("agreed texts", lambda: agreed_texts(self._stored.__getitem__))

    def _public_names(self) -> dict[str, str]:
        threshold = self.audience.threshold
        return self._stored.standing(
            f"names from {threshold}", lambda: public_names(self._stored["members"], threshold)
        )


def view(
    place: str | os.PathLike[str] | Place,
    community: str = "",
    as_of: str | dt.date = "",
    audience: str = "workshop",
) -> View:
    """Opens a place to look at: what every workbook begins with.

    ``place`` is a file, a database URL, a `Place`, or ``"demo"``. ``community`` is a name, in any
    case; empty means the whole place. ``as_of`` empty means the latest date in the place, and
    ``"today"`` the date of today. ``audience`` is ``workshop`` or ``public``.

    Raises `PlaceNotFound`, `PlaceUnreadable`, `UnknownCommunity`, and `CopkitError` for a date or an
    audience that is none.

    >>> here = view("demo", community="warm homes", audience="public")
    >>> here.community
    'Warm Homes'
    """
    if audience not in AUDIENCES:
        raise CopkitError(f"'{audience}' is not an audience. It can be workshop or public.")
    opened = place if isinstance(place, Place) else demo_place() if place == DEMO else Place.open(place)
    day = day_given("as_of", as_of)
    here = View(opened, community_called(opened, community), day, Audience(audience), Stored.of(opened))
    if pd.isna(day):
        here.as_of = latest_date(here.stored)
    return here


def demo_place() -> Place:
    """The made-up town, in memory. It is filled once and then copied: what is typed into one is not in the
    next."""
    return _town().copied(DEMO)


@cache
def _town() -> Place:
    """The made-up town as it was filled, to be copied only."""
    place = Place.in_memory(DEMO)
    fill_demo(place)
    return place


def day_given(name: str, given: str | dt.date) -> pd.Timestamp:
    """The day that a parameter of a workbook gives; NaT if it is empty. Raises `CopkitError` for what is no
    date, in words that name the parameter.

    >>> day_given("as_of", "30/6/2026").month
    6
    """
    if given == "today":
        return pd.Timestamp(dt.date.today())
    try:
        day = read_value(Field("day", "The date of the page", "2026-06-30"), given)
    except Misread as misread:
        raise CopkitError(f"{name}: {misread.wrong}. It can be {misread.allowed}.") from None
    return pd.NaT if day is None else pd.Timestamp(str(day))


def day_before(here: View, given: str | dt.date) -> pd.Timestamp:
    """The day with which a view is compared; NaT if it is empty. Raises `CopkitError` for what is no date,
    and for one that is not before the day of the view.

    >>> day_before(view("demo", as_of="2026-06-30"), "2026-03-31").month
    3
    """
    day = day_given("compared_with", given)
    if pd.notna(day) and pd.notna(here.as_of) and day >= here.as_of:
        raise CopkitError(
            f"compared_with: {day:%Y-%m-%d} is not before {here.as_of:%Y-%m-%d}, the day of the page. "
            "Give an earlier day, or leave it empty."
        )
    return day
