"""Whether a place is sound: its file, its tables, every row by the rules, and the history."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, inspect, select, text

from copkit.place.columns import Table
from copkit.place.errors import Fault
from copkit.place.frames import rows_of
from copkit.place.history import as_json, history
from copkit.place.rules import identity, read_row
from copkit.place.schema import TABLES

_FIRST_ROW = 2
"""In a saved spreadsheet the headers stand in row 1."""


@dataclass(frozen=True)
class Checked:
    """What a check found: how many rows and changes the place has, and what is wrong with it.

    >>> print(Checked(rows=1200, changes=3, wrong=()))
    All is well: 1,200 rows, 3 changes.
    """

    rows: int
    changes: int
    wrong: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.wrong

    def __str__(self) -> str:
        if self.sound:
            return f"All is well: {self.rows:,} rows, {self.changes:,} changes."
        number = "1 thing is" if len(self.wrong) == 1 else f"{len(self.wrong):,} things are"
        return "\n".join([f"{number} wrong:", *(f"  {each}" for each in self.wrong)])


def check(connection: Connection) -> Checked:
    """Checks a place: see `Checked`. Reads only.

    The file is checked by its database, the tables against their declarations, each row by the rules that a
    load goes by, and each row against what the history says of it last.
    """
    damage = list(_damage(connection))
    missing = list(_missing(connection))
    if damage or missing:
        return Checked(0, 0, (*damage, *missing))
    rows = {name: rows_of(connection, table) for name, table in TABLES.items()}
    wrong = [*_amiss(rows), *_unlike_the_history(connection, rows)]
    changes = connection.scalar(select(history.c.change).order_by(history.c.change.desc()).limit(1)) or 0
    return Checked(sum(map(len, rows.values())), changes, tuple(wrong))


def _damage(connection: Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return
    found = list(connection.scalars(text("PRAGMA integrity_check(1)")))
    if found != ["ok"]:
        yield "the file is damaged; take the newest copy"
        return
    for line in connection.execute(text("PRAGMA foreign_key_check")):
        table = TABLES.get(str(line[0]))
        yield f"{table.sheet() if table else line[0]}: a row names another row that is gone"


def _missing(connection: Connection) -> Iterator[str]:
    """Tables and columns that were taken away."""
    looked = inspect(connection)
    there = set(looked.get_table_names())
    for name, table in TABLES.items():
        if name not in there:
            yield f"{table.sheet()}: the table is missing"
            continue
        columns = {column["name"] for column in looked.get_columns(name)}
        for column, field in table.fields().items():
            if column not in columns:
                yield f"{table.sheet()}: the column '{field.label}' is missing"


def _amiss(rows: Mapping[str, Mapping[int, Mapping[str, Any]]]) -> Iterator[str]:
    """Rows that break a rule, or say the same as another one."""
    for name, table in TABLES.items():
        first: dict[tuple[object, ...], int] = {}
        for number, values in enumerate(rows[name].values(), _FIRST_ROW):
            _, faults = read_row(table, values, number)
            yield from map(str, faults)
            same = identity(table, values)
            if same in first:
                yield str(Fault(table.sheet(), number, None, f"it says the same as row {first[same]}"))
            first.setdefault(same, number)


def _unlike_the_history(
    connection: Connection, rows: Mapping[str, Mapping[int, Mapping[str, Any]]]
) -> Iterator[str]:
    """Rows that another program changed: they are not as the history left them."""
    newest: dict[tuple[str, int], str | None] = {}
    for line in connection.execute(
        select(history.c.table, history.c.row, history.c.after).order_by(history.c.id)
    ):
        newest[line.table, line.row] = line.after
    gone_of = Counter(of for (of, row), after in newest.items() if after and row not in rows.get(of, ()))
    for name, table in TABLES.items():
        stored = _stored(connection, table)
        for number, row in enumerate(rows[name], _FIRST_ROW):
            after = newest.get((name, row))
            told = json.loads(after) if after else None
            if told is None or any(told[column] != stored[row].get(column) for column in told):
                wrong = "it is not as the history left it: another program has changed it"
                yield str(Fault(table.sheet(), number, None, wrong))
        if gone := gone_of[name]:
            wrong = f"{gone:,} {'row is' if gone == 1 else 'rows are'} gone that the history still has"
            yield str(Fault(table.sheet(), None, None, wrong))


def _stored(connection: Connection, table: type[Table]) -> dict[int, dict[str, Any]]:
    """The rows in the form of the history."""
    core = table.core()
    return {
        row["id"]: json.loads(str(as_json({name: row[name] for name in row if name != "id"})))
        for row in connection.execute(select(core)).mappings()
    }
