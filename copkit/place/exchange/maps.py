"""The map of issues in the formats of other tools: Kumu (JSON, CSV), GraphML, DOT, and a matrix in Excel.

Each format is a pair of functions between a file and the two tables of a map, issues and links.
What a format has no place for (evidence, who raised an issue) stays behind: see `copkit save` for all.
"""

from __future__ import annotations

import csv
import io
import json
import os
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

import networkx as nx
import openpyxl
import pydot

from copkit.place.errors import SpreadsheetUnreadable
from copkit.place.exchange.cells import as_csv, as_excel, from_csv, from_excel
from copkit.place.intake import Report, take_in
from copkit.place.rules import either
from copkit.place.store import Place

Issues = Sequence[Mapping[str, str]]
"""Each with ``name`` and, if known, ``theme``."""

Links = Sequence[tuple[str, str, float]]
"""Cause, effect, strength from -1 to 1."""


def save_map(place: Place, path: str | os.PathLike[str]) -> None:
    """Writes the issues and their links to a file; its ending says in which format.

    ``.json`` for Kumu, ``.csv`` for Kumu's connections, ``.graphml``, ``.dot``, and ``.xlsx`` for the
    adjacency matrix (rows act on columns). Raises `SpreadsheetUnreadable` for any other ending.
    """
    rows = place.rows("issues").values()
    issues = [{"name": row["name"], "theme": row["theme"] or ""} for row in rows]
    links = [
        (row["cause"], row["effect"], float(row["strength"])) for row in place.rows("issue_links").values()
    ]
    Path(path).write_bytes(_FORMATS[_ending(path)][1](issues, links))


def load_map(place: Place, path: str | os.PathLike[str]) -> Report:
    """Takes a map from another tool into the place: all of it, or nothing.

    Issues that the place has already keep what it knows of them; a link that it has takes the new
    strength. A link without a strength counts as 1, and as -1 where the tool's sign or type says that
    it lessens. Raises `SpreadsheetUnreadable`, and `LoadRefused` with every fault.
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
    linked = [{"cause": cause, "effect": effect, "strength": strength} for cause, effect, strength in links]
    return take_in(
        place,
        {"issues": list(enumerate(rows, 2)), "issue_links": list(enumerate(linked, 2))},
        Path(path).name,
    )


def _ending(path: str | os.PathLike[str]) -> str:
    ending = Path(path).suffix.lower()
    if ending not in _FORMATS:
        raise SpreadsheetUnreadable(
            os.fspath(path), f"'{ending}' is no format of a map", f"It can be {either(list(_FORMATS))}."
        )
    return ending


def _strength(given: object, kind: object = "") -> float:
    if given not in (None, ""):
        return float(str(given))
    return -1.0 if str(kind).strip().lower() in ("-", "−", "negative", "opposite", "lessens") else 1.0


# Kumu: elements and connections, told apart by their labels --------------------------------------------


def _from_kumu(text: bytes) -> tuple[Issues, Links]:
    told = json.loads(text.decode("utf-8-sig"))
    label = {element.get("_id", element.get("label")): _label(element) for element in told["elements"]}
    issues = [
        {"name": _label(element), "theme": str(_own(element, "type") or "")} for element in told["elements"]
    ]
    links = []
    for one in told.get("connections", []):
        ends = (label.get(one["from"], one["from"]), label.get(one["to"], one["to"]))
        links.append((*ends, _strength(_own(one, "strength"), _own(one, "type"))))
    return issues, links


def _label(element: Mapping[str, object]) -> str:
    name = _own(element, "label")
    if not name:
        raise ValueError("an element without a label")
    return str(name)


def _own(thing: Mapping[str, object], name: str) -> object:
    """A value of an element, which Kumu keeps beside its label or in its attributes."""
    attributes = thing.get("attributes")
    return thing.get(name, attributes.get(name) if isinstance(attributes, dict) else None)


def _to_kumu(issues: Issues, links: Links) -> bytes:
    told = {
        "elements": [{"label": issue["name"], "type": issue["theme"]} for issue in issues],
        "connections": [
            {
                "from": cause,
                "to": effect,
                "direction": "directed",
                "type": _sign(strength),
                "strength": strength,
            }
            for cause, effect, strength in links
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _sign(strength: float) -> str:
    return "+" if strength >= 0 else "-"


_HEADS = ("From", "To", "Type", "Strength")


def _from_csv(text: bytes) -> tuple[Issues, Links]:
    reader = csv.DictReader(io.StringIO(text.decode("utf-8-sig")))
    heads = {head.strip().lower(): head for head in reader.fieldnames or ()}
    if not {"from", "to"} <= set(heads):
        raise ValueError("no columns From and To")
    links = []
    for row in reader:
        found = {name: row.get(heads.get(name, ""), "") or "" for name in ("type", "strength")}
        strength = _strength(found["strength"], found["type"])
        links.append((from_csv(row[heads["from"]].strip()), from_csv(row[heads["to"]].strip()), strength))
    return [], links


def _to_csv(_: Issues, links: Links) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_HEADS)
    for cause, effect, strength in links:
        writer.writerow([as_csv(cause), as_csv(effect), _sign(strength), strength])
    return out.getvalue().encode("utf-8-sig")


# Graphs: GraphML and DOT -------------------------------------------------------------------------------


def _graph(issues: Issues, links: Links) -> nx.DiGraph:
    graph = nx.DiGraph()
    for issue in issues:
        graph.add_node(issue["name"], theme=issue["theme"])
    for cause, effect, strength in links:
        graph.add_edge(cause, effect, strength=strength)
    return graph


def _to_graphml(issues: Issues, links: Links) -> bytes:
    out = io.BytesIO()
    nx.write_graphml(_graph(issues, links), out)
    return out.getvalue()


def _from_graphml(text: bytes) -> tuple[Issues, Links]:
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise ValueError("a GraphML file needs no document type")
    graph = nx.read_graphml(io.BytesIO(text), force_multigraph=True)
    names = {node: str(told.get("label") or node) for node, told in graph.nodes(data=True)}
    issues = [
        {"name": names[node], "theme": str(told.get("theme") or told.get("type") or "")}
        for node, told in graph.nodes(data=True)
    ]
    return issues, [
        (names[cause], names[effect], _strength(told.get("strength", told.get("weight"))))
        for cause, effect, told in graph.edges(data=True)
    ]


def _to_dot(issues: Issues, links: Links) -> bytes:
    drawing = pydot.Dot("issues", graph_type="digraph")
    for issue in issues:
        drawing.add_node(pydot.Node(_quoted(issue["name"]), theme=_quoted(issue["theme"])))
    for cause, effect, strength in links:
        style = "dashed" if strength < 0 else "solid"
        drawing.add_edge(pydot.Edge(_quoted(cause), _quoted(effect), strength=strength, style=style))
    return str(drawing.to_string()).encode()


def _from_dot(text: bytes) -> tuple[Issues, Links]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydot calls its parser by the parser's older names
        drawings = pydot.graph_from_dot_data(text.decode("utf-8-sig"))
    if not drawings:
        raise ValueError("no drawing in the file")
    drawing = drawings[0]
    plain = [
        node for node in drawing.get_nodes() if node.get_name() not in ("node", "edge", "graph", '"\\n"')
    ]
    labels = {
        _bare(node.get_name()): _bare(node.get_attributes().get("label") or node.get_name()) for node in plain
    }
    issues = [
        {"name": labels[_bare(node.get_name())], "theme": _bare(node.get_attributes().get("theme") or "")}
        for node in plain
    ]
    links = []
    for edge in drawing.get_edges():
        ends = [
            labels.get(name, name)
            for name in (_bare(str(edge.get_source())), _bare(str(edge.get_destination())))
        ]
        told = {name: _bare(str(value)) for name, value in edge.get_attributes().items()}
        kind = "-" if told.get("style") == "dashed" else ""
        links.append((ends[0], ends[1], _strength(told.get("strength") or told.get("weight"), kind)))
    return issues, links


def _quoted(name: str) -> str:
    plain = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'


def _bare(name: str) -> str:
    if len(name) > 1 and name[0] == name[-1] == '"':
        return name[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    return name


# The adjacency matrix ----------------------------------------------------------------------------------


def _to_matrix(issues: Issues, links: Links) -> bytes:
    names = [issue["name"] for issue in issues]
    strengths = {(cause, effect): strength for cause, effect, strength in links}
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Rows act on columns"
    for at, name in enumerate(names, 2):
        for cell in (sheet.cell(1, at), sheet.cell(at, 1)):
            cell.value = as_excel(name)
            cell.data_type = "s"  # text, also where it begins with = + - or @
    for row, cause in enumerate(names, 2):
        for column, effect in enumerate(names, 2):
            sheet.cell(row, column).value = strengths.get((cause, effect), 0)
    sheet.freeze_panes = "B2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _from_matrix(content: bytes) -> tuple[Issues, Links]:
    sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    across = [_name(name) for name in rows[0][1:]]
    down = [_name(row[0]) for row in rows[1:]]
    links = [
        (cause, effect, _strength(strength))
        for cause, row in zip(down, rows[1:], strict=True)
        for effect, strength in zip(across, row[1:], strict=True)
        if cause and effect and strength not in (None, "", 0)
    ]
    return [{"name": name} for name in dict.fromkeys([*across, *down]) if name], links


def _name(cell: object) -> str:
    return "" if cell is None else from_excel(str(cell)).strip()


_FORMATS: dict[str, tuple[Callable[[bytes], tuple[Issues, Links]], Callable[[Issues, Links], bytes]]] = {
    ".json": (_from_kumu, _to_kumu),
    ".csv": (_from_csv, _to_csv),
    ".graphml": (_from_graphml, _to_graphml),
    ".dot": (_from_dot, _to_dot),
    ".xlsx": (_from_matrix, _to_matrix),
}
