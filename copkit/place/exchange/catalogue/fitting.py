"""Entries made to fit the rules of a place; whatever is cut, left out or guessed is told and kept aside."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

from copkit.place.columns import Field
from copkit.place.exchange.catalogue import people
from copkit.place.exchange.catalogue.dublin_core import DEFAULT_KIND
from copkit.place.exchange.catalogue.entry import Entry
from copkit.place.exchange.catalogue.text import printable
from copkit.place.kept_aside import Aside
from copkit.place.rules import EXAMPLE, Misread, fold, read_value, shorten
from copkit.place.schema import TABLES

_FIELDS = TABLES["resources"].fields()
_SHEET = TABLES["resources"].sheet()


class Fitting:
    """Goes through entries one by one.

    ``names`` are the names, by table, that a reference may hold. ``entries`` are those that fit; ``aside``
    is what no column takes; ``notes`` says it in sentences.
    """

    def __init__(self, source: str, names: Mapping[str, Sequence[str]], community: str = "") -> None:
        self.entries: list[Entry] = []
        self.aside: list[Aside] = []
        self.notes: list[str] = []
        self._names = {table: {fold(name) for name in known} for table, known in names.items()}
        self._source, self._community = source, community
        self._years = 0
        self._unplaced: Counter[str] = Counter()
        self._unknown: Counter[tuple[str, str]] = Counter()

    def add(self, entry: Entry) -> None:
        """Takes an entry in as far as it fits; one without a title is told and left out."""
        row: dict[str, object] = {}
        for name, field in _FIELDS.items():
            value = entry.row.get(name)
            if value in (None, ""):
                continue
            read = self._value(entry, name, field, value)
            if read is not None:
                row[name] = read
        title = str(row.get("name") or "")
        if not title:
            self.notes.append(f"{entry.where[:1].upper()}{entry.where[1:]} has no title and was left out.")
            return
        if title.casefold().startswith(EXAMPLE):
            self.notes.append(f"{entry.where}: '{shorten(title)}' is an example and was left out.")
            return
        made = row.get("made")
        self._years += isinstance(made, dt.date) and (made.month, made.day) == (1, 1)
        row.setdefault("kind", DEFAULT_KIND)
        if self._community:
            row.setdefault("community", self._community)
        for name, text in entry.unplaced.items():
            if text := printable(text):
                self._unplaced[name] += 1
                self._keep(entry, name, text)
        self.entries.append(Entry(entry.where, row, {}, entry.number))

    def finish(self) -> None:
        """Tells what came up again and again, each once."""
        if self._unplaced:
            fields = ", ".join(f"{name} ({count:,})" for name, count in sorted(self._unplaced.items()))
            self.notes.append(f"A resource has no column for these fields; they were kept aside: {fields}.")
        if self._years:
            self.notes.append(f"{_many(self._years)} dated 1 January: it stands for a year without a day.")
        for (column, value), count in sorted(self._unknown.items()):
            self.notes.append(
                f"'{shorten(value)}' is no {column} of this place; it was kept aside for {_many(count)}."
            )

    def _value(self, entry: Entry, name: str, field: Field, value: object) -> object:
        if isinstance(value, str):
            value = self._fit(entry, name, field, printable(value))
        if field.refers_to and fold(str(value)) not in self._names[field.refers_to]:
            self._unknown[field.label, str(value)] += 1
            self._keep(entry, name, str(value))
            return None
        try:
            return read_value(field, value)
        except Misread as misread:
            self.notes.append(f"{entry.where}, {field.label}: {misread.wrong}; it was kept aside.")
            self._keep(entry, name, value.isoformat() if isinstance(value, dt.date) else str(value))
            return None

    def _fit(self, entry: Entry, name: str, field: Field, text: str) -> str:
        if field.kind != "words":
            text = " ".join(text.split())
        text = text.strip()
        if field.kind in ("text", "words", "reference") and len(text) > field.longest:
            short = people.fitting(text, field.longest) if name in ("creator", "contributor") else ""
            short = short or text[: field.longest - 1].rstrip() + "…"
            if name != "full_text":
                self._keep(entry, name, text)
                self.notes.append(
                    f"{entry.where}: {field.label} has {len(text):,} characters and was cut to "
                    f"{field.longest:,}; the whole was kept aside."
                )
            return short
        return text

    def _keep(self, entry: Entry, column: str, value: str) -> None:
        self.aside.append(Aside(self._source, _SHEET, entry.number, column, value))


def _many(count: int) -> str:
    return "1 resource" if count == 1 else f"{count:,} resources"
