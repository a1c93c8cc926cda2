"""BibTeX and biblatex; read and written by bibtexparser, version 2.

It cuts the text into entries with their lines, knows names, and passes over what is broken. What it does
not do yet stands in `bibtex_values`.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping, Sequence

from bibtexparser import Library, parse_string, write_string
from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from bibtexparser.model import (
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Field,
    ParsingFailedBlock,
)
from bibtexparser.model import Entry as Block

from copkit.place.exchange.catalogue import hosts, kept, people
from copkit.place.exchange.catalogue.bibtex_values import fields, inherited
from copkit.place.exchange.catalogue.days import day_in, day_of
from copkit.place.exchange.catalogue.dublin_core import BIBTEX, BIBTEX_TYPE, PERIODICAL, WITHIN, kind_of
from copkit.place.exchange.catalogue.entry import Entry, Reading, Row
from copkit.place.exchange.catalogue.identifiers import identify
from copkit.place.exchange.catalogue.latex import to_address, to_latex, to_text
from copkit.place.exchange.catalogue.text import decoded
from copkit.place.rules import shorten

logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # what is broken is told in notes

_HOSTS = ("journal", "journaltitle", "booktitle", "maintitle")
_NO_WORK = ("set", "xdata")
_USED = (
    frozenset(
        (
            "title",
            "subtitle",
            "date",
            "year",
            "month",
            "day",
            "volume",
            "number",
            "pages",
            "doi",
            "isbn",
            "issn",
        )
    )
    | {"crossref", kept.NAME, *_HOSTS}
    | {name for names in BIBTEX.values() for name in names}
)


def parse(raw: bytes) -> Reading:
    """The entries of a BibTeX file. What is broken is told with its line, and the rest is read."""
    reading = Reading()
    try:
        library = parse_string(decoded(raw))
    except RecursionError:
        reading.notes.append("Its braces stand too deep in each other to be read.")
        return reading
    found: list[tuple[int, Block]] = []
    for block in library.blocks:
        line = (block.start_line or 0) + 1
        if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
            inner = block.ignore_error_block
            if isinstance(inner, Block):
                found.append((line, inner))
                if isinstance(block, DuplicateFieldKeyBlock):
                    twice = ", ".join(sorted(block.duplicate_keys))
                    reading.notes.append(f"Line {line}: '{inner.key}' gives {twice} twice; one was taken.")
        elif isinstance(block, ParsingFailedBlock):
            what = shorten((block.raw or "").strip(), 40)
            reading.notes.append(f"The entry in line {line} is broken and was left out: '{what}'.")
        elif isinstance(block, Block):
            found.append((line, block))
    strings = {key.casefold(): str(string.value) for key, string in library.strings_dict.items()}
    own = [fields(block, strings) for _, block in found]
    parents: dict[str, dict[str, str]] = {}
    for (_, block), given in zip(found, own, strict=True):
        parents.setdefault(block.key.casefold(), given)
    for number, ((line, block), given) in enumerate(zip(found, own, strict=True), 1):
        type_ = block.entry_type.casefold()
        if type_ in _NO_WORK:
            reading.notes.append(f"Line {line}: '@{type_}' is no work of its own and was left out.")
            continue
        entry = _entry(type_, inherited(given, parents))
        entry.where, entry.number = f"line {line}", number
        reading.entries.append(entry)
    if not reading.entries and not reading.notes:
        reading.notes.append("There is no entry in it: each begins with a sign such as @article or @book.")
    return reading


def _entry(type_: str, given: Mapping[str, str]) -> Entry:
    row: dict[str, object] = {"kind": kind_of(type_)}
    title, subtitle = to_text(given.get("title", "")), to_text(given.get("subtitle", ""))
    row["name"] = f"{title}: {subtitle}" if title and subtitle else title or subtitle
    for column, names in BIBTEX.items():
        values = [given[name] for name in names if name in given]
        if not values:
            continue
        if column in ("creator", "contributor"):
            row[column] = people.joined(name for one in values for name in _people(one))
        elif column == "subject":
            row[column] = ", ".join(filter(None, (to_text(one) for one in re.split(r"[,;]", values[0]))))
        else:
            row[column] = to_address(values[0]) if column == "link" else to_text(values[0])
    if not row.get("creator") and row.get("contributor") and type_ not in WITHIN:
        row["creator"] = row.pop("contributor")
    row["made"] = day_in(to_text(given.get("date", ""))) or day_of(
        to_text(given.get("year", "")), to_text(given.get("month", "")), to_text(given.get("day", ""))
    )
    unplaced = {name: to_text(value) for name, value in given.items() if name not in _USED}
    row |= _host(given, unplaced)
    if row.get("source") in (title, row["name"]):
        del row["source"]
    _identified(type_, row, given, unplaced)
    for column, names in BIBTEX.items():
        if column not in ("creator", "contributor"):
            unplaced |= {name: to_text(given[name]) for name in [n for n in names if n in given][1:]}
    if given.get("year") and not row["made"]:
        unplaced["year"] = to_text(given["year"])
    return Entry("", kept.with_note(row, given.get(kept.NAME)), unplaced)


def _people(text: str) -> Iterable[str]:
    """The names of a field, family name first; a name in braces is one of a body."""
    for name in split_multiple_persons_names(text):
        if name.strip().casefold() == "others":
            yield people.OTHERS
            continue
        try:
            parts = parse_single_name_into_parts(name, strict=False)
        except InvalidNameError:
            yield to_text(name)
            continue
        family, suffix, first = (
            to_text(" ".join(part)) for part in ((*parts.von, *parts.last), parts.jr, parts.first)
        )
        yield ", ".join(part for part in (family, suffix, first) if part)


def _host(given: Mapping[str, str], unplaced: dict[str, str]) -> dict[str, object]:
    names = [name for name in _HOSTS if name in given]
    told = {name: to_text(given[name]) for name in ("volume", "number", "pages") if name in given}
    if not names:
        unplaced |= told
        return {}
    unplaced |= {name: to_text(given[name]) for name in names[1:]}
    pages = told.get("pages", "").replace("\u2013", "-")
    return {
        "source": hosts.composed(
            to_text(given[names[0]]), told.get("volume", ""), told.get("number", ""), pages
        )
    }


def _identified(
    type_: str, row: dict[str, object], given: Mapping[str, str], unplaced: dict[str, str]
) -> None:
    for name in ("doi", "isbn", "issn"):
        if name not in given:
            continue
        text = to_address(given[name])
        found = identify(text)
        fits = {"doi": True, "isbn": type_ not in WITHIN, "issn": type_ in PERIODICAL}[name]
        if fits and "identifier" not in row and (found or name == "doi"):
            row["identifier"] = found.value if found else text
        else:
            unplaced[name] = text


def serialise(rows: Sequence[Row], notes: Sequence[Mapping[str, object]]) -> bytes:
    library = Library()
    keys: set[str] = set()
    library.add([_block(row, note, keys) for row, note in zip(rows, notes, strict=True)])
    return write_string(library).encode()


def _block(row: Row, note: Mapping[str, object], keys: set[str]) -> Block:
    host = hosts.parts(str(row["source"])) if row.get("source") else {}
    type_ = "article" if host else BIBTEX_TYPE.get(str(row.get("kind")), "misc")
    found = identify(str(row.get("identifier") or ""))
    if found and found.scheme == "isbn":
        type_ = "book"
    elif found and found.scheme == "issn":
        type_ = "periodical"
    given: dict[str, str] = {"title": to_latex(str(row.get("name") or ""))}
    for column, (name, *_) in BIBTEX.items():
        if not (value := row.get(column)):
            continue
        if column in ("creator", "contributor"):
            given[name] = " and ".join(_as_name(one) for one in people.parted(str(value)))
        else:
            given[name] = str(value) if column == "link" else to_latex(str(value))
    if row.get("made"):
        given |= {"date": str(row["made"]), "year": str(row["made"])[:4]}
    names = {"name": "journal", "volume": "volume", "issue": "number", "pages": "pages"}
    given |= {names[part]: to_latex(value) for part, value in host.items()}
    if row.get("identifier"):
        scheme = found.scheme if found and found.scheme in ("isbn", "issn") else "doi"
        given[scheme] = str(row["identifier"])
    given = {name: value for name, value in given.items() if _balanced(value)}
    if note:
        given[kept.NAME] = kept.as_note(note)
    return Block(type_, _key(row, keys), [Field(name, value) for name, value in given.items()])


def _as_name(name: str) -> str:
    if name == people.OTHERS:
        return "others"
    if "," in name or " " not in name:
        return to_latex(name)
    return "{" + to_latex(name) + "}"


def _balanced(value: str) -> bool:
    """Whether a value can stand in braces: BibTeX counts them, escaped ones too."""
    depth = 0
    for sign in value:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0 and not value.endswith("\\") and "@" not in value


def _key(row: Row, keys: set[str]) -> str:
    """``knuth1968``: the first family name, or the first words of the title, and the year; told apart by
    letters."""
    families = [
        name for one in people.parted(str(row.get("creator") or ""))[:1] for name in people.family_names(one)
    ]
    stem = (families or ["".join(re.findall(r"\w+", str(row.get("name") or ""))[:3])])[0]
    stem = re.sub(r"[^a-z0-9]", "", stem.casefold()) + str(row.get("made") or "")[:4] or "resource"
    key, number = stem, 1
    while key in keys:
        number += 1
        key = f"{stem}-{number}"
    keys.add(key)
    return key
