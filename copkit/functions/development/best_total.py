"""The best total score with limits: as many mentees as can be have a mentor, and the pairs score the most.

This is the assignment problem with capacities (transportation problem), solved exactly, in whole thousandths
of a point, by OR-Tools' minimum-cost flow. That the result is the best is then shown without the solver: each
mentor's place gets a price, and by duality (Kuhn 1955, The Hungarian method for the assignment problem, Naval
Research Logistics Quarterly 2: 83-97) no matching scores more than the prices allow.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from copkit.functions.development.ranked_pairs import counted, places_of

HIGHEST = 10_000.0
"""The greatest score that is taken, so that whole numbers of 64 bits hold all sums."""


@dataclass(frozen=True)
class BestAssignment:
    """Who is whose mentor, for the best total, and the proof.

    ``pairs`` has the columns mentor, mentee, score; ``unmatched`` are mentees; ``free_places`` says how many
    each mentor has left, where any. ``total`` is the sum of the scores. No matching of at least as many
    mentees has more than ``bound`` in total (of any number, if not as many as can be were wanted);
    ``most_matched`` is how many can be matched at most (empty if that was not asked).
    """

    pairs: pd.DataFrame
    unmatched: tuple[str, ...]
    free_places: dict[str, int]
    total: float
    bound: float
    most_matched: int | None
    notes: tuple[str, ...]

    @property
    def optimal(self) -> bool:
        """Found on this result: the total reaches the bound, and no more mentees can be matched."""
        return self.total >= self.bound and self.most_matched in (None, len(self.pairs))


def best_assignment(
    scores: pd.DataFrame,
    places: Mapping[str, int] | int = 1,
    *,
    mentees: Collection[str] = (),
    barred: Iterable[tuple[str, str]] = (),
    as_many_as_can_be: bool = True,
) -> BestAssignment:
    """The matching with the greatest total score: each mentee has at most one mentor.

    ``scores`` has the columns mentee, mentor, score (0 or more, counted to a thousandth); other pairs are not
    made, nor are those of ``barred`` (mentor, mentee). ``places`` is how many mentees each mentor takes (1
    where not given). ``mentees`` are named as unmatched even if no pair of theirs is scored. Either as many
    mentees as can be are matched and then the score decides, or the score alone. Of equal totals always the
    same is given, whatever the order of the rows.

    Raises ValueError for a pair that stands twice, scores below 0 or above `HIGHEST`, or wrong places.

    >>> scores = pd.DataFrame({"mentee": ["Ann", "Ann", "Di"], "mentor": ["Bo", "Cy", "Bo"],
    ...                        "score": [5, 1, 3]})
    >>> best_assignment(scores).pairs.to_numpy().tolist()
    [['Bo', 'Di', 3.0], ['Cy', 'Ann', 1.0]]
    >>> found = best_assignment(scores, as_many_as_can_be=False)
    >>> found.total, found.optimal
    (5.0, True)
    """
    task = _task(scores, places, mentees, barred)
    count = min(len(task.mentees), int(task.places.sum()))
    if as_many_as_can_be:
        per_point, per_pair = 1, count * int(task.score.max(initial=0)) + 1
    else:
        per_point, per_pair = count + 1, 1
    weight = task.score * per_point + per_pair
    chosen = _heaviest(task, weight)
    limit = _dual_bound(task, weight, chosen)
    made = int(chosen.sum())
    total = int(task.score[chosen].sum())
    if as_many_as_can_be:
        bound, most = limit - made * per_pair, limit // per_pair
    else:
        bound, most = limit // per_point, None
    return _told(task, chosen, total / 1000, bound / 1000, most)


@dataclass(frozen=True)
class _Task:
    """The scored pairs by number, sorted by mentor and mentee; scores in thousandths."""

    mentees: tuple[str, ...]
    mentors: tuple[str, ...]
    places: np.ndarray
    mentee: np.ndarray
    mentor: np.ndarray
    score: np.ndarray


def _task(
    scores: pd.DataFrame,
    places: Mapping[str, int] | int,
    mentees: Collection[str],
    barred: Iterable[tuple[str, str]],
) -> _Task:
    if missing := [name for name in ("mentee", "mentor", "score") if name not in scores]:
        raise ValueError(f"The scores have no column '{missing[0]}'. Give mentee, mentor and score.")
    score = scores["score"].astype("float64")
    if len(wrong := scores[~score.between(0, HIGHEST)]):
        pair = wrong.iloc[0]
        raise ValueError(
            f"{pair['mentee']} and {pair['mentor']} have the score {pair['score']}. Give 0 to {HIGHEST:,.0f}."
        )
    if len(twice := scores[scores.duplicated(["mentee", "mentor"])]):
        pair = twice.iloc[0]
        raise ValueError(f"{pair['mentee']} and {pair['mentor']} are scored twice. Keep one of the two rows.")
    if len(alone := scores[scores["mentee"].astype("str") == scores["mentor"].astype("str")]):
        raise ValueError(f"{alone.iloc[0]['mentee']} is scored with themselves. Take this row out.")
    learners = tuple(sorted({*scores["mentee"], *mentees}))
    teachers = tuple(sorted({*scores["mentor"], *([] if isinstance(places, int | np.integer) else places)}))
    of_mentee = {name: place for place, name in enumerate(learners)}
    of_mentor = {name: place for place, name in enumerate(teachers)}
    one = scores["mentee"].map(of_mentee).to_numpy(dtype=np.int64)
    other = scores["mentor"].map(of_mentor).to_numpy(dtype=np.int64)
    closed = [
        of_mentor[mentor] * len(learners) + of_mentee[mentee]
        for mentor, mentee in set(barred)
        if mentor in of_mentor and mentee in of_mentee
    ]
    order = np.lexsort((one, other))
    order = order[~np.isin((other * len(learners) + one)[order], np.array(closed, dtype=np.int64))]
    thousandths = np.round(score.to_numpy() * 1000).astype(np.int64)
    given = np.array(list(places_of(places, teachers).values()), dtype=np.int64)
    return _Task(learners, teachers, given, one[order], other[order], thousandths[order])


def _heaviest(task: _Task, weight: np.ndarray) -> np.ndarray:
    """Which pairs make the heaviest matching."""
    if not len(weight):
        return np.zeros(0, dtype=bool)
    # imported here: the library takes long to load, and most that is done with members does without
    from ortools.graph.python import min_cost_flow  # type: ignore[import-untyped]

    people, mentors, pairs = len(task.mentees), len(task.mentors), len(weight)
    every, each, sink = np.arange(people), np.arange(mentors), people + mentors
    start = np.concatenate([task.mentee, every, people + each]).astype(np.int32)
    end = np.concatenate([people + task.mentor, np.full(people + mentors, sink)]).astype(np.int32)
    holds = np.concatenate([np.ones(pairs + people, dtype=np.int64), task.places])
    cost = np.concatenate([-weight, np.zeros(people + mentors, dtype=np.int64)])
    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(start, end, holds, cost)
    supply = np.concatenate([np.ones(people), np.zeros(mentors), [-people]]).astype(np.int64)
    solver.set_nodes_supplies(np.arange(sink + 1, dtype=np.int32), supply)
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise RuntimeError(f"The assignment of mentors failed: {status}.")
    return solver.flows(arcs)[:pairs] > 0


def _dual_bound(task: _Task, weight: np.ndarray, chosen: np.ndarray) -> int:
    """No matching weighs more than this: it equals the weight of the chosen pairs if that is the heaviest.

    Any prices of places from 0 give a bound: the price of all places, and for each mentee the most that a
    pair is worth above the price. The prices here are the lowest at which nobody would give more for a place
    than who has it; where the chosen pairs are not the best there are none, and the bound lies higher.
    """
    price = np.zeros(len(task.mentors), dtype=np.int64)
    mentors, begins = np.unique(task.mentor, return_index=True)
    gain = np.zeros(len(task.mentees), dtype=np.int64)
    for _ in range(len(task.mentors) + 1):
        gain[task.mentee[chosen]] = np.maximum(weight[chosen] - price[task.mentor[chosen]], 0)
        raised = price.copy()
        if len(mentors):
            raised[mentors] = np.maximum(
                price[mentors], np.maximum.reduceat(weight - gain[task.mentee], begins)
            )
        if (raised == price).all():
            break
        price = raised
    best = np.zeros(len(task.mentees), dtype=np.int64)
    np.maximum.at(best, task.mentee, weight - price[task.mentor])
    return int(best.sum()) + int((task.places * price).sum())


def _told(task: _Task, chosen: np.ndarray, total: float, bound: float, most: int | None) -> BestAssignment:
    pairs = pd.DataFrame(
        {
            "mentor": np.array(task.mentors, dtype=object)[task.mentor[chosen]],
            "mentee": np.array(task.mentees, dtype=object)[task.mentee[chosen]],
            "score": task.score[chosen] / 1000,
        }
    )
    matched = set(task.mentee[chosen].tolist())
    left = task.places - np.bincount(task.mentor[chosen], minlength=len(task.places))
    made, points = len(pairs), _plain(total)
    notes = [f"{made:,} of {counted(len(task.mentees), 'mentee')} have a mentor"]
    if most is not None:
        notes[0] += ", as many as can be" if most == made else f"; no more than {most:,} can"
    if total >= bound:
        among = "the most that so many can reach" if most is not None else "the most there can be"
        notes.append(
            f"The pairs score {points} in total, {among}: checked by prices for the mentors' "
            "places, at which nobody would gain by another mentor."
        )
    else:
        notes.append(
            f"The pairs score {points} in total; no choice of pairs scores more than {_plain(bound)}."
        )
    notes[0] += "."
    return BestAssignment(
        pairs.sort_values(["mentor", "mentee"], ignore_index=True),
        tuple(name for at, name in enumerate(task.mentees) if at not in matched),
        {name: int(free) for name, free in zip(task.mentors, left, strict=True) if free},
        total,
        bound,
        most,
        tuple(notes),
    )


def _plain(points: float) -> str:
    """1380460.5 as '1,380,460.5'."""
    return f"{points:,.3f}".rstrip("0").rstrip(".")
