"""Who takes which issue, and where causes and effects lie on two sides of a boundary."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd


def takers(issues: Sequence[str], coverage: pd.DataFrame) -> pd.Series:
    """For each issue, the sorted names of the communities that take it, as a tuple (empty if none)."""
    by_issue = coverage.groupby("issue")["community"].agg(lambda names: tuple(sorted(set(names))))
    return pd.Series([by_issue.get(issue, ()) for issue in issues], index=list(issues), dtype=object)


def crossing_links(links: pd.DataFrame, coverage: pd.DataFrame) -> pd.DataFrame:
    """The links whose cause and effect no community takes together, though each is taken by one.

    Gives the rows of ``links`` with two more columns, cause_takers and effect_takers (tuples)."""
    names = sorted({*links["cause"], *links["effect"]})
    taken = takers(names, coverage)
    frame = links.assign(
        cause_takers=[taken[name] for name in links["cause"]],
        effect_takers=[taken[name] for name in links["effect"]],
    )
    apart = [
        bool(cause) and bool(effect) and not set(cause) & set(effect)
        for cause, effect in zip(frame["cause_takers"], frame["effect_takers"], strict=True)
    ]
    return frame[np.array(apart, dtype=bool)]


@dataclass(frozen=True)
class Chain:
    """A problem and the ways by which its root causes reach it over a boundary.

    ``issues`` runs from the problem back to the root cause; ``strength`` is that of its weakest link.
    ``sides`` are the organisations or communities that the chain passes, the problem's own first.
    """

    issues: tuple[str, ...]
    strength: float
    sides: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """'Late discharge ← no home-care slots ← care workers leave'."""
        return " ← ".join(self.issues)


def crossing_chains(
    links: pd.DataFrame,
    sides: Mapping[str, Collection[str]],
    *,
    longest: int = 4,
    widest: int = 5,
    most: int = 20,
) -> list[Chain]:
    """Recurring problems whose roots lie across a boundary, those that cross most boundaries first.

    ``links`` has the columns cause, effect, strength; only links that make things worse lead back to a
    root. ``sides`` gives for each issue the organisations or communities that it touches; an issue on no
    side is passed through. A root is an issue without a cause of its own, or the last within ``longest``
    links; of the causes of one issue the ``widest`` strongest are followed. A chain crosses where its
    root touches no side that the problem touches. Of the chains between the same two issues the
    strongest stands (the weakest link counts: Kosko 1986).
    """
    worse = links[(links["strength"] > 0) & (links["cause"] != links["effect"])]
    causes: dict[str, list[tuple[str, float]]] = {}
    for cause, effect, strength in worse[["cause", "effect", "strength"]].itertuples(index=False):
        causes.setdefault(effect, []).append((cause, float(strength)))
    for effect, found in causes.items():
        causes[effect] = sorted(found, key=lambda one: (-one[1], one[0]))[:widest]
    best: dict[tuple[str, str], Chain] = {}
    for problem in sorted(causes):
        if not sides.get(problem):
            continue
        for issues, strength in _ways_back(problem, causes, longest):
            root = issues[-1]
            if not sides.get(root) or set(sides[root]) & set(sides[problem]):
                continue
            passed = tuple(dict.fromkeys(side for issue in issues for side in sorted(sides.get(issue, ()))))
            chain = Chain(issues, strength, passed)
            kept = best.get((problem, root))
            if kept is None or (-chain.strength, len(chain.issues), chain.issues) < (
                -kept.strength,
                len(kept.issues),
                kept.issues,
            ):
                best[problem, root] = chain
    order = sorted(best.values(), key=lambda chain: (-len(chain.sides), -chain.strength, chain.issues))
    return order[:most]


def _ways_back(
    problem: str, causes: Mapping[str, Sequence[tuple[str, float]]], longest: int
) -> Iterator[tuple[tuple[str, ...], float]]:
    """Every way from a problem back to a root, without passing an issue twice."""
    waiting: list[tuple[tuple[str, ...], float]] = [((problem,), 1.0)]
    while waiting:
        issues, strength = waiting.pop()
        further = [(cause, weight) for cause, weight in causes.get(issues[-1], ()) if cause not in issues]
        if len(issues) > 1 and (not further or len(issues) > longest):
            yield issues, strength
        elif len(issues) <= longest:
            waiting += [((*issues, cause), min(strength, weight)) for cause, weight in further]
