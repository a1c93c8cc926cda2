"""What an editor on a screen asks of a place, and the answer: plain questions in, plain answers out.

The same desk answers a widget in a notebook and a page of the workshop. A question is a mapping with
``do``: `open` (rows and columns of tables), `since` (what others changed), `write` (some steps, all
of them or none), `undo`, or one of those that `copkit.widgets.worked_out` answers. Values travel as the
text that a person would type.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from copkit.place.columns import Field, Table
from copkit.place.errors import ChangeRefused, CopkitError, Fault
from copkit.place.rules import either
from copkit.place.schema import TABLES
from copkit.place.scope import belonging
from copkit.place.store import Place
from copkit.widgets.steps import Taken, as_typed, take
from copkit.widgets.worked_out import WORKED_OUT, Answer

MOST_STEPS = 5_000
"""Steps that one question may hold; a larger table is loaded as a spreadsheet."""

TOLD_WHOLE = ("barrier_communities",)
"""Who meets a thing that several may meet: told to each community whole, so that one more can be ticked."""


class Desk:
    """Answers the editors of one place and community.

    >>> desk = Desk(Place.in_memory(), "")
    >>> said = desk.answer({"do": "write", "by": "s1", "edit": "e1", "steps": [
    ...     {"add": "communities", "values": {"name": "Warm Homes"}}]})
    >>> said["written"], desk.answer({"do": "open", "tables": ["communities"]})["tables"][
    ...     "communities"]["rows"][1]["name"]
    ([1], 'Warm Homes')
    """

    def __init__(self, place: Place, community: str = "") -> None:
        self._place = place
        self._community = community

    def answer(self, question: Mapping[str, Any]) -> Answer:
        """Answers one question. What a person can put right comes back as ``refused``, in words."""
        asked: dict[str, Callable[[Mapping[str, Any]], Answer]] = {
            "open": self._open,
            "since": self._since,
            "write": self._write,
            "undo": self._undo,
            **{name: partial(work, self._place, self._community) for name, work in WORKED_OUT.items()},
        }
        todo = asked.get(str(question.get("do")))
        if todo is None:
            return {"refused": [{"text": f"This page can ask for {either(list(asked))} only."}]}
        try:
            return todo(question)
        except ChangeRefused as refused:
            return {"refused": [_told(fault) for fault in refused.faults]}
        except CopkitError as error:
            return {"refused": [{"text": str(error)}]}
        except (KeyError, TypeError, ValueError):
            return {"refused": [{"text": "This page is older than the place. Load it again."}]}

    def _open(self, question: Mapping[str, Any]) -> Answer:
        change = self._place.newest_change()
        tables = _known(question)
        return {
            "change": change,
            "community": self._community,
            "today": f"{dt.date.today():%Y-%m-%d}",
            "tables": {
                name: {**described(TABLES[name]), "rows": self._rows(name, self._scope(name))}
                for name in tables
            },
            "names": self._names(_referred(tables)),
        }

    def _since(self, question: Mapping[str, Any]) -> Answer:
        newest, touched = self._place.changed_since(int(question.get("change", 0)))
        tables = _known(question)
        renamed = _referred(tables) & set(touched)
        changed: Answer = {}
        for name in tables:
            # a row shows names of other rows: where those changed, every row is told again
            told = None if _referred([name]) & set(touched) else touched.get(name, set())
            if told is None or told:
                scope = self._scope(name)
                rows = self._rows(name, scope if told is None else scope & told)
                changed[name] = {"rows": rows, "gone": sorted(touched.get(name, set()) - set(rows))}
        return {"change": newest, "tables": changed, "names": self._names(renamed)}

    def _write(self, question: Mapping[str, Any]) -> Answer:
        steps: Sequence[Mapping[str, Any]] = question.get("steps") or ()
        if len(steps) > MOST_STEPS:
            text = f"More than {MOST_STEPS:,} rows at once. Load them as a spreadsheet: copkit load"
            return {"refused": [{"text": text}]}
        taken: list[Taken] = []
        by, edit = str(question.get("by") or ""), str(question.get("edit") or "")
        with self._place.change(_did(steps), by=by, edit=edit) as change:
            written = change.written_before()
            if not written:
                taken = take(change, steps)
                written = [one.row for one in taken]
        clashes = [{"step": at, **clash} for at, one in enumerate(taken) for clash in one.clashes]
        return {"written": written, "saved": _now(), "clashes": clashes}

    def _undo(self, question: Mapping[str, Any]) -> Answer:
        did = self._place.undo(by=str(question.get("by") or ""), edit=str(question.get("edit") or ""))
        return {"undone": did, "saved": _now()}

    def _rows(self, table: str, ids: set[int]) -> dict[int, dict[str, str]]:
        return {
            row: {name: as_typed(value) for name, value in values.items()}
            for row, values in self._place.rows(table).items()
            if row in ids
        }

    def _scope(self, table: str) -> set[int]:
        """The rows that an editor shows: those of the community where a row names one, or an event or a
        question of one, all of them elsewhere, so that nothing typed is out of sight."""
        declared = TABLES[table]
        of_one = {"community", "event", "question"} & set(declared.belongs_to) and table not in TOLD_WHOLE
        if not self._community or not of_one:
            return set(self._place.read(table).index)

        def scoped(other: str) -> Any:
            return belonging(TABLES[other], self._community, self._place.read, scoped)

        return set(scoped(table).index)

    def _names(self, tables: set[str]) -> dict[str, list[str]]:
        return {table: sorted(self._place.read(table)["name"]) for table in sorted(tables)}


def described(table: type[Table]) -> Answer:
    """The columns of a table, for an editor."""
    return {
        "sheet": table.sheet(),
        "singular": table.singular,
        "about": table.about(),
        "identity": list(table.identity),
        "columns": [_column(field) for field in table.fields().values()],
    }


def _column(field: Field) -> Answer:
    choices = ("yes", "no") if field.kind == "yes or no" else field.choices
    return {
        "name": field.name,
        "label": field.label.capitalize(),
        "kind": field.kind,
        "hint": field.hint,
        "example": as_typed(field.example),
        "required": field.required,
        "choices": list(choices),
        "refers_to": field.refers_to or "",
        "low": field.low,
        "high": field.high,
        "longest": field.longest,
    }


def _known(question: Mapping[str, Any]) -> list[str]:
    return [str(name) for name in question.get("tables") or () if name in TABLES]


def _referred(tables: Sequence[str]) -> set[str]:
    return {field.refers_to for name in tables for field in TABLES[name].fields().values() if field.refers_to}


def _did(steps: Sequence[Mapping[str, Any]]) -> str:
    """What some steps do, in words: it stands at 'undo'."""
    words = {"add": "Add", "set": "Change", "delete": "Delete", "merge": "Merge"}
    verbs = [(verb, str(step[verb])) for step in steps for verb in words if verb in step]
    if not verbs:
        return "Nothing"
    verb, table = verbs[0]
    sheet = TABLES[table].sheet() if table in TABLES else table
    many = "a row" if len(verbs) == 1 else f"{len(verbs):,} rows"
    return f"{words[verb]} {many} in {sheet}"


def _told(fault: Fault) -> Answer:
    column = fault.column.replace(" ", "_") if fault.column else None
    return {"line": fault.row, "column": column, "text": fault.what if column else str(fault)}


def _now() -> str:
    return f"{dt.datetime.now():%H:%M}"
