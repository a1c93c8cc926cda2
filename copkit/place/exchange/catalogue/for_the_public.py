"""What of a catalogue may leave the building: open resources, in which nobody is named who did not agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from copkit.place.agreed_texts import agreed_texts, who_agreed
from copkit.place.store import Place


def for_the_public(place: Place, rows: Iterable[Mapping[str, Any]]) -> tuple[list[dict[str, Any]], list[str]]:
    """The resources that are open to the public, without what names somebody who did not agree; and what was
    left out, in sentences."""
    texts, agreed = agreed_texts(place.read), who_agreed(place.read)

    def fits(column: str, value: Any) -> bool:
        if column == "owner":
            return value in agreed
        return not isinstance(value, str) or texts.for_anybody(value)

    kept, unnamed, without_words = [], 0, 0
    for row in rows:
        if row.get("open_to") != "public":
            continue
        if not fits("name", row["name"]):
            unnamed += 1
            continue
        own = {column: value for column, value in row.items() if fits(column, value)}
        without_words += len(row.keys() - own.keys() - {"owner"}) > 0
        kept.append(own)
    notes = []
    if unnamed:
        notes.append(f"{unnamed} {_resources(unnamed)} left out: the title names somebody who did not agree.")
    if without_words:
        words = "Words that name somebody who did not agree to be named were left out of"
        notes.append(f"{words} {without_words} {'resource' if without_words == 1 else 'resources'}.")
    return kept, notes


def _resources(number: int) -> str:
    return "resource was" if number == 1 else "resources were"
