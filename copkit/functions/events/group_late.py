"""Somebody comes late: a place in each round that is left, without moving anybody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp

from copkit.functions.events.group_seating import Seating, measured
from copkit.functions.events.group_wishes import ImpossibleGroups, listed, sets_of_kinds


def late_arrival(
    seating: Seating,
    member: str,
    *,
    from_round: int = 1,
    met: Iterable[tuple[str, str]] = (),
    kinds: pd.DataFrame | None = None,
    together: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
) -> Seating:
    """The same seating with one more person, in each round from ``from_round`` on.

    Nobody is moved. The person joins a group whose size keeps the sizes as even as can be, unless a wish
    says otherwise; among those groups, the choice over all rounds with the most new people, then with the
    fewest people of the same ``kinds``, which is found exactly (an integer program, by HiGHS). ``met``,
    ``kinds``, ``together`` and ``apart`` are as for `groups`, for everybody.

    >>> rows = pd.DataFrame({"round": [1] * 5, "member": list("abcde"), "group": [1, 1, 1, 2, 2],
    ...                      "hosts": False})
    >>> seating = late_arrival(measured(rows), "f")
    >>> int(seating.rounds.loc[seating.rounds["member"] == "f", "group"].item())
    2
    """
    met, together, apart = list(met), list(together), list(apart)
    rows = seating.rounds
    if member in set(rows["member"]):
        raise ImpossibleGroups(f"{member} has a place in these groups already.")
    left = rows[rows["round"] >= from_round]
    if left.empty:
        raise ImpossibleGroups(f"No round is left from round {from_round} on. Ask for an earlier one.")
    open_tables: list[tuple[int, int, list[str]]] = []
    notes: list[str] = []
    for at, of_round in left.groupby("round"):
        tables = {int(group): list(names) for group, names in of_round.groupby("group")["member"]}
        free, told = _open(member, int(at), tables, _with(member, together), _with(member, apart))
        notes += told
        open_tables += [(int(at), group, tables[group]) for group in free]
    chosen = _most_new(open_tables, _with(member, met), _shared(member, kinds, left["member"]))
    added = pd.DataFrame(
        [(at, member, group, False) for at, group, _ in chosen], columns=["round", "member", "group", "hosts"]
    )
    both = pd.concat([rows, added]).sort_values(["round", "group"], kind="stable", ignore_index=True)
    found = measured(both, met=met, kinds=kinds, apart=apart)
    return replace(found, notes=(*found.notes, *notes))


def _with(member: str, pairs: Iterable[tuple[str, str]]) -> set[str]:
    """The others in the pairs that name the member."""
    return {name for pair in pairs if member in pair for name in pair} - {member}


def _open(
    member: str, at: int, tables: dict[int, list[str]], wanted: set[str], avoided: set[str]
) -> tuple[list[int], list[str]]:
    """The groups of a round that the member may join, and what has to be said about it."""
    friends = {group for group, names in tables.items() if wanted.intersection(names)}
    if len(friends) > 1:
        names = sorted(wanted.intersection(name for group in friends for name in tables[group]))
        raise ImpossibleGroups(
            f"{member} is to sit with {listed(names)}, who sit in different groups in round {at}. "
            "Drop one of these wishes, or make the groups anew."
        )
    fit = [
        group
        for group, names in tables.items()
        if avoided.isdisjoint(names) and (not friends or group in friends)
    ]
    if not fit:
        raise ImpossibleGroups(
            f"No group in round {at} keeps the wishes for {member}. Drop one of these wishes, or make the "
            "groups anew."
        )
    smallest = min(len(tables[group]) for group in fit)
    notes = []
    if smallest > min(map(len, tables.values())):
        notes.append(f"In round {at} the wishes put {member} into a group that is larger than others.")
    return [group for group in fit if len(tables[group]) == smallest], notes


def _shared(member: str, kinds: pd.DataFrame | None, others: Iterable[str]) -> dict[str, int]:
    """How many values of all kinds each other person has in common with the member."""
    if kinds is None or member not in kinds.index:
        return {}
    found = {}
    for other in dict.fromkeys(others):
        pair = kinds.loc[[name for name in (member, other) if name in kinds.index]]
        sets = sets_of_kinds([member, other], pair)
        found[other] = sum(len(one) for one in sets.values())
    return found


def _most_new(
    tables: list[tuple[int, int, list[str]]], known: set[str], shared: dict[str, int]
) -> list[tuple[int, int, list[str]]]:
    """One group for each round, so that the most people are new (each counted once)."""
    new = sorted({name for _, _, names in tables for name in names} - known)
    alike = np.array([sum(shared.get(name, 0) for name in names) for _, _, names in tables], dtype=float)
    # a variable for each group, then one for each new person; the earlier group wins a tie
    tie = alike + np.arange(len(tables)) / (len(tables) * (len(tables) + 1.0))
    price = np.concatenate([tie / (1.0 + tie.sum()), -np.ones(len(new))])
    rounds = sorted({at for at, _, _ in tables})
    one_each = np.zeros((len(rounds), len(price)))
    for column, (at, _, _) in enumerate(tables):
        one_each[rounds.index(at), column] = 1.0
    meets = np.zeros((len(new), len(price)))
    for row, name in enumerate(new):
        meets[row, len(tables) + row] = 1.0
        for column, (_, _, names) in enumerate(tables):
            meets[row, column] = -float(name in names)
    rules = [LinearConstraint(one_each, 1.0, 1.0)]
    if new:
        rules.append(LinearConstraint(meets, -np.inf, 0.0))
    solved = milp(price, constraints=rules, integrality=np.ones(len(price)), bounds=Bounds(0.0, 1.0))
    assert solved.x is not None, "one group is open in each round"
    return [table for table, taken in zip(tables, solved.x, strict=False) if taken > 0.5]
