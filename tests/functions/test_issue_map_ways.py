"""The ways by which an issue acts on an outcome: each as strong as its weakest link, signs kept apart."""

import itertools

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copkit.functions.issue_map.cognitive_map import UnknownIssue, weight_matrix
from copkit.functions.issue_map.ways import total_effects

LINKS = pd.DataFrame(
    [("a", "b", 0.9), ("b", "z", 0.4), ("a", "c", 0.6), ("c", "z", -0.5), ("a", "z", 0.2), ("z", "a", 1.0)],
    columns=["cause", "effect", "strength"],
)


def test_the_total_effect_is_the_strongest_way_and_a_way_as_strong_as_its_weakest_link():
    found = total_effects(weight_matrix(LINKS), "z")
    assert found.loc["a"].to_dict() == {
        "worsens": 0.4,
        "lessens": 0.5,
        "worsens_by": ("a", "b", "z"),
        "lessens_by": ("a", "c", "z"),
    }


def test_the_outcome_does_not_act_on_itself():
    assert total_effects(weight_matrix(LINKS), "z").loc["z"].tolist() == [0.0, 0.0, (), ()]


def test_two_ways_of_opposite_signs_are_told_beside_each_other():
    links = pd.DataFrame(
        [("C1", "C3", 0.7), ("C3", "C5", -0.8), ("C1", "C2", 0.3), ("C2", "C4", 0.9), ("C4", "C5", 0.5)],
        columns=["cause", "effect", "strength"],
    )
    found = total_effects(weight_matrix(links), "C5").loc["C1"]
    assert (found["worsens"], found["lessens"]) == (0.3, 0.7)


def test_an_outcome_that_the_map_lacks_is_refused():
    with pytest.raises(UnknownIssue, match="'nowhere'"):
        total_effects(weight_matrix(LINKS), "nowhere")


matrices = st.lists(
    st.lists(st.sampled_from([0, 0, 0.2, 0.5, 0.9, -0.3, -0.7]), min_size=5, max_size=5),
    min_size=5,
    max_size=5,
).map(lambda rows: pd.DataFrame(rows, index=list("abcde"), columns=list("abcde"), dtype=float))


def width_and_sign(weights: pd.DataFrame, way) -> tuple[float, float]:
    links = [weights.loc[one, other] for one, other in itertools.pairwise(way)]
    sign = 1.0
    for link in links:
        sign *= 1 if link > 0 else -1
    return min(map(abs, links)), sign


@settings(max_examples=30)
@given(matrices)
def test_a_way_has_the_width_and_the_sign_that_are_told(weights):
    found = total_effects(weights, "e")
    for word, sign in (("worsens", 1), ("lessens", -1)):
        for effect, way in zip(found[word], found[f"{word}_by"], strict=True):
            assert bool(way) == (effect > 0)
            if way:
                assert way[-1] == "e"
                assert width_and_sign(weights, way) == (effect, sign)


@settings(max_examples=30)
@given(matrices)
def test_no_simple_path_is_stronger(weights):
    found = total_effects(weights, "e")
    graph = nx.from_pandas_adjacency(weights, create_using=nx.DiGraph)
    for issue in "abcd":
        for way in nx.all_simple_paths(graph, issue, "e"):
            width, sign = width_and_sign(weights, way)
            assert found.loc[issue, "worsens" if sign > 0 else "lessens"] >= width


@given(matrices, st.permutations(list("abcde")))
def test_the_order_of_the_issues_changes_no_effect(weights, order):
    columns = ["worsens", "lessens"]
    one, other = (total_effects(each, "e")[columns] for each in (weights, weights.loc[order, order]))
    pd.testing.assert_frame_equal(one, other.loc[one.index])
