"""Brokerage: who mediates between two people who are not tied, and for which groups.

Written here, as no Python library has it. Source: Gould and Fernandez 1989, Structures of mediation: a
formal approach to brokerage in transaction networks, Sociological Methodology 19: 89-126. Scores, expected
values and standard deviations are defined as in `brokerage` of the R package sna.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import comb

import networkx as nx
import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from copkit.functions.networking.adjacency import Adjacency, adjacency, rows_of
from copkit.functions.networking.triads import closed_triads

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
    everybody = adjacency(graph)
    known = everybody.among(np.flatnonzero([bool(groups.get(name)) for name in everybody.names]))
    people = len(known)
    names, group = np.unique([groups[name] for name in known.names], return_inverse=True)
    share = known.tied.nnz / (people * (people - 1)) if people > 1 else 0.0
    sizes = np.bincount(group, minlength=len(names)).tolist()
    by_chance = {size: _by_chance(size, sizes, share) for size in set(sizes)}
    chance = np.array([by_chance[sizes[number]] for number in group], dtype=np.float64).reshape(-1, 2)
    frame = pd.DataFrame(
        {
            "member": [name for name in known.names for _ in ROLES],
            "group": [groups[name] for name in known.names for _ in ROLES],
            "role": np.tile(np.array(ROLES, dtype=object), people),
            "times": _times(known, group).ravel(),
            "expected": chance[:, 0],
            "sd": chance[:, 1],
        }
    )
    return frame.assign(z=(frame["times"] - frame["expected"]) / frame["sd"].where(frame["sd"] > 0))


def _times(network: Adjacency, group: np.ndarray) -> np.ndarray:
    """Members by roles: how often each brokers.

    All pairs of one who names the member and one whom the member names, by their groups; less those who are
    the same person, less those of whom the first names the second.
    """
    tied, people = network.tied, len(network)
    one, other = rows_of(tied), tied.indices
    own = group[one] == group[other]
    out, into = np.diff(tied.indptr), np.bincount(other, minlength=people)
    own_out = np.bincount(one[own], minlength=people)
    own_into = np.bincount(other[own], minlength=people)
    kinds = int(group.max(initial=-1)) + 1
    of_groups = csr_array((np.ones(people, dtype=np.int64), (np.arange(people), group)), (people, kinds))
    alike = (tied.T @ of_groups).multiply(tied @ of_groups).sum(axis=1) - own_into * own_out
    back = tied.multiply(tied.T).tocoo()
    back_own = group[back.row] == group[back.col]
    times = np.column_stack(
        [
            own_into * own_out - np.bincount(back.row[back_own], minlength=people),
            alike - np.bincount(back.row[~back_own], minlength=people),
            own_into * (out - own_out),
            (into - own_into) * own_out,
            (into - own_into) * (out - own_out) - alike,
        ]
    )
    for number, middle in closed_triads(tied):
        first, ours, last = group[one[number]], group[middle], group[other[number]]
        role = np.select(
            [(first == ours) & (ours == last), first == last, first == ours, ours == last], range(4), 4
        )
        closed = np.bincount(middle * len(ROLES) + role, minlength=people * len(ROLES))
        times -= closed.reshape(people, len(ROLES))
    return times


def _by_chance(own: int, sizes: Sequence[int], share: float) -> list[tuple[float, float]]:
    """Expected value and standard deviation of each role, for a member of a group of ``own`` members.

    One ordered pair is brokered with the chance d²(1 - d). Two pairs depend on each other if they have
    the sender in common, or the receiver: their covariance is then d³(1 - d)³.
    """
    mates = own - 1
    others = Counter(sizes)
    others[own] -= 1
    outside = sum(size * times for size, times in others.items())
    alike = sum(size * (size - 1) * times for size, times in others.items())
    pairs = (
        mates * (mates - 1),
        alike,
        mates * outside,
        mates * outside,
        outside**2 - sum(size**2 * times for size, times in others.items()),
    )
    crossing = 2 * (mates * comb(outside, 2) + outside * comb(mates, 2))
    shared = (
        2 * mates * (mates - 1) * (mates - 2),
        2 * sum(size * (size - 1) * (size - 2) * times for size, times in others.items()),
        crossing,
        crossing,
        4 * sum(size * comb(outside - size, 2) * times for size, times in others.items() if times),
    )
    chance = share**2 * (1 - share)
    both = share**3 * (1 - share) ** 3
    return [
        (number * chance, float(np.sqrt(number * chance * (1 - chance) + linked * both)))
        for number, linked in zip(pairs, shared, strict=True)
    ]
