"""XML that declares nothing of its own, so no entity that grows or reads other files, and is not too deep."""

from __future__ import annotations

from xml.parsers import expat

DEEPEST = 100
"""Elements that may stand one within the other; what reads the file next goes as deep, and then stops."""


def must_be_plain(raw: bytes) -> None:
    """Raises `ValueError`, with words to show, for XML that is not well-formed, has a document type,
    or has more than `DEEPEST` elements one within the other.

    The parser itself says so: it finds a document type in any encoding.

    >>> must_be_plain(b"<a/>")
    >>> must_be_plain('<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16"))
    Traceback (most recent call last):
    ValueError: it declares entities or a document type of its own, which no such file needs
    """

    def refuse(*_: object) -> None:
        raise ValueError("it declares entities or a document type of its own, which no such file needs")

    depth = 0

    def deeper(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise ValueError("it is nested too deeply")

    def back(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = deeper, back
    try:
        parser.Parse(raw, True)
    except expat.ExpatError as error:
        raise ValueError(f"it is broken in line {error.lineno:,}") from error
    except LookupError as error:
        raise ValueError("it says that its letters are in an encoding that nobody knows") from error
