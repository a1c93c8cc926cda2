"""The rules by which a control chart tells change from chance.

They are those of NHS England's 'Making Data Count', as NHSRplotthedots (0.2.2) applies them. Two are
disputed, and can be chosen. Its tools let people count 6 or 7 points. And the package counts two of three
points only between two thirds of the limit and the limit, while NHS England announced in November 2023 that
its own tools will count all points beyond two thirds (the package's issue 194). This kit does as the package
does, unless it is told otherwise. A missing point ends every run, as in the package.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from copkit.functions.health.control_limits import Limits

ORDER = ("outside the limits", "trend", "two of three", "shift")
"""The rules, in the order in which they take a point that several mark."""

TwoOfThree = Literal["between two thirds and the limit", "beyond two thirds"]


@dataclass(frozen=True)
class Rules:
    """Which rules are used: how many points make a shift and a trend (6, 7 or 8), and which are near a limit.

    A trend of 7 points has 6 steps. Raises ValueError for other numbers of points, or another way to count
    two of three.

    >>> Rules(shift=8).trend
    7
    """

    shift: int = 7
    trend: int = 7
    two_of_three: TwoOfThree = "between two thirds and the limit"

    def __post_init__(self) -> None:
        for name, points in (("shift", self.shift), ("trend", self.trend)):
            if points not in (6, 7, 8):
                raise ValueError(f"A {name} is to be {points} points. It can be 6, 7 or 8.")
        if self.two_of_three not in ("between two thirds and the limit", "beyond two thirds"):
            raise ValueError(f"'{self.two_of_three}' is no way to count two of three points near a limit.")


MAKING_DATA_COUNT = Rules()
"""The rules as NHSRplotthedots has them."""


def rule_marks(values: np.ndarray, limits: Limits, rules: Rules = MAKING_DATA_COUNT) -> dict[str, np.ndarray]:
    """For each rule in `ORDER`, how it marks each point of one phase: 1 upwards, -1 downwards, 0 not at all.

    ``values`` are in the order of time, NaN where one is missing. Upwards is above the mean; of a trend it is
    rising. A point that ends one trend and begins the next counts with the next.

    >>> marks = rule_marks(np.arange(7.0), Limits(3.0, 9.0, 7, 0.0))
    >>> marks["trend"].tolist(), marks["shift"].tolist()
    ([1, 1, 1, 1, 1, 1, 1], [0, 0, 0, 0, 0, 0, 0])
    """
    away = values - limits.mean
    side = np.where(np.abs(away) > limits.slack, np.sign(away), 0.0)
    beyond = np.abs(away) > limits.reach + limits.slack
    near = np.abs(away) > limits.near_upper - limits.mean + limits.slack
    if rules.two_of_three == "between two thirds and the limit":
        near &= ~beyond
    return {
        "outside the limits": _signs(beyond, side),
        "trend": _trend(values, rules.trend),
        "two of three": _signs(_two_of_three(side, near), side),
        "shift": _signs(_runs(side > 0, rules.shift) | _runs(side < 0, rules.shift), side),
    }


def taken_by(marks: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """The rule that takes each point, '' for none, and which way it points: 1, -1 or 0.

    >>> names, ways = taken_by({"trend": np.array([0, 1]), "shift": np.array([-1, -1])})
    >>> names.tolist(), ways.tolist()
    (['shift', 'trend'], [-1, 1])
    """
    length = len(next(iter(marks.values())))
    names, ways = np.full(length, "", dtype=object), np.zeros(length, dtype="int64")
    for name in reversed([name for name in ORDER if name in marks]):
        marked = marks[name] != 0
        names[marked], ways[marked] = name, marks[name][marked]
    return names, ways


def _signs(marked: np.ndarray, side: np.ndarray) -> np.ndarray:
    return np.where(marked, np.nan_to_num(side), 0).astype("int64")


def _runs(flags: np.ndarray, length: int, extra: int = 0) -> np.ndarray:
    """Where ``length`` true flags or more follow each other; ``extra`` marks as many places after each."""
    marked = np.zeros(len(flags) + extra, dtype=bool)
    for start in range(len(flags) - length + 1):
        if flags[start : start + length].all():
            marked[start : start + length + extra] = True
    return marked


def _trend(values: np.ndarray, points: int) -> np.ndarray:
    """So many points or more, each strictly above (or below) the one before."""
    steps = np.diff(values)
    if not len(steps):
        return np.zeros(len(values), dtype="int64")
    rising, falling = _runs(steps > 0, points - 1, 1), _runs(steps < 0, points - 1, 1)
    goes_on = np.append(steps, 0.0)
    way = np.where(rising & falling, np.sign(goes_on), np.where(rising, 1, np.where(falling, -1, 0)))
    return way.astype("int64")


def _two_of_three(side: np.ndarray, near: np.ndarray) -> np.ndarray:
    """Three points on one side, two of them or more near a limit: those are marked, and not the third."""
    marked = np.zeros(len(side), dtype=bool)
    for way in (1, -1):
        for start in range(len(side) - 2):
            window = slice(start, start + 3)
            if (side[window] == way).all() and near[window].sum() >= 2:
                marked[window] |= near[window]
    return marked
