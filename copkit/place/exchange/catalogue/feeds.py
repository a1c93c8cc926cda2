"""Feeds: RSS 0.9 to 2.0, RSS 1.0 (RDF) and Atom 1.0 are read by feedparser; Atom 1.0 (RFC 4287) is written.

feedparser reads feeds of any of these, in any encoding, well-formed or not, and asks for no other file. A
document that declares entities of its own is refused before: no feed needs them, and they are how a small
file becomes a huge one, or one that reads other files.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
from bs4 import BeautifulSoup

from copkit.place.exchange.catalogue import kept, people
from copkit.place.exchange.catalogue.dublin_core import FEED, kind_of
from copkit.place.exchange.catalogue.entry import Entry, Reading, Row
from copkit.place.exchange.catalogue.identifiers import identify, normalised
from copkit.place.exchange.catalogue.text import printable
from copkit.place.rules import shorten

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
OWN = "urn:copkit:resource"
_PREFIX = {"": ATOM, "dc": DC, kept.NAME: OWN}
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_BROKEN = "The feed is not well-formed XML; what could be made out was read."
_NO_DATE = "1970-01-01T00:00:00Z"


def parse(raw: bytes) -> Reading:
    """The items of a feed. An item without a title takes the first words of what it says."""
    reading = Reading()
    if _ENTITY.search(raw) or _ENTITY.search(raw.replace(b"\x00", b"")):
        reading.notes.append(
            "It declares entities of its own, which no feed needs; for safety it was not read."
        )
        return reading
    try:
        feed = feedparser.parse(raw, sanitize_html=True, resolve_relative_uris=True)
    except (RecursionError, ValueError, AssertionError, LookupError, TypeError):
        reading.notes.append("It cannot be read as a feed.")
        return reading
    if not feed.get("version") and not feed.entries:
        reading.notes.append("It is no feed: neither RSS nor Atom.")
        return reading
    if feed.get("bozo") and isinstance(feed.get("bozo_exception"), Exception):
        name = type(feed["bozo_exception"]).__name__
        if name not in ("CharacterEncodingOverride", "NonXMLContentType"):
            reading.notes.append(_BROKEN)
    for number, item in enumerate(feed.entries, 1):
        reading.entries.append(_entry(item, feed.feed, number))
    if not reading.entries:
        reading.notes.append("There is no item in the feed.")
    return reading


def _entry(item: Mapping[str, Any], feed: Mapping[str, Any], number: int) -> Entry:
    row: dict[str, object] = {"kind": kind_of(_words(item.get("dc_type")))}
    for column, names in FEED.items():
        text = next((text for name in names if (text := _words(item.get(name)))), "")
        row[column] = _plain(text) if column in ("name", "description") else text
    if not row["description"] and item.get("content"):
        row["description"] = _plain(_words(item["content"][0].get("value")))
    if not row["name"]:
        row["name"] = shorten(row["description"], 80)
    row["creator"] = people.joined(_person(one) for one in item.get("authors", []) if one)
    row["contributor"] = people.joined(_person(one) for one in item.get("contributors", []) if one)
    row["subject"] = ", ".join(
        dict.fromkeys(_words(tag.get("term")) for tag in item.get("tags", []) if tag.get("term"))
    )
    row["link"] = _words(item.get("link"))
    if not row["link"] and identify(_words(item.get("id"))):
        row["link"] = _words(item.get("id"))
    row["made"] = _day(item.get("published_parsed") or item.get("updated_parsed"))
    origin = item.get("source")
    row["source"] = (
        _words(item.get("dc_source"))
        or (_words(origin.get("title")) if isinstance(origin, dict) else "")
        or _words(feed.get("title"))
    )
    if row["identifier"]:
        row["identifier"] = normalised(str(row["identifier"]))
    elif (found := identify(_words(item.get("id")))) and found.scheme != "url":
        row["identifier"] = found.value
    unplaced = {}
    enclosures = [str(one.get("href")) for one in item.get("enclosures", []) if one.get("href")]
    if enclosures:
        unplaced["enclosure"] = " ".join(enclosures)
    if item.get("comments"):
        unplaced["comments"] = _words(item["comments"])
    return Entry(f"item {number}", kept.with_note(row, item.get(f"{kept.NAME}_kept")), unplaced, number)


def _words(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _plain(text: str) -> str:
    """Text without the mark-up of a page."""
    if "<" not in text and "&" not in text:
        return text
    return " ".join(BeautifulSoup(text, "html.parser").get_text(" ").split())


def _person(one: Mapping[str, Any]) -> str:
    return _words(one.get("name")) or _words(one.get("email"))


def _day(moment: Any) -> dt.date | None:
    try:
        return dt.date(*moment[:3]) if moment else None
    except (ValueError, TypeError):
        return None


def serialise(rows: Sequence[Row], notes: Sequence[Mapping[str, object]]) -> bytes:
    """An Atom feed; with Dublin Core's elements for what Atom has none."""
    for prefix, namespace in _PREFIX.items():
        ET.register_namespace(prefix, namespace)
    feed = ET.Element(f"{{{ATOM}}}feed")
    dates = [f"{row['made']}T00:00:00Z" for row in rows if row.get("made")]
    _add(feed, ATOM, "id", "urn:uuid:" + str(uuid.uuid5(uuid.NAMESPACE_URL, f"{OWN}:catalogue")))
    _add(feed, ATOM, "title", "Resources")
    _add(feed, ATOM, "updated", max(dates, default=_NO_DATE))
    _add(_add(feed, ATOM, "author"), ATOM, "name", "copkit")
    used: set[str] = set()
    for row, note in zip(rows, notes, strict=True):
        _write(_add(feed, ATOM, "entry"), row, note, used)
    ET.indent(feed, " ")
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def _write(entry: ET.Element, row: Row, note: Mapping[str, object], used: set[str]) -> None:
    moment = f"{row['made']}T00:00:00Z" if row.get("made") else ""
    _add(entry, ATOM, "id", _id(row, used))
    _add(entry, ATOM, "title", row.get("name") or "")
    _add(entry, ATOM, "updated", moment or _NO_DATE)
    if moment:
        _add(entry, ATOM, "published", moment)
    for name, column in (("author", "creator"), ("contributor", "contributor")):
        for one in people.parted(str(row.get(column) or "")):
            _add(_add(entry, ATOM, name), ATOM, "name", one)
    for word in str(row.get("subject") or "").split(","):
        if word.strip():
            _add(entry, ATOM, "category").set("term", printable(word.strip()))
    if row.get("link"):
        _add(entry, ATOM, "link").set("href", printable(str(row["link"])))
    if row.get("description"):
        _add(entry, ATOM, "summary", row["description"])
    if row.get("licence"):
        _add(entry, ATOM, "rights", row["licence"])
    for column, name in _ELEMENTS.items():
        if row.get(column):
            _add(entry, DC, name, row[column])
    if note:
        _add(entry, OWN, "kept", kept.as_note(note))


_ELEMENTS = {
    "kind": "type",
    "publisher": "publisher",
    "language": "language",
    "identifier": "identifier",
    "source": "source",
    "relation": "relation",
    "coverage": "coverage",
    "format": "format",
}


def _id(row: Row, used: set[str]) -> str:
    """A name for the entry that is the same in every feed: of its identifier, or else made of its title."""
    found = identify(str(row.get("identifier") or ""))
    prefixes = {"doi": "https://doi.org/", "isbn": "urn:isbn:", "issn": "urn:issn:", "url": ""}
    own = prefixes[found.scheme] + found.value if found else ""
    if not own or own in used or any(sign in own for sign in '<> "{}|\\^`'):
        own = "urn:uuid:" + str(uuid.uuid5(uuid.NAMESPACE_URL, f"{OWN}:{row.get('name')}"))
    used.add(own)
    return own


def _add(parent: ET.Element, namespace: str, name: str, text: object = "") -> ET.Element:
    made = ET.SubElement(parent, f"{{{namespace}}}{name}")
    made.text = printable(str(text)) or None
    return made
