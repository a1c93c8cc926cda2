"""What a reader of a catalogue gives: an entry for each record, where it stands, and what is left over."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

Row = Mapping[str, object]
"""The columns of a resource, by name."""


@dataclass
class Entry:
    """One record of a file: where it stands (``line 12``), the columns of a resource that it fills, and the
    fields for which a resource has no column, by the name that the format gives them."""

    where: str
    row: dict[str, object]
    unplaced: dict[str, str] = field(default_factory=dict)
    number: int = 0


@dataclass
class Reading:
    """What came of reading a file: its entries, and a sentence for each thing that could not be read."""

    entries: list[Entry] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


Parse = Callable[[bytes], Reading]
Serialise = Callable[[Sequence[Row], Sequence[Mapping[str, object]]], bytes]
"""Writes rows, each with the columns to be kept beside it word for word."""
