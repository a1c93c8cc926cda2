"""RIS, the tagged format of Reference Manager, EndNote, Mendeley, Zotero and most databases; read by rispy.

The text is cut into records here, so that a fault is told with its line and costs one record, not the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import rispy
from rispy.config import TAG_KEY_MAPPING

from copkit.place.exchange.catalogue import hosts, kept, people
from copkit.place.exchange.catalogue.days import day_in
from copkit.place.exchange.catalogue.dublin_core import PERIODICAL, RIS, RIS_TYPE, WITHIN, kind_of
from copkit.place.exchange.catalogue.entry import Entry, Reading, Row
from copkit.place.exchange.catalogue.identifiers import identify
from copkit.place.exchange.catalogue.text import decoded

_STARTS = re.compile(r"^\s*TY  ?-", re.MULTILINE)
_TAGGED = re.compile(r"^[ \t]*([A-Z][A-Z0-9])  ?-(?: |$)", re.MULTILINE)
_TAGS = {tag: tag for tag in (*TAG_KEY_MAPPING, "ED", "BT", "CT")}
_LISTS = [tag for tag in _TAGS if tag not in ("TY", "ER", "UK")]
_HOST_TAGS = ("T2", "JF", "JO", "BT", "JA", "J2")
_NOTE = f"{kept.NAME}:"
_USED = frozenset({"TY", "ER", "UK", "DO", "SN", "VL", "IS", "SP", "EP", "ID", *_HOST_TAGS}) | {
    tag for tags in RIS.values() for tag in tags
}


def parse(raw: bytes) -> Reading:
    """The records of a RIS file. A record without a title, or one that does not end, is told."""
    text = decoded(raw)
    starts = [found.start() for found in _STARTS.finditer(text)]
    reading = Reading()
    line, counted = 1, 0
    for number, (start, end) in enumerate(zip(starts, [*starts, len(text)][1:], strict=True), 1):
        line += text.count("\n", counted, start) + (text[start : start + 1] == "\n")
        counted = start + (text[start : start + 1] == "\n")
        record = _record(_TAGGED.sub(r"\1  - ", text[start:end]).strip())
        if record is None:
            reading.notes.append(f"The record in line {line} holds nothing and was left out.")
            continue
        entry = _entry(record)
        entry.where, entry.number = f"line {line}", number
        reading.entries.append(entry)
    if not starts:
        reading.notes.append("There is no record in it: each begins with a line 'TY  - '.")
    return reading


def _record(text: str) -> dict[str, Any] | None:
    ended = re.split(r"^ER  - ", text + "\n", maxsplit=1, flags=re.MULTILINE)[0].rstrip() + "\nER  - \n"
    records = rispy.loads(ended, mapping=_TAGS, list_tags=_LISTS, delimiter_tags_mapping={})
    return records[0] if records and len(records[0]) > 1 else None


def _entry(record: Mapping[str, Any]) -> Entry:
    type_ = str(record["TY"])
    of = {tag: [one for one in values if one] for tag, values in record.items() if isinstance(values, list)}
    row: dict[str, object] = {"kind": kind_of(type_)}
    for column, tags in RIS.items():
        tag = next((tag for tag in tags if of.get(tag)), None)
        if tag is None:
            continue
        if column in ("creator", "contributor"):
            row[column] = people.joined(name for other in tags for name in of.get(other, ()))
        elif column == "subject":
            row[column] = ", ".join(of[tag])
        elif column == "made":
            days = [day for other in tags for one in of.get(other, ()) if (day := day_in(one))]
            if days:
                row[column] = next((day for day in days if (day.month, day.day) != (1, 1)), days[0])
        elif column in ("link", "publisher", "language"):
            row[column] = of[tag][0]
        else:
            row[column] = " ".join(of[tag])
    unplaced = _unplaced(record, of)
    row |= _host(type_, of, unplaced)
    _identified(type_, row, of, unplaced)
    note, others = None, []
    for one in of.get("N1", ()):
        if one.startswith(_NOTE):
            note = one[len(_NOTE) :]
        else:
            others.append(one)
    unplaced.pop("N1", None)
    if others:
        unplaced["N1"] = "; ".join(others)
    return Entry("", kept.with_note(row, note), unplaced)


def _host(type_: str, of: Mapping[str, list[str]], unplaced: dict[str, str]) -> dict[str, object]:
    """The journal or book that the work stands in. Of a whole book T2 is the series."""
    name = next((of[tag][0] for tag in _HOST_TAGS if of.get(tag)), "")
    first, last = ("".join(of.get(tag, [""])[:1]) for tag in ("SP", "EP"))
    pages = "-".join(part for part in (first, last) if part)
    volume, issue = ("".join(of.get(tag, [""])[:1]) for tag in ("VL", "IS"))
    if not name or type_ in ("BOOK", "EDBOOK", "EBOOK"):
        numbered = {"T2": name, "VL": volume, "IS": issue, "SP": pages}
        unplaced |= {tag: value for tag, value in numbered.items() if value}
        return {}
    return {"source": hosts.composed(name, volume, issue, pages)}


def _identified(
    type_: str, row: dict[str, object], of: Mapping[str, list[str]], unplaced: dict[str, str]
) -> None:
    for tag in ("DO", "SN"):
        for text in of.get(tag, ()):
            found = identify(text)
            usable = found and (
                found.scheme == "doi"
                or (found.scheme == "isbn" and type_.casefold() not in WITHIN)
                or (found.scheme == "issn" and type_.casefold() in PERIODICAL)
            )
            if found and usable and "identifier" not in row:
                row["identifier"] = found.value
            elif tag == "DO" and "identifier" not in row:
                row["identifier"] = text
            else:
                unplaced[tag] = "; ".join(filter(None, (unplaced.get(tag), text)))


def _unplaced(record: Mapping[str, Any], of: Mapping[str, list[str]]) -> dict[str, str]:
    left = {tag: "; ".join(values) for tag, values in of.items() if tag not in _USED and values}
    left |= {tag: "; ".join(of[tag][1:]) for tag in ("UR", "PB", "LA") if len(of.get(tag, ())) > 1}
    unknown = record.get("UK")
    for tag, values in unknown.items() if isinstance(unknown, Mapping) else ():
        if tag:
            left[tag] = "; ".join(values)
    return left


class _Writer(rispy.RisWriter):
    """Without the number that rispy writes above each record: the specification has none."""

    NEWLINE = "\r\n"

    def set_header(self, count: int) -> str:
        return ""


def serialise(rows: Sequence[Row], notes: Sequence[Mapping[str, object]]) -> bytes:
    records = [_as_record(row, note) for row, note in zip(rows, notes, strict=True)]
    text = rispy.dumps(
        records, implementation=_Writer, mapping=_TAGS_LOWER, list_tags=_LISTS, delimiter_tags_mapping={}
    )
    return text.encode()


_TAGS_LOWER = {tag: tag.lower() for tag in _TAGS} | {"TY": "type_of_reference"}
"""rispy looks the names of fields up in small letters."""


def _as_record(row: Row, note: Mapping[str, object]) -> dict[str, Any]:
    host = hosts.parts(str(row["source"])) if row.get("source") else {}
    type_ = "JOUR" if host else RIS_TYPE.get(str(row.get("kind")), "GEN")
    record: dict[str, Any] = {}

    def put(tag: str, *values: object) -> None:
        if given := [line for value in values if (line := " ".join(str(value).split()))]:
            record[tag.lower()] = given

    for column, (tag, *_) in RIS.items():
        if not row.get(column):
            continue
        value = str(row[column])
        if column in ("creator", "contributor"):
            put(tag, *people.parted(value))
        elif column == "subject":
            put(tag, *value.split(","))
        elif column == "made":
            put(tag, value.replace("-", "/"))
            put("PY", value[:4])
        else:
            put(tag, value)
    pages = host.get("pages", "").replace("\u2013", "-").partition("-")
    for tag, part in zip(
        ("T2", "VL", "IS", "SP", "EP"),
        (host.get("name", ""), host.get("volume", ""), host.get("issue", ""), pages[0], pages[2]),
        strict=True,
    ):
        put(tag, part)
    if row.get("identifier"):
        found = identify(str(row["identifier"]))
        put("SN" if found and found.scheme in ("isbn", "issn") else "DO", row["identifier"])
    if note:
        record["n1"] = [f"{_NOTE} {kept.as_note(note)}"]
    return {"type_of_reference": type_, **record}
