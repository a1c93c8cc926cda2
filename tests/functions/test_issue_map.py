"""Function 1: the causal map, its loops, influence and dependence, dot votes, coverage."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions import issue_map

# The map of FCMpy's simulator tests, after the R package fcm: row acts on column.
WEIGHTS = [
    [0, 0, 0.6, 0.9, 0, 0, 0, 0.8],
    [0.1, 0, 0, 0, 0, 0, 0.2, 0.5],
    [0, 0.7, 0, 0, 0.9, 0, 0.4, 0.1],
    [0.4, 0, 0, 0, 0, 0.9, 0, 0],
    [0, 0, 0, 0, 0, -0.9, 0, 0.3],
    [-0.3, 0, 0, 0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 0.8, 0.4, 0.9],
    [0.1, 0, 0, 0, 0, 0.1, 0.6, 0],
]


def links_of(weights) -> pd.DataFrame:
    rows = [
        (f"C{row + 1}", f"C{column + 1}", weight)
        for row, line in enumerate(weights)
        for column, weight in enumerate(line)
        if weight
    ]
    return pd.DataFrame(rows, columns=["cause", "effect", "strength"])


@pytest.fixture
def published() -> nx.DiGraph:
    return issue_map.causal_graph(links_of(WEIGHTS))


def test_degrees_are_the_published_sums(published):
    found = issue_map.degrees(published).sort_values("issue")
    assert found["outdegree"].round(4).tolist() == [2.3, 0.8, 2.1, 1.3, 1.2, 0.3, 2.1, 0.8]
    assert found["indegree"].round(4).tolist() == [0.9, 0.7, 0.6, 0.9, 0.9, 2.7, 1.6, 2.6]


def test_loops_are_the_published_ones(published):
    found, cut = issue_map.loops(published)
    assert published.number_of_edges() == 21
    assert (len(found), sum(loop.reinforcing for loop in found), cut) == (24, 11, False)


def test_a_search_for_loops_that_was_cut_says_so(published):
    found, cut = issue_map.loops(published, most=10)
    assert (len(found), cut) == (10, True)


def test_micmac_by_hand():
    graph = issue_map.causal_graph(links_of([[0, 1, 0], [0, 0, 1], [1, 1, 0]]))
    found = issue_map.micmac(graph)
    assert (found["influence"] * 4).round(6).tolist() == [1, 1, 2]
    assert (found["dependence"] * 4).round(6).tolist() == [1, 2, 1]


def test_micmac_counts_ways_over_several_steps():
    chain = pd.DataFrame({"cause": ["a", "b", "b"], "effect": ["b", "c", "d"], "strength": [1.0, 1.0, 1.0]})
    found = issue_map.micmac(issue_map.causal_graph(chain)).set_index("issue")
    assert found.loc["b", "influence"] > found.loc["a", "influence"]
    assert found.loc["a", "indirect_influence"] == 1.0
    assert found.loc["a", "quadrant"] == "driver"


weights = st.lists(st.lists(st.sampled_from([0, 0, 0.5, -1]), min_size=5, max_size=5), min_size=5, max_size=5)


@given(weights)
def test_what_goes_out_comes_in(lines):
    found = issue_map.degrees(issue_map.causal_graph(links_of(lines)))
    assert found["outdegree"].sum() == pytest.approx(found["indegree"].sum())


@given(weights)
def test_influence_and_dependence_are_shares(lines):
    found = issue_map.micmac(issue_map.causal_graph(links_of(lines)))
    for column in ("influence", "dependence", "indirect_influence", "indirect_dependence"):
        assert found[column].sum() == pytest.approx(1) or (found[column] == 0).all()


@given(weights, st.randoms())
def test_the_order_of_the_links_makes_no_difference(lines, chance):
    links = links_of(lines)
    order = list(range(len(links)))
    chance.shuffle(order)
    one, other = issue_map.causal_graph(links), issue_map.causal_graph(links.iloc[order])
    assert issue_map.loops(one) == issue_map.loops(other)
    pd.testing.assert_frame_equal(issue_map.micmac(one), issue_map.micmac(other))


@given(weights)
def test_turning_all_signs_changes_loops_of_odd_length_only(lines):
    found, _ = issue_map.loops(issue_map.causal_graph(links_of(lines)))
    turned, _ = issue_map.loops(issue_map.causal_graph(links_of((-np.array(lines)).tolist())))
    for loop, other in zip(found, turned, strict=True):
        assert (loop.reinforcing == other.reinforcing) == (len(loop.issues) % 2 == 0)


@pytest.fixture
def votes() -> pd.DataFrame:
    rows = [
        ("first", "p1", "damp", 5, "2025-09-18"),
        ("second", "p1", "damp", 2, "2026-06-18"),
        ("second", "p2", "damp", 1, "2026-06-18"),
        ("second", "p2", "falls", 4, "2026-06-18"),
        ("second", "p3", "buses", 0, "2026-06-18"),
    ]
    frame = pd.DataFrame(rows, columns=["round", "voter", "issue", "dots", "cast"])
    return frame.assign(cast=pd.to_datetime(frame["cast"]))


def test_the_latest_round_is_counted(votes):
    assert issue_map.latest_round(votes) == "second"
    counted = issue_map.dot_votes(votes[votes["round"] == "second"])
    assert counted.to_dict("list") == {
        "issue": ["falls", "damp"],
        "dots": [4, 3],
        "voters": [1, 2],
        "share": [4 / 7, 3 / 7],
    }


def test_rounds_without_dates_go_by_their_order(votes):
    assert issue_map.latest_round(votes.assign(cast=pd.NaT)) == "second"
    assert issue_map.latest_round(votes.head(0)) is None


def test_links_cross_where_no_community_takes_both_ends():
    links = pd.DataFrame({"cause": ["a", "a", "a"], "effect": ["b", "c", "d"], "strength": [1.0, 1.0, 1.0]})
    coverage = pd.DataFrame({"issue": ["a", "b", "b", "c"], "community": ["one", "one", "two", "two"]})
    assert issue_map.crossing_links(links, coverage)["effect"].tolist() == ["c"]
    assert issue_map.takers(["b", "d"], coverage).tolist() == [("one", "two"), ()]


def test_an_empty_map_has_nothing():
    nothing = issue_map.causal_graph(links_of([]))
    assert issue_map.loops(nothing) == ([], False)
    assert issue_map.micmac(nothing).empty
    assert issue_map.degrees(nothing).empty
