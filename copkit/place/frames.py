"""Rows of a table as a pandas data frame with proper dtypes."""

from __future__ import annotations

from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from copkit.place.columns import Field, Table
from copkit.place.schema import TABLES


def frame_of(connection: Connection, table: type[Table]) -> pd.DataFrame:
    """All rows, in the order in which they were added; see `Place.read` for the dtypes."""
    fields = table.fields()
    rows = [(row_id, *values.values()) for row_id, values in rows_of(connection, table).items()]
    raw = pd.DataFrame(rows, columns=["id", *fields], dtype=object).set_index("id")
    raw.index = raw.index.astype("int64")
    for name, field in fields.items():
        raw[name] = typed(raw[name], field)
    return raw


def rows_of(connection: Connection, table: type[Table]) -> dict[int, dict[str, Any]]:
    """All rows by id, as plain Python values; a reference is the name of the row it refers to."""
    core = table.core()
    fields = table.fields()
    referred = {field.refers_to for field in fields.values() if field.refers_to}
    names: dict[str, dict[Any, str]] = {name: dict(names_of(connection, TABLES[name])) for name in referred}
    lookups = [names.get(field.refers_to or "") for field in fields.values()]
    return {
        row[0]: {
            name: value if lookup is None else lookup.get(value)
            for name, value, lookup in zip(fields, row[1:], lookups, strict=True)
        }
        for row in connection.execute(
            select(core.c.id, *(core.c[name] for name in fields)).order_by(core.c.id)
        )
    }


def names_of(connection: Connection, table: type[Table]) -> dict[int, str]:
    """The name of each row of a table, by its id."""
    core = table.core()
    return {row.id: row.name for row in connection.execute(select(core.c.id, core.c.name))}


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
