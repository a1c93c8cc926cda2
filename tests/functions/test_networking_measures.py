"""Measures of the whole network, against published values and against igraph."""

from pathlib import Path

import igraph
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions import networking

DATA = Path(__file__).parents[1] / "data"
SEEDS = range(12)


def krackhardt(kind):
    ties = pd.read_csv(DATA / "krackhardt_ties.csv")
    members = pd.read_csv(DATA / "krackhardt_members.csv")
    graph = nx.DiGraph()
    graph.add_nodes_from(members["member"])
    graph.add_edges_from(ties.loc[ties["kind"] == kind, ["member", "to_member"]].itertuples(index=False))
    return graph


def any_network(seed, directed=False):
    """From sparse and in parts to dense; every third has a tie to oneself."""
    graph = nx.gnp_random_graph(18, 0.04 + 0.03 * (seed % 6), seed=seed, directed=directed)
    return graph if seed % 3 else nx.compose(graph, type(graph)([(0, 0)]))


def in_igraph(graph):
    plain = graph.copy()
    plain.remove_edges_from(list(nx.selfloop_edges(plain)))
    return igraph.Graph(n=len(plain), edges=list(plain.edges), directed=plain.is_directed())


def test_the_florentine_families_as_published():
    """Padgett and Ansell 1993; the 15 families of networkx, without the isolate Pucci."""
    whole = networking.whole_network(nx.florentine_families_graph())
    assert (whole.members, whole.ties, whole.pairs) == (15, 20, 20)
    assert whole.density == pytest.approx(0.1905, abs=1e-4)
    assert whole.transitivity == pytest.approx(0.1915, abs=1e-4)
    assert whole.betweenness_centralisation == pytest.approx(0.4368, abs=1e-4)
    assert whole.degree_centralisation == pytest.approx(0.2747, abs=1e-4)
    assert (whole.components, whole.isolates, whole.pairs_apart) == ((15,), (), 0)
    assert whole.reciprocity is whole.indegree_centralisation is whole.outdegree_centralisation is None


def test_with_pucci_who_has_no_tie_others_lie_between_fewer_of_all_pairs():
    graph = nx.florentine_families_graph()
    graph.add_node("Pucci")
    assert networking.betweenness(graph)["Medici"] == pytest.approx(47.5 / 105)
    whole = networking.whole_network(graph)
    assert (whole.number_of_components, whole.isolates, whole.pairs_apart) == (2, ("Pucci",), 15)
    without = networking.whole_network(nx.florentine_families_graph())
    assert whole.mean_distance == without.mean_distance


def test_the_managers_of_krackhardt():
    """Wasserman and Faust 1994, tables B.1 to B.4: 190 advice, 102 friendship and 20 reporting ties."""
    assert [krackhardt(kind).number_of_edges() for kind in ("advice", "friendship", "reports_to")] == [
        190,
        102,
        20,
    ]
    advice = krackhardt("advice")
    asked = dict(advice.in_degree())
    assert (asked["h02"], asked["h18"], asked["h21"]) == (18, 15, 15)
    whole = networking.whole_network(advice)
    assert whole.density == pytest.approx(190 / 420)
    assert whole.indegree_centralisation == pytest.approx((21 * 18 - 190) / 400)
    assert whole.outdegree_centralisation == pytest.approx((21 * 20 - 190) / 400)
    other = in_igraph(nx.convert_node_labels_to_integers(advice))
    assert whole.reciprocity == pytest.approx(other.reciprocity())


@pytest.mark.parametrize("seed", SEEDS)
def test_igraph_agrees(seed):
    graph, directed = any_network(seed), any_network(seed, directed=True)
    other = in_igraph(graph)
    known = networking.transitivity(graph)
    assert (float("nan") if known is None else known) == pytest.approx(
        other.transitivity_undirected(), nan_ok=True
    )
    mean, apart = networking.mean_distance(graph)
    assert (float("nan") if mean is None else mean) == pytest.approx(other.average_path_length(), nan_ok=True)
    lengths = np.array(other.distances())
    assert apart == np.isinf(lengths[np.triu_indices(18, 1)]).sum()
    assert networking.betweenness_centralisation(graph) == pytest.approx(
        sum(max(other.betweenness()) - one for one in other.betweenness()) / (17**2 * 16 / 2)
    )
    assert networking.degree_centralisation(graph) == pytest.approx(
        sum(other.maxdegree() - one for one in other.degree()) / (17 * 16)
    )
    assert networking.density(directed) == pytest.approx(in_igraph(directed).density())
    assert networking.reciprocity(directed) == pytest.approx(in_igraph(directed).reciprocity())
    assert sorted(map(len, networking.components(graph))) == sorted(other.connected_components().sizes())


@pytest.mark.parametrize("seed", SEEDS)
def test_directed_transitivity_is_the_share_of_closed_ways_in_the_matrix(seed):
    """As gtrans of sna counts it: ways of two steps from one to another, and those with a tie across."""
    graph = any_network(seed, directed=True)
    tied = nx.to_numpy_array(graph, nodelist=sorted(graph))
    np.fill_diagonal(tied, 0)
    ways = tied @ tied
    np.fill_diagonal(ways, 0)
    assert networking.transitivity(graph) == pytest.approx((ways * tied).sum() / ways.sum())


def test_components_come_largest_first():
    graph = nx.DiGraph([("d", "c"), ("a", "b"), ("e", "d")])
    graph.add_node("z")
    assert networking.components(graph) == [("c", "d", "e"), ("a", "b"), ("z",)]


def test_a_star_is_most_centralised_and_a_circle_least():
    star = networking.whole_network(nx.star_graph(6))
    assert (star.degree_centralisation, star.betweenness_centralisation) == (1, 1)
    ring = networking.whole_network(nx.cycle_graph(7))
    assert (ring.degree_centralisation, ring.betweenness_centralisation) == (0, pytest.approx(0))


@pytest.mark.parametrize("people", [0, 1, 2])
def test_few_people_have_no_measures_but_no_error(people):
    whole = networking.whole_network(nx.empty_graph(people, create_using=nx.DiGraph), asked=[])
    assert (whole.members, whole.mean_distance, whole.transitivity) == (people, None, None)
    assert whole.degree_centralisation is None
    assert whole.response_rate is None


# who did not answer


def test_those_who_did_not_answer_are_counted():
    graph = nx.DiGraph([("ann", "bob"), ("bob", "ann"), ("ann", "cy"), ("bob", "cy")])
    graph.add_nodes_from(["di", "ed"])
    whole = networking.whole_network(graph, asked=["ann", "bob", "cy", "di"], nobody=["di"])
    assert (whole.asked, whole.answered, whole.response_rate) == (4, 3, 0.75)
    assert whole.missing.startswith("2 of 5 members did not answer (1 was asked), so ties are missing.")
    assert "lower bounds" in whole.missing
    assert networking.reciprocity(graph) == 0.5
    assert whole.reciprocity == 1  # cy did not answer, and could not name anybody back


def test_when_all_answered_nothing_is_missing():
    graph = nx.DiGraph([("ann", "bob")])
    whole = networking.whole_network(graph, asked=["ann", "bob"], nobody=["bob"])
    assert (whole.response_rate, whole.missing) == (1, "Everybody answered.")


def test_when_it_is_not_known_who_was_asked_this_is_said():
    whole = networking.whole_network(nx.DiGraph([("ann", "bob")]))
    assert (whole.asked, whole.response_rate) == (None, None)
    assert whole.missing.startswith("It is not known who was asked")


@pytest.mark.parametrize(
    ("graph", "how", "told"),
    [
        (nx.DiGraph([("ann", "bob")]), {"asked": ["zoe"]}, "zoe is not in the network"),
        (nx.Graph([("ann", "bob")]), {"asked": ["ann"]}, "no direction"),
        (nx.DiGraph([("ann", "bob")]), {"asked": ["ann"], "nobody": ["ann"]}, "ann named somebody"),
    ],
)
def test_what_does_not_fit_together_is_an_error(graph, how, told):
    with pytest.raises(networking.UnknownAnswers, match=told):
        networking.whole_network(graph, **how)


graphs = st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")), max_size=25)


@given(graphs, st.sets(st.sampled_from("abcdefg")))
def test_what_is_said_of_bounds_holds_when_somebody_falls_silent(pairs, silent):
    full = nx.DiGraph()
    full.add_nodes_from("abcdefg")
    full.add_edges_from(pairs)
    heard = full.copy()
    heard.remove_edges_from([pair for pair in full.edges if pair[0] in silent])
    true, seen = networking.whole_network(full), networking.whole_network(heard, asked="abcdefg")
    assert seen.ties <= true.ties
    assert seen.density <= true.density
    assert seen.components[0] <= true.components[0]
    assert seen.number_of_components >= true.number_of_components
    assert len(seen.isolates) >= len(true.isolates)
    assert seen.pairs_apart >= true.pairs_apart


@given(graphs.flatmap(lambda pairs: st.tuples(st.just(pairs), st.permutations(pairs))))
def test_the_order_of_the_rows_does_not_matter(orders):
    one, other = (networking.whole_network(nx.DiGraph(pairs)) for pairs in orders)
    assert one == other
