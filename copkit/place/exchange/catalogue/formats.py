"""Which module reads and writes which format: by the ending of the file, or a folder."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from copkit.place.errors import SpreadsheetUnreadable
from copkit.place.exchange.catalogue.entry import Reading, Row
from copkit.place.rules import either

_IN_BYTES = {
    ".bib": "bibtex",
    ".ris": "ris",
    ".json": "csl_json",
    ".atom": "feeds",
    ".xml": "feeds",
    ".rss": "feeds",
    ".rdf": "feeds",
}
"""Formats of one file, each a module with ``parse`` and ``serialise``, loaded when it is asked for."""

_BOOKS = (".xlsx", ".csv")
READS = (*_IN_BYTES, *_BOOKS)
WRITES = (".bib", ".ris", ".json", ".atom", ".xml", *_BOOKS)


def read(path: Path) -> Reading:
    """The entries of a file or a folder. Raises `SpreadsheetUnreadable`."""
    if path.is_dir():
        return _module("documents").read(path)
    ending = path.suffix.lower()
    if ending in _BOOKS:
        if not path.exists():
            raise SpreadsheetUnreadable(str(path), "there is no such file or folder", "Check the name.")
        return _module("spreadsheet").read(path)
    if ending not in _IN_BYTES:
        if not path.exists():
            raise SpreadsheetUnreadable(str(path), "there is no such file or folder", "Check the name.")
        raise SpreadsheetUnreadable(
            str(path), f"'{ending}' is no format of a catalogue", f"It can be a folder, or {either(READS)}."
        )
    raw = _module("text").content(path)
    reading: Reading = _module(_IN_BYTES[ending]).parse(raw)
    if not reading.entries:
        why = reading.notes[0] if reading.notes else "there is nothing in it"
        why = why.rstrip(".")
        raise SpreadsheetUnreadable(
            str(path), why[:1].lower() + why[1:], "Save it anew in the other program."
        )
    return reading


def write(rows: Sequence[Row], path: Path, ending: str) -> list[str]:
    """Writes resources to a file in the format of an ending, or to a new folder where there is none; gives a
    sentence for what the format has no place for."""
    if not ending:
        notes: list[str] = _module("markdown_folder").write(rows, path)
        return notes
    if ending in _BOOKS:
        notes = _module("spreadsheet").write(rows, path, ending)
        return notes
    module = _module(_IN_BYTES[ending])
    from copkit.place.exchange.catalogue.kept import serialised

    raw, notes = serialised(rows, module.serialise, module.parse)
    path.write_bytes(raw)
    return notes


def _module(name: str) -> Any:
    return import_module(f"copkit.place.exchange.catalogue.{name}")
