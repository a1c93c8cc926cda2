"""The place: one SQLite file, or a database at a URL. Opened, read as data frames, and changed.

Every change is one transaction, follows the rules of the tables, and is kept in the history.
"""

from __future__ import annotations

import datetime as dt
import os
import weakref
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError

from copkit.place import backups, history, migrations
from copkit.place.change import Change
from copkit.place.checking import Checked, check
from copkit.place.engine import engine_of, is_url, memory_engine, must_be_sqlite
from copkit.place.errors import (
    ChangeRefused,
    Fault,
    NothingToUndo,
    PlaceExists,
    PlaceNotFound,
    PlaceUnreadable,
    UnknownMember,
)
from copkit.place.forget import Forgotten, forget
from copkit.place.frames import frame_if_new, frame_of, names_of, rows_of
from copkit.place.kept_aside import Aside, read_aside
from copkit.place.readings import Reading, digest, tell
from copkit.place.rules import fold, nearest
from copkit.place.schema import TABLES
from copkit.place.secret import kept_secret, read_secret

_NAMED_ELSEWHERE = "Other rows name what would go, or the same row is there already"
_NO_SECRET = "the first time, something must be written to it, and it may not be written"
_ASK_OWNER = "Ask whoever keeps the database to let you."
_MAY_NOT_WRITE = {"42501", "25006"}  # what PostgreSQL says of a user, and of a copy, that may only read
_MAKE_SECRET = "Do this once where the file may be written; later it can be done from here."


class Place:
    """One partnership's communities, members, issues, events, resources and figures.

    >>> place = Place.in_memory()
    >>> with place.change("Add a community") as change:
    ...     _ = change.add("communities", {"name": "Warm Homes", "stage": "maturing"})
    >>> list(place.read("communities")["name"])
    ['Warm Homes']
    >>> place.undo()
    'Add a community'
    """

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self.where = where
        if is_url(where):
            weakref.finalize(self, _let_go, engine, os.getpid())

    # Opening -------------------------------------------------------------------------------------

    @classmethod
    def create(cls, where: str | os.PathLike[str]) -> Place:
        """Makes a new, empty place. Raises `PlaceExists` rather than write over a file."""
        where = os.fspath(where)
        if not is_url(where):
            if Path(where).exists():
                raise PlaceExists(where)
            if not Path(where).absolute().parent.is_dir():
                folder = Path(where).parent
                raise PlaceUnreadable(where, f"there is no folder '{folder}'", "Make the folder first.")
        place = cls(engine_of(where), where)
        with place._closed_on_error(), place._writing() as connection:
            if migrations.is_place(connection):
                raise PlaceExists(where)
            migrations.create(connection)
        return place

    @classmethod
    def open(cls, where: str | os.PathLike[str]) -> Place:
        """Opens a place and brings it up to date, after a copy of it was made.

        Raises `PlaceNotFound`, or `PlaceUnreadable` if it is not a place, or made by a newer copkit.
        """
        where = os.fspath(where)
        if not is_url(where):
            must_be_sqlite(where)
        place = cls(engine_of(where), where)
        with place._closed_on_error():
            place._bring_up_to_date()
        return place

    def _bring_up_to_date(self) -> None:
        with self._reading() as connection:
            if not migrations.is_place(connection):
                make = "Make one in an empty database: copkit new URL"
                advice = make if is_url(self.where) else "Choose a place file."
                raise PlaceUnreadable(self.where, "copkit did not make it", advice)
            if migrations.unknown(connection):
                raise PlaceUnreadable(
                    self.where,
                    "it was made by a newer copkit",
                    "Bring copkit up to date: pip install -U copkit",
                )
            behind = bool(migrations.pending(connection))
        if behind:
            with self.backed_up(), self._writing() as connection:
                migrations.migrate(connection)

    @classmethod
    def in_memory(cls, where: str = "in memory") -> Place:
        """A new place that is gone when the program ends: for demonstrations and tests."""
        place = cls(memory_engine(), where)
        with place._writing() as connection:
            migrations.create(connection)
        return place

    def copied(self, where: str = "in memory") -> Place:
        """A place in memory with the rows and the history of this one, which is kept by SQLite. What is
        written to the one later is not in the other.

        >>> place = Place.in_memory()
        >>> other = place.copied()
        >>> with other.change("Add a community") as change:
        ...     _ = change.add("communities", {"name": "Warm Homes", "stage": "maturing"})
        >>> len(other.read("communities")), len(place.read("communities"))
        (1, 0)
        """
        place = Place(memory_engine(), where)
        with self._engine.connect() as full, place._engine.connect() as empty:
            source: Any = full.connection.driver_connection
            source.backup(empty.connection.driver_connection)
        return place

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Place:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Reading -------------------------------------------------------------------------------------

    def read(self, table: str) -> pd.DataFrame:
        """All rows of a table as a data frame, in the order in which they were added.

        The index ``id`` numbers the rows. There is a column for each declared field; a reference
        holds the name of the row it refers to. Dtypes: text ``str``, choice ordered ``category``,
        number ``float64``, whole ``Int64``, yes or no ``boolean``, day ``datetime64``.
        """
        with self._reading() as connection:
            frame = frame_of(connection, TABLES[table])
        tell(Reading(table), lambda: digest(frame))
        return frame

    def read_anew(self, table: str, mark: str = "") -> tuple[str, pd.DataFrame | None]:
        """A mark of the rows of a table, and their frame as `read` gives it; none where the mark is as it
        was. Nobody is told (`copkit.place.readings`): for who works out of it what is told."""
        with self._reading() as connection:
            return frame_if_new(connection, TABLES[table], mark)

    def kept_aside(self) -> list[Aside]:
        """Cells of loaded files that no declared column takes, word for word."""
        with self._reading() as connection:
            return list(read_aside(connection))

    def rows(self, table: str) -> dict[int, dict[str, Any]]:
        """All rows of a table by id, as plain Python values; a reference is a name."""
        with self._reading() as connection:
            return rows_of(connection, TABLES[table])

    def state(self) -> tuple[int, ...]:
        """What is another after each change; of a file also where no change is told, as when a member was
        forgotten or a copy was put back. Raises `PlaceNotFound` if the file is gone."""
        if not self.is_file:
            return (self.newest_change(),)
        try:
            file = os.stat(str(self._engine.url.database))
        except FileNotFoundError as error:
            raise PlaceNotFound(self.where) from error
        return self.newest_change(), file.st_mtime_ns, file.st_ino, file.st_dev

    def newest_change(self) -> int:
        """The number of the newest change; 0 in a new place."""
        with self._reading() as connection:
            return history.newest_change(connection)

    def changed_since(self, change: int) -> tuple[int, dict[str, set[int]]]:
        """The number of the newest change, and the rows touched after ``change``, by table."""
        with self._reading() as connection:
            return history.newest_change(connection), history.rows_changed_since(connection, change)

    def history(self) -> pd.DataFrame:
        """Every change: number, when (UTC), what was done, table, row, before, after, what it undoes,
        the screen that it came from."""
        with self._reading() as connection:
            rows = connection.execute(select(history.history).order_by(history.history.c.id)).mappings().all()
        return pd.DataFrame(rows, columns=[c.name for c in history.history.columns]).set_index("id")

    def secret(self) -> bytes:
        """The secret of this place, made at first need: see `copkit.place.secret`.

        Raises `PlaceUnreadable` where there is none yet and the place may not be written.
        """
        with self._reading() as connection:
            kept = read_secret(connection)
        if kept is not None:
            return kept
        try:
            with self._writing() as connection:
                return kept_secret(connection)
        except PlaceUnreadable as error:
            if "it may not be written" not in str(error):
                raise
            raise PlaceUnreadable(self.where, _NO_SECRET, _MAKE_SECRET) from error

    def check(self) -> Checked:
        """Whether the place is sound: see `copkit.place.checking`.

        >>> Place.in_memory().check().sound
        True
        """
        with self._reading() as connection:
            return check(connection)

    @property
    def copies(self) -> list[Path]:
        """The copies that were made of the file, the oldest first."""
        return backups.copies_of(self.where) if self.is_file else []

    @property
    def is_file(self) -> bool:
        """Whether the place is a file: not at a URL, and not in memory."""
        return not is_url(self.where) and self._engine.url.database is not None

    # Changing ------------------------------------------------------------------------------------

    @contextmanager
    def change(self, did: str, *, by: str = "", edit: str = "") -> Iterator[Change]:
        """One transaction: all that is written in it stands together, or nothing does.

        ``did`` says in words what is done; it stands in the history and at 'undo'. ``by`` is a code
        for the screen that it comes from, ``edit`` one for the change: see `copkit.place.history`.
        """
        with self._writing() as connection:
            yield Change(connection, did, self._now(), by=by, edit=edit)

    def backed_up(self) -> AbstractContextManager[None]:
        """A copy of the file from before what is done within: see `copkit.place.backups`. There is none of a
        place that is empty, in memory or at a URL. Raises `BackupFailed`."""
        if not self.is_file or not self.newest_change():
            return nullcontext()
        return backups.backed_up(self._engine, self.where)

    def undo(self, *, by: str | None = None, edit: str = "") -> str:
        """Takes back the newest change that stands; says which. Raises `NothingToUndo`.

        With ``by`` the newest one that came from that screen; `ChangeRefused` where somebody else
        has written to the same field since.
        """
        with self._writing() as connection:
            last = history.last_to_undo(connection, by)
            if last is None:
                raise NothingToUndo()
            number, did = last
            change = Change(connection, f"Undo: {did}", self._now(), undoes=number, by=by or "", edit=edit)
            tables = {name: table.core() for name, table in TABLES.items()}
            for table, row, before, after in history.put_back(connection, tables, number):
                change.keep(table, row, before, after)
            return did

    def forget(self, member: str, *, doubtful: bool = False, look: bool = False) -> Forgotten:
        """Takes a member out of all tables, texts and the history, for good: see `copkit.place.forget`.

        With ``doubtful`` texts are reworded, too, that only may name them. With ``look`` nothing changes:
        what would be done is told. Raises `UnknownMember`.

        >>> place = Place.in_memory()
        >>> with place.change("Add") as change:
        ...     _ = change.add("members", {"name": "Tess Quill"})
        ...     _ = change.add("skills", {"name": "Tea as Tess Quill makes it"})
        >>> place.forget("tess quill").removed["Members"], list(place.read("skills")["name"])
        (1, ['Tea as a former member makes it'])
        """
        with self._writing() as connection:
            names = names_of(connection, TABLES["members"])
            found = [id_ for id_, name in names.items() if fold(name) == fold(member)]
            if not found:
                raise UnknownMember(member, [], nearest(member, list(names.values())))
            done = forget(connection, found[0], self._now(), doubtful)
            if look:
                connection.rollback()
        if not look:
            self._compact()
            done.copies = backups.delete_copies(self.where) if self.is_file else 0
        return done

    def _compact(self) -> None:
        """Writes the file anew, so that no byte of what was deleted is left in it."""
        if self._engine.dialect.name == "sqlite":
            with self._plain_errors():
                raw = self._engine.raw_connection()
                try:
                    raw.cursor().execute("VACUUM")
                finally:
                    raw.close()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._plain_errors(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            self._plain_errors(),
            self._engine.connect().execution_options(copkit_writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def _closed_on_error(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.close()
            raise

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        try:
            yield
        except OperationalError as error:
            if "locked" in str(error.orig) or "lock timeout" in str(error.orig):
                raise PlaceUnreadable(
                    self.where, "another program is writing to it", "Close the other program and try again."
                ) from error
            if "readonly" in str(error.orig) or "unable to open" in str(error.orig):
                raise PlaceUnreadable(
                    self.where, "it may not be written", "Copy it to a folder of your own and open the copy."
                ) from error
            if is_url(self.where) and (error.statement is None or error.connection_invalidated):
                raise self._no_answer(str(error.orig)) from error
            raise
        except IntegrityError as error:
            raise ChangeRefused([Fault("", None, None, _NAMED_ELSEWHERE)]) from error
        except DatabaseError as error:
            if "malformed" in str(error.orig) or "not a database" in str(error.orig):
                raise PlaceUnreadable(self.where, "the file is damaged", self._way_back()) from error
            if getattr(error.orig, "sqlstate", "") in _MAY_NOT_WRITE:
                raise PlaceUnreadable(self.where, "it may not be written", _ASK_OWNER) from error
            raise

    def _no_answer(self, said: str) -> PlaceUnreadable:
        """No connection to a database: nobody is there, or its server says why it refuses."""
        refusal = said.partition("FATAL:")[2].partition("\n")[0].strip()
        if refusal:
            advice = "Check the user and the name of the database in the URL, and the file ~/.pgpass."
            return PlaceUnreadable(self.where, f"the database refuses: {refusal}", advice)
        advice = "Check that its server runs, and the machine and the port in the URL."
        return PlaceUnreadable(self.where, "the database does not answer", advice)

    def _way_back(self) -> str:
        copies = self.copies
        return f"Take the newest copy: '{copies[-1]}'." if copies else "Take the newest copy that you kept."

    @staticmethod
    def _now() -> str:
        return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def _let_go(engine: Engine, process: int) -> None:
    """Closes the connections to a place that nobody holds any more. In a forked child they are its
    parent's."""
    if os.getpid() == process:
        engine.dispose()
