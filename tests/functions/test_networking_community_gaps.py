"""Pairs of communities with fewer ties than chance would give, counted again by looking at every pair."""

from itertools import combinations

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions.networking import community_pairs

PEOPLE = [f"m{number}" for number in range(8)]
COMMUNITIES = ["Homes", "Streets", "Work"]


@st.composite
def places(draw):
    graph = nx.Graph()
    graph.add_nodes_from(PEOPLE)
    graph.add_edges_from(draw(st.sets(st.sampled_from(list(combinations(PEOPLE, 2))))))
    some = st.sets(st.sampled_from(COMMUNITIES)).map(tuple)
    return graph, {name: draw(some) for name in PEOPLE}


@given(places())
def test_tied_possible_and_expected_are_what_counting_every_pair_gives(place):
    graph, groups = place
    density = graph.number_of_edges() / 28
    for row in community_pairs(graph, groups).to_dict("records"):
        pairs = [
            (one, other)
            for one, other in combinations(PEOPLE, 2)
            if not set(groups[one]) & set(groups[other])
            and (
                (row["community"] in groups[one] and row["other"] in groups[other])
                or (row["community"] in groups[other] and row["other"] in groups[one])
            )
        ]
        assert row["possible"] == len(pairs)
        assert row["tied"] == sum(graph.has_edge(*pair) for pair in pairs)
        assert row["expected"] == pytest.approx(len(pairs) * density)
        assert row["shortfall"] == pytest.approx(row["expected"] - row["tied"])


def test_the_largest_shortfall_is_first_and_what_both_have_is_told():
    graph = nx.Graph([("a", "b"), ("c", "d"), ("a", "c")])
    graph.add_nodes_from(["e", "f"])
    groups = dict(zip("abcdef", [("Homes",)] * 2 + [("Streets",)] * 2 + [("Work",)] * 2, strict=True))
    issues = pd.DataFrame(
        [("Homes", "Damp"), ("Work", "Damp"), ("Work", "Pay"), ("Streets", "Light")],
        columns=["community", "issue"],
    )
    wants = pd.DataFrame(
        [("e", "a", "Maps"), ("b", "f", "Law"), ("a", "b", "Sums")], columns=["learner", "teacher", "skill"]
    )
    found = community_pairs(graph, groups, issues, wants)
    assert found[["community", "other"]].to_numpy().tolist() == [
        ["Homes", "Work"],
        ["Streets", "Work"],
        ["Homes", "Streets"],
    ]
    assert found["issues"].tolist() == [("Damp",), (), ()]
    assert found["skills"].tolist() == [("Law", "Maps"), (), ()]


def test_without_communities_there_is_no_pair():
    assert community_pairs(nx.Graph([("a", "b")]), {}).empty
