"""A folder of documents: title and text of each PDF, Word, Markdown and HTML file in it and in its folders.

The title is the one in the file's own properties, else its first heading, else its name. A file that is
damaged, locked, empty or huge is told and passed over. Memory is bounded: one file is open at a time, none
larger than `LARGEST`, and its text is read only as far as a resource can keep it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

from copkit.place.columns import LONGEST_WORDS
from copkit.place.errors import SpreadsheetUnreadable
from copkit.place.exchange.catalogue.document import Document, NotReadable
from copkit.place.exchange.catalogue.dublin_core import DEFAULT_KIND
from copkit.place.exchange.catalogue.entry import Entry, Reading
from copkit.place.exchange.catalogue.kept import filled
from copkit.place.exchange.catalogue.text import printable

LARGEST = 50_000_000
"""Bytes that a document may have."""

_NO_TITLE = re.compile(
    r"\s*(?:untitled.*|document\s*\d*|slide\s*\d*|powerpoint presentation|microsoft (?:word|powerpoint) - .*|"
    r"\(?anonymous\)?|title|new document|no title|.*\.(?:docx?|pdf|pptx?|indd|qxd|tex|dvi|rtf|html?))\s*",
    re.IGNORECASE,
)
"""What programs write as a title when nobody gave one."""


def read(folder: Path) -> Reading:
    """One entry for each document. Raises `SpreadsheetUnreadable` where the folder holds none."""
    reading = Reading()
    files = _files(folder)
    for number, path in enumerate(files, 1):
        where = path.relative_to(folder).as_posix()
        try:
            reading.entries.append(_entry(path, where, number))
        except NotReadable as reason:
            reading.notes.append(f"'{where}' was passed over: {reason}.")
    if not files:
        endings = ", ".join(sorted(READERS))
        why = "there is no document in it"
        raise SpreadsheetUnreadable(str(folder), why, f"A document's name ends in one of {endings}.")
    return reading


def _files(folder: Path) -> list[Path]:
    """The documents of a folder, in the order of their paths; hidden files and links are passed over."""
    found = []
    for at, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [
            Path(at, name)
            for name in names
            if not name.startswith((".", "~$"))
            and Path(name).suffix.lower() in READERS
            and not Path(at, name).is_symlink()
        ]
    return sorted(found)


def _entry(path: Path, where: str, number: int) -> Entry:
    try:
        size = path.stat().st_size
        if size == 0:
            raise NotReadable("there is nothing in it")
        if size > LARGEST:
            raise NotReadable(f"it has more than {LARGEST // 1_000_000} MB")
        document = _reader(path)(path)
    except OSError as error:
        raise NotReadable("it may not be read, or another program has it open") from error
    if document.resource:
        row = {"kind": DEFAULT_KIND, **document.row}
        return Entry(where, filled(row), document.unplaced, number)
    text = printable(document.text).strip()
    if not text:
        raise NotReadable(document.no_text)
    titles = (str(document.row.get("name") or ""), document.heading, path.stem.replace("_", " "))
    tidy = [" ".join(printable(one).split()) for one in titles]
    name = next((one for one in tidy if one and not _NO_TITLE.fullmatch(one)), tidy[-1] or where)
    row = {
        "kind": DEFAULT_KIND,
        "link": where,
        **document.row,
        "name": name,
        "full_text": text[:LONGEST_WORDS],
    }
    unplaced = dict(document.unplaced)
    return Entry(where, filled(row), unplaced, number)


def _reader(path: Path) -> Callable[[Path], Document]:
    """The reader of a kind of document, whose library is loaded when the first is met."""
    from importlib import import_module

    module = import_module(f"copkit.place.exchange.catalogue.{READERS[path.suffix.lower()]}")
    read: Callable[[Path], Document] = module.read
    return read


READERS = {
    ".pdf": "pdf",
    ".docx": "word",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
}
