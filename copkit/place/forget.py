"""A member forgotten: taken out of every table, of every text that names them, and of the history.

Rows that cannot be without the person go (who came, ties, skills). Where the person only had a part (who
leads an event, who keeps a guide), the row stays and nobody is named. Where a text holds the name, 'a former
member' stands in its place. What the history kept of all this goes with it, so it cannot be taken back.

UK GDPR, article 17 (right to erasure): what lies outside the place, packs that were passed on and copies of
the file, is not reached from here, and must be told to whoever asks.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as made_of
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy import Table as CoreTable

from copkit.place.columns import Table
from copkit.place.frames import names_of
from copkit.place.history import history, newest_change
from copkit.place.kept_aside import kept_aside
from copkit.place.redaction import Redaction
from copkit.place.schema import TABLES

DID = "Forget a member"


@dataclass
class Forgotten:
    """Where a member was taken out: how many rows went by sheet, in how many the person is named no longer,
    how many texts were reworded by sheet and column, cells that had been kept aside, lines of the history
    that went or were reworded."""

    removed: Counter[str] = made_of(default_factory=Counter)
    unnamed: Counter[str] = made_of(default_factory=Counter)
    reworded: Counter[str] = made_of(default_factory=Counter)
    aside: int = 0
    history: int = 0

    def __str__(self) -> str:
        lines = []
        for told, counted in (
            ("Rows removed", self.removed),
            ("Named no longer", self.unnamed),
            ("Texts that say 'a former member' now", self.reworded),
        ):
            lines += [f"{told}:"] if counted else []
            lines += [f"  {where}: {number:,}" for where, number in counted.items()]
        lines.append(f"Cells that had been kept aside: {self.aside:,}.")
        lines.append(f"Lines of the history: {self.history:,}.")
        return "\n".join(lines)


def forget(connection: Connection, member: int, at: str) -> Forgotten:
    """Takes the member with this id out, within the transaction of the connection. ``at`` is the time for the
    history, which keeps that somebody was forgotten and not whom."""
    members = TABLES["members"].core()
    row = connection.execute(select(members).where(members.c.id == member)).mappings().one()
    known = [
        name
        for table in ("communities", "organisations")
        for name in names_of(connection, TABLES[table]).values()
    ]
    redaction = Redaction(str(row["name"]), str(row["email"] or ""), known)
    done = Forgotten()
    gone = _take_out(connection, "members", member, done)
    _reword(connection, redaction, done)
    done.aside = _from_aside(connection, redaction)
    done.history = _from_history(connection, redaction, member, gone)
    change = newest_change(connection) + 1
    line = {"change": change, "at": at, "did": DID, "undoes": change, "table": "members", "row": member}
    connection.execute(insert(history), [line])
    return done


def _take_out(connection: Connection, table: str, row: int, done: Forgotten) -> set[tuple[str, int]]:
    """Deletes a row, with all that cannot be without it; gives the rows that went."""
    gone = {(table, row)}
    for other, name, required in _references(table):
        core = other.core()
        if required:
            for id_ in list(connection.scalars(select(core.c.id).where(core.c[name] == row))):
                gone |= _take_out(connection, other.table_name(), id_, done)
        else:
            left = connection.execute(update(core).where(core.c[name] == row).values({name: None}))
            done.unnamed[other.sheet()] += left.rowcount
            done.unnamed += Counter()
    core = TABLES[table].core()
    done.removed[TABLES[table].sheet()] += connection.execute(delete(core).where(core.c.id == row)).rowcount
    return gone


def _references(table: str) -> Iterator[tuple[type[Table], str, bool]]:
    for other in TABLES.values():
        for name, found in other.fields().items():
            if found.refers_to == table:
                yield other, name, found.required


def _reword(connection: Connection, redaction: Redaction, done: Forgotten) -> None:
    for declared in TABLES.values():
        core = declared.core()
        names = [name for name, field in declared.fields().items() if field.kind in ("text", "words")]
        if declared.table_name() == "members":
            names.remove("name")  # of two people of one name, the other stays
        if not names:
            continue
        for row in connection.execute(select(core.c.id, *(core.c[name] for name in names))).mappings().all():
            found = {name: redaction.without(row[name]) for name in names if row[name]}
            new = {name: said for name, said in found.items() if said is not None}
            if not new:
                continue
            _write(connection, core, row["id"], declared, new)
            for name in new:
                done.reworded[f"{declared.sheet()}, {declared.fields()[name].label}"] += 1


def _write(
    connection: Connection, core: CoreTable, row: int, declared: type[Table], new: dict[str, str]
) -> None:
    """Writes reworded texts. Where the row would read like another one, a number tells them apart."""
    if not set(new) & set(declared.identity):
        connection.execute(update(core).where(core.c.id == row).values(**new))
        return
    standing = connection.execute(select(core).where(core.c.id == row)).mappings().one()
    told = next(name for name in declared.identity if name in new)
    plain, number = new[told], 1
    while True:
        values = {**standing, **new}
        same = [core.c[name].is_not_distinct_from(values[name]) for name in declared.identity]
        if connection.execute(select(core.c.id).where(*same, core.c.id != row)).first() is None:
            break
        number += 1
        new[told] = f"{plain} {number}"
    connection.execute(update(core).where(core.c.id == row).values(**new))


def _from_aside(connection: Connection, redaction: Redaction) -> int:
    """Takes out each row of a file of which a cell names the person: the other cells are about them too."""
    where = (kept_aside.c.source, kept_aside.c.sheet, kept_aside.c.row)
    cells = connection.execute(select(*where, kept_aside.c.value)).all()
    named = {tuple(cell[:3]) for cell in cells if redaction.without(cell.value) is not None}
    gone = 0
    for row in named:
        same = (column == value for column, value in zip(where, row, strict=True))
        gone += connection.execute(delete(kept_aside).where(*same)).rowcount
    return gone


def _from_history(
    connection: Connection, redaction: Redaction, member: int, gone: set[tuple[str, int]]
) -> int:
    """Takes the lines about rows that went out of the history, and the person out of all other lines."""
    touched = 0
    required = {(o.table_name(), name) for o, name, needed in _references("members") if needed}
    optional = {(o.table_name(), name) for o, name, needed in _references("members") if not needed}
    for line in connection.execute(select(history)).all():
        states = [json.loads(state) if state else None for state in (line.before, line.after)]
        held = any(
            (line.table, name) in required and value == member
            for state in states
            for name, value in (state or {}).items()
        )
        if (line.table, line.row) in gone or held:
            connection.execute(delete(history).where(history.c.id == line.id))
            touched += 1
            continue
        before, after = (_scrubbed(line.table, state, optional, member, redaction) for state in states)
        new = {"before": before, "after": after, "did": redaction.without(line.did) or line.did}
        if new != {"before": line.before, "after": line.after, "did": line.did}:
            connection.execute(update(history).where(history.c.id == line.id).values(**new))
            touched += 1
    return touched


def _scrubbed(
    table: str,
    state: dict[str, Any] | None,
    optional: set[tuple[str, str]],
    member: int,
    redaction: Redaction,
) -> str | None:
    if state is None:
        return None
    new: dict[str, Any] = {}
    for name, value in state.items():
        if (table, name) in optional and value == member:
            new[name] = None
        elif (table, name) == ("members", "name"):
            new[name] = value
        else:
            new[name] = (redaction.without(value) or value) if isinstance(value, str) else value
    return json.dumps(new, ensure_ascii=False)
