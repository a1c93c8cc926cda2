"""Names as somebody types them, and the row that is meant: in any case, with a word on what is near."""

from __future__ import annotations

from copkit.place.errors import UnknownCommunity, UnknownName, UnknownOrganisation
from copkit.place.rules import fold, nearest
from copkit.place.store import Place


def community_called(place: Place, name: str) -> str:
    """The community of that name, as the place writes it; ``""`` stays. Raises `UnknownCommunity`."""
    return _called(place, "communities", name, UnknownCommunity)


def organisation_called(place: Place, name: str) -> str:
    """The organisation of that name, as the place writes it; ``""`` stays. Raises `UnknownOrganisation`."""
    return _called(place, "organisations", name, UnknownOrganisation)


def _called(place: Place, table: str, name: str, unknown: type[UnknownName]) -> str:
    if not name.strip():
        return ""
    known = list(place.read(table)["name"])
    for candidate in known:
        if fold(candidate) == fold(name):
            return str(candidate)
    raise unknown(name, known, nearest(name, known))
