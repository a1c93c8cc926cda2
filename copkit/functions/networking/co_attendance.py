"""Ties that follow from the events to which people came together."""

from __future__ import annotations

from itertools import combinations

import pandas as pd


def shared_events(attendance: pd.DataFrame, least: int = 2) -> pd.DataFrame:
    """Pairs who came to at least ``least`` of the same events, with how many: the projection of people
    from events (Breiger 1974, The duality of persons and groups, Social Forces 53: 181-190).

    ``attendance`` has the columns event, member and holds those who came. Gives the columns member,
    to_member, shared; each pair once, in the order of the alphabet.
    """
    found: dict[tuple[str, str], int] = {}
    for _, people in attendance.groupby("event")["member"]:
        for pair in combinations(sorted(set(people)), 2):
            found[pair] = found.get(pair, 0) + 1
    rows = [(one, other, times) for (one, other), times in sorted(found.items()) if times >= least]
    return pd.DataFrame(rows, columns=["member", "to_member", "shared"])
