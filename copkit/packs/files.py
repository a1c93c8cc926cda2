"""File names that every system takes, and files that appear whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from copkit.place.errors import PacksNotMade
from copkit.place.view import DEMO

WHOLE_PLACE = "whole-place"
_LONGEST = 60
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|index|whole-place)")


def file_names(names: Sequence[str], kind: str = "community") -> dict[str, str]:
    """A name for the folder or file of each: plain letters, digits and hyphens; no two the same. ``kind``
    stands in where nothing plain is left, or where a system keeps the name for itself.

    >>> file_names(["Warm Homes", "warm/homes", "Ageing Well…", "NUL", "🏠"])
    {'Warm Homes': 'warm-homes', 'warm/homes': 'warm-homes-2', 'Ageing Well…': 'ageing-well', \
'NUL': 'community-nul', '🏠': 'community'}
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for each in names:
        plain = unicodedata.normalize("NFKD", each).encode("ascii", "ignore").decode().lower()
        base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-")
        if not base or _RESERVED.fullmatch(base):
            base = f"{kind}-{base}".strip("-")
        name, number = base, 2
        while name in taken:
            name, number = f"{base}-{number}", number + 1
        taken.add(name)
        found[each] = name
    return found


def folder_made(folder: Path) -> Path:
    """The folder, made if it is not there. Raises `PacksNotMade`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PacksNotMade(
            f"The folder '{folder}' cannot be made: {error.strerror}. Choose another."
        ) from error
    return folder


def address_of(place: str | os.PathLike[str]) -> str:
    """The place as another process finds it, whatever folder that one runs in."""
    where = os.fspath(place)
    return where if "://" in where or where == DEMO else str(Path(where).absolute())


def write_whole(path: Path, text: str) -> None:
    """Writes a text file so that a reader finds the old one or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".unfinished")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.chmod(unfinished, 0o644)
        os.replace(unfinished, path)
    except BaseException:
        os.unlink(unfinished)
        raise
