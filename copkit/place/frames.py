"""Rows of a table as a pandas data frame with proper dtypes."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Connection, select

from copkit.place.columns import Field, Table
from copkit.place.schema import TABLES


def frame_of(connection: Connection, table: type[Table]) -> pd.DataFrame:
    """All rows, in the order in which they were added; see `Place.read` for the dtypes."""
    core = table.core()
    fields = table.fields()
    rows = connection.execute(select(core.c.id, *(core.c[name] for name in fields)).order_by(core.c.id)).all()
    raw = pd.DataFrame(rows, columns=["id", *fields], dtype=object).set_index("id")
    raw.index = raw.index.astype("int64")
    referred = {field.refers_to for field in fields.values() if field.refers_to}
    names = {name: names_of(connection, TABLES[name]) for name in referred}
    for name, field in fields.items():
        column = raw[name].map(names[field.refers_to]) if field.refers_to else raw[name]
        raw[name] = typed(column, field)
    return raw


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
