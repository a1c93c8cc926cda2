"""Port Ellery: a made-up town, so that every page has something to say before anybody types.

No person, body or figure in it is real. The same seed gives the same rows. The data ends on
30 June 2026; events are planned until October.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from copkit.place.demo import (
    allowing,
    barriers,
    gatherings,
    issues,
    knowledge,
    learning,
    measures,
    network,
    people,
    practice,
    work,
)
from copkit.place.intake import Given, Report, take_in
from copkit.place.store import Place

SEED = 2002

_PARTS = (
    people,
    issues,
    work,
    gatherings,
    network,
    learning,
    allowing,
    knowledge,
    measures,
    barriers,
    practice,
)


def given(seed: int = SEED) -> dict[str, list[Given]]:
    """The rows of the made-up town, by table, as `copkit.place.intake.take_in` takes them.

    >>> len(given()["communities"]), len(given()["organisations"])
    (5, 12)
    """
    town = people.town(Random(seed))
    rows: dict[str, Sequence[Mapping[str, object]]] = {}
    for position, part in enumerate(_PARTS):
        rows |= part.rows(town, Random(seed + position))
    return {table: [(number, row) for number, row in enumerate(found, 2)] for table, found in rows.items()}


def fill_demo(place: Place) -> Report:
    """Takes the made-up town into a place."""
    return take_in(place, given(), "the demonstration")
