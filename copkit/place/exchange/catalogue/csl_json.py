"""CSL JSON, the data of the Citation Style Language 1.0.2, as Zotero, Mendeley, Pandoc and Crossref write it.

What has no place in it stands in ``custom``, which the schema keeps for that.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

from copkit.place.exchange.catalogue import hosts, kept, people
from copkit.place.exchange.catalogue.days import day_in, day_of
from copkit.place.exchange.catalogue.dublin_core import CSL, CSL_TYPE, PERIODICAL, WITHIN, kind_of
from copkit.place.exchange.catalogue.entry import Entry, Reading, Row
from copkit.place.exchange.catalogue.identifiers import identify
from copkit.place.exchange.catalogue.text import decoded

_HOST = {"volume": "volume", "issue": "issue", "page": "pages"}
_USED = frozenset(
    {"id", "type", "custom", "container-title", "DOI", "ISBN", "ISSN", *_HOST}
    | {name for names in CSL.values() for name in names}
)


def parse(raw: bytes) -> Reading:
    """The items of a CSL JSON file: a list of them, one alone, or a list under ``items``."""
    reading = Reading()
    try:
        told = json.loads(decoded(raw))
    except RecursionError:
        reading.notes.append("Its lists stand too deep in each other to be read.")
        return reading
    except ValueError as error:
        where = f" in line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        reading.notes.append(f"It is no JSON: the text breaks off or is wrong{where}.")
        return reading
    if isinstance(told, dict):
        told = told["items"] if isinstance(told.get("items"), list) else [told]
    for number, item in enumerate(told if isinstance(told, list) else [], 1):
        if not isinstance(item, dict) or not ({"type", "title", "id"} & set(item)):
            reading.notes.append(f"Item {number} is no item of CSL JSON and was left out.")
            continue
        reading.entries.append(_entry(item, number))
    if not reading.entries and not reading.notes:
        reading.notes.append("There is no item of CSL JSON in it.")
    return reading


def _entry(item: Mapping[str, Any], number: int) -> Entry:
    type_ = str(item.get("type") or "")
    row: dict[str, object] = {"kind": kind_of(type_)}
    unplaced = {name: _words(value) for name, value in item.items() if name not in _USED and _words(value)}
    for column, names in CSL.items():
        given = [(name, item[name]) for name in names if item.get(name)]
        if column in ("creator", "contributor"):
            row[column] = people.joined(_name(one) for _, value in given for one in _list(value))
        elif column == "made":
            days = [(name, day) for name, value in given if (day := _day(value))]
            row[column] = days[0][1] if days else None
            unplaced |= {name: _words(value) for name, value in given if name not in [n for n, _ in days[:1]]}
        elif given:
            texts = _list(given[0][1])
            row[column] = (", " if column == "subject" else " ").join(_words(one) for one in texts)
            unplaced |= {name: _words(value) for name, value in given[1:]}
    container = _words(item.get("container-title"))
    told = {part: _words(item.get(name)) for name, part in _HOST.items()}
    if container:
        row["source"] = hosts.composed(container, **told)
    else:
        unplaced |= {name: told[part] for name, part in _HOST.items() if told[part]}
    for name, fits in (("DOI", True), ("ISBN", type_ not in WITHIN), ("ISSN", type_ in PERIODICAL)):
        text = _words(item.get(name))
        found = identify(text.split(" ")[0] if name == "ISBN" else text)
        if fits and text and "identifier" not in row and (found or name == "DOI"):
            row["identifier"] = found.value if found else text
        elif text:
            unplaced[name] = text
    custom = item.get("custom")
    note = custom.get(kept.NAME) if isinstance(custom, dict) else None
    if isinstance(custom, dict) and (others := {n: v for n, v in custom.items() if n != kept.NAME}):
        unplaced["custom"] = json.dumps(others, ensure_ascii=False)
    return Entry(f"item {number}", kept.with_note(row, note), unplaced, number)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _words(value: object) -> str:
    """A value as text: a list joined, an object as JSON."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, list):
        return " ".join(filter(None, (_words(one) for one in value)))
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(value).strip()


def _name(name: object) -> str:
    """A name as CSL gives it in parts: ``van Gogh, Vincent``."""
    if not isinstance(name, dict):
        return _words(name)
    if name.get("literal"):
        return _words(name["literal"])
    family = " ".join(filter(None, (_words(name.get("non-dropping-particle")), _words(name.get("family")))))
    given = " ".join(filter(None, (_words(name.get("given")), _words(name.get("dropping-particle")))))
    return ", ".join(filter(None, (family, _words(name.get("suffix")), given)))


def _day(value: object) -> dt.date | None:
    """The first day of a date in parts, in EDTF, or as somebody wrote it."""
    if isinstance(value, str):
        return day_in(value)
    if not isinstance(value, dict):
        return None
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
        return day_of(*(str(part) for part in parts[0][:3]))
    text = next((str(value[name]) for name in ("edtf", "raw", "literal") if value.get(name)), "")
    return day_in(text) or day_of(text)


def serialise(rows: Sequence[Row], notes: Sequence[Mapping[str, object]]) -> bytes:
    items = [_item(row, note, n) for n, (row, note) in enumerate(zip(rows, notes, strict=True), 1)]
    return (json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _item(row: Row, note: Mapping[str, object], number: int) -> dict[str, Any]:
    host = hosts.parts(str(row["source"])) if row.get("source") else {}
    found = identify(str(row.get("identifier") or ""))
    type_ = "article-journal" if host else CSL_TYPE.get(str(row.get("kind")), "document")
    if found and found.scheme in ("isbn", "issn"):
        type_ = "book" if found.scheme == "isbn" else "periodical"
    item: dict[str, Any] = {"id": str(number), "type": type_}
    for column, (name, *_) in CSL.items():
        value = row.get(column)
        if not value or column == "licence":
            continue
        if column in ("creator", "contributor"):
            item[name] = [_parts(one) for one in people.parted(str(value))]
        elif isinstance(value, dt.date):
            item[name] = {"date-parts": [[value.year, value.month, value.day]]}
        else:
            item[name] = str(value)
    if host:
        item["container-title"] = host["name"]
        item |= {name: host[part] for name, part in _HOST.items() if part in host}
    if row.get("identifier"):
        name = found.scheme.upper() if found and found.scheme in ("isbn", "issn") else "DOI"
        item[name] = str(row["identifier"])
    if note:
        item["custom"] = {kept.NAME: json.loads(kept.as_note(note))}
    return item


def _parts(name: str) -> dict[str, str]:
    family, comma, given = (part.strip() for part in name.partition(","))
    return {"family": family, "given": given} if comma and given else {"literal": name}
