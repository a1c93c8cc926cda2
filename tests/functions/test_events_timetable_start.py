"""The timetable that the search begins with: it keeps every rule, and is better than placing in order."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from copkit.functions.events.timetable import timetable
from copkit.functions.events.timetable_model import in_order_of_names, rule_model
from copkit.functions.events.timetable_rules import Space, rules_of
from copkit.functions.events.timetable_start import timetable_to_begin_with

NO_CLASH = pd.DataFrame({"session": [], "other": []}, dtype="str")


def spaces_of(slots: int, rooms: int) -> list[Space]:
    return [
        Space(540 + 60 * slot, 585 + 60 * slot, f"Room {room}", 12 - 4 * room)
        for slot in range(slots)
        for room in range(rooms)
    ]


def sessions_of(hosts: list[int], limits: list[int]) -> pd.DataFrame:
    """Sessions with hosts by number; a limit of 0 is none, else the host cannot start before that slot."""
    return pd.DataFrame(
        {
            "name": [f"S{number}" for number in range(len(hosts))],
            "host": [f"H{host}" for host in hosts],
            "minutes": None,
            "not_before": [f"{9 + limit:02}:00" if limit else None for limit in limits],
            "not_after": None,
        }
    )


@st.composite
def cases(draw):
    slots, rooms = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    count = draw(st.integers(1, slots * rooms))
    hosts = draw(st.lists(st.integers(0, 4), min_size=count, max_size=count))
    limits = draw(st.lists(st.integers(0, slots - 1), min_size=count, max_size=count))
    pairs = st.tuples(st.integers(0, count - 1), st.integers(0, 5))
    wanted = pd.DataFrame(
        [
            (f"S{session}", f"p{person}")
            for session, person in draw(st.lists(pairs, max_size=20, unique=True))
        ],
        columns=["session", "chooser"],
    )
    return sessions_of(hosts, limits), spaces_of(slots, rooms), wanted


def keeps(rules, placed: dict[str, int]) -> bool:
    runs = set(placed.items())
    return not any(rule.never & runs for rule in rules) and not any(
        len(together & runs) > 1 for rule in rules for together in rule.apart
    )


@settings(max_examples=50)
@given(cases())
def test_it_places_every_session_and_keeps_every_rule(case):
    sessions, spaces, wanted = case
    rules = rules_of(sessions, spaces, NO_CLASH)
    placed = timetable_to_begin_with(rules, spaces, wanted, 200)
    if placed is None:
        return
    assert set(placed) == set(sessions["name"])
    assert keeps(rules, placed)
    _, runs = rule_model(rules, len(spaces))
    ordered = in_order_of_names(placed, runs, spaces)
    assert keeps(rules, ordered)
    # slots changed places as a whole: the same sessions still run at the same time
    assert {frozenset(n for n in placed if spaces[placed[n]].starts == s.starts) for s in spaces} == {
        frozenset(n for n in ordered if spaces[ordered[n]].starts == s.starts) for s in spaces
    }


def test_the_same_input_gives_the_same():
    sessions = sessions_of([0, 1, 2, 3, 0, 1], [0] * 6)
    wanted = pd.DataFrame({"session": ["S0", "S1", "S2", "S0"], "chooser": ["a", "a", "b", "b"]})
    rules, spaces = rules_of(sessions, spaces_of(3, 3), NO_CLASH), spaces_of(3, 3)
    first = timetable_to_begin_with(rules, spaces, wanted, 300)
    assert first == timetable_to_begin_with(rules, spaces, wanted.iloc[::-1], 300)


def test_where_no_order_fits_there_is_none():
    sessions = sessions_of([0, 0], [0, 0])
    rules = rules_of(sessions, spaces_of(1, 2), NO_CLASH)
    assert (
        timetable_to_begin_with(rules, spaces_of(1, 2), pd.DataFrame(columns=["session", "chooser"]), 9)
        is None
    )


def test_many_sessions_are_no_worse_than_placed_by_hand():
    """Sessions in which those whom the same people chose must not run at the same time: by hand, the
    most wanted first, four that the same people chose land in one slot."""
    sessions = sessions_of(list(range(24)), [0] * 24)
    wanted = pd.DataFrame(
        [(f"S{number}", f"p{number % 4}-{person}") for number in range(24) for person in range(5)],
        columns=["session", "chooser"],
    )
    rooms = pd.DataFrame({"name": ["A", "B", "C", "D"], "seats": 20})
    slots = pd.DataFrame({"starts": [f"{9 + number:02}:00" for number in range(6)], "minutes": 45})
    made = timetable(sessions, rooms, slots, NO_CLASH, wanted, effort=0.5)
    assert made.seen == made.choices == 120
