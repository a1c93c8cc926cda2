"""Values of BibTeX fields: joined strings and crossref, which bibtexparser 2 leaves as they are.

An entry takes the fields that it lacks from its parent (BibTeXing 1988, section 3.1; biblatex manual 3.19,
2.4.1 and Appendix B).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bibtexparser.model import Entry

_PIECE = re.compile(r'\s*(?:"([^"]*)"|\{([^{}]*)\}|([^\s#"{}]+))\s*(?:#|$)')
_NEVER_INHERITED = frozenset({"crossref", "xref", "entryset", "label", "sortkey", "key", "note", "copkit"})


def fields(block: Entry, strings: Mapping[str, str]) -> dict[str, str]:
    """The fields of an entry that hold something, by name in small letters, with strings put in."""
    values = {}
    for field in block.fields:
        value = str(field.value)
        if field.enclosing == "no-enclosing" and "#" in value:
            value = _joined(value, strings)
        if value.strip():
            values[field.key.casefold()] = value
    return values


def _joined(value: str, strings: Mapping[str, str]) -> str:
    """What ``cup # " Press"`` stands for."""
    pieces, at = [], 0
    while at < len(value):
        found = _PIECE.match(value, at)
        if not found or found.end() == at:
            return value
        quoted = found[1] if found[1] is not None else found[2]
        pieces.append(strings.get(found[3].casefold(), found[3]) if quoted is None else quoted)
        at = found.end()
    return "".join(pieces)


def inherited(own: Mapping[str, str], entries: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The fields of an entry and those of its parents that it lacks; a parent's title is its book title.

    >>> inherited({"title": "A", "crossref": "b"}, {"b": {"title": "B", "year": "1986"}})
    {'booktitle': 'B', 'year': '1986', 'title': 'A', 'crossref': 'b'}
    """
    whole = dict(own)
    seen: set[str] = set()
    above = own.get("crossref", "").casefold()
    while above in entries and above not in seen:
        seen.add(above)
        parent = {name: value for name, value in entries[above].items() if name not in _NEVER_INHERITED}
        booktitle = parent.pop("title", None) or parent.get("booktitle")
        parent.pop("subtitle", None)
        if "date" in whole or "year" in whole:
            parent = {name: value for name, value in parent.items() if name not in ("date", "year", "month")}
        first = {"booktitle": booktitle} if booktitle and "journal" not in parent else {}
        whole = {**first, **parent, **whole}
        above = entries[above].get("crossref", "").casefold()
    return whole
