"""Markdown documents: front matter, the first heading, and the text as it stands."""

from __future__ import annotations

import re
from pathlib import Path

from copkit.place.exchange.catalogue import kept
from copkit.place.exchange.catalogue.document import Document
from copkit.place.exchange.catalogue.front_matter import columns, parted
from copkit.place.exchange.catalogue.text import decoded

_HEADING = re.compile(
    r"^ {0,3}#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*$|^(?=\S)(.+)\n {0,3}(?:=+|-{2,})[ \t]*$", re.MULTILINE
)
_FENCED = re.compile(r"^ {0,3}(```+|~~~+).*?^ {0,3}\1", re.DOTALL | re.MULTILINE)
_MARKS = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*`]+|(?<!\w)_+|_+(?!\w)")


def read(path: Path) -> Document:
    """Raises `NotReadable`."""
    return document(decoded(path.read_bytes()))


def document(text: str) -> Document:
    told, body = parted(text)
    row, unplaced = columns(told)
    if kept.NAME in told:
        whole = kept.with_note({**row, "description": body.strip("\n")}, told[kept.NAME])
        return Document(row=whole, unplaced=unplaced, resource=True)
    found = _HEADING.search(_FENCED.sub("", body))
    heading = (found[1] or found[2]) if found else ""
    return Document(
        body, _MARKS.sub(lambda mark: mark[1] or "", heading).strip(), {"format": "Markdown", **row}, unplaced
    )
