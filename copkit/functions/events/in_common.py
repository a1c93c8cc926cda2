"""Who meets whom at events: people whom events have in common, and events that people have in common.

Both are projections of the network of people and events (Breiger 1974, The duality of persons and
groups; Davis, Gardner and Gardner 1941 for the case in the tests).
"""

from __future__ import annotations

import pandas as pd


def shared_people(attendance: pd.DataFrame) -> pd.DataFrame:
    """How many people each two events have in common; on the diagonal how many came to each.

    ``attendance`` has a row for each member at each event that the member came to, with the columns event
    and member. Gives a square frame of whole numbers by event.

    >>> came = pd.DataFrame({"event": ["a", "a", "b"], "member": ["x", "y", "x"]})
    >>> int(shared_people(came).loc["a", "b"])
    1
    """
    if attendance.empty:
        return pd.DataFrame()
    there = _incidence(attendance)
    return there.T @ there


def shared_events(attendance: pd.DataFrame) -> pd.DataFrame:
    """How many events each two people have in common; on the diagonal how many each came to."""
    if attendance.empty:
        return pd.DataFrame()
    there = _incidence(attendance)
    return there @ there.T


def links_between(attendance: pd.DataFrame, community_of: pd.Series) -> pd.DataFrame:
    """The people who come to events of two communities: whom these have in common in the room.

    ``community_of`` gives the community of each event. Gives the columns one, other and people (a tuple
    of names), the most people first.
    """
    if attendance.empty:
        return pd.DataFrame(columns=["one", "other", "people"])
    came = attendance.assign(community=attendance["event"].map(community_of)).dropna(subset=["community"])
    by_community = came.groupby("community")["member"].agg(lambda names: frozenset(names))
    found = []
    for at, one in enumerate(by_community.index):
        for other in by_community.index[at + 1 :]:
            both = tuple(sorted(by_community[one] & by_community[other]))
            if both:
                found.append((one, other, both))
    found.sort(key=lambda row: (-len(row[2]), row[0], row[1]))
    return pd.DataFrame(found, columns=["one", "other", "people"])


def _incidence(attendance: pd.DataFrame) -> pd.DataFrame:
    """People by events, 1 where somebody came."""
    return pd.crosstab(attendance["member"].astype("str"), attendance["event"].astype("str")).clip(upper=1)
