"""Taking many rows in at once: all are checked, against each other and the place; then all or none go in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from copkit.place.change import Change, same_row_twice, unknown_name
from copkit.place.columns import Table
from copkit.place.errors import Fault, LoadRefused, showable
from copkit.place.kept_aside import Aside
from copkit.place.rules import Misread, fold, identity, read_row, read_value
from copkit.place.schema import TABLES
from copkit.place.store import Place

Given = tuple[int, Mapping[str, object]]
"""A row as somebody gave it: its number in the sheet, and what was typed in each column."""


@dataclass
class Report:
    """What came of taking rows in."""

    added: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    unchanged: dict[str, int] = field(default_factory=dict)
    deleted: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        told = (("added", self.added), ("changed", self.changed), ("deleted", self.deleted))
        parts = [f"{sum(counts.values()):,} rows {verb}" for verb, counts in told if sum(counts.values())]
        same = sum(self.unchanged.values())
        parts += [f"{same:,} rows were there already"] if same else []
        lines = [", ".join(parts) + "." if parts else "The file holds no rows to load."]
        for table in TABLES.values():
            name = table.table_name()
            counts = [f"{counts[name]:,} {verb}" for verb, counts in told if counts.get(name)]
            lines += [f"  {table.sheet()}: {', '.join(counts)}"] if counts else []
        return showable("\n".join(lines + [f"Note: {note}" for note in self.notes]))


def take_in(
    place: Place,
    rows: Mapping[str, Sequence[Given]],
    source: str,
    *,
    aside: Sequence[Aside] = (),
    faults: Sequence[Fault] = (),
    replace_rows: bool = False,
) -> Report:
    """Takes rows into a place, all or none, as one change that can be undone. The file is copied first.

    ``rows`` maps names of tables to rows. A row whose identity the place has already changes that
    row, in the columns that are given; any other is added. With ``replace_rows``, rows of the given
    tables that are not among them are deleted. ``aside`` is kept beside the tables; ``faults`` were
    found already, while reading the file, and are told with the others.

    Raises `LoadRefused` with every fault, each once.

    >>> place = Place.in_memory()
    >>> print(take_in(place, {"communities": [(2, {"name": "Warm Homes"})]}, "town.xlsx"))
    1 rows added.
      Communities: 1 added
    """
    with place.backed_up(), place.change(f"Load {source}") as change:
        reader = _Reader(change, rows)
        found = [*faults, *reader.faults]
        if found:
            raise LoadRefused(list(_each_once(found)), source)
        report = Report()
        for name in reader.read:
            _write(change, name, reader, report)
        if replace_rows:
            for name in reversed(list(reader.read)):
                _delete_others(change, name, reader, report)
        change.keep_aside(aside)
    return report


class _Reader:
    """Reads and checks all rows against the rules, each other, and what the place holds."""

    def __init__(self, change: Change, rows: Mapping[str, Sequence[Given]]) -> None:
        self.faults: list[Fault] = []
        self.read: dict[str, list[dict[str, object]]] = {}
        self.standing = {name: change.rows(name) for name in TABLES if name in rows}
        self._change = change
        self._known: dict[str, dict[str, str]] = {}
        self._raw = rows
        for name in TABLES:
            if name in rows:
                self._read_table(TABLES[name], rows[name])

    def _read_table(self, table: type[Table], rows: Sequence[Given]) -> None:
        references = {name: field.refers_to for name, field in table.fields().items() if field.refers_to}
        first_row: dict[tuple[object, ...], int] = {}
        good: list[dict[str, object]] = []
        for number, raw in rows:
            values, faults = read_row(table, raw, number)
            for column, other in references.items():
                value = values.get(column)
                if value is None:
                    continue
                known = self._names(str(other))
                if fold(str(value)) not in known:
                    faults.append(self._unknown(table, column, str(value), number))
            if not faults:
                same = identity(table, values)
                if same in first_row:
                    faults.append(same_row_twice(table, values, number, first_row[same]))
                first_row.setdefault(same, number)
            self.faults += faults
            good.append(values)
        self.read[table.table_name()] = good

    def _names(self, table: str) -> dict[str, str]:
        """Names that a reference may hold: those of the place and those of the file, faulty rows too,
        so that one mistake is told once."""
        if table not in self._known:
            names = [str(name) for name in self._change.names(table)]
            names += [_name(TABLES[table], raw) for _, raw in self._raw.get(table, ())]
            self._known[table] = {fold(name): name for name in names if name.strip()}
        return self._known[table]

    def _unknown(self, table: type[Table], column: str, value: str, number: int) -> Fault:
        known = self._names(str(table.fields()[column].refers_to))
        return unknown_name(table, column, value, list(known.values()), number)


def _name(table: type[Table], raw: Mapping[str, object]) -> str:
    """The name of a row as the place will hold it; as it was typed where it cannot."""
    try:
        return str(read_value(table.fields()["name"], raw.get("name")) or "")
    except Misread:
        return str(raw["name"])


def _write(change: Change, name: str, reader: _Reader, report: Report) -> None:
    table = TABLES[name]
    standing = {identity(table, values): (row_id, values) for row_id, values in reader.standing[name].items()}
    new = []
    for values in reader.read[name]:
        found = standing.get(identity(table, values))
        if found is None:
            new.append(values)
            continue
        row_id, before = found
        differs = any(not _same(before[column], value) for column, value in values.items())
        if differs:
            change.update_read(name, row_id, values)
        counts = report.changed if differs else report.unchanged
        counts[name] = counts.get(name, 0) + 1
    change.add_read(name, new)
    report.added[name] = len(new)


def _delete_others(change: Change, name: str, reader: _Reader, report: Report) -> None:
    table = TABLES[name]
    given = {identity(table, values) for values in reader.read[name]}
    for row_id, values in reader.standing[name].items():
        if identity(table, values) not in given:
            change.delete(name, row_id)
            report.deleted[name] = report.deleted.get(name, 0) + 1


def _same(before: object, value: object) -> bool:
    return before == value or (isinstance(before, str) and isinstance(value, str) and before == value)


def _each_once(faults: Iterable[Fault]) -> Iterable[Fault]:
    """The same mistake in many rows of a column is told at the first, with the number of the others."""
    groups: dict[tuple[str, str | None, str], list[Fault]] = {}
    for fault in faults:
        groups.setdefault((fault.sheet, fault.column, fault.wrong), []).append(fault)
    for same in groups.values():
        others = len(same) - 1
        more = f" (and in {others:,} more {'row' if others == 1 else 'rows'})" if others else ""
        yield replace(same[0], wrong=same[0].wrong + more)
