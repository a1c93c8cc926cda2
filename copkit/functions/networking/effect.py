"""What planned introductions would do to the network, beside random ones: a seeded simulation.

The peers pair at random. Here the same number of conversations is tried both ways, many times over: in each
run each pair who were introduced becomes a tie with a probability, and the network is measured again. The
probability comes from what became of the introductions of the place itself, if enough are known. All ties
are taken as equally likely, whatever the reason for a pair, and nobody meets anybody on their own: a
comparison of two plans, not a forecast.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
from scipy.sparse import csr_array
from scipy.sparse.csgraph import shortest_path

from copkit.functions.networking.projection import MET

UNKNOWN = 0.5
FEWEST_KNOWN = 5
MOST_STARTS = 300
MEASURES = {
    "mean distance": "lower",
    "isolates": "lower",
    "ties between communities": "higher",
    "E-I index": "higher",
}
"""What is measured, and which way is better."""

Pair = tuple[int, int]


@dataclass(frozen=True)
class Effect:
    """What planned introductions change, beside random ones.

    ``frame`` has a row for each measure: before, better ('lower' or 'higher'), the mean and the 5th and 95th
    percentile of the runs after planned (planned, planned_low, planned_high) and after random introductions
    (random, random_low, random_high), and planned_better (the share of runs in which planned is better, 0
    to 1, a draw counted half). ``probability`` is that with which an introduction becomes a tie;
    ``sentence`` says it all in words.
    """

    frame: pd.DataFrame
    probability: float
    sentence: str


def share_that_met(introductions: pd.DataFrame) -> float:
    """The share of introductions after which the two met, among those whose outcome is known.

    ``introductions`` has the column outcome. 0.5 where fewer than `FEWEST_KNOWN` outcomes are known.

    >>> outcomes = ["met", "met again", "did not meet", "met", "not yet", "met"]
    >>> share_that_met(pd.DataFrame({"outcome": outcomes}))
    0.8
    >>> share_that_met(pd.DataFrame({"outcome": ["met"]}))
    0.5
    """
    known = introductions["outcome"].dropna()
    known = known[known != "not yet"]
    return float(known.isin(MET).mean()) if len(known) >= FEWEST_KNOWN else UNKNOWN


def introduction_effect(
    graph: nx.Graph,
    rounds: pd.DataFrame,
    communities: Mapping[str, Collection[str]],
    *,
    met: Iterable[tuple[str, str]] = (),
    probability: float | None = None,
    introductions: pd.DataFrame | None = None,
    repetitions: int = 200,
    seed: int = 0,
) -> Effect:
    """The network after the planned ``rounds`` (of `Introductions`) and after as many random conversations.

    Random rounds have the same people, in groups of the same sizes. As long as somebody else is free they
    pair nobody who is tied, in ``met`` or has met in an earlier round. Ties have no direction. The measures:

    - mean distance: the steps between two people, over all pairs; where no way leads from one to the other,
      or a longer one than any before, it counts one more than the longest before. Beyond `MOST_STARTS`
      people it is taken from that many of them, spread evenly.
    - isolates: people without a tie.
    - ties between communities: pairs who are tied, each in a community, and share none.
    - E-I index: those ties less the others, over all between people who are in communities (Krackhardt and
      Stern 1988); empty without any.

    ``probability`` is taken from ``introductions`` (see `share_that_met`) if it is not given. Raises
    ValueError if it is not between 0 and 1, or if there are no repetitions.

    >>> rounds = pd.DataFrame({"round": [1], "group": [1], "members": [("Ann", "Bo")]})
    >>> effect = introduction_effect(nx.empty_graph(["Ann", "Bo"]), rounds, {}, probability=1)
    >>> float(effect.frame.loc["isolates", "before"]), float(effect.frame.loc["isolates", "planned"])
    (2.0, 0.0)
    """
    if probability is None:
        probability = UNKNOWN if introductions is None else share_that_met(introductions)
    if not 0 <= probability <= 1:
        raise ValueError(f"The probability of a tie is {probability:g}. Give a number from 0 to 1.")
    if repetitions < 1:
        raise ValueError(f"There are to be {repetitions} repetitions. Ask for at least one.")
    groups = [
        [tuple(sorted(members)) for members in of_round]
        for _, of_round in rounds.sort_values(["round", "group"]).groupby("round")["members"]
    ]
    names = sorted({*graph.nodes, *(name for of_round in groups for group in of_round for name in group)})
    number = {name: place for place, name in enumerate(names)}
    network = _Network(names, [(number[a], number[b]) for a, b in graph.edges if a != b], communities)
    planned = [[tuple(number[name] for name in group) for group in of_round] for of_round in groups]
    known = {_ordered(number[a], number[b]) for a, b in met if a in number and b in number} | network.ties
    chance = np.random.default_rng(seed)
    pairs = sorted({pair for of_round in planned for group in of_round for pair in combinations(group, 2)})
    after: dict[str, list[list[float]]] = {"planned": [], "random": []}
    for _ in range(repetitions):
        after["planned"].append(network.measured(_tied(pairs, probability, chance)))
        drawn = _random_pairs(planned, known, chance)
        after["random"].append(network.measured(_tied(drawn, probability, chance)))
    frame = _summary(network.measured([]), after)
    return Effect(frame, probability, _in_words(frame, probability, repetitions))


def _ordered(one: int, other: int) -> Pair:
    return min(one, other), max(one, other)


def _tied(pairs: Sequence[Pair], probability: float, chance: np.random.Generator) -> list[Pair]:
    drawn = chance.random(len(pairs)) < probability
    return [pair for pair, yes in zip(pairs, drawn, strict=True) if yes]


def _random_pairs(
    planned: list[list[tuple[int, ...]]], known: set[Pair], chance: np.random.Generator
) -> list[Pair]:
    """The pairs of as many random groups, of the same people and sizes in each round."""
    closed = set(known)
    for of_round in planned:
        people = sorted(person for group in of_round for person in group)
        waiting = chance.permutation(people).tolist()
        for size in sorted(map(len, of_round), reverse=True):
            group = [waiting.pop()]
            while len(group) < size:
                new = (
                    at
                    for at in range(len(waiting) - 1, -1, -1)
                    if all(_ordered(waiting[at], one) not in closed for one in group)
                )
                group.append(waiting.pop(next(new, -1)))
            closed |= set(combinations(sorted(group), 2))
    return sorted(closed - known)


class _Network:
    """The network before, and its measures with more ties."""

    def __init__(
        self, names: list[str], ties: list[Pair], communities: Mapping[str, Collection[str]]
    ) -> None:
        self.ties = {_ordered(*tie) for tie in ties}
        self._count = len(names)
        self._groups = [frozenset(communities.get(name, ())) for name in names]
        starts = min(self._count, MOST_STARTS)
        self._starts = np.linspace(0, max(self._count - 1, 0), starts).astype(int)
        steps = self._steps(self.ties)
        self._far = int(steps[np.isfinite(steps)].max(initial=0.0)) + 1

    def _steps(self, ties: Collection[Pair]) -> np.ndarray:
        low, high = np.array(sorted(ties), dtype=np.int32).reshape(-1, 2).T
        square = csr_array((np.ones(len(low)), (low, high)), shape=(self._count, self._count))
        if not self._count:
            return np.empty((0, 0))
        return shortest_path(square, "D", directed=False, unweighted=True, indices=self._starts)

    def measured(self, more: Collection[Pair]) -> list[float]:
        """In the order of `MEASURES`."""
        ties = self.ties.union(more)
        others = len(self._starts) * (self._count - 1)
        total = float(np.minimum(self._steps(ties), self._far).sum())
        within = between = 0
        for one, other in ties:
            ours, theirs = self._groups[one], self._groups[other]
            if ours and theirs:
                between += ours.isdisjoint(theirs)
                within += not ours.isdisjoint(theirs)
        alone = self._count - len({person for tie in ties for person in tie})
        index = (between - within) / (between + within) if between + within else float("nan")
        return [total / others if others > 0 else float("nan"), alone, between, index]


def _summary(before: list[float], after: dict[str, list[list[float]]]) -> pd.DataFrame:
    frame = pd.DataFrame({"before": before, "better": list(MEASURES.values())}, index=list(MEASURES))
    runs = {how: np.array(measured, dtype=float) for how, measured in after.items()}
    for how, measured in runs.items():
        found = pd.DataFrame(measured, columns=list(MEASURES))
        frame[how] = found.mean()
        frame[f"{how}_low"], frame[f"{how}_high"] = found.quantile(0.05), found.quantile(0.95)
    sign = np.array([1.0 if better == "higher" else -1.0 for better in frame["better"]])
    gain = (runs["planned"] - runs["random"]) * sign
    known = np.isfinite(gain)
    wins = np.where(known, (gain > 0) + 0.5 * (gain == 0), 0.0).sum(axis=0)
    frame["planned_better"] = wins / np.where(known.any(axis=0), known.sum(axis=0), np.nan)
    return frame.rename_axis("measure")


def _in_words(frame: pd.DataFrame, probability: float, repetitions: int) -> str:
    parts = []
    for measure, name, digits in (
        ("mean distance", "the mean distance goes", 2),
        ("isolates", "people without a tie go", 1),
        ("ties between communities", "ties between communities go", 1),
    ):
        row = frame.loc[measure]
        if pd.notna(row["before"]) and not (row["before"] == row["planned"] == row["random"] == 0):
            before = f"{row['before']:,.{digits if measure == 'mean distance' else 0}f}"
            ends = ", with random ones to ".join(f"{row[how]:,.{digits}f}" for how in ("planned", "random"))
            parts.append(f"{name} from {before} to {ends}")
    told = f"If {probability:.0%} of introductions become ties (mean of {repetitions:,} runs): with planned "
    return f"{told}introductions {'; '.join(parts)}."
