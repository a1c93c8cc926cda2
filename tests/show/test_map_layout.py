"""Where the boxes of a map stand: none on another up to 60 and beyond, and little moved by a new one."""

from __future__ import annotations

import itertools
import random

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copkit.show.map_layout import near_neighbours, on_a_grid

WIDE, NARROW = (7.1, (1.36, 0.36)), (3.5, (1.0, 0.5))


def map_of(size: int, links: int, seed: int = 1) -> tuple[nx.DiGraph, list[str]]:
    chance = random.Random(seed)
    names = [f"issue {number}" for number in range(size)]
    graph = nx.DiGraph()
    graph.add_nodes_from(names)
    while graph.number_of_edges() < links:
        graph.add_edge(*chance.sample(names, 2))
    return graph, names


def overlaps(spots, box) -> list[tuple[str, str]]:
    return [
        (one, other)
        for one, other in itertools.combinations(spots, 2)
        if abs(spots[one][0] - spots[other][0]) < box[0] and abs(spots[one][1] - spots[other][1]) < box[1]
    ]


@pytest.mark.parametrize(("width", "box"), [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize(
    ("size", "links"), [(1, 0), (2, 1), (7, 9), (18, 28), (60, 90), (60, 300), (90, 100)]
)
def test_no_box_lies_on_another_nor_outside_the_sheet(size, links, width, box):
    graph, names = map_of(size, links)
    spots, height = on_a_grid(near_neighbours(graph, names), box, width)
    assert overlaps(spots, box) == []
    for across, up in spots.values():
        assert box[0] / 2 - 0.01 <= across <= width - box[0] / 2 + 0.01
        assert box[1] / 2 - 0.01 <= up <= height - box[1] / 2 + 0.01


@pytest.mark.parametrize(("size", "links"), [(12, 18), (18, 28), (30, 45), (60, 90), (60, 300)])
def test_a_new_issue_moves_the_others_little(size, links):
    graph, names = map_of(size, links)
    before = near_neighbours(graph.subgraph(names[:-1]), names[:-1])
    after = near_neighbours(graph, names)
    moved = [np.hypot(*np.subtract(before[name], after[name])) for name in names[:-1]]
    anew = random.Random(2).sample(names[:-1], size - 1)
    by_chance = [
        np.hypot(*np.subtract(before[name], before[other]))
        for name, other in zip(names[:-1], anew, strict=True)
    ]
    assert np.mean(moved) < 0.25 * np.mean(by_chance)


def test_issues_that_are_linked_stand_nearer_than_others():
    graph, names = map_of(40, 50)
    spots = near_neighbours(graph, names)
    apart = {
        pair: np.hypot(*np.subtract(spots[pair[0]], spots[pair[1]]))
        for pair in itertools.combinations(names, 2)
    }
    linked = [far for pair, far in apart.items() if graph.has_edge(*pair) or graph.has_edge(*pair[::-1])]
    assert np.mean(linked) < 0.7 * np.mean(list(apart.values()))


def test_an_empty_map_has_no_spots():
    assert near_neighbours(nx.DiGraph(), []) == {}
    assert on_a_grid({}, (1, 1), 5)[0] == {}


@settings(max_examples=25, deadline=None)
@given(st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8))), st.integers(1, 9))
def test_the_same_map_stands_the_same_and_within_its_sheet(links, size):
    names = [str(number) for number in range(size)]
    graph = nx.DiGraph((str(one), str(other)) for one, other in links if max(one, other) < size)
    graph.add_nodes_from(names)
    spots = near_neighbours(graph, names)
    assert spots == near_neighbours(graph, names)
    assert all(0 <= share <= 1 for spot in spots.values() for share in spot)
