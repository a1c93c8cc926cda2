"""The history of a place: every change, with what stood before and after, and how to take it back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Column, Connection, Date, Integer, Text, delete, func, insert, select, update
from sqlalchemy import Table as CoreTable

from copkit.place.columns import Table

history = CoreTable(
    "history",
    Table.metadata,
    Column("id", Integer, primary_key=True),
    Column("change", Integer, nullable=False, index=True),
    Column("at", Text, nullable=False),
    Column("did", Text, nullable=False),
    Column("undoes", Integer),
    Column("table", Text, nullable=False),
    Column("row", Integer, nullable=False),
    Column("before", Text),
    Column("after", Text),
    sqlite_autoincrement=True,
)
"""One line for each row touched. ``change`` is shared by all that was written in one transaction.
``before`` is empty for a row that was added, ``after`` for one that was deleted; both are JSON."""


def as_json(values: Mapping[str, Any] | None) -> str | None:
    if values is None:
        return None
    plain = {
        name: value.isoformat() if isinstance(value, dt.date) else value for name, value in values.items()
    }
    return json.dumps(plain, ensure_ascii=False)


def next_change(connection: Connection) -> int:
    return (connection.scalar(select(func.max(history.c.change))) or 0) + 1


def last_to_undo(connection: Connection) -> tuple[int, str] | None:
    """The newest change that is neither an undo nor undone: its number and what it did."""
    undone = select(history.c.undoes).where(history.c.undoes.is_not(None))
    row = connection.execute(
        select(history.c.change, history.c.did)
        .where(history.c.undoes.is_(None), history.c.change.not_in(undone))
        .order_by(history.c.change.desc())
        .limit(1)
    ).first()
    return (row.change, row.did) if row else None


def put_back(
    connection: Connection, tables: Mapping[str, CoreTable], change: int
) -> Iterable[tuple[str, int, Any, Any]]:
    """Takes one change back, the last line first; gives what it wrote: table, row, before, after."""
    lines = connection.execute(
        select(history).where(history.c.change == change).order_by(history.c.id.desc())
    ).all()
    for line in lines:
        table = tables[line.table]
        before = _typed(table, line.before)
        if line.before is None:
            connection.execute(delete(table).where(table.c.id == line.row))
        elif line.after is None:
            connection.execute(insert(table).values(id=line.row, **before))
        else:
            connection.execute(update(table).where(table.c.id == line.row).values(**before))
        yield line.table, line.row, line.after, line.before


def _typed(table: CoreTable, text: str | None) -> dict[str, Any]:
    values = json.loads(text) if text else {}
    return {
        name: dt.date.fromisoformat(value) if value and isinstance(table.c[name].type, Date) else value
        for name, value in values.items()
    }
