"""Timetables: the choices that can be seen, beside a timetable made by hand in order and one by chance.

    python tests/benchmarks/timetable.py

By hand means: the session that most chose first, into the largest room that is free at a time at which its
host is. Seconds are those of the processor.
"""

from __future__ import annotations

import random
import time

import pandas as pd

from copkit.functions.events.timetable import Timetable, timetable, timetable_in_spaces

SIZES = ((12, 4, 3, 60), (24, 6, 4, 120), (40, 8, 5, 250))
"""Sessions, time slots, rooms, people who choose four sessions each."""
NO_CLASH = pd.DataFrame({"session": [], "other": []}, dtype="str")


def made(sessions: int, slots: int, rooms: int, people: int) -> dict[str, pd.DataFrame]:
    chance = random.Random(sessions)
    names = [f"Session {number:02}" for number in range(sessions)]
    pull = [1 / (place + 3) for place in range(sessions)]
    choices = [
        (name, f"p{person:03}")
        for person in range(people)
        for name in dict.fromkeys(chance.choices(names, pull, k=4))
    ]
    return {
        "sessions": pd.DataFrame(
            {
                "name": names,
                "host": [f"Host {number % (sessions * 3 // 4)}" for number in range(sessions)],
                "minutes": 45,
                "not_before": None,
                "not_after": None,
            }
        ),
        "rooms": pd.DataFrame(
            {
                "name": [f"Room {number}" for number in range(rooms)],
                "seats": [people // (1 + number) // 2 + 10 for number in range(rooms)],
            }
        ),
        "time_slots": pd.DataFrame({"starts": [f"{9 + slot:02}:00" for slot in range(slots)], "minutes": 45}),
        "choices": pd.DataFrame(choices, columns=["session", "chooser"]),
    }


def placed_in_order(given: dict[str, pd.DataFrame], order: list[str]) -> dict[str, tuple[str, str]]:
    """Each session, in this order, into the largest room that is free when its host is."""
    hosts = given["sessions"].set_index("name")["host"]
    rooms = given["rooms"].sort_values("seats", ascending=False)["name"]
    spaces = [(starts, room) for room in rooms for starts in given["time_slots"]["starts"]]
    taken: dict[str, tuple[str, str]] = {}
    for name in order:
        busy = {starts for other, (starts, _) in taken.items() if hosts[other] == hosts[name]}
        free = [space for space in spaces if space not in taken.values() and space[0] not in busy]
        taken[name] = free[0]
    return taken


def seen(given: dict[str, pd.DataFrame], placed: dict[str, tuple[str, str]]) -> int:
    """How many choices a timetable lets be seen: as `timetable` counts them, with all else ruled out."""
    spaces = given["time_slots"].merge(given["rooms"].rename(columns={"name": "room"}), how="cross")
    barred = [
        (name, space.room, space.starts)
        for name, (starts, room) in placed.items()
        for space in spaces.itertuples()
        if (space.starts, space.room) != (starts, room)
    ]
    frame = pd.DataFrame(barred, columns=["session", "room", "starts"])
    return timetable_in_spaces(given["sessions"], spaces, NO_CLASH, given["choices"], barred=frame).seen


def told(ours: Timetable, seconds: float, others: dict[str, int]) -> str:
    beside = ", ".join(
        f"{name} {number}, we see {ours.seen / number:.2f} times" for name, number in others.items()
    )
    return f"{ours.seen} of {ours.choices} seen, bound {ours.bound}, {seconds:.1f} s; {beside}"


def main() -> None:
    for size in SIZES:
        given = made(*size)
        start = time.process_time()
        ours = timetable(given["sessions"], given["rooms"], given["time_slots"], NO_CLASH, given["choices"])
        seconds = time.process_time() - start
        names = list(given["sessions"]["name"])
        wanted = given["choices"]["session"].value_counts()
        by_wish = sorted(names, key=lambda name: (-wanted.get(name, 0), name))
        others = {
            "by hand": seen(given, placed_in_order(given, by_wish)),
            "by chance": seen(given, placed_in_order(given, random.Random(1).sample(names, len(names)))),
        }
        print("{} sessions, {} slots, {} rooms, {} people:".format(*size), told(ours, seconds, others))


if __name__ == "__main__":
    main()
