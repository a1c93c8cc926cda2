"""Kumu's files: a blueprint in JSON, with elements and connections; and a CSV of connections.

Elements and connections are told apart by their labels.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping

from copkit.place.exchange.cells import as_csv, from_csv
from copkit.place.exchange.map_rows import Issues, Links, strength_of


def from_kumu(text: bytes) -> tuple[Issues, Links]:
    told = json.loads(text.decode("utf-8-sig"))
    label = {element.get("_id", element.get("label")): _label(element) for element in told["elements"]}
    issues = [
        {"name": _label(element), "theme": str(_own(element, "type") or "")} for element in told["elements"]
    ]
    links = []
    for one in told.get("connections", []):
        ends = (label.get(one["from"], one["from"]), label.get(one["to"], one["to"]))
        links.append((*ends, strength_of(_own(one, "strength"), _own(one, "type"))))
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


def to_kumu(issues: Issues, links: Links) -> bytes:
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


def from_connections(text: bytes) -> tuple[Issues, Links]:
    reader = csv.DictReader(io.StringIO(text.decode("utf-8-sig")))
    heads = {head.strip().lower(): head for head in reader.fieldnames or ()}
    if not {"from", "to"} <= set(heads):
        raise ValueError("no columns From and To")
    links = []
    for row in reader:
        found = {name: row.get(heads.get(name, ""), "") or "" for name in ("type", "strength")}
        strength = strength_of(found["strength"], found["type"])
        links.append((from_csv(row[heads["from"]].strip()), from_csv(row[heads["to"]].strip()), strength))
    return [], links


def to_connections(_: Issues, links: Links) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_HEADS)
    for cause, effect, strength in links:
        writer.writerow([as_csv(cause), as_csv(effect), _sign(strength), strength])
    return out.getvalue().encode("utf-8-sig")
