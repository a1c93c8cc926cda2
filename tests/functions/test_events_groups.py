"""Small groups, held to the social golfer's known answers, to search through all plans, and to the wishes."""

import subprocess
import sys
from itertools import combinations, combinations_with_replacement

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copkit.functions.events.group_designs import (
    finite_field,
    fitted,
    known_design,
    relabelled,
    turning_design,
)
from copkit.functions.events.group_late import late_arrival
from copkit.functions.events.group_proof import counted_bound, crowd_bound, fewest_alike, spread_bound
from copkit.functions.events.group_search import prices, repeats_in
from copkit.functions.events.group_seating import measured
from copkit.functions.events.group_wishes import GroupTask, ImpossibleGroups, even_sizes
from copkit.functions.events.groups import groups


def people(number):
    return [f"P{one:02}" for one in range(number)]


def tables(seating):
    return [set(names) for _, names in seating.rounds.groupby(["round", "group"])["member"]]


def pairs_met(seating):
    return [tuple(sorted(pair)) for table in tables(seating) for pair in combinations(table, 2)]


# CSPLib problem 10: groups, people in each, rounds, and pairs, each of whom meets exactly once
PERFECT = [(3, 3, 4, 36), (4, 4, 5, 120), (5, 5, 6, 300), (7, 7, 8, 1176), (5, 3, 7, 105)]


@pytest.mark.parametrize(("count", "size", "rounds", "pairs"), PERFECT)
def test_in_a_perfect_plan_every_pair_meets_exactly_once(count, size, rounds, pairs):
    seating = groups(people(count * size), rounds, count=count)
    met = pairs_met(seating)
    assert len(met) == len(set(met)) == seating.meetings == pairs
    assert (seating.repeats, seating.bound, seating.optimal) == (0, 0, True)
    assert seating.repeated.empty


@pytest.mark.parametrize(
    ("count", "size", "rounds"), [(8, 4, 10), (8, 4, 9), (8, 8, 9), (9, 9, 10), (6, 4, 7)]
)
def test_other_known_answers_are_reached(count, size, rounds):
    assert groups(people(count * size), rounds, count=count).repeats == 0


@pytest.mark.parametrize(("count", "size", "rounds"), [(3, 3, 4), (4, 4, 5), (5, 3, 7), (8, 4, 7), (6, 4, 7)])
def test_the_search_finds_them_without_a_known_design(count, size, rounds):
    assert groups(people(count * size), rounds, count=count, designs=False).repeats == 0


def test_more_rounds_than_new_people_repeat_as_little_as_the_bound():
    seating = groups(people(9), 6, size=3)
    assert (seating.repeats, seating.bound) == (18, 18)
    assert seating.repeated["times"].sum() - len(seating.repeated) == 18
    assert seating.notes[0].startswith("18 of 54 meetings are between people who have met before. No plan")


@pytest.mark.parametrize(("count", "size", "rounds"), [(5, 3, 7), (7, 4, 9), (8, 3, 11)])
def test_a_starter_that_turns_gives_a_perfect_plan(count, size, rounds):
    design = turning_design(count, size, rounds, steps=500_000, seed=0)
    task = GroupTask(tuple(people(count * size)), rounds, even_sizes(count * size, count), ())
    assert repeats_in(design, task) == 0


@pytest.mark.parametrize("order", [2, 3, 4, 5, 7, 8, 9, 11, 16, 25, 27])
def test_there_is_a_field_for_each_power_of_a_prime(order):
    add, times = finite_field(order)
    numbers = list(range(order))
    assert all(sorted(row) == numbers for row in [*add, *times[1:]])
    assert set(times[0]) == {0}
    a, b, c = 1, order // 2, order - 1
    assert times[a][add[b][c]] == add[times[a][b]][times[a][c]]
    assert times[c][add[b][c]] == add[times[c][b]][times[c][c]]


def test_there_is_no_field_of_other_orders():
    assert [order for order in range(1, 17) if finite_field(order) is None] == [1, 6, 10, 12, 14, 15]


def test_empty_seats_of_a_design_come_last_and_never_share_a_group():
    design = fitted(known_design(8, 4), 30, 10)
    assert all(len({seat for seat in group if seat >= 30}) < 2 for tables_ in design for group in tables_)
    assert fitted(known_design(3, 3), 7, 4) is None
    assert groups(people(31), 10, count=8).repeats == 0


def test_a_design_is_turned_so_that_those_who_met_before_meet_less():
    met = frozenset(combinations(range(5), 2))
    task = GroupTask(tuple(people(25)), 3, (5,) * 5, tuple((one,) for one in range(25)), met=met)
    design = known_design(5, 5)[:3]
    found = relabelled([[list(group) for group in tables_] for tables_ in design], prices(task, 0.0), seed=1)
    assert repeats_in(found, task) == 0


# every plan, one by one


def partitions(names, sizes):
    if not sizes:
        yield ()
        return
    first, rest = names[0], names[1:]
    for size in sorted(set(sizes)):
        others = list(sizes)
        others.remove(size)
        for chosen in combinations(rest, size - 1):
            left = [name for name in rest if name not in chosen]
            for more in partitions(left, others):
                yield ((first, *chosen), *more)


def fewest_by_trying_all(names, sizes, rounds, met=(), apart=()):
    shy = [set(pair) for pair in apart]
    allowed = [
        frozenset(pair for table in plan for pair in combinations(table, 2))
        for plan in partitions(names, sizes)
        if not any(pair <= set(table) for pair in shy for table in plan)
    ]
    known = {tuple(sorted(pair)) for pair in met}
    return min(
        sum(map(len, plan)) - len(frozenset().union(*plan) - known)
        for plan in combinations_with_replacement(allowed, rounds)
    )


TINY = [(4, 2, 2), (5, 2, 2), (6, 2, 2), (6, 3, 4), (6, 2, 3), (7, 2, 2), (7, 3, 3), (8, 2, 3)]


@pytest.mark.parametrize(("number", "count", "rounds"), TINY)
def test_tiny_plans_are_proven_the_best_by_trying_all(number, count, rounds):
    seating = groups(people(number), rounds, count=count, seconds=6)
    assert seating.repeats == fewest_by_trying_all(people(number), even_sizes(number, count), rounds)
    assert seating.optimal


tiny_pairs = st.lists(st.sampled_from(list(combinations(people(6), 2))), max_size=7, unique=True)


@settings(max_examples=8, deadline=None)
@given(tiny_pairs, st.sampled_from([2, 3]), st.integers(1, 3))
def test_with_people_who_met_before_too(met, count, rounds):
    seating = groups(people(6), rounds, count=count, met=met, seconds=2)
    best = fewest_by_trying_all(people(6), even_sizes(6, count), rounds, met)
    assert seating.bound <= best <= seating.repeats
    assert seating.repeats == best


@settings(max_examples=30)
@given(tiny_pairs, st.sampled_from([2, 3]), st.integers(1, 2))
def test_bounds_by_counting_never_promise_too_much(met, count, rounds):
    best = fewest_by_trying_all(people(6), even_sizes(6, count), rounds, met)
    sizes = [even_sizes(6, count)] * rounds
    new = [5 - sum(name in pair for pair in met) for name in people(6)]
    each = [rounds * (6 // count - 1)] * 6
    known = {(int(one[1:]), int(other[1:])) for one, other in met}
    assert counted_bound(6, sizes, each, each, new) <= best
    assert crowd_bound(known, sizes) <= best
    assert spread_bound(sizes[0], rounds) <= best


@given(st.integers(1, 30), st.integers(1, 8))
def test_alike_people_are_fewest_together_when_spread_evenly(members, count):
    even = even_sizes(30, count)
    spread = even_sizes(members, count)
    assert fewest_alike(members, even) == sum(number * (number - 1) // 2 for number in spread)


# what holds for any groups


@st.composite
def tasks(draw):
    number = draw(st.integers(4, 14))
    names = people(number)
    pair = st.lists(st.sampled_from(list(combinations(names, 2))), max_size=4, unique=True)
    return {
        "people": names,
        "rounds": draw(st.integers(1, 4)),
        "count": draw(st.integers(1, max(1, number // 2))),
        "met": draw(pair),
        "together": draw(pair)[:2],
        "apart": draw(pair)[:3],
        "hosts": draw(st.none() | st.sets(st.sampled_from(names))),
        "seed": draw(st.integers(0, 9)),
        "seconds": 0.05,
    }


def seated(task):
    """None where the wishes contradict each other."""
    try:
        return groups(**task)
    except ImpossibleGroups:
        return None


@settings(max_examples=30, deadline=None)
@given(tasks())
def test_groups_are_even_and_the_wishes_hold(task):
    if (seating := seated(task)) is None:
        assert task["together"] or task["apart"]
        return
    rows = seating.rounds
    assert not rows.duplicated(["round", "member"]).any()
    assert (rows.groupby("round")["member"].nunique() == len(task["people"])).all()
    sizes = rows.groupby(["round", "group"]).size()
    assert len(sizes) == task["rounds"] * task["count"]
    assert sizes.max() - sizes.min() <= 1
    met = pairs_met(seating)
    assert not set(task["apart"]) & set(met)
    assert all(met.count(pair) == task["rounds"] for pair in task["together"])
    assert seating.meetings == len(met)
    assert seating.repeats == len(met) - len(set(met) - set(task["met"]))
    assert 0 <= seating.bound <= seating.repeats
    again = {pair for pair in met if met.count(pair) + (pair in task["met"]) > 1}
    assert set(map(tuple, seating.repeated[["member", "other"]].to_numpy())) == again
    able = task["hosts"] or set()
    hosting = rows[rows["hosts"]]
    assert set(hosting["member"]) <= able
    assert len(hosting) == sum(1 for table in tables(seating) if table & able)
    if len(able) >= task["count"] and not task["together"] and not task["apart"]:
        assert len(hosting) == len(sizes)
        assert "Every group has a host." in seating.notes


@settings(max_examples=25, deadline=None)
@given(tasks(), st.permutations(range(14)))
def test_other_names_give_the_same_groups_under_those_names(task, order):
    new = {name: f"Q{order[place]:02}" for place, name in enumerate(task["people"])}
    renamed = {
        name: [tuple(new[one] for one in pair) for pair in task[name]]
        for name in ("met", "together", "apart")
    }
    renamed["people"] = list(new.values())
    renamed["hosts"] = None if task["hosts"] is None else {new[one] for one in task["hosts"]}
    one, other = seated(task), seated(task | renamed)
    if one is None or other is None:
        assert one is other
        return
    assert (one.repeats, one.bound, one.meetings) == (other.repeats, other.bound, other.meetings)
    assert one.rounds["member"].map(new).tolist() == other.rounds["member"].tolist()
    assert one.rounds["group"].tolist() == other.rounds["group"].tolist()


def test_the_same_seed_gives_the_same_groups_and_another_seed_may_not():
    given_to = {"people": people(20), "rounds": 4, "size": 4, "met": [("P00", "P01")], "seconds": 1}
    one, again, other = (groups(**given_to, seed=seed) for seed in (3, 3, 4))
    pd.testing.assert_frame_equal(one.rounds, again.rounds)
    assert not one.rounds.equals(other.rounds)


# wishes


def test_contradicting_wishes_are_refused_with_the_names():
    names, chain = ["Ann", "Bob", "Cy", "Di", "Eve", "Flo"], [("Ann", "Bob"), ("Bob", "Cy")]
    with pytest.raises(ImpossibleGroups, match=r"Ann and Cy are to sit apart, and also .*by way of Bob"):
        groups(names, 2, size=3, together=chain, apart=[("Cy", "Ann")])
    with pytest.raises(ImpossibleGroups, match="Ann, Bob and Cy are to sit together, but a group has"):
        groups(names, 2, size=2, together=chain)
    with pytest.raises(ImpossibleGroups, match="wishes: Cy, Di and Eve all apart") as told:
        groups(names, 2, count=2, apart=[("Ann", "Flo"), ("Cy", "Di"), ("Di", "Eve"), ("Cy", "Eve")])
    assert "Flo" not in str(told.value)
    with pytest.raises(
        ImpossibleGroups, match="Ann and Bob together; Cy and Di together; Eve and Flo together"
    ):
        groups(names, 1, count=2, together=[("Ann", "Bob"), ("Cy", "Di"), ("Eve", "Flo")])
    with pytest.raises(ImpossibleGroups, match="names Ann twice"):
        groups(names, 1, count=2, apart=[("Ann", "Ann")])


@pytest.mark.parametrize(
    ("given_to", "told"),
    [
        ({"people": []}, "nobody"),
        ({"people": ["Ann", "Ann"]}, "Ann is named twice"),
        ({"rounds": 0}, "at least one"),
        ({"size": None}, "how large .* or how many"),
        ({"count": 2}, "not both"),
        ({"size": 9}, "how large the groups are must lie between 1 and 4"),
        ({"size": None, "count": 0}, "how many groups there are must lie between 1 and 4"),
    ],
)
def test_what_cannot_be_is_told(given_to, told):
    with pytest.raises(ImpossibleGroups, match=told):
        groups(**({"people": people(4), "rounds": 1, "size": 2} | given_to))


def test_wishes_and_meetings_of_people_who_do_not_come_are_left_out():
    seating = groups(
        people(4), 3, size=2, met=[("P00", "Zoe")], apart=[("P01", "Zoe")], together=[("Zoe", "P02")]
    )
    assert seating.repeats == 0


def test_too_few_hosts_are_told_and_hosts_take_turns():
    seating = groups(people(12), 3, count=4, hosts={"P00", "P05", "P09"}, seconds=2)
    assert seating.rounds["hosts"].sum() == 9
    assert seating.notes[-1].startswith("Only 3 can host 4 groups: 1 of 4 groups has no host in each round.")
    shared = groups(people(12), 4, count=2, hosts={"P00", "P05", "P09", "P10"}, seconds=2)
    assert shared.rounds["hosts"].sum() == 8
    assert shared.rounds.groupby("member")["hosts"].sum().max() <= 3
    kept = groups(people(6), 2, count=2, hosts={"P00", "P01"}, together=[("P00", "P01")], seconds=2)
    assert kept.notes[-1] == "The wishes keep hosts together: 1 of 2 groups has no host in each round."


def test_organisations_and_communities_are_mixed_without_more_repeats():
    kinds = pd.DataFrame(
        {
            "organisation": [*["north"] * 3, *["south"] * 3, *["west"] * 3] * 2,
            "communities": [("warm", "food"), (), ["food"], {"warm"}, None, ("food",), (), (), ()] * 2,
        },
        index=people(18),
    )
    mixed = groups(people(18), 2, size=3, kinds=kinds, seconds=4)
    plain = measured(groups(people(18), 2, size=3, seconds=4).rounds, kinds=kinds)
    assert mixed.repeats == 0
    assert mixed.mix.set_index("kind")["alike"].to_dict() == {"organisation": 0, "communities": 0}
    assert (mixed.mix["alike"] >= mixed.mix["least"]).all()
    assert plain.mix["alike"].sum() > 0
    assert "Organisation: 0 meetings are between people who share one (the fewest possible)." in mixed.notes
    crowded = groups(people(18), 4, size=3, kinds=pd.DataFrame({"sector": "council"}, index=people(18)))
    assert crowded.mix.loc[0].tolist() == ["sector", 72, 72]


# somebody comes late


def test_who_comes_late_meets_the_most_new_people_and_nobody_is_moved():
    seating = groups(people(15), 4, size=3, seconds=2)
    late = late_arrival(seating, "Zoe", from_round=2, met=[("Zoe", "P03")])
    before = late.rounds[late.rounds["member"] != "Zoe"].reset_index(drop=True)
    pd.testing.assert_frame_equal(
        before[["round", "member", "group"]],
        seating.rounds[["round", "member", "group"]].sort_values(["round", "group"], ignore_index=True),
    )
    hers = [table - {"Zoe"} for table in tables(late) if "Zoe" in table]
    assert len(hers) == 3
    assert len(set().union(*hers) - {"P03"}) == 9
    assert late.meetings == seating.meetings + 9


@settings(max_examples=30, deadline=None)
@given(
    st.integers(5, 13),
    st.integers(1, 3),
    st.lists(st.sampled_from(people(13)), max_size=5, unique=True),
    st.lists(st.sampled_from(people(13)), max_size=2, unique=True),
)
def test_no_other_choice_has_more_new_people(number, rounds, known, shunned):
    seating = groups(people(number), rounds, count=3, seconds=0.02)
    met = [("Zoe", name) for name in known]
    apart = [(name, "Zoe") for name in shunned]
    late = late_arrival(seating, "Zoe", met=met, apart=apart)
    joined = [table - {"Zoe"} for table in tables(late) if "Zoe" in table]
    assert not set().union(*joined).intersection(shunned)
    best = [set()]
    for _, of_round in seating.rounds.groupby("round"):
        choices = [set(names) for _, names in of_round.groupby("group")["member"]]
        choices = [choice for choice in choices if not choice & set(shunned)]
        least = min(map(len, choices))
        best = [one | choice for one in best for choice in choices if len(choice) == least]
    assert len(set().union(*joined) - set(known)) == max(len(one - set(known)) for one in best)
    if not shunned:
        sizes = late.rounds.groupby(["round", "group"]).size()
        assert sizes.max() - sizes.min() <= 1


def test_the_wishes_of_who_comes_late():
    seating = groups(people(6), 2, count=2, together=[("P00", "P01")], seconds=1)
    late = late_arrival(seating, "Zoe", together=[("P00", "Zoe")])
    assert sum({"P00", "P01", "Zoe"} <= table for table in tables(late)) == 2
    with pytest.raises(ImpossibleGroups, match=r"Zoe is to sit with P00.* who sit in different"):
        late_arrival(
            seating, "Zoe", together=[("P00", "Zoe"), *((f"P0{one}", "Zoe") for one in range(2, 6))][:3]
        )
    with pytest.raises(ImpossibleGroups, match="No group in round 1 keeps the wishes for Zoe"):
        late_arrival(seating, "Zoe", apart=[("Zoe", name) for name in people(6)])
    with pytest.raises(ImpossibleGroups, match="P00 has a place"):
        late_arrival(seating, "P00")
    with pytest.raises(ImpossibleGroups, match="No round is left from round 3"):
        late_arrival(seating, "Zoe", from_round=3)
    uneven = late_arrival(
        groups(people(5), 1, count=2, apart=[("P00", "P01")], seconds=1), "Zoe", together=[("Zoe", "P00")]
    )
    larger = uneven.rounds.groupby("group").size().max() == 4
    assert larger == any("larger than others" in note for note in uneven.notes)


def test_who_comes_late_sits_with_fewer_of_their_own_kind_if_all_else_is_equal():
    rows = pd.DataFrame({"round": 1, "member": people(6), "group": [1, 1, 1, 2, 2, 2], "hosts": False})
    kinds = pd.DataFrame({"organisation": ["a", "a", "b", "b", "c", "c", "a"]}, index=[*people(6), "Zoe"])
    late = late_arrival(measured(rows), "Zoe", kinds=kinds)
    assert late.rounds.set_index("member").loc["Zoe", "group"] == 2


def test_the_solver_is_loaded_only_when_it_is_needed():
    code = "import sys, copkit.functions.events.groups; sys.exit('ortools' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
