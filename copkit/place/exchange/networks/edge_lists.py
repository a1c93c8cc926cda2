"""Edge lists: one tie a line, with commas, semicolons, tabs or spaces, with a header or without.

Kumu's connections and Gephi's edge tables are such lists. Written they are Kumu's: connections, and a second
file of elements. The csv module reads them: networkx's reader of edge lists knows neither headers nor
quotation marks.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence

from copkit.place.exchange.cells import from_csv
from copkit.place.exchange.csv_folder import csv_text
from copkit.place.exchange.networks.rows import Network, NotANetwork, Tie, about_tie, both_ways, text_of
from copkit.place.rules import fold

_FROM = ("from", "source", "member", "ego", "sender", "who said so")
_TO = ("to", "target", "to member", "to_member", "alter", "receiver", "whom they named")
_COMMENTS = ("#", "%")


def from_edge_list(raw: bytes) -> Network:
    """``FROM,TO`` and what else there is; without a header a third column is the weight. Lines that begin
    with # or % are passed over."""
    rows = _rows(text_of(raw))
    if not rows:
        return Network([], [])
    header = [fold(cell) for cell in rows[0][1]]
    start = next((header.index(name) for name in _FROM if name in header), None)
    end = next((header.index(name) for name in _TO if name in header), None)
    if start is None or end is None:
        if {"label", "id", "name"} & set(header):
            raise NotANetwork("it lists people and no ties: its first line has no From and To")
        if start is not None or end is not None:
            raise NotANetwork("its first line has one of From and To, and not the other")
        header, start, end = ["from", "to", "weight"], 0, 1
    else:
        rows = rows[1:]
    return Network([], [tie for line, row in rows for tie in _ties(line, row, header, start, end)], True)


def _ties(line: int, row: Sequence[str], header: Sequence[str], start: int, end: int) -> list[Tie]:
    if len(row) <= max(start, end) or not row[start] or not row[end]:
        raise NotANetwork(f"line {line:,} names only one end of a tie")
    told: dict[str, object] = {
        name: cell for at, (name, cell) in enumerate(zip(header, row, strict=False)) if at not in (start, end)
    }
    # Kumu draws a tie to each of several, parted by a bar
    others = [other.strip() for other in row[end].split("|") if other.strip()]
    return [Tie(row[start], other, about_tie(told), both_ways(told), line) for other in others]


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """The rows that hold something, each with its line."""
    lines = ["" if line.lstrip().startswith(_COMMENTS) else line for line in text.splitlines()]
    first = next((line for line in lines if line.strip()), "")
    separator = next((sign for sign in "\t;," if sign in first), " ")
    reader = csv.reader(lines, delimiter=separator, skipinitialspace=separator == " ", strict=True)
    rows = []
    try:
        for typed in reader:
            row = [" ".join(from_csv(cell).split()) for cell in typed]
            if separator == " ":
                row = [cell for cell in row if cell]
            if any(row):
                rows.append((reader.line_num, row))
    except csv.Error as error:
        raise NotANetwork(f"the quotation marks in line {reader.line_num:,} do not match") from error
    return rows


def to_connections(network: Network) -> bytes:
    """Kumu's connections: From, To, Direction, and what is known of each."""
    return _table(
        {
            "From": tie.start,
            "To": tie.end,
            "Direction": "undirected" if tie.both_ways else "directed",
            **{"type" if field == "kind" else field: value for field, value in tie.about.items()},
        }
        for tie in network.ties
    )


def to_elements(network: Network) -> bytes:
    """Kumu's elements: Label, Type, and what is known of each; a bar parts several values of a field."""
    return _table({"Label": name, **about} for name, about in network.nodes)


def _table(rows: Iterable[Mapping[str, object]]) -> bytes:
    kept = list(rows)
    fields = list(dict.fromkeys(field for row in kept for field in row))
    cells = [[_cell(row.get(field)) for field in fields] for row in kept]
    return csv_text([field[:1].upper() + field[1:] for field in fields], cells).encode()


def _cell(value: object) -> object:
    return "|".join(str(one) for one in value) if isinstance(value, tuple) else value
