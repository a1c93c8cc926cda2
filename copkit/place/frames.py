"""Rows of a table as a pandas data frame with proper dtypes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Select, select

from copkit.place.columns import Field, Table
from copkit.place.schema import TABLES


def frame_of(connection: Connection, table: type[Table]) -> pd.DataFrame:
    """All rows, in the order in which they were added; see `Place.read` for the dtypes."""
    return _frame(table, *_columns_of(connection, table))


def frame_if_new(
    connection: Connection, table: type[Table], mark: str = ""
) -> tuple[str, pd.DataFrame | None]:
    """The mark of the rows, a digest, and their frame; none where the mark is the one given."""
    ids, columns = _columns_of(connection, table)
    now = hashlib.sha256(repr((ids, columns)).encode()).hexdigest()
    return now, None if now == mark else _frame(table, ids, columns)


def _frame(table: type[Table], ids: Sequence[int], columns: Sequence[Sequence[Any]]) -> pd.DataFrame:
    index = pd.Index(ids, dtype="int64", name="id")
    return pd.DataFrame(
        {
            name: typed(pd.Series(values, index=index, dtype=object), field)
            for (name, field), values in zip(table.fields().items(), columns, strict=True)
        },
        index=index,
    )


def rows_of(connection: Connection, table: type[Table]) -> dict[int, dict[str, Any]]:
    """All rows by id, as plain Python values; a reference is the name of the row it refers to."""
    ids, columns = _columns_of(connection, table)
    names = list(table.fields())
    return {
        row_id: dict(zip(names, values, strict=True))
        for row_id, values in zip(ids, zip(*columns, strict=True), strict=True)
    }


def _columns_of(connection: Connection, table: type[Table]) -> tuple[Sequence[int], list[Sequence[Any]]]:
    """The id of each row, and the values of each field in the order of the rows."""
    fields = table.fields()
    rows = connection.execute(_all_rows(table)).all()
    ids, *columns = zip(*rows, strict=True) if rows else [() for _ in range(1 + len(fields))]
    referred = {field.refers_to for field in fields.values() if field.refers_to} if rows else set()
    names = {name: names_of(connection, TABLES[name]) for name in referred}
    return ids, [
        [names[field.refers_to].get(value) for value in values] if field.refers_to else values
        for field, values in zip(fields.values(), columns, strict=True)
    ]


@cache
def _all_rows(table: type[Table]) -> Select[Any]:
    core = table.core()
    return select(core.c.id, *(core.c[name] for name in table.fields())).order_by(core.c.id)


def names_of(connection: Connection, table: type[Table]) -> dict[int, str]:
    """The name of each row of a table, by its id."""
    core = table.core()
    return dict(connection.execute(select(core.c.id, core.c.name)).all())


def typed(column: pd.Series, field: Field) -> pd.Series:
    """A column of plain values in the dtype of its field."""
    if field.kind == "choice":
        return column.astype(pd.CategoricalDtype(list(field.choices), ordered=True))
    if field.kind == "day":
        return pd.to_datetime(column)
    dtypes = {"number": "float64", "whole": "Int64", "yes or no": "boolean"}
    return column.astype(dtypes.get(field.kind, "str"))


def empty_frame(table: type[Table]) -> pd.DataFrame:
    """A frame of the table with no rows, in its dtypes."""
    index = pd.Index([], dtype="int64", name="id")
    columns = {
        name: typed(pd.Series([], index=index, dtype=object), field) for name, field in table.fields().items()
    }
    return pd.DataFrame(columns, index=index)
