"""Ways round a graph: the same as networkx finds, the shortest first, and cut where they are too many."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions.issue_map.cycles import shortest_cycles

edges = st.sets(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")))


@given(edges)
def test_they_are_those_that_networkx_finds(given_edges):
    graph = nx.DiGraph(given_edges)
    found, cut = shortest_cycles(graph, most=10_000)
    expected = {
        tuple(cycle[cycle.index(min(cycle)) :] + cycle[: cycle.index(min(cycle))])
        for cycle in nx.simple_cycles(graph)
    }
    assert not cut
    assert len(found) == len(expected)
    assert set(found) == expected


@given(edges, st.integers(1, 6))
def test_a_cut_search_has_the_shortest(given_edges, most):
    graph = nx.DiGraph(given_edges)
    every, _ = shortest_cycles(graph, most=10_000)
    some, cut = shortest_cycles(graph, most)
    assert some == every[:most]
    assert cut == (len(every) > most)
    assert [len(cycle) for cycle in every] == sorted(len(cycle) for cycle in every)


@pytest.mark.parametrize("size", [9, 40, 75])
def test_one_long_ring_is_found(size):
    ring = nx.DiGraph((f"{number:02}", f"{(number + 1) % size:02}") for number in range(size))
    found, cut = shortest_cycles(ring, most=5)
    assert ([len(cycle) for cycle in found], cut) == ([size], False)
