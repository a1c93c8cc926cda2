"""XML that declares nothing of its own: no document type, so no entity that grows or reads other files."""

from __future__ import annotations

from xml.parsers import expat


def must_be_plain(raw: bytes) -> None:
    """Raises `ValueError`, with words to show, for XML that is not well-formed or has a document type.

    The parser itself says so: it finds one in any encoding.

    >>> must_be_plain(b"<a/>")
    >>> must_be_plain('<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16"))
    Traceback (most recent call last):
    ValueError: it declares entities or a document type of its own, which no such file needs
    """

    def refuse(*_: object) -> None:
        raise ValueError("it declares entities or a document type of its own, which no such file needs")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(raw, True)
    except expat.ExpatError as error:
        raise ValueError(f"it is broken in line {error.lineno:,}") from error
    except LookupError as error:
        raise ValueError("it says that its letters are in an encoding that nobody knows") from error
