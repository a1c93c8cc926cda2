"""What can be done to a place within one transaction: add, update and delete rows, by the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy import Table as CoreTable

from copkit.place.columns import Table
from copkit.place.errors import ChangeRefused, Fault
from copkit.place.frames import names_of, rows_of
from copkit.place.history import as_json, history, last_writer, newest_change, rows_of_edit
from copkit.place.kept_aside import Aside, keep_aside
from copkit.place.rules import fold, identity, nearest, read_row, shorten
from copkit.place.schema import TABLES


class Change:
    """Rows written together. Got from `Place.change`."""

    def __init__(
        self,
        connection: Connection,
        did: str,
        at: str,
        *,
        undoes: int | None = None,
        by: str = "",
        edit: str = "",
    ) -> None:
        self._connection = connection
        self.number = newest_change(connection) + 1
        self._line = {
            "change": self.number,
            "at": at,
            "did": did,
            "undoes": undoes,
            "by": by or None,
            "edit": edit or None,
        }
        self._ids: dict[str, dict[str, int]] = {}

    def add(self, table: str, row: Mapping[str, object]) -> int:
        """Adds one row and gives its id.

        ``row`` maps columns to values as a person types them; references are names. Raises
        `ChangeRefused` with every fault.
        """
        declared = TABLES[table]
        values, faults = read_row(declared, row)
        faults += self._unknown_names(declared, values)
        if not faults:
            faults += self._already_there(declared, values)
        if faults:
            raise ChangeRefused(faults)
        return self.add_read(table, [values])[0]

    def add_read(self, table: str, rows: Sequence[Mapping[str, object]]) -> list[int]:
        """Adds rows that were read and checked already (see `copkit.place.intake`); gives their ids.

        The database still refuses what breaks a key.
        """
        if not rows:
            return []
        core = TABLES[table].core()
        stored = [self._with_ids(TABLES[table], row) for row in rows]
        result = self._connection.execute(
            insert(core).returning(core.c.id, sort_by_parameter_order=True), stored
        )
        ids = list(result.scalars())
        self._keep_many(
            [(table, row_id, None, as_json(values)) for row_id, values in zip(ids, stored, strict=True)]
        )
        self._ids.pop(table, None)
        return ids

    def update(self, table: str, row_id: int, values: Mapping[str, object]) -> None:
        """Changes some columns of a row. Raises `ChangeRefused`."""
        declared = TABLES[table]
        standing = self._named(declared, row_id)
        read, faults = read_row(declared, {**standing, **values})
        faults += self._unknown_names(declared, read)
        if not faults and identity(declared, read) != identity(declared, standing):
            faults += self._already_there(declared, read)
        if faults:
            raise ChangeRefused(faults)
        self.update_read(table, row_id, read)

    def update_read(self, table: str, row_id: int, values: Mapping[str, object]) -> bool:
        """Changes columns to values read and checked already; says whether anything differed."""
        core = TABLES[table].core()
        before = self._stored(core, row_id)
        new = self._with_ids(TABLES[table], {**self._named(TABLES[table], row_id), **values})
        if new == before:
            return False
        self._connection.execute(update(core).where(core.c.id == row_id).values(**new))
        self._keep_many([(table, row_id, as_json(before), as_json(new))])
        self._ids.pop(table, None)
        return True

    def delete(self, table: str, row_id: int) -> None:
        """Deletes a row. Raises `ChangeRefused` if other rows refer to it, and says how many."""
        declared = TABLES[table]
        core = declared.core()
        before = self._stored(core, row_id)
        if used := self._used_by(table, row_id):
            name = before.get("name", f"this {declared.singular}")
            raise ChangeRefused([Fault(declared.sheet(), None, None, f"'{name}' is still named in {used}")])
        self._connection.execute(delete(core).where(core.c.id == row_id))
        self._keep_many([(table, row_id, as_json(before), None)])
        self._ids.pop(table, None)

    def written_before(self) -> list[int]:
        """The rows that this very edit touched when it was sent before; empty if it is new."""
        return rows_of_edit(self._connection, str(self._line["edit"])) if self._line["edit"] else []

    def last_was_mine(self, table: str, row_id: int) -> bool:
        """Whether the screen that this change comes from was the last to write to a row."""
        return last_writer(self._connection, table, row_id) == self._line["by"]

    def holds(self, table: str, row_id: int) -> bool:
        """Whether a row stands, and was not deleted in the meantime."""
        core = TABLES[table].core()
        return self._connection.execute(select(core.c.id).where(core.c.id == row_id)).first() is not None

    def row(self, table: str, row_id: int) -> dict[str, Any]:
        """One row as plain values; references are names. Raises `ChangeRefused` if it is gone."""
        return self._named(TABLES[table], row_id)

    def rows(self, table: str) -> dict[int, dict[str, Any]]:
        """All rows as plain values by id; references are names."""
        return rows_of(self._connection, TABLES[table])

    def names(self, table: str) -> list[str]:
        """The names of all rows of a table that has names."""
        return list(names_of(self._connection, TABLES[table]).values())

    def keep_aside(self, cells: Sequence[Aside]) -> None:
        """Keeps cells that no declared column takes."""
        keep_aside(self._connection, cells)

    def keep(self, table: str, row_id: int, before: str | None, after: str | None) -> None:
        """Writes one line of history about a row that was changed by other means."""
        self._keep_many([(table, row_id, before, after)])

    def _keep_many(self, lines: Sequence[tuple[str, int, str | None, str | None]]) -> None:
        self._connection.execute(
            insert(history),
            [
                {**self._line, "table": table, "row": row_id, "before": before, "after": after}
                for table, row_id, before, after in lines
            ],
        )

    def _ids_of(self, table: str) -> dict[str, int]:
        if table not in self._ids:
            self._ids[table] = {
                fold(name): id_ for id_, name in names_of(self._connection, TABLES[table]).items()
            }
        return self._ids[table]

    def _with_ids(self, table: type[Table], values: Mapping[str, object]) -> dict[str, Any]:
        stored: dict[str, Any] = {}
        for name, field in table.fields().items():
            value = values.get(name)
            stored[name] = (
                self._ids_of(field.refers_to)[fold(str(value))] if field.refers_to and value else value
            )
        return stored

    def _unknown_names(self, table: type[Table], values: Mapping[str, object]) -> list[Fault]:
        return [
            unknown_name(
                table, name, str(value), list(names_of(self._connection, TABLES[field.refers_to]).values())
            )
            for name, field in table.fields().items()
            if field.refers_to
            and (value := values.get(name))
            and fold(str(value)) not in self._ids_of(field.refers_to)
        ]

    def _already_there(self, table: type[Table], values: Mapping[str, object]) -> list[Fault]:
        core = table.core()
        if table.identity == ("name",):
            found = fold(str(values["name"])) in self._ids_of(table.table_name())
        else:
            stored = self._with_ids(table, values)
            query = select(core.c.id)
            for column in table.identity:
                typed = stored.get(column)
                kept = core.c[column]
                same = (
                    func.lower(kept) == typed.lower()
                    if isinstance(typed, str)
                    else kept.is_not_distinct_from(typed)
                )
                query = query.where(same)
            found = self._connection.execute(query).first() is not None
        return [same_row_twice(table, values)] if found else []

    def _used_by(self, table: str, row_id: int) -> str:
        uses = []
        for other in TABLES.values():
            core = other.core()
            count = sum(
                self._connection.scalar(select(func.count()).where(core.c[name] == row_id)) or 0
                for name, field in other.fields().items()
                if field.refers_to == table
            )
            if count:
                uses.append(f"{other.sheet()} ({count:,} {'row' if count == 1 else 'rows'})")
        return ", ".join(uses)

    def _stored(self, core: CoreTable, row_id: int) -> dict[str, Any]:
        row = self._connection.execute(select(core).where(core.c.id == row_id)).mappings().first()
        if row is None:
            fault = Fault(core.name, None, None, "this row was deleted in the meantime")
            raise ChangeRefused([fault])
        return {name: value for name, value in row.items() if name != "id"}

    def _named(self, table: type[Table], row_id: int) -> dict[str, Any]:
        values = self._stored(table.core(), row_id)
        for name, field in table.fields().items():
            if field.refers_to and values[name] is not None:
                values[name] = names_of(self._connection, TABLES[field.refers_to])[values[name]]
        return values


def unknown_name(
    table: type[Table], column: str, typed: str, known: Sequence[str], row: int | None = None
) -> Fault:
    """The fault of a reference to a name that its table does not have."""
    field = table.fields()[column]
    other = TABLES[str(field.refers_to)]
    return Fault(
        table.sheet(),
        row,
        field.label,
        f"'{shorten(typed)}' is not in the sheet {other.sheet()}",
        f"a name that stands in the sheet {other.sheet()}",
        nearest(typed, known),
    )


def same_row_twice(
    table: type[Table], values: Mapping[str, object], row: int | None = None, first: int | None = None
) -> Fault:
    """The fault of a row that says the same as another one."""
    said = ", ".join(f"'{shorten(values[name])}'" for name in table.identity if values.get(name) is not None)
    there = f"stands in row {first} already" if first else "is there already"
    fields = [table.fields()[name].label for name in table.identity]
    column = fields[0] if len(fields) == 1 else None
    together = "" if len(fields) == 1 else f"; {', '.join(fields[:-1])} and {fields[-1]} together must differ"
    return Fault(table.sheet(), row, column, f"{said} {there}{together}")
