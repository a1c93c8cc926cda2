"""Graphs in files of other tools: GraphML (Gephi, yEd) and DOT (Graphviz)."""

from __future__ import annotations

import io
import warnings

import networkx as nx
import pydot

from copkit.place.exchange.map_rows import Issues, Links, strength_of
from copkit.place.exchange.plain_xml import must_be_plain


def _graph(issues: Issues, links: Links) -> nx.DiGraph:
    graph = nx.DiGraph()
    for issue in issues:
        graph.add_node(issue["name"], theme=issue["theme"])
    for cause, effect, strength in links:
        graph.add_edge(cause, effect, strength=strength)
    return graph


def to_graphml(issues: Issues, links: Links) -> bytes:
    out = io.BytesIO()
    nx.write_graphml(_graph(issues, links), out)
    return out.getvalue()


def from_graphml(text: bytes) -> tuple[Issues, Links]:
    must_be_plain(text)
    graph = nx.read_graphml(io.BytesIO(text), force_multigraph=True)
    names = {node: str(told.get("label") or node) for node, told in graph.nodes(data=True)}
    issues = [
        {"name": names[node], "theme": str(told.get("theme") or told.get("type") or "")}
        for node, told in graph.nodes(data=True)
    ]
    return issues, [
        (names[cause], names[effect], strength_of(told.get("strength", told.get("weight"))))
        for cause, effect, told in graph.edges(data=True)
    ]


def to_dot(issues: Issues, links: Links) -> bytes:
    drawing = pydot.Dot("issues", graph_type="digraph")
    for issue in issues:
        drawing.add_node(pydot.Node(_quoted(issue["name"]), theme=_quoted(issue["theme"])))
    for cause, effect, strength in links:
        style = "dashed" if strength < 0 else "solid"
        drawing.add_edge(pydot.Edge(_quoted(cause), _quoted(effect), strength=strength, style=style))
    return str(drawing.to_string()).encode()


def from_dot(text: bytes) -> tuple[Issues, Links]:
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
        links.append((ends[0], ends[1], strength_of(told.get("strength") or told.get("weight"), kind)))
    return issues, links


def _quoted(name: str) -> str:
    plain = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'


def _bare(name: str) -> str:
    if len(name) > 1 and name[0] == name[-1] == '"':
        return name[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    return name
