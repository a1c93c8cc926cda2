"""Networks in UCINET's data language (DL): full matrix, edge list and node list.

An own reader, as networkx has none and igraph's, under the GPL, takes neither several relations nor names
with a space. The language is that of UCINET's help, 'DL Language' (Borgatti, Everett and Freeman 2002): words
in any case, parted by spaces, commas, equal signs or new lines, then ``data:``.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from copkit.place.exchange.networks.rows import Network, NotANetwork, Tie, text_of

_WORD = re.compile(r'"([^"\n]*)"|\'([^\'\n]*)\'|([^\s,=:"]+)|(:)')
_CELL = re.compile(r'"([^"\n]*)"|\'([^\'\n]*)\'|([^\s,"]+)')
_FORMATS = {
    "fullmatrix": "matrix",
    "fm": "matrix",
    "edgelist1": "edges",
    "edgelist": "edges",
    "el1": "edges",
    "nodelist1": "nodes",
    "nodelist": "nodes",
    "nl1": "nodes",
}
_NOTHING = ("", ".", "na", "n/a", "?")
_COMMENTS = ("#", "%")


def is_dl(raw: bytes) -> bool:
    """Whether a file begins with the word DL, as UCINET asks."""
    return re.match(rb"(?:\xef\xbb\xbf)?\s*dl[\s,=]", raw[:100], re.IGNORECASE) is not None


@dataclass
class _Header:
    size: int = 0
    relations: int = 1
    form: str = "matrix"
    diagonal: bool = True
    embedded: bool = False
    labels: list[str] = field(default_factory=list)
    levels: list[str] = field(default_factory=list)


def from_dl(raw: bytes) -> Network:
    """The ties of a DL file; each of several relations is a kind, by its label or its number."""
    text = "\n".join(
        "" if line.lstrip().startswith(_COMMENTS) else line for line in text_of(raw).splitlines()
    )
    header, begins = _header(text)
    cells = list(_cells(text, begins))
    if header.form == "matrix":
        return _from_matrix(header, cells)
    return _from_lists(header, cells)


# The header -------------------------------------------------------------------------------------------


def _header(text: str) -> tuple[_Header, int]:
    """What stands before ``data:``, and where the data begin."""
    words = list(_WORD.finditer(text))
    plain = [_plain(word) for word in words]
    if not plain or plain[0].casefold() != "dl":
        raise NotANetwork("its first word is not DL")
    header = _Header()
    rows = columns = 0
    at = 1
    while at < len(plain):
        word = plain[at].casefold()
        following = plain[at + 1].casefold() if at + 1 < len(plain) else ""
        if word == "data":
            colon = words[at + 1] if following == ":" else words[at]
            header.size = _one_size(header.size, rows, columns)
            return header, colon.end()
        if word in ("n", "nr", "nc", "nm"):
            number = _whole(following, word)
            rows, columns = (number if word == "nr" else rows), (number if word == "nc" else columns)
            header.size = number if word == "n" else header.size
            header.relations = number if word == "nm" else header.relations
            at += 2
        elif word == "format":
            if following not in _FORMATS:
                raise NotANetwork(
                    f"its format is '{following}'; fullmatrix, edgelist1 and nodelist1 can be read"
                )
            header.form = _FORMATS[following]
            at += 2
        elif word == "diagonal":
            header.diagonal = following != "absent"
            at += 2
        elif word == "title":
            at += 2
        elif word == "labels":
            at = _labels(header, plain, at, _one_size(header.size, rows, columns))
        else:
            at += 1  # row, column, level, matrix: read with the labels that they introduce; present
    raise NotANetwork("it has no 'data:'")


def _labels(header: _Header, plain: Sequence[str], at: int, size: int) -> int:
    """Reads labels, or that they stand among the data; gives where the next word stands."""
    whose = plain[at - 1].casefold()
    at += 1
    if at < len(plain) and plain[at].casefold() == "embedded":
        header.embedded = True
        return at + 1
    at += plain[at : at + 1] == [":"]
    many = header.relations if whose in ("level", "matrix") else size
    found = list(plain[at : at + many])
    if len(found) < many or ":" in plain[at : at + many + 1]:  # the word before it is no label
        raise NotANetwork(f"it has fewer labels than the {many:,} that it announces")
    if whose in ("level", "matrix"):
        header.levels = found
    elif whose in ("column", "col") and header.labels and header.labels != found:
        raise NotANetwork("its rows and columns are not the same people; copkit takes ties between people")
    else:
        header.labels = found
    return at + many


def _one_size(size: int, rows: int, columns: int) -> int:
    if rows and columns and rows != columns:
        raise NotANetwork("its rows and columns are not the same people; copkit takes ties between people")
    if not (size or rows or columns):
        raise NotANetwork("it does not say how many people it has: 'n=' is missing")
    return size or rows or columns


def _whole(text: str, word: str) -> int:
    if not re.fullmatch(r"[0-9]{1,7}", text) or int(text) == 0:
        raise NotANetwork(f"'{text}' after '{word}=' is no number of people or relations")
    return int(text)


def _plain(found: re.Match[str]) -> str:
    return next((part for part in found.groups() if part is not None), "").strip()


# The data ---------------------------------------------------------------------------------------------

_Cell = tuple[int, str]
"""A line and what stands in it."""


def _cells(text: str, begins: int) -> Iterator[_Cell]:
    ends = [found.start() for found in re.finditer("\n", text)]
    for found in _CELL.finditer(text, begins):
        yield bisect(ends, found.start()) + 1, _plain(found)


def _relation(header: _Header, number: int) -> dict[str, object]:
    if header.relations == 1 and not header.levels:
        return {}
    return {"kind": header.levels[number] if number < len(header.levels) else str(number + 1)}


def _from_matrix(header: _Header, cells: Sequence[_Cell]) -> Network:
    size, wide = header.size, header.size - (not header.diagonal)
    many = header.relations * size * (wide + header.embedded) + (header.relations * size * header.embedded)
    if len(cells) != many:
        raise NotANetwork(f"it holds {len(cells):,} cells where its header asks for {many:,}")
    labels = header.labels or [str(number + 1) for number in range(size)]
    ties = []
    given = iter(cells)
    for number in range(header.relations):
        across = [next(given)[1] for _ in range(size)] if header.embedded else labels
        labels = across
        for row in range(size):
            start = next(given)[1] if header.embedded else across[row]
            others = [end for at, end in enumerate(across) if header.diagonal or at != row]
            for end in others:
                line, value = next(given)
                if value.casefold() in _NOTHING or _is_nought(value):
                    continue
                ties.append(Tie(start, end, {**_relation(header, number), "weight": value}, row=line))
    return Network([(label, {}) for label in labels], ties, True)


def _is_nought(value: str) -> bool:
    try:
        return float(value) == 0
    except ValueError:
        return False


def _from_lists(header: _Header, cells: Sequence[_Cell]) -> Network:
    """Edge lists (one, other, and if given the weight) and node lists (one, and all whom it names)."""
    lines: dict[int, list[str]] = {}
    for line, cell in cells:
        lines.setdefault(line, []).append(cell)
    ties, number = [], 0
    for line, row in lines.items():
        if row == ["!"]:  # the next relation
            number += 1
            continue
        if len(row) < 2 and header.form == "edges":
            raise NotANetwork(f"line {line:,} names only one end of a tie")
        told = _relation(header, number)
        others = row[1:2] if header.form == "edges" else row[1:]
        if header.form == "edges" and len(row) > 2:
            told["weight"] = row[2]
        start = _called(header, row[0], line)
        ties += [Tie(start, _called(header, other, line), told, row=line) for other in others]
    return Network([(label, {}) for label in header.labels], [tie for tie in ties if not _absent(tie)], True)


def _absent(tie: Tie) -> bool:
    return _is_nought(str(tie.about.get("weight", 1)))


def _called(header: _Header, cell: str, line: int) -> str:
    """Who is meant: by number among the labels, or by the label itself where labels are embedded."""
    if header.embedded or not header.labels or cell.casefold() in {one.casefold() for one in header.labels}:
        return cell
    if re.fullmatch(r"[0-9]{1,7}", cell) and 1 <= int(cell) <= len(header.labels):
        return header.labels[int(cell) - 1]
    raise NotANetwork(f"'{cell}' in line {line:,} is neither a label nor the number of one")
