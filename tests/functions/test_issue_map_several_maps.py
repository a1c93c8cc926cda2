"""Maps of several groups put together, themes, and causes on the other side of a boundary."""

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions.issue_map.boundaries import crossing_chains
from copkit.functions.issue_map.causal_map import causal_graph
from copkit.functions.issue_map.several_maps import combined, themes


def links(*rows: tuple[object, ...], columns: str = "cause effect strength") -> pd.DataFrame:
    return pd.DataFrame(rows, columns=columns.split())


def drawn(*rows: tuple[object, ...]) -> pd.DataFrame:
    return links(*rows, columns="map cause effect strength")


def test_a_map_with_both_issues_and_no_link_says_nought_and_one_without_them_says_nothing():
    found = combined(
        drawn(("p1", "a", "b", 0.8), ("p2", "a", "c", 0.5), ("p2", "b", "c", 0.5), ("p3", "x", "y", 1.0))
    ).set_index(["cause", "effect"])
    assert found.loc[("a", "b"), ["strength", "maps", "could"]].tolist() == [0.4, 1, 2]
    assert found.loc[("x", "y"), ["strength", "maps", "could"]].tolist() == [1.0, 1, 1]


def test_a_link_that_some_think_worse_and_others_better_is_disputed_and_stands_first():
    found = combined(
        drawn(("p1", "a", "b", 0.6), ("p2", "a", "b", -0.2), ("p1", "b", "c", 1), ("p2", "b", "c", 1))
    )
    assert found.iloc[0][["cause", "strength", "disputed"]].tolist() == ["a", 0.2, True]
    assert found.iloc[0]["spread"] == pytest.approx(0.4)


def test_nothing_drawn_gives_nothing():
    assert combined(drawn()).empty


strengths = st.lists(
    st.tuples(st.sampled_from(["p1", "p2", "p3"]), st.floats(-1, 1).map(lambda value: round(value, 2))),
    min_size=1,
    max_size=8,
    unique_by=lambda row: row[0],
)


@given(strengths)
def test_the_mean_lies_between_what_was_said(said):
    found = combined(drawn(*[(name, "a", "b", value) for name, value in said])).iloc[0]
    values = [value for _, value in said]
    assert min(values) - 1e-9 <= found["strength"] <= max(values) + 1e-9
    assert found["maps"] == len(said)


def test_two_knots_of_issues_are_two_themes():
    knots = [(one, other) for knot in ("abcd", "wxyz") for one in knot for other in knot if one < other]
    graph = causal_graph(links(*[(one, other, 0.5) for one, other in knots], ("d", "w", 0.1)))
    found = themes(graph)
    assert {found[name] for name in "abcd"} == {1}
    assert {found[name] for name in "wxyz"} == {2}
    assert themes(graph) == found
    assert themes(nx.DiGraph()) == {}


HOSPITAL = links(
    ("no home-care slots", "late discharge", 0.8),
    ("care workers leave", "no home-care slots", 0.7),
    ("low pay", "care workers leave", 0.9),
    ("full wards", "late discharge", 0.9),
    ("good rota", "late discharge", -0.6),
)
SIDES = {
    "late discharge": ["hospital"],
    "full wards": ["hospital"],
    "no home-care slots": ["council"],
    "care workers leave": ["care firm"],
    "low pay": [],
    "good rota": ["council"],
}


def test_a_root_on_another_side_is_told_as_a_chain():
    found = crossing_chains(HOSPITAL, {**SIDES, "low pay": ["care firm"]})
    assert found[0].sentence == "late discharge ← no home-care slots ← care workers leave ← low pay"
    assert found[0].sides == ("hospital", "council", "care firm")
    assert found[0].strength == 0.7


def test_what_lies_on_the_same_side_or_lessens_is_no_crossing():
    roots = {chain.issues[-1] for chain in crossing_chains(HOSPITAL, {**SIDES, "low pay": ["care firm"]})}
    assert not roots & {"full wards", "good rota"}


def test_a_root_on_no_side_crosses_nothing():
    assert [chain.issues for chain in crossing_chains(HOSPITAL, SIDES) if "low pay" in chain.issues] == []


def test_chains_end_in_a_loop_too():
    circle = links(("a", "b", 0.5), ("b", "a", 0.5))
    found = crossing_chains(circle, {"a": ["one"], "b": ["two"]})
    assert [chain.sentence for chain in found] == ["a ← b", "b ← a"]
