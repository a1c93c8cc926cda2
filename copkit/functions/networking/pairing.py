"""Rounds of introductions, planned together: who meets whom in each, why, and who is left out.

Each round is a maximum-weight matching (see `round_matching`); `round_planning` fits several together and
counts how far the plan can be from the best.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from copkit.functions.networking.pair_reasons import reasons_of
from copkit.functions.networking.pair_task import Pair, PairTask, pairs_of
from copkit.functions.networking.round_planning import Plan, in_pairs, plan_of


@dataclass(frozen=True)
class Introductions:
    """A plan of rounds of introductions.

    ``rounds`` has the columns round, group (both from 1) and members (a tuple of two or three names).
    ``reasons`` has a row for each two who are introduced: round, group, member, to_member, points, reason (a
    sentence) and what `pair_values` knows of them. ``left_out`` has the columns round (empty: in all),
    member and why. ``points`` is what all pairs are worth, those of threes included; ``pair_points`` leaves
    out what thirds add. The pairs of no plan are worth more than ``bound``: among the pairs that were
    valued, and for one round of up to 150 people among the plans that reach as many people. ``notes`` are
    sentences for the facilitator.
    """

    rounds: pd.DataFrame
    reasons: pd.DataFrame
    left_out: pd.DataFrame
    points: float
    pair_points: float
    bound: float
    notes: tuple[str, ...]


def plan_rounds(
    people: Collection[str],
    values: pd.DataFrame,
    rounds: int,
    met: Iterable[tuple[str, str]] = (),
    limits: Mapping[str, int] | None = None,
    *,
    opted_out: Collection[str] = (),
    seed: int = 0,
) -> Introductions:
    """Who is introduced to whom in each of several rounds.

    ``values`` has the columns member, to_member, points (0 or more), as `pair_values` gives them; a pair that
    is not in it is worth nothing, and is made only to leave nobody out. Pairs of ``met`` never meet again.
    ``limits`` gives how many introductions somebody wants at most over all rounds (one in a three counts as
    one); who is in ``opted_out`` gets none.

    In each round as many people as can be are introduced, those who had the fewest introductions first; then
    the points decide, counted to a thousandth. Nobody meets twice. Who is left over, as of an odd number,
    joins the pair where that is worth most, if new to both. Exact for the pairs of one round of up to 150
    people; for several rounds see `bound`, for more people `round_matching`. The order of rows and names
    makes no difference. Raises ValueError for names that stand twice, points below 0, or no rounds.

    >>> values = pd.DataFrame({"member": ["Ann", "Cy"], "to_member": ["Bo", "Di"], "points": [3, 2]})
    >>> plan = plan_rounds(["Ann", "Bo", "Cy", "Di"], values, 1)
    >>> plan.rounds["members"].tolist(), plan.points, plan.bound
    ([('Ann', 'Bo'), ('Cy', 'Di')], 5.0, 5.0)
    """
    names = _checked(people, values, rounds, limits)
    task = _task(names, values, rounds, met, limits or {}, opted_out)
    plan, bound = plan_of(task, rounds, seed)
    made = sum(task.of(*pair) for groups in plan for pair in pairs_of(groups)) / 1000
    best_pairs = in_pairs(task, plan) / 1000
    return Introductions(
        rounds=pd.DataFrame(
            [
                (at, place, tuple(names[person] for person in group))
                for at, groups in enumerate(plan, start=1)
                for place, group in enumerate(groups, start=1)
            ],
            columns=["round", "group", "members"],
        ),
        reasons=reasons_of(_met_in(names, plan), values),
        left_out=_left_out(task, plan, set(opted_out), limits or {}),
        points=made,
        pair_points=best_pairs,
        bound=bound / 1000,
        notes=_notes(task, plan, best_pairs, bound / 1000),
    )


def _checked(
    people: Collection[str], values: pd.DataFrame, rounds: int, limits: Mapping[str, int] | None
) -> tuple[str, ...]:
    twice = sorted(name for name, times in Counter(people).items() if times > 1)
    if twice:
        raise ValueError(f"{twice[0]} is named twice. Name each person once.")
    if rounds < 1:
        raise ValueError(f"There are to be {rounds} rounds. Ask for at least one.")
    if missing := [name for name in ("member", "to_member", "points") if name not in values]:
        raise ValueError(f"The values have no column '{missing[0]}'. Take them from `pair_values`.")
    points = values["points"].astype("float64")
    if len(wrong := values[~(points.ge(0) & points.lt(np.inf))]):
        pair = wrong.iloc[0]
        raise ValueError(
            f"{pair['member']} and {pair['to_member']} are worth {pair['points']} points. Give 0 or more."
        )
    if few := sorted(name for name, limit in (limits or {}).items() if limit < 0):
        raise ValueError(f"{few[0]} wants fewer than no introductions. Give 0 or more.")
    return tuple(sorted(people))


def _task(
    names: tuple[str, ...],
    values: pd.DataFrame,
    rounds: int,
    met: Iterable[tuple[str, str]],
    limits: Mapping[str, int],
    opted_out: Collection[str],
) -> PairTask:
    number = {name: place for place, name in enumerate(names)}
    banned = {
        (min(number[a], number[b]), max(number[a], number[b])) for a, b in met if a in number and b in number
    }
    worth: dict[Pair, int] = {}
    for one, other, points in zip(values["member"], values["to_member"], values["points"], strict=True):
        if one in number and other in number and one != other:
            pair = (min(number[one], number[other]), max(number[one], number[other]))
            if pair not in banned:
                worth[pair] = max(worth.get(pair, 0), round(float(points) * 1000))
    shy = set(opted_out)
    allowed = tuple(0 if name in shy else min(rounds, limits.get(name, rounds)) for name in names)
    return PairTask(names, worth, frozenset(banned), allowed)


def _met_in(names: tuple[str, ...], plan: Plan) -> pd.DataFrame:
    """Who meets whom: a row for each two, the round and the group."""
    made = [
        (at, place, names[one], names[other])
        for at, groups in enumerate(plan, start=1)
        for place, group in enumerate(groups, start=1)
        for one, other in sorted(pairs_of([group]))
    ]
    return pd.DataFrame(made, columns=["round", "group", "member", "to_member"])


def _left_out(
    task: PairTask, plan: Plan, opted_out: Collection[str], limits: Mapping[str, int]
) -> pd.DataFrame:
    """Who is not introduced to anybody in which round, and why."""
    rows: list[tuple[int | None, str, str]] = []
    for name in task.names:
        if name in opted_out:
            rows.append((None, name, f"{name} opted out."))
        elif limits.get(name) == 0:
            rows.append((None, name, f"{name} wants no introductions."))
    people = [at for at, limit in enumerate(task.limits) if limit]
    closed: Counter[int] = Counter()
    inside = set(people)
    closed.update(one for pair in task.banned if inside.issuperset(pair) for one in pair)
    served: Counter[int] = Counter()
    for at, groups in enumerate(plan, start=1):
        there = {person for group in groups for person in group}
        for person in (one for one in people if one not in there):
            name = task.names[person]
            if served[person] >= task.limits[person]:
                why = f"{name} wants no more than {_counted(task.limits[person], 'introduction')}."
            elif closed[person] >= len(people) - 1:
                why = f"{name} has met everybody who takes part."
            else:
                why = f"Everybody whom {name} has not met is with somebody else in this round."
            rows.append((at, name, why))
        served.update(there)
        closed.update(one for pair in pairs_of(groups) for one in pair)
    frame = pd.DataFrame(rows, columns=["round", "member", "why"])
    return frame.astype({"round": "Int64", "member": "object", "why": "object"})


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _notes(task: PairTask, plan: Plan, points: float, bound: float) -> tuple[str, ...]:
    reached = {person for groups in plan for group in groups for person in group}
    threes = sum(len(group) > 2 for groups in plan for group in groups)
    taking_part = sum(limit > 0 for limit in task.limits)
    notes = [
        f"{len(reached):,} of {_counted(taking_part, 'person').replace('persons', 'people')} who take part "
        f"are introduced to somebody in {_counted(len(plan), 'round')}; nobody meets the same person twice."
    ]
    if threes:
        notes.append(f"{_counted(threes, 'conversation')} of three, so that fewer are left over.")
    worth = f"{'Without what thirds add, the' if threes else 'The'} pairs are worth {_plain(points)} points"
    if points >= bound - 0.0005:
        notes.append(f"{worth}, the most that can be reached.")
    else:
        notes.append(f"{worth}; no plan can reach more than {_plain(bound)}.")
    return tuple(notes)


def _plain(points: float) -> str:
    """1380460.5 as '1,380,460.5'."""
    return f"{points:,.3f}".rstrip("0").rstrip(".")
