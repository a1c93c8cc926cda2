"""What an introduction is worth, and the sentence that says why."""

import sys

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions import networking

PATH = nx.DiGraph([("Ann", "Bo"), ("Cy", "Bo"), ("Cy", "Di"), ("Di", "Ed"), ("Ed", "Fay")])
WANTS = pd.DataFrame(
    [("Ann", "Di", "meter reading"), ("Ann", "Di", "law"), ("Di", "Ann", "maps"), ("Zoe", "Ann", "maps")],
    columns=["learner", "teacher", "skill"],
)


def points(found):
    return {(row.member, row.to_member): row.points for row in found.itertuples()}


def test_the_further_apart_the_more_points_and_no_way_counts_most():
    found = networking.pair_values(["Ann", "Cy", "Di", "Ed", "Fay", "Gil", "Bo"], PATH)
    assert points(found) == {
        ("Ann", "Cy"): 1,
        ("Bo", "Di"): 1,
        ("Cy", "Ed"): 1,
        ("Di", "Fay"): 1,
        ("Ann", "Di"): 2,
        ("Bo", "Ed"): 2,
        ("Cy", "Fay"): 2,
        ("Ann", "Ed"): 3,
        ("Bo", "Fay"): 3,
        ("Ann", "Fay"): 3,
        **{tuple(sorted((name, "Gil"))): 4 for name in ("Ann", "Bo", "Cy", "Di", "Ed", "Fay")},
    }
    far = found.set_index(["member", "to_member"])["distance"]
    assert [far["Ann", "Cy"], far["Ann", "Fay"], far["Ann", "Gil"]] == [2, 4, float("inf")]


def test_each_part_gives_its_points():
    found = networking.pair_values(
        ["Ann", "Di", "Ed"],
        communities={"Ann": ["homes"], "Di": ["streets", "food"], "Ed": ["homes", "food"]},
        organisations={"Ann": "council", "Di": "police", "Ed": "council"},
        sectors={"Ann": "public", "Di": "public", "Ed": None},
        wants=WANTS,
        issues={"Ann": ["damp", "cold"], "Ed": ["cold", "damp"], "Di": ["crime"]},
        points=networking.Points(community=10, organisation=100, sector=1000, skill=10000, issue=100000),
    )
    assert points(found) == {("Ann", "Di"): 20110, ("Ann", "Ed"): 100000, ("Di", "Ed"): 100}
    first = found.iloc[0]
    assert first[["learner", "teacher", "skill", "issue"]].tolist() == ["Ann", "Di", "law", ""]
    assert first[["member_in", "to_member_in"]].tolist() == ["council", "police"]
    assert found.iloc[1]["issue"] == "cold"
    assert found["distance"].isna().all()
    with pytest.raises(ValueError, match="points for 'skill' are -1"):
        networking.Points(skill=-1)


def test_who_met_needs_no_introduction():
    met = networking.pairs_met(
        PATH, pd.DataFrame({"member": ["Fay"], "to_member": ["Ann"]}), {"Gil": "x", "Bo": "x", "Cy": "y"}
    )
    assert met == {
        ("Ann", "Bo"),
        ("Bo", "Cy"),
        ("Cy", "Di"),
        ("Di", "Ed"),
        ("Ed", "Fay"),
        ("Ann", "Fay"),
        ("Bo", "Gil"),
    }
    found = networking.pair_values(["Ann", "Bo", "Fay", "Gil"], PATH, met=met)
    assert set(points(found)) == {("Ann", "Gil"), ("Bo", "Fay"), ("Fay", "Gil")}
    assert networking.pair_values([], PATH).empty
    assert networking.pair_values(["Ann"], PATH).empty


names = st.sampled_from("abcdefgh")
graphs = st.lists(st.tuples(names, names), max_size=12).map(
    lambda pairs: nx.Graph([pair for pair in pairs if pair[0] != pair[1]])
)


@given(graphs)
def test_distances_are_those_of_networkx(graph):
    found = networking.pair_values(list("abcdefgh"), graph)
    steps = dict(nx.all_pairs_shortest_path_length(graph))
    for row in found.itertuples():
        expected = steps.get(row.member, {}).get(row.to_member, float("inf"))
        assert row.distance == (expected if expected == float("inf") else min(expected, 4))


@given(graphs, st.integers(1, 3), st.permutations("abcdefgh"))
def test_the_best_of_each_are_among_all_pairs_whatever_the_order(graph, best, order):
    everything = points(networking.pair_values(list("abcdefgh"), graph))
    found = networking.pair_values(list("abcdefgh"), graph, best=best)
    assert points(found).items() <= everything.items()
    for name in "abcdefgh":
        mine = sorted((value for pair, value in everything.items() if name in pair), reverse=True)
        kept = sorted((value for pair, value in points(found).items() if name in pair), reverse=True)
        assert kept[:best] == mine[:best]
    pd.testing.assert_frame_equal(found, networking.pair_values(order, graph, best=best))


def test_rows_taken_in_parts_give_the_same(monkeypatch):
    graph = nx.gnp_random_graph(60, 0.05, seed=2)
    graph = nx.relabel_nodes(graph, {node: f"m{node:02}" for node in graph})
    whole = networking.pair_values(sorted(graph), graph)
    monkeypatch.setattr(sys.modules["copkit.functions.networking.pair_worth"], "ROWS", 7)
    pd.testing.assert_frame_equal(networking.pair_values(sorted(graph), graph), whole)


def test_the_sentences():
    facts = {"distance": 2.0, "issue": "damp", "learner": "Bo", "teacher": "Ann", "skill": "law"}
    assert networking.pair_reason("Ann", "Bo", facts) == (
        "Ann and Bo know some of the same people, but not each other; Ann teaches law, which Bo wants to "
        "learn; both work on damp."
    )
    apart = {"distance": 3.0, "other_sector": True, "member_in": "public", "to_member_in": "business"}
    assert networking.pair_reason("Ann", "Bo", apart) == (
        "Ann (public) and Bo (business) know nobody in common; they come from different sectors."
    )


def test_a_plan_gives_the_reason_of_the_pair_whichever_way_it_was_written():
    values = networking.pair_values(
        ["Ann", "Di"], organisations={"Ann": "council", "Di": "police"}, wants=WANTS
    )
    turned = values.rename(
        columns={
            "member": "to_member",
            "to_member": "member",
            "member_in": "to_member_in",
            "to_member_in": "member_in",
        }
    )
    for frame in (values, turned):
        plan = networking.plan_rounds(["Di", "Ann"], frame, 1)
        assert plan.reasons["reason"].tolist() == [
            "Ann (council) and Di (police) have not met; Di teaches law, which Ann wants to learn."
        ]
