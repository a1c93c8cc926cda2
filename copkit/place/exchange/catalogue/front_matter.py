"""The front matter of a Markdown file: YAML between two lines of three hyphens, in Dublin Core's names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

import yaml

from copkit.place.exchange.catalogue import kept, people
from copkit.place.exchange.catalogue.days import day_in
from copkit.place.exchange.catalogue.document import NotReadable
from copkit.place.exchange.catalogue.dublin_core import ELEMENT, kind_of
from copkit.place.exchange.catalogue.entry import Row
from copkit.place.exchange.catalogue.identifiers import normalised
from copkit.place.schema.knowledge import OPEN_TO, RESOURCE_KINDS

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
LONGEST = 500_000
"""Characters that front matter may have."""

_ALIAS = {
    "author": "creator",
    "authors": "creator",
    "tags": "subject",
    "keywords": "subject",
    "url": "references",
    "link": "references",
    "lang": "language",
    "licence": "rights",
    "license": "rights",
    "doi": "identifier",
    "isbn": "identifier",
    "abstract": "description",
    "summary": "description",
}
"""What other programs call the same: Jekyll, Hugo, Pandoc, Obsidian."""


def parted(text: str) -> tuple[dict[str, object], str]:
    """The front matter of a text, as an object, and the rest of the text. Raises `NotReadable`."""
    found = _FRONT.match(text)
    if not found:
        return {}, text
    if len(found[1]) > LONGEST:
        raise NotReadable(f"its front matter has more than {LONGEST:,} characters")
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(found[1], Loader=yaml.SafeLoader)):
            raise NotReadable("its front matter refers to itself, which is not read for safety")
        told = yaml.safe_load(found[1])
    except (yaml.YAMLError, ValueError, RecursionError, TypeError, AttributeError, OverflowError) as error:
        raise NotReadable("its front matter, between the lines '---', is not YAML") from error
    if not isinstance(told, dict):
        return {}, text
    return {str(name): value for name, value in told.items()}, text[found.end() :]


def columns(told: Mapping[str, object]) -> tuple[dict[str, object], dict[str, str]]:
    """The columns that front matter fills, and what has no place among them."""
    column_of = {element: column for column, element in ELEMENT.items()}
    row: dict[str, object] = {}
    unplaced: dict[str, str] = {}
    for name, value in told.items():
        key = name.removeprefix("dc:").removeprefix("dcterms:")
        column = column_of.get(_ALIAS.get(key.casefold(), key))
        texts = [_text(one) for one in (value if isinstance(value, list) else [value])]
        texts = [text for text in texts if text]
        if not texts or name == kept.NAME:
            continue
        if column is None or column in row or name == "draft":
            unplaced[name] = ", ".join(texts)
        elif column in ("creator", "contributor"):
            row[column] = people.joined(texts)
        elif column in ("made", "review"):
            row[column] = day_in(texts[0])
        elif column == "kind":
            known = texts[0] in RESOURCE_KINDS
            row[column] = texts[0] if known else kind_of(texts[0])
            unplaced |= {} if known else {name: texts[0]}
        elif column == "open_to" and texts[0] not in OPEN_TO:
            unplaced[name] = texts[0]
        elif column == "identifier":
            row[column] = normalised(texts[0])
        else:
            row[column] = ", ".join(texts)
    return row, unplaced


def _text(value: object) -> str:
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dict):
        return _text(value.get("name") or value.get("family") or "")
    return "" if value is None else str(value).strip()


def front(row: Row, note: Mapping[str, object]) -> str:
    """The front matter of a resource. The key ``copkit`` says that the text below is its description."""
    told: dict[str, object] = {}
    for column, element in ELEMENT.items():
        value = row.get(column)
        if not value or column == "description":
            continue
        names = people.parted(str(value)) if column in ("creator", "contributor") else []
        told[element] = names if len(names) > 1 else value
    told[kept.NAME] = kept.as_note(note)
    return "---\n" + yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=10_000) + "---\n"
