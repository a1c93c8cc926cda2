"""What a format has no place for goes into a note that this package reads back: a round trip loses nothing.

The note is a JSON object of columns and their values, in one line of ASCII; null says that a column is empty
though the format's own fields would fill it. Where it stands is each format's convention: a field ``copkit``
in BibTeX, YAML and CSL's ``custom``, an N1 line that begins with ``copkit:`` in RIS, an element of its own in
Atom. It is found by doing: rows are written without notes and read, and what comes back otherwise is noted.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence

from copkit.place.exchange.catalogue.entry import Parse, Row, Serialise
from copkit.place.rules import either
from copkit.place.schema import TABLES

NAME = "copkit"

COLUMNS = tuple(TABLES["resources"].fields())
"""The columns of a resource, in the order of their declaration."""

_DAYS = frozenset(name for name, field in TABLES["resources"].fields().items() if field.kind == "day")


def as_note(kept: Row) -> str:
    """The note of some columns. Braces and @ are escaped too: BibTeX would count them.

    >>> as_note({"kind": "tool", "description": "{a}"})
    '{"kind":"tool","description":"\\\\u007ba\\\\u007d"}'
    """
    plain = {name: _plain(value) for name, value in kept.items()}
    pairs = [f"{json.dumps(name)}:{_escaped(json.dumps(value))}" for name, value in plain.items()]
    return "{" + ",".join(pairs) + "}"


def _escaped(text: str) -> str:
    return text.replace("{", "\\u007b").replace("}", "\\u007d").replace("@", "\\u0040")


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value


def from_note(note: object) -> dict[str, object]:
    """The columns of a note, or of an object that was read already; empty for what is no note of ours."""
    if isinstance(note, str):
        try:
            note = json.loads(note)
        except (ValueError, RecursionError):
            return {}
    if not isinstance(note, Mapping):
        return {}
    return {name: _value(name, value) for name, value in note.items() if name in COLUMNS and _simple(value)}


def _value(name: str, value: object) -> object:
    """A value of a note, with the day of a date as a date."""
    if name in _DAYS and isinstance(value, str):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            return value
    return value


def _simple(value: object) -> bool:
    return value is None or isinstance(value, str | int | float | bool | dt.date)


def filled(row: Row) -> dict[str, object]:
    """The columns of a row that hold something."""
    return {name: row[name] for name in COLUMNS if name in row and row[name] not in (None, "")}


def with_note(row: dict[str, object], note: object) -> dict[str, object]:
    """A row that was read, as its note corrects it."""
    return filled({**row, **from_note(note)})


def serialised(rows: Sequence[Row], serialise: Serialise, parse: Parse) -> tuple[bytes, list[str]]:
    """The rows in a format, with what it has no place for in notes; and a sentence that says what that is."""
    rows = [filled(row) for row in rows]
    read = [entry.row for entry in parse(serialise(rows, [{}] * len(rows))).entries]
    if len(read) != len(rows):
        read = [{} for _ in rows]
    kept = [_otherwise(row, back) for row, back in zip(rows, read, strict=True)]
    used = [name for name in COLUMNS if any(note.get(name) is not None for note in kept)]
    told = []
    if used:
        words = either([name.replace("_", " ") for name in used]).replace(" or ", " and ")
        told = [
            f"The format has no place of its own for all of: {words}. What it cannot hold is kept in "
            "a note that copkit reads back; other programs pass it over."
        ]
    return serialise(rows, kept), told


def _otherwise(row: Row, back: Row) -> dict[str, object]:
    names = [name for name in COLUMNS if row.get(name) != back.get(name)]
    return {name: row.get(name) for name in names}
