"""The map of issues in the formats of other tools: Kumu (JSON, CSV), GraphML, DOT, and a matrix in Excel.

Each format is a pair of functions between a file and the two tables of a map, issues and links.
What a format has no place for (evidence, who raised an issue) stays behind: see `copkit save` for all.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

import networkx as nx

from copkit.place.errors import CopkitError, SpreadsheetUnreadable
from copkit.place.exchange.adjacency import from_matrix, to_matrix
from copkit.place.exchange.graph_files import from_dot, from_graphml, to_dot, to_graphml
from copkit.place.exchange.kumu import from_connections, from_kumu, to_connections, to_kumu
from copkit.place.exchange.map_rows import Issues, Links
from copkit.place.exchange.whole import whole
from copkit.place.intake import Report, take_in
from copkit.place.rules import either, fold, nearest
from copkit.place.store import Place

_FORMATS: dict[str, tuple[Callable[[bytes], tuple[Issues, Links]], Callable[[Issues, Links], bytes]]] = {
    ".json": (from_kumu, to_kumu),
    ".csv": (from_connections, to_connections),
    ".graphml": (from_graphml, to_graphml),
    ".dot": (from_dot, to_dot),
    ".xlsx": (from_matrix, to_matrix),
}


def save_map(place: Place, path: str | os.PathLike[str], *, group: str = "", overwrite: bool = False) -> None:
    """Writes the issues and their links to a file; its ending says in which format.

    ``.json`` for Kumu, ``.csv`` for Kumu's connections, ``.graphml``, ``.dot``, and ``.xlsx`` for the
    adjacency matrix (rows act on columns). ``group`` writes that group's own map in place of the one
    that the room agreed on. Raises `SpreadsheetUnreadable` for any other ending, `CopkitError` for a
    group without a map, or where the file is there already and may not be written over.

    >>> import tempfile
    >>> from copkit.place.demo import fill_demo
    >>> place = Place.in_memory()
    >>> _ = fill_demo(place)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_map(place, f"{folder}/map.json")
    ...     print(load_map(Place.in_memory(), f"{folder}/map.json"))
    55 rows added.
      Issues: 20 added
      Issue links: 35 added
    """
    write = _FORMATS[_ending(path)][1]
    if Path(path).exists() and not overwrite:
        raise CopkitError(f"'{os.fspath(path)}' is there already. Choose another name, or add --overwrite.")
    issues = [{"name": row["name"], "theme": row["theme"] or ""} for row in place.rows("issues").values()]
    drawn: list[dict[str, Any]] = list(place.rows("issue_links").values())
    if group:
        drawn = _of_group(place, group)
        named = {row[end] for row in drawn for end in ("cause", "effect")}
        issues = [issue for issue in issues if issue["name"] in named]
    links = [(row["cause"], row["effect"], float(row["strength"])) for row in drawn]
    with whole(Path(path)) as target:
        target.write_bytes(write(issues, links))


def load_map(place: Place, path: str | os.PathLike[str], *, group: str = "") -> Report:
    """Takes a map from another tool into the place: all of it, or nothing.

    Issues that the place has already keep what it knows of them; a link that it has takes the new
    strength. A link without a strength counts as 1, and as -1 where the tool's sign or type says that
    it lessens. ``group`` takes it as that group's own map, beside the one that the room agreed on.
    Raises `SpreadsheetUnreadable`, and `LoadRefused` with every fault.
    """
    where, read = os.fspath(path), _FORMATS[_ending(path)][0]
    try:
        issues, links = read(Path(path).read_bytes())
    except FileNotFoundError:
        raise SpreadsheetUnreadable(where, "there is no such file", "Check the name.") from None
    except (ValueError, KeyError, TypeError, ParseError, BadZipFile, nx.NetworkXError, OSError) as error:
        advice = "Save it anew in the other tool, or choose another format."
        raise SpreadsheetUnreadable(where, "it is not a map in the format of its ending", advice) from error
    known = {str(issue["name"]): dict(issue) for issue in issues}
    for cause, effect, _ in links:
        for name in (cause, effect):
            known.setdefault(name, {"name": name})
    rows = [{name: value for name, value in row.items() if value} for row in known.values()]
    linked: list[dict[str, object]] = [
        {"cause": cause, "effect": effect, "strength": strength} for cause, effect, strength in links
    ]
    table = "issue_links"
    if group:
        table = "map_links"
        linked = [{"map": group, **link} for link in linked]
    return take_in(
        place,
        {"issues": list(enumerate(rows, 2)), table: list(enumerate(linked, 2))},
        Path(path).name,
    )


def _of_group(place: Place, group: str) -> list[dict[str, Any]]:
    rows = place.rows("map_links").values()
    own = [row for row in rows if fold(row["map"]) == fold(group)]
    if not own:
        known = sorted({str(row["map"]) for row in rows})
        near = nearest(group, known)
        hint = f" Did you mean '{near}'?" if near else f" It can be {either(known)}." if known else ""
        raise CopkitError(f"No group called '{group}' has drawn a map.{hint}")
    return own


def _ending(path: str | os.PathLike[str]) -> str:
    ending = Path(path).suffix.lower()
    if ending not in _FORMATS:
        raise SpreadsheetUnreadable(
            os.fspath(path), f"'{ending}' is no format of a map", f"It can be {either(list(_FORMATS))}."
        )
    return ending
