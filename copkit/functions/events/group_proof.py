"""How few pairs can meet again at all: bounds by counting, and proof by CP-SAT where the groups are few.

CP-SAT is the constraint solver of OR-Tools. It is given one worker and deterministic time (a count of its
own work), so that the same input gives the same answer. OR-Tools takes half a second to import, and most
workbooks never seat a group: it is imported in the functions that use it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations
from math import comb, floor
from typing import Any

from copkit.functions.events.group_search import Plan
from copkit.functions.events.group_wishes import GroupTask, ImpossibleGroups, Pair, listed

MOST_TO_PROVE = 6_000
"""CP-SAT looks for a proof where pairs of people times rounds times groups are no more than this."""


def fewest_alike(members: int, sizes: Sequence[int]) -> int:
    """The least number of pairs of these members in one group, over the groups of a round.

    >>> fewest_alike(5, (3, 3, 3))
    2
    """
    filled = [0] * len(sizes)
    for _ in range(members):
        free = [group for group, size in enumerate(sizes) if filled[group] < size]
        filled[min(free, key=lambda group: filled[group])] += 1
    return sum(comb(number, 2) for number in filled)


def counted_bound(
    people: int, sizes: Sequence[Sequence[int]], least: Sequence[int], most: Sequence[int], new: Sequence[int]
) -> int:
    """A number of repeats that no plan can do without, by counting what each person can meet.

    ``sizes`` are those of the groups by round; ``least`` and ``most`` are how many others each person
    sits with over all rounds, ``new`` how many there are to meet for the first time. Who sits with more
    than that meets some again. Three people in two rounds of one group have three pairs to meet:

    >>> counted_bound(3, [[3], [3]], [4, 4, 4], [4, 4, 4], [2, 2, 2])
    3
    """
    meetings = sum(comb(size, 2) for groups in sizes for size in groups)
    sure = sum(min(new[one], least[one]) for one in range(people))
    more = sum(min(new[one], most[one]) - min(new[one], least[one]) for one in range(people))
    return meetings - (sure + min(2 * meetings - sum(least), more)) // 2


def crowd_bound(met: Collection[Pair], sizes: Sequence[Sequence[int]]) -> int:
    """A number of repeats that no plan can do without, as people who all know each other fill the groups.

    A crowd of more people than there are groups must share some. Crowds are made step by step.
    """
    known: dict[int, set[int]] = {}
    for one, other in met:
        known.setdefault(one, set()).add(other)
        known.setdefault(other, set()).add(one)
    left, total = set(known), 0
    while left:
        crowd: set[int] = set()
        open_to = set(left)
        while open_to:
            person = max(open_to, key=lambda one: (len(known[one]), -one))
            crowd.add(person)
            open_to &= known[person]
        left -= crowd
        if len(crowd) > min(map(len, sizes)):
            total += sum(fewest_alike(min(len(crowd), sum(groups)), groups) for groups in sizes)
    return total


def spread_bound(sizes: Sequence[int], rounds: int) -> int:
    """A number of repeats that no plan can do without, as groups larger than their number must share.

    Each group of the first round fills the groups of each later round; nobody in it is new to another.

    >>> spread_bound((5, 5), 2)
    8
    """
    return (rounds - 1) * sum(fewest_alike(size, sizes) for size in sizes)


def task_bound(task: GroupTask) -> int:
    """The better of the bounds by counting for a task in which everybody sits in every round."""
    sizes = [task.sizes] * task.rounds
    new = [task.people - 1] * task.people
    for one, other in task.met | task.apart:
        new[one] -= 1
        new[other] -= 1
    least = [task.rounds * (min(task.sizes) - 1)] * task.people
    most = [task.rounds * (task.width - 1)] * task.people
    known = set(task.met)
    for unit in task.units:
        for person in unit:
            # those who sit together take up seats in every round, and are new to each other only once
            inside = sum((min(person, other), max(person, other)) not in known for other in unit) - 1
            repeated = task.rounds * (len(unit) - 1) - inside
            new[person] = min(new[person], max(most[person] - repeated, 0))
    return max(
        counted_bound(task.people, sizes, least, most, new),
        crowd_bound(task.met, sizes),
        spread_bound(task.sizes, task.rounds),
        0,
    )


def one_round(task: GroupTask, *, work: float = 20.0) -> tuple[list[list[int]], int]:
    """Groups of one round that keep every wish, and how many of them have a host (as many as can be).

    If that is impossible the wishes that cannot all be kept are named.
    """
    status, groups, hosted = _solve_round(task, task.units, task.apart, work)
    if status == "found":
        return groups, hosted
    if status == "unknown":
        raise ImpossibleGroups(
            "No groups were found that keep every wish. Drop some of the wishes, or make fewer, larger "
            "groups."
        )
    wishes: list[tuple[int, ...]] = [unit for unit in task.units if len(unit) > 1]
    wishes += sorted(task.apart)
    blocks = len(wishes) - len(task.apart)
    kept = list(range(len(wishes)))
    for wish in range(len(wishes)):
        tried = [other for other in kept if other != wish]
        units = [wishes[other] for other in tried if other < blocks]
        alone = sorted(set(range(task.people)) - {person for unit in units for person in unit})
        apart = [(wishes[other][0], wishes[other][1]) for other in tried if other >= blocks]
        if _solve_round(task, [*units, *((person,) for person in alone)], apart, 1.0)[0] == "impossible":
            kept = tried
    told = [f"{listed(task.names[one] for one in wishes[wish])} together" for wish in kept if wish < blocks]
    pairs = [wishes[wish] for wish in kept if wish >= blocks]
    crowd = sorted({one for pair in pairs for one in pair})
    if len(pairs) > 1 and len(pairs) == comb(len(crowd), 2):
        told.append(f"{listed(task.names[one] for one in crowd)} all apart")
    else:
        told += [f"{listed(task.names[one] for one in pair)} apart" for pair in pairs]
    raise ImpossibleGroups(
        f"{len(task.sizes)} groups of at most {task.width} cannot keep these wishes: {'; '.join(told)}. "
        "Drop one of them, or change the number of groups."
    )


def _solve_round(
    task: GroupTask, units: Sequence[Sequence[int]], apart: Collection[Pair], work: float
) -> tuple[str, list[list[int]], int]:
    from ortools.sat.python import cp_model  # slow to import, seldom needed

    model = cp_model.CpModel()
    tables = range(len(task.sizes))
    unit_of = {person: number for number, unit in enumerate(units) for person in unit}
    sits = [[model.new_bool_var("") for _ in tables] for _ in units]
    hosted = [model.new_bool_var("") for _ in tables]
    for row in sits:
        model.add_exactly_one(row)
    for table, size in enumerate(task.sizes):
        model.add(sum(len(unit) * row[table] for unit, row in zip(units, sits, strict=True)) == size)
        model.add_bool_or([*(sits[unit_of[host]][table] for host in sorted(task.hosts)), ~hosted[table]])
        for crowd in _crowds(apart):
            model.add_at_most_one(sits[unit][table] for unit in sorted({unit_of[one] for one in crowd}))
    model.maximize(sum(hosted))
    solver = _solver(cp_model, work)
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return "impossible", [], 0
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return "unknown", [], 0
    groups: list[list[int]] = [[] for _ in tables]
    for unit, row in zip(units, sits, strict=True):
        groups[next(table for table in tables if solver.value(row[table]))] += unit
    return "found", groups, int(solver.objective_value)


def _crowds(apart: Collection[Pair]) -> list[list[int]]:
    """The pairs that sit apart, gathered into crowds of which no two may share: such crowds prove more."""
    left, crowds = set(apart), []
    shy: dict[int, set[int]] = {}
    for one, other in apart:
        shy.setdefault(one, set()).add(other)
        shy.setdefault(other, set()).add(one)
    for pair in sorted(apart):
        if pair in left:
            crowd = list(pair)
            for person in sorted(shy, key=lambda one: (-len(shy[one]), one)):
                if person not in crowd and shy[person].issuperset(crowd):
                    crowd.append(person)
            left -= set(combinations(sorted(crowd), 2))
            crowds.append(sorted(crowd))
    return crowds


def proved(task: GroupTask, plan: Plan, bound: int, *, work: float) -> tuple[Plan, int]:
    """A plan no worse than the given one, and a bound no worse than the given one, by CP-SAT.

    Each two people have a variable for each round that is true only if they share a group.
    """
    from ortools.sat.python import cp_model  # slow to import, seldom needed

    model = cp_model.CpModel()
    people, tables, rounds = range(task.people), range(len(task.sizes)), range(task.rounds)
    # groups are numbered by the first of the people in them, which leaves no two names for one plan
    hint = [sorted(sorted(one for one in group if one < task.people) for group in groups) for groups in plan]
    sits = [[[model.new_bool_var("") for _ in tables] for _ in rounds] for _ in people]
    host = [[model.new_bool_var("") for _ in tables] for _ in rounds]
    for at in rounds:
        for one in people:
            model.add_exactly_one(sits[one][at])
            for table in tables:
                model.add_hint(sits[one][at][table], int(one in hint[at][table]))
                if table > one or (at == 0 and task.plain and one not in hint[0][table]):
                    model.add(sits[one][at][table] == 0)
        for table in tables:
            here = sum(sits[one][at][table] for one in people)
            model.add_linear_constraint(here, min(task.sizes), task.width)
            model.add_bool_or([*(sits[one][at][table] for one in sorted(task.hosts)), ~host[at][table]])
            for pair in sorted(task.apart):
                model.add_at_most_one(sits[one][at][table] for one in pair)
            for unit in task.units:
                for other in unit[1:]:
                    model.add(sits[unit[0]][at][table] == sits[other][at][table])
        model.add(sum(host[at]) >= task.hosted)
    new = []
    for one, other in combinations(people, 2):
        if (one, other) in task.met or (one, other) in task.apart:
            continue
        shares = [model.new_bool_var("") for _ in rounds]
        for at in rounds:
            for table in tables:
                model.add_bool_or([~shares[at], ~sits[one][at][table], sits[other][at][table]])
        met = model.new_bool_var("")
        model.add_bool_or([*shares, ~met])
        new.append(met)
    meetings = task.rounds * sum(comb(size, 2) for size in task.sizes)
    model.add(sum(new) <= meetings - bound)
    model.maximize(sum(new))
    solver = _solver(cp_model, work)
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return plan, bound
    found = [
        [[one for one in people if solver.value(sits[one][at][table])] for table in tables] for at in rounds
    ]
    return found, max(bound, meetings - floor(solver.best_objective_bound + 1e-6))


def _solver(cp_model: Any, work: float) -> Any:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.max_deterministic_time = work
    solver.parameters.linearization_level = 2
    return solver
