"""The history of a place: every change, with what stood before and after, and how to take it back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Column, Connection, Date, Integer, Text, delete, func, insert, select, update
from sqlalchemy import Table as CoreTable

from copkit.place.columns import Table
from copkit.place.errors import ChangeRefused, Fault

_CHANGED_SINCE = "it cannot be taken back, because the row was changed again since"

history = CoreTable(
    "history",
    Table.metadata,
    Column("id", Integer, primary_key=True),
    Column("change", Integer, nullable=False, index=True),
    Column("at", Text, nullable=False),
    Column("did", Text, nullable=False),
    Column("undoes", Integer),
    Column("table", Text, nullable=False),
    Column("row", Integer, nullable=False, index=True),
    Column("before", Text),
    Column("after", Text),
    Column("by", Text),
    Column("edit", Text, index=True),
    sqlite_autoincrement=True,
)
"""One line for each row touched. ``change`` is shared by all that was written in one transaction.
``before`` is empty for a row that was added, ``after`` for one that was deleted; both are JSON.
``by`` is a code for the screen that the change came from, and ``edit`` one for the change itself: a
screen that got no answer sends it again, and it is written once."""


def as_json(values: Mapping[str, Any] | None) -> str | None:
    if values is None:
        return None
    plain = {
        name: value.isoformat() if isinstance(value, dt.date) else value for name, value in values.items()
    }
    return json.dumps(plain, ensure_ascii=False)


def newest_change(connection: Connection) -> int:
    """The number of the newest change; 0 if there is none."""
    return connection.scalar(select(func.max(history.c.change))) or 0


def rows_changed_since(connection: Connection, change: int) -> dict[str, set[int]]:
    """The ids of the rows that were touched after a change, by table."""
    touched: dict[str, set[int]] = {}
    for line in connection.execute(
        select(history.c.table, history.c.row).where(history.c.change > change).distinct()
    ):
        touched.setdefault(line.table, set()).add(line.row)
    return touched


def rows_of_edit(connection: Connection, edit: str) -> list[int]:
    """The rows that an edit touched, in order; empty if it was not written."""
    query = select(history.c.row).where(history.c.edit == edit).order_by(history.c.id)
    return list(connection.scalars(query))


def last_writer(connection: Connection, table: str, row: int) -> str | None:
    """The screen that wrote to a row last; None if no screen did."""
    query = select(history.c.by).where(history.c.table == table, history.c.row == row)
    return connection.scalar(query.order_by(history.c.id.desc()).limit(1))


def last_to_undo(connection: Connection, by: str | None = None) -> tuple[int, str] | None:
    """The newest change that is neither an undo nor undone: its number and what it did.

    With ``by``, only changes that came from that screen count.
    """
    undone = select(history.c.undoes).where(history.c.undoes.is_not(None))
    query = select(history.c.change, history.c.did).where(
        history.c.undoes.is_(None), history.c.change.not_in(undone)
    )
    if by is not None:
        query = query.where(history.c.by == by)
    row = connection.execute(query.order_by(history.c.change.desc()).limit(1)).first()
    return (row.change, row.did) if row else None


def put_back(
    connection: Connection, tables: Mapping[str, CoreTable], change: int
) -> Iterable[tuple[str, int, Any, Any]]:
    """Takes one change back, the last line first; gives what it wrote: table, row, before, after.

    Only the columns that the change wrote are put back. Raises `ChangeRefused` where somebody has
    written to one of them since, or names a row that would go.
    """
    lines = connection.execute(
        select(history).where(history.c.change == change).order_by(history.c.id.desc())
    ).all()
    for line in lines:
        table = tables[line.table]
        standing = _standing(connection, table, line.row)
        before, after = json.loads(line.before or "null"), json.loads(line.after or "null")
        wrote = [name for name in (after or {}) if before is None or before.get(name) != after[name]]
        if after is not None and (
            standing is None or any(standing.get(name) != after[name] for name in wrote)
        ):
            raise ChangeRefused(
                [Fault(line.table.capitalize().replace("_", " "), None, None, _CHANGED_SINCE)]
            )
        if before is None:
            connection.execute(delete(table).where(table.c.id == line.row))
            yield line.table, line.row, as_json(standing), None
        elif after is None:
            connection.execute(insert(table).values(id=line.row, **_typed(table, before)))
            yield line.table, line.row, None, line.before
        else:
            old = {name: before.get(name) for name in wrote}
            connection.execute(update(table).where(table.c.id == line.row).values(**_typed(table, old)))
            yield line.table, line.row, as_json(standing), as_json({**(standing or {}), **old})


def _standing(connection: Connection, table: CoreTable, row: int) -> dict[str, Any] | None:
    """A row as it stands, in the form of the history; None if it is gone."""
    found = connection.execute(select(table).where(table.c.id == row)).mappings().first()
    if found is None:
        return None
    text = as_json({name: value for name, value in found.items() if name != "id"})
    return dict(json.loads(str(text)))


def _typed(table: CoreTable, values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: dt.date.fromisoformat(value) if value and isinstance(table.c[name].type, Date) else value
        for name, value in values.items()
    }
