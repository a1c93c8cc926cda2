"""Rounds of introductions, held to search through all plans, to the circle method, and to what was asked."""

from collections import Counter
from itertools import combinations, product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copkit.functions import networking
from copkit.functions.networking.pair_task import PairTask
from copkit.functions.networking.partner_assignment import by_assignment, flow
from copkit.functions.networking.round_matching import one_round
from copkit.functions.networking.round_planning import circle_round


def people(number):
    return [f"P{one:03}" for one in range(number)]


def worth(pairs):
    return pd.DataFrame(
        [(*pair, points) for pair, points in pairs.items()], columns=["member", "to_member", "points"]
    )


def all_pairs(number, points=1):
    return worth(dict.fromkeys(combinations(people(number), 2), points))


def meetings(plan):
    return [pair for group in plan.rounds["members"] for pair in combinations(sorted(group), 2)]


# known answers


def test_the_circle_method_s_case_eight_people_meet_everybody_in_seven_rounds():
    plan = networking.plan_rounds(people(8), all_pairs(8), 7)
    met = meetings(plan)
    assert len(met) == len(set(met)) == 28
    assert plan.rounds.groupby("round").size().tolist() == [4] * 7
    assert (plan.points, plan.bound) == (28, 28)
    assert plan.left_out.empty


@pytest.mark.parametrize("number", [2, 4, 6, 10, 16])
def test_the_circle_pairs_any_even_number(number):
    rounds = [circle_round(list(range(number)), turn) for turn in range(number - 1)]
    assert len({pair for pairs in rounds for pair in pairs}) == number * (number - 1) // 2
    assert all(len({one for pair in pairs for one in pair}) == number for pairs in rounds)


def test_without_the_circle_the_rounds_taken_back_find_all_pairs_too():
    """Two who met before keep the circle method out; all others still meet in pairs."""
    plan = networking.plan_rounds(people(6), all_pairs(6), 4, met=[("P000", "P005")])
    assert plan.rounds.groupby("round").size().tolist() == [3] * 4
    assert len(set(meetings(plan)) - {("P000", "P005")}) == 12


# every plan, one by one


def matchings(names, closed=frozenset()):
    """All sets of pairs that are free."""
    if len(names) < 2:
        yield ()
        return
    first, rest = names[0], names[1:]
    yield from matchings(rest, closed)
    for other in rest:
        if (first, other) not in closed:
            for more in matchings([name for name in rest if name != other], closed):
                yield ((first, other), *more)


@st.composite
def valued(draw, least=2, most=8, even=False):
    number = draw(st.integers(least, most).filter(lambda one: not even or one % 2 == 0))
    pairs = list(combinations(people(number), 2))
    points = draw(st.lists(st.integers(0, 9), min_size=len(pairs), max_size=len(pairs)))
    met = draw(st.lists(st.sampled_from(pairs), max_size=len(pairs), unique=True))
    return number, dict(zip(pairs, points, strict=True)), met


@settings(deadline=None, max_examples=30)
@given(valued(even=True))
def test_the_pairs_of_one_round_are_the_best_of_all(task):
    number, points, met = task
    plan = networking.plan_rounds(people(number), worth(points), 1, met)
    best = max(
        (2 * len(pairs), sum(points[pair] for pair in pairs))
        for pairs in matchings(people(number), frozenset(met))
    )
    served = sum(map(len, plan.rounds["members"]))
    if (plan.rounds["members"].map(len) == 2).all():
        assert (served, plan.points) == best
        assert plan.points == plan.bound
    else:
        assert served > best[0]


@settings(deadline=None, max_examples=30)
@given(valued(), st.lists(st.integers(0, 2), min_size=8, max_size=8))
def test_those_served_least_come_first_then_the_points(task, served):
    number, points, met = task
    place = {name: at for at, name in enumerate(people(number))}
    numbered = {(place[a], place[b]): value for (a, b), value in points.items()}
    closed = frozenset((place[a], place[b]) for a, b in met)
    pair_task = PairTask(tuple(people(number)), numbered, closed, (9,) * number)
    groups = one_round(pair_task, set(), served[:number])

    def good(pairs):
        counted = Counter(served[one] for pair in pairs for one in pair)
        return (*(counted[turn] for turn in range(3)), sum(numbered[pair] for pair in pairs))

    best = max(good(pairs) for pairs in matchings(list(range(number)), closed))
    assert sum(best[:3]) <= sum(map(len, groups))
    if all(len(group) == 2 for group in groups):
        assert good(groups) == best


def most_placed(number, closed):
    """The most people that pairs and threes can hold: who is left over joins a pair, one to each."""

    def thirds(over, pairs):
        if not over:
            return 0
        free = [pair for pair in pairs if not {tuple(sorted((over[0], one))) for one in pair} & closed]
        joined = [1 + thirds(over[1:], [one for one in pairs if one != pair]) for pair in free]
        return max([thirds(over[1:], pairs), *joined])

    found = []
    for pairs in matchings(people(number), closed):
        inside = {one for pair in pairs for one in pair}
        found.append(len(inside) + thirds([one for one in people(number) if one not in inside], pairs))
    return max(found)


def test_where_many_have_met_as_few_are_left_out_as_can_be():
    chance = np.random.default_rng(1)
    for _ in range(150):
        number = int(chance.integers(3, 8))
        pairs, share = list(combinations(people(number), 2)), chance.random()
        closed = frozenset(pair for pair in pairs if chance.random() < share)
        plan = networking.plan_rounds(people(number), all_pairs(number), 1, closed)
        assert sum(map(len, plan.rounds["members"])) == most_placed(number, closed)


def test_one_who_is_left_over_makes_one_three_and_not_many():
    """The last knows all but two, whom the best pairs have already: other pairs make room."""
    last, one, other, *rest = people(9)
    points = dict.fromkeys(combinations(people(9), 2), 1) | {(one, rest[0]): 2, (other, rest[1]): 2}
    met = {(last, each) for each in rest}
    groups = networking.plan_rounds(people(9), worth(points), 1, met).rounds["members"]
    assert sorted(map(len, groups)) == [2, 2, 2, 3]


@settings(deadline=None, max_examples=25)
@given(valued(least=4, most=6, even=True), st.integers(2, 3))
def test_small_plans_of_several_rounds_are_the_best_of_all(task, rounds):
    number, points, _ = task
    plan = networking.plan_rounds(people(number), worth(points), rounds)
    perfect = [pairs for pairs in matchings(people(number)) if 2 * len(pairs) == number]
    best = max(
        sum(points[pair] for pairs in chosen for pair in pairs)
        for chosen in product(perfect, repeat=rounds)
        if len({pair for pairs in chosen for pair in pairs}) == rounds * number // 2
    )
    assert plan.points == best <= plan.bound


@pytest.mark.parametrize("seed", range(6))
def test_eight_people_in_two_rounds_too(seed):
    chance = np.random.default_rng(seed)
    points = {pair: int(chance.integers(20)) for pair in combinations(people(8), 2)}
    plan = networking.plan_rounds(people(8), worth(points), 2)
    perfect = [pairs for pairs in matchings(people(8)) if len(pairs) == 4]
    best = max(
        sum(points[pair] for pair in (*one, *other))
        for one, other in combinations(perfect, 2)
        if not set(one) & set(other)
    )
    assert plan.points == best <= plan.bound


# what holds for any plan


@st.composite
def asked(draw):
    number, points, met = draw(valued(least=2, most=9))
    names = people(number)
    limits = draw(st.dictionaries(st.sampled_from(names), st.integers(0, 3), max_size=4))
    some = draw(st.lists(st.sampled_from(names), max_size=2))
    kept = {pair: value for pair, value in points.items() if value > 2}
    return names, worth(kept), draw(st.integers(1, 4)), met[: number // 2], limits, some


@settings(deadline=None, max_examples=25)
@given(asked())
def test_nobody_meets_twice_and_limits_and_opt_outs_are_kept(task):
    names, values, rounds, met, limits, opted_out = task
    plan = networking.plan_rounds(names, values, rounds, met, limits, opted_out=opted_out)
    seated = plan.rounds.explode("members")
    assert not seated.duplicated(["round", "members"]).any()
    pairs = meetings(plan)
    assert len(pairs) == len(set(pairs))
    assert not set(pairs) & set(met)
    assert set(plan.rounds["members"].map(len)) <= {2, 3}
    times = Counter(seated["members"])
    assert all(times[name] <= min(rounds, limits.get(name, rounds)) for name in names)
    assert not times.keys() & set(opted_out)
    assert list(map(tuple, plan.reasons[["member", "to_member"]].to_numpy())) == pairs
    assert plan.points == pytest.approx(plan.reasons["points"].sum())
    assert plan.pair_points <= plan.bound
    # everybody is in a group or named with the reason, in each round
    told = {(row.round, row.member) for row in plan.left_out.itertuples()}
    for name in names:
        if (pd.NA, name) in told or any(pd.isna(at) for at, who in told if who == name):
            assert not times[name]
        else:
            inside = set(seated.loc[seated["members"] == name, "round"])
            assert inside | {at for at, who in told if who == name} == set(range(1, rounds + 1))


@settings(deadline=None, max_examples=20)
@given(asked(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_names_changes_nothing(task, chance):
    names, values, rounds, met, limits, opted_out = task
    plan = networking.plan_rounds(names, values, rounds, met, limits, opted_out=opted_out)
    turned = values.sample(frac=1, random_state=1)
    turned = turned.rename(columns={"member": "to_member", "to_member": "member"})
    mixed = chance.sample(names, len(names))
    again = networking.plan_rounds(mixed, turned, rounds, met[::-1], limits, opted_out=opted_out)
    pd.testing.assert_frame_equal(plan.rounds, again.rounds)
    pd.testing.assert_frame_equal(plan.left_out, again.left_out)
    assert plan.reasons["reason"].tolist() == again.reasons["reason"].tolist()


def test_everybody_is_served_before_anybody_twice():
    """Three can only meet the hub: each gets a turn."""
    met = list(combinations(["a", "b", "c"], 2))
    values = worth({("a", "hub"): 9, ("b", "hub"): 5, ("c", "hub"): 1})
    plan = networking.plan_rounds(["a", "b", "c", "hub"], values, 4, met)
    assert plan.rounds["members"].map(lambda group: group[0]).tolist() == ["a", "b", "c"]
    left = plan.left_out.set_index(["round", "member"])["why"]
    assert left[1, "b"] == "Everybody whom b has not met is with somebody else in this round."
    assert left[2, "a"] == "a has met everybody who takes part."
    assert "4 of 4 people" in plan.notes[0]


def test_the_third_of_an_odd_number_joins_the_pair_where_that_is_worth_most():
    values = worth({("a", "b"): 9, ("c", "d"): 9, ("a", "e"): 1, ("c", "e"): 2, ("d", "e"): 2})
    plan = networking.plan_rounds(list("abcde"), values, 1)
    assert plan.rounds["members"].tolist() == [("a", "b"), ("c", "d", "e")]
    assert (plan.points, plan.pair_points) == (22, 18)
    assert len(plan.reasons) == 4
    never = networking.plan_rounds(list("abcde"), values, 1, met=[("d", "e")])
    assert never.rounds["members"].tolist() == [("a", "b", "e"), ("c", "d")]
    nowhere = networking.plan_rounds(list("abc"), values, 1, met=[("a", "c"), ("b", "c")])
    assert nowhere.left_out["why"].tolist() == ["c has met everybody who takes part."]


def test_limits_and_opt_outs_are_told():
    plan = networking.plan_rounds(
        list("abcd"), worth({}), 2, limits={"a": 1, "b": 0}, opted_out=["c", "nobody"]
    )
    told = plan.left_out["why"].tolist()
    assert told[:2] == ["b wants no introductions.", "c opted out."]
    assert told[2:] == [
        "a wants no more than 1 introduction.",
        "d has met everybody who takes part.",
    ]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"people": ["a", "a"]}, "a is named twice"),
        ({"rounds": 0}, "at least one"),
        ({"values": pd.DataFrame({"member": ["a"]})}, "no column 'to_member'"),
        ({"values": worth({("a", "b"): -1})}, "a and b are worth -1"),
        ({"values": worth({("a", "b"): float("nan")})}, "worth nan"),
        ({"limits": {"a": -1}}, "a wants fewer than no"),
    ],
)
def test_what_cannot_be_is_told(change, told):
    with pytest.raises(ValueError, match=told):
        networking.plan_rounds(**({"people": ["a", "b"], "values": worth({}), "rounds": 1} | change))


# many people


def test_many_people_are_paired_within_one_percent_of_the_bound():
    chance = np.random.default_rng(3)
    names = people(401)
    values = worth(
        {
            (names[min(pair)], names[max(pair)]): int(chance.integers(1, 20))
            for pair in chance.integers(401, size=(4000, 2)).tolist()
            if pair[0] != pair[1]
        }
    )
    plan = networking.plan_rounds(names, values, 2)
    assert plan.pair_points > 0.99 * plan.bound
    met = meetings(plan)
    assert len(met) == len(set(met))
    assert plan.rounds.explode("members").groupby("round").size().tolist() == [401, 401]
    assert plan.left_out.empty


@settings(deadline=None, max_examples=25)
@given(valued())
def test_half_the_best_assignment_bounds_the_best_pairs_and_its_pairs_are_valid(task):
    number, points, met = task
    place = {name: at for at, name in enumerate(people(number))}
    numbered = {(place[a], place[b]): value * 1000 for (a, b), value in points.items()}
    free = sorted(pair for pair in numbered if numbered[pair])
    best = max(sum(numbered[pair] for pair in pairs) for pairs in matchings(list(range(number))))
    chosen = flow(dict.fromkeys(range(number), 1), free, [numbered[pair] for pair in free])
    assert sum(numbered[min(pair), max(pair)] for pair in chosen) / 2 >= best
    closed = frozenset((place[a], place[b]) for a, b in met)
    pairs = by_assignment(
        PairTask(tuple(people(number)), numbered, closed, (1,) * number),
        list(range(number)),
        closed,
        [0] * number,
    )
    assert not set(pairs) & closed
    assert len({one for pair in pairs for one in pair}) == 2 * len(pairs)
