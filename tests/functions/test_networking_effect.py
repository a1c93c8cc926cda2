"""What planned introductions change, beside random ones."""

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copkit.functions import networking


def rounds(*members):
    return pd.DataFrame({"round": 1, "group": range(1, len(members) + 1), "members": members})


TWO = nx.disjoint_union(nx.complete_graph(4), nx.complete_graph(4))
TWO = nx.relabel_nodes(TWO, dict(enumerate("abcdefgh")))
SIDES = {name: ("left",) if name < "e" else ("right",) for name in "abcdefgh"}


def test_one_bridge_between_two_cliques_worked_out_by_hand():
    effect = networking.introduction_effect(TWO, rounds(("a", "e")), SIDES, probability=1, repetitions=5)
    frame = effect.frame
    # before: 12 pairs at 1 step and 16 without a way, which count one more than the longest, 2
    assert frame.loc["mean distance", "before"] == pytest.approx((12 + 16 * 2) / 28)
    assert frame.loc["mean distance", "planned"] == pytest.approx((13 + 15 * 2) / 28)
    assert frame.loc["ties between communities", ["before", "planned"]].tolist() == [0, 1]
    assert frame.loc["E-I index", "before"] == -1
    assert frame.loc["E-I index", "planned"] == pytest.approx((1 - 12) / 13)
    assert frame.loc["isolates", "before"] == 0


def test_measures_are_those_of_networkx():
    graph = nx.relabel_nodes(nx.path_graph(6), str)
    effect = networking.introduction_effect(
        graph, rounds(("0", "5"), ("1", "4")), {}, probability=1, repetitions=3
    )
    after = nx.Graph([*graph.edges, ("0", "5"), ("1", "4")])
    distance = effect.frame.loc["mean distance"]
    assert distance["before"] == pytest.approx(nx.average_shortest_path_length(graph))
    assert distance["planned"] == pytest.approx(nx.average_shortest_path_length(after))
    assert effect.frame.loc["E-I index"].drop("better").isna().all()


def test_planned_pairs_across_do_better_than_random_ones():
    met = networking.pairs_met(TWO)
    values = networking.pair_values(list("abcdefgh"), TWO, communities=SIDES)
    plan = networking.plan_rounds(list("abcdefgh"), values, 1, met)
    assert all(one < "e" <= other for one, other in plan.rounds["members"])
    apart = nx.empty_graph(list("abcdefgh"))
    effect = networking.introduction_effect(apart, plan.rounds, SIDES, repetitions=100)
    cross = effect.frame.loc["ties between communities"]
    assert effect.probability == 0.5
    assert cross["planned"] == pytest.approx(2, abs=0.4)
    assert cross["random"] < cross["planned"]
    assert cross["planned_better"] > 0.6
    assert cross["planned_low"] <= cross["planned"] <= cross["planned_high"]
    assert effect.sentence.startswith("If 50% of introductions become ties (mean of 100 runs): with planned ")
    assert f"to {cross['planned']:.1f}, with random ones to {cross['random']:.1f}" in effect.sentence


def test_the_place_s_own_outcomes_give_the_probability():
    made = pd.DataFrame(
        {"outcome": ["met", "met again", "did not meet", "works together now", "not yet", None]}
    )
    assert networking.share_that_met(made) == 0.5
    enough = pd.concat([made, pd.DataFrame({"outcome": ["did not meet"]})])
    assert networking.share_that_met(enough) == pytest.approx(3 / 5)
    effect = networking.introduction_effect(TWO, rounds(("a", "e")), {}, introductions=enough, repetitions=2)
    assert effect.probability == pytest.approx(3 / 5)


def test_what_cannot_be_is_told():
    with pytest.raises(ValueError, match="from 0 to 1"):
        networking.introduction_effect(TWO, rounds(), {}, probability=2)
    with pytest.raises(ValueError, match="at least one"):
        networking.introduction_effect(TWO, rounds(), {}, repetitions=0)


def test_no_introductions_change_nothing():
    frame = networking.introduction_effect(TWO, rounds(), SIDES, repetitions=3).frame
    assert (frame["planned"] == frame["before"]).all()
    assert (frame["planned_better"] == 0.5).all()
    assert (
        networking.introduction_effect(nx.Graph(), rounds(), {}, repetitions=2).frame["before"].isna().any()
    )


graphs = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=10)


@settings(deadline=None, max_examples=20)
@given(graphs, st.integers(0, 3))
def test_more_ties_never_lengthen_ways_and_a_seed_gives_the_same(pairs, seed):
    graph = nx.empty_graph(list("abcdefgh"))
    graph.add_edges_from(pair for pair in pairs if pair[0] != pair[1])
    made = rounds(("a", "b", "c"), ("d", "e"), ("f", "g"))
    effect = networking.introduction_effect(graph, made, SIDES, repetitions=5, seed=seed)
    frame = effect.frame
    assert (
        frame.loc["mean distance", ["planned", "random"]] <= frame.loc["mean distance", "before"] + 1e-9
    ).all()
    assert (frame.loc["isolates", ["planned", "random"]] <= frame.loc["isolates", "before"]).all()
    assert frame["planned_better"].dropna().between(0, 1).all()
    turned = made.iloc[::-1].assign(members=[group[::-1] for group in made["members"][::-1]])
    other = nx.empty_graph(list("hgfedcba"))
    other.add_edges_from(list(graph.edges)[::-1])
    again = networking.introduction_effect(other, turned, SIDES, repetitions=5, seed=seed)
    pd.testing.assert_frame_equal(frame, again.frame)
