"""A network on its way in or out: who stands in it, and the ties between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from copkit.place.exchange.encodings import decoded

BOTH_WAYS = ("undirected", "mutual")
DIRECTIONS = ("directed", *BOTH_WAYS)

_KIND = ("kind", "relation", "relationship", "connection type", "type")
_WEIGHT = ("weight", "edge weight", "value")
_SEEN = ("seen", "date")


class NotANetwork(ValueError):
    """A file that cannot be read as a network; its text says why, to stand after 'cannot be read: '."""


@dataclass(frozen=True)
class Tie:
    """One tie: from whom to whom, and what is known of it.

    ``about`` may hold ``kind``, ``strength`` (as copkit has it, from 0 to 1), ``weight`` (as another tool
    has it, on any scale), ``seen`` (a day), ``tied pairs`` (a count). ``row`` is where it stands in its file:
    the line, or the how manieth.
    """

    start: str
    end: str
    about: Mapping[str, object] = field(default_factory=dict)
    both_ways: bool = False
    row: int = 0


@dataclass(frozen=True)
class Network:
    """``nodes`` are names, each with what is known of it; a name that stands twice is two people. ``by_line``
    tells that the rows of its ties are lines of a file that a person can look up."""

    nodes: Sequence[tuple[str, Mapping[str, object]]]
    ties: Sequence[Tie]
    by_line: bool = False


def text_of(raw: bytes) -> str:
    """The text of a file in whichever of the usual encodings. Raises `NotANetwork` where it is no text."""
    try:
        text = decoded(raw)
    except UnicodeDecodeError as error:
        raise NotANetwork("its letters are in no encoding that is known here") from error
    if "\0" in text:
        raise NotANetwork("it is no text file")
    return text


def about_tie(told: Mapping[str, object]) -> dict[str, object]:
    """What the fields of a tie in another tool's file say, by our words; names of fields in any case.

    >>> about_tie({"Type": "advice", "Weight": 3, "id": "e1"})
    {'kind': 'advice', 'weight': 3}
    """
    known = {str(name).strip().casefold(): value for name, value in told.items() if value not in (None, "")}
    found: dict[str, object] = {}
    for ours, theirs in (("kind", _KIND), ("strength", ("strength",)), ("weight", _WEIGHT), ("seen", _SEEN)):
        values = [known[name] for name in theirs if name in known]
        if ours == "kind":
            values = [value for value in values if str(value).strip().casefold() not in DIRECTIONS]
        if values:
            found[ours] = values[0]
    return found


def both_ways(told: Mapping[str, object]) -> bool:
    """Whether the fields of a tie say that it has no direction, or both.

    >>> both_ways({"Type": "Undirected"}), both_ways({"direction": "directed"})
    (True, False)
    """
    return any(
        str(name).strip().casefold() in ("type", "direction") and str(value).strip().casefold() in BOTH_WAYS
        for name, value in told.items()
    )
