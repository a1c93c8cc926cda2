"""The rules of a timetable as a programme for CP-SAT (OR-Tools), and the solver, which gives the same answer
on each run: it counts its steps, not the time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from math import floor, inf
from typing import TYPE_CHECKING, Any

import pandas as pd

from copkit.functions.events.timetable_rules import Rule, Run, Space

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, CpSolver, IntVar


def rule_model(
    rules: Sequence[Rule], spaces: int, keep: Collection[int] | None = None
) -> tuple[CpModel, dict[Run, IntVar]]:
    """A model that keeps the rules of the numbers in ``keep`` (all, if None); and its runs: each session that
    some rule speaks of, in each space that no rule kept rules out. A session runs once at most."""
    from ortools.sat.python.cp_model import CpModel

    model = CpModel()
    kept = list(rules) if keep is None else [rules[number] for number in sorted(keep)]
    never = frozenset[Run]().union(*(rule.never for rule in kept))
    own: dict[str, dict[int, IntVar]] = {
        name: {
            space: model.new_bool_var(f"{name}|{space}")
            for space in range(spaces)
            if (name, space) not in never
        }
        for name in sorted({name for rule in rules for name in rule.sessions})
    }
    runs = {(name, space): run for name, there in own.items() for space, run in there.items()}
    for there in own.values():
        model.add_at_most_one(there.values())
    for rule in kept:
        if rule.kind == "placed":
            model.add_bool_or(own[rule.sessions[0]].values())
        for together in rule.apart:
            model.add_at_most_one(runs[run] for run in sorted(together) if run in runs)
    return model, runs


def choices_seen(
    model: CpModel, runs: dict[Run, IntVar], spaces: Sequence[Space], wanted: pd.DataFrame
) -> Any:
    """How many choices can be seen. ``wanted`` has the columns session, chooser.

    People who chose the same count together: as many of them as they are sit in sessions at any moment, and
    in a session as many people as its room seats.
    """
    chosen = wanted.groupby("chooser")["session"].agg(lambda names: tuple(sorted(map(str, names))))
    at = _by_time(spaces)
    seated: dict[tuple[str, tuple[int, int]], list[IntVar]] = {}
    for group, people in sorted(Counter(chosen).items()):
        sitting: dict[tuple[str, tuple[int, int]], IntVar] = {}
        for name, time in product(group, at):
            there = model.new_int_var(0, people, f"{group}|{name}|{time}")
            running = sum(runs[name, number] for number in at[time] if (name, number) in runs)
            model.add(there <= people * running)
            sitting[name, time] = there
            seated.setdefault((name, time), []).append(there)
        for moment in {start for start, _ in at}:
            busy = [there for (_, (start, end)), there in sitting.items() if start <= moment < end]
            model.add(sum(busy) <= people)
    for (name, time), present in seated.items():
        seats = [spaces[number].seats * runs[name, number] for number in at[time] if (name, number) in runs]
        model.add(sum(present) <= sum(seats))
    return sum(one for present in seated.values() for one in present)


def add_order_of_names(model: CpModel, runs: dict[Run, IntVar], spaces: Sequence[Space]) -> None:
    """Of time slots that are alike (the same rooms, open to the same sessions, apart from all others) a later
    one holds a session only where the one before holds a session earlier by name. So the same timetable with
    the slots exchanged is not looked at twice (Law and Lee 2004, value precedence, CP 2004)."""
    names = sorted({name for name, _ in runs})
    for slots in slots_alike(runs, spaces):
        running = [
            {name: sum(runs[name, n] for n in here if (name, n) in runs) for name in names} for here in slots
        ]
        for earlier, later in pairwise(running):
            for place, name in enumerate(names):
                model.add(later[name] <= sum(earlier[other] for other in names[:place]))


def slots_alike(runs: Collection[Run], spaces: Sequence[Space]) -> list[list[list[int]]]:
    """Time slots that could change places, together: each as the numbers of its spaces, room by room."""
    names = sorted({name for name, _ in runs})
    at = _by_time(spaces)
    alike: dict[Any, list[list[int]]] = {}
    for time, here in at.items():
        if any(other != time and other[0] < time[1] and time[0] < other[1] for other in at):
            continue
        ordered = sorted(here, key=lambda n: (spaces[n].room, spaces[n].seats))
        kind = [
            (spaces[n].room, spaces[n].seats, *(name for name in names if (name, n) in runs)) for n in ordered
        ]
        alike.setdefault(tuple(kind), []).append(ordered)
    return list(alike.values())


def in_order_of_names(
    timetable: Mapping[str, int], runs: Collection[Run], spaces: Sequence[Space]
) -> dict[str, int]:
    """The same timetable with slots that are alike exchanged, so that it keeps `add_order_of_names`."""
    found = dict(timetable)
    for slots in slots_alike(runs, spaces):
        contents = [
            [(name, here.index(place)) for name, place in timetable.items() if place in here]
            for here in slots
        ]
        # an empty slot comes after all others
        contents.sort(key=lambda inside: (not inside, min(inside)[0] if inside else ""))
        for here, inside in zip(slots, contents, strict=True):
            found |= {name: here[column] for name, column in inside}
    return found


@dataclass(frozen=True)
class Reached:
    """How far one goal was reached, what cannot be surpassed, and whether the two are proven to meet."""

    value: int
    bound: int
    proven: bool


class GoalsInTurn:
    """One goal after the other; each is held while the next is sought.

    ``found`` maps a session to the number of its space."""

    def __init__(self, model: CpModel, runs: dict[Run, IntVar]) -> None:
        self._model = model
        self._runs = runs
        self.found: dict[str, int] = {}

    def best(self, goal: Any, effort: float, *, most: bool) -> Reached | None:
        """Seeks the most or the least of a goal; None where no timetable is possible at all.

        A small model is soonest done by one search. Where that does not end, several take turns; and where
        not one timetable was found so far, any will do, however long it takes.
        """
        from ortools.sat.python.cp_model import FEASIBLE, OPTIMAL, UNKNOWN

        sign = 1 if most else -1
        self._model.maximize(sign * goal)
        any_will_do = solver()
        any_will_do.parameters.stop_after_first_solution = True
        value, bound = -inf, inf
        values: list[int] = []
        for search in (solver(effort / 3), solver(effort * 2 / 3, workers=8), any_will_do):
            if value == bound or (search is any_will_do and values):
                break
            status = search.solve(self._model)
            if status not in (OPTIMAL, FEASIBLE, UNKNOWN):
                return None
            bound = min(bound, floor(search.best_objective_bound + 1e-6))
            if status != UNKNOWN and search.objective_value > value:
                value = round(search.objective_value)
                values = [search.value(variable) for variable in self._variables()]
        self.found = {name: space for (name, space), run in self._runs.items() if values[run.index]}
        self._model.clear_hints()
        for variable, there in zip(self._variables(), values, strict=True):
            self._model.add_hint(variable, there)
        self._model.add(sign * goal >= int(value))
        return Reached(int(sign * value), int(sign * bound), value == bound)

    def begin_with(self, goal: Any, timetable: Mapping[str, int]) -> None:
        """Gives the search a timetable to better, with the best seats that it has."""
        from ortools.sat.python.cp_model import FEASIBLE, OPTIMAL

        self._model.maximize(goal)
        fixed = self._model.clone()
        for (name, space), run in self._runs.items():
            fixed.add(fixed.get_bool_var_from_proto_index(run.index) == (timetable.get(name) == space))
        search = solver(1.0)
        if search.solve(fixed) in (OPTIMAL, FEASIBLE):
            for variable in self._variables():
                self._model.add_hint(variable, search.value(variable))

    def _variables(self) -> list[IntVar]:
        count = len(self._model.proto.variables)
        return [self._model.get_int_var_from_proto_index(index) for index in range(count)]


def solver(effort: float = float("inf"), *, workers: int = 1) -> CpSolver:
    """A solver that stops after ``effort``, in steps of about a second each on one processor."""
    from ortools.sat.python.cp_model import CpSolver

    made = CpSolver()
    made.parameters.num_workers = workers
    made.parameters.interleave_search = workers > 1
    made.parameters.linearization_level = 2  # a room too few is seen at once
    made.parameters.random_seed = 1
    made.parameters.max_deterministic_time = effort
    return made


def _by_time(spaces: Sequence[Space]) -> dict[tuple[int, int], list[int]]:
    """The numbers of the spaces by when they start and end."""
    at: dict[tuple[int, int], list[int]] = {}
    for number, space in enumerate(spaces):
        at.setdefault((space.starts, space.ends), []).append(number)
    return dict(sorted(at.items()))
