"""Core and periphery: Borgatti and Everett's discrete model, against the best of all splits."""

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copkit.functions import networking


def pendants():
    """Four who all know each other, each with one more."""
    graph = nx.complete_graph(4)
    graph.add_edges_from((place, place + 4) for place in range(4))
    return graph


def by_pearson(graph, core):
    names = sorted(graph)
    pairs = list(combinations(names, 2))
    real = [graph.has_edge(one, other) for one, other in pairs]
    ideal = [one in core or other in core for one, other in pairs]
    return np.corrcoef(real, ideal)[0, 1]


def best_of_all(graph):
    names = sorted(graph)
    return max(
        by_pearson(graph, core) for size in range(1, len(names) - 1) for core in combinations(names, size)
    )


def test_a_star_is_a_perfect_core_and_periphery():
    found = networking.core_and_periphery(nx.star_graph(7))
    assert (found.core, found.correlation) == ((0,), 1)
    assert found.periphery == tuple(range(1, 8))
    assert (found.density_in_core, found.density_between, found.density_in_periphery) == (None, 1, 0)


def test_four_with_a_pendant_each_as_published():
    assert networking.core_correlation(pendants(), range(4)) == pytest.approx(0.3892, abs=1e-4)


def test_three_of_the_four_fit_the_pattern_even_better():
    """All four are the natural core, but not the best split of the model: shown by trying all."""
    found = networking.core_and_periphery(pendants())
    assert found.correlation == pytest.approx(best_of_all(pendants())) == pytest.approx(0.4)
    assert found.core == (0, 1, 2)


def test_the_correlation_is_pearsons():
    graph = nx.karate_club_graph()
    assert networking.core_correlation(graph, [0, 1, 2, 32, 33]) == pytest.approx(
        by_pearson(graph, {0, 1, 2, 32, 33})
    )


@pytest.mark.parametrize("seed", range(15))
def test_the_search_finds_the_best_of_all_splits(seed):
    graph = nx.gnp_random_graph(9, 0.15 + 0.04 * seed, seed=seed)
    assert networking.core_and_periphery(graph).correlation == pytest.approx(best_of_all(graph))


@pytest.mark.parametrize("graph", [nx.florentine_families_graph(), nx.karate_club_graph()])
def test_more_restarts_find_nothing_better_in_real_networks(graph):
    few, many = (networking.core_and_periphery(graph, restarts=times) for times in (20, 200))
    assert few.correlation == pytest.approx(many.correlation)


@settings(max_examples=30, deadline=None)
@given(st.permutations(list(nx.karate_club_graph().edges)))
def test_the_same_ties_give_the_same_split(edges):
    assert networking.core_and_periphery(nx.DiGraph(edges), restarts=3) == networking.core_and_periphery(
        nx.karate_club_graph(), restarts=3
    )


@pytest.mark.parametrize(
    ("graph", "told"),
    [
        (nx.path_graph(2), "at least 3 members"),
        (nx.empty_graph(5), "no tie"),
        (nx.complete_graph(5), "no periphery"),
    ],
)
def test_a_network_without_a_core_is_an_error_in_plain_words(graph, told):
    with pytest.raises(networking.NoCore, match=told):
        networking.core_and_periphery(graph)


def test_a_core_needs_members_and_others():
    with pytest.raises(networking.NoCore, match="zoe"):
        networking.core_correlation(nx.star_graph(4), ["zoe"])
    with pytest.raises(networking.NoCore, match="two who are not in it"):
        networking.core_correlation(nx.star_graph(4), [])
