"""Networks of people in Kumu's blueprint (JSON): elements and connections."""

from __future__ import annotations

import json
from collections.abc import Mapping

from copkit.place.exchange.networks.rows import Network, NotANetwork, Tie, about_tie, both_ways


def from_kumu(raw: bytes) -> Network:
    """Kumu's own exports keep what is known in ``attributes``; blueprints keep it beside the label.
    A connection names its ends by id or by label."""
    try:
        told = json.loads(raw.decode("utf-8-sig"))
    except RecursionError as error:
        raise NotANetwork("it is nested too deeply") from error
    nodes: list[tuple[str, Mapping[str, object]]] = []
    label: dict[str, str] = {}
    for element in told["elements"]:
        about = _flat(element)
        name = " ".join(str(about.get("label") or "").split())
        if not name:
            raise NotANetwork("an element in it has no label")
        nodes.append((name, about))
        for key in ("_id", "id"):
            if element.get(key):
                label[str(element[key])] = name
    ties = []
    for row, connection in enumerate(told.get("connections", []), 1):
        about = _flat(connection)
        start, end = (label.get(str(connection[way]), str(connection[way])) for way in ("from", "to"))
        ties.append(Tie(start, end, about_tie(about), both_ways(about), row))
    return Network(nodes, ties)


def _flat(thing: Mapping[str, object]) -> dict[str, object]:
    attributes = thing.get("attributes")
    return {**thing, **(attributes if isinstance(attributes, dict) else {})}


def to_kumu(network: Network) -> bytes:
    told = {
        "elements": [{"label": name, **about} for name, about in network.nodes],
        "connections": [
            {
                "from": tie.start,
                "to": tie.end,
                "direction": "undirected" if tie.both_ways else "directed",
                **{"type" if field == "kind" else field: value for field, value in tie.about.items()},
            }
            for tie in network.ties
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()
