"""What is amiss with a timetable as it stands: after it was moved by hand, or somebody's times changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from copkit.functions.events.timetable_rules import Rule, Space, clock_of, minute_of, quoted, rules_of


def amiss(
    sessions: pd.DataFrame, spaces: Sequence[Space], clashes: pd.DataFrame, choices: pd.DataFrame
) -> list[str]:
    """What is amiss, each in a sentence: a rule that is broken, a room that is too small, a session at a
    time or in a room that is none.

    ``sessions`` has the columns name, host, minutes, not_before, not_after, starts and room (empty where a
    session has no place yet); ``clashes`` session, other; ``choices`` session, chooser.

    >>> sessions = pd.DataFrame({"name": ["Damp", "Buses"], "host": "Amina", "minutes": None,
    ...     "not_before": None, "not_after": None, "starts": "10:00", "room": ["Hall", "Loft"]})
    >>> spaces = [Space(600, 645, "Hall", 30), Space(600, 645, "Loft", 12)]
    >>> none = pd.DataFrame({"session": [], "other": [], "chooser": []})
    >>> amiss(sessions, spaces, none, none)
    ["Amina hosts 'Buses' and 'Damp', which run at the same time, at 10:00."]
    """
    return list(dict.fromkeys(_amiss(sessions, spaces, clashes, choices)))


def _amiss(
    sessions: pd.DataFrame, spaces: Sequence[Space], clashes: pd.DataFrame, choices: pd.DataFrame
) -> Iterator[str]:
    numbers = {(space.starts, space.room): number for number, space in enumerate(spaces)}
    stands: dict[str, int] = {}
    placed = sessions[sessions["starts"].notna() & sessions["room"].notna()]
    for row in placed.to_dict("records"):
        number = numbers.get((minute_of(row["starts"]), str(row["room"])))
        if number is None:
            yield f"{quoted([row['name']])} stands at {row['starts']}, and the event has no such time slot."
        else:
            stands[row["name"]] = number
    hosts = sessions.set_index("name")["host"].to_dict()
    for rule in rules_of(sessions, spaces, clashes):
        yield from _broken(rule, stands, spaces, hosts)
    chosen = choices.drop_duplicates(["session", "chooser"])["session"].value_counts()
    for name, number in sorted(stands.items()):
        demand, space = int(chosen.get(name, 0)), spaces[number]
        if demand > space.seats:
            yield (
                f"{quoted([name])} was chosen by {demand:,} and {space.room} seats {space.seats:,}: "
                f"{demand - space.seats:,} too many."
            )


def _broken(
    rule: Rule, stands: Mapping[str, int], spaces: Sequence[Space], hosts: Mapping[str, Any]
) -> Iterator[str]:
    """What breaks the rule in the timetable that stands: what, who and when."""

    def at(names: Sequence[str]) -> str:
        return " and ".join(dict.fromkeys(clock_of(spaces[stands[name]].starts) for name in names))

    runs = set(stands.items())
    for name, _ in sorted(rule.never & runs):
        yield f"{rule.text} It stands at {at([name])}."
    for together in rule.apart:
        names = sorted(name for name, _ in together & runs)
        if len(names) < 2:
            continue
        if rule.kind == "host":
            yield f"{hosts[names[0]]} hosts {quoted(names)}, which run at the same time, at {at(names)}."
        elif rule.kind == "clash":
            yield f"{quoted(names)} must not run at the same time, and they stand at {at(names)}."
        else:
            room = spaces[stands[names[0]]].room
            yield f"{room} holds one session at a time, and {quoted(names)} stand there at {at(names)}."
