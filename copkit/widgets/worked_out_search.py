"""'What have we on ...' and 'who knows about ...', answered while somebody types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from copkit.place.store import Place
from copkit.widgets.kept_search import Searched, searched

if TYPE_CHECKING:
    from copkit.functions.knowledge.search import Found
    from copkit.functions.knowledge.snippets import Marked
    from copkit.functions.knowledge.who_knows import KnownBy

Answer = dict[str, Any]

MOST_RESOURCES = 10
MOST_PEOPLE = 8
MOST_REASONS = 3
LONGEST = 400
"""Letters of a query that are read."""

FACETS = ("kind", "issue", "community")


def look_it_up(place: Place, community: str, question: Mapping[str, Any]) -> Answer:
    """What a ``query`` finds: ``resources``, how many in all (``total``), ``facets`` (for each, pairs of a
    value and how many have it), a ``note`` on how the query was read; ``people``, ``people_total``,
    ``people_note``. ``kind``, ``issue`` and ``of`` (a community) narrow the resources.

    Texts are lists of pieces with whether each was sought: no markup.

    >>> from copkit.place.view import demo_place
    >>> answer = look_it_up(demo_place(), "", {"query": "dmap meter"})
    >>> answer["note"], answer["people"][0]["member"]
    ("Showing results for 'damp meter'.", 'Jamal Orde')
    """
    from copkit.functions.knowledge.search import find
    from copkit.functions.knowledge.who_knows import who_knows

    kept, query = searched(place, community), str(question["query"])[:LONGEST]
    chosen = {name: [str(value)] for name in ("kind", "issue", "of") if (value := question.get(name))}
    found = find(
        kept.shelf,
        query,
        kinds=chosen.get("kind", ()),
        issues=chosen.get("issue", ()),
        communities=chosen.get("of", ()),
        typing=True,
        limit=MOST_RESOURCES,
    )
    known = who_knows(kept.evidence, query, typing=True, limit=MOST_PEOPLE)
    return {
        "resources": resources_told(kept, found),
        "total": found.total,
        "facets": {
            name: [[str(value), int(number)] for value, number in found.facets[name].items()]
            for name in FACETS
        },
        "note": found.note,
        "people": people_told(kept, known),
        "people_total": known.total,
        "people_note": known.note,
    }


def resources_told(kept: Searched, found: Found) -> list[Answer]:
    """The resources that were found, each with what a reader needs to know of it."""
    documents = kept.shelf.documents
    told = []
    for label, title, snippet in found.rows[["title", "snippet"]].itertuples(name=None):
        own = documents.loc[label]
        more = {name: str(own[name] or "") for name in ("name", "kind", "community", "link", "open_to")}
        told.append({**more, "title": _pieces(title), "snippet": _pieces(snippet)})
    return told


def people_told(kept: Searched, known: KnownBy, without: str = "") -> list[Answer]:
    """The people who were found, each with the organisation and the weightiest reasons."""
    return [
        {"member": member, "at": kept.at.get(member, ""), "reasons": list(reasons[:MOST_REASONS])}
        for member, reasons in zip(known.rows["member"], known.rows["reasons"], strict=True)
        if member != without
    ]


def _pieces(marked: Marked) -> list[tuple[str, bool]]:
    """The text cut where a mark begins or ends. Positions would not do: a browser counts signs otherwise."""
    pieces, at = [], 0
    for start, end in marked.marks:
        pieces += [(marked.text[at:start], False), (marked.text[start:end], True)]
        at = end
    return [(text, sought) for text, sought in [*pieces, (marked.text[at:], False)] if text]
