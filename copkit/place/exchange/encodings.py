"""The letters of a text file, in whichever of the usual encodings it was written."""

from __future__ import annotations


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
