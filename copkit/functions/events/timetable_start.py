"""A timetable to begin with: by hand as a person would, then bettered by moves and swaps.

CP-SAT proves and improves; with many sessions it finds its first good timetable late. Own code, as the moves
must keep `copkit.functions.events.timetable_rules`. What a timetable is worth is counted roughly here (people
sit down one after the other, those with the least choice first), and exactly by the model afterwards.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from random import Random

import pandas as pd

from copkit.functions.events.timetable_rules import Rule, Run, Space

TRIES = 30
"""Orders in which sessions are placed until one fits."""


def timetable_to_begin_with(
    rules: Sequence[Rule], spaces: Sequence[Space], wanted: pd.DataFrame, moves: int
) -> dict[str, int] | None:
    """Sessions and the numbers of their spaces; None if none was found, which proves nothing.

    ``wanted`` has the columns session and chooser; so many ``moves`` are tried. The same input gives the
    same timetable.
    """
    names = sorted({name for rule in rules if rule.kind == "placed" for name in rule.sessions})
    board = _Board(rules, spaces)
    choosers: dict[str, list[str]] = {
        str(name): sorted(map(str, people)) for name, people in wanted.groupby("session")["chooser"]
    }
    random = Random(1)
    order = sorted(names, key=lambda name: (-len(choosers.get(name, ())), name))
    for _ in range(TRIES):
        if board.fill(order, random):
            break
        order = random.sample(order, len(order))
    else:
        return None
    _better(board, choosers, names, moves, random)
    return dict(board.at)


class _Board:
    """Who stands where, and which places a rule leaves open."""

    def __init__(self, rules: Sequence[Rule], spaces: Sequence[Space]) -> None:
        self.spaces = spaces
        self.never = frozenset[Run]().union(*(rule.never for rule in rules))
        self.apart: defaultdict[Run, list[int]] = defaultdict(list)
        for number, together in enumerate(together for rule in rules for together in rule.apart):
            for run in together:
                self.apart[run].append(number)
        self.at: dict[str, int] = {}
        self.held: Counter[int] = Counter()

    def fits(self, name: str, space: int) -> bool:
        run = (name, space)
        return run not in self.never and not any(self.held[number] for number in self.apart[run])

    def put(self, name: str, space: int) -> None:
        self.at[name] = space
        self.held.update(self.apart[name, space])

    def lift(self, name: str) -> int:
        space = self.at.pop(name)
        self.held.subtract(self.apart[name, space])
        return space

    def fill(self, order: Sequence[str], random: Random) -> bool:
        """Each session into the largest room that is open to it; False if one finds none."""
        for name in list(self.at):
            self.lift(name)
        for name in order:
            open_to = [space for space in range(len(self.spaces)) if self.fits(name, space)]
            if not open_to:
                return False
            self.put(name, max(open_to, key=lambda space: (self.spaces[space].seats, random.random())))
        return True


def _better(
    board: _Board, choosers: Mapping[str, list[str]], names: Sequence[str], moves: int, random: Random
) -> None:
    """Moves a session to another space, or changes places of two, as long as no fewer choices are seen."""
    if not names:
        return
    time_of = [(space.starts, space.ends) for space in board.spaces]
    worth = {time: _seen(board, choosers, time) for time in sorted(set(time_of))}
    for _ in range(moves):
        name, space = random.choice(names), random.randrange(len(time_of))
        others = [other for other, where in board.at.items() if where == space and other != name]
        came_from = board.lift(name)
        for other in others:
            board.lift(other)
        fits = len(others) < 2 and board.fits(name, space)
        if fits:
            board.put(name, space)
            fits = all(board.fits(other, came_from) for other in others)
            if fits:
                for other in others:
                    board.put(other, came_from)
            else:
                board.lift(name)
        if fits:
            times = {time_of[space], time_of[came_from]}
            found = {time: _seen(board, choosers, time) for time in times}
            if sum(found.values()) >= sum(worth[time] for time in times):
                worth |= found
                continue
            board.lift(name)
            for other in others:
                board.lift(other)
        board.put(name, came_from)
        for other in others:
            board.put(other, space)


def _seen(board: _Board, choosers: Mapping[str, list[str]], time: tuple[int, int]) -> int:
    """About how many choices are seen at one time."""
    left: dict[str, int] = {}
    options: defaultdict[str, list[str]] = defaultdict(list)
    for name, number in board.at.items():
        space = board.spaces[number]
        if (space.starts, space.ends) == time:
            left[name] = space.seats
            for person in choosers.get(name, ()):
                options[person].append(name)
    seen = 0
    for person in sorted(options, key=lambda person: len(options[person])):
        roomy = max(options[person], key=left.__getitem__)
        if left[roomy] > 0:
            left[roomy] -= 1
            seen += 1
    return seen
