"""The steps of one edit: add a row, set some of its values, delete it, merge it into another. All of
them stand, or none. Two screens may write the same at once: a row that is added ``once`` is left as it stands
if it is there already, and one that is deleted ``once`` may be gone already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from copkit.place.change import Change
from copkit.place.errors import ChangeRefused, Fault
from copkit.place.merging import merge
from copkit.place.rules import Misread, fold, read_value
from copkit.place.schema import TABLES


@dataclass(frozen=True)
class Taken:
    """A step that was taken: the row that it touched, and where somebody else had been before.

    Each clash has the ``column``, what the other wrote (``theirs``) and what stands now (``yours``).
    """

    row: int
    clashes: list[dict[str, str]] = field(default_factory=list)


def take(change: Change, steps: Sequence[Mapping[str, Any]]) -> list[Taken]:
    """Takes the steps in order. Raises `ChangeRefused` with the faults of all of them; a fault's row is
    the number of its step, from 1, where there are several."""
    taken: list[Taken] = []
    faults: list[Fault] = []
    for number, step in enumerate(steps, 1):
        try:
            taken.append(_one(change, step))
        except ChangeRefused as refused:
            line = number if len(steps) > 1 else None
            faults += [replace(fault, row=line) for fault in refused.faults]
    if faults:
        raise ChangeRefused(faults)
    return taken


def _one(change: Change, step: Mapping[str, Any]) -> Taken:
    if "add" in step:
        there = _same_row(change, _table(step["add"]), _values(step)) if step.get("once") else None
        return Taken(change.add(_table(step["add"]), _values(step)) if there is None else there)
    if "delete" in step:
        table = _table(step["delete"])
        if not step.get("once") or change.holds(table, int(step["row"])):
            change.delete(table, int(step["row"]))
        return Taken(int(step["row"]))
    if "merge" in step:
        merge(change, _table(step["merge"]), int(step["row"]), into=int(step["into"]))
        return Taken(int(step["into"]))
    table, row, values = _table(step.get("set")), int(step["row"]), _values(step)
    standing = change.row(table, row)
    seen = {} if change.last_was_mine(table, row) else step.get("seen") or {}
    change.update(table, row, values)
    return Taken(row, _clashes(table, standing, values, seen))


def _table(name: object) -> str:
    if name not in TABLES:
        raise ChangeRefused([Fault("", None, None, f"There is no table '{name}'")])
    return str(name)


def _values(step: Mapping[str, Any]) -> dict[str, object]:
    known = TABLES[str(step.get("add") or step.get("set"))].fields()
    return {name: value for name, value in (step.get("values") or {}).items() if name in known}


def _same_row(change: Change, table: str, values: Mapping[str, object]) -> int | None:
    """The row that is told apart by the same values, if there is one."""
    names = TABLES[table].identity
    asked = [fold(as_typed(values.get(name))) for name in names]
    rows = change.rows(table).items()
    return next((row for row, own in rows if [fold(as_typed(own[name])) for name in names] == asked), None)


def _clashes(
    table: str, standing: Mapping[str, Any], values: Mapping[str, Any], seen: Mapping[str, Any]
) -> list[dict[str, str]]:
    """Where a value was no longer the one that the screen showed, and is not what was written now."""
    found = []
    for column, typed in values.items():
        stood = standing.get(column)
        if column not in seen or not _differs(table, column, stood, seen[column]):
            continue
        if _differs(table, column, stood, typed):
            found.append({"column": column, "theirs": as_typed(stood), "yours": str(typed)})
    return found


def _differs(table: str, column: str, stood: object, typed: object) -> bool:
    try:
        read = read_value(TABLES[table].fields()[column], typed)
    except Misread:
        return True
    if isinstance(stood, str) and isinstance(read, str) and TABLES[table].fields()[column].refers_to:
        return fold(stood) != fold(read)
    return stood != read


def as_typed(value: object) -> str:
    """A stored value as a person would type it; '' for nothing.

    >>> as_typed(dt.date(2026, 6, 18)), as_typed(True), as_typed(0.5), as_typed(None)
    ('2026-06-18', 'yes', '0.5', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.date):
        return value.isoformat()
    return f"{value:.12g}" if isinstance(value, float) else str(value)
