"""Who could bring two initiatives together: people who already stand with a foot in each.

A go-between who is trusted on both sides carries more than a letter from outside (a liaison or an itinerant
broker: Gould and Fernandez 1989, Structures of mediation, Sociological Methodology 19: 89-126). Nobody is
chosen here: those found are whom to ask first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from copkit.functions.activities.initiative_ties import names_by_initiative
from copkit.functions.activities.rows_given import rows_given

COLUMNS = ("one", "other", "member", "how", "through", "strength")

OF_ONE = "is of one and is tied to somebody of the other"
TIED_TO_BOTH = "is tied to people of both"
COORDINATES = "coordinates the community of both"
IN_BOTH = "takes part in both communities"
ACROSS = "is of the organisation of one and takes part in the community of the other"
WAYS = (OF_ONE, TIED_TO_BOTH, COORDINATES, IN_BOTH, ACROSS)
"""How somebody stands with a foot in each, the nearest first."""

MOST = 5
"""So many are given for each pair."""


def who_could_link(
    pairs: pd.DataFrame,
    ties: pd.DataFrame,
    frames: Mapping[str, pd.DataFrame],
    as_of: pd.Timestamp,
    agreed: Collection[str] | None = None,
    most: int = MOST,
) -> pd.DataFrame:
    """For each pair of initiatives the people who could link them, at most ``most``, the nearest first.

    ``pairs`` has the columns one and other; ``ties`` is of `initiative_ties`; ``frames`` holds tables of a
    place: members, memberships and ties. Memberships count that have not ended by ``as_of``, in any role but
    'outside'; a tie counts either way. Somebody who has left all communities is not proposed.

    Gives the columns one, other, member, how (the first of `WAYS` that holds), through (a tuple: to whom the
    person is tied, for the first two ways) and strength (0 to 1; of two ties the weaker; 1 where none was
    given; empty for the other ways). Within a way the strongest come first, then the alphabet decides.

    With ``agreed``, the names of those who may be named, nobody else is there, and a tie counts only where
    both of its ends agreed.

    >>> ties = pd.DataFrame({"initiative": ["a", "b"], "kind": "member", "name": ["Ann", "Bo"]})
    >>> known = pd.DataFrame({"member": ["Cy", "Bo"], "to_member": ["Ann", "Cy"], "strength": [0.5, 0.7]})
    >>> pairs = pd.DataFrame({"one": ["a"], "other": ["b"]})
    >>> found = who_could_link(pairs, ties, {"ties": known}, pd.Timestamp("2026-06-30"))
    >>> found[["member", "through", "strength"]].values.tolist()
    [['Cy', ('Ann', 'Bo'), 0.5]]
    """
    people = _People(frames, as_of, agreed)
    of = {kind: names_by_initiative(ties, kind) for kind in ("member", "community", "organisation")}
    found: list[tuple[object, ...]] = []
    for pair in zip(pairs["one"], pairs["other"], strict=True):
        one, other = (_Side(*(of[kind].get(name, set()) for kind in of)) for name in pair)
        named: set[str] = set()
        for way, member, through, strength in people.between(one, other):
            if member not in named and len(named) < most:
                named.add(member)
                found.append((*pair, member, WAYS[way], through, strength if through else None))
    return pd.DataFrame(found, columns=list(COLUMNS)).astype({"strength": "float64"})


class _Side(NamedTuple):
    """Who is of an initiative, of which community it is a part, who runs it: sets of names."""

    members: set[str]
    communities: set[str]
    organisations: set[str]


class _Foothold(NamedTuple):
    """Which of `WAYS`, who, tied to whom, and how strongly (0 to 1)."""

    way: int
    member: str
    through: tuple[str, ...] = ()
    strength: float = 0.0


class _People:
    """Who is tied to whom, who takes part where, and who may be proposed."""

    def __init__(
        self, frames: Mapping[str, pd.DataFrame], as_of: pd.Timestamp, agreed: Collection[str] | None
    ) -> None:
        self.agreed = None if agreed is None else set(agreed)
        rows = rows_given(frames, "memberships", "member", "community", "role", "until")
        standing = rows[~(pd.to_datetime(rows["until"]) < as_of) & (rows["role"] != "outside")]
        self.left = set(rows["member"]) - set(standing["member"])
        self.in_community = _members_by(standing, "community")
        self.coordinators = _members_by(standing[standing["role"] == "coordinator"], "community")
        members = rows_given(frames, "members", "name", "organisation")
        self.at = _members_by(members.rename(columns={"name": "member"}), "organisation")
        self.tied: dict[str, dict[str, float]] = {}
        known = rows_given(frames, "ties", "member", "to_member", "strength")
        strengths = known["strength"].astype("float64").fillna(1.0)
        for member, to_member, strength in zip(known["member"], known["to_member"], strengths, strict=True):
            for here, there in ((member, to_member), (to_member, member)):
                known_to = self.tied.setdefault(here, {})
                known_to[there] = max(known_to.get(there, 0.0), strength)

    def between(self, one: _Side, other: _Side) -> list[_Foothold]:
        """All who have a foot in each, the nearest first; somebody may be there more than once."""
        found = [
            foothold
            for foothold in (*self._by_ties(one.members, other.members), *self._by_belonging(one, other))
            if foothold.member not in self.left and self._may_be_named(foothold.member)
        ]
        return sorted(found, key=lambda foothold: (foothold.way, -foothold.strength, foothold.member))

    def _by_ties(self, of_one: set[str], of_other: set[str]) -> Iterator[_Foothold]:
        for member in self.tied:
            to_one, to_other = self._nearest(member, of_one), self._nearest(member, of_other)
            if member in of_one and member not in of_other and to_other:
                yield _Foothold(0, member, (to_other[0],), to_other[1])
            if member in of_other and member not in of_one and to_one:
                yield _Foothold(0, member, (to_one[0],), to_one[1])
            if member not in of_one | of_other and to_one and to_other:
                yield _Foothold(1, member, (to_one[0], to_other[0]), min(to_one[1], to_other[1]))

    def _by_belonging(self, one: _Side, other: _Side) -> Iterator[_Foothold]:
        for name in one.communities & other.communities:
            yield from (_Foothold(2, member) for member in self.coordinators.get(name, ()))
        if one.communities & other.communities:
            return
        in_one, in_other = (_any_of(self.in_community, side.communities) for side in (one, other))
        yield from (_Foothold(3, member) for member in in_one & in_other)
        if one.organisations & other.organisations:
            return  # whoever is of the one is of the other, and bridges nothing
        across = (
            _any_of(self.at, one.organisations) & in_other | _any_of(self.at, other.organisations) & in_one
        )
        yield from (_Foothold(4, member) for member in across)

    def _nearest(self, member: str, people: set[str]) -> tuple[str, float] | None:
        """The one of these people to whom somebody is tied most strongly."""
        known = self.tied[member]
        ends = [(name, known[name]) for name in sorted(people & known.keys()) if self._may_be_named(name)]
        return max(ends, key=lambda end: end[1]) if ends else None

    def _may_be_named(self, name: str) -> bool:
        return self.agreed is None or name in self.agreed


def _members_by(rows: pd.DataFrame, group: str) -> dict[str, set[str]]:
    known = rows.dropna(subset=["member", group])
    return {str(name): set(own) for name, own in known.groupby(group)["member"]}


def _any_of(members: dict[str, set[str]], groups: set[str]) -> set[str]:
    """The members of any of these groups."""
    return {member for name in groups for member in members.get(name, ())}
