"""Two rows that mean the same become one: what named the one names the other, and nothing is lost.

All of it is written in the change that is given, so that one undo brings both rows back.
"""

from __future__ import annotations

from typing import Any

from copkit.place.change import Change
from copkit.place.columns import Table
from copkit.place.errors import ChangeRefused, Fault
from copkit.place.rules import fold, identity
from copkit.place.schema import TABLES


def merge(change: Change, table: str, row: int, into: int) -> None:
    """Merges a row of a table into another one of it.

    ``row`` goes and ``into`` stays, with its name. What is empty in it is filled from ``row``, and longer
    texts are put one under the other. Rows of other tables that named ``row`` name ``into``. Where such a
    row is there already the two become one: numbers are joined as the table declares (dots add up), else
    the one that was there stands. A link from the one to the other goes. Raises `ChangeRefused`.

    >>> from copkit.place.store import Place
    >>> place = Place.in_memory()
    >>> with place.change("Add") as change:
    ...     kept, gone = (change.add("issues", {"name": name}) for name in ("Damp", "Damp homes"))
    >>> with place.change("Merge") as change:
    ...     merge(change, "issues", gone, into=kept)
    >>> list(place.read("issues")["name"])
    ['Damp']
    """
    declared = TABLES[table]
    if row == into:
        raise ChangeRefused([Fault(declared.sheet(), None, None, "A row cannot be merged into itself")])
    gone, kept = change.row(table, row), change.row(table, into)
    for other in TABLES.values():
        columns = [name for name, field in other.fields().items() if field.refers_to == table]
        if columns:
            _point_elsewhere(change, other, columns, gone["name"], kept["name"])
    change.update_read(table, into, _both(declared, kept, gone))
    change.delete(table, row)


def _both(declared: type[Table], kept: dict[str, Any], gone: dict[str, Any]) -> dict[str, Any]:
    """The row that stays, with what only the other one knew."""
    values = {name: kept[name] if kept[name] is not None else gone[name] for name in declared.fields()}
    for name, field in declared.fields().items():
        texts = [text for text in dict.fromkeys((kept[name], gone[name])) if text]
        if field.kind == "words" and len(texts) > 1:
            values[name] = "\n".join(texts)[: field.longest]
    return values


def _point_elsewhere(change: Change, other: type[Table], columns: list[str], gone: str, kept: str) -> None:
    table = other.table_name()
    rows = change.rows(table)
    there = {identity(other, values): number for number, values in rows.items()}
    for number, values in rows.items():
        naming = {name: kept for name in columns if values[name] and fold(values[name]) == fold(gone)}
        if not naming:
            continue
        new = {**values, **naming}
        twin = there.get(identity(other, new))
        if other.must_differ and fold(new[other.must_differ[0]]) == fold(new[other.must_differ[1]]):
            change.delete(table, number)
        elif twin is not None and twin != number:
            joined = {
                name: _at_most(other.fields()[name].high, join((rows[twin][name], values[name])))
                for name, join in other.joined_by.items()
            }
            change.delete(table, number)
            change.update_read(table, twin, joined)
            rows[twin] |= joined
        else:
            change.update_read(table, number, naming)
            there[identity(other, new)] = number


def _at_most(high: float | None, value: Any) -> Any:
    return value if high is None else min(value, high)
