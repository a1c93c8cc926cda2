"""A timetable of sessions in rooms and time slots that lets most people see what they chose.

The programme is solved by CP-SAT (OR-Tools). Sessions, hosts, rooms and overflow as in PyCon UK's
conference-scheduler; the choices of each person as in participants' preference scheduling (Sampson 2004,
Practical implications of preference-based conference scheduling, POM 13: 205-215). The goals stand one
after the other: every session placed, most choices seen, least overflow, then the order of names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from copkit.functions.events.timetable_clash import CannotBePlaced, smallest_clash
from copkit.functions.events.timetable_model import (
    GoalsInTurn,
    Reached,
    add_order_of_names,
    choices_seen,
    in_order_of_names,
    rule_model,
)
from copkit.functions.events.timetable_rules import Run, Space, clock_of, minute_of, quoted, rules_of
from copkit.functions.events.timetable_start import timetable_to_begin_with

EFFORT = 6.0
"""How long a better timetable is looked for, in steps of the solver: about a second each on one processor.
With up to 12 sessions and 30 people the best is mostly found and proven well before."""
MOVES = 1_000
"""Moves that better the first timetable, for each step of the effort."""


@dataclass(frozen=True)
class Timetable:
    """When and where each session runs, and how well that serves what people chose.

    ``placed`` has the columns session, starts, room. ``seen`` of ``choices`` can be had: a person is in one
    place at a time, and a room holds as many as it seats. No timetable lets more than ``bound`` be seen.
    ``overflow`` adds up, over the sessions, by how many those who chose it exceed the seats of its room.
    ``optimal`` says whether both are proven to be the best. ``notes`` are sentences for the room.
    """

    placed: pd.DataFrame
    seen: int
    choices: int
    bound: int
    overflow: int
    optimal: bool
    notes: tuple[str, ...]


def timetable(
    sessions: pd.DataFrame,
    rooms: pd.DataFrame,
    time_slots: pd.DataFrame,
    session_clashes: pd.DataFrame,
    session_choices: pd.DataFrame,
    *,
    effort: float = EFFORT,
) -> Timetable:
    """The timetable of one event, whose every room is free in every time slot.

    The frames have the columns of the tables of the same names: ``sessions`` name, host, minutes,
    not_before, not_after; ``rooms`` name, seats; ``time_slots`` starts, minutes; ``session_clashes``
    session, other; ``session_choices`` session, chooser. Raises `CannotBePlaced`, which says why.

    >>> sessions = pd.DataFrame({"name": ["Damp", "Buses"], "host": ["Amina", "Amina"], "minutes": [45, None],
    ...                          "not_before": [None, None], "not_after": [None, "11:00"]})
    >>> made = timetable(sessions, pd.DataFrame({"name": ["Hall"], "seats": [30]}),
    ...     pd.DataFrame({"starts": ["10:00", "11:00"], "minutes": [45, 45]}),
    ...     pd.DataFrame({"session": [], "other": []}),
    ...     pd.DataFrame({"session": ["Damp", "Buses"], "chooser": ["p1", "p1"]}))
    >>> made.placed.to_numpy().tolist(), made.seen
    ([['Buses', '10:00', 'Hall'], ['Damp', '11:00', 'Hall']], 2)
    """
    spaces = time_slots[["starts", "minutes"]].merge(
        rooms[["name", "seats"]].rename(columns={"name": "room"}), how="cross"
    )
    return timetable_in_spaces(sessions, spaces, session_clashes, session_choices, effort=effort)


def timetable_in_spaces(
    sessions: pd.DataFrame,
    spaces: pd.DataFrame,
    session_clashes: pd.DataFrame,
    session_choices: pd.DataFrame,
    *,
    barred: pd.DataFrame | None = None,
    effort: float = EFFORT,
) -> Timetable:
    """The same where each room has times of its own: ``spaces`` has the columns room, starts, minutes, seats.

    ``barred`` (session, room, starts) rules out spaces for a session. Raises `CannotBePlaced`.
    """
    order = [_space(row) for row in spaces.to_dict("records")]
    order.sort(key=lambda space: (space.starts, space.room, space.ends))
    ruled_out = _barred(barred, order)
    rules = rules_of(sessions, order, session_clashes, ruled_out)
    names = sorted(map(str, sessions["name"]))
    wanted = session_choices.loc[session_choices["session"].isin(names), ["session", "chooser"]]
    wanted = wanted.drop_duplicates()
    if not names:
        return Timetable(_frame({}, order), 0, 0, 0, 0, True, ("There is no session to place.",))
    demand = Counter(map(str, wanted["session"]))
    model, runs = rule_model(rules, len(order))
    add_order_of_names(model, runs, order)
    search = GoalsInTurn(model, runs)
    goal = choices_seen(model, runs, order, wanted)
    start = timetable_to_begin_with(rules, order, wanted, moves=int(effort * MOVES))
    if start:
        search.begin_with(goal, in_order_of_names(start, runs, order))
    seen = search.best(goal, effort, most=True)
    if seen is None:
        raise CannotBePlaced(smallest_clash(rules, len(order)))
    beyond = {run: max(demand[run[0]] - order[run[1]].seats, 0) for run in runs}
    overflow = search.best(sum(beyond[run] * runs[run] for run in runs), effort / 4, most=False)
    best = seen.proven and overflow is not None and overflow.proven
    for name in names if best else ():
        first = search.best(sum(run[1] * runs[run] for run in runs if run[0] == name), effort / 8, most=False)
        if first is None or not first.proven:
            break
    placed = search.found
    return Timetable(
        _frame(placed, order),
        seen.value,
        len(wanted),
        min(seen.bound, len(wanted)),
        sum(beyond[run] for run in placed.items()),
        best,
        _notes(placed, order, demand, seen, len(wanted)),
    )


def _space(row: dict[Any, Any]) -> Space:
    starts = minute_of(row["starts"])
    return Space(starts, starts + int(row["minutes"]), str(row["room"]), int(row["seats"]))


def _barred(barred: pd.DataFrame | None, spaces: Sequence[Space]) -> set[Run]:
    if barred is None:
        return set()
    return {
        (str(row["session"]), number)
        for row in barred.to_dict("records")
        for number, space in enumerate(spaces)
        if (space.room, space.starts) == (row["room"], minute_of(row["starts"]))
    }


def _frame(placed: dict[str, int], spaces: Sequence[Space]) -> pd.DataFrame:
    rows = [(number, name) for name, number in placed.items()]
    return pd.DataFrame(
        [(name, clock_of(spaces[number].starts), spaces[number].room) for number, name in sorted(rows)],
        columns=["session", "starts", "room"],
        dtype="str",
    )


def _notes(
    placed: dict[str, int], spaces: Sequence[Space], demand: Counter[str], seen: Reached, choices: int
) -> tuple[str, ...]:
    notes = [f"All {len(placed):,} sessions are placed." if len(placed) > 1 else "The one session is placed."]
    if choices:
        best = (
            "No timetable lets more be seen."
            if seen.proven or seen.value == choices
            else f"A better one may exist, but none with more than {min(seen.bound, choices):,}."
        )
        notes.append(f"{seen.value:,} of {choices:,} choices can be seen. {best}")
    for name, number in sorted(placed.items()):
        over = demand[name] - spaces[number].seats
        if over > 0:
            notes.append(
                f"{quoted([name])} was chosen by {demand[name]:,} and {spaces[number].room} seats "
                f"{spaces[number].seats:,}: {over:,} too many. Let it run twice, or find a larger room."
            )
    unwanted = [name for name in sorted(placed) if not demand[name]]
    if choices and unwanted:
        notes.append(f"Nobody chose {quoted(unwanted)}.")
    return tuple(notes)
