"""PDF documents, read by pypdf: the text page by page, until enough of it is there."""

from __future__ import annotations

import logging
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from copkit.place.columns import LONGEST_WORDS
from copkit.place.exchange.catalogue.days import day_in
from copkit.place.exchange.catalogue.document import Document, NotReadable

logging.getLogger("pypdf").addHandler(logging.NullHandler())

LARGEST_PAGE = 20_000_000
"""Bytes that what is drawn on a page may have; pages beyond it are maps and plans, and cost gigabytes."""

_DAMAGED = (
    PyPdfError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    RecursionError,
    AssertionError,
    ArithmeticError,
    NotImplementedError,
    LookupError,
    MemoryError,
)


def read(path: Path) -> Document:
    """Raises `NotReadable`."""
    try:
        with path.open("rb") as file:
            reader = PdfReader(file)
            if reader.is_encrypted and not reader.decrypt(""):
                raise NotReadable("it is locked with a password")
            return _document(reader)
    except _DAMAGED as error:
        raise NotReadable("it is damaged, or no PDF") from error
    except ImportError as error:
        raise NotReadable("it is locked with a cipher that cannot be read here") from error


def _document(reader: PdfReader) -> Document:
    pages, words = len(reader.pages), 0
    text: list[str] = []
    for page in reader.pages:
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > LARGEST_PAGE:
            continue
        text.append(page.extract_text())
        words += len(text[-1])
        if words > LONGEST_WORDS:
            break
    info = reader.metadata
    row: dict[str, object] = {"format": f"PDF, {pages:,} page" + ("" if pages == 1 else "s")}
    if info:
        told = {
            "name": info.title,
            "creator": info.author,
            "description": info.subject,
            "subject": info.keywords,
        }
        row |= {name: str(value).strip() for name, value in told.items() if value}
        made = _made(info.get("/CreationDate"))
        row |= {"made": made} if made else {}
    whole = "\n".join(text)
    heading = next((line for line in whole.splitlines() if line.strip()), "")
    return Document(
        whole,
        heading if len(heading) <= 120 else "",
        row,
        no_text="there is no text in it: perhaps it was scanned",
    )


def _made(text: object) -> object:
    """``D:20200131120000Z`` is the last of January 2020 (ISO 32000-1, 7.9.4)."""
    digits = str(text or "").removeprefix("D:")[:8]
    return day_in(f"{digits[:4]}-{digits[4:6] or '1'}-{digits[6:] or '1'}") if digits[:4].isdigit() else None
