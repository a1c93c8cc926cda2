"""Ties within and between groups: the E-I index against chance, and modularity against igraph."""

from itertools import permutations

import igraph
import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions import networking

KARATE = nx.karate_club_graph()
CLUBS = nx.get_node_attributes(KARATE, "club")


def test_the_karate_club_keeps_to_its_factions_far_more_than_chance():
    found = networking.ei_permutation(KARATE, CLUBS)
    assert found.index == pytest.approx((11 - 67) / 78)
    assert found.index == networking.ei_index(KARATE, CLUBS)
    assert found.expected == pytest.approx(2 * (17 * 17 * 2) / (34 * 33) - 1)
    assert found.at_most == found.as_extreme == pytest.approx(1 / 5001)
    assert found.at_least == 1


def by_all_dealings(graph, groups):
    names = sorted(groups)
    return [
        networking.ei_index(graph, dict(zip(names, dealt, strict=True)))
        for dealt in permutations([groups[name] for name in names])
    ]


@pytest.mark.parametrize("seed", range(5))
def test_a_sample_of_permutations_comes_near_to_all_of_them(seed):
    graph = nx.gnm_random_graph(7, 9, seed=seed)
    groups = dict(enumerate("xxxyyyz"))
    every = np.array(by_all_dealings(graph, groups))
    found = networking.ei_permutation(graph, groups, permutations=4000, seed=seed)
    assert found.expected == pytest.approx(every.mean())
    assert found.at_most == pytest.approx((every <= found.index + 1e-9).mean(), abs=0.03)
    assert found.at_least == pytest.approx((every >= found.index - 1e-9).mean(), abs=0.03)
    far = np.abs(every - every.mean())
    assert found.as_extreme == pytest.approx((far >= abs(found.index - every.mean()) - 1e-9).mean(), abs=0.03)


def test_the_same_seed_gives_the_same_shares_whatever_the_order():
    turned = nx.Graph(list(KARATE.edges)[::-1])
    again = dict(sorted(CLUBS.items(), reverse=True))
    assert networking.ei_permutation(KARATE, CLUBS, 200, seed=3) == networking.ei_permutation(
        turned, again, 200, seed=3
    )


def test_without_a_tie_between_known_groups_there_is_no_index():
    assert networking.ei_permutation(KARATE, {}) is None
    assert networking.modularity(KARATE, {}) is None
    assert networking.ei_permutation(nx.Graph([("a", "b")]), {"a": "x"}) is None


def test_modularity_of_the_factions():
    """.3582 without the strengths of the ties."""
    assert networking.modularity(KARATE, CLUBS) == pytest.approx(0.3582, abs=1e-4)


@pytest.mark.parametrize("seed", range(10))
def test_igraph_gives_the_same_modularity(seed):
    graph = nx.gnp_random_graph(20, 0.1 + 0.02 * seed, seed=seed)
    chance = np.random.default_rng(seed)
    groups = {node: f"g{chance.integers(4)}" for node in graph}
    other = igraph.Graph(n=20, edges=list(graph.edges))
    numbers = [int(groups[node][1]) for node in range(20)]
    assert networking.modularity(graph, groups) == pytest.approx(other.modularity(numbers))


def test_all_in_one_group_is_as_chance_has_it():
    groups = dict.fromkeys(KARATE, "all")
    assert networking.modularity(KARATE, groups) == pytest.approx(0)
    found = networking.ei_permutation(KARATE, groups, 50)
    assert (found.index, found.expected, found.as_extreme) == (-1, -1, 1)


pairs = st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")), min_size=1, max_size=20)
tied = pairs.filter(lambda found: any(one != other for one, other in found))


@given(tied, st.text("xyz", min_size=7, max_size=7))
def test_shares_are_shares_and_both_tails_overlap_at_what_was_found(found, own):
    result = networking.ei_permutation(nx.DiGraph(found), dict(zip("abcdefg", own, strict=True)), 30)
    assert min(result.at_most, result.at_least, result.as_extreme) >= 1 / 31
    assert max(result.at_most, result.at_least, result.as_extreme) <= 1
    assert result.at_most + result.at_least >= 1


def test_an_impossible_number_of_permutations_is_an_error():
    with pytest.raises(ValueError, match="at least one"):
        networking.ei_permutation(KARATE, CLUBS, 0)
