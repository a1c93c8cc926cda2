"""File names that every system takes, and files that appear whole or not at all."""

from __future__ import annotations

import csv
import hmac
import io
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from copkit.place.errors import PacksNotMade
from copkit.place.exchange.cells import as_csv
from copkit.place.view import DEMO

WHOLE_PLACE = "whole-place"
_LONGEST = 60
_MARK = 16
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|index|whole-place)")


def file_names(names: Sequence[str], kind: str = "community") -> dict[str, str]:
    """A name for the folder or file of each: plain letters, digits and hyphens; no two the same. ``kind``
    stands in where nothing plain is left, or where a system keeps the name for itself. Who is left out or
    joins can change the names of others: for what one person alone may see take `own_file_name`.

    >>> file_names(["Warm Homes", "warm/homes", "Ageing Well…", "NUL", "🏠"])
    {'Warm Homes': 'warm-homes', 'warm/homes': 'warm-homes-2', 'Ageing Well…': 'ageing-well', \
'NUL': 'community-nul', '🏠': 'community'}
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for each in names:
        base = _plain(each)
        if not base or _RESERVED.fullmatch(base):
            base = f"{kind}-{base}".strip("-")
        name, number = base, 2
        while name in taken:
            name, number = f"{base}-{number}", number + 1
        taken.add(name)
        found[each] = name
    return found


def own_file_name(name: str, secret: bytes) -> str:
    """A name for the file of one member: the member's own in that place for ever, whoever else is there, and
    not to be guessed by who knows the member's name. ``secret`` is that of the place.

    The mark at its end is the first 64 bits of HMAC-SHA256 (RFC 2104) of the name as it is written.

    >>> own_file_name("Zoë O'Brien", b"a secret")
    'zoe-o-brien-ab3b736bc97222cd'
    """
    mark = hmac.new(secret, name.encode(), "sha256").hexdigest()[:_MARK]
    return f"{_plain(name) or 'member'}-{mark}"


def _plain(name: str) -> str:
    """What is left of a name in small plain letters, digits and hyphens; nothing where nothing is."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-")


def folder_made(folder: Path) -> Path:
    """The folder, made if it is not there. Raises `PacksNotMade`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PacksNotMade(
            f"The folder '{folder}' cannot be made: {error.strerror}. Choose another."
        ) from error
    return folder


def folder_at(out: str | os.PathLike[str]) -> Path:
    """The folder at a path, or at a URL that fsspec knows (``s3://town/packs``). Raises `PacksNotMade`."""
    if "://" not in os.fspath(out):
        return Path(out)
    try:
        from upath import UPath
    except ImportError as error:
        raise PacksNotMade('--out at a URL needs a package more: pip install "copkit[dask]"') from error
    try:
        found: Any = UPath(out)
    except (ImportError, ValueError) as error:
        raise PacksNotMade(f"Nothing can be written to '{out}': {error}") from error
    return Path(found.path) if found.protocol in ("file", "local") else found


def address_of(place: str | os.PathLike[str]) -> str:
    """The place as another process finds it, whatever folder that one runs in."""
    where = os.fspath(place)
    return where if "://" in where or where == DEMO else str(Path(where).absolute())


def remove_others(endings: Mapping[Path, str], kept: Iterable[Path]) -> None:
    """Removes what an earlier run left, but for what is kept: from each folder the files with its ending."""
    stay = set(kept)
    for folder, ending in endings.items():
        for path in folder.glob(f"*{ending}"):
            if path not in stay:
                path.unlink()


def as_list(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A list of what was made, as CSV that a spreadsheet opens without running anything."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(header)
    lines.writerows([as_csv(value) for value in row] for row in rows)
    return text.getvalue()


def write_whole(path: Path, text: str) -> None:
    """Writes a text file so that a reader finds the old one or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not isinstance(path, Path):  # at a URL; such stores take a file whole or not at all
        path.write_text(text, encoding="utf-8", newline="\n")
        return
    handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".unfinished")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.chmod(unfinished, 0o644)
        os.replace(unfinished, path)
    except BaseException:
        os.unlink(unfinished)
        raise
