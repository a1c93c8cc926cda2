"""A member forgotten: taken out of every table, of every text that names them, and of the history.

Rows that cannot be without the person go (who came, ties, skills). Where the person only had a part (who
leads an event, who keeps a guide), the row stays and nobody is named. Where a text holds the name for sure,
'a former member' stands in its place; where it may hold it, the text stays and is told, to be looked at. What
the history kept of all this goes with it, so it cannot be taken back. Other members keep their names and
addresses.

UK GDPR, article 17 (right to erasure): what lies outside the place, packs that were passed on and copies of
the file, is not reached from here, and must be told to whoever asks.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy import Table as CoreTable

from copkit.place.columns import Table
from copkit.place.forgotten import Doubt, Forgotten
from copkit.place.frames import names_of
from copkit.place.history import history, newest_change
from copkit.place.kept_aside import kept_aside
from copkit.place.redaction import Redaction
from copkit.place.schema import TABLES

DID = "Forget a member"

_OTHERS_OWN = (("members", "name"), ("members", "email"))
"""What tells other members from one another, and is theirs: of two people of one name, the other stays."""

_FIRST_ROW = 2
"""In a saved spreadsheet the headers stand in row 1."""

_HEADED = ("Members",)
"""Sheets of which each row is about one person."""


def forget(connection: Connection, member: int, at: str, doubtful: bool = False) -> Forgotten:
    """Takes the member with this id out, within the transaction of the connection. ``at`` is the time for the
    history, which keeps that somebody was forgotten and not whom. With ``doubtful`` texts are reworded, too,
    that only may name them."""
    redaction = _redaction(connection, member, doubtful)
    done = Forgotten()
    gone = _take_out(connection, "members", member, done)
    _reword(connection, redaction, done)
    _from_aside(connection, redaction, doubtful, done)
    _from_history(connection, redaction, member, gone, done)
    change = newest_change(connection) + 1
    line = {"change": change, "at": at, "did": DID, "undoes": change, "table": "members", "row": member}
    connection.execute(insert(history), [line])
    return done


def _redaction(connection: Connection, member: int, doubtful: bool) -> Redaction:
    members = TABLES["members"].core()
    people = connection.execute(select(members.c.id, members.c.name, members.c.email)).all()
    person = next(row for row in people if row.id == member)
    known = [
        name
        for table in ("communities", "organisations")
        for name in names_of(connection, TABLES[table]).values()
    ]
    others = [(row.name, row.email or "") for row in people if row.id != member]
    return Redaction(person.name, person.email or "", known, others, doubtful)


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
        core, fields = declared.core(), declared.fields()
        names = [
            name
            for name, field in fields.items()
            if field.kind in ("text", "words") and (declared.table_name(), name) not in _OTHERS_OWN
        ]
        if not names:
            continue
        columns = (core.c[name] for name in names)
        rows = connection.execute(select(core.c.id, *columns).order_by(core.c.id)).mappings().all()
        for number, row in enumerate(rows, _FIRST_ROW):
            found = {name: redaction.without(row[name]) for name in names if row[name]}
            new = {name: said for name, said in found.items() if said is not None}
            if new:
                _write(connection, core, row["id"], declared, new)
            for name in new:
                done.reworded[f"{declared.sheet()}, {fields[name].label}"] += 1
            done.left += [
                Doubt(f"{declared.sheet()}, {fields[name].label}, row {number:,}", new.get(name, row[name]))
                for name in found
                if redaction.doubtful(row[name])
            ]


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


def _from_aside(connection: Connection, redaction: Redaction, doubtful: bool, done: Forgotten) -> None:
    """Takes a row of a file out whole where it is about the person: where it stands in the sheet of members,
    or begins with the name. In other rows only the name goes."""
    rows = defaultdict(list)
    for cell in connection.execute(select(kept_aside).order_by(kept_aside.c.id)):
        rows[cell.source, cell.sheet, cell.row].append(cell)
    ours = {table.sheet() for table in TABLES.values()}
    for (source, sheet, number), cells in rows.items():
        whole = [cell for cell in cells if redaction.is_the_person(cell.value)]
        about = sheet in _HEADED or (sheet not in ours and whole == cells[:1])
        if whole and (about or doubtful):
            ids = [cell.id for cell in cells]
            done.aside += connection.execute(delete(kept_aside).where(kept_aside.c.id.in_(ids))).rowcount
            continue
        for cell in cells:
            new = redaction.without(cell.value)
            if new is not None:
                values = update(kept_aside).where(kept_aside.c.id == cell.id).values(value=new)
                done.aside += connection.execute(values).rowcount
            if redaction.doubtful(cell.value) or (whole and cell not in whole):
                where = f"Kept aside from {source}, {sheet}, {cell.column}, row {number:,}"
                done.left.append(Doubt(where, new or cell.value))


def _from_history(
    connection: Connection,
    redaction: Redaction,
    member: int,
    gone: set[tuple[str, int]],
    done: Forgotten,
) -> None:
    """Takes the lines about rows that went out of the history, and the person out of all other lines."""
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
            done.history += 1
            continue
        before, after = (_scrubbed(line.table, state, optional, member, redaction) for state in states)
        new = {"before": before, "after": after, "did": redaction.without(line.did) or line.did}
        if new != {"before": line.before, "after": line.after, "did": line.did}:
            connection.execute(update(history).where(history.c.id == line.id).values(**new))
            done.history += 1
        texts = [
            value
            for state in states
            for name, value in (state or {}).items()
            if isinstance(value, str) and (line.table, name) not in _OTHERS_OWN
        ]
        done.left_in_history += any(redaction.doubtful(text) for text in [line.did, *texts])


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
        elif (table, name) in _OTHERS_OWN:
            new[name] = value
        else:
            new[name] = (redaction.without(value) or value) if isinstance(value, str) else value
    return json.dumps(new, ensure_ascii=False)
