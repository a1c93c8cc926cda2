"""Where a place lies, and how its database is opened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import StaticPool

from copkit.place.errors import PlaceNotFound, PlaceUnreadable

WAIT_FOR_LOCK = 10
"""Seconds to wait while another program writes to the same file or database."""

WAIT_FOR_SERVER = 10
"""Seconds to wait for the server of a database to answer."""

_WRITING = 0x636F706B6974
"""The lock that whoever writes to a place in PostgreSQL holds: 'copkit' in ASCII."""


def is_url(where: str) -> bool:
    return "://" in where


def must_be_sqlite(where: str) -> None:
    path = Path(where)
    if not path.exists():
        raise PlaceNotFound(where)
    if path.is_dir():
        raise PlaceUnreadable(
            where, "it is a folder", f"To load a folder of CSV files: copkit load PLACE {where}"
        )
    with path.open("rb") as file:
        start = file.read(16)
    if start != b"SQLite format 3\x00":
        advice = "If it is a spreadsheet, load it into a place: copkit load PLACE FILE"
        raise PlaceUnreadable(where, "it is not a place file", advice)


def engine_of(where: str) -> Engine:
    """The engine of a place. Raises `PlaceUnreadable` for a URL that is not one of a database."""
    if is_url(where):
        engine = _engine_at(where)
    else:
        engine = create_engine(
            URL.create("sqlite", database=str(Path(where).absolute())),
            connect_args={"timeout": WAIT_FOR_LOCK},
        )
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    if engine.dialect.name == "postgresql":
        _prepare_postgresql(engine)
    return engine


def _engine_at(where: str) -> Engine:
    """The engine of a URL. A connection that the server closed meanwhile is opened anew."""
    try:
        url = make_url(where)
        waits = url.drivername == "postgresql+psycopg" and "connect_timeout" not in url.query
        settings = {"connect_timeout": WAIT_FOR_SERVER} if waits else {}
        return create_engine(url, connect_args=settings, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        why, advice = f"the package '{error.name}' is not installed", 'pip install "copkit[postgres]"'
        raise PlaceUnreadable(where, why, f"Install it: {advice}") from error
    except (ArgumentError, ValueError) as error:
        advice = "One looks like this: postgresql+psycopg://localhost/mytown"
        raise PlaceUnreadable(where, "the URL is not one of a database", advice) from error


def memory_engine() -> Engine:
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    _prepare_sqlite(engine)
    return engine


def _prepare_sqlite(engine: Engine) -> None:
    """Foreign keys on; and transactions that begin when we say so: a writer takes the lock at once,
    so that two writers wait for each other instead of failing halfway. What is acknowledged outlives a
    power cut: SQLite's usual setting does not force the end of its journal to the disk, and a change that
    was told as saved would be rolled back."""

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = EXTRA")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("copkit_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare_postgresql(engine: Engine) -> None:
    """What SQLite does of itself: two writers wait for each other, so that the later one checks its rows
    against those of the earlier; and who reads several tables sees all of them at one moment, without
    waiting for anybody."""

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        if connection.get_execution_options().get("copkit_writes"):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {round(WAIT_FOR_LOCK * 1000)}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITING})")
        else:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
