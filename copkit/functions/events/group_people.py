"""What a place knows of the people who are to sit in groups: who has met, who is alike, who can host.

Frames have the columns of the tables of the same names.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

import pandas as pd

from copkit.place.scope import current_at

HOSTS = ("coordinator", "core")
"""The roles in a community from which hosts of groups are taken."""

Pairs = list[tuple[str, str]]


class Frames(Protocol):
    """Gives the frame of a table by its name, as a view of a place does."""

    def __getitem__(self, table: str) -> pd.DataFrame: ...


@dataclass(frozen=True)
class GroupPeople:
    """The people of an event as `groups` and `late_arrival` take them.

    ``met`` are pairs who are tied, or sat in one group at another event. ``kinds`` has a row for each
    person and the columns organisation and sector. ``hosts`` are in the order of the people.
    """

    names: list[str]
    met: Pairs
    kinds: pd.DataFrame
    together: Pairs
    apart: Pairs
    hosts: list[str]


def group_people(place: Frames, names: Collection[str], event: str, day: pd.Timestamp) -> GroupPeople:
    """What the frames of a ``place`` (`ties`, `group_places`, `group_wishes`, `members`, `organisations`,
    `memberships`) know of these people, for an event. Roles are those of the ``day``.

    Who sat together at the event itself does not count as met: its groups are what is being made.

    >>> from copkit.place.view import view
    >>> here = view("demo")
    >>> known = group_people(here, ["Beth Lamb", "Kofi Marsh"], "", here.as_of)
    >>> known.met, known.kinds.loc["Beth Lamb", "organisation"]
    ([('Beth Lamb', 'Kofi Marsh')], 'Ellery Council')
    """
    here = sorted(names)
    wishes = place["group_wishes"]
    wishes = wishes[wishes["member"].isin(here) & wishes["other"].isin(here)]
    standing = current_at(place["memberships"], day, "since", "until")
    able = set(standing.loc[standing["role"].isin(HOSTS), "member"])
    return GroupPeople(
        here,
        _met(place, here, event),
        _kinds(place, here),
        _pairs(wishes[wishes["wish"] == "together"], "member", "other"),
        _pairs(wishes[wishes["wish"] == "apart"], "member", "other"),
        [name for name in here if name in able],
    )


def _met(place: Frames, names: Sequence[str], event: str) -> Pairs:
    places = place["group_places"]
    places = places[places["event"] != event]
    sat = places.merge(places, on=["event", "round", "group"])
    known = set(names)
    both = [*_pairs(place["ties"], "member", "to_member"), *_pairs(sat, "member_x", "member_y")]
    met = {(min(pair), max(pair)) for pair in both if pair[0] != pair[1]}
    return sorted(pair for pair in met if known.issuperset(pair))


def _pairs(rows: pd.DataFrame, one: str, other: str) -> Pairs:
    return list(rows[[one, other]].itertuples(index=False, name=None))


def _kinds(place: Frames, names: Sequence[str]) -> pd.DataFrame:
    members = place["members"].set_index("name")["organisation"].reindex(names)
    sector = place["organisations"].set_index("name")["sector"].astype("object")
    return pd.DataFrame({"organisation": members, "sector": members.map(sector)}, index=names)
