"""What an introduction would be worth: which gap in the network it closes, and what the two have to give.

The peers (Donut, RandomCoffee, Nesta's Randomised Coffee Trials) pair at random; in a network with dense
parts most random pairs that are new bridge little. Here each pair gets points for what it bridges (Burt
1992, Structural Holes; Cross and Parker 2004, The Hidden Power of Social Networks) and for what the two can
do for each other. How many points is a judgement, not a measurement: `Points` has them all in one place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from copkit.functions.networking.pair_distances import FAR, ROWS, Distances, square

ALL_PAIRS = 400
"""Up to so many people every pair is valued; beyond, the best of each person."""
BEST = 12
NEXT = 4


@dataclass(frozen=True)
class Points:
    """The points of each part of a pair's worth; a part with 0 points does not count.

    ``step``: for each person more that news has to pass between the two: 1 for friends of friends, 2 for
    the next, 3 from four steps on. ``unreachable``: instead, where no way leads from one to the other.
    ``community``, ``sector``, ``organisation``: both have one, and none in common. ``skill``: one wants to
    learn what the other can teach (twice if it goes both ways). ``issue``: both work on the same issue.
    """

    step: float = 1.0
    unreachable: float = 4.0
    community: float = 2.0
    sector: float = 1.0
    organisation: float = 1.0
    skill: float = 3.0
    issue: float = 2.0

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            if not 0 <= value < np.inf:
                raise ValueError(f"The points for '{name}' are {value}. Give 0 or more.")


def pairs_met(
    graph: nx.Graph | None = None,
    introduced: pd.DataFrame | None = None,
    teams: Mapping[str, str] | None = None,
) -> set[tuple[str, str]]:
    """Pairs who need no introduction: tied, introduced before, or in one team; each in alphabetical order.

    ``introduced`` has the columns member and to_member; ``teams`` gives the team of each.

    >>> sorted(pairs_met(nx.DiGraph([("b", "a")]), teams={"c": "x", "a": "x"}))
    [('a', 'b'), ('a', 'c')]
    """
    pairs: list[tuple[str, str]] = [] if graph is None else list(graph.edges)
    if introduced is not None:
        pairs += introduced[["member", "to_member"]].itertuples(index=False, name=None)
    together: dict[str, list[str]] = {}
    for name, team in (teams or {}).items():
        together.setdefault(team, []).append(name)
    pairs += [pair for names in together.values() for pair in combinations(names, 2)]
    return {(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}


def pair_values(
    people: Collection[str],
    graph: nx.Graph | None = None,
    *,
    communities: Mapping[str, Collection[str]] | None = None,
    organisations: Mapping[str, str] | None = None,
    sectors: Mapping[str, str] | None = None,
    wants: pd.DataFrame | None = None,
    issues: Mapping[str, Collection[str]] | None = None,
    met: Iterable[tuple[str, str]] = (),
    points: Points | None = None,
    best: int | None = None,
) -> pd.DataFrame:
    """What it would be worth to introduce each two of the ``people``: a frame with a row for each pair.

    ``graph`` is the whole network (ties in any direction); who is tied already gets no row, nor does a pair
    of ``met``. ``communities`` and ``issues`` give several for each name, ``organisations`` and ``sectors``
    one; ``wants`` has the columns learner, teacher, skill. What is not known gives no points.

    Columns: member, to_member (in alphabetical order), points; and what they are for: distance (steps from
    one to the other, 4 for 4 or more, infinite if there is no way, empty without a graph),
    other_community, other_sector, other_organisation (yes or no), learner, teacher, skill, issue (empty if
    there is none), member_in and to_member_in (where each comes from, to tell in brackets).

    Beyond `ALL_PAIRS` people (or with ``best`` given) only the ``best`` pairs of each person are valued, and
    `NEXT` more for each, so that everybody has somebody. What is given up: a pair that is among the best of
    neither is not looked at (0.02% of the points in tests/benchmarks/pairing.py). Equal pairs are told apart
    by places in a circle, drawn once, so that people do not all turn to the same few.

    >>> found = pair_values(["Ann", "Bo", "Cy"], nx.Graph([("Ann", "Cy")]),
    ...                     organisations={"Ann": "housing", "Bo": "police"})
    >>> found[["member", "to_member", "points"]].to_numpy().tolist()
    [['Ann', 'Bo', 5.0], ['Bo', 'Cy', 4.0]]
    """
    points = points or Points()
    organisations, sectors = _known(organisations), _known(sectors)
    names = sorted(set(people))
    count = len(names)
    number = {name: place for place, name in enumerate(names)}
    if best is None and count > ALL_PAIRS:
        best = BEST
    banned = square([(number[a], number[b]) for a, b in met if a in number and b in number], count)
    learns = _wanted(wants, number)
    near = None if graph is None else Distances(graph, names)
    in_community, on_issue = _belonging(communities, names), _belonging(issues, names)
    one_of = [
        (points.sector, _codes(sectors, names)),
        (points.organisation, _codes(organisations, names)),
    ]
    turn = np.random.default_rng(0).permutation(count)
    after = np.argsort(turn)
    found: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
    for start in range(0, count, ROWS):
        rows = np.arange(start, min(start + ROWS, count))
        worth = points.skill * (learns[rows].toarray() + learns.T.tocsr()[rows].toarray())
        free = ~banned[rows].toarray()
        free[np.arange(len(rows)), rows] = False
        if near is not None:
            steps = near.of(rows)
            free &= steps != 1
            worth += np.where(steps > FAR, points.unreachable, points.step * (np.minimum(steps, FAR) - 1.0))
        worth += points.community * _apart(in_community, rows)
        worth += points.issue * ((on_issue[rows] @ on_issue.T).toarray() > 0)
        for each, codes in one_of:
            known = codes >= 0
            worth += each * ((codes[rows][:, None] != codes[None, :]) & known[rows][:, None] & known[None, :])
        if best is None:
            row, column = np.nonzero(free & (np.arange(count)[None, :] > rows[:, None]))
        else:
            row, column = _best_of_each(worth, free, rows, turn, after, best)
        found.append((rows[row], column, worth[row, column]))
    one, other, worths = (np.concatenate(part) for part in zip(*found, strict=True)) if found else _NOBODY
    low, high = np.minimum(one, other), np.maximum(one, other)
    _, first = np.unique(low * max(count, 1) + high, return_index=True)
    low, high = low[first], high[first]
    frame = pd.DataFrame({"member": low, "to_member": high, "points": worths[first].round(3)})
    frame["distance"] = np.nan if near is None else near.between(low, high)
    frame["other_community"] = _differ(communities, names, low, high)
    frame["other_sector"] = _codes_differ(one_of[0][1], low, high)
    frame["other_organisation"] = _codes_differ(one_of[1][1], low, high)
    frame = frame.assign(
        member=np.array(names, dtype=object)[low], to_member=np.array(names, dtype=object)[high]
    )
    return _told(frame, wants, communities, organisations, sectors, issues)


_NOBODY = (np.array([], dtype=int), np.array([], dtype=int), np.array([], dtype=float))


def _wanted(wants: pd.DataFrame | None, number: Mapping[str, int]) -> csr_array:
    """1 where the row wants to learn something that the column teaches."""
    pairs: set[tuple[int, int]] = set()
    if wants is not None:
        known = wants[wants["learner"].isin(number) & wants["teacher"].isin(number)]
        pairs = set(zip(known["learner"].map(number), known["teacher"].map(number), strict=True))
    row, column = np.array(sorted(pairs), dtype=int).reshape(-1, 2).T
    return csr_array((np.ones(len(row)), (row, column)), shape=(len(number), len(number)))


def _belonging(groups: Mapping[str, Collection[str]] | None, names: list[str]) -> csr_array:
    values = sorted({value for found in (groups or {}).values() for value in found})
    column = {value: at for at, value in enumerate(values)}
    held = [
        (row, column[value]) for row, name in enumerate(names) for value in set((groups or {}).get(name, ()))
    ]
    row, value = np.array(held, dtype=int).reshape(-1, 2).T
    return csr_array((np.ones(len(row)), (row, value)), shape=(len(names), max(len(values), 1)))


def _apart(groups: csr_array, rows: np.ndarray) -> np.ndarray:
    """Do both belong somewhere, and nowhere together?"""
    some = groups.sum(axis=1) > 0
    return some[rows][:, None] & some[None, :] & ((groups[rows] @ groups.T).toarray() == 0)


def _known(values: Mapping[str, str] | None) -> dict[str, str]:
    """Without gaps, which a table may hold as NaN or None."""
    return {name: value for name, value in (values or {}).items() if isinstance(value, str) and value}


def _codes(values: Mapping[str, str], names: list[str]) -> np.ndarray:
    """Equal numbers for equal values; -1 where nothing is known."""
    return pd.factorize(pd.Series([values.get(name) for name in names], dtype="object"))[0]


def _codes_differ(codes: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    return (codes[low] != codes[high]) & (codes[low] >= 0) & (codes[high] >= 0)


def _differ(
    groups: Mapping[str, Collection[str]] | None, names: list[str], low: np.ndarray, high: np.ndarray
) -> list[bool]:
    sets = [frozenset((groups or {}).get(name, ())) for name in names]
    return [bool(sets[a] and sets[b]) and sets[a].isdisjoint(sets[b]) for a, b in zip(low, high, strict=True)]


def _best_of_each(
    worth: np.ndarray, free: np.ndarray, rows: np.ndarray, turn: np.ndarray, after: np.ndarray, best: int
) -> tuple[np.ndarray, np.ndarray]:
    """For each row the columns with the most points, then those that follow in the circle."""
    count = len(turn)
    behind = (turn[None, :] - turn[rows][:, None]) % count / count
    order = np.where(free, worth - behind / 2000, -np.inf)
    best = min(best, count - 1)
    top = np.argpartition(-order, best - 1, axis=1)[:, :best] if best > 0 else np.empty((len(rows), 0), int)
    following = after[(turn[rows][:, None] + np.arange(1, NEXT + 1)[None, :]) % count]
    column = np.concatenate([top, following], axis=1)
    row = np.repeat(np.arange(len(rows)), column.shape[1])
    kept = free[row, column.ravel()]
    return row[kept], column.ravel()[kept]


def _told(
    frame: pd.DataFrame,
    wants: pd.DataFrame | None,
    communities: Mapping[str, Collection[str]] | None,
    organisations: Mapping[str, str],
    sectors: Mapping[str, str],
    issues: Mapping[str, Collection[str]] | None,
) -> pd.DataFrame:
    """With the words that a reason needs."""
    skill_of: dict[tuple[str, str], str] = {}
    if wants is not None:
        listed = wants[["learner", "teacher", "skill"]].sort_values(["learner", "teacher", "skill"])
        for learner, teacher, skill in listed.itertuples(index=False, name=None):
            skill_of.setdefault((learner, teacher), skill)
    rows = []
    for one, other, apart in zip(frame["member"], frame["to_member"], frame["other_community"], strict=True):
        learner, teacher = next((pair for pair in ((one, other), (other, one)) if pair in skill_of), ("", ""))
        shared = sorted(set((issues or {}).get(one, ())) & set((issues or {}).get(other, ())))
        ours, theirs = (organisations.get(name, "") for name in (one, other))
        if ours == theirs or not (ours and theirs):
            ours, theirs = (sectors.get(name, "") for name in (one, other))
        if ours == theirs and apart:
            ours, theirs = (", ".join(sorted((communities or {})[name])) for name in (one, other))
        if ours == theirs:
            ours = theirs = ""
        rows.append(
            (
                learner,
                teacher,
                skill_of.get((learner, teacher), ""),
                shared[0] if shared else "",
                ours,
                theirs,
            )
        )
    words = ["learner", "teacher", "skill", "issue", "member_in", "to_member_in"]
    return pd.concat([frame, pd.DataFrame(rows, columns=words, index=frame.index, dtype="object")], axis=1)
