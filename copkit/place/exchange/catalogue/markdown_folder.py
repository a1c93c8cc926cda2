"""A folder of Markdown files, one for each resource: its description below its Dublin Core elements.

It can be read with any editor, put on a site by Jekyll, Hugo, Quarto or Obsidian, and read back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from copkit.place.exchange.catalogue import kept
from copkit.place.exchange.catalogue.document import NotReadable
from copkit.place.exchange.catalogue.entry import Row
from copkit.place.exchange.catalogue.front_matter import front
from copkit.place.exchange.catalogue.markdown import document
from copkit.place.exchange.catalogue.text import decoded

LONGEST_NAME = 80
"""Characters of a file name without its ending: short enough for any system and a deep folder."""

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def write(rows: Sequence[Row], folder: Path) -> list[str]:
    """Writes each resource to a file of its own in a new folder; gives notes."""
    folder.mkdir()
    used: set[str] = set()
    for row in rows:
        name = _file_name(str(row.get("name") or ""), used)
        (folder / f"{name}.md").write_text(_text(kept.filled(row)), encoding="utf-8", newline="\n")
    return []


def ours(path: Path) -> bool:
    """Whether a file was written by this package, so that it may be replaced."""
    try:
        return document(decoded(path.read_bytes())).resource
    except (NotReadable, OSError):
        return False


def _text(row: Row) -> str:
    body = str(row.get("description") or "")
    plain = front(row, {}) + "\n" + body + "\n"
    try:
        back: Row = document(decoded(plain.encode("utf-8", "replace"))).row
    except NotReadable:
        back = {}
    note = {name: row.get(name) for name in kept.COLUMNS if row.get(name) != back.get(name)}
    return front(row, note) + "\n" + body + "\n"


def _file_name(title: str, used: set[str]) -> str:
    """The words of a title, with hyphens: safe on every system, and unlike the names before it."""
    plain = unicodedata.normalize("NFKD", title.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    stem = re.sub(r"[\W_]+", "-", plain).strip("-")[:LONGEST_NAME].strip("-") or "resource"
    stem = f"{stem}-resource" if _RESERVED.fullmatch(stem) else stem
    name, number = stem, 1
    while name in used:
        number += 1
        name = f"{stem}-{number}"
    used.add(name)
    return name
