"""Which names stand on a map and where: none on another, none on a dot, the first in the order first."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

_THIN, _BROAD = frozenset("iljtfrI.,:;'|!()[]- "), frozenset("mwMW@%&")

HEIGHT = 1.22
"""Of a line, in sizes of the letters."""

BASELINE = 0.35
"""How far the letters' foot lies beneath the middle of the line, in sizes of the letters."""

_AIR = 2.5
"""Pixels between a name and its dot."""


Box = tuple[float, float, float, float]
"""Left, top, right, foot."""


@dataclass(frozen=True)
class Label:
    """A name, and the point where it starts, ends or has its middle, on the letters' foot."""

    words: str
    across: float
    down: float
    anchor: str = "middle"


def text_width(words: str) -> float:
    """How wide words are at most, in sizes of their letters, in the usual fonts of screens.

    >>> round(text_width("Amina"), 2), round(text_width("Will.i.am"), 2)
    (3.4, 5.03)
    """
    width = 0.0
    for sign in words:
        if unicodedata.combining(sign):
            continue
        if unicodedata.east_asian_width(sign) in "WF":
            width += 1.1
        elif sign in _THIN:
            width += 0.4
        elif sign in _BROAD:
            width += 1.0
        else:
            width += 0.73 if sign.isupper() else 0.635
    return width


def placed(
    words: Mapping[str, str],
    spots: Mapping[str, tuple[float, float]],
    radii: Mapping[str, float],
    size: float,
    sheet: tuple[float, float],
    *,
    taken: Sequence[Box] = (),
    beside: Collection[str] = (),
) -> list[Label]:
    """The names that find room, at letters ``size`` pixels high, on a sheet so wide and high.

    ``words`` are asked in their order. A name stands right of its dot, or left, beneath, above, or aslant;
    never in the boxes that are ``taken``. The names of those who stand in rows, ``beside`` each other, stand
    right of their dots or nowhere.

    >>> here = {"a": (50.0, 50.0), "b": (90.0, 50.0)}
    >>> found = placed({"a": "Amina", "b": "Beth"}, here, {"a": 5.0, "b": 5.0}, 12, (200.0, 100.0))
    >>> [(label.words, label.across < here["b"][0]) for label in found]
    [('Amina', True), ('Beth', False)]
    """
    dots = np.array([(*spots[node], radii[node] + 1) for node in spots]).reshape(-1, 3)
    boxes = np.array(taken, dtype=float).reshape(-1, 4)
    labels: list[Label] = []
    half_height = size * HEIGHT / 2
    for node, text in words.items():
        half_width = text_width(text) * size / 2
        sides = _sides(half_width, half_height, radii[node] + _AIR)
        for right, below, anchor in sides[:1] if node in beside else sides:
            across, down = spots[node][0] + right, spots[node][1] + below
            box = across - half_width, down - half_height, across + half_width, down + half_height
            if box[0] < 2 or box[1] < 2 or box[2] > sheet[0] - 2 or box[3] > sheet[1] - 2:
                continue
            if _meets_a_box(box, boxes) or _meets_a_dot(box, dots):
                continue
            boxes = np.vstack([boxes, box])
            ends = {"start": box[0], "middle": across, "end": box[2]}
            labels.append(Label(text, round(ends[anchor], 1), round(down + BASELINE * size, 1), anchor))
            break
    return labels


def _sides(half_width: float, half_height: float, away: float) -> list[tuple[float, float, str]]:
    """Where a name may stand: from the middle of the dot to that of the name, and which end is at the dot."""
    aside, slant = away + half_width, 0.6 * away + half_width
    over, tilt = away - 1 + half_height, 0.6 * away + half_height
    return [
        (aside, 0, "start"),
        (-aside, 0, "end"),
        (0, over, "middle"),
        (0, -over, "middle"),
        (slant, tilt, "start"),
        (slant, -tilt, "start"),
        (-slant, tilt, "end"),
        (-slant, -tilt, "end"),
        (half_width * 0.6, over, "middle"),
        (half_width * 0.6, -over, "middle"),
        (-half_width * 0.6, over, "middle"),
        (-half_width * 0.6, -over, "middle"),
    ]


def _meets_a_box(box: Box, boxes: np.ndarray) -> bool:
    left, top, right, foot = box
    return bool(
        ((boxes[:, 0] < right) & (boxes[:, 2] > left) & (boxes[:, 1] < foot) & (boxes[:, 3] > top)).any()
    )


def _meets_a_dot(box: Box, dots: np.ndarray) -> bool:
    left, top, right, foot = box
    across = dots[:, 0] - dots[:, 0].clip(left, right)
    down = dots[:, 1] - dots[:, 1].clip(top, foot)
    return bool((across**2 + down**2 < dots[:, 2] ** 2).any())
