"""Key players: Borgatti's four measures, the best of all sets, and what breaks if one person leaves."""

from importlib import import_module
from itertools import combinations
from typing import get_args

import igraph
import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions import networking
from copkit.functions.networking import Aim

FAMILIES = nx.florentine_families_graph()
AIMS = get_args(Aim)


def score(graph, people, aim):
    measures = {
        "fragmentation": lambda: networking.fragmentation(graph, people),
        "distance fragmentation": lambda: networking.distance_fragmentation(graph, people),
        "reach": lambda: networking.reach(graph, people, steps=2),
        "distance reach": lambda: networking.distance_reach(graph, people),
    }
    return measures[aim]()


def test_without_the_medici_two_families_are_cut_off():
    """Of 14 who are left, 11 hang together, Acciaiuoli is alone, and so are Pazzi and Salviati."""
    assert networking.fragmentation(FAMILIES) == 0
    parts = [11, 2, 1]
    expected = 1 - sum(size * (size - 1) for size in parts) / (14 * 13)
    assert networking.fragmentation(FAMILIES, ["Medici"]) == pytest.approx(expected)
    assert networking.key_player_set(FAMILIES, 1, "fragmentation").members == ("Medici",)


def test_measures_by_hand():
    path = nx.path_graph(5)
    assert networking.distance_fragmentation(path) == pytest.approx(1 - (4 + 3 / 2 + 2 / 3 + 1 / 4) / 10)
    assert networking.distance_fragmentation(path, [2]) == pytest.approx(1 - 2 / 6)
    assert networking.reach(path, [0], steps=2) == pytest.approx(3 / 5)
    assert networking.distance_reach(path, [0]) == pytest.approx((1 + 1 + 1 / 2 + 1 / 3 + 1 / 4) / 5)


def test_bounds_as_borgatti_states_them():
    full, nobody = nx.complete_graph(6), nx.empty_graph(6)
    assert networking.fragmentation(full) == networking.distance_fragmentation(full) == 0
    assert networking.fragmentation(nobody) == networking.distance_fragmentation(nobody) == 1
    assert networking.distance_reach(nx.star_graph(5), [0]) == 1  # all others are tied to one of the set
    assert networking.reach(nobody, [0]) == pytest.approx(1 / 6)


@pytest.mark.parametrize("seed", range(8))
def test_igraph_gives_the_same_distances(seed):
    graph = nx.gnp_random_graph(14, 0.08 + 0.02 * seed, seed=seed)
    other = igraph.Graph(n=14, edges=list(graph.edges))
    other.delete_vertices([2, 5])
    lengths = np.array(other.distances())[np.triu_indices(12, 1)]
    assert networking.fragmentation(graph, [2, 5]) == pytest.approx(np.isinf(lengths).mean())
    assert networking.distance_fragmentation(graph, [2, 5]) == pytest.approx(1 - (1 / lengths).mean())


@pytest.mark.parametrize("aim", AIMS)
@pytest.mark.parametrize("seed", range(4))
def test_the_search_finds_the_best_of_all_sets(aim, seed):
    graph = nx.gnp_random_graph(11, 0.16 + 0.04 * seed, seed=seed)
    for size in (1, 2, 3):
        best = max(score(graph, people, aim) for people in combinations(graph, size))
        found = networking.key_player_set(graph, size, aim)
        assert found.value == pytest.approx(best)
        assert score(graph, found.members, aim) == pytest.approx(found.value)
        assert len(found.members) == size


def test_two_hubs_of_one_circle_are_not_both_needed():
    """Borgatti's point: the best set is not that of the best two people."""
    graph = nx.Graph([("hub", name) for name in "abcdef"] + [("twin", name) for name in "abcdef"])
    graph.add_edges_from([("a", "far"), ("far", "g"), ("far", "h"), ("far", "i")])
    found = networking.key_player_set(graph, 2, "reach", steps=1)
    assert "far" in found.members


@pytest.mark.parametrize("aim", AIMS)
def test_larger_networks_are_searched_among_the_likely_ones(aim, monkeypatch):
    module = import_module("copkit.functions.networking.key_players")
    monkeypatch.setattr(module, "MOST_CANDIDATES", 12)
    monkeypatch.setattr(module, "MOST_EXACT", 20)
    monkeypatch.setattr(module, "STARTS", 15)
    graph = nx.karate_club_graph()
    few = networking.key_player_set(graph, 2, aim)
    monkeypatch.undo()
    assert few.value == pytest.approx(networking.key_player_set(graph, 2, aim).value, rel=0.05)
    assert few.value == pytest.approx(score(graph, few.members, aim))


def test_what_the_network_scores_before_is_told():
    graph = nx.disjoint_union(nx.complete_graph(3), nx.complete_graph(3))
    found = networking.key_player_set(graph, 1, "fragmentation")
    assert found.before == pytest.approx(18 / 30)
    assert networking.key_player_set(graph, 1, "reach").before == 0


def test_direction_and_order_do_not_matter():
    turned = nx.DiGraph([pair[::-1] for pair in list(FAMILIES.edges)[::-1]])
    for aim in AIMS:
        assert networking.key_player_set(turned, 2, aim) == networking.key_player_set(FAMILIES, 2, aim)


def test_impossible_sets_are_errors_in_plain_words():
    with pytest.raises(networking.NoKeyPlayers, match="cannot be chosen from 15 members"):
        networking.key_player_set(FAMILIES, 14, "reach")
    with pytest.raises(networking.NoKeyPlayers, match="zoe is not in the network"):
        networking.reach(FAMILIES, ["zoe"])
    with pytest.raises(networking.NoKeyPlayers, match="not an aim"):
        networking.key_player_set(FAMILIES, 2, "fame")


# what breaks if one person leaves


def test_if_the_medici_left():
    found = networking.if_they_left(FAMILIES).set_index("member")
    assert list(found.index[:3]) == ["Medici", "Albizzi", "Guadagni"]
    medici = found.loc["Medici"]
    assert (medici["pairs_cut"], medici["parts"]) == (11 * 2 + 11 + 2, 3)
    assert medici["fall_out"] == ("Acciaiuoli", "Pazzi", "Salviati")
    assert found.loc["Salviati", "fall_out"] == ("Pazzi",)
    assert found.loc["Peruzzi"].tolist() == [0, 1, ()]


pairs = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=14)


@given(pairs)
def test_pairs_cut_are_those_that_lose_each_other(ties):
    graph = nx.Graph(ties)
    for member, cut, parts, out in networking.if_they_left(graph).itertuples(index=False):
        left = graph.subgraph(set(graph) - {member})
        lost = [
            pair
            for pair in combinations(left, 2)
            if nx.has_path(graph, *pair) and not nx.has_path(left, *pair)
        ]
        assert cut == len(lost)
        assert (parts > 1) == bool(out) == bool(lost)


def test_nobody_gives_nothing():
    assert networking.if_they_left(nx.Graph()).empty
    assert networking.fragmentation(nx.Graph()) == networking.distance_reach(nx.Graph(), []) == 0
