"""Function 4: the best total score, held to all matchings, to networkx, and to its own proof."""

from itertools import product

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copkit.functions import development
from copkit.functions.development.best_total import _dual_bound, _heaviest, _task


def scores(*rows):
    return pd.DataFrame(rows, columns=["mentee", "mentor", "score"])


def test_as_many_as_can_be_or_the_score_alone():
    given_scores = scores(("Ann", "Bo", 5), ("Ann", "Cy", 1), ("Di", "Bo", 3))
    most = development.best_assignment(given_scores, mentees=["Eve"])
    assert most.pairs.to_numpy().tolist() == [["Bo", "Di", 3.0], ["Cy", "Ann", 1.0]]
    assert (most.unmatched, most.total, most.bound, most.most_matched) == (("Eve",), 4.0, 4.0, 2)
    assert most.notes == (
        "2 of 3 mentees have a mentor, as many as can be.",
        "The pairs score 4 in total, the most that so many can reach: checked by prices for the mentors' "
        "places, at which nobody would gain by another mentor.",
    )
    alone = development.best_assignment(given_scores, as_many_as_can_be=False)
    assert (alone.pairs.to_numpy().tolist(), alone.optimal) == ([["Bo", "Ann", 5.0]], True)
    assert alone.free_places == {"Cy": 1}
    assert alone.notes[0] == "1 of 2 mentees have a mentor."
    assert alone.notes[1].startswith("The pairs score 5 in total, the most there can be: checked by prices")


def test_pairs_may_be_barred_and_mentors_take_several():
    given_scores = scores(("Ann", "Bo", 5), ("Di", "Bo", 3), ("Di", "Cy", 2.5))
    assert development.best_assignment(given_scores, {"Bo": 2}).free_places == {"Cy": 1}
    barred = development.best_assignment(given_scores, {"Bo": 2}, barred=[("Bo", "Di"), ("Zed", "Di")])
    assert barred.pairs.to_numpy().tolist() == [["Bo", "Ann", 5.0], ["Cy", "Di", 2.5]]


@st.composite
def instances(draw):
    pairs = draw(st.sets(st.tuples(st.sampled_from("abcde"), st.sampled_from("WXYZ")), max_size=14))
    rows = [(*pair, draw(st.integers(0, 12)) / 4) for pair in sorted(pairs)]
    return scores(*rows), {name: draw(st.integers(0, 3)) for name in "WXYZ"}


def all_totals(frame, places):
    """For each number of pairs the best total."""
    worth = {(one, other): score for one, other, score in frame.itertuples(index=False)}
    mentees = sorted(set(frame["mentee"]))
    choices = [[None, *(other for one, other in worth if one == name)] for name in mentees]
    best = {}
    for chosen in product(*choices):
        if all(chosen.count(name) <= most for name, most in places.items()):
            pairs = [pair for pair in zip(mentees, chosen, strict=True) if pair[1]]
            best[len(pairs)] = max(best.get(len(pairs), 0), sum(worth[pair] for pair in pairs))
    return best


@settings(max_examples=50, deadline=None)
@given(instances(), st.booleans(), st.randoms())
def test_among_all_matchings_it_is_the_best_and_says_so(instance, many, chance):
    frame, places = instance
    found = development.best_assignment(frame, places, as_many_as_can_be=many)
    best = all_totals(frame, places)
    assert found.optimal
    assert found.total == found.bound == (best[max(best)] if many else max(best.values()))
    assert found.pairs["score"].sum() == found.total
    assert not many or len(found.pairs) == found.most_matched == max(best)
    taken = found.pairs["mentor"].value_counts()
    assert all(taken.get(name, 0) + found.free_places.get(name, 0) == places[name] for name in taken.index)
    assert found.pairs["mentee"].is_unique
    rows = chance.sample(range(len(frame)), len(frame))
    again = development.best_assignment(frame.iloc[rows], places, as_many_as_can_be=many)
    pd.testing.assert_frame_equal(found.pairs, again.pairs)


@settings(max_examples=40, deadline=None)
@given(instances(), st.booleans())
def test_the_proof_holds_for_the_best_and_only_for_it(instance, many):
    """A pair taken away: the bound stays true, and the total falls short of it."""
    frame, places = instance
    task = _task(frame, places, (), ())
    weight = task.score + (1_000_000 if many else 1)
    chosen = _heaviest(task, weight)
    assert _dual_bound(task, weight, chosen) == weight[chosen].sum()
    if chosen.any():
        fewer = chosen.copy()
        fewer[np.flatnonzero(chosen)[0]] = False
        assert _dual_bound(task, weight, fewer) >= weight[chosen].sum() > weight[fewer].sum()


@pytest.mark.parametrize("many", [True, False])
def test_networkx_finds_the_same_total(many):
    chance = np.random.default_rng(4)
    rows = [
        (f"e{one:02}", f"m{other:02}", round(float(chance.random() * 9), 3))
        for one in range(40)
        for other in chance.choice(15, 3, replace=False)
    ]
    found = development.best_assignment(scores(*rows), 2, as_many_as_can_be=many)
    graph = nx.Graph()
    for one, other, score in rows:
        for place in range(2):
            graph.add_edge(one, (other, place), weight=score)
    theirs = nx.max_weight_matching(graph, maxcardinality=many)
    assert found.total == pytest.approx(sum(graph.edges[pair]["weight"] for pair in theirs))
    assert not many or len(found.pairs) == len(theirs)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("Ann", "Bo", -1)], "Ann and Bo have the score -1. Give 0 to 10,000."),
        ([("Ann", "Bo", float("nan"))], "Ann and Bo have the score nan"),
        ([("Ann", "Bo", 1), ("Ann", "Bo", 2)], "Ann and Bo are scored twice"),
        ([("Ann", "Ann", 1)], "Ann is scored with themselves"),
    ],
)
def test_what_cannot_be_is_told(rows, told):
    with pytest.raises(ValueError, match=told):
        development.best_assignment(scores(*rows))


def test_wrong_columns_and_places_are_told():
    with pytest.raises(ValueError, match="no column 'score'"):
        development.best_assignment(pd.DataFrame({"mentee": [], "mentor": []}))
    with pytest.raises(ValueError, match="Bo has -1 places"):
        development.best_assignment(scores(("Ann", "Bo", 1)), {"Bo": -1})


def test_nobody_gives_nothing():
    found = development.best_assignment(scores(), mentees=["Ann"])
    assert (len(found.pairs), found.unmatched, found.total, found.optimal) == (0, ("Ann",), 0.0, True)
