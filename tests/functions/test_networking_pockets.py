"""Pockets of expertise: small tight groups that alone hold a skill, held to a search through all groups."""

from itertools import combinations

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copkit.functions import networking
from copkit.functions.networking.pockets import is_tight


def skills(*rows):
    frame = pd.DataFrame([row if len(row) == 3 else (*row, 4) for row in rows])
    return frame.set_axis(["member", "skill", "level"], axis=1) if len(frame) else empty()


def empty():
    return pd.DataFrame({"member": [], "skill": [], "level": []})


def found(graph, *rows, **how):
    frame = networking.pockets_of_expertise(graph, skills(*rows), **how)
    return frame[["members", "skill", "holders", "elsewhere"]].to_numpy().tolist()


# a large circle of eight, a triangle (u, v, w) that hangs on it by one tie, and a pair (x, y) apart
TIES = nx.circulant_graph(8, [1, 2, 3])
TIES = nx.relabel_nodes(TIES, dict(enumerate("abcdefgh")))
TIES.add_edges_from([("u", "v"), ("v", "w"), ("u", "w"), ("u", "a"), ("x", "y")])
TIES.add_node("z")


def test_a_component_of_its_own_is_a_pocket_for_what_it_knows():
    assert found(TIES, ("x", "maps")) == [[("x", "y"), "maps", ("x",), 0]]


def test_so_is_somebody_without_a_tie():
    assert found(TIES, ("z", "maps")) == [[("z",), "maps", ("z",), 0]]


def test_a_tight_group_is_one_where_nobody_else_in_reach_has_the_skill():
    assert found(TIES, ("v", "law"), ("w", "law")) == [[("u", "v", "w"), "law", ("v", "w"), 0]]
    assert found(TIES, ("v", "law"), ("d", "law")) == []


def test_a_person_within_the_large_circle_is_no_pocket():
    assert found(TIES, ("d", "law")) == []


def test_who_cannot_be_reached_counts_as_elsewhere():
    assert found(TIES, ("v", "law"), ("x", "law"), ("d", "sums")) == [
        [("u", "v", "w"), "law", ("v",), 1],
        [("x", "y"), "law", ("x",), 1],
    ]


def test_a_large_group_is_no_pocket():
    assert found(TIES, ("v", "law"), most=2) == []


def test_a_low_level_is_not_held():
    assert found(TIES, ("v", "law", 2), ("x", "law", None)) == []
    assert found(TIES, ("v", "law", 2), least=2) == [[("u", "v", "w"), "law", ("v",), 0]]
    assert found(TIES, ("v", "law", 3), ("d", "law", 2)) == [[("u", "v", "w"), "law", ("v",), 0]]


def test_the_same_members_have_the_same_number():
    frame = networking.pockets_of_expertise(TIES, skills(("v", "law"), ("w", "sums"), ("z", "maps")))
    assert frame["pocket"].tolist() == [1, 1, 2]


def test_the_whole_network_is_no_pocket_and_strangers_do_not_count():
    assert found(nx.Graph([("a", "b")]), ("a", "law")) == []
    assert found(TIES, ("somebody", "law"), ("x", "law")) == [[("x", "y"), "law", ("x",), 0]]


def test_nothing_gives_nothing():
    assert list(networking.pockets_of_expertise(TIES, empty()).columns) == [
        "pocket",
        "members",
        "skill",
        "holders",
        "elsewhere",
    ]
    assert networking.pockets_of_expertise(nx.Graph(), empty()).empty
    with pytest.raises(ValueError, match="at least one member"):
        networking.pockets_of_expertise(TIES, empty(), most=0)


@pytest.mark.parametrize(
    ("group", "tight"), [("uvw", True), ("uv", False), ("z", True), ("xz", False), ("abcdefgh", True)]
)
def test_tight_groups(group, tight):
    assert is_tight(TIES, frozenset(group)) is tight


def by_all_groups(graph, holders, most):
    for size in range(len(holders), most + 1):
        for group in combinations(sorted(graph), size):
            if set(holders) <= set(group) and is_tight(graph, frozenset(group)):
                return group
    return None


networks = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), min_size=1, max_size=16
)


@settings(max_examples=50, deadline=None)
@given(networks, st.sets(st.sampled_from("abcdefgh"), min_size=1, max_size=3), st.integers(1, 6))
def test_each_pocket_is_the_smallest_of_all_groups(ties, able, most):
    graph = nx.DiGraph(ties)
    graph.add_nodes_from("abcdefgh")
    undirected = nx.Graph(graph)
    expected = []
    for part in nx.connected_components(undirected):
        holders = tuple(sorted(able & part))
        group = by_all_groups(undirected, holders, most) if holders else None
        if group and len(group) < 8:
            expected.append([group, "law", holders, len(able) - len(holders)])
    assert found(graph, *[(name, "law") for name in sorted(able)], most=most) == sorted(expected)
