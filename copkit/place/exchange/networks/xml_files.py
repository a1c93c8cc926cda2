"""Networks in XML: GraphML (Gephi, yEd, Cytoscape) and GEXF (Gephi), read and written by networkx."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx

from copkit.place.exchange.networks.rows import Network, NotANetwork, Tie, about_tie
from copkit.place.exchange.plain_xml import must_be_plain

_GEXF = "http://gexf.net/1.3"
_NAMES = ("label", "name")


def from_graphml(raw: bytes) -> Network:
    return _network(_read(raw, lambda plain: nx.read_graphml(plain, force_multigraph=True)))


def from_gexf(raw: bytes) -> Network:
    return _network(_read(raw, nx.read_gexf))


def _read(raw: bytes, read: Callable[[io.BytesIO], Any]) -> Any:
    try:
        must_be_plain(raw)
    except ValueError as error:
        raise NotANetwork(str(error)) from error
    return read(io.BytesIO(_with_keys_on_top(raw)))


def _with_keys_on_top(raw: bytes) -> bytes:
    """GraphML declares its fields before the graph; prefuse and others do so within it, where networkx does
    not look."""
    root = ET.fromstring(raw)
    for graph in root.iterfind("{*}graph"):
        for key in graph.findall("{*}key"):
            graph.remove(key)
            root.insert(0, key)
    return ET.tostring(root)


def _network(graph: Any) -> Network:
    names = {node: _name(node, told) for node, told in graph.nodes(data=True)}
    ties = [
        Tie(names[start], names[end], about_tie(told), not graph.is_directed(), row)
        for row, (start, end, told) in enumerate(graph.edges(data=True), 1)
    ]
    return Network([(names[node], told) for node, told in graph.nodes(data=True)], ties)


def _name(node: object, told: dict[str, object]) -> str:
    known = {str(field).casefold(): value for field, value in told.items()}
    found = next((str(known[field]) for field in _NAMES if str(known.get(field) or "").strip()), str(node))
    return " ".join(found.split())


def _graph(network: Network) -> Any:
    """The network for networkx: ties of two kinds between the same two stay two."""
    undirected = bool(network.ties) and all(tie.both_ways for tie in network.ties)
    graph = nx.MultiGraph() if undirected else nx.MultiDiGraph()
    for name, about in network.nodes:
        graph.add_node(name, label=name, **{field: _text(value) for field, value in about.items()})
    for tie in network.ties:
        weight = tie.about.get("strength", tie.about.get("tied pairs"))
        graph.add_edge(tie.start, tie.end, **({} if weight is None else {"weight": weight}), **tie.about)
    return graph


def _text(value: object) -> object:
    return "; ".join(str(one) for one in value) if isinstance(value, tuple) else value


def to_graphml(network: Network) -> bytes:
    out = io.BytesIO()
    nx.write_graphml(_graph(network), out)
    return out.getvalue()


def to_gexf(network: Network) -> bytes:
    """GEXF 1.3, without the day and networkx's own key; the kind of a tie is also that of GEXF, as Gephi
    would otherwise add up ties of two kinds between the same two."""
    out = io.BytesIO()
    nx.write_gexf(_graph(network), out, version="1.3")
    ET.register_namespace("", _GEXF)
    root = ET.fromstring(out.getvalue())
    for name in [name for name in root.attrib if name.endswith("}schemaLocation")]:
        del root.attrib[name]  # networkx gives it a wrong namespace
    for meta in root.findall("{*}meta"):
        meta.attrib.pop("lastmodifieddate", None)
        for creator in meta.findall("{*}creator"):
            creator.text = "copkit"
    for fields in root.iterfind("{*}graph/{*}attributes[@class='edge']"):
        titles = {one.get("id"): one.get("title") for one in fields}
        for one in [one for one in fields if one.get("title") == "networkx_key"]:
            fields.remove(one)
        for edge in root.iterfind("{*}graph/{*}edges/{*}edge"):
            for values in edge.findall("{*}attvalues"):
                _tidy(edge, values, titles)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _tidy(edge: ET.Element, values: ET.Element, titles: dict[str | None, str | None]) -> None:
    for value in list(values):
        title = titles.get(value.get("for"))
        if title == "networkx_key":
            values.remove(value)
        elif title == "kind":
            edge.set("kind", str(value.get("value")))
    if not len(values):
        edge.remove(values)
