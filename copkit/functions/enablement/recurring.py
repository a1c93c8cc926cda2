"""Barriers that more than one community meets, told once, with all that they hurt.

A barrier that several communities meet may lie in the rules between organisations, not in one community:
then it is for the partnership to lift, and one case for all of them weighs more than each alone. In a
community of practice this is brokering across boundaries (Wenger 1998, Communities of Practice, chapter
4). Which barriers read alike is handed in, as pairs: this package does not compare words.

Frames: barriers (name, organisation, condition, members_hurt, state), barrier_communities (barrier,
community), barrier_issues (barrier, issue), alike (first, second, likeness).
"""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx
import pandas as pd

from copkit.place.schema.enablement import BARRIER_STATES


class UnknownBarrier(ValueError):
    """A pair that names a barrier which is not there."""


def recurring_barriers(
    barriers: pd.DataFrame,
    barrier_communities: pd.DataFrame,
    barrier_issues: pd.DataFrame,
    alike: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The barriers that two or more communities meet, each told once.

    Barriers that ``alike`` ties together, even through a third, are one: pass only pairs that somebody
    has looked at. Gives the columns barriers, communities, organisations, conditions, issues (each a
    tuple, sorted), members_hurt (the sum of those known, NA if none is) and hurt_unknown (how many of
    the barriers have no number; the same people may be in two of them, so a sum over several is a most).
    Most communities first, then most members hurt, then by name. Raises `UnknownBarrier`.

    >>> barriers = pd.DataFrame({"name": ["No shared drive"], "organisation": ["Council"],
    ...     "condition": ["information"], "members_hurt": [4], "state": ["open"]})
    >>> met = pd.DataFrame({"barrier": "No shared drive", "community": ["Warm Homes", "Buses"]})
    >>> issues = pd.DataFrame({"barrier": ["No shared drive"], "issue": ["Damp"]})
    >>> recurring_barriers(barriers, met, issues)[["communities", "issues"]].to_dict("records")
    [{'communities': ('Buses', 'Warm Homes'), 'issues': ('Damp',)}]
    """
    graph = nx.Graph()
    graph.add_nodes_from(barriers["name"])
    graph.add_edges_from(_pairs(barriers, alike))
    by_name = barriers.drop_duplicates("name").set_index("name")
    hurt = by_name["members_hurt"].astype("Int64")
    communities, issues = _told(barrier_communities, "community"), _told(barrier_issues, "issue")
    rows = []
    for component in nx.connected_components(graph):
        names = sorted(component)
        met = _union(communities, names)
        if len(met) < 2:
            continue
        some = by_name.loc[names]
        known = hurt.loc[names].dropna()
        rows.append(
            {
                "barriers": tuple(names),
                "communities": met,
                "organisations": _sorted(some["organisation"]),
                "conditions": _sorted(some["condition"]),
                "issues": _union(issues, names),
                "members_hurt": int(known.sum()) if len(known) else None,
                "hurt_unknown": len(names) - len(known),
            }
        )
    found = pd.DataFrame(rows, columns=_TOLD).astype({"members_hurt": "Int64", "hurt_unknown": "int64"})
    found = found.assign(met=found["communities"].map(len).astype("int64"))
    order = ["met", "members_hurt", "barriers"]
    return found.sort_values(order, ascending=[False, False, True], ignore_index=True)[_TOLD]


_TOLD = [
    *("barriers", "communities", "organisations", "conditions", "issues"),
    *("members_hurt", "hurt_unknown"),
]


def alike_elsewhere(
    barriers: pd.DataFrame, barrier_communities: pd.DataFrame, alike: pd.DataFrame
) -> pd.DataFrame:
    """Pairs of barriers that read alike and that no community shares: two may be meeting the same one.

    Gives the columns first, second (in the order of names), likeness, first_communities and
    second_communities (tuples, sorted), the likest first, equal ones by name; a pair given twice counts
    at its greater likeness. A barrier without a community is left out. Raises `UnknownBarrier`.

    >>> barriers = pd.DataFrame({"name": ["No shared drive", "No shared folder"]})
    >>> met = pd.DataFrame({"barrier": barriers["name"], "community": ["Warm Homes", "Buses"]})
    >>> pair = pd.DataFrame({"first": ["No shared folder"], "second": ["No shared drive"], "likeness": [81]})
    >>> alike_elsewhere(barriers, met, pair)["first_communities"].item()
    ('Warm Homes',)
    """
    communities = _told(barrier_communities, "community")
    likeness: dict[tuple[str, str], float] = {}
    for pair, value in zip(_pairs(barriers, alike), alike["likeness"], strict=True):
        one, other = sorted(pair)
        where = communities.get(one, set()), communities.get(other, set())
        if one != other and all(where) and not where[0] & where[1]:
            likeness[one, other] = max(likeness.get((one, other), 0.0), float(value))
    ordered = sorted(likeness.items(), key=lambda item: (-item[1], item[0]))
    rows = [
        (one, other, value, tuple(sorted(communities[one])), tuple(sorted(communities[other])))
        for (one, other), value in ordered
    ]
    names = ["first", "second", "likeness", "first_communities", "second_communities"]
    return pd.DataFrame(rows, columns=names)


def barriers_by(barriers: pd.DataFrame, column: str) -> pd.DataFrame:
    """How many barriers there are by condition, or by organisation, and how they stand.

    Gives ``column`` ('not said' where it is empty), barriers, one column for each of `BARRIER_STATES`,
    members_hurt (the sum of those known, NA if none is) and hurt_unknown (how many barriers have no
    number); most open ones first, then most in all, then by name.

    >>> some = pd.DataFrame({"condition": ["time", "time"], "state": ["open", "lifted"],
    ...     "members_hurt": [3, None]})
    >>> barriers_by(some, "condition")[["barriers", "open", "members_hurt", "hurt_unknown"]].values.tolist()
    [[2, 1, 3, 1]]
    """
    key = barriers[column].astype("object")
    rows = pd.DataFrame({column: key.where(key.notna(), "not said"), "barriers": 1})
    for state in BARRIER_STATES:
        rows[state] = (barriers["state"].astype("object") == state).astype("int64")
    hurt = barriers["members_hurt"].astype("Int64")
    rows["members_hurt"] = hurt.fillna(0)
    rows["hurt_unknown"] = hurt.isna().astype("int64")
    found = rows.groupby(column, as_index=False).sum()
    found["members_hurt"] = found["members_hurt"].mask(found["hurt_unknown"] == found["barriers"])
    order = ["open", "barriers", column]
    return found.sort_values(order, ascending=[False, False, True], ignore_index=True)


def boundaries_crossed(
    barriers: pd.DataFrame,
    barrier_communities: pd.DataFrame,
    memberships: pd.DataFrame,
    members: pd.DataFrame,
) -> pd.DataFrame:
    """Across how many boundaries of organisations each barrier reaches.

    ``memberships`` has member and community, ``members`` name and organisation. Gives the columns
    barrier, organisation (whose barrier it is), hurt_in (the other organisations with members in the
    communities that meet it: a tuple, sorted) and boundaries (how many); the most first, then by name.
    Who sits in a community need not be hurt, so it is a most.

    >>> barriers = pd.DataFrame({"name": ["No shared drive"], "organisation": ["Council"]})
    >>> met = pd.DataFrame({"barrier": ["No shared drive"], "community": ["Buses"]})
    >>> sits = pd.DataFrame({"member": ["Amina", "Tom"], "community": "Buses"})
    >>> people = pd.DataFrame({"name": ["Amina", "Tom"], "organisation": ["Council", "Police"]})
    >>> boundaries_crossed(barriers, met, sits, people)["hurt_in"].item()
    ('Police',)
    """
    home = members[["name", "organisation"]].dropna().rename(columns={"name": "member"})
    sits = memberships[["member", "community"]].merge(home, on="member")
    reach = _told(barrier_communities.merge(sits, on="community"), "organisation")
    rows = []
    for name, own in barriers[["name", "organisation"]].astype("object").itertuples(index=False):
        others = tuple(sorted(reach.get(name, set()) - {own}))
        rows.append((name, own, others, len(others)))
    rows.sort(key=lambda row: (-row[3], row[0]))
    return pd.DataFrame(rows, columns=["barrier", "organisation", "hurt_in", "boundaries"])


def _pairs(barriers: pd.DataFrame, alike: pd.DataFrame | None) -> list[tuple[str, str]]:
    if alike is None:
        return []
    pairs = list(zip(alike["first"], alike["second"], strict=True))
    if unknown := sorted({str(name) for pair in pairs for name in pair} - set(barriers["name"])):
        raise UnknownBarrier(f"There is no barrier called '{unknown[0]}': choose one that is in the list.")
    return pairs


def _told(frame: pd.DataFrame, column: str) -> dict[str, set[str]]:
    """What each barrier is tied to."""
    found: dict[str, set[str]] = {}
    for barrier, value in frame[["barrier", column]].dropna().itertuples(index=False):
        found.setdefault(barrier, set()).add(value)
    return found


def _union(told: dict[str, set[str]], names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({value for name in names for value in told.get(name, set())}))


def _sorted(values: pd.Series) -> tuple[str, ...]:
    return tuple(sorted(set(values.dropna())))
