"""Brokerage: who mediates between two people who are not tied, and for which groups.

Written here, as no Python library has it. Source: Gould and Fernandez 1989, Structures of mediation: a
formal approach to brokerage in transaction networks, Sociological Methodology 19: 89-126. Scores, expected
values and standard deviations are defined as in `brokerage` of the R package sna.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import comb

import networkx as nx
import numpy as np
import pandas as pd

from copkit.functions.networking.simple_graph import simple

ROLES = ("coordinator", "consultant", "representative", "gatekeeper", "liaison")


def brokerage_roles(graph: nx.Graph, groups: Mapping[str, str]) -> pd.DataFrame:
    """How often each member brokers in each of the five roles, and how often chance would have it.

    A member v brokers from a to b if a names v, v names b, and a does not name b. By the groups of a, v
    and b the role is *coordinator* (all three in one), *consultant* (a and b in one, v in another; also
    called itinerant broker), *representative* (a and v in one: from the group outwards), *gatekeeper* (v
    and b in one: from outside into the group) or *liaison* (three groups).

    ``groups`` gives the one group of each member; those whose group is not known are left out. A tie
    without direction counts as one in each direction. Gives a frame with a row for each member and role:
    member, group, role, times, expected, sd, z. ``expected`` and ``sd`` are for a network in which each
    tie is there or not by chance, given the density and the sizes of the groups. ``z`` is NaN where sd
    is 0. Its distribution is skewed in small networks: take it as a hint, not as a test.

    >>> ties = nx.DiGraph([("ann", "bob"), ("bob", "cy")])
    >>> found = brokerage_roles(ties, {"ann": "homes", "bob": "homes", "cy": "streets"})
    >>> found.loc[found["times"] > 0, ["member", "role"]].to_numpy().tolist()
    [['bob', 'representative']]
    """
    known = simple(graph).subgraph([name for name in graph if groups.get(name)])
    names = sorted(known)
    tied = nx.to_numpy_array(known, nodelist=names, dtype=np.int64, weight=None)
    group = [groups[name] for name in names]
    times = _times(tied, np.unique(group, return_inverse=True)[1] if names else np.array([], dtype=int))
    share = tied.sum() / (len(names) * (len(names) - 1)) if len(names) > 1 else 0.0
    sizes = {one: group.count(one) for one in group}
    by_chance = {one: _by_chance(one, sizes, float(share)) for one in sizes}
    rows = [
        (name, group[place], role, int(times[place, number]), *by_chance[group[place]][number])
        for place, name in enumerate(names)
        for number, role in enumerate(ROLES)
    ]
    frame = pd.DataFrame(rows, columns=["member", "group", "role", "times", "expected", "sd"])
    frame = frame.astype({"times": "int64", "expected": "float64", "sd": "float64"})
    return frame.assign(z=(frame["times"] - frame["expected"]) / frame["sd"].where(frame["sd"] > 0))


def _times(tied: np.ndarray, group: np.ndarray) -> np.ndarray:
    """Members by roles: how often each brokers."""
    times = np.zeros((len(group), len(ROLES)), dtype=np.int64)
    for place, own in enumerate(group):
        before, after = np.flatnonzero(tied[:, place]), np.flatnonzero(tied[place])
        mediated = (tied[np.ix_(before, after)] == 0) & (before[:, None] != after[None, :])
        first, last = group[before][:, None], group[after][None, :]
        theirs, ours, same = first == own, last == own, first == last
        kinds = (theirs & ours, same & ~ours, theirs & ~ours, ~theirs & ours, ~theirs & ~ours & ~same)
        times[place] = [int((mediated & kind).sum()) for kind in kinds]
    return times


def _by_chance(own: str, sizes: Mapping[str, int], share: float) -> list[tuple[float, float]]:
    """Expected value and standard deviation of each role, for a member of the group ``own``.

    One ordered pair is brokered with the chance d²(1 - d). Two pairs depend on each other if they have
    the sender in common, or the receiver: their covariance is then d³(1 - d)³.
    """
    mates = sizes[own] - 1
    others = [size for name, size in sorted(sizes.items()) if name != own]
    outside = sum(others)
    alike = sum(size * (size - 1) for size in others)
    pairs = (
        mates * (mates - 1),
        alike,
        mates * outside,
        mates * outside,
        outside**2 - sum(n * n for n in others),
    )
    crossing = 2 * (mates * comb(outside, 2) + outside * comb(mates, 2))
    shared = (
        2 * mates * (mates - 1) * (mates - 2),
        2 * sum(size * (size - 1) * (size - 2) for size in others),
        crossing,
        crossing,
        4 * sum(size * comb(outside - size, 2) for size in others),
    )
    chance = share**2 * (1 - share)
    both = share**3 * (1 - share) ** 3
    return [
        (number * chance, float(np.sqrt(number * chance * (1 - chance) + linked * both)))
        for number, linked in zip(pairs, shared, strict=True)
    ]
