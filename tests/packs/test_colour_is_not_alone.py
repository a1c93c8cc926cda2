"""Colour never carries meaning alone: seen without colours, or as people see who are colour-blind, the marks
of a figure are told apart by their lightness, their shape, their dashes, their hatching or their label.

The simulations are those of Machado, Oliveira and Fernandes, 'A physiologically-based model for simulation of
color vision deficiency', IEEE Transactions on Visualization and Computer Graphics 15 (2009), for people who
lack one kind of cone; grey is the luminance of sRGB. A difference is that of CIE 1976, in L*a*b*.
"""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from copkit.packs.library import WORKBOOKS

SEEN = {
    "as it is": np.eye(3),
    "without red cones": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "without green cones": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "without blue cones": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
    "in grey": np.tile([0.2126, 0.7152, 0.0722], (3, 1)),
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.9505, 1.0, 1.089])
APART = 12
"""A difference of 2 or 3 is just seen side by side; marks stand apart from each other."""

PAPER = {"#d5dbe1", "#ffffff"}
"""The lines of the grid, and the paper."""


def lab(colour: str, how: str) -> np.ndarray:
    coded = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)
    parts = TO_XYZ @ np.clip(SEEN[how] @ linear, 0, 1) / WHITE
    root = np.where(parts > 0.008856, np.cbrt(parts), 7.787 * parts + 16 / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def difference(one: str, other: str) -> float:
    """How far apart two colours are for those who see the least of it."""
    return min(float(np.linalg.norm(lab(one, how) - lab(other, how))) for how in SEEN)


def attribute(name: str, tag: str) -> str:
    found = re.search(rf'\s{name}="([^"]*)"', tag)
    return found[1] if found else ""


def style(tag: str) -> dict[str, str]:
    written = dict(re.findall(r"([\w-]+): ([^;]+)", attribute("style", tag)))
    more = {name: attribute(name, tag) for name in ("fill", "stroke", "stroke-dasharray")}
    return {**written, **{name: value for name, value in more.items() if value}}


def corners(tag: str) -> np.ndarray:
    """The points that a path goes through, one a row."""
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", attribute("d", tag))]
    return np.array(numbers[: len(numbers) // 2 * 2]).reshape(-1, 2)


def outline(tag: str) -> str:
    """The shape of a marker, whatever its size."""
    points = corners(tag)
    middle, reach = points.mean(axis=0), max(np.ptp(points, axis=0).max(), 0.1)
    return str(np.round((points - middle) / reach, 1).tolist())


def holds_text(tag: str, spots: list[tuple[float, float]]) -> bool:
    """Whether a text begins or has its middle inside a shape, which so tells its value in words."""
    points = corners(tag)
    if len(points) < 3:
        return False
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    return any(left <= across <= right and top <= down <= bottom for across, down in spots)


def forms(svg: str) -> dict[str, set[tuple[str, ...]]]:
    """Each colour of a figure, and the forms that are drawn in it: shape, width, dashes, hatches, fill."""
    svg = re.sub(r"<pattern\b.*?</pattern>", "", svg, flags=re.S)
    shapes = {}
    for tag in re.findall(r"<path\b[^>]*>", svg):
        if attribute("id", tag):
            shapes[f"#{attribute('id', tag)}"] = outline(tag)
    spots = [
        (float(attribute("x", tag)), float(attribute("y", tag)))
        for tag in re.findall(r"<text\b[^>]*>", svg)
        if attribute("x", tag) and attribute("y", tag)
    ]
    found: dict[str, set[tuple[str, ...]]] = {}
    for kind, tag in re.findall(r"(?=<(path|use|rect|circle|line|polyline|polygon)\b)(<[^>]*>)", svg):
        if f"#{attribute('id', tag)}" in shapes:
            continue  # a definition, drawn by those who name it
        drawn = style(tag)
        fill, stroke = drawn.get("fill", ""), drawn.get("stroke", "")
        filled = bool(re.fullmatch("#[0-9a-f]{6}", fill)) and fill != "#ffffff"
        colour = fill if filled else stroke
        if not re.fullmatch("#[0-9a-f]{6}", colour) or colour in PAPER or (filled and holds_text(tag, spots)):
            continue
        shape = shapes.get(attribute("xlink:href", tag) or attribute("href", tag), kind)
        width = "" if filled else drawn.get("stroke-width", "1")
        dashes = drawn.get("stroke-dasharray", "")
        form = (shape, width, dashes, "hatched" * fill.startswith("url"), "full" * filled)
        found.setdefault(colour, set()).add(form)
    return found


def told_by_colour_alone(svg: str) -> list[tuple[str, str]]:
    """Colours of one figure that look alike to somebody, where not each has a form that the other lacks."""
    drawn = forms(svg)
    return [
        (one, other)
        for one, other in combinations(sorted(drawn), 2)
        if drawn[one] & drawn[other]
        and not (drawn[one] - drawn[other] and drawn[other] - drawn[one])
        and difference(one, other) < APART
    ]


FOLDERS = ["whole-place", "warm-homes", "ageing-well", "safe-streets", "young-minds", "good-work"]
PACKS = [f"{folder}/{workbook.name}.html" for folder in FOLDERS for workbook in WORKBOOKS]


@pytest.mark.parametrize("pack", PACKS)
def test_no_figure_needs_its_colours(folder: Path, pack):
    figures = re.findall(r"<svg\b.*?</svg>", (folder / pack).read_text(encoding="utf-8"), re.S)
    found = {attribute("aria-label", figure[:2000]): told_by_colour_alone(figure) for figure in figures}
    assert {title: pairs for title, pairs in found.items() if pairs} == {}


def test_the_figures_hold_colours_to_look_at(folder: Path):
    figures = [
        figure
        for pack in PACKS
        for figure in re.findall(r"<svg\b.*?</svg>", (folder / pack).read_text(encoding="utf-8"), re.S)
    ]
    assert len(figures) > 200
    assert sum(len(forms(figure)) > 1 for figure in figures) > 100


RED_AND_GREEN = (
    '<svg><path d="M 0 0 L 9 0 L 9 9 z" style="fill: #b5541c"></path>'
    '<path d="M 20 0 L 29 0 L 29 9 z" style="fill: #4d7a1f"></path>{}</svg>'
)


def test_two_bars_that_differ_in_their_hue_are_found():
    assert told_by_colour_alone(RED_AND_GREEN.format("")) == [("#4d7a1f", "#b5541c")]


def test_two_bars_that_tell_their_values_are_not():
    words = '<text x="5" y="5">3</text><text x="25" y="5">4</text>'
    assert told_by_colour_alone(RED_AND_GREEN.format(words)) == []


def test_dashes_shapes_and_lightness_tell_lines_apart():
    line = '<path d="M 0 0 L 9 9" style="fill: none; stroke: {}{}"></path>'
    alike = line.format("#b5541c", "") + line.format("#0b6e6e", "")
    assert told_by_colour_alone(alike) == [("#0b6e6e", "#b5541c")]
    assert (
        told_by_colour_alone(line.format("#b5541c", "; stroke-dasharray: 4") + line.format("#0b6e6e", ""))
        == []
    )
    assert told_by_colour_alone(line.format("#b5541c", "") + line.format("#1f2933", "")) == []


def test_the_simulations_see_what_is_known():
    """Red and green of one lightness are alike without green cones; blue and orange are not; grey stays."""
    assert (
        difference("#b5541c", "#4d7a1f")
        < APART
        < np.linalg.norm(lab("#b5541c", "as it is") - lab("#4d7a1f", "as it is"))
    )
    assert np.linalg.norm(lab("#1f77b4", "without green cones") - lab("#ff7f0e", "without green cones")) > 50
    for how in SEEN:
        assert lab("#808080", how) == pytest.approx(lab("#808080", "as it is"), abs=0.1)
