"""Why a timetable cannot be made: a smallest set of rules that no timetable keeps together.

Implicit hitting sets (Ignatiev, Previti, Liffiton and Marques-Silva 2015, Smallest MUS extraction with
minimal hitting set dualisation, CP 2015): whatever clashes shares a rule with every set whose lifting unties
the whole, so a smallest set that meets all of these and still clashes is a smallest clash. Where there are
too many of them, a deletion filter (Chinneck 2008, Feasibility and infeasibility in optimization): a set of
which no rule can be dropped, though another set may be smaller.
"""

from __future__ import annotations

from collections.abc import Sequence

from copkit.functions.events.timetable_model import rule_model, solver
from copkit.functions.events.timetable_rules import Rule, counted, quoted

MOST_TRIES = 100
"""Sets whose lifting unties the whole that are gone through in search of a smallest clash."""


class CannotBePlaced(ValueError):
    """No timetable keeps all rules. ``rules`` is a smallest set that clashes: lift any one, and the others
    can be kept together. The text lists them in words, and what could be done."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        placed = [rule for rule in self.rules if rule.kind == "placed"]
        said, lifts = [rule.text for rule in placed], [rule.remedy for rule in placed]
        if len(placed) > 1:
            names = [rule.sessions[0] for rule in placed]
            said = [f"{counted(len(names), 'session')} are to take place: {quoted(names)}."]
            lifts = ["leave out one of these sessions, or join two"]
        others = [rule for rule in self.rules if rule.kind != "placed"]
        said += [rule.text for rule in others]
        lifts += [rule.remedy for rule in others]
        super().__init__(
            "\n".join(
                [
                    "No timetable can be made, because these rules cannot all be kept:",
                    *(f"  - {text}" for text in said),
                    "Do one of these, and try again:",
                    *(f"  - {lift[0].upper()}{lift[1:]}." for lift in dict.fromkeys(lifts)),
                ]
            )
        )


def smallest_clash(rules: Sequence[Rule], spaces: int) -> list[Rule]:
    """A smallest set of ``rules`` that cannot be kept together; empty if all can be.

    ``rules`` speak of spaces numbered from 0 to ``spaces`` less one.
    """
    every = frozenset(range(len(rules)))
    if _possible(rules, spaces, every):
        return []
    lifted: list[frozenset[int]] = []
    for _ in range(MOST_TRIES):
        chosen = _meeting_all(lifted, len(rules))
        if not _possible(rules, spaces, chosen):
            break
        lifted.append(every - _kept_beside(chosen, rules, spaces))
    else:
        chosen = _deletion_filter(rules, spaces)
    return [rules[number] for number in sorted(chosen)]


def _deletion_filter(rules: Sequence[Rule], spaces: int) -> frozenset[int]:
    """Drops one rule after the other for as long as what is left clashes."""
    needed = frozenset(range(len(rules)))
    for number in range(len(rules)):
        if not _possible(rules, spaces, needed - {number}):
            needed -= {number}
    return needed


def _possible(rules: Sequence[Rule], spaces: int, keep: frozenset[int]) -> bool:
    from ortools.sat.python.cp_model import INFEASIBLE

    return solver().solve(rule_model(rules, spaces, keep)[0]) != INFEASIBLE


def _kept_beside(chosen: frozenset[int], rules: Sequence[Rule], spaces: int) -> frozenset[int]:
    """As many rules as can be kept beside those chosen: first, as they come, those that do not ask that a
    session is placed; then of these the most."""
    kept = chosen
    others = frozenset(number for number, rule in enumerate(rules) if rule.kind != "placed")
    if _possible(rules, spaces, kept | others):
        kept |= others
    else:
        for number in sorted(others - kept):
            if _possible(rules, spaces, kept | {number}):
                kept |= {number}
    placed = {rule.sessions[0]: number for number, rule in enumerate(rules) if rule.kind == "placed"}
    model, runs = rule_model(rules, spaces, kept)
    model.maximize(sum(run for (name, _), run in runs.items() if name in placed))
    search = solver()
    search.solve(model)
    return kept | {placed[name] for (name, _), run in runs.items() if search.boolean_value(run)}


def _meeting_all(sets: Sequence[frozenset[int]], size: int) -> frozenset[int]:
    """A smallest set of numbers that shares one with each of the sets."""
    from ortools.sat.python.cp_model import CpModel

    model = CpModel()
    taken = [model.new_bool_var(str(number)) for number in range(size)]
    for numbers in sets:
        model.add_bool_or([taken[number] for number in sorted(numbers)])
    model.minimize(sum(taken))
    search = solver()
    search.solve(model)
    return frozenset(number for number, one in enumerate(taken) if search.boolean_value(one))
