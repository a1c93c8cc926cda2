"""The formats of networks, known by the endings of their files."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import ParseError

import networkx as nx

from copkit.place.errors import SpreadsheetUnreadable
from copkit.place.exchange.networks.edge_lists import from_edge_list, to_connections, to_elements
from copkit.place.exchange.networks.kumu_files import from_kumu, to_kumu
from copkit.place.exchange.networks.rows import Network, NotANetwork
from copkit.place.exchange.networks.ucinet import from_dl, is_dl
from copkit.place.exchange.networks.xml_files import from_gexf, from_graphml, to_gexf, to_graphml
from copkit.place.rules import either

LARGEST = 50_000_000
"""Bytes that a file of a network may have."""

_READS: dict[str, Callable[[bytes], Network]] = {
    ".graphml": from_graphml,
    ".gexf": from_gexf,
    ".json": from_kumu,
    ".csv": from_edge_list,
    ".tsv": from_edge_list,
    ".txt": from_edge_list,
    ".edges": from_edge_list,
    ".dl": from_dl,
    ".dat": from_edge_list,
}
WRITES: dict[str, Callable[[Network], bytes]] = {
    ".graphml": to_graphml,
    ".gexf": to_gexf,
    ".json": to_kumu,
    ".csv": to_connections,
}
_ANEW = "Save it anew in the other tool, or choose another format."
_DAMAGES = (
    AttributeError,
    LookupError,
    OverflowError,
    ParseError,
    TypeError,
    ValueError,
    nx.NetworkXException,
)
"""What networkx and json raise on files that are not theirs, as experiments with damaged files show."""


def read_network(path: str | os.PathLike[str]) -> Network:
    """Reads a file of another tool; its ending says in which format, and the word DL at its beginning that it
    is UCINET's. Raises `SpreadsheetUnreadable`."""
    source = Path(path)
    read = _READS.get(source.suffix.lower())
    if read is None:
        wrong = f"'{source.suffix}' is no format of a network" if source.suffix else "its name has no ending"
        raise SpreadsheetUnreadable(os.fspath(path), wrong, f"It can be {either(_READS)}.")
    try:
        if source.stat().st_size > LARGEST:
            why = f"it has more than {LARGEST // 1_000_000} MB"
            raise SpreadsheetUnreadable(source.name, why, "Keep only the people and ties that you need.")
        raw = source.read_bytes()
        network = from_dl(raw) if read is from_edge_list and is_dl(raw) else read(raw)
    except FileNotFoundError:
        raise SpreadsheetUnreadable(os.fspath(path), "there is no such file", "Check the name.") from None
    except OSError as error:
        raise SpreadsheetUnreadable(
            os.fspath(path), "it may not be read", "Check who may open it."
        ) from error
    except NotANetwork as error:
        raise SpreadsheetUnreadable(source.name, str(error), _ANEW) from error
    except _DAMAGES as error:
        why = "it is not a network in the format of its ending"
        raise SpreadsheetUnreadable(source.name, why, _ANEW) from error
    if not network.ties:
        raise SpreadsheetUnreadable(source.name, "there is no tie in it", "Check that it is the right file.")
    return network


def elements_beside(path: Path) -> Path:
    """The second file of a network in CSV: Kumu takes elements apart from connections.

    >>> elements_beside(Path("town.csv")).name
    'town-elements.csv'
    """
    return path.with_name(f"{path.stem}-elements{path.suffix}")


def write_network(network: Network, path: str | os.PathLike[str]) -> dict[Path, bytes]:
    """What to write to which files, by the ending of ``path``. Raises `SpreadsheetUnreadable`."""
    target = Path(path)
    write = WRITES.get(target.suffix.lower())
    if write is None:
        wrong = f"'{target.suffix}' is no format that a network is saved in"
        raise SpreadsheetUnreadable(os.fspath(path), wrong, f"It can be {either(WRITES)}.")
    files = {target: write(network)}
    if write is to_connections:
        files[elements_beside(target)] = to_elements(network)
    return files
