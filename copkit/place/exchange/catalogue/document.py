"""What the readers of documents give, and how they say that a document cannot be read."""

from __future__ import annotations

from dataclasses import dataclass, field


class NotReadable(Exception):
    """Why a document was passed over, as the end of a sentence."""


@dataclass
class Document:
    """A document: its text, its first heading, and the columns that its own properties fill.

    ``resource`` says that it is a resource that was written by this package: then ``row`` is all of it.
    """

    text: str = ""
    heading: str = ""
    row: dict[str, object] = field(default_factory=dict)
    unplaced: dict[str, str] = field(default_factory=dict)
    resource: bool = False
    no_text: str = "there is no text in it"
