"""Brokerage roles: the published case, and expected values against all networks of four people."""

from itertools import combinations, permutations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions import networking
from copkit.functions.networking.brokerage import ROLES

GROUPS = {"A": "1", "B": "1", "C": "2", "D": "2"}


def times(graph, groups):
    found = networking.brokerage_roles(graph, groups)
    return found.pivot(index="role", columns="member", values="times").loc[list(ROLES)]


def test_the_published_case():
    """Gould and Fernandez 1989; agrees with brokerage of sna."""
    graph = nx.DiGraph([tuple(tie) for tie in ["AB", "AC", "BC", "BD", "CD", "DA"]])
    found = times(graph, GROUPS)
    assert found.T.to_dict("list") == {
        "coordinator": [0, 0, 0, 0],
        "consultant": [1, 0, 0, 1],
        "representative": [0, 1, 0, 1],
        "gatekeeper": [1, 0, 1, 0],
        "liaison": [0, 0, 0, 0],
    }


def by_hand(graph, groups):
    """All triads, one by one."""
    found = {(name, role): 0 for name in graph for role in ROLES}
    for one, broker, other in permutations(sorted(graph), 3):
        if graph.has_edge(one, broker) and graph.has_edge(broker, other) and not graph.has_edge(one, other):
            a, v, b = groups[one], groups[broker], groups[other]
            if a == v == b:
                role = "coordinator"
            elif a == b:
                role = "consultant"
            elif a == v:
                role = "representative"
            elif v == b:
                role = "gatekeeper"
            else:
                role = "liaison"
            found[broker, role] += 1
    return found


ties = st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")), max_size=30)


@given(ties, st.lists(st.sampled_from("xyz"), min_size=7, max_size=7))
def test_each_triad_counts_in_one_role(pairs, own):
    graph = nx.DiGraph(pairs)
    groups = dict(zip("abcdefg", own, strict=True))
    found = networking.brokerage_roles(graph, groups)
    assert by_hand(graph, groups) == found.set_index(["member", "role"])["times"].to_dict()


@pytest.mark.parametrize("groups", [GROUPS, GROUPS | {"B": "3"}, dict.fromkeys("ABCD", "1")])
def test_expected_values_and_deviations_are_those_of_all_networks(groups):
    """All 4,096 networks of four people, each weighed by its chance at the density of the case."""
    arcs = list(permutations("ABCD", 2))
    case = nx.DiGraph([tuple(tie) for tie in ["AB", "AC", "BC", "BD", "CD", "DA"]])
    share = 6 / 12
    mean, square, total = {}, {}, 0.0
    for number in range(len(arcs) + 1):
        for chosen in combinations(arcs, number):
            graph = nx.DiGraph()
            graph.add_nodes_from("ABCD")
            graph.add_edges_from(chosen)
            chance = share**number * (1 - share) ** (12 - number)
            total += chance
            for key, count in by_hand(graph, groups).items():
                mean[key] = mean.get(key, 0) + chance * count
                square[key] = square.get(key, 0) + chance * count**2
    assert total == pytest.approx(1)
    found = networking.brokerage_roles(case, groups).set_index(["member", "role"])
    for key in mean:
        assert found.loc[key, "expected"] == pytest.approx(mean[key])
        assert found.loc[key, "sd"] == pytest.approx(np.sqrt(square[key] - mean[key] ** 2), abs=1e-9)


def test_deviations_hold_in_a_larger_network_too():
    """400 random networks of 12 in three groups, seeded: means and deviations lie near the formula."""
    groups = dict(enumerate("xyzxyzxyzxxy"))
    formula = networking.brokerage_roles(nx.gnm_random_graph(12, 40, seed=1, directed=True), groups)
    drawn = [nx.gnp_random_graph(12, 40 / 132, seed=seed, directed=True) for seed in range(400)]
    counts = [networking.brokerage_roles(graph, groups)["times"].to_numpy() for graph in drawn]
    assert np.mean(counts, axis=0) == pytest.approx(formula["expected"].to_numpy(), rel=0.2, abs=0.15)
    assert np.std(counts, axis=0) == pytest.approx(formula["sd"].to_numpy(), rel=0.2, abs=0.1)


def test_z_is_unknown_where_chance_leaves_no_room():
    found = networking.brokerage_roles(nx.DiGraph([("a", "b"), ("b", "c")]), {"a": "x", "b": "y", "c": "z"})
    coordinators = found[found["role"] == "coordinator"]
    assert coordinators["expected"].eq(0).all()
    assert coordinators["z"].isna().all()
    broker = found[(found["member"] == "b") & (found["role"] == "liaison")].iloc[0]
    assert broker["times"] == 1
    assert broker["z"] == pytest.approx((1 - broker["expected"]) / broker["sd"])


def test_people_of_no_known_group_are_left_out():
    graph = nx.DiGraph([("a", "b"), ("b", "c"), ("c", "d")])
    found = networking.brokerage_roles(graph, {"a": "x", "b": "x", "c": "x"})
    assert sorted(found["member"].unique()) == ["a", "b", "c"]
    assert networking.brokerage_roles(graph, {}).empty
