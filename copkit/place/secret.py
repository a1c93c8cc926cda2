"""The secret of a place: with it a name gives a mark that stays the same and that nobody else can work out.

It is made when it is first needed, and stands in the place alone: no spreadsheet and no page holds it, and
it is no part of the history.
"""

from __future__ import annotations

import secrets

from sqlalchemy import Column, Connection, Integer, LargeBinary, MetaData, insert, inspect, select
from sqlalchemy import Table as CoreTable

_BYTES = 32

place_secret = CoreTable(
    "place_secret",
    MetaData(),  # apart from the declared tables: a place is without it until it is needed
    Column("id", Integer, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)


def read_secret(connection: Connection) -> bytes | None:
    """The secret of the place; None if it has none yet."""
    if not inspect(connection).has_table(place_secret.name):
        return None
    return connection.scalar(select(place_secret.c.value))


def kept_secret(connection: Connection) -> bytes:
    """The secret of the place, made and kept if it has none yet. The connection must be one that writes."""
    there = read_secret(connection)
    if there is not None:
        return there
    made = secrets.token_bytes(_BYTES)
    place_secret.create(connection, checkfirst=True)
    connection.execute(insert(place_secret).values(id=1, value=made))
    return made
