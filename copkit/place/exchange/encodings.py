"""The letters of a text file, in whichever of the usual encodings it was written."""

from __future__ import annotations

import os
from pathlib import Path


def decoded(raw: bytes) -> str:
    """The text of a file: UTF-16 where it begins with that mark, else UTF-8, else that of Windows (cp1252).

    Raises `UnicodeDecodeError` where it is none of them.

    >>> decoded("Zoë".encode("utf-8-sig")), decoded("Zoë".encode("utf-16")), decoded("Zoë".encode("cp1252"))
    ('Zoë', 'Zoë', 'Zoë')
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252")


def name_of(path: Path) -> str:
    """The name of a file in letters, on whichever machine it was given: one from an old disk may be in an
    encoding that this machine does not expect.

    >>> name_of(Path("Zoë.csv"))
    'Zoë.csv'
    """
    raw = os.fsencode(path.name)
    try:
        return decoded(raw)
    except UnicodeDecodeError:
        return raw.decode("utf-8", errors="replace")
