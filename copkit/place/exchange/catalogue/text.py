"""The text of a file, however it was encoded, and no more of it than fits."""

from __future__ import annotations

import re
from pathlib import Path

from copkit.place.errors import SpreadsheetUnreadable

LARGEST = 100_000_000
"""Bytes that a file of a catalogue may have."""

_ODD = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def content(path: Path) -> bytes:
    """The bytes of a file. Raises `SpreadsheetUnreadable` with a sentence for a file that is missing, empty,
    too large, or that may not be read."""
    where = str(path)
    try:
        if path.stat().st_size > LARGEST:
            why = f"it has more than {LARGEST // 1_000_000} MB"
            raise SpreadsheetUnreadable(where, why, "Split it into smaller files.")
        raw = path.read_bytes()
    except FileNotFoundError:
        raise SpreadsheetUnreadable(where, "there is no such file or folder", "Check the name.") from None
    except OSError as error:
        why = "it may not be read, or another program has it open"
        raise SpreadsheetUnreadable(where, why, "Close the other program and try again.") from error
    if not raw.strip(b"\x00\t\n\r \xef\xbb\xbf"):
        raise SpreadsheetUnreadable(where, "there is nothing in it", "Save it anew in the other program.")
    return raw


def decoded(raw: bytes) -> str:
    """Text in UTF-8, in UTF-16 where it begins with its mark, or else as Windows writes it in Western Europe
    (cp1252); line breaks are made alike.

    >>> decoded("Müller\\r\\n".encode("cp1252"))
    'Müller\\n'
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = raw.decode("utf-16", "replace")
    else:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def printable(text: str) -> str:
    """Without the characters that cannot be printed, which a place refuses.

    >>> printable("a\\x00b")
    'ab'
    """
    return _ODD.sub("", text)
