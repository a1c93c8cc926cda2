"""Large networks: compiled code gives what networkx gives, and estimates keep the error that they state."""

from itertools import permutations, product

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copkit.functions import networking
from copkit.functions.networking import brokerage, centrality, core_periphery, distances, triads
from copkit.functions.networking.adjacency import adjacency
from copkit.functions.networking.path_sampling import sampled_betweenness

SEEDS = range(6)


def made(seed, directed=False, people=150):
    """Names in no order, ties with strengths; some without a tie, one tied to themselves, some parts."""
    graph = nx.gnp_random_graph(people, (0.5 + seed) / people, seed=seed, directed=directed)
    chance = np.random.default_rng(seed)
    names = [f"m{number}" for number in chance.permutation(people)]
    graph = nx.relabel_nodes(graph, dict(enumerate(names)))
    graph.add_edge(names[0], names[0])
    graph.add_nodes_from(["alone", "also alone"])
    for *_, tie in graph.edges(data=True):
        tie["strength"] = tie["weight"] = float(chance.random())
    return graph


def plain(graph):
    """What networkx is to measure: without direction and without ties to oneself."""
    found = nx.Graph()
    found.add_nodes_from(graph)
    found.add_edges_from(pair for pair in graph.edges() if pair[0] != pair[1])
    return found


def sectors_of(graph):
    return {name: f"sector {len(name) * 7 % 5 + int(name[-1] in '123')}" for name in graph if name != "m5"}


@pytest.fixture
def nearly_all_is_large(monkeypatch):
    monkeypatch.setattr(centrality, "MOST_EXACT", 50)
    monkeypatch.setattr(distances, "MOST_EXACT", 50)
    monkeypatch.setattr(distances, "STARTS", 40)


# exact measures


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_measures_are_those_of_networkx(seed, directed):
    graph = made(seed, directed)
    other = plain(graph)
    whole = networking.whole_network(graph)
    assert (whole.members, whole.pairs) == (152, other.number_of_edges())
    assert whole.isolates == tuple(sorted(nx.isolates(other)))
    parts = [tuple(sorted(part)) for part in nx.connected_components(other)]
    assert networking.components(graph) == sorted(parts, key=lambda part: (-len(part), part))
    assert whole.components == tuple(sorted(map(len, parts), reverse=True))
    steps = [step for _, found in nx.all_pairs_shortest_path_length(other) for step in found.values() if step]
    assert whole.mean_distance == sum(steps) / len(steps)
    assert whole.pairs_apart == (152 * 151 - len(steps)) // 2
    between = pd.Series(nx.betweenness_centrality(other))
    pd.testing.assert_series_equal(networking.betweenness(graph), between, rtol=1e-9)
    degrees = np.array([degree for _, degree in other.degree()])
    assert whole.degree_centralisation == (degrees.max() - degrees).sum() / (151 * 150)
    assert whole.betweenness_centralisation == pytest.approx((between.max() - between).sum() / 151)
    if directed:
        without = graph.copy()
        without.remove_edges_from(nx.selfloop_edges(graph))
        assert whole.density == nx.density(without)
        assert whole.reciprocity == pytest.approx(nx.overall_reciprocity(without))
    else:
        assert whole.density == nx.density(other)
        assert (whole.transitivity or 0) == pytest.approx(nx.transitivity(other))


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_structural_holes_and_modularity_are_those_of_networkx(seed, directed):
    graph = made(seed, directed)
    other, sectors = plain(graph), sectors_of(graph)
    frame = networking.burt_measures(graph)
    for measure, theirs in (("constraint", nx.constraint), ("effective_size", nx.effective_size)):
        expected = pd.Series(theirs(other)).reindex(frame.index)
        pd.testing.assert_series_equal(frame[measure], expected, check_names=False, rtol=1e-9)
    known = other.subgraph(sectors)
    parts = pd.Series(sectors).groupby(sectors).groups.values()
    assert networking.modularity(graph, sectors) == pytest.approx(nx.community.modularity(known, parts))


@pytest.mark.parametrize("seed", SEEDS)
def test_brokers_are_counted_as_one_by_one(seed):
    graph = made(seed, directed=True, people=40)
    sectors = sectors_of(graph)
    frame = networking.brokerage_roles(graph, sectors)
    counted = {(row.member, row.role): row.times for row in frame.itertuples()}
    by_hand = dict.fromkeys(counted, 0)
    for one, middle, other in permutations(sectors, 3):
        if graph.has_edge(one, middle) and graph.has_edge(middle, other) and not graph.has_edge(one, other):
            a, b, c = sectors[one], sectors[middle], sectors[other]
            kinds = (a == b == c, a == c != b, a == b != c, b == c != a, len({a, b, c}) == 3)
            by_hand[middle, brokerage.ROLES[kinds.index(True)]] += 1
    assert counted == by_hand


@pytest.mark.parametrize("seed", SEEDS)
def test_ties_between_groups_are_counted_as_one_by_one(seed):
    graph = made(seed, people=60)
    chance = np.random.default_rng(seed)
    groups = {name: set(chance.choice(list("abcde"), chance.integers(0, 3)).tolist()) for name in graph}
    frame = networking.ties_between(graph, groups)
    by_hand = pd.DataFrame(0, index=frame.index, columns=frame.columns)
    for one, other in graph.edges:
        shared = groups[one] & groups[other]
        for group in shared:
            by_hand.loc[group, group] += 1
        for a, b in set() if shared else product(groups[one], groups[other]):
            by_hand.loc[a, b] += 1
            by_hand.loc[b, a] += 1
    pd.testing.assert_frame_equal(frame, by_hand)


def test_few_triads_at_a_time_are_all_triads(monkeypatch):
    tied = adjacency(made(5, directed=True)).tied
    whole = triads.closings(tied)
    monkeypatch.setattr(triads, "MOST_AT_ONCE", 7)
    assert (triads.closings(tied) == whole).all()
    assert whole.sum() == (tied @ tied).multiply(tied).sum()


def test_long_ways_are_measured_as_well():
    graph = nx.path_graph(120)
    expected = pd.Series(nx.betweenness_centrality(graph))
    pd.testing.assert_series_equal(networking.betweenness(graph), expected, check_index_type=False)
    assert networking.mean_distance(graph) == (nx.average_shortest_path_length(graph), 0)


ties = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=20)


@settings(deadline=None)
@given(ties)
def test_any_small_network_has_the_betweenness_of_networkx(pairs):
    graph = nx.Graph(pairs)
    expected = nx.betweenness_centrality(plain(graph))
    assert networking.betweenness(graph).to_dict() == pytest.approx(expected)


def test_somebody_with_ten_thousand_ties_does_not_slow_it_down():
    graph = nx.star_graph(10_000)
    graph.add_edges_from((leaf, leaf + 1) for leaf in range(1, 10_000))
    assert networking.transitivity(graph) == pytest.approx(nx.transitivity(nx.wheel_graph(10_001)), rel=0.001)
    assert networking.constraint(graph)[0] < 0.001


# estimates


MIDDLE = {
    "by chance": lambda: nx.gnm_random_graph(600, 1500, seed=1),
    "with hubs": lambda: nx.barabasi_albert_graph(700, 2, seed=1),
    "far apart, with many shortest ways": lambda: nx.convert_node_labels_to_integers(
        nx.grid_2d_graph(20, 20)
    ),
    "a few short cuts": lambda: nx.connected_watts_strogatz_graph(500, 8, 0.01, seed=1),
    "in parts": lambda: nx.disjoint_union(nx.path_graph(60), nx.gnm_random_graph(400, 500, seed=1)),
}


@pytest.mark.parametrize("kind", MIDDLE)
def test_betweenness_is_off_by_no_more_than_is_stated(kind, monkeypatch):
    graph = MIDDLE[kind]()
    exact, central = networking.betweenness(graph), networking.betweenness_centralisation(graph)
    assert networking.betweenness_error(graph) == 0
    monkeypatch.setattr(centrality, "MOST_EXACT", 100)
    error = networking.betweenness_error(graph)
    assert 0 < (networking.betweenness(graph) - exact).abs().max() <= error
    assert abs(networking.betweenness_centralisation(graph) - central) <= 2 * error * len(graph) / (
        len(graph) - 1
    )


def test_random_shortest_ways_are_drawn_with_equal_chances():
    """Of three shortest ways from a to z two lead over b and e, so that each of these is on two thirds."""
    graph = nx.Graph([("a", "b"), ("b", "c"), ("b", "d"), ("c", "e"), ("d", "e"), ("e", "z")])
    graph.add_edges_from([("a", "p"), ("p", "q"), ("q", "r"), ("r", "z")])
    network = adjacency(graph)
    exact = pd.Series(nx.betweenness_centrality(graph, normalized=False)).sort_index() / (9 * 8 / 2)
    found = sampled_betweenness(network, 0.005, 0.01)
    assert found == pytest.approx(exact.to_numpy(), abs=0.005)


@pytest.mark.parametrize("kind", MIDDLE)
def test_the_mean_distance_is_within_its_standard_error(kind, monkeypatch):
    graph = MIDDLE[kind]()
    exact = networking.distance_between_members(graph)
    assert exact.standard_error == 0
    monkeypatch.setattr(distances, "MOST_EXACT", 100)
    monkeypatch.setattr(distances, "STARTS", 100)
    found = [networking.distance_between_members(graph, seed) for seed in range(60)]
    off = np.array([(one.mean - exact.mean) / one.standard_error for one in found])
    assert abs(off.mean()) < 0.5
    assert 0.7 < off.std() < 1.4
    assert {one.pairs_apart for one in found} == {exact.pairs_apart}


@pytest.mark.usefixtures("nearly_all_is_large")
def test_the_measures_say_which_of_them_are_estimates():
    whole = networking.whole_network(made(4))
    assert [(one.measure, one.kind) for one in whole.estimated] == [
        ("mean_distance", "standard error"),
        ("betweenness_centralisation", "bound"),
    ]
    assert whole.estimated[1].error == pytest.approx(0.02, rel=0.01)
    assert whole.precision.startswith("The mean distance is taken from 40 random members (standard error 0.0")
    assert "off by at most 0.02, with a probability of 99%" in whole.precision
    assert whole.precision.endswith("all other measures are exact.")


def test_a_small_network_has_no_estimates():
    whole = networking.whole_network(made(4))
    assert (whole.estimated, whole.precision) == ((), "")


@pytest.mark.usefixtures("nearly_all_is_large")
@pytest.mark.parametrize("directed", [False, True])
def test_estimates_do_not_depend_on_the_order_of_names_and_ties(directed):
    graph = made(3, directed)
    turned = type(graph)()
    turned.add_nodes_from(list(graph)[::-1])
    turned.add_edges_from(list(graph.edges)[::-1])
    assert networking.whole_network(turned) == networking.whole_network(graph)
    one, other = networking.betweenness(graph), networking.betweenness(turned)
    pd.testing.assert_series_equal(one.sort_index(), other.sort_index())
    assert list(other.index) == list(turned)


# searches


def with_a_core(people=400, core=30):
    chance = np.random.default_rng(2)
    likely = np.full((people, people), 0.02)
    likely[:core] = 0.3
    likely[:core, :core] = 0.9
    return nx.from_numpy_array(np.triu(chance.random((people, people)) < likely, 1))


def test_the_short_search_finds_the_core_of_the_long_one(monkeypatch):
    graph = with_a_core()
    long = networking.core_and_periphery(graph, restarts=2)
    monkeypatch.setattr(core_periphery, "MOST_RESTARTED", 100)
    short = networking.core_and_periphery(graph)
    assert short.core == long.core == tuple(range(30))
    assert short == long


def test_the_core_of_a_hundred_thousand_is_found():
    graph = nx.star_graph(100_000)
    found = networking.core_and_periphery(graph)
    assert (found.core, found.correlation) == ((0,), pytest.approx(1))


def test_key_players_of_too_many_are_an_error_in_plain_words():
    graph = nx.empty_graph(5_001)
    with pytest.raises(networking.NoKeyPlayers, match="at most 5,000 members; here are 5,001"):
        networking.key_player_set(graph, 2, "reach")
    assert networking.fragmentation(graph) == 1
